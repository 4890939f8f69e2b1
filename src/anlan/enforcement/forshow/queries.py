"""Reading signs and decisions: of one enterprise, of a territory, and what waits for whom."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents.models import Document
from anlan.enforcement.forshow.models import Review, Sign
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.inspections.models import Visit
from anlan.org import scope
from anlan.org.models import User

WAITING = Q(outcome="") & ~Q(decision=Review.Decision.NOTHING)
WITH = ("enterprise__region", "decided_by", "settled_by", "replied_by", "office", "document", "case__person")


def places(user: User) -> QuerySet[Enterprise]:
    """Enterprises of the territory with a sign now or a decision before, with what was decided last."""
    reach = scope.rows(
        user, permission="enforcement.read_for_show", governor="governed_by_id", industry="main_industry_id"
    )
    open_ = Sign.objects.filter(enterprise=OuterRef("pk"), over_at=None)
    last = Review.objects.filter(enterprise=OuterRef("pk")).order_by("-decided_at")
    rows = (
        enterprises.visible_to(user)
        .filter(reach)
        .annotate(
            has_sign=Exists(open_),
            decision=Subquery(last.values("decision")[:1]),
            outcome=Subquery(last.values("outcome")[:1]),
            decided_at=Subquery(last.values("decided_at")[:1]),
            decider=Subquery(last.values("decided_by__full_name")[:1]),
            reply=Subquery(last.values("reply")[:1]),
            seen_at=Subquery(open_.order_by("-found_at").values("found_at")[:1]),
            **{f"is_{kind}": Exists(open_.filter(kind=kind)) for kind in Sign.Kind.values},
        )
    )
    return rows.filter(Q(has_sign=True) | Q(decision__isnull=False)).select_related("region", "strip")


def signs_of(enterprise: Enterprise) -> list[tuple[Sign, list[Visit], list[Hazard]]]:
    """Its signs now, each with the records it is read from, the latest first."""
    rows = list(Sign.objects.filter(enterprise=enterprise, over_at=None))
    visits = {str(one.pk): one for one in Visit.objects.filter(pk__in=_ids(rows, "visits"))}
    hazards = {str(one.pk): one for one in Hazard.objects.filter(pk__in=_ids(rows, "hazards"))}
    return [
        (
            one,
            [visits[pk] for pk in reversed(one.visits) if pk in visits][:6],
            [hazards[pk] for pk in one.hazards if pk in hazards][:6],
        )
        for one in rows
    ]


def _ids(rows: list[Sign], name: str) -> set[Any]:
    return {pk for one in rows for pk in getattr(one, name)}


def reviews_of(enterprise: Enterprise) -> QuerySet[Review]:
    """What was decided there, the latest first."""
    return Review.objects.filter(enterprise=enterprise).select_related(*WITH)


def orders_of(enterprise: Enterprise) -> QuerySet[Document]:
    """Orders issued to it, the latest first."""
    rows = Document.objects.filter(enterprise=enterprise, kind=Document.Kind.ORDER)
    return rows.filter(state=Document.State.ISSUED).select_related("inspection").order_by("-decided_at")


def cases_of(enterprise: Enterprise) -> QuerySet[Case]:
    """Cases against it or its people, the latest first."""
    return Case.objects.filter(enterprise=enterprise).select_related("enterprise", "person").order_by("-opened_at")


def to_settle(user: User) -> list[Review]:
    """Proposals that wait for the person's office."""
    offices = [
        one.office_id for one in scope.grants_of(user) if scope.roles.may(one.role, "enforcement.settle_for_show")
    ]
    rows = Review.objects.filter(WAITING, office__in=offices).select_related(*WITH)
    return list(rows.order_by("decided_at")[:50])


def to_talk(user: User) -> list[Review]:
    """Talks the person decided that are not on record yet."""
    rows = Review.objects.filter(WAITING, decision=Review.Decision.TALK, decided_by=user).select_related(*WITH)
    return list(rows.order_by("decided_at")[:50])
