"""Reading documents: which exist for whom, what waits, which hazards an inspection may order about."""

from django.db.models import Q, QuerySet

from anlan.enforcement.documents import rules
from anlan.enforcement.documents.kinds import ENDED_BY, TABLE, Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.hazards.actions import date_set_by
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.org import scope
from anlan.org.models import User

SHOWN = (
    "enterprise__region",
    "lead",
    "second",
    "inspection__enterprise__region",
    "inspection__lead",
    "inspection__second",
    "inspection__visit",
    "inspection__office",
    "referral__person",
    "referral__enterprise",
    "case__person",
    "case__enterprise",
    "office",
    "parent",
    "drafted_by",
    "decided_by",
)
State = Document.State
MOST_ALONG = 40
"""So many of the newest papers a phone looks at."""
KEPT = [kind for kind, line in TABLE.items() if not line.is_served or line.by_step]
"""Kinds nobody serves by themselves: they stay inside, or a step of their case says how they were served."""
GIVE_BACK = "give_back"
DATES = [(GIVE_BACK, "一并撤回，恢复下达指令书之前的期限"), ("keep", "期限照旧有效（另行下达文书的）")]
"""What becomes of the dates of an order that is void."""


def visible_to(user: User) -> QuerySet[Document]:
    """Documents of the person's territory, office or own hand."""
    reach = scope.rows(user, region="region_code", strip="office_id", permission="enforcement.read_documents")
    return Document.objects.filter(reach | own(user)).select_related(*SHOWN)


def served_to(user: User) -> QuerySet[Document]:
    """What was served on enterprises the person answers for; what is against somebody else of them is theirs alone."""
    posts = [enterprise for enterprise, post in posts_of(user).items() if post in MANAGERS]
    mine = Q(case__person=None) | Q(case__person__user=user)
    rows = Document.objects.filter(mine, enterprise__in=posts, served_at__isnull=False, referral=None)
    return rows.select_related(*SHOWN)


def of_enterprise(user: User, enterprise: Enterprise) -> QuerySet[Document]:
    """Documents of one enterprise: those served on it for its own people, for officials those they see."""
    rows = visible_to(user) if scope.may(user, "enforcement.read_documents") else served_to(user)
    return rows.filter(enterprise=enterprise).order_by("-drafted_at")


def of_inspection(inspection: Inspection) -> QuerySet[Document]:
    """Every document of one inspection."""
    return Document.objects.filter(inspection=inspection).order_by("drafted_at")


def to_order(inspection: Inspection) -> list[Hazard]:
    """Open hazards the visit met with, in the order they were found."""
    rows = Hazard.objects.filter(findings__visit=inspection.visit_id, state__in=OPEN_STATES)
    return list(rows.distinct().order_by("code"))


def still_bound(document: Document) -> list[Hazard]:
    """Hazards whose date is still the one this order set."""
    if document.kind != Kind.ORDER:
        return []
    rows = Hazard.objects.filter(pk__in=[item["hazard"] for item in document.items]).order_by("code")
    return [one for one in rows if date_set_by(one, document.number)]


def to_issue(user: User) -> list[Document]:
    """What waits for the person's signature."""
    rows = visible_to(user).filter(state=State.DRAFT).order_by("drafted_at")
    return [one for one in rows[:50] if not rules.may_decide(user, one)]


def running(user: User) -> list[Document]:
    """What the person's documents began that nobody has dealt with yet, the nearest day first."""
    rows = visible_to(user).filter(own(user), state=State.ISSUED, kind__in=list(ENDED_BY)).order_by("due_on")
    return [one for one in rows.prefetch_related("answers")[:50] if not one.is_dealt_with]


def to_report(user: User) -> list[Document]:
    """What the person did on the spot and has not told the head of, or not lifted after a refusal; the oldest first."""
    told = Q(state=State.DRAFT, reported_at=None) | Q(state=State.DROPPED, lifted_at=None)
    rows = Document.objects.filter(own(user), told, acted_at__isnull=False)
    return list(rows.select_related(*SHOWN).order_by("acted_at")[:50])


def own(user: User) -> Q:
    """Documents of the person's own inspections and cases."""
    return Q(lead=user) | Q(second=user)


def to_take_along(user: User) -> list[Document]:
    """Issued papers that wait for the person: for a signature taken or given, or for their service; the newest first.

    A record of an inspection bears the signatures of its visit, which the phone has with the visit.
    """
    mine = own(user) | Q(decided_by=user)
    rows = visible_to(user).filter(mine, state=State.ISSUED).exclude(kind=Kind.RECORD).order_by("-decided_at")
    rows = rows.prefetch_related("signatures")[:MOST_ALONG]
    return [one for one in rows if rules.roles_open_to(user, one) or not rules.may_serve(user, one)]


def to_serve(user: User) -> QuerySet[Document]:
    """Issued ones the person has to serve."""
    rows = Document.objects.filter(own(user), state=State.ISSUED, served_at=None)
    return rows.exclude(kind__in=KEPT).select_related(*SHOWN)
