"""The campaigns' part of the API: read what a notice orders and how each subject stands with it."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from anlan.campaigns.duties import queries
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.standing import Instance
from anlan.campaigns.plans import queries as plans
from anlan.campaigns.plans.models import Campaign
from anlan.core.errors import Missing
from anlan.org.models import User

router = Router()
MOST = 500


class StageOut(Schema):
    """A stage with its days, and the words of the notice it was read from."""

    name: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    clause: str
    quote: str


class DutyOut(Schema):
    """One version of a duty: who does what, how often or by when, and the sentence of the notice behind it."""

    lineage: UUID = Field(description="names the duty through all its versions")
    version: int
    clause: str
    quote: str
    subject: str
    applies_to: str
    action: str
    rhythm: str
    min_count: int | None
    due_on: dt.date | None
    proof: str
    valid_from: dt.date | None
    valid_to: dt.date | None


class CampaignOut(Schema):
    """A campaign in force, coming or over."""

    id: UUID
    title: str
    document_number: str
    issuer: str
    dated_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    standing: Literal["coming", "running", "over"]


class CampaignWhole(CampaignOut):
    """The same with its stages and the duties that bind today or later."""

    stages: list[StageOut]
    duties: list[DutyOut]


class SubjectOut(Schema):
    """Who owes it: an enterprise or office by id, a village or township by region code."""

    kind: Literal["enterprise", "village", "office", "township"]
    key: str
    name: str
    region_code: str


class FactOut(Schema):
    """What counts for it."""

    on: dt.date
    words: str


class InstanceOut(Schema):
    """One subject in one period of a duty: computed from the records, never ticked."""

    lineage: UUID
    clause: str
    quote: str
    subject: SubjectOut
    period: str
    first: dt.date
    due_on: dt.date
    wanted: int
    done: int
    standing: Literal["coming", "due", "done", "late", "missed"]
    facts: list[FactOut]


class InstancesOut(Schema):
    """A page of instances; `total` counts all that fit."""

    total: int
    instances: list[InstanceOut]


class Asked(Schema):
    """Which instances: of a subject (its key), a kind of subject, a standing, a duty; `skip` and `take` page."""

    subject: str = ""
    kind: str = ""
    standing: str = ""
    duty: str = ""
    skip: int = Field(0, ge=0, le=10_000_000)
    take: int = Field(100, ge=1, le=MOST)


@router.get("", response=list[CampaignOut], summary="已下达的专项行动")
def campaigns(request: HttpRequest) -> list[Campaign]:
    """Campaigns in force for the person, the latest first."""
    return list(queries.in_force(_user(request)))


@router.get("{uuid:pk}", response=CampaignWhole, summary="一项行动的阶段和职责")
def campaign(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """One campaign with its stages and duties."""
    found = _found(request, pk)
    pieces = plans.pieces_of(found)
    told = {name: getattr(found, name) for name in CampaignOut.model_fields}
    duties = plans.in_force(pieces.duties)
    return {**told, "stages": [one for one in pieces.stages if one.is_kept], "duties": duties}


@router.get("{uuid:pk}/instances", response=InstancesOut, summary="谁做了、谁该做、谁没做")
def instances(request: HttpRequest, pk: UUID, asked: Query[Asked]) -> dict[str, Any]:
    """How each subject the person sees stands with each duty in each period."""
    rows = queries.rows_for(_user(request), _found(request, pk))
    found = [(row, one) for row in rows for one in row.instances if _fits(row, one, asked)]
    shown = found[asked.skip : asked.skip + asked.take]
    return {"total": len(found), "instances": [_told(row, one) for row, one in shown]}


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the API lets nobody else in


def _found(request: HttpRequest, pk: UUID) -> Campaign:
    found = queries.in_force(_user(request)).filter(pk=pk).first()
    if found is None:
        raise Missing("没有这项行动，或者不在您的范围内。", code="campaigns.missing")
    return found


def _fits(row: Row, one: Instance, asked: Asked) -> bool:
    return (
        asked.subject in ("", one.subject.whose)
        and asked.kind in ("", one.subject.kind.value)
        and asked.standing in ("", one.standing.value)
        and asked.duty in ("", str(row.asked.duty.lineage))
    )


def _told(row: Row, one: Instance) -> dict[str, Any]:
    return {
        "lineage": row.asked.duty.lineage,
        "clause": row.asked.duty.clause,
        "quote": row.asked.duty.quote,
        "subject": _subject(one),
        "period": one.period.name,
        "first": one.period.first,
        "due_on": one.period.due_on,
        "wanted": one.period.wanted,
        "done": len(one.facts),
        "standing": one.standing.value,
        "facts": [{"on": fact.on, "words": fact.words} for fact in one.facts],
    }


def _subject(one: Instance) -> dict[str, str]:
    subject = one.subject
    return {
        "kind": subject.kind.value,
        "key": subject.whose,
        "name": subject.name,
        "region_code": subject.region_code,
    }
