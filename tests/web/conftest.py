"""The front door's tests: the factory, its criterion and the stories of the ledger's."""

from tests.hazards.conftest import criterion, factory, tell

__all__ = ["criterion", "factory", "tell"]
