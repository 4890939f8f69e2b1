"""The work-day calendar: what the published calendar says, and what the district knows better."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anlan.core import clock, workdays
from anlan.core.errors import Missing
from anlan.core.forms import submitted
from anlan.org import actions, queries, scope
from anlan.org.doors import needs
from anlan.org.forms import WorkdayForm


@needs("org.read_people")
def calendar(request: HttpRequest) -> HttpResponse:
    """One year on one page; entering a day is for the system administrator."""
    year = _year(request.GET.get("year", ""))
    may_change = scope.may(request.user, "org.change_calendar")
    form = WorkdayForm(request.POST or None if may_change else None)
    if request.method == "POST":
        day = submitted(
            form,
            lambda given: actions.set_workday(
                given["day"], is_workday=given["is_workday"] == "yes", note=given["note"], actor=request.user
            ),
        )
        if day:
            messages.success(request, f"已设定 {day:%Y-%m-%d}，各项期限随之重新计算。")
            return redirect(f"{reverse('org:calendar')}?year={day.year}")
    context = {
        "year": year,
        "months": queries.year_of_days(year),
        "is_published": workdays.is_published(year),
        "known_years": (workdays.FIRST_YEAR, workdays.LAST_YEAR),
        "own": queries.own_days(year),
        "form": form if may_change else None,
    }
    return render(request, "org/calendar.html", context, status=422 if form.errors else 200)


def _year(text: str) -> int:
    return int(text) if text.isdigit() and 2000 <= int(text) <= 2100 else clock.today().year


@needs("org.change_calendar")
def forget(request: HttpRequest, day: str) -> HttpResponse:
    """Take an entry back."""
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        raise Missing(f"“{day}”不是日期，请回到工作日历选择。", code="org.missing") from None
    if request.method == "POST":
        actions.forget_workday(date, actor=request.user)
        messages.success(request, f"已撤销 {date:%Y-%m-%d} 的本地设定。")
        return redirect(f"{reverse('org:calendar')}?year={date.year}")
    context = {
        "title": "撤销本地设定",
        "sentence": f"{date:%Y-%m-%d} 将恢复为国家公布的安排，各项期限随之重新计算。",
        "verb": "撤销设定",
        "back_url": f"{reverse('org:calendar')}?year={date.year}",
    }
    return render(request, "core/confirm.html", context)
