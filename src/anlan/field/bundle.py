"""What a phone takes along: places, people, lists frozen by version, open hazards, last answers, as one sees it."""

import hashlib
import json
from collections import defaultdict
from typing import Any

from django.db.models import Max, Prefetch, Q

from anlan.core import clock, hooks
from anlan.core.ids import identifier
from anlan.enterprises import queries as enterprises
from anlan.enterprises import rules as rules_of
from anlan.enterprises.lists import queries as asked
from anlan.enterprises.models import Enterprise, Person
from anlan.hazards import lifecycle
from anlan.hazards import queries as hazards
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.hazards.replay import STEPS as ON_PHONE
from anlan.inspections import content, merging, rules
from anlan.inspections import queries as inspections
from anlan.inspections.kinds import KINDS
from anlan.inspections.merging import ANSWERS
from anlan.inspections.models import Answer, Companion, State, Visit, VisitEvent
from anlan.org import scope
from anlan.org.models import Office, User
from anlan.standards.models import Checklist, Criterion

PLACES, HAZARDS, BEFORE = 3000, 3000, 3000
"""So much a phone takes along at most; beyond it the nearest in the register's order."""


def day_for(user: User) -> dict[str, Any]:
    """Everything the person's phone needs to work without a network, as plain values.

    Every open enterprise of the territory is there in a light form, so that an unplanned visit works; lists are named
    by the hash of their content and stand once each. The number of queries does not grow with the rows.
    """
    places = _places(user)
    lists = _lists(user, places)
    visits = _visits(user)
    taken = [*lists.values(), *(one.checklist for one in visits if one.checklist)]
    return {
        "person": {"id": str(user.pk), "name": user.full_name, "office": user.office_name, "title": user.title},
        "kinds": _kinds(user, {one.kind for one in visits}),
        "enterprises": [_enterprise(one, user, lists) for one in places],
        "checklists": {one.digest: _list(one) for one in taken},
        "keywords": _keywords(taken),
        "hazards": _hazards_of(user),
        "visits": [_visit(one) for one in visits],
        "before": _before(places),
        "colleagues": _colleagues(user),
        "rooms": _rooms(user),
    }


def _rooms(user: User) -> dict[str, Any]:
    parts = {room: part.day(user) for room, part in hooks.phone.items()}
    return {room: told for room, told in parts.items() if told is not None}


def encoded(day: dict[str, Any]) -> tuple[bytes, str]:
    """The bundle as bytes and its ETag: the same day's content gives the same tag."""
    content = json.dumps(day, ensure_ascii=False, separators=(",", ":")).encode()
    return content, hashlib.sha256(content).hexdigest()


def _kinds(user: User, begun: set[str]) -> list[dict[str, Any]]:
    """Those the person may begin, and those of visits begun elsewhere, such as one that needs an approval."""
    told = ((kind, not rules.may_make(user, kind)) for kind in KINDS)
    return [_kind(kind) | {"may": may} for kind, may in told if may or kind in begun]


def _kind(kind: str) -> dict[str, Any]:
    about = KINDS[kind]  # type: ignore[index]  # a visit has one of the kinds
    return {
        "kind": str(kind),
        "label": about.label,
        "what": about.what,
        "basis": about.basis,
        "cannot": about.cannot,
        "own": about.is_own,
        "signs": about.enterprise_signs,
        "upper": str(kind) == "upper_level",
    }


def _places(user: User) -> list[Enterprise]:
    people = Prefetch("people", Person.objects.filter(until=None), to_attr="serving")
    rows = enterprises.visible_to(user).filter(status=Enterprise.Status.OPEN)
    rows = rows.select_related("region", "main_industry", "strip", "site_code").prefetch_related("industries", people)
    return list(rows[:PLACES])


def _lists(user: User, places: list[Enterprise]) -> dict[Any, Checklist]:
    """By enterprise the list of today's law that this person asks there: its own for its people, else the shared one.

    Enterprises of the same facts share one.
    """
    today, own = clock.today(), rules_of.posts_of(user)
    shared = {kind: asked.list_of(one, today) for kind, one in {asked.kind_of(one): one for one in places}.items()}
    made = {one.pk: shared[asked.kind_of(one)] for one in places if one.pk not in own}
    made |= {one.pk: asked.list_of(one, today, own=True) for one in places if one.pk in own}
    return {pk: one for pk, one in made.items() if one}


def _enterprise(place: Enterprise, user: User, lists: dict[Any, Checklist]) -> dict[str, Any]:
    listed = lists.get(place.pk)
    return {
        "id": str(place.pk),
        "code": place.code,
        "name": place.name,
        "village": place.region.plain_name,
        "address": place.address,
        "industry": place.main_industry.name if place.main_industry else "",
        "strip": str(place.strip or ""),
        "plate": place.site_code.token if hasattr(place, "site_code") else "",
        "operated": place.kind != Enterprise.Kind.NO_OPERATOR,
        "kinds": [str(kind) for kind in KINDS if not rules.may_visit(user, kind, place)],
        "list": listed.digest if listed else "",
        "people": _people(place),
    }


def _people(place: Enterprise) -> list[list[str]]:
    """Who is there, those who answer for the place first; the same name at the same post stands once."""
    serving = sorted(place.serving, key=lambda one: Person.Post.values.index(one.post))  # type: ignore[attr-defined]  # no column, but set or annotated
    return [list(pair) for pair in dict.fromkeys((one.name, str(one.get_post_display())) for one in serving)]


def _list(one: Checklist) -> dict[str, Any]:
    return {"title": one.title, "made_on": one.made_on.isoformat(), "items": one.items}


