"""Acceptance, closure, sending back; and the general hazard that is fixed while one stands there."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.hazards.actions.recording import month_of
from anlan.hazards.actions.stepping import NOT_ACCEPTED, say, take
from anlan.hazards.actions.supervising import release
from anlan.hazards.models import Hazard, HazardEvent, Level
from anlan.org import scope
from anlan.org.models import User


@events.once(HazardEvent)
def accept(
    hazard: Hazard,
    *,
    actor: User,
    statement: str,
    second_officer: User | None = None,
    photos: Iterable[str] = (),
    happened_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Accept the rectification on site, by one's own statement; a major one with a second officer (处罚法 art. 42).

    Raises Invalid when the statement says nothing or the second officer is the acceptor or took part in the fixing.
    """
    told: dict[str, Any] = {"statement": say(statement, "到现场核对的情况", "statement")}
    beside = _second(hazard, actor, second_officer) if hazard.is_major else None
    if beside:
        told["second_officer"] = beside.full_name
    take(
        hazard,
        "accept",
        actor=actor,
        changes={"accepted_by": actor, "accepted_with": beside, "accepted_at": happened_at or clock.now()},
        data=told,
        photos=photos,
        purpose="acceptance",
        happened_at=happened_at,
        client_id=client_id,
    )
    return hazard


def _second(hazard: Hazard, actor: User, second: User | None) -> User:
    words = "重大隐患须两人到场验收，请选定同去的另一名工作人员。"
    if second is None:
        raise Invalid(words, code="hazards.second_officer", fields={"second_officer": [words]})
    taking_part = (actor.pk, hazard.fixed_by_id, hazard.self_accepted_by_id)
    if second.pk in taking_part or not scope.covers(second, hazard.place, "hazards.judge"):
        words = "同去的须是管这里的另一名工作人员，不能是验收人自己或整改人、自验人，请另选一人。"
        raise Invalid(words, code="hazards.second_officer", fields={"second_officer": [words]})
    return second


@events.once(HazardEvent)
def send_back(
    hazard: Hazard, *, actor: User, reasons: list[str], photos: Iterable[str] = (), client_id: uuid.UUID | None = None
) -> Hazard:
    """Send it back with numbered reasons; the clock keeps running, self-acceptance must be done anew."""
    listed = [reason.strip() for reason in reasons if reason.strip()]
    if not listed:
        words = "请至少写明一条退回理由，对方才知道还要做什么。"
        raise Invalid(words, code="hazards.reasons", fields={"reasons": [words]})
    take(
        hazard,
        "send_back",
        actor=actor,
        changes=NOT_ACCEPTED,
        data={"reasons": listed},
        photos=photos,
        client_id=client_id,
    )
    return hazard


@events.once(HazardEvent)
def close(hazard: Hazard, *, actor: User, opinion: str = "同意销号", client_id: uuid.UUID | None = None) -> Hazard:
    """Strike it off; supervision ends with it."""
    take(hazard, "close", actor=actor, changes=_closing(actor), data={"opinion": opinion}, client_id=client_id)
    release(hazard)
    return hazard


@events.once(HazardEvent)
def fix_at_once(
    hazard: Hazard,
    *,
    actor: User,
    statement: str,
    photos: Iterable[str] = (),
    happened_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Close a general hazard that was put right on the spot; counted apart. Never for a major one."""
    if hazard.is_major or hazard.doubt:
        raise Invalid("重大隐患和存疑的隐患不能当场销号，请按程序整改验收。", code="hazards.not_at_once")
    judged = {} if hazard.level else {"level": Level.GENERAL, "judged_by": actor, "judged_at": clock.now()}
    take(
        hazard,
        "fix_at_once",
        actor=actor,
        changes={**judged, **_closing(actor), "fixed_at_once": True},
        data={"statement": say(statement, "当场整改的情况", "statement")},
        photos=photos,
        purpose="after",
        happened_at=happened_at,
        client_id=client_id,
    )
    release(hazard)
    return hazard


def periods_of_closing(moment: dt.datetime) -> dict[str, Any]:
    """The columns that say in which period an instant of closure lies."""
    return {"closed_on": clock.local_date(moment), "closed_month": month_of(moment)}


def _closing(actor: User) -> dict[str, Any]:
    moment = clock.now()
    return {"closed_by": actor, "closed_at": moment} | periods_of_closing(moment)
