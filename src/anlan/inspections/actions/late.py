"""What a phone sends after the visit is over: kept beside the record, which stays as it was signed."""

from typing import Any

from anlan.core import events
from anlan.inspections.actions.writing import keep_evidence
from anlan.inspections.models import Visit, VisitEvent
from anlan.org import inbox
from anlan.org.models import User


def add_late(visit: Visit, *, actor: User, what: str, told: dict[str, Any], **fields: Any) -> Visit:
    """Keep beside a visit that is over what a phone sent too late, and tell its leader.

    `what` is the step in words, `told` what it said; `fields`: files, happened_at, client_id. State, answers and
    signatures stay as they are; one event.
    """
    visit.refresh_from_db(fields=["state", "event_count", "head_digest"])
    state = visit.state
    data = {"what": what, **told}
    event = events.append(visit, "inspections.late", actor=actor, data=data, from_state=state, to_state=state, **fields)
    keep_evidence(visit, event, event.files, "late", actor)
    inbox.tell(
        [visit.led_by],
        key=f"inspections.late.{event.client_id}",
        title=f"{visit.enterprise.name}：检查结束后又收到一条手机记录"[:120],
        body=f"{actor.full_name}的“{what}”在检查结束以后才送到，检查记录没有改动，请打开查看。",
        url=f"/inspections/{visit.pk}/",
    )
    return visit


def begun_as(name: Any) -> Visit | None:
    """The visit a phone names by the id of the action that began it, or by its own id."""
    begun = VisitEvent.objects.filter(client_id=name, action="inspections.begin")
    if event := begun.select_related("subject__checklist").order_by().first():
        return event.subject
    return Visit.objects.select_related("checklist").filter(pk=name).first()
