"""A2: What is counted for a person is what the list shows, whatever is kept of the way to count it."""

import datetime as dt

import pytest

from anlan.core import clock
from anlan.hazards import counting, duties, queries
from anlan.hazards.figures import OPEN
from anlan.org import actions as org
from anlan.org.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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


def test_the_numbers_on_the_tabs_are_those_of_the_lists_behind_them(tell, world, at):
    for state in ("found", "judged", "planned", "submitted", "closed"):
        tell.to(state)
        tell.to(state, major=False)
    at(clock.now() + dt.timedelta(days=60))
    for name in ("林巡", "周同", "陈安", "何客", "纪明"):
        user = tell.who(name)
        asked = {
            "open": {"state": "open"},
            "overdue": {"due": "overdue"},
            "major": {"state": "open", "level": "major"},
            "submitted": {"state": "submitted"},
            "mine": {"duty": "mine"},
            "new": {"state": "all", "found_month": "this"},
        }
        rows = {key: len(queries.ledger(user, words)) for key, words in asked.items()}
        assert counting.tab_counts(user) == rows
        assert counting.capped(queries.ledger(user, asked["new"]), 3) == min(4, rows["new"])
