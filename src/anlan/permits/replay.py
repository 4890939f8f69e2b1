"""What a phone kept without a network: the site's steps, played through the very actions the pages call.

Each step names its permit; what happened is judged again here, so an approval whose gate has shut since is refused.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from anlan.core import hooks
from anlan.core.errors import Invalid, Missing
from anlan.core.replay import Done, Message
from anlan.org.models import User
from anlan.permits import actions, queries
from anlan.permits.forms import GasForm
from anlan.permits.models import Permit

STEPS = ("pause", "resume", "finish", "stop", "close", "call_off")


def _permit(actor: User, message: Message) -> Permit:
    try:
        pk = uuid.UUID(str(message.args.get("permit")))
    except ValueError:
        pk = None
    found = queries.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Missing("没有这张作业票，或者它不属于您的单位。", code="permits.missing")
    return found


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
    form = GasForm(message.args | {"sampled_at": sampled}, names=permit.about.gas)
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
    "permits.tick": tick,
    "permits.record_gas": record_gas,
    "permits.step": step,
    "permits.approve": approve,
}


def register() -> None:
    """Let phones send these."""
    for name, function in PLAYED.items():
        hooks.replay.register(name, function)
