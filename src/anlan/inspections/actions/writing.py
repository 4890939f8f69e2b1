"""Writing to a visit: it must be open and the person must have come along; then one event, and evidence is noted."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from anlan.core import clock, events, names
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.files import actions as files
from anlan.inspections import rules
from anlan.inspections.models import State, Visit, VisitEvent
from anlan.org.models import User

PATIENCE = dt.timedelta(days=7)
"""How long a phone's clock is believed to have kept something back; an older time is the clock's error."""


def ready(visit: Visit, actor: User) -> None:
    """Take the visit as it is now. Raises NotNow when it is over, NotYours for somebody who did not come along.

    Two phones may write to one visit: what counts is that it is open, not what the page showed. An outbox that is
    played read the visit a moment ago; where it was written to since, its event fails and the action begins anew.
    """
    if not events.begins_anew():
        visit.refresh_from_db(fields=["state", "event_count", "head_digest", "at_item", "principal_signed_at"])
    if not visit.is_open:
        words = f"这次检查{visit.get_state_display()}，不能再改动。发现新情况请另开一次检查。"
        raise NotNow(words, code="inspections.over")
    if reason := rules.may_work_on(actor, visit):
        raise NotYours(reason, code="inspections.not_yours")


def write(
    visit: Visit,
    action: str,
    *,
    actor: User,
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    photos: Iterable[str] = (),
    purpose: str = "",
    **fields: Any,
) -> VisitEvent:
    """One event on an open visit, with the columns it changes and the photos it brings."""
    visit.there = None
    listed = events.names_of(photos)
    event = events.append(
        visit,
        f"inspections.{action}",
        actor=actor,
        changes=changes,
        expect={"state": State.IN_PROGRESS},
        from_state=State.IN_PROGRESS,
        to_state=(changes or {}).get("state", State.IN_PROGRESS),
        data=data,
        files=listed,
        **fields,
    )
    keep_evidence(visit, event, listed, purpose or action, actor)
    return event  # type: ignore[return-value]  # take gives the event of its own record


def keep_evidence(visit: Visit, event: Any, photos: list[str], purpose: str, actor: User) -> None:
    """Note stored files as evidence of the visit."""
    if photos:
        files.use(
            photos,
            room="inspections",
            subject_id=visit.pk,
            purpose=purpose,
            event_id=event.pk,
            actor=actor,
            label=str(visit)[:60],
        )


def believable(moment: dt.datetime | None) -> dt.datetime:
    """The phone's time where it can be right, else ours."""
    present = clock.now()
    if moment is None or moment > present + events.CLOCK_TOLERANCE or moment < present - PATIENCE:
        return present
    return moment


def say(text: str, what: str, field: str, limit: int = 300) -> str:
    """The text without blanks around it. Raises Invalid when it is empty or too long."""
    plain = (text or "").strip()
    if plain and len(plain) <= limit:
        return plain
    words = f"{what}最多 {limit} 个字，请写得短一些。" if plain else f"请写明{what}。"
    raise Invalid(words, code=f"inspections.{field}", fields={field: [words]})


def named(name: str, what: str, field: str) -> str:
    """A person's name. Raises Invalid where there is none, or it is none."""
    return names.checked(say(name, what, field, 60), field)
