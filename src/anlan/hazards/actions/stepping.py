"""Taking one step: state and person are checked, then state, event and evidence are written together."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from anlan.core import clock, events, search
from anlan.core.errors import Invalid
from anlan.files import actions as files
from anlan.hazards import lifecycle
from anlan.hazards.models import Hazard, HazardEvent
from anlan.hazards.models.plan import is_filler
from anlan.org.models import User

FURTHEST_YEARS = 3
NOT_ACCEPTED: dict[str, Any] = dict.fromkeys(
    ("self_accepted_at", "self_accepted_by", "accepted_by", "accepted_with", "accepted_at")
)
"""What is so again when it must be put right once more."""


def take(
    hazard: Hazard,
    name: str,
    *,
    actor: User,
    to: str | None = None,
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    photos: Iterable[str] = (),
    purpose: str = "",
    happened_at: Any = None,
    client_id: uuid.UUID | None = None,
) -> HazardEvent:
    """Take a step of lifecycle.STEPS.

    `to` picks among the states the step may end in; `photos` are sha256 of stored files, noted as used for `purpose`.
    Raises NotNow, NotYours, and Stale when somebody was faster.
    """
    step = lifecycle.refuse_unless_open(name, actor, hazard)
    before, after = hazard.state, str(to or step.to or hazard.state)
    listed = events.names_of(photos)
    event = events.append(
        hazard,
        f"hazards.{name}",
        actor=actor,
        changes={**(changes or {}), "state": after},
        expect={"state": before},
        from_state=before,
        to_state=after,
        data=data,
        files=listed,
        happened_at=happened_at,
        client_id=client_id,
    )
    keep_evidence(hazard, event, listed, purpose or name, actor)
    return event  # type: ignore[return-value]  # take gives the event of its own record


def keep_evidence(hazard: Hazard, event: Any, photos: list[str], purpose: str, actor: User | None) -> None:
    """Note stored files as evidence of the hazard."""
    if photos:
        files.use(
            photos,
            room="hazards",
            subject_id=hazard.pk,
            purpose=purpose,
            event_id=event.pk,
            actor=actor,
            label=str(hazard),
        )


def make_findable(hazard: Hazard) -> None:
    """Put the hazard's words into the index; call after a change of what people search by."""
    search.put("hazards", hazard.pk, search_text(hazard), hazard.region_code)


def search_text(hazard: Hazard) -> str:
    """Everything a person would type to find it: code, words, place, enterprise, village, people, criterion."""
    enterprise = hazard.enterprise
    words = [hazard.code or "", hazard.description, hazard.place_words, enterprise.name, *enterprise.former_names]
    words += [hazard.region.name, hazard.finder_name, hazard.responsible_name]
    if hazard.criterion:
        words += [hazard.criterion.code, hazard.criterion.pack.title, hazard.criterion.summary]
    return " ".join(words)


def ahead(day: dt.date, what: str, field: str = "due_on", since: dt.date | None = None) -> dt.date:
    """The date, if it lies between `since` (today) and three years on. Raises Invalid for a past or mistyped one."""
    first = since or clock.today()
    words = ""
    if day < first:
        words = f"{what}不能早于{'今天' if since is None else clock.day_words(first)}。"
    elif day.year - first.year > FURTHEST_YEARS:
        words = f"{what} {clock.day_words(day)} 太远，请核对年份。"
    if words:
        raise Invalid(words, code=f"hazards.{field}", fields={field: [words]})
    return day


def seen(text: str, what: str = "看到的隐患", field: str = "description") -> str:
    """What was seen, in words. Raises Invalid where it says nothing, or is a number or signs only."""
    plain = (text or "").strip()
    if plain and not any(one.isalpha() for one in plain):
        words = f"{what}“{plain[:20]}”只有数字或符号，看不出是什么。请用文字写清哪里、什么东西、怎么不对。"
        raise Invalid(words, code=f"hazards.{field}", fields={field: [words]})
    return say(plain, what, field)


def say(text: str, what: str, field: str) -> str:
    """The text without blanks around it. Raises Invalid when it says nothing (empty, 无, 正常, 同上 …)."""
    plain = (text or "").strip()
    if is_filler(plain):
        words = f"请写明{what}，不能空着或只写“无”“正常”“同上”。"
        raise Invalid(words, code=f"hazards.{field}", fields={field: [words]})
    return plain
