"""Reading buildings: who is in, what nobody answers for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.buildings.rules import SHARED
from anlan.enterprises.contracts import queries as contracts
from anlan.enterprises.models import Building, Contract, Enterprise, Tenancy
from anlan.org import scope
from anlan.org.models import User

HOUSEHOLDS = Count("tenancies", filter=Q(tenancies__ended_on=None))
"""How many are in."""


def visible_to(user: User) -> QuerySet[Building]:
    """Buildings of the person's territory, and those an enterprise they see is in; with how many are in."""
    seen = register.visible_to(user).order_by().values("pk")
    inside = Tenancy.objects.filter(enterprise__in=seen, ended_on=None).values("building")
    reach = scope.rows(user, region="region_id", strip="pk", permission="enterprises.read")
    rows = Building.objects.filter(Q(pk__in=inside) | reach).select_related("region")
    return rows.annotate(tenants=HOUSEHOLDS)


def gaps(building: Building) -> list[tuple[str, str]]:
    """What nobody answers for as (name, words), 消防法 art. 18: asked where two or more are in. Needs `tenants`."""
    if building.ended_on or building.tenants < 2:  # type: ignore[attr-defined]  # no column, but set or annotated
        return []
    found = [] if building.manager else [("manager", "没有确定统一管理的责任人")]
    found += [(name, f"{label}没有明确由谁负责") for name, label in SHARED.items() if not getattr(building, name)]
    return found if building.agreement_on else [*found, ("agreement", "各方没有签消防安全责任协议")]


def open_gaps(ids: Iterable[Any]) -> Iterator[tuple[Any, str, str]]:
    """(enterprise that answers for it, words, building and name as one) of the buildings these enterprises answer for.

    One enterprise answers, so that one thing is one gap however many are in: the owner among the tenants, else the
    manager, else whoever is in longest.
    """
    wanted = set(ids)
    inside = Tenancy.objects.filter(enterprise__in=wanted, ended_on=None).values("building")
    rows = Building.objects.filter(pk__in=inside, ended_on=None).prefetch_related(
        Prefetch("tenancies", Tenancy.objects.filter(ended_on=None).select_related("enterprise").order_by("id"))
    )
    for one in rows.annotate(tenants=HOUSEHOLDS).order_by("name", "pk"):
        answering = _answering(one)
        if answering in wanted:
            where = f"多家共用的“{one}”（{one.tenants} 家）"
            yield from ((answering, f"{where}{words}", f"{one.pk}:{name}") for name, words in gaps(one))


def _answering(building: Building) -> Any:
    inside = [one.enterprise for one in building.tenancies.all() if one.enterprise.status == Enterprise.Status.OPEN]
    for who in (building.owner, building.manager):
        if found := next((one for one in inside if one.name and one.name in who), None):
            return found.pk
    return inside[0].pk if inside else None


def tenants(building: Building) -> list[tuple[Tenancy, list[str]]]:
    """Who is in, each with what their lease lacks; two queries for any number."""
    rows = list(building.tenancies.filter(ended_on=None).select_related("enterprise__region"))
    leases: dict[object, list[Contract]] = {}
    ids = [one.enterprise_id for one in rows]
    running = Contract.objects.filter(enterprise__in=ids, kind=Contract.Kind.LEASED_IN)
    for lease in running.filter(ended_on=None).select_related("contractor"):
        leases.setdefault(lease.enterprise_id, []).append(lease)
    runs = {pk: [lease for lease in found if lease.runs] for pk, found in leases.items()}
    return [(one, _lacking(building, one, runs.get(one.enterprise_id, []))) for one in rows]


def _lacking(building: Building, one: Tenancy, leases: list[Contract]) -> list[str]:
    """What a tenant's lease lacks; the owner itself needs none."""
    if not leases:
        return [] if one.enterprise.name in building.owner else ["没有登记租赁合同"]
    return [words for lease in leases for _, words in contracts.lacks(lease, clock.today())]


def of_enterprise(enterprise: Enterprise) -> list[Building]:
    """The buildings it is in."""
    return list(Building.objects.filter(tenancies__enterprise=enterprise, tenancies__ended_on=None, ended_on=None))
