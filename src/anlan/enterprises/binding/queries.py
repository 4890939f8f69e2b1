"""Reading what binds an enterprise: the published list, how it stands with it, who read which version."""

import datetime as dt
from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from anlan.core import clock
from anlan.enterprises.lists import queries as lists
from anlan.enterprises.models import BindingList, Enterprise, Person, Receipt, SiteCode
from anlan.org import scope
from anlan.standards import checklists
from anlan.standards import queries as criteria
from anlan.standards.models import Checklist
from anlan.standards.packs.nature import is_cut_short, refers

IMPORTANT = 10
STANDINGS = {
    "read": ("已读", "done"),
    "unread": ("未读", "wait"),
    "new": ("有新版本", "yellow"),
    "none": ("没有清单", ""),
}


def binding_of(enterprise: Enterprise) -> BindingList | None:
    """The list published to it, with every item; None while nothing in force is known to bind it."""
    return BindingList.objects.filter(enterprise=enterprise).select_related("checklist").first()


def has_criteria(enterprise: Enterprise) -> bool:
    """Whether a standard in force names its industries, though it may ask nothing of what it has."""
    codes = lists.industries_of(enterprise)
    return bool(codes) and criteria.in_force(clock.today(), codes, scope.township_of(enterprise.region_code)).exists()


def with_standing(rows: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    """Each enterprise with `standing`, a key of STANDINGS; only receipts of people still in office count."""
    ever = Receipt.objects.filter(enterprise=OuterRef("pk"), person__until=None)
    now = ever.filter(checklist=OuterRef("binding__checklist"))
    return rows.annotate(
        standing=Case(
            When(binding=None, then=Value("none")),
            When(Exists(now), then=Value("read")),
            When(Exists(ever), then=Value("new")),
            default=Value("unread"),
            output_field=CharField(),
        )
    )


def counts(rows: QuerySet[Enterprise]) -> dict[str, int]:
    """How many enterprises stand how."""
    found = with_standing(rows).order_by().values_list("standing").annotate(Count("pk"))
    known = dict(found)
    return {name: known.get(name, 0) for name in STANDINGS}


def readers(enterprises: Iterable[Enterprise]) -> dict[Any, list[Receipt]]:
    """Receipts for the present versions of these enterprises, by enterprise, for everybody still in office."""
    by = {one.pk: one.binding.checklist_id for one in enterprises if hasattr(one, "binding")}
    rows = Receipt.objects.filter(enterprise__in=by, person__until=None).select_related("person").order_by("read_at")
    found: dict[Any, list[Receipt]] = {pk: [] for pk in by}
    for row in rows:
        if row.checklist_id == by[row.enterprise_id]:
            found[row.enterprise_id].append(row)
    return found


class News(NamedTuple):
    """What differs from the version a person read last: when that was, keys of what came, words of what went."""

    read_at: dt.datetime
    come: frozenset[str]
    gone: list[str]


def news_for(person: Person, checklist: Checklist) -> News | None:
    """What is new to somebody who read an earlier version; None for who never read one, or read this one."""
    rows = person.receipts.select_related("checklist").order_by("-read_at", "-id")
    last = rows.first()
    if last is None or rows.filter(checklist=checklist).exists():
        return None
    before = {checklists.key_of(one): one for one in last.checklist.items}
    now = {checklists.key_of(one) for one in checklist.items}
    return News(
        last.read_at, frozenset(now - set(before)), [plain(one) for key, one in before.items() if key not in now]
    )


def receipts_of(enterprise: Enterprise) -> QuerySet[Receipt]:
    """Every receipt, the latest first, with the version it is for."""
    rows = enterprise.receipts.select_related("person", "recorded_by", "checklist")
    return rows.defer("checklist__items").order_by("-read_at", "-id")


def still_to_read(enterprise: Enterprise, binding: BindingList) -> list[Person]:
    """People in office who have not read the present version."""
    done = Receipt.objects.filter(enterprise=enterprise, checklist=binding.checklist_id).values("person")
    own = enterprise.people.filter(until=None, contractor=None)
    return list(own.exclude(pk__in=done).order_by("post", "since"))


def by_token(token: str) -> Enterprise | None:
    """The enterprise a plate belongs to; None for a token that is void or never was."""
    if not token.isalnum():
        return None  # nothing a plate ever carried, and PostgreSQL takes no NUL
    rows = SiteCode.objects.exclude(enterprise__status=Enterprise.Status.WITHDRAWN)
    found = rows.filter(token=token).select_related("enterprise__region").first()
    return found.enterprise if found else None


def important(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ten items a poster shows: those that can make a hazard major first, taken in turn from every part.

    A door is no place for half a clause: what a reprint cut short, and what speaks of other items, is read in the
    whole list, which says so and holds them.
    """
    whole = [item for item in items if not (is_cut_short(plain(item)) or refers(plain(item)))]
    majors = [item for item in whole if item["may_be_major"]]
    others = [item for item in whole if not item["may_be_major"]]
    in_turn = list(chain(_in_turn(majors), _in_turn(others)))[:IMPORTANT]
    return sorted(in_turn, key=items.index)


def _in_turn(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    parts = [section.items for section in checklists.sections(items)]
    return [item for row in zip_longest(*parts) for item in row if item is not None]


def plain(item: dict[str, Any]) -> str:
    """What must not be, in the words of the criterion: a criterion says so itself, a check item by its opposite."""
    return str(item["statement"] if item["lead"].startswith(("是否确认不存在", "对照")) else item["finding"])


def narrowed(rows: QuerySet[Enterprise], standing: str) -> QuerySet[Enterprise]:
    """Those that stand so; all for an empty word, nothing for one nobody knows."""
    if not standing:
        return rows
    return rows.filter(standing=standing) if standing in STANDINGS else rows.filter(Q(pk__in=[]))
