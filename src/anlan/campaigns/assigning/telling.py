"""Telling: the deputy of a task given or taken back, the principal of one that is done."""

from typing import Any

from anlan.campaigns.assigning.models import AssignmentEvent
from anlan.core import journal
from anlan.core.events import Event
from anlan.core.templatetags.anlan import day
from anlan.org import inbox


def tell(event: Event) -> None:
    """One notice an event; an event told twice is one notice."""
    if not isinstance(event, AssignmentEvent):
        return
    found, key = event.subject, f"campaigns.assignment.{event.pk}"
    told: dict[str, Any] = {"key": key, "body": found.task, "url": found.get_absolute_url()}
    deputy = [found.person.user] if found.person.user else []
    if event.action == "campaigns.assign":
        inbox.tell(deputy, title=f"{event.actor_name}交办一项任务，{day(found.due_on)}前完成", **told)
    elif event.action == "campaigns.take_back_assignment":
        inbox.tell(deputy, title=f"{event.actor_name}收回一项任务：{found.taken_back}"[:120], **told)
    else:
        inbox.tell([found.given_by], title=f"{found.person.name}完成了交办的任务", **told)


def register() -> None:
    """Listen to the journal."""
    journal.listen("campaigns.assigning", tell)
