"""Reading the ledger: what exists for whom, one record with all that belongs to it, look-alikes."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OrderBy, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from anlan.core import clock, hooks, search
from anlan.core.errors import Missing
from anlan.core.pages import Sort
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import posts_of
from anlan.files.queries import first_photos
from anlan.hazards import duties
from anlan.hazards.figures import OPEN
from anlan.hazards.filtering import Filters
from anlan.hazards.models import Hazard, HazardEvent, State, Supervision, Urging
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.org.models import User

SHOWN = ("enterprise", "region", "strip", "industry", "criterion__pack", "handler", "governed_by")
LOOK_ALIKES = 4
ALIKE = 0.35
RECURRENCE_DAYS = 365

SORTS: dict[str, Sort] = {
    sort.name: sort
    for sort in (
        Sort("found", "发现时间", ("found_at", "id")),
        Sort("code", "编号", ("code",)),
        Sort("due", "期限", ("binds_on", "id")),
        Sort("level", "级别", ("level", "id")),
        Sort("state", "状态", ("state", "id")),
        Sort("enterprise", "企业 · 村", ("enterprise__sort_key", "enterprise_id", "id")),
        Sort("village", "村", ("region_code", "id")),
        Sort("closed", "销号时间", ("closed_at", "id")),
    )
}
MAY_BE_EMPTY = {"code", "binds_on", "closed_at"}
"""Of the columns one can sort by, those a row need not have."""


def visible_to(user: User) -> QuerySet[Hazard]:
    """Hazards the person's grants reach, and those of the enterprises the person belongs to."""
    reach = duties.reach(user, "hazards.read")
    return Hazard.objects.filter(reach | Q(enterprise__in=list(posts_of(user))))


def ledger(user: User, filters: Filters | Any = None) -> QuerySet[Hazard]:
    """Rows of the ledger for a person, narrowed, searched and ordered, newest first unless asked otherwise."""
    asked = filters if isinstance(filters, Filters) else Filters.of(filters or {})
    return ordered(matching(user, asked), asked.sort).select_related(*SHOWN)


def matching(user: User, filters: Filters) -> QuerySet[Hazard]:
    """The same rows without order and joins, for counting."""
    rows = visible_to(user).filter(filters.condition(user))
    if filters.query:
        rows = rows.filter(pk__in=search.matching("hazards", filters.query))
    return rows.order_by()


def ordered(rows: QuerySet[Hazard], sort: str) -> QuerySet[Hazard]:
    """Rows in the order a URL's `sort` asks for; a minus turns it round, empty dates come last either way."""
    wanted = SORTS.get(sort.lstrip("-"))
    if wanted is None:
        return rows.order_by("-pk")
    return rows.order_by(*(_order(name, down=sort.startswith("-")) for name in wanted.fields))


def _order(name: str, *, down: bool) -> OrderBy:
    # Said only of what may be empty: PostgreSQL would not read the rest in the order of its index.
    last = name in MAY_BE_EMPTY or None
    return F(name).desc(nulls_last=last) if down else F(name).asc(nulls_last=last)


def duty_rows(user: User, name: str, limit: int = 6) -> list[Hazard]:
    """The first hazards of a duty, what is due soonest first."""
    rows = visible_to(user).filter(OPEN & duties.DUTIES[name].condition(user))
    return list(ordered(rows, "due").select_related(*SHOWN)[:limit])


# -- one record


def found(user: User, pk: uuid.UUID) -> Hazard:
    """One hazard the person may see, with everything its page and its steps need. Raises Missing.

    Beyond the person's territory it is seen by those a higher room opens it to (`hooks.sights`), as a desk it goes to.
    """
    seen = _whole(visible_to(user), pk)
    if one := seen or (_whole(Hazard.objects.all(), pk) if _opened(user, pk) else None):
        return one
    raise Missing("没有这条隐患，或者它不在您的辖区之内。请核对编号后再找。", code="hazards.missing")


def _whole(rows: QuerySet[Hazard], pk: uuid.UUID) -> Hazard | None:
    rows = rows.select_related(
        *SHOWN, "responsible", "previous", "found_by", "judged_by", "on_contract__contract__contractor"
    )
    in_charge = Person.objects.filter(post=Person.Post.PRINCIPAL, until=None)
    hazard = rows.prefetch_related(
        "plans__filed_by",
        "receipts__office",
        "receipts__acknowledged_by",
        "extensions__asked_by",
        "extensions__decided_by",
        "supervisions__leader",
        "supervisions__urgings",
        "upward_proposals",
        "proposals__proposed_by",
        "recurrences",
        Prefetch("enterprise__people", queryset=in_charge, to_attr="principals"),
    )
    return hazard.filter(pk=pk).first()


