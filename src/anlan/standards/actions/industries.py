"""Arranging industries: which there are, and which office supervises them where (三管三必须)."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.core import events, tables
from anlan.core.errors import Invalid, NotYours
from anlan.org.models import Office, Region, User
from anlan.standards import queries, rules
from anlan.standards.models import Industry, IndustryEvent, IndustryOffice

NOT_YOURS = "行业目录由乡镇领导和属地站所负责人维护，您可以请他们修改。"


@transaction.atomic
def load_industries(path: Path = queries.SHIPPED_INDUSTRIES, *, actor: User | None = None) -> int:
    """Add the industries of a file that are not known yet; returns how many. Known ones keep what was edited."""
    known = set(Industry.objects.values_list("code", flat=True))
    rows = tables.read(path)
    new = [(order, row) for order, row in enumerate(rows, start=1) if row["code"] not in known]
    for order, row in new:
        parent = row.pop("parent", None)
        industry = Industry(parent_id=parent, order=order * 10, **row)
        events.begin(industry, "standards.add_industry", actor=actor, data={"name": industry.name})
    return len(new)


@events.once(IndustryEvent)
def add_industry(*, actor: User, client_id: UUID | None = None, **values: Any) -> Industry:
    """Add an industry (code, name, parent, …). Writes one event."""
    if not rules.can_change_industries(actor):
        raise NotYours(NOT_YOURS, code="standards.not_yours")
    industry = Industry(**values)
    _check(industry)
    data = {name: value for name, value in values.items() if value not in (None, "", [])}
    events.begin(industry, "standards.add_industry", actor=actor, client_id=client_id, data=data)
    return industry


@events.once(IndustryEvent)
def change_industry(industry: Industry, *, actor: User, client_id: UUID | None = None, **values: Any) -> Industry:
    """Change an industry; records keep its code. Writes one event of what was and is, none if nothing changed."""
    if not rules.can_change_industries(actor):
        raise NotYours(NOT_YOURS, code="standards.not_yours")
    before = {name: getattr(industry, name) for name in values}
    changes = {name: value for name, value in values.items() if value != before[name]}
    if not changes:
        return industry
    for name, value in changes.items():
        setattr(industry, name, value)
    _check(industry)
    data = {"before": {name: before[name] for name in changes}, "after": changes}
    events.append(industry, "standards.change_industry", actor=actor, changes=changes, data=data, client_id=client_id)
    return industry


def _check(industry: Industry) -> None:
    parent = industry.parent
    if parent and (parent.pk == industry.pk or parent.parent_id):
        raise Invalid(
            f"“{parent.name}”不能作为“{industry.name}”的上级行业，行业只分两级。",
            fields={"parent": ["上级行业不能是自己，也不能是下级行业。"]},
        )
    if parent and industry.parts.exists():
        raise Invalid(
            f"“{industry.name}”下面还有细分行业，不能再放到别的行业下面。", fields={"parent": ["该行业已有细分行业。"]}
        )
    same = Industry.objects.filter(name=industry.name).exclude(pk=industry.pk)
    if same.exists():
        raise Invalid(f"已有名为“{industry.name}”的行业。", fields={"name": ["名称与已有行业重复。"]})


def no_arranging(region: Region) -> str:
    """Why somebody may not say who supervises what in a region."""
    return f"{region.name}的行业主管单位由该地的乡镇领导和属地站所负责人指定，您可以请他们办理。"


@events.once(IndustryEvent)
def assign_office(
    industry: Industry,
    *,
    region: Region,
    office: Office | None,
    actor: User | None,
    client_id: UUID | None = None,
) -> Industry:
    """Say which office supervises the industry within the region; None takes the entry away.

    Writes one event. `actor` None is the product's own set-up (demo, import), which no page can reach.
    """
    if actor is not None and not rules.can_arrange(actor, region):
        raise NotYours(no_arranging(region), code="standards.not_yours")
    row = IndustryOffice.objects.filter(industry=industry, region=region).select_related("office").first()
    if (row.office_id if row else None) == (office.pk if office else None):
        return industry
    data = {"region": region.code, "before": row.office.name if row else None, "after": office.name if office else None}
    events.append(industry, "standards.assign_office", actor=actor, data=data, client_id=client_id)
    if office is None:
        IndustryOffice.objects.filter(industry=industry, region=region).delete()
    else:
        IndustryOffice.objects.update_or_create(industry=industry, region=region, defaults={"office": office})
    return industry
