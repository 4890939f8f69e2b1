"""Steps of a permit: measures ticked on site, gas tested, approved behind its gates, stopped, watched, closed."""

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.models import Person
from anlan.files import actions as files
from anlan.org.models import User
from anlan.permits import gates, levels, lifecycle, rules, special
from anlan.permits.actions.checking import refuse_changed, require, say, wrong
from anlan.permits.models import GasTest, Permit, PermitEvent, State, Tick


@events.once(PermitEvent)
def tick(
    permit: Permit,
    *,
    code: str,
    actor: User,
    concerns: bool = True,
    at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Permit:
    """Confirm one measure on site, or that it does not concern this work. One event each, never several at once.

    Raises NotYours for the worker, NotNow once approved or where it is ticked, Invalid for a measure that is not asked.
    """
    if permit.state != State.DRAFTED:
        raise NotNow(f"{permit}已不在待批准状态，不能再确认措施。", code="permits.not_now")
    require(rules.may_confirm(actor, permit))
    refuse_changed(permit, at)
    known = {one.code: one for one in gates.measures_of(permit)}
    if code not in known:
        raise Invalid("这张票没有这一条措施，请刷新后再看。", code="permits.measure")
    if not concerns and not known[code].may_be_left:
        raise Invalid("这一条不能选“不涉及”。", code="permits.measure")
    moment = at or clock.now()
    data = {"code": code, "words": known[code].words, "concerns": concerns}
    events.append(permit, "permits.tick", actor=actor, data=data, happened_at=moment, client_id=client_id)
    try:
        with transaction.atomic():
            Tick.objects.create(permit=permit, code=code, concerns=concerns, by=actor, at=moment)
    except IntegrityError as error:
        raise NotNow("这一条已经确认过。", code="permits.ticked") from error
    return permit


@events.once(PermitEvent)
def record_gas(
    permit: Permit,
    *,
    gas: str,
    reading: Decimal,
    point: str,
    analyst: str,
    actor: User,
    lel: Decimal | None = None,
    sampled_at: dt.datetime | None = None,
    at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Permit:
    """Put a reading on record, % by volume. A bad one while work is open stops it at once (GB 30871-2022 5.3).

    Raises NotYours, NotNow where it is over, Invalid for a sample from the future or older than a day.
    """
    lifecycle.refuse_unless_open("gas", actor, permit)
    told, moment = at or clock.now(), sampled_at or at or clock.now()
    if not told - dt.timedelta(days=1) <= moment <= told + events.CLOCK_TOLERANCE:
        raise wrong("sampled_at", "取样时间应在一天之内、不晚于现在。")
    if gas not in special.TABLE["gas"]:
        raise wrong("gas", "没有这一种气体，请重新选择。")
    facts = {"gas": gas, "reading": reading, "lel": lel, "point": say("point", point, "取样部位")}
    test = GasTest(permit=permit, sampled_at=moment, analyst=say("analyst", analyst, "分析人"), **facts)
    stops = bool(test.problem) and permit.state in (State.OPEN, State.PAUSED)
    changes = {"state": State.STOPPED} if stops else {}
    states: dict[str, Any] = {"from_state": permit.state, "to_state": State.STOPPED} if stops else {}
    data = facts | {"analyst": test.analyst, "sampled_at": moment, "problem": test.problem}
    events.append(
        permit,
        "permits.record_gas",
        actor=actor,
        happened_at=at,
        changes=changes,
        data=data,
        client_id=client_id,
        **states,
    )
    test.save(force_insert=True)
    return permit


@events.once(PermitEvent)
def approve(
    permit: Permit,
    *,
    photos: Iterable[str],
    actor: User,
    at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Permit:
    """Approve on site: a photo taken there is the evidence. Every gate must be open
    at that moment; the certificate is kept with it.

    One guardian's permits are approved one after another, so that nobody guards two. Raises NotYours, NotNow, Invalid.
    """
    listed = events.names_of(photos)
    if not listed:
        raise wrong("photo", "请在作业现场拍一张照片再批准（GB 30871-2022 4.11 审批人应在作业现场）。")
    with transaction.atomic():
        if permit.guardian_id:
            Person.objects.select_for_update().get(pk=permit.guardian_id)
        lifecycle.refuse_unless_open("approve", actor, permit, at)
        refuse_changed(permit, at)
        level, reasons = levels.in_force(permit)
        card = gates.certificate_of(permit)[0] if permit.about.certificates else None
        changes = {"state": State.OPEN, "approved_by": actor, "approved_at": at or clock.now(), "certificate": card}
        data = {"level": level.label, "raised": reasons, "certificate": card.shown_number if card else ""}
        event = _move(permit, "approve", actor, changes, data, client_id, listed, at)
        uses = {"room": "permits", "subject_id": permit.pk, "purpose": "现场批准", "event_id": event.pk}
        files.use(listed, actor=actor, label=permit.number, **uses)
    return permit


@events.once(PermitEvent)
def step(
    permit: Permit,
    *,
    name: str,
    actor: User,
    reason: str = "",
    at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Permit:
    """Take a step that needs nothing but a word: pause, resume, finish, stop, close, call_off.

    Raises NotYours, NotNow for the state or the after-watch, Invalid where a reason is missing.
    """
    taken = lifecycle.refuse_unless_open(name, actor, permit, at)
    moment = at or clock.now()
    data = {"reason": say("reason", reason, "原因")} if name in ("stop", "call_off") else {"reason": reason.strip()}
    moments = {"pause": {"paused_at": moment}, "finish": {"done_at": moment}, "close": {"closed_at": moment}}
    _move(permit, name, actor, {"state": taken.to, **moments.get(name, {})}, data, client_id, [], at)
    return permit


def _move(
    permit: Permit,
    name: str,
    actor: User,
    changes: dict[str, Any],
    data: dict[str, Any],
    client_id: uuid.UUID | None,
    listed: list[str],
    at: dt.datetime | None,
) -> Any:
    before = permit.state
    return events.append(
        permit,
        "permits.approve" if name == "approve" else "permits.step",
        actor=actor,
        changes=changes,
        expect={"state": before},
        data={"step": name, **data},
        files=listed,
        happened_at=at,
        from_state=before,
        to_state=changes["state"],
        client_id=client_id,
    )
