"""What inspections add to lower pages: the tab of an enterprise, the page of one's work."""

from typing import Any

from django.urls import reverse

from anlan.core.hooks import Tab, Task, Work
from anlan.enforcement.inspecting import queries
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.org import scope
from anlan.org.models import User

NAME = "enforcement.inspecting"
EACH = 6


def _count(user: User, enterprise: Enterprise) -> int:
    return queries.visible_to(user).filter(enterprise=enterprise).count()


ENTERPRISE_TAB = Tab(
    "行政检查",
    "enforcement:inspections_of",
    order=60,
    shown=lambda user, enterprise: scope.may(user, "enforcement.read_inspections"),
    count=_count,
)
DOOR_TAB = Tab(
    "亮码入企（行政检查）",
    "enforcement:scan_in",
    order=10,
    shown=lambda user, enterprise: user.is_authenticated and queries.to_scan(user, enterprise) is not None,
)


def work(user: User) -> list[Work]:
    """What waits for the person's approval, and the approved ones the person goes on."""
    if not scope.may(user, "enforcement.read_inspections"):
        return []
    return [
        _work("待批准的行政检查", "核对事项、理由、人员和频次后批准", queries.to_decide(user), "asked"),
        _work("待实施的行政检查", "送达通知后按批准的日期实施", list(queries.to_make(user)[:50]), "approved"),
    ]


def _work(label: str, hint: str, rows: list[Inspection], state: str) -> Work:
    tasks = [_task(one) for one in rows[:EACH]]
    return Work(label, hint, tasks, len(rows), f"{reverse('enforcement:inspections')}?state={state}", False)


def _task(inspection: Inspection) -> Any:
    words = "不事先通知" if inspection.is_unannounced else "已通知" if inspection.noticed_at else "待通知"
    title = f"{inspection.number} {inspection.enterprise.name} {inspection.item}".strip()
    return Task(title, inspection.get_absolute_url(), words, inspection.planned_on)
