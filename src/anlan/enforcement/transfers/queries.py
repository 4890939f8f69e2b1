"""Reading transfers: which exist for whom, and what waits for whom."""

from typing import Any

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.enforcement.transfers.models import Transfer
from anlan.files import queries as files
from anlan.files.models import Use
from anlan.org import scope
from anlan.org.models import User

SHOWN = ("hazard__enterprise", "hazard__region", "from_office", "to_office", "ruled_to")
State = Transfer.State


def visible_to(user: User) -> QuerySet[Transfer]:
    """Transfers a person's offices sent or are to take, and all of the territory for those who see all of it."""
    reach = scope.rows(
        user,
        region="region_code",
        strip="from_office_id",
        governor="to_office_id",
        permission="enforcement.read_transfers",
    )
    return Transfer.objects.filter(reach | _of_offices(user)).select_related(*SHOWN)


def _of_offices(user: User) -> Q:
    offices = _offices_with(user, "enforcement.read_transfers")
    return Q(from_office__in=offices) | Q(to_office__in=offices) | Q(ruled_to__in=offices)


def of_hazard(hazard: Any) -> QuerySet[Transfer]:
    """Every transfer of one hazard, the latest first."""
    return Transfer.objects.filter(hazard=hazard).select_related(*SHOWN)


def opens(user: User, hazard_id: Any) -> bool:
    """Whether a hazard lies open to the person because their office sent it or is to take it."""
    return Transfer.objects.filter(_of_offices(user), hazard=hazard_id).exists()


def to_answer(user: User) -> QuerySet[Transfer]:
    """What waits for the person's offices to be accepted or refused."""
    rows = Transfer.objects.filter(to_office__in=_offices_with(user, "enforcement.receive_transfer"), state=State.SENT)
    return rows.select_related(*SHOWN).order_by("answer_due_on")


def to_report(user: User) -> QuerySet[Transfer]:
    """What the person's offices took and have not reported back."""
    offices = _offices_with(user, "enforcement.receive_transfer")
    took = Q(ruled_to__in=offices) | Q(ruled_to=None, to_office__in=offices)
    rows = Transfer.objects.filter(took, state=State.ACCEPTED)
    return rows.select_related(*SHOWN).order_by("result_due_on")


def _offices_with(user: User, permission: str) -> list[Any]:
    return [one.office_id for one in scope.grants_of(user) if scope.roles.may(one.role, permission)]


def waiting(user: User) -> QuerySet[Transfer]:
    """What the person's offices sent and still answer for, because nobody has taken it."""
    rows = Transfer.objects.filter(from_office__in=_offices_with(user, "enforcement.transfer"))
    rows = rows.filter(state__in=[State.SENT, State.DISPUTED])
    return rows.select_related(*SHOWN).order_by("answer_due_on")


def to_rule(user: User) -> QuerySet[Transfer]:
    """What the task force has to rule on in the person's territory."""
    reach = scope.rows(user, region="region_code", strip="from_office_id", permission="enforcement.rule_transfer")
    rows = Transfer.objects.filter(reach, state=State.DISPUTED).exclude(sent_by=user).exclude(answered_by=user)
    return rows.select_related(*SHOWN).order_by("ruling_due_on")


def late() -> Q:
    """Transfers whose date has passed: to answer, to rule, to report back."""
    day = clock.today()
    return (
        Q(state=State.SENT, answer_due_on__lt=day)
        | Q(state=State.DISPUTED, ruling_due_on__lt=day)
        | Q(state=State.ACCEPTED, result_due_on__lt=day)
    )


def evidence_of(transfer: Transfer) -> list[Use]:
    """The hazard's files as they went with the letter."""
    sent = transfer.events.order_by("number").first()
    names = set(sent.files) if sent else set()
    return [use for use in files.uses_of("hazards", transfer.hazard_id) if use.file_id in names]
