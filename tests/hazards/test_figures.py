"""A2: The base figures: every number is a count of rows one can open."""

import datetime as dt

import pytest

from anlan.hazards import actions, figures
from anlan.hazards.figures import AXES, Period
from anlan.hazards.models import Hazard
from tests.world import ZHOUGOU

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


def test_the_table_counts_open_and_overdue_by_both_axes(tell, at, world):
    at(MONDAY)
    tell.to("rectifying")
    tell.to("judged")
    tell.to("closed")
    at(dt.date(2026, 11, 27))
    table = figures.base_table(Hazard.objects.all(), AXES["village"], AXES["office"])
    assert [(head, name) for head, name in table.heads] == [(world.offices["综合执法"].pk, "综合执法")]
    assert [(line.key, line.label) for line in table.lines] == [(ZHOUGOU, "周沟村")]
    assert (table.total.open, table.total.overdue, table.lines[0].cells[0].shade) == (2, 1, 2)


def test_what_has_no_level_is_said_to_be_undecided(tell):
    tell.found()
    table = figures.base_table(Hazard.objects.all(), AXES["level"], AXES["source"])
    assert [(line.label, line.total.open) for line in table.lines] == [("未定", 1)]
    assert [name for _, name in table.heads] == ["村级巡查"]


def test_the_trend_reckons_back_from_today(tell, at):
    at(dt.date(2026, 9, 7))
    tell.to("closed")
    kept = tell.to("rectifying")
    at(dt.date(2026, 11, 2))
    tell.found()
    points = figures.trend(Hazard.objects.all(), months=3)
    assert [(p.month, p.open, p.major, p.found, p.closed) for p in points] == [
        ("2026-09", 1, 1, 2, 1),
        ("2026-10", 1, 1, 0, 0),
        ("2026-11", 2, 1, 1, 0),
    ]
    assert kept.is_open


def test_a_void_hazard_counts_nowhere(tell):
    hazard = actions.propose_void(tell.found(), actor=tell.who("林巡"), reason="重复登记的同一处")
    hazard = Hazard.objects.get(pk=hazard.pk)
    actions.decide_void(hazard, actor=tell.who("周同"), agreed=True, decision="同意作废")
    points = figures.trend(Hazard.objects.all(), months=1)
    assert (points[0].open, points[0].found) == (0, 0)


def test_summary_and_rates_of_a_period(tell, at):
    at(MONDAY)
    tell.to("closed")
    tell.to("rectifying", major=False)
    actions.fix_at_once(tell.found(), actor=tell.who("马协"), statement="当场清走杂物")
    period = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    counts = figures.summary(Hazard.objects.all(), period)
    assert (counts["found"], counts["found_major"], counts["closed"], counts["at_once"], counts["open"]) == (
        3,
        1,
        2,
        1,
        1,
    )
    rates = figures.rates(Hazard.objects.all(), period)
    assert (str(rates["rectified"]), str(rates["self_found"])) == ("66.7%", "0.0%")
    assert figures.summary(Hazard.objects.all(), Period(dt.date(2026, 10, 1), dt.date(2026, 10, 31)))["found"] == 0


def test_in_time_is_counted_of_what_fell_due(tell, at):
    at(MONDAY)
    tell.to("closed")
    tell.to("rectifying")
    at(dt.date(2027, 1, 4))
    rate = figures.rates(Hazard.objects.all(), Period(MONDAY, MONDAY))["in_time"]
    assert (rate.part, rate.whole) == (1, 2)
