"""The clocks of open work: why it must not go on now, and when the next gas reading is due."""

import datetime as dt
from typing import Any

from django.utils import timezone

from anlan.core import clock
from anlan.permits.models import GasTest, Permit, State
from anlan.permits.special import TABLE

WATCH = dt.timedelta(minutes=TABLE["after_watch_minutes"])


def latest(permit: Permit) -> dict[str, GasTest]:
    """The newest reading of each gas the kind asks for."""
    found: dict[str, GasTest] = {}
    for test in permit.gas_tests.all():
        found.setdefault(test.gas, test)
    return found


def untested(permit: Permit, within: int | None = None) -> str:
    """Why the gas tests do not let work begin now; empty where they do, or none is asked.

    `within` minutes a sample may be old; the level's own figure where it is not given.
    """
    level, names = permit.in_force, permit.about.gas
    minutes = within if within is not None else level.before
    if not names or minutes is None:
        return ""
    tests, moment = latest(permit), clock.now()
    for name in names:
        label, test = TABLE["gas"][name]["label"], tests.get(name)
        if test is None:
            return f"还没有做{label}分析"
        if test.problem:
            return test.problem
        if moment - test.sampled_at > dt.timedelta(minutes=minutes):
            old = int((moment - test.sampled_at) / dt.timedelta(minutes=1))
            return f"{label}取样已过 {old} 分钟，超过 {minutes} 分钟"
    return ""


def why_stopped(permit: Permit) -> str:
    """Why open work must not go on now: its time is over, a reading failed or is too old; empty where it may."""
    if permit.is_over_time:
        return f"作业票 {_time(permit.ends_at)} 到期，自动失效"
    if permit.state != State.OPEN or not permit.about.gas:
        return ""
    tests, level = latest(permit), permit.in_force
    if bad := next((one.problem for one in tests.values() if one.problem), ""):
        return f"气体检测不合格：{bad}"
    if level.log and any(_is_old(one, level.log) for one in tests.values()):
        return f"超过 {level.log} 分钟没有气体检测记录"
    if level.daily and any(timezone.localtime(one.sampled_at).date() < clock.today() for one in tests.values()):
        return "每日作业前要重新做气体分析"
    return ""


def _is_old(test: GasTest, minutes: int) -> bool:
    return clock.now() - test.sampled_at > dt.timedelta(minutes=minutes)


def next_test_at(permit: Permit) -> dt.datetime | None:
    """When the next reading is due while work goes on; None where the level asks no record."""
    tests, log = latest(permit), permit.in_force.log
    if permit.state != State.OPEN or not log or not tests:
        return None
    return min(one.sampled_at for one in tests.values()) + dt.timedelta(minutes=log)


def watch_until(permit: Permit) -> dt.datetime | None:
    """Until when the place is watched after the work; None before its end."""
    return permit.done_at + WATCH if permit.done_at else None


def _time(moment: Any) -> str:
    return f"{timezone.localtime(moment):%m月%d日 %H:%M}"
