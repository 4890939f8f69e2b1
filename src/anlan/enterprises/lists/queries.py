"""Reading lists: by what facts, with whose changes, for which purpose."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from anlan.enterprises.models import Enterprise, ListChange
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.standards import checklists
from anlan.standards.checklists import Changes, Facts
from anlan.standards.models import Checklist, Industry
from anlan.standards.queries import townships_for, wordings_of

GONE = [Enterprise.Status.CLOSED, Enterprise.Status.WITHDRAWN]
FLAGS = ("crowded", "high_risk", "above_scale", "labour_intensive")
MANY = 100
"""Above it an enterprise needs a safety body or a full-time safety officer (安全生产法 art. 24)."""
Kind = tuple[tuple[str, ...], tuple[str, ...] | None, tuple[str, ...], str]
"""What a shared list depends on: industries, features (None: nobody said), flags, the township whose changes hold."""


def facts_of(enterprise: Enterprise, *, own: bool = False, post: str = "") -> Facts:
    """What the list of an enterprise is made from.

    Officials and villages ask the township's shared list; the enterprise asks itself by its own (河南省安全生产条例
    art. 24: 自己的排查治理标准清单); a post by the short list made from that.
    """
    codes = industries_of(enterprise)
    has = None if enterprise.features is None else frozenset(enterprise.features)
    changes = shared_changes(enterprise, codes)
    if own or post:
        changes += own_changes(enterprise, "")
    if post:
        changes += own_changes(enterprise, post)
    return Facts(codes, has, changes, flags_of(enterprise), scope.township_of(enterprise.region_code))


def flags_of(enterprise: Enterprise) -> frozenset[str]:
    """What follows from its file: the flags that are set, and whether more than a hundred work there."""
    found = {flag for flag in FLAGS if getattr(enterprise, flag)}
    return frozenset(found | {"over_100"} if (enterprise.headcount or 0) > MANY else found)


def kind_of(enterprise: Enterprise) -> Kind:
    """What its shared list depends on: enterprises of one kind have the same list."""
    has = None if enterprise.features is None else tuple(sorted(enterprise.features))
    return (
        industries_of(enterprise),
        has,
        tuple(sorted(flags_of(enterprise))),
        scope.township_of(enterprise.region_code),
    )


def industries_of(enterprise: Enterprise) -> tuple[str, ...]:
    """Its industries, the main one first."""
    codes = [one.code for one in enterprise.industries.all()]
    if enterprise.main_industry_id and enterprise.main_industry_id not in codes:
        codes.insert(0, enterprise.main_industry_id)
    return tuple(codes)


def shared_changes(enterprise: Enterprise, codes: tuple[str, ...]) -> tuple[Changes, ...]:
    """What the township changed of the lists of these industries, or of the industries they are parts of."""
    township = scope.township_of(enterprise.region_code)
    named = Q(industry__in=codes) | Q(industry__parts__in=codes)
    rows = ListChange.objects.filter(named, enterprise=None, region=township).order_by("industry").distinct()
    return tuple(as_changes(one) for one in rows)


def own_changes(enterprise: Enterprise, post: str) -> tuple[Changes, ...]:
    """What the enterprise changed for itself, or for a post."""
    found = enterprise.lists.filter(post=post).first()
    return (as_changes(found, title=title_of(enterprise, post)),) if found else ()


def title_of(enterprise: Enterprise, post: str) -> str:
    """What an enterprise's own list is called."""
    part = dict(ListChange._meta.get_field("post").choices or ()).get(post, "")
    return f"{enterprise.name}{part}自查清单"


def as_changes(row: ListChange, *, title: str = "") -> Changes:
    """A row as the checklists take it; the short list of a post may leave out anything."""
    return Changes(
        frozenset(row.left_out), tuple(row.added), tuple(row.order), keeps_criteria=not row.post, title=title
    )


def list_of(enterprise: Enterprise, on: dt.date, *, own: bool = False, post: str = "") -> Checklist | None:
    """The frozen list of an enterprise for a purpose; None where it has no industry or nothing to ask."""
    facts = facts_of(enterprise, own=own, post=post)
    if not facts.industries:
        return None
    made = checklists.for_facts(facts, on)
    return made if made.items else None


def digest_of(enterprise: Enterprise, on: dt.date, *, own: bool = False) -> str:
    """The digest of that list, without freezing or reading it; "" where there is none."""
    facts = facts_of(enterprise, own=own)
    return checklists.digest_for(facts, on) if facts.industries else ""


def count_of(enterprise: Enterprise, on: dt.date, *, own: bool = False) -> int:
    """How many items its list has, without freezing it."""
    facts = facts_of(enterprise, own=own)
    return len(checklists.items_by(facts, on)) if facts.industries else 0


def items_before(row: ListChange, on: dt.date) -> list[dict[str, Any]]:
    """The items a list starts from, before its own changes."""
    if row.enterprise is None:
        return checklists.items_by(Facts((row.industry_id,), township=row.region_id), on)  # type: ignore[arg-type]  # a list without an enterprise is an industry's
    return checklists.items_by(facts_of(row.enterprise, own=bool(row.post)), on)


def version_of(row: ListChange, on: dt.date) -> str:
    """How the version is called that a check begun now would freeze: the beginning of its digest; "" where empty."""
    if row.enterprise is None:
        facts = Facts((row.industry_id,), None, (as_changes(row),), township=row.region_id)  # type: ignore[arg-type]  # as above
    else:
        facts = facts_of(row.enterprise, own=True, post=row.post)
    return checklists.digest_for(facts, on)[:8] if facts.industries else ""


def township_of(user: User) -> Region | None:
    """The township whose shared lists a person reads."""
    return townships_for(user).filter(level=Region.Level.TOWNSHIP).first()


def shared_rows(user: User | None) -> QuerySet[ListChange]:
    """What townships changed of their lists: of the township the person reads, without a person of all of them."""
    rows = ListChange.objects.filter(enterprise=None)
    return rows.filter(region=township_of(user)) if user else rows


def moving(slug: str) -> list[UUID]:
    """The lists in which somebody left out or placed items of a standard, by its id."""
    wordings = wordings_of(slug)
    rows = ListChange.objects.only("left_out", "order").iterator()
    return [one.pk for one in rows if not wordings.isdisjoint([*one.left_out, *one.order])]


def industries_for(user: User) -> QuerySet[Industry]:
    """The industries a township has enterprises of or changed the list of.

    Each with `places`, how many of its enterprises do business in it, `change`, the id of what was changed, and
    `changes`, that row, if any.
    """
    region = township_of(user)
    if region is None:
        return Industry.objects.none()
    here = Q(enterprises__region_code__startswith=region.prefix) & ~Q(enterprises__status__in=GONE)
    own = ListChange.objects.filter(enterprise=None, region=region)
    change = Subquery(own.filter(industry=OuterRef("pk")).values("pk")[:1])
    rows = Industry.objects.annotate(places=Count("enterprises", filter=here, distinct=True), change=change)
    rows = rows.filter(Q(places__gt=0) | Q(change__isnull=False))
    return rows.prefetch_related(Prefetch("list_changes", queryset=own, to_attr="changes"))
