"""B2f: The duties engine by itself: rhythms become periods, facts become standings."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.campaigns.duties.binding import times_of
from anlan.campaigns.duties.rhythms import CALENDAR, Happening, Period, Rule, Span, month_end, periods
from anlan.campaigns.duties.standing import Fact, Standing, instances
from anlan.campaigns.plans.models import Duty

BEGIN, END = dt.date(2026, 11, 23), dt.date(2027, 3, 31)
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))


def rule(rhythm: str, **more) -> Rule:
    return Rule(rhythm, **{"first": BEGIN, "last": END, **more})


def days(found: list[Period]) -> list[tuple[str, str]]:
    return [(f"{one.first:%m-%d}", f"{one.due_on:%m-%d}") for one in found]


class TestRhythms:
    def test_a_month_that_is_nearly_over_asks_nothing(self):
        assert [one.name for one in periods(rule("monthly"))] == ["2026年12月", "2027年1月", "2027年2月", "2027年3月"]

    def test_half_of_it_is_enough(self):
        found = periods(rule("monthly", first=dt.date(2026, 11, 16), last=dt.date(2026, 12, 31)))
        assert days(found) == [("11-16", "11-30"), ("12-01", "12-31")]

    def test_a_campaign_of_one_week_still_wants_its_inspection_of_the_month(self):
        found = periods(rule("monthly", first=dt.date(2026, 12, 24), last=dt.date(2026, 12, 31)))
        assert days(found) == [("12-24", "12-31")]

    def test_a_day_of_the_month_is_kept_where_the_month_has_it(self):
        found = periods(rule("monthly", first=dt.date(2027, 1, 1), last=END, day_of_month=30))
        assert [one.due_on for one in found] == [dt.date(2027, 1, 30), dt.date(2027, 2, 28), dt.date(2027, 3, 30)]

    def test_once_is_due_on_its_day_or_at_the_end(self):
        assert days(periods(rule("once", due_on=dt.date(2026, 12, 15)))) == [("11-23", "12-15")]
        assert days(periods(rule("once"))) == [("11-23", "03-31")]

    def test_a_date_before_the_campaign_began_stays_what_it_is(self):
        """A notice may be issued after the day it names; who must do it has then missed it, and a person asks why."""
        assert days(periods(rule("once", due_on=dt.date(2026, 6, 15)))) == [("06-15", "06-15")]

    def test_a_period_that_runs_when_a_duty_is_changed_keeps_its_basis(self):
        more = {"first": dt.date(2026, 11, 7), "last": dt.date(2027, 1, 31)}
        old = periods(rule("monthly", **more, until=dt.date(2026, 11, 27), goes_on=True))
        new = periods(rule("monthly", **more, since=dt.date(2026, 11, 28), min_count=3))
        assert days(old) == [("11-07", "11-30")]
        assert [(one.name, one.wanted) for one in new] == [("2026年12月", 3), ("2027年1月", 3)]

    def test_a_period_that_runs_when_a_duty_is_called_off_asks_no_more(self):
        found = periods(rule("monthly", first=dt.date(2026, 11, 1), until=dt.date(2027, 1, 10)))
        assert days(found) == [("11-01", "11-30"), ("12-01", "12-31")]

    def test_a_deadline_put_off_is_due_once(self):
        day = dt.date(2026, 12, 10)
        old = periods(rule("once", due_on=dt.date(2026, 12, 20), until=day, goes_on=True))
        new = periods(rule("once", due_on=dt.date(2026, 12, 30), since=day + dt.timedelta(1)))
        assert (old, days(new)) == ([], [("11-23", "12-30")])
        past = periods(rule("once", due_on=dt.date(2026, 12, 5), until=day, goes_on=True))
        assert days(past) == [("11-23", "12-05")]

    def test_a_stage_goes_by_the_version_that_held_when_it_began(self):
        stages = (Span("动员部署", BEGIN, dt.date(2026, 11, 30)), Span("自查自改", dt.date(2026, 12, 1), END))
        old = periods(rule("per_stage", stages=stages, until=dt.date(2026, 11, 25), goes_on=True))
        new = periods(rule("per_stage", stages=stages, since=dt.date(2026, 11, 26)))
        assert [[one.name for one in found] for found in (old, new)] == [["动员部署"], ["自查自改"]]

    def test_each_stage_wants_its_own(self):
        stages = (Span("动员部署", BEGIN, dt.date(2026, 11, 30)), Span("自查自改", dt.date(2026, 12, 1), END))
        assert [one.name for one in periods(rule("per_stage", stages=stages))] == ["动员部署", "自查自改"]

    def test_what_happens_calls_for_a_duty_within_days(self):
        snow = Happening("大雪", dt.date(2026, 12, 20), 3)
        before = Happening("暴雨", dt.date(2026, 7, 1), 3)
        assert days(periods(rule("on_event", happenings=(before, snow)))) == [("12-20", "12-23")]

    @pytest.mark.parametrize("rhythm", ["as_needed", "none"])
    def test_what_follows_no_calendar_has_no_periods(self, rhythm):
        assert periods(rule(rhythm)) == []

    @pytest.mark.parametrize(
        ("rhythm", "name"), [("quarterly", "2026年第四季度"), ("half_yearly", "2026年下半年"), ("yearly", "2026年")]
    )
    def test_periods_are_called_as_officials_call_them(self, rhythm, name):
        assert periods(rule(rhythm, first=dt.date(2026, 10, 1), last=dt.date(2026, 12, 31)))[0].name == name

    @given(rhythm=st.sampled_from(sorted(CALENDAR)), first=DAYS, length=st.integers(0, 900))
    def test_periods_lie_in_the_campaign_in_order_without_overlap(self, rhythm, first, length):
        last = first + dt.timedelta(days=length)
        found = periods(rule(rhythm, first=first, last=last))
        assert found
        assert all(first <= one.first <= one.due_on <= last for one in found)
        assert all(one.due_on < other.first for one, other in pairwise(found))

    @given(day=DAYS)
    def test_the_end_of_a_month(self, day):
        end = month_end(day)
        assert (end.month, (end + dt.timedelta(days=1)).day) == (day.month, 1)


NOVEMBER = Period("2026年11月", dt.date(2026, 11, 1), dt.date(2026, 11, 30), 2)
DECEMBER = Period("2026年12月", dt.date(2026, 12, 1), dt.date(2026, 12, 31), 2)


def told(*on: tuple[int, int]) -> list[Fact]:
    return [Fact(dt.date(2026, month, day), "带队检查") for month, day in on]


def standings(facts: list[Fact], today: dt.date) -> list[Standing]:
    return [one.standing for one in instances("厂", [DECEMBER, NOVEMBER], facts, today)]


class TestStanding:
    def test_twice_a_month_is_twice(self):
        assert standings(told((11, 3)), dt.date(2026, 11, 20)) == [Standing.DUE, Standing.COMING]
        assert standings(told((11, 3), (11, 30)), dt.date(2026, 11, 30)) == [Standing.DONE, Standing.COMING]

    def test_the_month_is_over(self):
        assert standings(told((11, 3)), dt.date(2026, 12, 1)) == [Standing.MISSED, Standing.DUE]

    def test_what_is_done_in_december_counts_for_december_first(self):
        found = instances("厂", [NOVEMBER, DECEMBER], told((12, 1), (12, 2), (12, 3)), dt.date(2026, 12, 20))
        assert [(one.standing, len(one.facts)) for one in found] == [(Standing.MISSED, 1), (Standing.DONE, 2)]
        assert found[0].missing == 1

    def test_who_caught_up_is_late(self):
        facts = told((12, 1), (12, 2), (12, 3), (12, 4))
        assert standings(facts, dt.date(2026, 12, 20)) == [Standing.LATE, Standing.DONE]

    @given(
        on=st.lists(st.dates(dt.date(2026, 10, 25), dt.date(2027, 1, 10)), max_size=8),
        today=st.dates(dt.date(2026, 10, 25), dt.date(2027, 1, 10)),
    )
    def test_no_fact_counts_twice_and_none_before_its_period(self, on, today):
        facts = [Fact(day, str(place)) for place, day in enumerate(on)]
        found = instances("厂", [NOVEMBER, DECEMBER], facts, today)
        counted = [fact for one in found for fact in one.facts]
        assert len(counted) == len(set(counted))
        assert all(fact.on >= one.period.first for one in found for fact in one.facts)
        assert all(len(one.facts) <= one.period.wanted for one in found)


@pytest.mark.parametrize(
    ("subject", "action", "count", "unit", "wanted"),
    [
        (Duty.Subject.ENTERPRISE, "全员安全培训", 16, "学时", 1),
        (Duty.Subject.ENTERPRISE, "组织应急演练", 2, "次", 2),
        (Duty.Subject.PRINCIPAL, "带队检查", 2, "", 2),
        (Duty.Subject.VILLAGE, "巡查“九小场所”", 20, "家", 20),
        (Duty.Subject.OFFICE, "抽查企业", 20, "家", 1),
        (Duty.Subject.OFFICE, "储备抢险人员", 50, "名", 1),
    ],
)
def test_hours_and_persons_are_no_number_of_records(subject, action, count, unit, wanted):
    proof = Duty.Proof.INSPECTION if "查" in action else Duty.Proof.OTHER
    duty = Duty(subject_kind=subject, action=action, min_count=count, unit=unit, proof_kind=proof)
    assert times_of(duty) == wanted
