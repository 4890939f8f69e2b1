"""Tickets of GB 30871: their gas clocks and levels, the standard's table, and what raises a level."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models import ProtectedError

from anlan.core import clock
from anlan.core.errors import NotNow, NotYours
from anlan.permits import actions, clocks, gates, levels, registers, rules, showing, special
from anlan.permits.models import Permit, State
from tests.permits.conftest import MONDAY, only, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("gas", "lel", "reading", "good"),
    [
        ("combustible", 5, 0.5, True),
        ("combustible", 4, 0.5, True),
        ("combustible", 4, 0.51, False),
        ("combustible", 2.5, 0.5, False),
        ("combustible", 2.5, 0.2, True),
        ("combustible", None, 0.5, False),
        ("oxygen", None, 19.4, False),
        ("oxygen", None, 23.5, True),
        ("oxygen", None, 23.6, False),
    ],
)
def test_gas_readings_have_the_limits_of_the_standard(gas, lel, reading, good):
    assert (special.limit_words(gas, lel, reading) == "") is good


def sample(permit, site, reading="0.1", minutes=0, lel="2.5"):
    moment = clock.now() - dt.timedelta(minutes=minutes)
    facts = {"gas": "combustible", "lel": Decimal(lel), "point": "管口", "analyst": "陈化验", "sampled_at": moment}
    return actions.record_gas(permit, reading=Decimal(reading), actor=site.boss, **facts)


def test_the_standards_ticket_minds_its_gas_clocks(site, at):
    here = site("顺达化工", industry="weihua")
    permit = here.ready(level="first")
    assert permit.profile == "gb30871"
    assert only(permit, "还没有做可燃气体分析")
    sample(permit, here, reading="0.5")
    assert only(permit, "可燃气体 0.5% 超过 0.2%")
    sample(permit, here)
    assert words(permit) == []
    at(clock.local(MONDAY, 9, 31))
    assert only(permit, "取样已过 31 分钟，超过 30 分钟")
    sample(permit, here)
    actions.approve(permit, photos=[here.photo()], actor=here.officer)
    actions.step(permit, name="pause", actor=here.boss)
    at(clock.local(MONDAY, 10, 5))
    with pytest.raises(NotNow, match="中断 34 分钟，超过 30 分钟"):
        actions.step(permit, name="resume", actor=here.boss)
    sample(permit, here)
    actions.step(permit, name="resume", actor=here.boss)
    assert clocks.why_stopped(permit) == ""
    sample(permit, here, reading="0.3")
    assert permit.state == State.STOPPED
    with pytest.raises(NotNow):
        actions.step(permit, name="finish", actor=here.boss)


@pytest.mark.parametrize(
    ("begins", "hours", "outdoors", "wind", "level", "reasons"),
    [
        (dt.datetime(2026, 11, 23, 9), 8, False, None, "二级", 0),
        (dt.datetime(2026, 11, 28, 9), 8, False, None, "一级", 1),
        (dt.datetime(2026, 11, 23, 17), 2, False, None, "一级", 1),
        (dt.datetime(2026, 11, 23, 9), 2, True, 5, "一级", 1),
        (dt.datetime(2026, 11, 23, 9), 2, True, 4, "二级", 0),
        (dt.datetime(2026, 9, 30, 22), 4, False, None, "一级", 2),
        (dt.datetime(2026, 9, 30, 15), 2, False, None, "二级", 0),
    ],
)
def test_holidays_nights_and_wind_raise_the_level(begins, hours, outdoors, wind, level, reasons):
    start = clock.local(begins.date(), begins.hour)
    ends = start + dt.timedelta(hours=hours)
    permit = Permit(
        profile="gb30871", kind="hot_work", level="second", begins_at=start, ends_at=ends, outdoors=outdoors, wind=wind
    )
    found, why = levels.in_force(permit)
    assert (found.label, len(why)) == (level, reasons)


def test_what_was_raised_wants_the_higher_approver_and_the_shorter_ticket(site):
    here = site("顺达化工", industry="weihua")
    days = {"begins_at": clock.local(MONDAY, 9, 30), "ends_at": clock.local(dt.date(2026, 11, 25), 9, 30)}
    permit = here.draft(**days)
    assert permit.in_force.label == "一级"  # the nights between
    assert any("一级的票最长 8 小时" in one for one in words(permit))
    special_level = here.draft(level="first", place_words="罐区", outdoors=True, wind=6, unavoidable="抢修泄漏")
    assert special_level.in_force.label == "特级"
    assert "film" in [one.code for one in gates.measures_of(special_level)]
    with pytest.raises(NotYours, match="由主管领导"):
        actions.approve(special_level, photos=["0"], actor=here.officer)


def test_the_table_of_the_standard_is_whole():
    hours = {(kind.code, level.code): level.hours for kind in special.KINDS.values() for level in kind.levels}
    assert len(special.KINDS) == 8
    assert hours[("hot_work", "special")] == hours[("hot_work", "first")] == 8
    assert hours[("hot_work", "second")] == 72
    assert hours[("confined_space", "only")] == 24
    assert {hours[("height", one)] for one in ("one", "two", "three", "four")} == {7 * 24}
    assert (hours[("temporary_power", "usual")], hours[("temporary_power", "longest")]) == (15 * 24, 30 * 24)
    by = {code: [level.approver for level in kind.levels] for code, kind in special.KINDS.items()}
    assert by == {  # Annex B.1
        "hot_work": ["leader", "safety", "unit"],
        "confined_space": ["unit"],
        "blind_plate": ["unit"],
        "height": ["unit", "expert", "expert", "leader"],
        "lifting": ["leader", "expert", "expert", "safety"],
        "temporary_power": ["power", "power", "power"],
        "earth": ["expert"],
        "road": ["expert"],
    }
    named = {one.longest for kind in special.KINDS.values() for one in kind.levels}
    assert named == {"8 小时", "72 小时", "24 小时", "7 天", "15 天", "30 天", ""}
    assert set(special.APPROVERS) == set(rules.BY_CLASS)


def test_an_overdue_reading_halts_open_work_until_a_good_one_comes(site, at):
    here = site("顺达化工", industry="weihua")
    permit = here.ready(kind="confined_space", level="only", equipment=[], ends_at=clock.local(MONDAY, 17, 0))

    def readings() -> None:
        sample(permit, here)
        air = {"gas": "oxygen", "reading": Decimal("20.9"), "point": "人孔", "analyst": "陈化验"}
        actions.record_gas(permit, actor=here.boss, **air)

    def found(standing: str) -> list[str]:
        rows = registers.PERMITS.asked(here.boss, {"standing": standing})
        return [clocks.standing(one) for one in rows]

    readings()
    actions.approve(permit, photos=[here.photo()], actor=here.officer)
    assert (found("open"), found("halted")) == (["open"], [])
    assert "氧气 19.5%～23.5%" in special.unchecked(permit.about, permit.in_force)
    at(clock.local(MONDAY, 11, 1))
    assert (found("open"), found("halted")) == ([], ["halted"])
    assert clocks.why_stopped(permit) == "超过 120 分钟没有气体检测记录"
    assert [one.label for one in showing.work(here.boss) if one.count] == ["条件失效、要停下的作业票"]
    readings()
    assert (found("open"), found("halted"), permit.state) == (["open"], [], State.OPEN)
    assert clocks.kept_until(permit) == dt.date(2027, 11, 23)
    with pytest.raises(ProtectedError):
        permit.delete()


@pytest.mark.once
def test_every_kind_of_the_standard_asks_for_a_guardian_trained_for_it():
    assert all("guardian" in {one.code for one in kind.measures} for kind in special.KINDS.values())


def test_power_for_hot_work_lasts_as_long_as_that_work_and_small_lifts_ask_for_the_risk(site):
    there = site("顺达化工", industry="weihua")
    fire = there.draft(level="first")
    facts = {"kind": "temporary_power", "level": "with_work", "place_words": "东配电间", "equipment": []}
    alone = there.draft(**facts)
    assert any("没有写明配合哪张动火作业、受限空间作业票" in one for one in words(alone))
    late = there.draft(**facts, related=f" {fire} ", ends_at=fire.ends_at + dt.timedelta(minutes=1))
    assert any(f"时间超出了 {fire} 的时间（GB 30871-2022 10.8）" in one for one in words(late))
    good = there.draft(**facts, related=str(fire))
    assert not any("10.8" in one for one in words(good))
    small, heavy = (there.draft(kind="lifting", level=one, equipment=[]) for one in ("small", "third"))
    assert [any(one.code == "risk" for one in gates.measures_of(each)) for each in (small, heavy)] == [True, False]
    assert "小于 10 吨自愿办票的审批人" in special.unchecked(small.about, small.in_force)
