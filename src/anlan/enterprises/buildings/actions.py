"""Writing buildings and who is in them."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.buildings import rules
from anlan.enterprises.contracts.rules import may_keep as may_keep_contracts
from anlan.enterprises.models import Building, BuildingEvent, Enterprise, Tenancy
from anlan.enterprises.refusing import require
from anlan.org.models import User


@events.once(BuildingEvent)
def record_building(
    enterprise: Enterprise, *, name: str, floor: str, actor: User, client_id: uuid.UUID | None = None, **facts: Any
) -> Building:
    """Enter a building with its first tenant, in whose village it lies. Raises NotYours, Invalid for a known name.

    `facts`: owner, manager, exits_by, fire_system_by, fire_lane_by, power_by, agreement_on.
    """
    require(may_keep_contracts(actor, enterprise))
    _check(facts)
    if Building.objects.filter(region=enterprise.region, name=name.strip(), ended_on=None).exists():
        words = f"{enterprise.region.plain_name}已有“{name.strip()}”，请到那一栋的页面里增加单位。"
        raise Invalid(words, code="enterprises.building_known", fields={"name": [words]})
    made = Building(name=name.strip(), region=enterprise.region, address=enterprise.address, **facts)
    data = {"name": made.name, "enterprise": enterprise.name, "floor": floor, **facts}
    events.begin(made, "enterprises.record_building", actor=actor, data=data, client_id=client_id)
    Tenancy.objects.create(building=made, enterprise=enterprise, floor=floor.strip())
    return made


def _check(facts: dict[str, Any]) -> None:
    if facts.get("agreement_on") and facts["agreement_on"] > clock.today():
        raise Invalid("协议签订日期晚于今天。", fields={"agreement_on": ["晚于今天。"]})


@events.once(BuildingEvent)
def change_building(building: Building, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Building:
    """Say who answers for what. Raises NotYours, Invalid."""
    _open(building, actor)
    _check(facts)
    diff = {name: [getattr(building, name), value] for name, value in facts.items() if getattr(building, name) != value}
    if diff:
        data = {"changes": diff}
        events.append(
            building, "enterprises.change_building", actor=actor, changes=facts, data=data, client_id=client_id
        )
    return building


@events.once(BuildingEvent)
def move_in(
    building: Building, *, enterprise: Enterprise, floor: str, actor: User, client_id: uuid.UUID | None = None
) -> Building:
    """Somebody is in it. Raises NotYours, Invalid where they are in already."""
    _open(building, actor)
    data = {"reason": f"{enterprise.name} {floor}".strip()}
    events.append(building, "enterprises.move_in", actor=actor, data=data, client_id=client_id)
    try:
        with transaction.atomic():
            Tenancy.objects.create(building=building, enterprise=enterprise, floor=floor.strip())
    except IntegrityError as error:
        words = f"{enterprise.name}已在这一栋。"
        raise Invalid(words, code="enterprises.in_building", fields={"enterprise": [words]}) from error
    return building


@events.once(BuildingEvent)
def move_out(building: Building, *, tenancy: Tenancy, actor: User, client_id: uuid.UUID | None = None) -> Building:
    """Somebody left. Raises NotYours, NotNow where they have."""
    _open(building, actor)
    if tenancy.ended_on:
        raise NotNow("已经搬出。", code="enterprises.moved_out")
    data = {"reason": str(tenancy.enterprise)}
    events.append(building, "enterprises.move_out", actor=actor, data=data, client_id=client_id)
    Tenancy.objects.filter(pk=tenancy.pk, ended_on=None).update(ended_on=clock.today())
    return building


def _open(building: Building, actor: User) -> None:
    require(rules.may_keep(actor, building))
    if building.ended_on:
        raise NotNow(f"“{building}”已停用。", code="enterprises.building_ended")
