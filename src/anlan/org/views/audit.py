"""What the audit administrator reads, and the table of who may do what."""

import datetime as dt

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anlan.core.filters import one_of
from anlan.core.pages import page
from anlan.org import queries, roles, words
from anlan.org.doors import needs
from anlan.org.roles import Role

RESULTS = [("yes", "成功"), ("no", "失败")]
KINDS = [("people", "账号"), ("offices", "单位与职权")]


@needs("org.read_audit")
def logins(request: HttpRequest) -> HttpResponse:
    """Every attempt to log in (网络安全法 art. 21: kept six months at least)."""
    asked, day = request.GET.get("q", "").strip(), _day(request.GET.get("day", ""))
    rows = queries.login_attempts(typed=asked, result=request.GET.get("result", ""), day=day)
    context = {
        "page": page(request, rows),
        "words": asked,
        "day": day,
        "filters": [one_of(request, "result", "结果", RESULTS)],
    }
    return render(request, "org/logins.html", context)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@needs("org.read_audit")
def account_events(request: HttpRequest) -> HttpResponse:
    """What happened to accounts, grants, offices and powers; who did it."""
    kind = request.GET.get("kind", "people")
    found = page(request, queries.account_events(kind))
    rows = [(event, words.action(event.action), words.details(event.data)) for event in found]
    return render(request, "org/account_events.html", {"page": found, "rows": rows, "kind": kind, "kinds": KINDS})


@needs("org.read_people")
def role_table(request: HttpRequest) -> HttpResponse:
    """Who may do what, printed from the tables the program itself obeys."""
    rooms = [
        (room_name(room), [(roles.in_words(one), [role in holders for role in Role]) for one, holders in lines.items()])
        for room, lines in roles.table().items()
    ]
    return render(request, "org/roles.html", {"roles": Role, "rooms": rooms})


def room_name(room: str) -> str:
    """A room as its app is called."""
    return str(apps.get_app_config(room).verbose_name)
