"""Publishing: every enterprise's list as the law and its facts stand today, made again when either changes."""

import datetime as dt
import hashlib
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse

from anlan.core import clock, hooks, jobs, journal
from anlan.core.events import Event
from anlan.enterprises.lists import queries as lists
from anlan.enterprises.models import BindingList, Enterprise, EnterpriseEvent, ListChangeEvent
from anlan.org import inbox
from anlan.org.models import User
from anlan.standards import checklists
from anlan.standards.models import Checklist, IndustryEvent, PackEvent

NAME = "enterprises.binding"
CHUNK = 500
A_DAY = 24 * 3600
MOVING = {"enterprises.record", "enterprises.change", "enterprises.restore"}
MOVING_ALL = {"standards.load", "standards.end", "standards.withdraw", "standards.change_industry"}


def publish(enterprises: QuerySet[Enterprise]) -> int:
    """Bring the lists of these enterprises up to date; returns how many changed.

    Whoever has an account there finds a notice of a new version in the next digest. An enterprise without an industry
    has no list, nor one whose industries no standard in force names.
    """
    rows = list(enterprises.select_related("binding").prefetch_related("industries"))
    versions = _versions({lists.kind_of(one): one for one in rows if lists.kind_of(one)[0]})
    found = {one.pk: versions[kind] for one in rows if (kind := lists.kind_of(one)) in versions and versions[kind][1]}
    BindingList.objects.filter(enterprise__in=[one.pk for one in rows if one.pk not in found]).delete()
    changed = [(one, found[one.pk]) for one in rows if one.pk in found and _is_new(one, found[one.pk])]
    moment = clock.now()
    BindingList.objects.bulk_create(
        [
            BindingList(enterprise=one, checklist_id=pk, item_count=count, published_at=moment)
            for one, (pk, count) in changed
        ],
        update_conflicts=True,
        unique_fields=["enterprise"],
        update_fields=["checklist", "item_count", "published_at"],
    )
    _announce([one for one, _ in changed])
    return len(changed)


def _is_new(enterprise: Enterprise, version: tuple[UUID, int]) -> bool:
    binding = getattr(enterprise, "binding", None)
    return binding is None or binding.checklist_id != version[0]


def _versions(examples: dict[lists.Kind, Enterprise]) -> dict[lists.Kind, tuple[UUID, int]]:
    """Checklist and number of items by kind, made from one enterprise each; kept for the day until the law changes."""
    day = clock.today()
    moved = (one.objects.count() for one in (PackEvent, IndustryEvent, ListChangeEvent))
    stamp = f"{day}.{'.'.join(map(str, moved))}" if examples else ""
    return {kind: _version(kind, one, day, stamp) for kind, one in examples.items()}


def _version(kind: lists.Kind, example: Enterprise, day: dt.date, stamp: str) -> tuple[UUID, int]:
    key = f"{NAME}.{stamp}.{hashlib.sha256(repr(kind).encode()).hexdigest()}"
    known: tuple[UUID, int] | None = cache.get(key)
    if known is None or not Checklist.objects.filter(pk=known[0]).exists():
        made = checklists.for_facts(lists.facts_of(example), day)
        known = (made.pk, len(made.items))
        cache.set(key, known, A_DAY)
    return known


def _announce(enterprises: list[Enterprise]) -> None:
    people = User.objects.filter(enterprise_posts__until=None, is_active=True)
    for one in enterprises:
        version = BindingList.objects.values_list("checklist", flat=True).get(enterprise=one)
        inbox.tell(
            people.filter(enterprise_posts__enterprise=one),
            key=f"{NAME}.{one.pk}.{version}",
            title=f"约束“{one.name}”的标准清单有新版本，请阅读并确认",
            url=reverse("enterprises:binding", args=[one.pk]),
        )


def publish_all(day: dt.date | None = None) -> int:
    """Bring every list up to date; the worker does it each day, and whenever a pack changed."""
    ids = list(Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN).values_list("pk", flat=True))
    parts = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    return sum(publish(Enterprise.objects.filter(pk__in=part)) for part in parts)


def follow(event: Event) -> None:
    """Publish anew when the law changed, or one enterprise's facts; of many packs loaded at once the last counts."""
    if event.action in MOVING_ALL or (isinstance(event, ListChangeEvent) and event.subject.enterprise_id is None):
        if not type(event).objects.filter(action=event.action, recorded_at__gt=event.recorded_at).exists():
            jobs.enqueue("anlan.enterprises.binding.publishing.publish_all")
    elif isinstance(event, EnterpriseEvent) and event.action in MOVING:
        publish(Enterprise.objects.filter(pk=event.subject_id).exclude(status=Enterprise.Status.WITHDRAWN))


def register() -> None:
    """Let the worker call: at the events that move a list, and each day, for a pack begins or ends on its date."""
    journal.listen(NAME, follow)
    hooks.daily.register(NAME, publish_all)
