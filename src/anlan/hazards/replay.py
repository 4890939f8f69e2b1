"""What a phone kept of a hazard, done here: recording, and the steps one takes standing in front of it."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from anlan.core import hooks
from anlan.core.errors import Invalid, Missing, NotNow
from anlan.core.ids import identifier
from anlan.core.replay import Done, Message
from anlan.enterprises import queries as enterprises
from anlan.hazards import actions, meanwhile, queries
from anlan.hazards.models import Hazard, HazardEvent, Source
from anlan.org.models import User

Perform = Callable[[Hazard, User, Message], object]


def register() -> None:
    """Tell the frame which actions of this room a phone may send."""
    hooks.replay.register("hazards.record", record)
    for name, function in STEPS.items():
        hooks.replay.register(f"hazards.{name}", partial(_step, name, function))


def record(actor: User, message: Message) -> Done:
    """What was seen outside a visit; fixed at once where the phone says so."""
    args = message.args
    place = enterprises.visible_to(actor).filter(pk=identifier(args.get("enterprise"))).first()
    if place is None:
        raise Missing("没有这家单位，或者它已不在您的辖区之内。", code="hazards.no_enterprise")
    if args.get("source") not in Source.values:
        raise Invalid("请选择这条隐患是怎么发现的。", code="hazards.source")
    before, after = _shared_out(message)
    hazard = actions.record(
        place,
        actor=actor,
        description=_text(args, "description"),
        place_words=_text(args, "place_words")[:100],
        source=args["source"],
        photos=before,
        found_at=message.at,
        suggested_due_on=_date(args.get("suggested_due_on")),
        client_id=message.client_id,
    )
    if args.get("fixed"):
        actions.fix_at_once(
            hazard, actor=actor, statement=_text(args, "statement"), photos=after, happened_at=message.at
        )
    return Done(hazard, f"编号 {hazard}")


def _shared_out(message: Message) -> tuple[list[str], list[str]]:
    after = [one for one in message.args.get("after") or () if one in message.files]
    return [one for one in message.files if one not in after], after


def _step(name: str, perform: Perform, actor: User, message: Message) -> Done:
    hazard = _hazard(actor, message)
    if hazard is None:
        raise Missing("没有这条隐患，或者它还没有送到。", code="hazards.not_recorded")
    try:
        if name != "note" and _decided_since(hazard, actor, message):
            raise NotNow(f"{hazard}在此期间已有人办理，没有改动。", code="hazards.meanwhile")
        perform(hazard, actor, message)
    except NotNow as refused:
        raise NotNow(f"{refused.message}{_meanwhile(hazard, actor)}", code=refused.code) from refused
    return Done(hazard, f"{hazard} 现在：{hazard.state_words}")


def _decided_since(hazard: Hazard, actor: User, message: Message) -> bool:
    """Whether somebody else moved it after the phone took it along: `seen` is the number of the event it knew."""
    seen = message.args.get("seen")
    return isinstance(seen, int) and meanwhile.moved_by_others(hazard, actor).filter(number__gt=seen).exists()


def _meanwhile(hazard: Hazard, actor: User) -> str:
    """What somebody else did last, in their own words: the other version, beside the one on the phone."""
    what = meanwhile.faster(hazard, actor)
    return f"手机没有网络的时候，{what}（现在：{hazard.state_words}）。" if what else ""


def _hazard(actor: User, message: Message) -> Hazard | None:
    """By its own id, or by the id of the action that recorded it on a phone."""
    wanted = identifier(message.args.get("hazard"))
    rows = queries.visible_to(actor).select_related("enterprise", "region", "strip", "criterion", "responsible")
    recorded = HazardEvent.objects.filter(client_id=wanted, action="hazards.record").values("subject")
    return rows.filter(pk=wanted).first() or rows.filter(pk__in=recorded).first()


def accept(hazard: Hazard, actor: User, message: Message) -> object:
    """Accepted on site."""
    second = User.objects.filter(pk=identifier(message.args.get("second_officer")), is_active=True).first()
    return actions.accept(hazard, second_officer=second, **_said(actor, message))


def send_back(hazard: Hazard, actor: User, message: Message) -> object:
    """Sent back with numbered reasons."""
    reasons = [str(one) for one in message.args.get("reasons") or ()]
    return actions.send_back(hazard, actor=actor, reasons=reasons, photos=message.files, client_id=message.client_id)


def self_accept(hazard: Hazard, actor: User, message: Message) -> object:
    """The enterprise's own acceptance."""
    return actions.self_accept(hazard, **_said(actor, message))


def submit(hazard: Hazard, actor: User, message: Message) -> object:
    """Said to be fixed."""
    return actions.submit(hazard, **_said(actor, message))


def note(hazard: Hazard, actor: User, message: Message) -> object:
    """What else is known."""
    words = _text(message.args, "text")
    return actions.note(hazard, actor=actor, text=words, photos=message.files, client_id=message.client_id)


STEPS: dict[str, Perform] = {
    "accept": accept,
    "send_back": send_back,
    "self_accept": self_accept,
    "submit": submit,
    "note": note,
}


def _said(actor: User, message: Message) -> dict[str, Any]:
    return {
        "actor": actor,
        "statement": _text(message.args, "statement"),
        "photos": message.files,
        "happened_at": message.at,
        "client_id": message.client_id,
    }


def _text(args: dict[str, Any], name: str) -> str:
    return str(args.get(name) or "")


def _date(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text)) if text else None
    except ValueError as error:
        raise Invalid("建议整改期限不是有效的日期。", code="hazards.due_on") from error
