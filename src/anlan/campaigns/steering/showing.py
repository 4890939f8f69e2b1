"""What steering waits for, on the page of work: tasks of meetings, what leaders decide, the township's own drill."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from anlan.campaigns.steering import queries, rules
from anlan.campaigns.steering.models import MeetingTask
from anlan.core import clock
from anlan.core.hooks import Task, Work
from anlan.org import scope
from anlan.org.models import User

NAME = "campaigns.steering"
SOON = dt.timedelta(days=90)
"""So long before an own drill is due it is told."""
SHOWN = 5


def work(user: User) -> list[Work]:
    """Everything in the township's steering that this person is to report, confirm, decide or hold."""
    if not scope.may(user, "campaigns.read_steering"):
        return []
    return [*_tasks(user), *_decisions(user), *_own_drills(user)]


def _tasks(user: User) -> list[Work]:
    """What meetings gave to the person's offices, and what others reported and the person may confirm."""
    open_tasks = list(queries.tasks(user).filter(settled_at=None, taken_back=""))
    to_report = [one for one in open_tasks if not rules.may_report(user, one)]
    to_settle = [one for one in open_tasks if one.reported_at and not rules.may_settle(user, one)]
    late = any(one.standing == "overdue" for one in to_report)
    return [
        _work("会议交办给我单位的", "办完报办理情况，由交办的一方确认", to_report, "tasks", is_red=late),
        _work("等我确认办结的交办", "看办理情况，属实的确认，不够的退回", to_settle, "tasks"),
    ]


def _decisions(user: User) -> list[Work]:
    """Projects at the gate and support asked for, for a leader."""
    if not scope.may(user, "campaigns.decide"):
        return []
    gates = [one for one in queries.gates(user).filter(decision="") if not rules.may_decide_gate(user, one)]
    asked = queries.supports(user).filter(is_granted=None)
    supports = [one for one in asked if not rules.may_decide_support(user, one)]
    return [
        _work("等我决定的项目", "逐条看把关意见，决定能不能落地", gates, "gates"),
        _work("等我审批的整改支持", "看隐患和用途，同意多少资金、多少人天", supports, "support"),
    ]


def _work(label: str, hint: str, rows: Iterable[Any], listed: str, *, is_red: bool = False) -> Work:
    rows = list(rows)
    tasks = [Task(str(one), one.get_absolute_url(), _under(one), getattr(one, "due_on", None)) for one in rows]
    return Work(label, hint, tasks[:SHOWN], len(rows), reverse("campaigns:steering", args=[listed]), is_red)


def _under(one: Any) -> str:
    return f"{one.meeting.title}（{one.office}）" if isinstance(one, MeetingTask) else ""


def _own_drills(user: User) -> list[Work]:
    """Own drills due soon or late; of who has none on record yet the list of meetings says so, not this page."""
    if not scope.may(user, "campaigns.steer"):
        return []
    url = f"{reverse('campaigns:steering', args=['meetings'])}?kind=drill"
    due = [one for one in queries.own_drills(user) if one.due_on and one.due_on - SOON <= clock.today()]
    tasks = [Task("组织本级应急演练", url, one.township.name, one.due_on) for one in due]
    hint = f"每 {rules.OWN_DRILL_YEARS} 年至少一次（生产安全事故应急条例 第八条），演练后在会议里登记"
    return [Work("本级应急演练", hint, tasks, len(tasks), url, any(one.is_late for one in due))]
