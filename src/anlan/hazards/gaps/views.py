"""Pages of gaps: the list, one of them, putting it on the ledger."""

from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import inputs
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises.gaps.finders import LABELS
from anlan.enterprises.models import Gap
from anlan.files.registers import Column, Mark, Narrowing, Register, pages, sort
from anlan.hazards.gaps import actions, queries

WORDS = {"enterprises.find_gap": "发现缺口", "enterprises.fill_gap": "缺口已补上"}


def _standing(row: Gap) -> Mark:
    if row.filled_at:
        return Mark("已补上", "done")
    return Mark(f"已登记 {row.recorded.hazard}", "wait") if hasattr(row, "recorded") else Mark("待补或登记", "wait")


def _stands(value: str) -> Q:
    open_ = Q(filled_at=None)
    known = {"open": open_ & Q(recorded=None), "recorded": open_ & Q(recorded__isnull=False), "filled": ~open_}
    return known[value]


AREAS = {
    "people": "责任和人员",
    "outside": "外包外租",
    "learning": "预案、演练、培训",
    "money": "投入、标准化、专家",
    "special": "专项档案",
}
"""Parts of an enterprise's file that gaps are grouped by."""
AREA_OF = {
    "contract": "outside",
    "building": "outside",
    "outsider": "outside",
    "drill": "learning",
    "training": "learning",
    "rounds": "learning",
    "plan": "learning",
    "improvement": "learning",
}
AREA_OF |= dict.fromkeys(("spending", "standardization", "advice"), "money")
AREA_OF |= dict.fromkeys(("dust", "archive", "house"), "special")


def kinds_in(area: str) -> list[str]:
    """The kinds of gaps of a part; whatever is of no other concerns duties and people."""
    return [kind for kind in LABELS if AREA_OF.get(kind, "people") == area]


GAPS = Register(
    "gaps",
    "档案缺口",
    "项",
    queries.visible_to,
    (
        Column("缺什么", lambda row: row.words, 44),
        Column("类别", lambda row: LABELS.get(row.kind, ""), 14),
        Column("状态", _standing, 14),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("主管单位", lambda row: str(row.enterprise.strip or ""), 18),
        Column("依据", lambda row: row.clause, 26),
        Column("发现", lambda row: timezone.localtime(row.found_at).date()),
    ),
    "hazards:gap",
    ("words", "clause", "enterprise__name"),
    "缺什么、单位、依据",
    "没有缺口：安全管理人员、岗位职责、协议和培训等都有着落。",
    (
        sort("date", "发现", "found_at", "id"),
        sort("name", "单位", "enterprise__sort_key", "kind", "id"),
        sort("kind", "类别", "kind", "enterprise__sort_key", "id"),
    ),
    (
        Narrowing("area", "方面", tuple(AREAS.items()), lambda value: Q(kind__in=kinds_in(value))),
        Narrowing("kind", "类别", tuple(LABELS.items()), lambda value: Q(kind=value)),
        Narrowing("standing", "状态", (("open", "待补或登记"), ("recorded", "已登记"), ("filled", "已补上")), _stands),
    ),
)


gaps, export = pages(GAPS)
"""Everything missing at the enterprises the person sees."""


def _found(request: HttpRequest, pk: UUID) -> Gap:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
def gap(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One gap: what is missing, since when, how to fill it, and the way onto the ledger."""
    found = _found(request, pk)
    why_not = queries.why_not(request.user, found)
    hint = "补不上、要限期整改的才登记；级别由工作人员判定。"
    context = {
        "title": found.words,
        "gap": found,
        "label": LABELS.get(found.kind, ""),
        "standing": _standing(found),
        "steps": [step("登记为隐患", "hazards:record_gap", pk, reason=why_not, hint=hint)],
        "story": story(found, WORDS),
    }
    return render(request, "hazards/gap.html", context)


class GapForm(forms.Form):
    """The gap in the words the ledger will show."""

    description = inputs.words("隐患描述", limit=1000)


@require_http_methods(["GET", "POST"])
def record_gap(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm that it is a hazard."""
    found = _found(request, pk)
    reason = queries.why_not(request.user, found)
    if reason and request.method == "GET":
        raise NotYours(reason, code="hazards.not_yours")
    form = GapForm(request.POST or None, initial={"description": queries.wording(found)})
    record, key = actions.record_from_gap, form_id(request)
    return form_page(
        request,
        form,
        lambda given: reverse(
            "hazards:record",
            args=[record(found, actor=request.user, client_id=key, **given).pk],
        ),
        title="登记为隐患",
        verb="登记",
        back=reverse("hazards:gap", args=[pk]),
        done="已登记到台账，等待判定级别。",
        sentence=f"{found.enterprise.name}：{found.words}",
    )
