"""The phone judges a ticket as the server does: the same cases through static/permits/judging.js and gates.py."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.utils import timezone

from anlan.core import clock
from anlan.enterprises import actions as register
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.models import Person
from anlan.permits import blanks, gates, levels, queries
from anlan.permits.models import Permit
from tests.browser.conftest import PLACE
from tests.permits.conftest import MONDAY, Site, monday, site

__all__ = ["monday", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

JUDGE = """async ([place, blanks, others, cases]) => {
  const { made } = await import('/static/permits/judging.js');
  const judged = cases.map((facts) => made('x', facts, { place, blanks, others }));
  return judged.map((one) => [one.raised, one.gates]);
}"""


def on(hour: int, minute: int = 0, days: int = 0) -> dt.datetime:
    return clock.local(MONDAY + dt.timedelta(days=days), hour, minute)


LIGHT: list[dict[str, Any]] = [
    {},
    {"ends_at": on(18)},
    {"equipment": []},
    {"outdoors": True},
    {"outdoors": True, "wind": 4},
    {"outdoors": True, "wind": 5},
    {"place_words": "二车间"},
    {"place_words": "二车间", "coordinator": "安全员"},
    {"unskilled": True},
    {"unskilled": True, "begins_at": on(10)},
    {"outsider": True},
    {"hired": MONDAY - dt.timedelta(days=1)},
    {"hired": MONDAY},
]
CHEMICAL: list[dict[str, Any]] = [
    {},
    {"begins_at": on(17, 59), "ends_at": on(18, 1)},
    {"begins_at": on(17), "ends_at": on(18)},
    {"begins_at": on(5, 59, 1), "ends_at": on(7, 0, 1)},
    {"ends_at": on(9, 31, 5)},
    {"level": "first", "ends_at": on(17, 31)},
    {"begins_at": on(9, 0, 5), "ends_at": on(11, 0, 5)},
    {"outdoors": True, "wind": 6},
    {"outdoors": True, "wind": 6, "unavoidable": "抢修"},
    {"special_case": "重大活动期间"},
    {"kind": "temporary_power", "level": "with_work", "equipment": []},
    {"kind": "temporary_power", "level": "with_work", "equipment": [], "related": "NUMBER"},
    {"kind": "temporary_power", "level": "with_work", "equipment": [], "related": "NUMBER", "ends_at": on(20, 0, 1)},
    {"kind": "lifting", "level": "small", "equipment": []},
]


def typed(permit: Permit, related: str) -> dict[str, Any]:
    """The ticket as the phone's form gives it."""
    told = ("place_words", "content", "outdoors", "unavoidable", "special_case", "coordinator")
    words = {name: getattr(permit, name) for name in told}
    times = {name: f"{timezone.localtime(getattr(permit, name)):%Y-%m-%dT%H:%M}" for name in ("begins_at", "ends_at")}
    people = {"worker": str(permit.worker_id), "guardian": str(permit.guardian_id)}
    sets = [str(one.pk) for one in permit.equipment.all()]
    wind = "" if permit.wind is None else str(permit.wind)
    work = f"{permit.kind}:{permit.level}"
    return words | times | people | {"equipment": sets, "wind": wind, "work": work, "related": related}


def head(words: str) -> str:
    """A gate's sentence without its particulars: both say the same fact, each with its own detail."""
    return re.sub("（[^）]*）", "", words).split("：")[0]


def outsider(here: Site) -> Person:
    """Somebody of a contractor who was never taught on entry."""
    builder = contracts.record_contractor(name="安达除尘", actor=here.boss)
    facts = {"post": "employee", "contractor": builder, "phones": ["13837470001"]}
    register.add_person(here.enterprise, name="马工", actor=here.boss, **facts)
    return here.enterprise.people.get(name="马工")


def both(page: Any, here: Site, cases: list[dict[str, Any]]) -> None:
    beside = here.draft(place_words="二车间南墙东头", guardian=here.guardian, ends_at=on(10, 0))
    Permit.objects.filter(pk=beside.pk).update(state="open", approved_at=clock.now())
    beside.refresh_from_db()
    others = [
        {
            "id": str(beside.pk),
            "number": beside.number,
            "place_id": str(here.enterprise.pk),
            "where": beside.place_words,
            "work": f"{beside.about.label} {beside.in_force.label}",
            "begins_at": beside.begins_at.isoformat(),
            "ends_at": beside.ends_at.isoformat(),
            "state": beside.state,
            "guardian_id": str(beside.guardian_id),
            "worker_id": str(beside.worker_id),
        }
    ]
    forms, expected = [], []
    for case in cases:
        facts = {"place_words": "成品库", **case}
        facts |= {"related": beside.number} if facts.get("related") else {}
        if facts.pop("unskilled", False):
            facts |= {"worker": here.guardian, "guardian": here.welder}
        if facts.pop("outsider", False):
            facts |= {"guardian": outsider(here)}
        if ends := facts.pop("hired", None):
            facts |= {"guardian": here.outsider(f"止{ends.day}", f"劳务{ends.day}队", ends_on=ends)}
        made = Permit.objects.get(pk=here.draft(**facts).pk)
        around = queries.around([here.enterprise.pk])[here.enterprise.pk]
        around.permits = [one for one in around.permits if one.pk == beside.pk]
        told = [head(one.words) for one in gates.standing(made, around, clock.now())]
        expected.append([levels.in_force(made)[1], sorted(told)])
        forms.append(typed(made, made.related))
    around = queries.around([here.enterprise.pk])[here.enterprise.pk]
    carried = blanks.carried(here.boss, [here.enterprise.pk], {here.enterprise.pk: around})
    sent = json.loads(json.dumps([carried["places"][0], carried, others, forms], default=str))
    found = [[raised, sorted(map(head, shut))] for raised, shut in page.evaluate(JUDGE, sent)]
    wrong = [line for line in zip(cases, found, expected, strict=True) if line[1] != line[2]]
    assert "\n".join(map(str, wrong)) == ""


def test_phone_and_server_find_the_same_gates_shut(browser, live_server, site):
    context = browser.new_context(base_url=live_server.url, **PLACE)
    page = context.new_page()
    page.clock.set_fixed_time(clock.now())
    page.goto("/login/")
    both(page, site("恒通木业"), LIGHT)
    both(page, site("顺达化工", industry="weihua"), CHEMICAL)
    context.close()
