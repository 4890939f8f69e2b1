"""The bulletin's tests tell hazards' stories as the ledger's do."""

from tests.hazards.conftest import again, criterion, factory, tell

__all__ = ["again", "criterion", "factory", "tell"]
