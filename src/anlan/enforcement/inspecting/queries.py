"""Reading inspections and publications: which exist for whom."""

from django.db.models import Q, QuerySet

from anlan.enforcement.inspecting import rules
from anlan.enforcement.inspecting.models import Inspection, InspectionEvent, Publication
from anlan.enterprises.models import Enterprise
from anlan.org import scope
from anlan.org.models import Office, User

SHOWN = ("enterprise__region", "office", "publication", "lead__office", "second__office", "asked_by", "decided_by")
State = Inspection.State


def visible_to(user: User) -> QuerySet[Inspection]:
    """Inspections of the person's territory; unannounced ones before the visit only for those named (features F3.7)."""
    reach = scope.rows(user, region="region_code", strip="office_id", permission="enforcement.read_inspections")
    closed = Q(is_unannounced=True) & ~Q(state=State.BEGUN)
    told = Inspection.told.through.objects.filter(user=user).values("inspection")
    named = Q(lead=user) | Q(second=user) | Q(asked_by=user) | Q(decided_by=user) | Q(pk__in=told)
    return Inspection.objects.filter(named | (reach & ~closed)).select_related(*SHOWN)


def publications_of(user: User) -> QuerySet[Publication]:
    """What the offices of the person's territory published; it is public, so everybody with the page reads all."""
    return Publication.objects.select_related("office")


def officers_of(office: Office) -> QuerySet[User]:
    """Who works there, cards or not: who lacks one is named when picked."""
    return User.objects.filter(office=office, is_active=True).order_by("sort_key")


def looks_at(inspection: Inspection) -> QuerySet[InspectionEvent]:
    """Who looked at an unannounced plan, the latest first."""
    return inspection.events.filter(action="enforcement.look").order_by("-number")


def to_decide(user: User) -> list[Inspection]:
    """What waits for the person's approval."""
    rows = visible_to(user).filter(state=State.ASKED).order_by("planned_on")
    return [one for one in rows[:50] if not rules.may_decide(user, one)]


def to_scan(user: User, enterprise: Enterprise) -> Inspection | None:
    """The inspection there for which the person scans the plate now; the one that was due first."""
    rows = Inspection.objects.filter(Q(lead=user) | Q(second=user), enterprise=enterprise, scanned_at=None)
    rows = rows.filter(state__in=[State.APPROVED, State.BEGUN]).select_related("visit", *SHOWN).order_by("planned_on")
    return next((one for one in rows if not rules.may_scan(user, one)), None)


def to_make(user: User) -> QuerySet[Inspection]:
    """Approved ones the person goes on."""
    rows = Inspection.objects.filter(Q(lead=user) | Q(second=user), state=State.APPROVED)
    return rows.select_related(*SHOWN).order_by("planned_on")
