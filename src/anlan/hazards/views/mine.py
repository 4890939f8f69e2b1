"""My work: what I must do, by consequence; and what is listed for supervision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anlan.core import clock, hooks, pages
from anlan.files.presses import pdf
from anlan.files.presses.document import Listing
from anlan.hazards import counting, queries
from anlan.hazards.columns import level_words
from anlan.hazards.duties import DUTIES
from anlan.hazards.models import Supervision
from anlan.hazards.views.ledger import as_pdf
from anlan.org.models import User


def mine(request: HttpRequest) -> HttpResponse:
    """Every duty that has something in it and what other rooms wait for, by what follows if it is left undone."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    counts = counting.duty_counts(user)
    groups = [
        {"duty": duty, "count": counts[name], "rows": queries.duty_rows(user, name)}
        for name, duty in DUTIES.items()
        if counts[name]
    ]
    known = [one for _, of in hooks.work.items() for one in of(user)]
    work = [one for one in known if one.count]
    must = sum(counts[name] for name, duty in DUTIES.items() if duty.must) + sum(one.count for one in work)
    sections = sorted([*groups, *({"work": one} for one in work)], key=_weight)
    ahead = [(f"{one.label}：还有 {one.ahead} 项没到期", one.url) for one in known if one.ahead]
    return render(
        request, "hazards/mine.html", {"sections": sections, "must": must, "ahead": ahead[0] if ahead else ""}
    )


def _weight(section: dict[str, Any]) -> tuple[bool, bool, bool]:
    """What is red, then what one must do, then what is good to know; hazards before papers."""
    duty, work = section.get("duty"), section.get("work")
    return not (duty.red if duty else work.is_red), bool(duty and not duty.must), bool(work)


def supervision(request: HttpRequest) -> HttpResponse:
    """What is supervised, by its date.

    `released=1` shows what was released through closure, `silent=1` what is overdue with nothing heard: a letter waits.
    """
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    released, silent = "released" in request.GET, "silent" in request.GET
    rows = queries.silent(user) if silent else queries.supervised(user, released=released)
    counts = {
        "listed": queries.supervised(user).count(),
        "silent": queries.silent(user).count(),
        "released": queries.supervised(user, released=True).count(),
    }
    context = {"page": pages.page(request, rows), "released": released, "silent": silent, "counts": counts}
    return render(request, "hazards/supervision.html", context)


def supervision_paper(request: HttpRequest) -> HttpResponse:
    """The list of supervised hazards on paper."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    released = "released" in request.GET
    rows = queries.supervised(user, released=released)[:1000]
    head = ["督办文号", "隐患编号", "隐患", "单位", "所在村", "级别", "督办理由", "责任领导", "督办期限", "状态"]
    page = Listing(
        title="挂牌督办清单",
        subtitle="已随销号解除" if released else "督办中",
        head=head,
        rows=[_line(one) for one in rows],
        widths=[12, 10, 26, 16, 10, 6, 22, 8, 10, 8],
        printed_by=f"{user.full_name} {user.office_name}".strip(),
        printed_at=clock.now(),
    )
    return as_pdf(pdf.listing(page), f"挂牌督办清单_{clock.today():%Y%m%d}.pdf")


def _line(one: Supervision) -> list[object]:
    hazard = one.hazard
    return [
        one.number,
        str(hazard),
        hazard.description,
        hazard.enterprise.name,
        hazard.region.plain_name,
        level_words(hazard),
        one.reason,
        one.leader.full_name if one.leader else "",
        one.due_on,
        hazard.state_words,
    ]
