"""One lookout: what is to be checked, who did, who is due, who missed it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.campaigns.duties.queries import FIRST
from anlan.campaigns.duties.rules import sight_of
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.duties.views.pages import TAGS, lies, places
from anlan.campaigns.lookouts import board, queries, rules
from anlan.campaigns.lookouts.models import STATES, Lookout, NoneHere
from anlan.campaigns.lookouts.views.shared import found_by
from anlan.core import clock, filters
from anlan.core.filters import Filter
from anlan.core.pages import Sort, page
from anlan.core.steps import Step, step, story
from anlan.enterprises import queries as enterprises
from anlan.enterprises.rules import posts_of
from anlan.files.presses import xlsx
from anlan.inspections import rules as visits
from anlan.inspections.kinds import Kind, about
from anlan.org.doors import needs
from anlan.org.models import User

WORDS = {
    "campaigns.send_lookout": "发出",
    "campaigns.remind_lookout": "催办",
    "campaigns.call_off_lookout": "撤销",
}
ORDERS = {
    "name": Sort("name", "单位", ()),
    "village": Sort("village", "所在村", ()),
    "standing": Sort("standing", "完成情况", ()),
}
HEAD = ["事故教训", "单位", "所在村", "主管单位", "期限", "完成情况", "佐证"]


def _instances(request: HttpRequest, lookout: Lookout) -> list[Instance]:
    """Who is asked, as far as the person sees them, in the village and with the office the URL names."""
    user: Any = request.user
    sees = sight_of(user)
    return [one for one in board.standings([lookout], sees)[lookout.pk] if lies(request, one)]


def _narrowed(request: HttpRequest, rows: list[Instance]) -> list[Instance]:
    """Those of them that stand and are called as the URL asks, in its order; those that call first."""
    standing, text = request.GET.get("standing", ""), request.GET.get("q", "").strip()
    shown = [one for one in rows if standing in ("", one.standing) and text in one.subject.name]
    wanted = request.GET.get("sort", "")
    key = ORDER_OF.get(wanted.lstrip("-"), ORDER_OF["standing"])
    return sorted(shown, key=key, reverse=wanted.startswith("-"))


ORDER_OF: dict[str, Any] = {
    "name": lambda one: one.subject.name,
    "village": lambda one: (one.subject.region_code, one.subject.name),
    "standing": lambda one: (FIRST[one.standing], one.subject.region_code, one.subject.name),
}


@require_GET
def lookout(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One lookout: what is to be checked, who did, who is due, who missed it, and what each can do."""
    user: Any = request.user
    found = found_by(request, pk)
    rows, words = _instances(request, found), queries.words_of(found)
    villages, offices = places(found)
    reads = queries.visible_to(user).filter(pk=pk).exists()
    context = {
        "title": found.lesson.title,
        "lookout": found,
        "state": STATES[found.state],
        "own": [(one, TAGS[one.standing], _own_steps(user, found, one, words)) for one in _own(user, rows)],
        "page": page(request, [_line(user, words, one) for one in _narrowed(request, rows)]) if reads else None,
        "totals": _totals(request, rows),
        "filters": _filters(request, villages, offices),
        "orders": ORDERS,
        "goes": "" if found.called_off else next((about(kind).label for kind in visits.goes_as(user)), ""),
        "steps": _steps(user, found) if reads else [],
        "villages": [villages.get(code, code) for code in found.villages],
        "names": villages,
        "story": story(found, WORDS) if reads else [],
    }
    return render(request, "campaigns/lookouts/lookout.html", context)


def _own(user: User, rows: list[Instance]) -> list[Instance]:
    posts = posts_of(user)
    return [one for one in rows if one.subject.key in posts]


def _filters(request: HttpRequest, villages: dict[str, str], offices: dict[Any, str]) -> list[Filter]:
    standings = [(one.value, one.words) for one in Standing if one is not Standing.COMING]
    return [
        filters.one_of(request, "standing", "完成情况", standings),
        filters.one_of(request, "village", "村", villages.items()),
        filters.one_of(request, "office", "主管单位", [(str(key), name) for key, name in offices.items()]),
    ]


def _totals(request: HttpRequest, rows: list[Instance]) -> list[tuple[str, int, str, bool]]:
    """(words, number, where it opens, whether it calls) for every standing."""
    counts = Counter(row.standing for row in rows)
    return [
        (one.words, counts[one], filters.changed(request, standing=one.value), one is Standing.MISSED)
        for one in Standing
        if one is not Standing.COMING
    ]


def _steps(user: User, found: Lookout) -> list[Step]:
    reason, hint = rules.may_keep(user, found), "给没查的单位负责人各发一条，一天一次。"
    return [
        step("催办没查的", "campaigns:remind_lookout", found.pk, reason=reason, hint=hint),
        step("撤销任务", "campaigns:call_off_lookout", found.pk, reason=rules.may_call_off(user, found), plain=True),
    ]


def _line(user: User, words: dict[Any, NoneHere], one: Instance) -> tuple[Instance, str, tuple[NoneHere | None, str]]:
    """A row: how it stands, what was said of having no such thing, where the office says that it does not stand."""
    word = words.get(one.subject.key)
    open_ = word is not None and not word.ended and not rules.may_send_back(user, word)
    address = reverse("campaigns:send_back_none", args=[word.pk]) if word and open_ else ""
    return one, TAGS[one.standing], (word, address)


def _own_steps(user: User, found: Lookout, one: Instance, words: dict[Any, NoneHere]) -> dict[str, Any]:
    """What the person may do for an enterprise of theirs: check by the list, say there is none, take that back."""
    place = enterprises.visible_to(user).get(pk=one.subject.key)
    word = words.get(place.pk)
    return {
        "check": visits.may_visit(user, Kind.SELF_INSPECTION, place),
        "none": rules.may_say_none(user, found, place, one.facts),
        "word": word,
        "may_take_back": word is not None and not rules.may_take_back(user, word),
    }


@require_GET
@needs("campaigns.read_duties")
def export_lookout(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Who is asked and how each stands, as the page shows them."""
    found = get_object_or_404(board.shown(queries.visible_to(request.user)), pk=pk)
    rows, name = _narrowed(request, _instances(request, found)), f"{found.lesson.title}{clock.today():%Y%m%d}.xlsx"
    return xlsx.response(HEAD, _written(found, rows), name, sheet="举一反三")


def _written(found: Lookout, rows: list[Instance]) -> Iterator[list[Any]]:
    villages, offices = places(found)
    for one in rows:
        yield [
            found.lesson.title,
            one.subject.name,
            villages.get(one.subject.region_code, ""),
            offices.get(one.subject.office_id, ""),
            found.due_on,
            one.standing.words,
            "；".join(f"{fact.on} {fact.words}" for fact in one.facts),
        ]
