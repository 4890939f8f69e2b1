"""The importer of registers: the engine's questions, answered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F

from anlan.enterprises import actions
from anlan.enterprises.actions.posts import PostFacts
from anlan.enterprises.importing.columns import fields_of
from anlan.enterprises.importing.known import PERMISSION, Ground, ground_of, on_file
from anlan.enterprises.importing.planning import plan
from anlan.enterprises.importing.reading import understand, village_of
from anlan.enterprises.models import Enterprise, EnterpriseEvent
from anlan.enterprises.names import name_key
from anlan.files import importing
from anlan.files.importing import Context, Field, Plan, Record
from anlan.files.models import ImportRow, ImportRun
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import Office, Region, User
from anlan.standards.models import Industry


class EnterpriseImporter(importing.Importer):
    """Registers of enterprises, shops, schools, sites and the like; identity is the credit code, else name and village.

    An empty cell states nothing and changes nothing. A register adds industries and never takes one away.
    """

    kind = "enterprises"
    label = "企业名录"
    permission = PERMISSION
    record_url = "enterprises:detail"

    def fields_for(self, context: Context) -> Sequence[Field]:
        """Fields whose readers know the villages and industries of the person's territory."""
        ground = self._ground(context)
        return fields_of(ground.villages, ground.industry_words)

    def _ground(self, context: Context) -> Ground:
        if "ground" not in context.store:
            context.store["ground"] = ground_of(context.actor)
        return context.store["ground"]

    def readers_know(self, context: Context) -> Any:
        """Villages and industries of the person's territory, by every spelling."""
        return self._ground(context).spelled

    def prepare(self, records: Sequence[Record], context: Context) -> None:
        """Look up everybody the chunk may mean."""
        context.store["known"] = on_file(records, self._ground(context))

    def plan(self, record: Record, context: Context) -> Plan:
        """Whom the row means and what of it is new."""
        ground = self._ground(context)
        try:
            region_code, remark = village_of(record, ground)
        except Unclean as problem:
            return importing.refused(str(problem), field="village", record=record, title=record["name"])
        said = understand(record, region_code, ground)
        if remark:
            said.remarks.append(remark)
        key = self._key(said.name, region_code, said.credit_code, context)
        return plan(record, said, key, context.store["known"], ground, context.actor)

    def _key(self, name: str, region_code: str, credit_code: str, context: Context) -> str:
        # Within one workbook a row without code means the row above that has one.
        aliases = context.store.setdefault("aliases", {})
        place = f"{name_key(name)}@{region_code}"
        return (
            aliases.setdefault(place, credit_code or place) if not credit_code else _claim(aliases, place, credit_code)
        )

    def apply_many(self, plans: Sequence[Plan], *, actor: User, run: ImportRun) -> list[Any]:
        """New enterprises of a chunk in few statements, known ones one by one."""
        new = [plan for plan in plans if "subject" not in plan.carried]
        try:
            recorded = actions.record_many(
                [actions.Entry(plan.title, **plan.carried) for plan in new], actor=actor, source=_source(run)
            )
        except IntegrityError:  # somebody took one of the credit codes this very moment: only that row is refused
            return super().apply_many(plans, actor=actor, run=run)
        written = {id(plan): one for plan, one in zip(new, recorded, strict=True)}
        rest = [plan for plan in plans if id(plan) not in written]
        others = super().apply_many(rest, actor=actor, run=run)
        written |= {id(plan): one for plan, one in zip(rest, others, strict=True)}
        return [written[id(plan)] for plan in plans]

    def apply(self, plan: Plan, *, actor: User, run: ImportRun) -> Enterprise:
        """Record or change an enterprise with its people, as one event that names the run."""
        if "subject" not in plan.carried:
            facts = plan.carried["facts"] | {name: plan.carried[name] for name in ("region", "industries", "people")}
            return actions.record(name=plan.title, actor=actor, source=_source(run), **facts)
        return actions.change(
            plan.carried["subject"],
            actor=actor,
            industries=plan.carried["industries"],
            people=plan.carried["people"],
            source=_source(run),
            **plan.carried["facts"],
        )

    def built_on(self, rows: Sequence[ImportRow]) -> dict[UUID, str]:
        """Rows whose enterprise changed since, or that something else now points at."""
        run = str(rows[0].run_id) if rows else ""
        ids = {row.subject_id for row in rows}
        last = EnterpriseEvent.objects.filter(subject__in=ids, number=F("subject__event_count"))
        touched = {event.subject_id for event in last if event.data.get("source", {}).get("import") != run}
        created = {row.subject_id for row in rows if row.outcome == ImportRow.Outcome.CREATED}
        used = _pointed_at(created)
        found = {row.pk: used[row.subject_id] for row in rows if row.subject_id in used and row.subject_id in created}
        return found | {row.pk: "导入后又有变动" for row in rows if row.subject_id in touched and row.pk not in found}

    def undo(self, row: ImportRow, *, actor: User) -> None:
        """Withdraw what was created, put back what was changed."""
        enterprise = Enterprise.objects.get(pk=row.subject_id)
        if row.outcome == ImportRow.Outcome.CREATED:
            actions.withdraw(enterprise, actor=actor, run=row.run_id)
            return
        industries = row.before.get("industries")
        actions.restore(
            enterprise,
            actor=actor,
            industries=None if industries is None else _ordered(industries),
            people=[PostFacts(one["post"], one["name"], tuple(one["phones"])) for one in row.before["people"]],
            source={"undo": str(row.run_id)},
            **_restored(row.before["facts"]),
        )


def register() -> None:
    """Make registers of enterprises importable."""
    importing.register(EnterpriseImporter())


def _source(run: ImportRun) -> dict[str, str]:
    return {"import": str(run.pk), "file": run.file_name}


def _claim(aliases: dict[str, str], place: str, credit_code: str) -> str:
    aliases.setdefault(place, credit_code)
    return credit_code


def _ordered(codes: list[str]) -> list[Industry]:
    known = Industry.objects.in_bulk(codes)
    return [known[code] for code in codes]


def _restored(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as they were, from the plain types a row keeps them in."""
    models = {"region": Region, "strip": Office, "governed_by": Office}
    restored = dict(facts)
    for name, value in facts.items():
        if name in models:
            restored[name] = models[name].objects.get(pk=value) if value else None
        elif name in ("longitude", "latitude"):
            restored[name] = Decimal(value) if value is not None else None
    return restored


def _pointed_at(ids: set[UUID]) -> dict[UUID, str]:
    """Enterprises that records of other rooms point at, with what they are: whatever room comes later is seen too."""
    found: dict[UUID, str] = {}
    for relation in Enterprise._meta.related_objects:
        model = relation.related_model
        if model._meta.app_label == "enterprises" or relation.many_to_many:
            continue
        name = relation.field.name
        rows = model._base_manager.filter(**{f"{name}__in": ids}).values_list(name, flat=True)
        found |= dict.fromkeys(rows, "已有隐患、检查等记录")
    return found
