"""What is counted for a person is what the list shows, whatever is kept of the way to count it."""

import datetime as dt

import pytest

from anlan.core import clock
from anlan.hazards import counting, duties, queries
from anlan.hazards.figures import OPEN
from anlan.org import actions as org
from anlan.org.roles import Role

pytestmark = pytest.mark.django_db


def test_the_kept_count_of_what_waits_follows_power_and_day(tell, world, at):
    for state in ("found", "judged", "planned", "accepted"):
        tell.to(state)

    def counts() -> dict[str, int]:
        people = {name: tell.who(name) for name in world.people}
        kept = {name: counting.mine_count(one) for name, one in people.items()}
        assert kept == {name: _listed(one) for name, one in people.items()}
        return kept

    first = counts()
    assert len({*first.values()}) > 2
    assert first["纪明"] == first["何客"] == 0
    org.grant(tell.who("何客"), role=Role.OFFICER, office=world.offices["应急办"])
    assert counts()["何客"] == first["周同"] > 0
    at(clock.now() + dt.timedelta(days=400))
    assert counts()["陈安"] >= first["陈安"] > 0


def _listed(user) -> int:
    return queries.visible_to(user).filter(OPEN & duties.mine(user)).count()
