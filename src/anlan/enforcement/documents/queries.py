"""Reading documents: which exist for whom, what waits, which hazards an inspection may order about."""

from django.db.models import Q, QuerySet

from anlan.enforcement.documents import rules
from anlan.enforcement.documents.kinds import ENDED_BY, Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.models import Inspection
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.org import scope
from anlan.org.models import User

SHOWN = (
    "inspection__enterprise__region",
    "inspection__lead",
    "inspection__second",
    "inspection__visit",
    "inspection__office",
    "office",
    "parent",
    "drafted_by",
    "decided_by",
)
State = Document.State


def visible_to(user: User) -> QuerySet[Document]:
    """Documents of the person's territory, office or own hand."""
    reach = scope.rows(user, region="region_code", strip="office_id", permission="enforcement.read_documents")
    return Document.objects.filter(reach | own(user)).select_related(*SHOWN)


def of_inspection(inspection: Inspection) -> QuerySet[Document]:
    """Every document of one inspection."""
    return Document.objects.filter(inspection=inspection).order_by("drafted_at")


def to_order(inspection: Inspection) -> list[Hazard]:
    """Open hazards the visit met with, in the order they were found."""
    rows = Hazard.objects.filter(findings__visit=inspection.visit_id, state__in=OPEN_STATES)
    return list(rows.distinct().order_by("code"))


def to_issue(user: User) -> list[Document]:
    """What waits for the person's signature."""
    rows = visible_to(user).filter(state=State.DRAFT).order_by("drafted_at")
    return [one for one in rows[:50] if not rules.may_decide(user, one)]


def running(user: User) -> list[Document]:
    """What the person's documents began that nobody has dealt with yet, the nearest day first."""
    rows = visible_to(user).filter(own(user), state=State.ISSUED, kind__in=list(ENDED_BY)).order_by("due_on")
    return [one for one in rows.prefetch_related("answers")[:50] if not one.is_dealt_with]


def own(user: User) -> Q:
    """Documents of the person's own inspections."""
    return Q(inspection__lead=user) | Q(inspection__second=user)


def to_serve(user: User) -> QuerySet[Document]:
    """Issued ones the person has to serve."""
    rows = Document.objects.filter(own(user), state=State.ISSUED, served_at=None)
    return rows.exclude(kind__in=(Kind.RECORD, Kind.INQUIRY)).select_related(*SHOWN)
