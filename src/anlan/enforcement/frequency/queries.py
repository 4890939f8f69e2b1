"""The line of an enterprise: every visit by anybody, how many inspections of the year are used, what is objected to."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from anlan.core import clock
from anlan.enforcement.frequency.models import Cap, Objection
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.hazards.models import Source
from anlan.inspections import queries as inspections
from anlan.inspections.kinds import KINDS, Kind
from anlan.inspections.models import State, Visit
from anlan.org import queries as org
from anlan.org import scope
from anlan.org.models import User

COUNTED = [kind for kind, about in KINDS.items() if about.source == Source.INSPECTION]
"""The kinds of visit that count against the yearly cap: administrative inspections only (国办发〔2024〕54号)."""
SHOWN = 60


@dataclass(frozen=True)
class Going:
    """One visit on the line: whether it counts against the cap, and its page where the person may open it."""

    visit: Visit
    counts: bool
    is_open: bool


@dataclass(frozen=True)
class Line:
    """The year of one enterprise: who came, how often of the cap, how often otherwise."""

    year: int
    goings: list[Going]
    cap: Cap | None

    @property
    def used(self) -> int:
        """Inspections that count, made or going on; those to come are not told here, for the visited reads it too."""
        return sum(one.counts for one in self.goings)

    @property
    def others(self) -> int:
        """Visits that do not."""
        return len(self.goings) - self.used

    @property
    def offices(self) -> list[str]:
        """The offices that came, by name."""
        return sorted({one.visit.office_name for one in self.goings if one.visit.office_name})

    @property
    def is_full(self) -> bool:
        """Whether one more would exceed the cap."""
        return self.cap is not None and self.used >= self.cap.times


def line_of(user: User, enterprise: Enterprise, year: int) -> Line:
    """Every visit of a year by anybody, self-inspections apart, the latest first.

    Who sees the enterprise sees that somebody came, of which office and why, even where the record is not theirs to
    open (features F2.8). Report checks are left out but for those who may open them: nothing may tell who reported.
    """
    first, last = clock.local(dt.date(year, 1, 1), 0), clock.local(dt.date(year + 1, 1, 1), 0)
    rows = Visit.objects.filter(enterprise=enterprise, begun_at__gte=first, begun_at__lt=last)
    rows = rows.exclude(kind=Kind.SELF_INSPECTION).exclude(state=State.ABANDONED)
    rows = rows.select_related("led_by", "strip", "administrative")
    open_ = set(inspections.visible_to(user).filter(enterprise=enterprise).values_list("pk", flat=True))
    own = post_of(user, enterprise) in MANAGERS
    shown = [one for one in rows.order_by("-begun_at", "-id")[:500] if _is_shown(one, open_, own)]
    goings = [Going(one, _counts(one), one.pk in open_) for one in shown]
    return Line(year, goings, cap_of(enterprise, year))


def _counts(visit: Visit) -> bool:
    approved = getattr(visit, "administrative", None)
    return visit.kind in COUNTED and not (approved and approved.beyond_cap)


def _is_shown(visit: Visit, open_: set, own: bool) -> bool:
    if visit.pk in open_:
        return True
    return visit.kind != Kind.REPORT_CHECK and not (own and visit.state != State.FINISHED)


def cap_of(enterprise: Enterprise, year: int) -> Cap | None:
    """The published cap that binds there in a year."""
    return Cap.objects.filter(region=scope.township_of(enterprise.region_code), year=year).first()


def caps(user: User) -> QuerySet[Cap]:
    """The caps of the townships a person reads."""
    rows = Cap.objects.filter(region__in=org.townships_with(user, "enforcement.read_caps"))
    return rows.select_related("region", "published_by").order_by("-year", "region")


def objections_of(enterprise: Enterprise) -> QuerySet[Objection]:
    """What the enterprise objected to, the latest first."""
    return enterprise.objections.select_related("hazard", "raised_by", "answered_by", "enterprise")


def to_answer(user: User) -> QuerySet[Objection]:
    """Objections that wait for the person's answer."""
    reach = scope.rows(
        user,
        region="enterprise__region_code",
        strip="enterprise__strip_id",
        permission="enforcement.answer_objection",
    )
    rows = Objection.objects.filter(reach, upheld=None).exclude(hazard__found_by=user).exclude(hazard__judged_by=user)
    return rows.select_related("enterprise", "hazard").order_by("answer_due_on")
