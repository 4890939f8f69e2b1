"""What a phone kept of a visit, done here: each name is one of this room's actions, called as the pages call it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms

from anlan.core import hooks
from anlan.core.errors import Invalid, Missing, NotNow
from anlan.core.ids import identifier
from anlan.core.replay import Done, Message
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.files.models import StoredFile
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard, HazardEvent
from anlan.inspections import actions, rules
from anlan.inspections.forms import AbandonForm, AnswerForm, CompanionForm, FindingForm, RefusalForm, SignForm, SkipForm
from anlan.inspections.kinds import Kind
from anlan.inspections.models import Companion, Visit
from anlan.inspections.story import WORDS
from anlan.org.models import User
from anlan.standards.models import Checklist

Perform = Callable[[Visit, User, Message], Done]


def register() -> None:
    """Tell the frame which actions of this room a phone may send."""
    hooks.replay.register("inspections.begin", begin)
    for name, function in WRITING.items():
        hooks.replay.register(f"inspections.{name}", partial(_on_visit, function))


def begin(actor: User, message: Message) -> Done:
    """Begin the visit with the frozen list the phone took along."""
    args = message.args
    place = enterprises.detail_of(actor).filter(pk=identifier(args.get("enterprise"))).first()
    if place is None or args.get("kind") not in Kind.values:
        raise Missing("没有这家单位，或者它已不在您的辖区之内。", code="inspections.no_enterprise")
    digest = args.get("checklist") or ""
    checklist = Checklist.objects.filter(digest=digest).first() if digest else None
    if digest and checklist is None:
        raise Missing("服务器上没有手机所用的检查表，请导出后交给系统管理员。", code="inspections.no_checklist")
    chosen = User.objects.filter(pk__in=[identifier(one) for one in args.get("companions") or ()], is_active=True)
    visit = actions.begin(
        place,
        kind=args["kind"],
        actor=actor,
        with_list=checklist is not None,
        checklist=checklist,
        companions=chosen,
        outsiders=[(str(name), str(position)) for name, position in args.get("outsiders") or ()],
        purpose=str(args.get("purpose") or ""),
        upper_office=str(args.get("upper_office") or ""),
        document_number=str(args.get("document_number") or ""),
        begun_at=message.at,
        client_id=message.client_id,
    )
    message.batch.put(("inspections.visit", message.client_id), visit)
    return Done(visit, _newer_list(place, args["kind"], checklist))


def _newer_list(place: Enterprise, kind: str, used: Checklist | None) -> str:
    present = actions.digest_for(place, kind) if used else ""
    if not present or used is None or present == used.digest:
        return ""
    return f"检查表已有更新；这次检查仍按手机上 {used.made_on:%Y-%m-%d} 的那一版。"


def _on_visit(perform: Perform, actor: User, message: Message) -> Done:
    thread = message.thread
    visit = message.batch.once(("inspections.visit", thread), lambda: actions.begun_as(thread))
    if visit is None:
        raise Missing("这次检查的开头还没有送到，先等它。", code="inspections.not_begun")
    try:
        return perform(visit, actor, message)
    except NotNow as refused:
        if refused.code != "inspections.over":
            raise
    return _late(visit, actor, message)


def _late(visit: Visit, actor: User, message: Message) -> Done:
    """The visit is over: what was seen still goes on the ledger, everything is kept beside the record."""
    if rules.may_work_on(actor, visit):
        raise Missing(rules.may_work_on(actor, visit), code="inspections.not_yours")
    told = {name: value for name, value in message.args.items() if value not in (None, "", [])}
    if message.name == "inspections.record_hazard":
        told["hazard"] = str(_record_beside(visit, actor, message))
    what = WORDS.get(message.name, message.name)
    actions.add_late(
        visit,
        actor=actor,
        what=what,
        told=told,
        files=list(message.files),
        happened_at=message.at,
        client_id=message.client_id,
    )
    state = f"{visit.led_by.full_name}带队的这次检查{visit.get_state_display()}"
    return Done(visit, f"送到时{state}，检查记录没有改动；这一步附在记录后面，并已告诉{visit.led_by.full_name}。", True)


def _record_beside(visit: Visit, actor: User, message: Message) -> Hazard:
    told = _clean(FindingForm(message.args))
    return hazards.record(
        visit.enterprise,
        actor=actor,
        description=told["description"],
        place_words=told["place_words"],
        source=visit.about.source,
        photos=message.files,
        found_at=message.at,
        suggested_due_on=told["suggested_due_on"],
        responsible_name=told["responsible_name"],
        data={"visit": str(visit.pk), "late": True},
        client_id=message.client_id,
    )


def answer(visit: Visit, actor: User, message: Message) -> Done:
    """One answer, with what the phone knew when it was given."""
    told = _clean(AnswerForm(message.args))
    actions.answer(
        visit,
        item=_text(message, "item"),
        photos=message.files,
        actor=actor,
        answered_at=message.at,
        seen=str(message.args.get("seen") or ""),
        client_id=message.client_id,
        **told,
    )
    return Done(visit)


def skip(visit: Visit, actor: User, message: Message) -> Done:
    """An item left open with the reason."""
    seen = str(message.args.get("seen") or "")
    told = _clean(SkipForm(message.args)) | {"answered_at": message.at, "seen": seen}
    actions.skip(visit, item=_text(message, "item"), actor=actor, client_id=message.client_id, **told)
    return Done(visit)


def record_hazard(visit: Visit, actor: User, message: Message) -> Done:
    """What a 否 stands for, put on the ledger."""
    told = _found(message)
    suggested = {name: told[name] for name in ("suggested_due_on", "responsible_name")}
    actions.record_hazard(visit, actor=actor, photos=message.files, **suggested, **_shared(told, message))
    return Done(visit, _number(message))


def fix_at_once(visit: Visit, actor: User, message: Message) -> Done:
    """Put right on the spot; `before` and `after` share out the files."""
    told = _found(message)
    pictures = {side: [one for one in message.args.get(side) or () if one in message.files] for side in SIDES}
    actions.fix_at_once(visit, actor=actor, statement=told["statement"], **pictures, **_shared(told, message))
    return Done(visit, _number(message))


SIDES = ("before", "after")


def link_known(visit: Visit, actor: User, message: Message) -> Done:
    """The same as a hazard that is open already; closed meanwhile, it is a new one."""
    hazard = Hazard.objects.filter(pk=identifier(message.args.get("hazard")), enterprise=visit.enterprise_id).first()
    if hazard is None:
        raise Missing("没有这条隐患，或者它不属于这家单位。", code="inspections.no_hazard")
    note = str(message.args.get("note") or "")
    told = {"actor": actor, "item": str(message.args.get("item") or ""), "photos": message.files}
    if hazard.is_open:
        actions.link_known(visit, hazard=hazard, note=note, client_id=message.client_id, **told)
        return Done(visit)
    words = f"{hazard.description}（{hazard}已销号后又发现）"
    actions.record_hazard(
        visit, description=words, previous=hazard, found_at=message.at, client_id=message.client_id, **told
    )
    return Done(visit, f"{hazard}在此期间已销号，已另行登记。{_number(message)}")


def sign(visit: Visit, actor: User, message: Message) -> Done:
    """A signature drawn on the phone."""
    told = _clean(SignForm(message.args))
    chosen = told.pop("companion")
    named = str(message.args.get("companion_name") or "")
    rows = Companion.objects.filter(visit=visit, left_out=False)
    companion = rows.filter(pk=chosen).first() if chosen else rows.filter(name=named).first() if named else None
    actions.sign(
        visit,
        actor=actor,
        image=_image(message),
        companion=companion,
        signed_at=message.at,
        client_id=message.client_id,
        **told,
    )
    return Done(visit)


def refuse_signature(visit: Visit, actor: User, message: Message) -> Done:
    """Nobody of the enterprise would sign."""
    told = _clean(RefusalForm(message.args))
    image = _image(message) if message.files else None
    actions.refuse_signature(visit, actor=actor, image=image, client_id=message.client_id, **told)
    return Done(visit)


def add_companion(visit: Visit, actor: User, message: Message) -> Done:
    """Somebody else came along."""
    told = _clean(CompanionForm(message.args))
    chosen = told.pop("user")
    user = User.objects.filter(pk=chosen, is_active=True).first() if chosen else None
    if user and visit.companions.filter(user=user, left_out=False).exists():
        return Done(visit)
    actions.add_companion(visit, actor=actor, user=user, client_id=message.client_id, **told)
    return Done(visit)


def finish(visit: Visit, actor: User, message: Message) -> Done:
    """Freeze the visit."""
    actions.finish(visit, actor=actor, ended_at=message.at, client_id=message.client_id)
    return Done(visit)


def abandon(visit: Visit, actor: User, message: Message) -> Done:
    """End without a result."""
    actions.abandon(visit, actor=actor, client_id=message.client_id, **_clean(AbandonForm(message.args)))
    return Done(visit)


WRITING: dict[str, Perform] = {
    "answer": answer,
    "skip": skip,
    "record_hazard": record_hazard,
    "fix_at_once": fix_at_once,
    "link_known": link_known,
    "sign": sign,
    "refuse_signature": refuse_signature,
    "add_companion": add_companion,
    "finish": finish,
    "abandon": abandon,
}


def _found(message: Message) -> dict[str, Any]:
    return _clean(FindingForm(message.args))


def _shared(told: dict[str, Any], message: Message) -> dict[str, Any]:
    return {
        "description": told["description"],
        "place_words": told["place_words"],
        "item": str(message.args.get("item") or ""),
        "found_at": message.at,
        "client_id": message.client_id,
    }


def _number(message: Message) -> str:
    event = HazardEvent.objects.filter(client_id=message.client_id).select_related("subject").first()
    return f"编号 {event.subject}" if event else ""


def _image(message: Message) -> StoredFile:
    found = StoredFile.objects.filter(pk__in=message.files[:1]).first()
    if found is None:
        raise Missing("签名的图片还没有送到。", code="files.not_kept")
    return found


def _clean(form: Any) -> dict[str, Any]:
    """What a form accepts, without its hidden parts. Raises Invalid with the first sentence."""
    if not form.is_valid():
        raise Invalid(first_error(form), code="inspections.form")
    return dict(form.sent)


def first_error(form: forms.Form) -> str:
    """The first thing wrong with a form, as a sentence."""
    name, words = next(iter(form.errors.items()))
    field = form.fields.get(name)
    return f"{field.label}：{words[0]}" if field and field.label else str(words[0])


def _text(message: Message, name: str) -> str:
    return str(message.args.get(name) or "")
