"""The bulletin's tests tell hazards' stories as the ledger's do; steering begins on a Monday in one township."""

import datetime as dt

import pytest

from anlan.org.models import Region
from tests.hazards.conftest import again, criterion, factory, tell
from tests.world import GUICUN

__all__ = ["again", "criterion", "factory", "tell"]
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def township(world, at) -> Region:
    at(MONDAY)
    return Region.objects.get(code=GUICUN)
