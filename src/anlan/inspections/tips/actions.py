"""Writing tips: told at a plate, confirmed or set aside by who went to look, who told it looked up."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import post_of
from anlan.files import actions as files
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard, Source
from anlan.inspections.tips import rules
from anlan.inspections.tips.models import Tip, TipEvent
from anlan.org.models import User

WINDOW = dt.timedelta(hours=1)
PER_PLACE, PER_ADDRESS = 20, 6
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@events.once(TipEvent)
def tell(
    enterprise: Enterprise,
    *,
    description: str,
    address: str,
    place_words: str = "",
    name: str = "",
    phone: str = "",
    kept_from_place: bool = False,
    photos: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Tip:
    """Keep what somebody says they saw; nothing of it is on the ledger yet. One event, nobody's.

    The event holds neither name nor number. Raises Invalid where the place or the network address tells too often.
    """
    refuse_flood(enterprise, address)
    listed = events.names_of(photos)
    tip = Tip(
        enterprise=enterprise,
        description=hazards.seen(description),
        place_words=place_words.strip(),
        photos=listed,
        name=name.strip(),
        phone=phone.strip(),
        kept_from_place=kept_from_place,
        receipt="".join(secrets.choice(LETTERS) for _ in range(10)),
        address_hash=_hashed(address),
        told_at=clock.now(),
    )
    data = {"description": tip.description, "place": tip.place_words, "kept_from_place": kept_from_place}
    event = events.begin(
        tip, "inspections.tell", actor=None, data=data, files=listed, to_state=tip.state, client_id=client_id
    )
    about: dict[str, Any] = {"room": "inspections", "subject_id": tip.pk, "event_id": event.pk}
    files.use(listed, purpose="tip", actor=None, label="门牌报告", **about)
    return tip


def refuse_flood(enterprise: Enterprise, address: str) -> None:
    """Raise Invalid where this place or this network address told more than anybody sees in an hour."""
    since = clock.now() - WINDOW
    recent = Tip.objects.filter(told_at__gt=since)
    here = recent.filter(enterprise=enterprise).count() >= PER_PLACE
    if here or recent.filter(address_hash=_hashed(address)).count() >= PER_ADDRESS:
        words = "一小时内从这里报的太多了，这一条还没有收下，请过一会儿再发。情况紧急请打 12350 或当地应急办电话。"
        raise Invalid(words, code="inspections.too_many_tips")


@events.once(TipEvent)
def confirm(tip: Tip, *, actor: User, seen: str, client_id: uuid.UUID | None = None) -> Tip:
    """Say that one was there and it is so: a hazard goes on the ledger, found by who looked. One event on each.

    The hazard names nobody who told it. Raises NotYours, NotNow where it was settled already, Invalid without words.
    """
    if not rules.may_confirm(actor, tip):
        raise NotYours("由村、乡工作人员或本单位负责人、安全管理员到现场核实。", code="inspections.not_yours")
    _refuse_settled(tip)
    seen = _said(seen)
    own = post_of(actor, tip.enterprise) is not None
    with transaction.atomic():
        made: Hazard = hazards.record(
            tip.enterprise,
            actor=actor,
            description=tip.description,
            place_words=tip.place_words,
            source=Source.SELF_INSPECTION if own else Source.REPORT,
            photos=tip.photos,
            data={"seen": seen},
        )
        changes = {"hazard": made, "state": Tip.State.CONFIRMED}
        return _settle(tip, "inspections.confirm_tip", actor, seen, changes, client_id)


@events.once(TipEvent)
def set_aside(tip: Tip, *, actor: User, seen: str, client_id: uuid.UUID | None = None) -> Tip:
    """Say that one was there and it is not so, or no hazard; the report itself stays. One event.

    Raises NotYours for everybody of the place, NotNow where it was settled already, Invalid without words.
    """
    if not rules.may_set_aside(actor, tip):
        raise NotYours("不属实由村、乡工作人员到现场核实后认定，本单位不能自己认定。", code="inspections.not_yours")
    _refuse_settled(tip)
    changes = {"state": Tip.State.SET_ASIDE}
    return _settle(tip, "inspections.set_aside_tip", actor, _said(seen), changes, client_id)


def see_teller(tip: Tip, *, actor: User) -> tuple[str, str]:
    """Name and number of who told it, to ask back; who looked is on record each time. Raises NotYours."""
    if not rules.may_set_aside(actor, tip):
        raise NotYours("报告人的称呼和电话只给负责核实的村、乡工作人员看。", code="inspections.not_yours")
    events.append(tip, "inspections.see_teller", actor=actor)
    return tip.name, tip.phone


def _settle(tip: Tip, action: str, actor: User, seen: str, changes: dict[str, Any], client_id: uuid.UUID | None) -> Tip:
    told = {"settled_by": actor, "settled_at": clock.now(), "reason": seen, **changes}
    states = {"from_state": tip.state, "to_state": changes["state"]}
    events.append(tip, action, actor=actor, changes=told, data={"reason": seen}, client_id=client_id, **states)
    return tip


def _refuse_settled(tip: Tip) -> None:
    if not tip.is_open:
        raise NotNow(f"这一条已由{tip.settled_by}核实过，请刷新。", code="inspections.tip_settled")


def _said(seen: str) -> str:
    if not seen.strip():
        words = "请写到现场看到的情况。"
        raise Invalid(words, code="inspections.seen", fields={"seen": [words]})
    return seen.strip()


def _hashed(address: str) -> str:
    return salted_hmac("anlan.inspections.tip", address, algorithm="sha256").hexdigest()
