"""Writes of places: regions, offices and the powers they legally hold."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.org.models import Office, OfficeEvent, Power, Region, User
from anlan.org.names import sort_key
from anlan.org.rules import require


def set_region(
    code: str,
    *,
    name: str,
    level: str,
    parent: Region | None,
    short_name: str = "",
    actor: User | None = None,
) -> Region:
    """Enter or rename a region. Raises Invalid unless the code has 12 digits and lies inside its parent."""
    require(actor, "org.change_regions")
    if len(code) != 12 or not code.isdigit():
        raise Invalid(
            f"区划代码“{code}”不是 12 位数字，请核对后重填。",
            fields={"code": ["应为 12 位数字。"]},
        )
    if parent and not code.startswith(parent.prefix):
        raise Invalid(
            f"“{name}”的代码不在上级“{parent.name}”之内，请核对代码或上级。",
            fields={"code": ["与上级不符。"]},
        )
    values = {
        "name": name,
        "level": level,
        "parent": parent,
        "short_name": short_name,
        "sort_key": sort_key(name),
    }
    region, _ = Region.objects.update_or_create(code=code, defaults=values)
    return region


@events.once(OfficeEvent)
def found_office(
    *,
    name: str,
    short_name: str,
    kind: str,
    region: Region,
    is_safety_office: bool = False,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> Office:
    """Found an office. Raises Invalid for a name the region has already, or a second safety office."""
    require(actor, "org.change_offices")
    _refuse_same_name(region, name)
    _refuse_second_safety_office(region, is_safety_office)
    office = Office(
        name=name,
        short_name=short_name,
        kind=kind,
        region=region,
        is_safety_office=is_safety_office,
        sort_key=sort_key(name),
    )
    data = {
        "name": name,
        "kind": kind,
        "region": region.code,
        "is_safety_office": is_safety_office,
    }
    events.begin(office, "org.found_office", actor=actor, data=data, client_id=client_id)
    return office


@events.once(OfficeEvent)
def give_power(
    office: Office,
    *,
    kind: str,
    basis: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    is_delegated: bool = False,
    items: list[str] | None = None,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> Office:
    """Enter a legal power of an office with its basis (行政处罚法 art. 24; 国办发〔2024〕54号)."""
    require(actor, "org.change_powers")
    power = Power.objects.create(
        office=office,
        kind=kind,
        basis=basis,
        valid_from=valid_from,
        valid_to=valid_to,
        is_delegated=is_delegated,
        items=items or [],
    )
    data = {
        "power": power.pk,
        "kind": kind,
        "basis": basis,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    events.append(office, "org.give_power", actor=actor, data=data, client_id=client_id)
    return office


@events.once(OfficeEvent)
def change_office(
    office: Office,
    *,
    name: str,
    short_name: str,
    is_safety_office: bool,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> Office:
    """Rename an office or make it the safety office of its region; the event shows old and new."""
    require(actor, "org.change_offices")
    _refuse_second_safety_office(office.region, is_safety_office, besides=office)
    _refuse_same_name(office.region, name, besides=office)
    wanted = {"name": name, "short_name": short_name, "is_safety_office": is_safety_office, "sort_key": sort_key(name)}
    changes = {field: value for field, value in wanted.items() if getattr(office, field) != value}
    if changes:
        data = {"changes": {field: [getattr(office, field), value] for field, value in changes.items()}}
        events.append(office, "org.change_office", actor=actor, changes=changes, data=data, client_id=client_id)
    return office


def _refuse_second_safety_office(region: Region, wanted: bool, *, besides: Office | None = None) -> None:
    others = Office.objects.filter(region=region, is_safety_office=True).exclude(pk=besides.pk if besides else None)
    if wanted and (other := others.first()):
        raise Invalid(
            f"{region.name}的安全生产综合监管单位已是“{other.name}”，请先取消再改设。",
            fields={"is_safety_office": ["已有另一个单位。"]},
        )


def _refuse_same_name(region: Region, name: str, *, besides: Office | None = None) -> None:
    others = Office.objects.filter(region=region, name=name).exclude(pk=besides.pk if besides else None)
    if others.exists():
        raise Invalid(
            f"{region.name}已有单位“{name}”，请核对名称。",
            fields={"name": ["同一区划内不能重名。"]},
        )


@events.once(OfficeEvent)
def end_office(office: Office, *, reason: str, actor: User | None = None, client_id: uuid.UUID | None = None) -> Office:
    """Dissolve an office as of today: grants at it hold no longer, its records stay."""
    require(actor, "org.change_offices")
    if office.ended_on:
        raise Invalid(f"“{office.name}”已于 {office.ended_on:%Y-%m-%d} 撤销，无需再次撤销。")
    changes = {"ended_on": clock.today(), "is_safety_office": False}
    data = {"reason": reason, "ended_on": clock.today()}
    events.append(office, "org.end_office", actor=actor, changes=changes, data=data, client_id=client_id)
    return office


@events.once(OfficeEvent)
def end_power(
    office: Office,
    *,
    power_id: uuid.UUID,
    reason: str,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> Office:
    """End a legal power of an office as of today; what was done under it stays."""
    require(actor, "org.change_powers")
    running = office.powers.filter(pk=power_id).exclude(valid_to__lt=clock.today())
    if not running.update(valid_to=clock.today() - dt.timedelta(days=1)):
        raise Invalid("这项职权已经终止，请刷新后再看。", code="org.power_ended")
    data = {"power": power_id, "reason": reason}
    events.append(office, "org.end_power", actor=actor, data=data, client_id=client_id)
    return office
