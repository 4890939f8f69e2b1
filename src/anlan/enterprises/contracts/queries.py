"""Reading contracts: those that run, and what each lacks."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Count, Q, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.models import Contract, Contractor, Enterprise, Person
from anlan.org.models import User

SOON_DAYS = 30
SHARED = {Contract.Kind.LEASED_OUT, Contract.Kind.LEASED_IN}


def visible_to(user: User) -> QuerySet[Contract]:
    """Contracts of the enterprises the person sees."""
    rows = Contract.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region", "contractor")


def running(enterprise: Enterprise) -> QuerySet[Contract]:
    """Those that hold today."""
    day = clock.today()
    rows = enterprise.contracts.filter(ended_on=None, starts_on__lte=day, ends_on__gte=day)
    return rows.select_related("contractor")


def contractors(user: User) -> QuerySet[Contractor]:
    """The district's contractors, each with how many contracts run; the file is shared by all."""
    day = clock.today()
    runs = Q(contracts__ended_on=None, contracts__starts_on__lte=day, contracts__ends_on__gte=day)
    return Contractor.objects.annotate(running=Count("contracts", filter=runs))


def lacks(contract: Contract, day: dt.date) -> Iterator[tuple[str, str]]:
    """What a running contract lacks as (name, words), by 安全生产法 art. 49; needs its contractor loaded."""
    who = contract.contractor
    if contract.agreement_on is None:
        yield "agreement", f"与“{who}”没有签安全生产管理协议"
    elif contract.agreement_to and contract.agreement_to < day:
        yield "agreement", f"与“{who}”的安全生产管理协议 {clock.day_words(contract.agreement_to)} 已到期"
    if contract.kind == Contract.Kind.OUTSOURCED and not who.qualification:
        yield "qualification", f"没有核实承包单位“{who}”的资质"
    elif who.qualified_to and who.qualified_to < day:
        yield "qualification", f"“{who}”的资质 {clock.day_words(who.qualified_to)} 已到期"
    if not contract.coordinator:
        yield "coordinator", f"没有明确谁对“{who}”统一协调、管理"
    if contract.kind in SHARED and not (contract.exits and contract.fire_system):
        yield "shared", f"与“{who}”没有明确安全出口、消防设施由谁负责"
    if contract.check_due_on < day:
        yield "check", f"对“{who}”的定期检查 {clock.day_words(contract.check_due_on)} 已到期未做"


CLAUSES = {
    "agreement": "安全生产法 第四十九条第二款",
    "qualification": "安全生产法 第四十九条第一款",
    "coordinator": "安全生产法 第四十九条第二款",
    "shared": "消防法 第十八条",
    "check": "安全生产法 第四十九条第二款",
}


def with_whom(enterprise: Enterprise, contractor: Contractor) -> QuerySet[Contract]:
    """What an enterprise has with one contractor that is not over, what ends first at the top."""
    rows = enterprise.contracts.filter(contractor=contractor, ended_on=None, ends_on__gte=clock.today())
    return rows.select_related("contractor", "enterprise").prefetch_related("events")


def unbound(person: Person, contracts: Iterable[Contract], day: dt.date) -> tuple[Contract | None, str]:
    """The contract by which somebody of a contractor does not work here on a day, and why in words.

    None where one of the enterprise's `contracts` holds, and for its own people. Where none with the contractor was
    ever put on file nothing has ended: that is the survey's to find.
    """
    rows = behind(person, contracts)
    if not rows or any(not one.why_not(day) for one in rows):
        return None, ""
    return rows[0], f"{from_whom(rows[0])}{rows[0].why_not(day)}"


def behind(person: Person, contracts: Iterable[Contract]) -> list[Contract]:
    """Those by which somebody works here, the last to end first; none for the enterprise's own people."""
    rows = [one for one in contracts if person.contractor_id and one.contractor_id == person.contractor_id]
    return sorted(rows, key=lambda one: one.last_day, reverse=True)


def from_whom(contract: Contract) -> str:
    """How a sentence on somebody of the other side begins; the phone says it too."""
    return f"从“{contract.contractor}”来，与它的合同"


def expiring(day: dt.date, last: dt.date) -> QuerySet[Contract]:
    """Running contracts of which the contract itself, the agreement or the qualification ends between two days."""
    between = (day, last)
    ends = Q(ends_on__range=between) | Q(agreement_to__range=between) | Q(contractor__qualified_to__range=between)
    rows = Contract.objects.filter(ends, ended_on=None, starts_on__lte=day, ends_on__gte=day)
    return rows.select_related("enterprise", "contractor")