def _opened(user: User, pk: uuid.UUID) -> bool:
    return any(opens(user, pk) for opens in hooks.sights.of("hazard"))


def by_code(user: User, code: str) -> Hazard | None:
    """The hazard of a readable number, if the person may see it."""
    return visible_to(user).filter(code=code.strip()).first()


def look_alikes(enterprise: Enterprise, text: str, user: User) -> list[tuple[Hazard, int]]:
    """Hazards of the enterprise whose words are like these: open ones, and those closed within a year; most like first.

    The likeness is the share of common character pairs, in per cent; `shown` is each one's first photo, if any.
    """
    pairs = _pairs(text)
    if not pairs:
        return []
    since = clock.now() - dt.timedelta(days=RECURRENCE_DAYS)
    recent = OPEN | Q(state=State.CLOSED, closed_at__gte=since)
    rows = visible_to(user).filter(recent, enterprise=enterprise).select_related("criterion__pack").order_by("-pk")
    rated = [(one, _likeness(pairs, _pairs(one.description))) for one in rows[:200]]
    rated = sorted((pair for pair in rated if pair[1] >= ALIKE), key=lambda pair: -pair[1])
    pictures = first_photos("hazards", [one.pk for one, _ in rated[:LOOK_ALIKES]])
    for one, _ in rated[:LOOK_ALIKES]:
        one.shown = pictures.get(one.pk)  # type: ignore[attr-defined]  # no column, but set or annotated
    return [(one, round(100 * share)) for one, share in rated[:LOOK_ALIKES]]


def _pairs(text: str) -> set[str]:
    return {token for token in search.tokens_for(text) if len(token) > 1}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def submitted(rows: Iterable[Hazard]) -> dict[uuid.UUID, str]:
    """What was last said to be done about those that wait for acceptance, and by whom; one query."""
    waiting = [one.pk for one in rows if one.state == State.SUBMITTED]
    events = HazardEvent.objects.filter(subject__in=waiting, action="hazards.submit").order_by("number")
    told = events.values_list("subject", "actor_name", "happened_at", "data")
    return {pk: f"{data.get('statement', '')}（{who} {clock.local_date(at)} 提交）" for pk, who, at, data in told}


def recent_enterprises(user: User, limit: int = 6) -> list[Enterprise]:
    """Where the person recorded last, for a quick choice."""
    last = Hazard.objects.filter(found_by=user).order_by("-pk").values_list("enterprise_id", flat=True)[:40]
    wanted = list(dict.fromkeys(last))[:limit]
    known = Enterprise.objects.filter(pk__in=wanted, status=Enterprise.Status.OPEN).select_related("region").in_bulk()
    return [known[pk] for pk in wanted if pk in known]


def supervised(user: User, *, released: bool = False) -> QuerySet[Supervision]:
    """What is listed for supervision within the person's sight, the soonest date first; `released`: what was."""
    rows = Supervision.objects.filter(hazard__in=visible_to(user), released_at__isnull=not released)
    rows = rows.select_related("hazard__enterprise", "hazard__region", "hazard__strip", "leader", "listed_by")
    return rows.order_by("-released_at" if released else "due_on", "number")


def silent(user: User) -> QuerySet[Supervision]:
    """What is supervised, overdue, and nothing was heard of since its date or the last letter's; the oldest first."""
    rows = supervised(user).filter(due_on__lt=clock.today(), hazard__state__in=OPEN_STATES)
    late = Urging.objects.filter(supervision=OuterRef("pk"), due_on__gte=clock.today())
    heard = HazardEvent.objects.filter(subject=OuterRef("hazard"), happened_at__date__gt=OuterRef("binding_on"))
    last = Urging.objects.filter(supervision=OuterRef("pk")).order_by("-due_on").values("due_on")[:1]
    rows = rows.annotate(binding_on=Greatest("due_on", Coalesce(Subquery(last), F("due_on"))))
    return rows.exclude(Exists(late)).exclude(Exists(heard))


def of_enterprise(user: User, enterprise_id: uuid.UUID) -> QuerySet[Hazard]:
    """The hazards of one enterprise within the person's sight, open ones first."""
    rows = visible_to(user).filter(enterprise=enterprise_id)
    return rows.select_related(*SHOWN).order_by("-stands_open", "-pk")


def of_criterion(user: User, criteria: Iterable[uuid.UUID]) -> QuerySet[Hazard]:
    """The hazards judged by these criteria within the person's sight."""
    return visible_to(user).filter(criterion__in=list(criteria)).select_related(*SHOWN).order_by("-pk")
