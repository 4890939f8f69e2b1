"""A room's importer as small as one can be, for testing the engine: places become offices."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.files import importing
from anlan.files.importing import Context, Field, Importer, Plan, Record
from anlan.files.models import ImportRow, ImportRun
from anlan.files.sheets import fields
from anlan.files.sheets.text import key
from anlan.files.sheets.villages import Villages
from anlan.org import actions
from anlan.org.models import Office, Region, User


class PlaceImporter(Importer):
    """Imports places as offices of their village; 负责人 is the short name and may change."""

    kind = "places"
    label = "场所台账"
    permission = "files.test_import"

    def may(self, user: User) -> bool:
        return user.username in ("lin", "zhou")

    def fields_for(self, context: Context) -> Sequence[Field]:
        known = Region.objects.filter(level="village").values_list("code", "name")
        villages = Villages(dict(known), ["桂村乡"])
        context.store["villages"] = villages
        return [
            Field("name", "单位名称", ("企业名称", "商户名称", "学校名称"), read=fields.NAME, required=True),
            Field(
                "village",
                "所在村",
                ("村名", "所属村"),
                read=fields.simply(villages.read),
                required=True,
                evidence=villages.looks_like,
                by_content=True,
            ),
            Field("person", "负责人", ("法人",), unlike=("整改",), read=fields.NAME),
            Field(
                "phones",
                "联系电话",
                ("电话", "手机"),
                read=fields.PHONES,
                strict=False,
                many=True,
                evidence=fields.LOOKS_LIKE_PHONES,
                by_content=True,
            ),
            Field(
                "found_on",
                "检查时间",
                ("检查日期",),
                unlike=("整改",),
                read=fields.day(latest_in_days=0),
                evidence=fields.LOOKS_LIKE_DATE,
            ),
            Field("hazard", "隐患情况", ("隐患内容",)),
        ]

    def readers_know(self, context: Context) -> Any:
        return context.store["villages"].names

    def prepare(self, records: Sequence[Record], context: Context) -> None:
        names = [record["name"] for record in records]
        found = Office.objects.filter(name__in=names, ended_on=None)
        context.store["known"] = {self._key(office.name, office.region_id): office for office in found}

    def plan(self, record: Record, context: Context) -> Plan:
        name, values = record["name"], {"village": record["village"], "person": record["person"] or ""}
        place = self._key(name, record["village"])
        known = context.store["known"].get(place)
        if known is None:
            return importing.created(values={"name": name, **values}, key=place, title=name)
        if known.short_name == (values["person"] or known.short_name):
            return importing.same(known.pk, key=place, title=name)
        changes = {"负责人": [known.short_name, values["person"]]}
        before = {"person": known.short_name}
        return importing.changed(known.pk, values=values, changes=changes, key=place, title=name, before=before)

    def apply(self, plan: Plan, *, actor: User, run: ImportRun) -> Any:
        if plan.values.get("person") == "不收":
            raise NotNow("这个负责人不收。")
        if plan.subject_id:
            office = Office.objects.get(pk=plan.subject_id)
            events.append(office, "org.rename", actor=actor, changes={"short_name": plan.values["person"]})
            return office
        region = Region.objects.get(code=plan.values["village"])
        return actions.found_office(
            name=plan.values["name"], short_name=plan.values["person"], kind="department", region=region
        )

    def built_on(self, rows: Sequence[ImportRow]) -> dict[uuid.UUID, str]:
        used = set(User.objects.filter(office__in=[row.subject_id for row in rows]).values_list("office", flat=True))
        return {row.pk: "已经有人员" for row in rows if row.subject_id in used}

    def undo(self, row: ImportRow, *, actor: User) -> None:
        office = Office.objects.get(pk=row.subject_id)
        created = row.outcome == ImportRow.Outcome.CREATED
        changes = {"ended_on": clock.today()} if created else {"short_name": row.before["person"]}
        events.append(office, "org.take_back", actor=actor, changes=changes)

    def _key(self, name: str, village: str) -> str:
        return f"{key(name)}@{village}"


def read(content: bytes, name: str, actor: User) -> ImportRun:
    """Upload a ledger and preview it."""
    importing.register(PlaceImporter())
    run = importing.upload("places", SimpleUploadedFile(name, content), actor=actor)
    return importing.preview(run, at_once=True)


def outcomes(run: ImportRun) -> list[tuple[int, str, list[str]]]:
    """Every row's number, outcome and reasons."""
    return [(row.row, row.outcome, row.reasons) for row in run.rows.all()]