def _keywords(lists: list[Checklist]) -> dict[str, list[str]]:
    """By criterion the words people use for it, for finding an item on the phone.

    Questions of small premises and of an enterprise's own carry a key of their own in `criterion`.
    """
    named = {item.get("based_on") or item["criterion"] for one in lists for item in one.items}
    rows = (
        Criterion.objects.filter(pk__in={found for one in named if (found := identifier(one))})
        .exclude(keywords=[])
        .values_list("pk", "keywords")
    )
    return {str(pk): words for pk, words in rows}


def _hazards(user: User) -> list[Hazard]:
    rows = hazards.visible_to(user).filter(state__in=OPEN_STATES).select_related(*hazards.SHOWN, "responsible")
    return list(rows.order_by("-pk")[:HAZARDS])


def _hazards_of(user: User) -> list[dict[str, Any]]:
    rows = _hazards(user)
    said = hazards.submitted(rows)
    return [_hazard(one, user) | {"said": said.get(one.pk, "")} for one in rows]


def _hazard(one: Hazard, user: User) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "code": one.code,
        "enterprise": str(one.enterprise_id),
        "words": one.description,
        "place": one.place_words,
        "level": one.level,
        "state": one.state,
        "state_words": one.state_words,
        "due": one.next_due_on.isoformat() if one.next_due_on else "",
        "criterion": str(one.criterion_id or ""),
        "clause": str(one.criterion or ""),
        "fixer": one.responsible_name,
        "seen": one.event_count,
        "steps": [name for name in ON_PHONE if not _refused(name, user, one)],
    }


def _refused(name: str, user: User, hazard: Hazard) -> bool:
    """Whether a step is not for this state or person; what else it needs is asked when it arrives."""
    step = lifecycle.STEPS.get(name)
    return step is not None and (hazard.state not in step.from_ or bool(step.may(user, hazard)))


def _visits(user: User) -> list[Visit]:
    """Open visits the person leads or came along to: another phone may have begun them."""
    came = Companion.objects.filter(user=user, left_out=False).values("visit")
    rows = Visit.objects.filter(state=State.IN_PROGRESS).filter(pk__in=came) | inspections.unfinished_of(user)
    rows = rows.select_related("checklist", "led_by", "enterprise").distinct().order_by("-begun_at")
    given = Prefetch("events", VisitEvent.objects.filter(action__in=ANSWERS).order_by("number"), to_attr="given")
    return list(rows.prefetch_related("answers", "findings", "companions", "signatures", given)[:50])


def visits_of(user: User) -> list[dict[str, Any]]:
    """The open visits the person leads or came along to, with what other phones wrote meanwhile."""
    return [_visit(one) for one in _visits(user)]


def _visit(visit: Visit) -> dict[str, Any]:
    given = visit.given  # type: ignore[attr-defined]  # no column, but set or annotated
    # The last answer to each item: what the phone says it knew.
    known, present = {one.data["item"]: str(one.client_id) for one in given}, content.digest(visit)
    return {
        "id": str(visit.pk),
        "enterprise": str(visit.enterprise_id),
        "kind": visit.kind,
        "list": visit.checklist.digest if visit.checklist else "",
        "led_by": [str(visit.led_by_id), visit.led_by.full_name],
        "begun_at": visit.begun_at.isoformat(),
        "companions": [[one.name, one.position, str(one.user_id or "")] for one in visit.companions.all()],
        "answers": {
            one.item: {"value": one.value, "note": one.note, "photos": one.photos, "seen": known.get(one.item, "")}
            for one in visit.answers.all()
        },
        "found": [[one.item, str(one.hazard_id), one.words, one.how, one.photos] for one in visit.findings.all()],
        "signed": [[one.role, one.name, one.digest == present] for one in visit.signatures.all()],
        "clashes": {item: [_said(one) for one in rows] for item, rows in merging.clashes_among(given).items()},
    }


def _said(one: merging.Said) -> list[str]:
    return [str(one.client_id), one.name, one.words, one.note, one.at.isoformat()]


def _before(places: list[Enterprise]) -> dict[str, list[list[str]]]:
    """What was not fine at the last finished visit with a list: enterprise → [item, day]."""
    keys = [one.pk for one in places]
    done = Visit.objects.filter(enterprise__in=keys, state=State.FINISHED, checklist__isnull=False).order_by()
    last = done.values_list("enterprise").annotate(last=Max("begun_at"))
    latest = dict(last)
    rows = Answer.objects.filter(visit__in=done.values("pk"), value=Answer.Value.NO).order_by("-answered_at")
    found: dict[str, list[list[str]]] = defaultdict(list)
    wanted = ("visit__enterprise", "visit__begun_at", "item")
    for enterprise, begun_at, item in rows.values_list(*wanted)[:BEFORE]:
        if latest.get(enterprise) == begun_at:
            found[str(enterprise)].append([item, clock.local_date(begun_at).isoformat()])
    return found


def _colleagues(user: User) -> list[list[str]]:
    """Who may come along: the people of the offices of the person's townships."""
    prefixes = {grant.region.prefix[:9] for grant in scope.grants_of(user)}
    inside = Q(pk__in=[])
    for prefix in prefixes:
        inside |= Q(region__code__startswith=prefix)
    offices = Office.objects.filter(inside, ended_on=None).values("pk")
    rows = User.objects.filter(is_active=True, grants__office__in=offices).exclude(pk=user.pk).select_related("office")
    listed = rows.filter(grants__role__in=scope.roles.holders("hazards.record")).distinct().order_by("sort_key")
    return [[str(one.pk), one.full_name, str(one.office or "")] for one in listed[:300]]
