"""One certificate of standardization: its page, recording and ending one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from anlan.core.steps import step, story
from anlan.enterprises.investment import actions, queries, rules
from anlan.enterprises.investment.forms import LevelForm, WordsForm
from anlan.enterprises.investment.regimes import STANDARD
from anlan.enterprises.investment.registers import HELD, held
from anlan.enterprises.investment.views.shared import BOTH, WORDS, asked, kept, place
from anlan.enterprises.models import Standardization


def _one(request: HttpRequest, pk: UUID) -> Standardization:
    return get_object_or_404(queries.levels(request.user), pk=pk)


@require_GET
def standardization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it says, until when, what can be done."""
    found = _one(request, pk)
    reason = rules.may_keep(request.user, found.enterprise)
    gone = "已停用。" if found.ended_on else ""
    context = {
        "title": str(found),
        "certificate": found,
        "mark": HELD[held(found)],
        "source": STANDARD["source"],
        "steps": [
            step(
                "登记新证书",
                "enterprises:new_standardization",
                found.enterprise_id,
                reason=reason,
                hint="续评、升级后登记新证，旧证不用停用。",
            ),
            step("停用这张证书", "enterprises:end_standardization", pk, reason=gone or reason),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/investment/standardization.html", context)


@BOTH
def new_standardization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a certificate on file."""
    found = place(request, pk)
    form = LevelForm(request.POST or None, request.FILES or None)

    def act(**given: Any) -> None:
        actions.record_standardization(found, evidence=kept(request, given), **given)

    done = "证书已登记，到期前 90、60、30、7 天提醒。"
    return asked(request, found, form, act, title="登记标准化证书", verb="保存", done=done)


@BOTH
def end_standardization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it off."""
    found = _one(request, pk)
    form = WordsForm(request.POST or None, label="为什么停用", hint="如：被撤销、登记错了。")

    def act(words: str, **given: Any) -> None:
        actions.end_standardization(found, reason=words, **given)

    back = found.get_absolute_url()
    title = f"停用：{found} {found.number}"
    return asked(request, found.enterprise, form, act, title=title, verb="停用", done="已停用，记录保留。", back=back)
