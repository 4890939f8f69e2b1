"""What a visit's own records say about how it was made, as facts and without a judgement.

The inspector is told on the phone what is noted; only who supervises the inspectors reads it on the visit. Nothing here
stops, grades or scores anybody: a fast walk may have had its reasons.
"""

import math
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q

from anlan.core import clock
from anlan.core.models import Receipt
from anlan.files import queries as evidence
from anlan.files.models import StoredFile, Use
from anlan.inspections.models import Visit
from anlan.org.models import UserEvent

PACE, SECONDS = 20, 30
"""So many answers within so many seconds: the pace of sixty in ninety."""
FAR_METRES = 500


def facts(visit: Visit) -> list[str]:
    """Each a sentence; none where nothing is remarkable. Eight queries, whatever the visit holds."""
    photos = list(StoredFile.objects.filter(pk__in=_photos(visit)))
    told = [*_pace(visit), *_far(visit, photos), *_reused(visit, photos), *_one_phone(visit), *_given_up(visit)]
    return list(dict.fromkeys(told))


def _pace(visit: Visit) -> Iterator[str]:
    rows = visit.events.filter(action="inspections.answer").values_list("happened_at", flat=True)
    times = sorted(rows)
    spans = [(times[place + PACE - 1] - times[place]).total_seconds() for place in range(len(times) - PACE + 1)]
    if spans and min(spans) <= SECONDS:
        yield f"有 {PACE} 项在 {min(spans):.0f} 秒内作答。"


def _photos(visit: Visit) -> set[str]:
    uses = Use.objects.filter(room="inspections", subject_id=visit.pk).exclude(purpose="signature")
    return set(uses.values_list("file_id", flat=True))


def _far(visit: Visit, photos: list[StoredFile]) -> Iterator[str]:
    place = visit.enterprise
    if place.latitude is None or place.longitude is None:
        return
    here = float(place.latitude), float(place.longitude)
    away = [metres(here, (one.latitude, one.longitude)) for one in photos if one.latitude and one.longitude]
    if far := [distance for distance in away if distance > FAR_METRES]:
        yield f"有 {len(far)} 张照片的拍摄位置离单位登记的位置最远 {max(far) / 1000:.1f} 公里。"


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points (latitude, longitude), good enough within a county."""
    north = math.radians(other[0] - one[0])
    east = math.radians(other[1] - one[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return 6_371_000 * math.hypot(north, east)


def _reused(visit: Visit, photos: list[StoredFile]) -> Iterator[str]:
    own = {visit.pk, *visit.findings.values_list("hazard", flat=True)}
    for use in evidence.earlier_uses([one.pk for one in photos]):
        if use.subject_id not in own and use.at < visit.begun_at:
            yield f"一张照片 {clock.local_date(use.at):%Y-%m-%d} 已用于 {use.label or use.purpose}。"
    alike = {one.likeness: one.pk for one in photos if one.likeness}
    others = Use.objects.filter(~Q(subject_id__in=own), file__likeness__in=list(alike), at__lt=visit.begun_at)
    for use in others.exclude(file__in=list(alike.values())).select_related("file"):
        yield f"一张照片与 {clock.local_date(use.at):%Y-%m-%d} 用于 {use.label or use.purpose} 的照片看起来相同。"


def _one_phone(visit: Visit) -> Iterator[str]:
    signed = visit.events.filter(action="inspections.sign").values_list("client_id", "data")
    names = {client_id: data["name"] for client_id, data in signed}
    by_phone: dict[object, list[str]] = defaultdict(list)
    for receipt in Receipt.objects.filter(pk__in=list(names)).order_by("recorded_at"):
        by_phone[receipt.phone].append(names[receipt.pk])
    for listed in by_phone.values():
        if len(set(listed)) > 1:
            yield f"{'、'.join(dict.fromkeys(listed))}的签名是在同一部手机上写的。"


def _given_up(visit: Visit) -> Iterator[str]:
    """What was discarded on the phone; a phone names the visit by the action that began it, or by its own id."""
    begun = visit.events.filter(action="inspections.begin").values_list("client_id", flat=True)
    names = [str(one) for one in (visit.pk, *begun)]
    for event in UserEvent.objects.filter(action="org.discard", data__thread__in=names):
        yield f"{event.actor_name}在手机上放弃了“{event.data['what']}”，原因：{event.data['reason']}。"
