"""One year's money: its page, the plan, what was spent."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.core import clock
from anlan.core.steps import step, story
from anlan.enterprises.investment import actions, queries, regimes, rules
from anlan.enterprises.investment.forms import ExpenseForm, PlanForm, WordsForm
from anlan.enterprises.investment.regimes import REGIMES, yuan
from anlan.enterprises.investment.registers import share
from anlan.enterprises.investment.views.shared import BOTH, WORDS, asked, kept, place
from anlan.enterprises.models import Expense, Spending


def _year(request: HttpRequest, pk: UUID, year: int) -> Spending:
    rows = queries.spendings(place(request, pk)).select_related("enterprise")
    return get_object_or_404(rows, year=year)


@require_GET
def spending(request: HttpRequest, pk: UUID, year: int) -> HttpResponse:
    """What was planned and why so much, what was spent on what, what is missing."""
    found = _year(request, pk, year)
    entries, at = list(found.expenses.all()), (pk, year)
    reason = rules.may_keep(request.user, found.enterprise)
    runs = f"{year} 年结束后再说明。" if year >= clock.today().year else ""
    spent = getattr(found, "spent", 0)
    left = "" if spent < found.planned else "计划已用完，没有结余。"
    context = {
        "title": f"{year} 年安全投入",
        "spending": found,
        "spent": spent,
        "share": share(spent, found.planned),
        "regime": REGIMES.get(found.regime),
        "uses": regimes.sums((one.use, one.amount) for one in entries if not one.struck_at),
        "entries": entries,
        "short": [words for _, words in queries.short_of(found, clock.today())],
        "may_keep": not reason,
        "steps": [
            step("登记支出", "enterprises:expense", *at, reason=reason),
            step("修改计划", "enterprises:change_plan", *at, reason=reason),
            step("说明结余去向", "enterprises:carry_over", *at, reason=reason or runs or left),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/investment/spending.html", context)


@BOTH
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what is to be spent in a year."""
    found = place(request, pk)
    form = PlanForm(request.POST or None, enterprise=found)

    def act(**given: Any) -> None:
        actions.plan_spending(found, **given)

    return asked(request, found, form, act, title="填报安全投入计划", verb="保存计划", done="计划已保存。")


@BOTH
def change_plan(request: HttpRequest, pk: UUID, year: int) -> HttpResponse:
    """Change the plan, with a reason."""
    known = _year(request, pk, year)
    found = known.enterprise
    form = PlanForm(request.POST or None, enterprise=found, known=known)

    def act(**given: Any) -> None:
        actions.plan_spending(found, **given)

    back = known.get_absolute_url()
    return asked(
        request, found, form, act, title=f"修改{known}计划", verb="保存", done="已修改，原计划留在经过里。", back=back
    )


@BOTH
def expense(request: HttpRequest, pk: UUID, year: int) -> HttpResponse:
    """Put money spent on record."""
    known = _year(request, pk, year)
    form = ExpenseForm(request.POST or None, request.FILES or None)

    def act(**given: Any) -> None:
        actions.record_expense(known, evidence=kept(request, given), **given)

    back = known.get_absolute_url()
    title = f"登记支出：{known}"
    return asked(request, known.enterprise, form, act, title=title, verb="保存", done="支出已登记。", back=back)


@BOTH
def strike(request: HttpRequest, pk: UUID, year: int, entry: UUID) -> HttpResponse:
    """Strike out an entry made by mistake."""
    known = _year(request, pk, year)
    found = get_object_or_404(Expense.objects.select_related("spending__enterprise"), pk=entry, spending=known)
    form = WordsForm(request.POST or None, label="为什么划掉", hint="如：重复登记、金额写错（划掉后重新登记）。")

    def act(words: str, **given: Any) -> None:
        actions.strike_expense(found, reason=words, **given)

    return asked(
        request,
        known.enterprise,
        form,
        act,
        title="划掉这笔支出",
        verb="划掉",
        done="已划掉，记录保留，不再计数。",
        back=known.get_absolute_url(),
        sentence=f"{found.on} {found.words}，{yuan(found.amount)}",
    )


@BOTH
def carry_over(request: HttpRequest, pk: UUID, year: int) -> HttpResponse:
    """Say what becomes of money a past year did not spend."""
    known = _year(request, pk, year)
    form = WordsForm(request.POST or None, label="结余去向", hint="如：转入下一年度使用。")

    def act(**given: Any) -> None:
        actions.carry_over(known, **given)

    back = reverse("enterprises:spending", args=[pk, year])
    title = f"说明结余去向：{known}"
    return asked(request, known.enterprise, form, act, title=title, verb="保存", done="已说明。", back=back)
