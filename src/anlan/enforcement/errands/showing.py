"""What planned visits add to lower pages, and whom they tell."""

from django.urls import reverse

from anlan.core import journal
from anlan.core.events import Event
from anlan.core.hooks import Task, Work
from anlan.enforcement.errands import actions, queries
from anlan.enforcement.errands.models import ErrandEvent
from anlan.enforcement.inspecting.models import InspectionEvent
from anlan.org import inbox, scope
from anlan.org.models import User

NAME = "enforcement.errands"
TOLD = {"join": "有单位并入", "move": "改期", "drop": "取消", "bring_outside": "有外单位参加"}


def work(user: User) -> list[Work]:
    """The visits of the week to come."""
    rows = list(queries.coming(user)[:20]) if scope.may(user, "enforcement.plan_visit") else []
    tasks = [Task(str(one), one.get_absolute_url(), "、".join(map(str, one.present)), one.planned_on) for one in rows]
    return [Work("近期到访", "一起去一次，按一张表查", tasks, len(tasks), reverse("enforcement:errands"))]


def tell(event: Event) -> None:
    """Tell everybody who comes along when somebody joins, the day moves, or it is dropped."""
    name = event.action.removeprefix("enforcement.")
    if not isinstance(event, ErrandEvent) or name not in TOLD:
        return
    errand = event.subject
    inbox.tell(
        [one.brought_by for one in errand.present if one.brought_by_id and one.brought_by_id != event.actor_id],
        key=f"{NAME}.{event.pk}",
        title=f"{errand}：{TOLD[name]}"[:120],
        body="；".join(map(str, errand.present))[:500],
        url=errand.get_absolute_url(),
    )


def follow(event: Event) -> None:
    """An inspection that is given up takes its joint visit with it."""
    if isinstance(event, InspectionEvent) and event.action == "enforcement.cancel":
        actions.drop_with(event.subject, actor=event.actor, reason=event.data.get("reason", ""))


def register() -> None:
    """Listen to the journal."""
    journal.listen(NAME, tell)
    journal.listen(f"{NAME}.follow", follow)
