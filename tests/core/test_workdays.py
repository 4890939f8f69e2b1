"""Deadlines in work days, over holidays and make-up days."""

import datetime as dt

import pytest
from django.core.cache import cache

from anlan.core import clock, feasts, workdays
from anlan.core.models import WorkdayOverride

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2026, 11, 20)
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _fresh_calendar():
    cache.clear()
    yield
    cache.clear()


def test_a_weekend_does_not_count():
    assert workdays.add_workdays(FRIDAY, 1) == MONDAY
    assert workdays.add_workdays(MONDAY, -1) == FRIDAY
    assert workdays.workdays_between(FRIDAY, MONDAY) == 1
    assert workdays.workdays_between(MONDAY, FRIDAY) == -1


def test_a_make_up_saturday_counts_and_the_national_day_does_not():
    assert workdays.is_workday(dt.date(2024, 10, 12))
    assert not workdays.is_workday(dt.date(2024, 10, 1))


def test_of_a_year_whose_calendar_is_not_published_the_holidays_of_the_law_are_known():
    day = dt.date(workdays.LAST_YEAR + 1, 1, 1)
    assert (workdays.is_workday(day), workdays.holiday_name(day)) == (False, "元旦")
    assert workdays.holiday_name(dt.date(workdays.LAST_YEAR + 1, 10, 3)) == "国庆节"
    moon = {
        dt.date(2028, 1, 24): "",
        dt.date(2028, 1, 25): "春节",
        dt.date(2028, 1, 28): "春节",
        dt.date(2028, 1, 29): "",
    }
    moon |= {dt.date(2028, 4, 4): "清明节", dt.date(2028, 5, 28): "端午节", dt.date(2028, 10, 3): "国庆节"}
    assert {day: feasts.holidays(2028).get(day, "") for day in moon} == moon


def test_the_law_and_the_published_calendars_agree_on_the_days_of_feasts():
    published = range(2020, workdays.LAST_YEAR + 1)
    days = [feasts.day_of(name, year) for name in feasts.HOLIDAYS for year in published]
    assert [day for day in days if workdays.is_workday(day)] == []
    assert [feasts.day_of(feasts.EVE, year).isoformat() for year in (2026, 2027, 2028)] == [
        "2026-02-16",
        "2027-02-05",
        "2028-01-25",
    ]
    assert feasts.day_of("春节", 2150) is None


def test_what_the_district_enters_wins():
    WorkdayOverride.objects.create(day=MONDAY, is_workday=False, note="抗旱放假")
    assert workdays.add_workdays(FRIDAY, 1) == dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("due_on", "words", "tone"),
    [
        (dt.date(2026, 11, 18), "逾期 3 个工作日", "late"),
        (MONDAY, "今天到期", "near"),
        (dt.date(2026, 11, 26), "还剩 3 个工作日", "near"),
        (dt.date(2026, 12, 4), "还剩 9 个工作日", "ok"),
    ],
)
def test_a_countdown_is_said_in_words(due_on, words, tone):
    with clock.moved_to(MONDAY):
        said = workdays.countdown(due_on)
    assert (said.words, said.tone) == (words, tone)
