"""The clocks of open work: why it must not go on, when the next gas reading is due, how long the ticket is kept."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain

from django.utils import timezone

from anlan.core import clock
from anlan.core.templatetags.anlan import moment as written
from anlan.permits import named
from anlan.permits.models import GasTest, Permit, State
from anlan.permits.named import Halt
from anlan.permits.special import TABLE

SAMPLE = "先中断；重新取样分析，合格的登记后再恢复。"
ANEW = "停下来；干完的报作业结束、看守后验收，没干完的另办一张票再干。"
WATCH = dt.timedelta(minutes=TABLE["after_watch_minutes"])


def latest(permit: Permit, at: dt.datetime | None = None) -> dict[str, GasTest]:
    """The newest reading of each gas the kind asks for, by a moment (now)."""
    found: dict[str, GasTest] = {}
    for test in permit.gas_tests.all():
        if at is None or test.sampled_at <= at:
            found.setdefault(test.gas, test)
    return found


def untested(permit: Permit, at: dt.datetime | None = None) -> str:
    """Why the gas tests do not let work begin at a moment (now); empty where they do, or none is asked."""
    minutes, tests, moment = permit.in_force.before, latest(permit, at), at or clock.now()
    if minutes is None:
        return ""
    for name in permit.about.gas:
        label, test = TABLE["gas"][name]["label"], tests.get(name)
        if test is None:
            return f"还没有做{label}分析"
        if test.problem:
            return test.problem
        if _is_old(test, minutes, moment):
            old = int((moment - test.sampled_at) / dt.timedelta(minutes=1))
            return f"{label}取样已过 {old} 分钟，超过 {minutes} 分钟"
    return next((test.problem for test in tests.values() if test.problem), "")


def standing(permit: Permit) -> str:
    """Its state as lists show it: also lapsed, halted by what changed since, or never used before its time was over."""
    if permit.is_over_time:
        return "lapsed"
    if permit.state == State.DRAFTED and clock.now() >= permit.ends_at:
        return "unused"
    return "halted" if halted(permit) else permit.state


def why_stopped(permit: Permit) -> str:
    """Why open work must not go on now, in words: its time is over, or what it was approved on no longer holds."""
    return _words(stop(permit))


def halted(permit: Permit) -> str:
    """The same of open work in time; empty where it may go on."""
    return _words(halt(permit))


def _words(found: Halt | None) -> str:
    return found.words if found else ""


def stop(permit: Permit) -> Halt | None:
    """Why open work must not go on now, and the way on; None where it may."""
    over = f"作业票 {written(permit.ends_at)} 到期，自动失效"
    return Halt(over, ANEW, "over") if permit.is_over_time else halt(permit)


def halt(permit: Permit) -> Halt | None:
    """The first reason why open work must stop: who or what it names may not go on, or the gas tests do not carry it.

    Nothing of it is stored: what is put right, and a new good reading, let the work go on.
    """
    return next(chain(named.halts(permit), _overdue(permit)), None) if permit.state == State.OPEN else None


def _overdue(permit: Permit) -> Iterator[Halt]:
    """Why the gas tests no longer carry it: a bad reading, none for too long, none today (GB 30871-2022 5.3.1, 6.10).

    The oldest first; the mark names the reading, so that after a new one it is another halt.
    """
    level = permit.in_force
    for one in reversed(latest(permit).values()) if permit.about.gas else []:
        if one.problem:
            yield Halt(f"气体检测不合格：{one.problem}", SAMPLE, f"gas.{one.pk}")
        if level.log and _is_old(one, level.log, clock.now()):
            yield Halt(f"超过 {level.log} 分钟没有气体检测记录", SAMPLE, f"gas.{one.pk}")
        if level.daily and timezone.localtime(one.sampled_at).date() < clock.today():
            yield Halt("每日作业前要重新做气体分析", SAMPLE, f"gas.{one.pk}")


def _is_old(test: GasTest, minutes: int, moment: dt.datetime) -> bool:
    return moment - test.sampled_at > dt.timedelta(minutes=minutes)


def next_test_at(permit: Permit) -> dt.datetime | None:
    """When the next reading is due while work goes on; None where the level asks no record."""
    tests, log = latest(permit), permit.in_force.log
    if permit.state != State.OPEN or not log or not tests:
        return None
    return min(one.sampled_at for one in tests.values()) + dt.timedelta(minutes=log)


def watch_until(permit: Permit) -> dt.datetime | None:
    """Until when the place is watched after the work; None before its end."""
    return permit.done_at + WATCH if permit.done_at else None


def kept_until(permit: Permit) -> dt.date:
    """Until which day the ticket is kept at least (GB 30871-2022 B.3); no page and no step removes one."""
    return _months_after(permit, TABLE["retention_months"])


def film_until(permit: Permit) -> dt.date | None:
    """Until which day the film of special hot work is kept at least (5.2); None for what is not filmed."""
    return _months_after(permit, TABLE["video_months"]) if permit.in_force.code == "special" else None


def _months_after(permit: Permit, months: int) -> dt.date:
    return clock.months_after(clock.local_date(permit.closed_at or permit.ends_at), months)
