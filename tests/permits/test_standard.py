"""GB 30871-2022 and the law for everybody, row by row: what the tables say is what the text says."""

import datetime as dt

import pytest

from anlan.core import clock
from anlan.permits import clocks, levels, papers, special
from anlan.permits.models import Permit

pytestmark = pytest.mark.once

CLOCKS = {
    # kind, level → sample at most so old at the start, redo after a break of, a record each, anew each day (minutes)
    ("hot_work", "special"): (30, 30, 120, True),  # 5.3.1
    ("hot_work", "first"): (30, 30, None, True),
    ("hot_work", "second"): (30, 60, None, True),
    ("confined_space", "only"): (30, 60, 120, False),  # 6.5, 6.10
}
BIND = [
    # kind, what its measures say, and the clause's figure
    ("hot_work", "clear", "15 米内无泄漏点"),
    ("hot_work", "vents", "30 米内不排放可燃气体、15 米内不排放可燃液体"),
    ("hot_work", "solvents", "10 米范围内"),
    ("hot_work", "solvents", "可燃性粉尘清理"),
    ("hot_work", "welder", "不超过 10 米"),
    ("hot_work", "cylinders", "氧气瓶与乙炔瓶间距不小于 5 米，两瓶与动火点均不小于 10 米"),
    ("earth", "joint", "水、电、汽、工艺、设备、消防、安全"),
    ("road", "joint", "消防、安全"),
]


@pytest.mark.parametrize("row", [(kind, level.code) for kind, one in special.KINDS.items() for level in one.levels])
def test_gas_is_tested_by_the_clocks_of_its_level_and_of_no_other_work(row):
    level = special.KINDS[row[0]].level(row[1])
    found = (level.before, level.redo, level.log, level.daily)
    assert found == CLOCKS.get(row, (None, None, None, False))


@pytest.mark.parametrize(("kind", "code", "words"), BIND)
def test_distances_and_co_signing_stand_in_the_measures(kind, code, words):
    assert words in next(one.words for one in special.KINDS[kind].measures if one.code == code)


@pytest.mark.parametrize("kind", list(special.KINDS))
def test_the_guardian_the_film_and_the_briefing_concern_every_work(kind):
    fixed = {one.code for one in special.KINDS[kind].measures if not one.may_be_left}
    assert fixed == {"guardian", "briefing"} | ({"film"} if kind == "hot_work" else set())


@pytest.mark.parametrize(
    ("gas", "reading", "good"), [("rich_oxygen", 23.5, True), ("rich_oxygen", 23.6, False), ("oxygen", 19.5, True)]
)
def test_oxygen_in_what_is_burnt_on_has_its_limit(gas, reading, good):
    assert (special.limit_words(gas, None, reading) == "") is good
    assert special.KINDS["hot_work"].gas_sometimes == ("rich_oxygen",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ended", "level", "kept", "film"),
    [
        (dt.date(2026, 11, 23), "special", dt.date(2027, 11, 23), dt.date(2026, 12, 23)),
        (dt.date(2027, 12, 31), "special", dt.date(2028, 12, 31), dt.date(2028, 1, 31)),
        (dt.date(2026, 11, 23), "second", dt.date(2027, 11, 23), None),
    ],
)
def test_a_ticket_is_kept_a_whole_year_and_its_film_a_whole_month(ended, level, kept, film):
    begins = clock.local(ended, 9)
    permit = Permit(profile="gb30871", kind="hot_work", level=level, begins_at=begins, ends_at=begins)
    assert (clocks.kept_until(permit), clocks.film_until(permit)) == (kept, film)


@pytest.mark.django_db
def test_another_special_case_raises_the_level_as_a_holiday_does():
    begins = clock.local(dt.date(2026, 11, 23), 9)
    facts = {"kind": "hot_work", "level": "second", "begins_at": begins, "ends_at": begins + dt.timedelta(hours=2)}
    permit = Permit(profile="gb30871", special_case="重大活动期间", **facts)
    level, reasons = levels.in_force(permit)
    assert (level.label, reasons) == ("一级", ["特殊情况：重大活动期间"])
    assert levels.in_force(Permit(profile="light", special_case="重大活动期间", **facts))[1] == []


def test_the_paper_has_every_line_of_the_form():
    by_hand = "".join((*papers.FILLED_BY_HAND, *papers.SIGNED_BY_HAND))
    lines = "作业方式 作业单位 作业负责人 风险辨识结果 安全交底人 接受交底人 所在单位意见 安全管理部门意见 当班班长验票"
    assert [line for line in lines.split() if line not in by_hand] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("industry", "profile"), [("yiyao", "gb30871"), ("weihua-wucunchu", "light")])
def test_the_standard_binds_pharmacy_and_not_who_trades_chemicals_without_storing_any(site, industry, profile):
    here = site("顺达", industry=industry)
    assert here.draft().profile == profile


@pytest.mark.django_db
def test_a_ticket_past_midnight_into_a_holiday_whose_calendar_is_not_published_is_raised_by_name():
    times = {"begins_at": clock.local(dt.date(2098, 12, 31), 16), "ends_at": clock.local(dt.date(2099, 1, 1), 0, 30)}
    facts = {"kind": "hot_work", "level": "second", "outdoors": False, "special_case": ""}
    level, why = levels.in_force(Permit(profile="gb30871", **facts, **times))
    assert (level.code, [one for one in why if "元旦" in one]) == ("first", ["2099年1月1日（周四）是元旦"])
