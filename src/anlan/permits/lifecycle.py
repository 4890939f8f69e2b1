"""The permit's life as a table: every step, from which states, to which, who may, what it requires.

Pages draw their buttons from it, tests walk it. What ran out takes only the steps that end it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from anlan.core import clock
from anlan.core.errors import NotNow, NotYours
from anlan.org.models import User
from anlan.permits import clocks, gates, named, rules
from anlan.permits.models import Permit, State

DRAFTED, OPEN, PAUSED, WATCHED = State.DRAFTED, State.OPEN, State.PAUSED, State.WATCHED


@dataclass(frozen=True)
class Step:
    """One step: `needs` gives what is in the way at a moment, in words."""

    label: str
    from_: tuple[State, ...]
    to: State | None
    may: Callable[[User, Permit], str]
    needs: Callable[[Permit, dt.datetime], str] = lambda permit, at: ""
    hint: str = ""


def _shut(permit: Permit, at: dt.datetime) -> str:
    found = gates.check(permit, at)
    return f"还有 {len(found)} 项没有解决：{found[0].words}{' 等' if len(found) > 1 else ''}。" if found else ""


def _in_time(permit: Permit, at: dt.datetime) -> str:
    return "作业票已到期，自动失效，要继续干请另办一张。" if at >= permit.ends_at else ""


def _may_go_on(permit: Permit, at: dt.datetime) -> str:
    if over := _in_time(permit, at):
        return over
    if why := named.unfit(permit):
        return f"{why}，补好再恢复，或叫停另办一张。"
    level = permit.in_force
    if permit.paused_at and level.redo and permit.about.gas:
        minutes = int((at - permit.paused_at).total_seconds() // 60)
        if minutes > level.redo and (why := clocks.untested(permit, at)):
            return f"中断 {minutes} 分钟，超过 {level.redo} 分钟，要重新做气体分析：{why}。"
    return ""


def _watched(permit: Permit, at: dt.datetime) -> str:
    until = clocks.watch_until(permit)
    if until and at < until:
        return f"看守到 {timezone.localtime(until):%H:%M} 才能验收，防止余火复燃。"
    return ""


STEPS: dict[str, Step] = {
    "approve": Step(
        "到现场批准", (DRAFTED,), OPEN, rules.may_approve, _shut, "在作业现场核对人、证、设备、措施后批准。"
    ),
    "gas": Step("登记气体分析", (DRAFTED, OPEN, PAUSED), None, rules.may_change),
    "change": Step("修改", (DRAFTED,), None, rules.may_change, hint="改过以后，现场确认要重做。"),
    "call_off": Step("取消", (DRAFTED,), State.VOID, rules.may_change),
    "finish": Step("作业结束，开始看守", (OPEN, PAUSED), WATCHED, rules.may_change),
    "pause": Step("中断作业", (OPEN,), PAUSED, rules.may_change, _in_time),
    "resume": Step("恢复作业", (PAUSED,), OPEN, rules.may_change, _may_go_on),
    "stop": Step(
        "叫停", (OPEN, PAUSED), State.STOPPED, rules.may_change, hint="发现险情立即叫停；叫停后要继续干须另办票。"
    ),
    "close": Step("完工验收", (WATCHED,), State.CLOSED, rules.may_close, _watched, "看守期满、没有余火，现场清理完。"),
}


def reason(name: str, user: User, permit: Permit) -> str:
    """Why the person cannot take the step now; empty where they can."""
    step = STEPS[name]
    if permit.state not in step.from_:
        return f"现在是“{permit.get_state_display()}”，不能{step.label}。"
    return step.may(user, permit) or step.needs(permit, clock.now())


def refuse_unless_open(name: str, user: User, permit: Permit, at: dt.datetime | None = None) -> Step:
    """The step, where it is open; what a phone kept is judged at the moment it was done.

    Raises NotNow for the state or what is missing, NotYours for the person.
    """
    step = STEPS[name]
    if permit.state not in step.from_:
        words = f"{permit}现在是“{permit.get_state_display()}”，不能{step.label}。请刷新后再看。"
        raise NotNow(words, code="permits.not_now")
    if words := step.may(user, permit):
        raise NotYours(f"{permit}：{words}", code="permits.not_yours")
    if words := step.needs(permit, at or clock.now()):
        raise NotNow(f"{permit}：{words}", code="permits.shut")
    return step
