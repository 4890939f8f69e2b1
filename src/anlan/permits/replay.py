"""What a phone kept without a network: tickets, declarations and the site's steps, played as the pages play them.

Each step names its record by id, also one that was made on the phone. What happened is judged again here, so an
approval whose gate has shut since is refused.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.forms import Form
from django.utils import timezone

from anlan.core import hooks
from anlan.core.errors import Invalid, Missing
from anlan.core.ids import identifier
from anlan.core.replay import Done, Message
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.org.models import User
from anlan.permits import actions, queries
from anlan.permits.actions.drafting import profile_of
from anlan.permits.forms import DeclarationForm, GasForm, PermitForm
from anlan.permits.models import Permit

T = TypeVar("T", bound=Model)
STEPS = ("pause", "resume", "finish", "stop", "close", "call_off")


def _own(message: Message, name: str, rows: QuerySet[T], what: str) -> T:
    """The record `args` names. Raises Missing: not sent yet where nobody has it, missing where it is not theirs."""
    pk = identifier(message.args.get(name))
    found = rows.filter(pk=pk).first()
    if found is None and pk and not rows.model._default_manager.filter(pk=pk).exists():
        raise Missing(f"这{what}还没有送到，先等它。", code="permits.not_sent")
    if found is None:
        raise Missing(f"没有这{what}，或者它不属于您的单位。", code="permits.missing")
    return found


def _permit(actor: User, message: Message) -> Permit:
    return _own(message, "permit", queries.visible_to(actor), "张作业票")


def _place(actor: User, message: Message) -> Enterprise:
    found = enterprises.visible_to(actor).filter(pk=identifier(message.args.get("enterprise"))).first()
    if found is None:
        raise Missing("没有这家单位，或者它不是您的单位。", code="permits.no_place")
    return found


def _clean(form: Form, what: str) -> None:
    """Raises Invalid with the first thing that is not right, in the form's own words."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        raise Invalid(f"{what}没有填对，{label}：{errors[0]}", code="permits.form")


def draft(actor: User, message: Message) -> Done:
    """A ticket filled in; it bears the id the phone named it by (its thread), so the steps that follow find it."""
    place = _place(actor, message)
    form = PermitForm(message.args, enterprise=place, profile=profile_of(place))
    _clean(form, "作业票")
    known = {"pk": message.thread, "at": message.at, "client_id": message.client_id}
    return Done(actions.draft(place, actor=actor, **known, **form.facts()))


def declare(actor: User, message: Message) -> Done:
    """A small job declared, named as a ticket is."""
    form = DeclarationForm(message.args)
    _clean(form, "申报")
    known = {"pk": message.thread, "at": message.at, "client_id": message.client_id}
    return Done(actions.declare(_place(actor, message), actor=actor, **known, **form.cleaned_data))


def close_declaration(actor: User, message: Message) -> Done:
    """A declared job is over."""
    found = _own(message, "declaration", queries.declarations(actor), "次申报")
    return Done(actions.close_declaration(found, actor=actor, at=message.at, client_id=message.client_id))


def tick(actor: User, message: Message) -> Done:
    """One measure confirmed on site."""
    concerns = message.args.get("concerns", True) is not False
    code = str(message.args.get("code") or "")
    facts = {"code": code, "concerns": concerns, "at": message.at, "client_id": message.client_id}
    return Done(actions.tick(_permit(actor, message), actor=actor, **facts))


def record_gas(actor: User, message: Message) -> Done:
    """One reading, sampled when the phone says."""
    permit = _permit(actor, message)
    sampled = f"{timezone.localtime(message.at):%Y-%m-%d %H:%M}"
    form = GasForm(message.args | {"sampled_at": sampled}, names=(*permit.about.gas, *permit.about.gas_sometimes))
    if not form.is_valid():
        raise Invalid("气体分析没有填完整，请核对读数、部位和分析人。", code="permits.form")
    told: dict[str, Any] = form.cleaned_data | {"sampled_at": message.at, "at": message.at}
    made = actions.record_gas(permit, actor=actor, client_id=message.client_id, **told)
    return Done(made, "读数不合格，作业已叫停。" if made.state == "stopped" else "")


def step(actor: User, message: Message) -> Done:
    """Pause, resume, finish, stop, close or call off."""
    name = str(message.args.get("step") or "")
    if name not in STEPS:
        raise Missing("服务器不认识这一步，可能手机页面版本较旧。请联网刷新页面后再发送。", code="permits.step")
    facts = {"name": name, "reason": str(message.args.get("reason") or ""), "at": message.at}
    return Done(actions.step(_permit(actor, message), actor=actor, client_id=message.client_id, **facts))


def approve(actor: User, message: Message) -> Done:
    """Approved on site with a photo; judged by the gates as they are when it arrives."""
    facts = {"photos": message.files, "at": message.at, "client_id": message.client_id}
    return Done(actions.approve(_permit(actor, message), actor=actor, **facts))


PLAYED: dict[str, Callable[[User, Message], Done]] = {
    "permits.draft": draft,
    "permits.declare": declare,
    "permits.close_declaration": close_declaration,
    "permits.tick": tick,
    "permits.record_gas": record_gas,
    "permits.step": step,
    "permits.approve": approve,
}


def register() -> None:
    """Let phones send these."""
    for name, function in PLAYED.items():
        hooks.replay.register(name, function)
