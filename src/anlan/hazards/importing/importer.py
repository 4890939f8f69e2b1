"""The importer of hazard ledgers: the engine's questions, answered."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from anlan.core import clock
from anlan.enterprises.importing.known import Ground, OnFile, ground_of, on_file
from anlan.enterprises.importing.planning import identify
from anlan.enterprises.importing.reading import Said, kind_by_itself
from anlan.enterprises.models import Enterprise
from anlan.enterprises.names import name_key
from anlan.files import importing
from anlan.files.importing import Context, Field, Offer, Plan, Record
from anlan.files.importing.base import Outcome
from anlan.files.models import ImportRow, ImportRun
from anlan.files.sheets.text import key
from anlan.files.sheets.unclean import Unclean
from anlan.hazards.importing import writing
from anlan.hazards.importing.columns import fields_of
from anlan.hazards.importing.reading import Line, Part, Wrong, hazards_of, understand, values_of
from anlan.hazards.models import Hazard, State
from anlan.org import scope
from anlan.org.models import User
from anlan.org.scope import Place

PERMISSION = "hazards.import"
KNOWN_BY = ("id", "code", "state", "level", "reported_at", "enterprise", "found_at", "description")
"""What it takes to know a hazard again and to say how far it is."""


class HazardImporter(importing.Importer):
    """Old ledgers: rows enter in the state they claim, marked 老台账; places nobody knows yet are offered.

    The same hazard again is one of the same place, day, spot and words, whoever recorded it.
    """

    kind = "hazards"
    label = "隐患台账"
    permission = PERMISSION
    record_url = "hazards:record"

    def standing(self, values: dict[str, Any]) -> str:
        """The state the row claims, so that nobody confirms a closure they did not mean."""
        return str(State(values["state"]).label)

    def fields_for(self, context: Context) -> Sequence[Field]:
        """Fields whose readers know the villages and industries of the person's territory."""
        return fields_of(self._ground(context))

    def _ground(self, context: Context) -> Ground:
        if "ground" not in context.store:
            context.store["ground"] = ground_of(_who(context))
        return context.store["ground"]

    def readers_know(self, context: Context) -> Any:
        """Villages and industries of the person's territory, by every spelling."""
        return self._ground(context).spelled

    def prepare(self, records: Sequence[Record], context: Context) -> None:
        """Understand the chunk and look up which of its hazards are on the ledger already."""
        ground, known = self._ground(context), on_file(records, self._ground(context))
        lines = {(one.sheet, one.row): _understood(one, ground, known) for one in records}
        parts = [part for line in lines.values() if isinstance(line, Line) for part in line.parts]
        earlier = context.made_earlier([part.key for part in parts])
        context.store |= {"known": known, "lines": lines, "ledger": _ledger(known, earlier)}
        context.store["earlier"] = earlier

    def plan(self, record: Record, context: Context) -> Plan | list[Plan]:
        """One plan for each hazard of the line; a line that says there was none is no record."""
        if not hazards_of(record):
            return Plan(Outcome.SKIPPED, reasons=["没有隐患"], cells=[""], title=record["name"])
        line = context.store["lines"][record.sheet, record.row]
        if isinstance(line, Wrong):
            return importing.refused(line.why, field=line.field, record=record, title=record["name"])
        said = Said(line.name, line.credit_code, line.region_code)
        try:
            enterprise = identify(said, context.store["known"], _who(context))
        except Unclean as problem:
            return importing.refused(str(problem), field="name", record=record, title=line.name)
        place = enterprise.place if enterprise else Place(line.region_code)
        if not scope.covers(_who(context), place, PERMISSION):
            return importing.refused("不在您的辖区或主管范围内", field="village", record=record, title=line.name)
        return [self._planned(record, line, part, enterprise, context) for part in line.parts]

    def _planned(self, record: Record, line: Line, part: Part, enterprise: Enterprise | None, context: Context) -> Plan:
        title = f"{line.name}：{part.description}"[:200]
        if there := self._there(line, part, enterprise, context):
            remarks = _moved_on(there, part)
            return importing.same(there.pk, key=part.key, title=title, code=there.code or "", remarks=remarks)
        planned = importing.created(values=values_of(record, line, part), key=part.key, title=title)
        planned.remarks = [*line.remarks, *part.claim.remarks]
        planned.carried = {"enterprise": enterprise, "line": line, "sheet": record.sheet, "row": record.row}
        if enterprise is None:
            village = self._ground(context).regions[line.region_code].name
            offer = f"{name_key(line.name)}@{line.region_code}"
            planned.offers = [Offer(offer, f"{line.name}（{village}）")]
            planned.carried |= {"offer": offer, "kind": _kind(line, record.sheet)}
        return planned

    def _there(self, line: Line, part: Part, enterprise: Enterprise | None, context: Context) -> Hazard | None:
        ledger = context.store["ledger"]
        if found := ledger.get(context.store["earlier"].get(part.key)):
            return found
        return ledger.get((enterprise.pk, line.found_on, key(part.description))) if enterprise else None

    def apply_many(self, plans: Sequence[Plan], *, actor: User | None, run: ImportRun) -> list[Any]:
        """Record the places that were offered, then every hazard in bulk; each event names file, sheet and row."""
        person = cast(User, actor)
        return writing.write(plans, ground_of(person).industries, actor=person, run=run)

    def built_on(self, rows: Sequence[ImportRow]) -> dict[UUID, str]:
        """Rows whose hazard was handled since."""
        found = Hazard.objects.filter(pk__in=[row.subject_id for row in rows], event_count__gt=1)
        handled = dict(found.values_list("pk", "code"))
        return {row.pk: f"已经办理过（{handled[row.subject_id]}）" for row in rows if row.subject_id in handled}

    def undo(self, row: ImportRow, *, actor: User) -> None:
        """Void the row's hazard, and withdraw the place this run recorded for it once nothing else needs it."""
        writing.take_back(row, actor=actor)


def _who(context: Context) -> User:
    return cast(User, context.actor)  # an import always has somebody who answers for it


def _understood(record: Record, ground: Ground, known: OnFile) -> Line | Wrong:
    try:
        return understand(record, ground, known)
    except Wrong as wrong:
        return wrong


def _ledger(known: OnFile, earlier: dict[str, UUID]) -> dict[Any, Hazard]:
    """Hazards that rows may mean: by id for earlier imports, by place, day and words for all others."""
    places = {one.pk for group in known.by_name.values() for one in group} | {one.pk for one in known.by_code.values()}
    rows = Hazard.objects.exclude(state=State.VOID).only(*KNOWN_BY)
    found: dict[Any, Hazard] = {one.pk: one for one in rows.filter(pk__in=set(earlier.values()))}
    for one in rows.filter(enterprise__in=places).iterator():
        found[one.enterprise_id, clock.local_date(one.found_at), key(one.description)] = one
    return found


def _moved_on(there: Hazard, part: Part) -> list[str]:
    if there.state == part.claim.state:
        return []
    return [f"系统里已有这条（{there}），现在是“{there.state_words}”；状态请在系统里办理"]


def _kind(line: Line, sheet: str) -> str:
    return kind_by_itself(line.name, line.credit_code, sheet) or str(Enterprise.Kind.ENTERPRISE)
