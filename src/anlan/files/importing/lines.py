"""From a stored workbook to read lines, and from read lines to planned ones, chunk by chunk."""

from __future__ import annotations

import contextlib
import datetime
import gc
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any
from uuid import UUID

from anlan.core import events
from anlan.files import storing
from anlan.files.importing.base import KEY_CHARACTERS, Context, Importer, Outcome, Plan, Record
from anlan.files.importing.hiding import hidden
from anlan.files.models import ImportRun
from anlan.files.sheets import finding, sums, tallies, values
from anlan.files.sheets.archive import column_letters
from anlan.files.sheets.fields import Cell, Field
from anlan.files.sheets.heads import alias_keys
from anlan.files.sheets.reading import Sheet, read_workbook
from anlan.files.sheets.table import Line, Table
from anlan.files.sheets.text import NUMBERING, head_keys, is_blank, key, text
from anlan.files.sheets.unclean import UncachedFormula, Unclean

CHUNK = 500


@dataclass
class PlannedLine:
    """One line of the workbook with what is to become of it: one plan, or several.

    `shown` are the rows a preview stored for it, by their keys; None where that is not known.
    """

    position: int
    sheet: str
    row: int
    raw: dict[str, Any]
    plans: list[Plan] = field(default_factory=list)
    record: Record | None = None
    remarks: list[str] = field(default_factory=list)
    shown: list[tuple[UUID, dict[str, Any]]] | None = None
    private: bool = False

    @property
    def told(self) -> list[dict[str, Any]]:
        """What is stored of the line: one row for each of its plans."""
        told = [_told(self, part, plan) for part, plan in enumerate(self.plans)]
        return [one | _hidden(one) for one in told] if self.private else told


def _told(line: PlannedLine, part: int, plan: Plan) -> dict[str, Any]:
    return {
        "position": line.position,
        "part": part,
        "sheet": line.sheet,
        "row": line.row,
        "outcome": plan.outcome,
        "title": plan.title[:200],
        "raw": line.raw if part == 0 else {},
        "values": events.plain(plan.values),
        "reasons": plan.reasons,
        "remarks": plan.remarks,
        "cells": plan.cells,
        "changes": events.plain(plan.changes) if plan.changes else {},
        "key": plan.key[:KEY_CHARACTERS],
        "subject_id": plan.subject_id,
        "code": plan.code,
        "before": events.plain(plan.before) if plan.before else {},
    }


def _hidden(told: dict[str, Any]) -> dict[str, Any]:
    lists = {name: [hidden(one) for one in told[name]] for name in ("reasons", "remarks")}
    raw = {letters: hidden(cell) for letters, cell in told["raw"].items()}
    return {"title": hidden(told["title"]), "raw": raw, **lists}


def sheets_of(run: ImportRun) -> list[Sheet]:
    """Read the run's workbook again from the store. Raises Invalid as `read_workbook` does."""
    with storing.local_path(run.file_id) as path:
        return read_workbook(path, run.file_name)


def tables_of(run: ImportRun, sheets: list[Sheet], fields: list[Field]) -> list[Table]:
    """Find the tables of each sheet, by what the person chose for it where they did."""
    found = []
    fields = [_with_learned(field, run.choices_made.get("learned", {})) for field in fields]
    for sheet in sheets:
        choice = run.choices_made.get("sheets", {}).get(sheet.name, {})
        if not choice.get("left_out"):
            found += finding.find(
                sheet, fields, head_row=choice.get("head_row"), mapping=choice.get("columns"), file_name=run.file_name
            )
    finding.follow_sisters(found)
    sums.say(found, fields)
    tallies.say(found, fields)
    return found


def _with_learned(field: Field, learned: dict[str, str]) -> Field:
    """Add the heads which the office named this field by hand in earlier imports."""
    return replace(field, aliases=(*field.aliases, *(head for head, name in learned.items() if name == field.name)))


@contextlib.contextmanager
def rarely_collected() -> Iterator[None]:
    """Let the collector look for garbage rarely: there is none in reading and writing lines, and much to look at."""
    gc.set_threshold(RARELY, *USUALLY[1:])
    try:
        yield
    finally:
        gc.set_threshold(*USUALLY)


USUALLY = gc.get_threshold()
RARELY = 50_000


def read_lines(
    tables: list[Table], fields: list[Field], start: int = 0, *, private: bool = False
) -> Iterator[list[PlannedLine]]:
    """Yield the workbook's lines from position `start`, read and cleaned, in chunks; `private` as of the importer."""
    lines = islice(enumerate(_all_lines(tables)), start, None)
    while chunk := list(islice(lines, CHUNK)):
        yield [replace(read(position, found, line, fields), private=private) for position, (found, line) in chunk]


def plan_all(chunk: list[PlannedLine], importer: Importer, context: Context) -> None:
    """Give every line of a chunk its plans."""
    importer.prepare([line.record for line in chunk if line.record], context)
    for line in chunk:
        _plan(line, importer, context)


def _all_lines(tables: list[Table]) -> Iterator[tuple[Table, Line]]:
    for found in tables:
        for line in found.lines():
            yield found, line


def read(position: int, found: Table, line: Line, fields: list[Field]) -> PlannedLine:
    """Read one line: skipped or refused it already has its plan, else it has a record to plan."""
    raw = {column_letters(column): _plain(cell) for column, cell in enumerate(line.cells) if not is_blank(cell)}
    planned_line = PlannedLine(position, found.sheet.name, line.number, raw)
    if line.skipped:
        planned_line.plans = [Plan(Outcome.SKIPPED, reasons=[line.skipped], cells=[""], title=_first_words(line))]
    elif line.stray:
        reason = f"这一行在表头（第 {found.first_head + 1} 行）之上，没有认出它自己的表头，请在预览里指定表头行"
        planned_line.plans = [Plan(Outcome.REFUSED, reasons=[reason], cells=[""], title=_first_words(line))]
    else:
        _clean(planned_line, found, line, fields)
    if line.number - 1 in found.sheet.facts.hidden_rows:
        planned_line.remarks.append("这一行在表里是隐藏的")
    return planned_line


def _clean(read: PlannedLine, found: Table, line: Line, fields: list[Field]) -> None:
    cell = Cell(found.year, found.year_from)
    found.unread.update(column.index for column in found.unknown if column.letters in read.raw)
    record = Record(read.sheet, read.row, {}, found.letters)
    reasons: list[tuple[str, str]] = []
    for known in fields:
        if known.name in found.by_field or known.required or known.from_title:
            record.values[known.name] = _field_value(known, found, line, cell, reasons)
        else:
            record.values[known.name] = [] if known.many else None
    read.remarks = list(dict.fromkeys(cell.remarks))
    if reasons:
        title = _title(record, fields, line)
        read.plans = [
            Plan(Outcome.REFUSED, reasons=[r for _, r in reasons], cells=[c for c, _ in reasons], title=title)
        ]
    else:
        read.record = record


def _field_value(known: Field, found: Table, line: Line, cell: Cell, reasons: list[tuple[str, str]]) -> Any:
    given = []
    columns = found.by_field.get(known.name, [])
    for column in columns:
        raw = line.cells[column.index] if column.index < len(line.cells) else None
        cell.head = column.words
        try:
            given.append(known.read(_share_of(raw, known) if column.also else raw, cell))
        except Unclean as problem:
            place = f"{column.letters}{line.number}"
            if known.strict:
                reasons.append((place, str(problem)))
                return None
            cell.say(f"{place} {problem}，这一格没有采用")
    filled = [value for value in given if value not in (None, "", [])]
    if not columns and known.from_title:
        filled = given = _from_title(known, found, line, cell)
    if known.required and not filled and not found.by_field.get(known.or_else):
        reasons.append((f"{columns[0].letters}{line.number}" if columns else "", f"缺少{known.label}"))
    return filled if known.many else next(iter(filled), given[0] if given else None)


def _share_of(raw: object, known: Field) -> object:
    """Return one field's share of a cell that holds a name and a phone: the name without the phone."""
    if not isinstance(raw, str):
        return raw
    if known.evidence:
        return raw if any(character.isdigit() for character in raw) else None
    return values.PHONE.sub("", raw).strip(" 、,，/;；:：()（）\n")


def _from_title(known: Field, found: Table, line: Line, cell: Cell) -> list[Any]:
    """Read a field without a column out of the group's title, the lines above the head or the sheet's name; say so."""
    stated = (_stated(words, known) for words in found.preface)
    above = next(filter(None, stated), "")
    for words, place in ((line.group, "分组标题"), (above, "表头上方"), (found.sheet.name, "表名")):
        title = NUMBERING.sub("", key(words)).strip(":：")
        with contextlib.suppress(Unclean):
            if title and (value := known.read(title, cell)):
                cell.say(f"{known.label}按{place}“{words.strip()}”")
                return [value]
    return []


def _stated(words: str, known: Field) -> str:
    """Return what a line above the head states of a field by its own name: 所在村：周沟村."""
    said = finding.STATED.match(words)
    names = alias_keys(known.label, known.aliases)
    return said[2] if said and any(form in names for form in head_keys(said[1])) else ""


def _plan(line: PlannedLine, importer: Importer, context: Context) -> None:
    if line.record is not None:
        plans = importer.plan(line.record, context)
        line.plans = plans if isinstance(plans, list) else [plans]
        for plan in line.plans:
            _refuse_declined(plan, context)
            _refuse_repeated(plan, line, context)
    for plan in line.plans:
        plan.remarks = [*line.remarks, *plan.remarks]


def _refuse_declined(plan: Plan, context: Context) -> None:
    declined = [offer for offer in plan.offers if context.declined(offer.key)]
    if declined and plan.writes:
        plan.outcome, plan.reasons, plan.cells = (
            Outcome.REFUSED,
            [f"还没有“{declined[0].title}”，预览时没有勾选新建"],
            [""],
        )


def _refuse_repeated(plan: Plan, line: PlannedLine, context: Context) -> None:
    """One record written twice in a workbook: the second is the same, or contradicts the first and is refused."""
    if not plan.key or plan.outcome == Outcome.REFUSED:
        return
    seen = context.store.setdefault("_seen", {})
    first = seen.setdefault(plan.key, (line.sheet, line.row, plan.values))
    if first[:2] == (line.sheet, line.row) and first[2] is plan.values:
        return
    where = f"第 {first[1]} 行" if first[0] == line.sheet else f"“{first[0]}”第 {first[1]} 行"
    if plan.values == first[2] or not plan.writes:
        plan.outcome, plan.reasons, plan.cells = Outcome.SAME, [f"与{where}相同"], [""]
    else:
        plan.outcome, plan.reasons, plan.cells = Outcome.REFUSED, [f"与{where}是同一条，内容却不同"], [""]


def _title(record: Record, fields: list[Field], line: Line) -> str:
    for known in fields:
        if known.required and isinstance(value := record.values.get(known.name), str) and value:
            return value[:200]
    return _first_words(line)


def _first_words(line: Line) -> str:
    words = [shown(cell) for cell in line.cells if not is_blank(cell)]
    return " ".join(words[:3])[:200]


def shown(cell: object) -> str:
    """Return a cell as words for people, whatever it holds."""
    try:
        return text(cell)
    except Unclean:
        return str(cell)


def _plain(cell: object) -> Any:
    if isinstance(cell, UncachedFormula):
        return "（公式）"
    if isinstance(cell, datetime.datetime | datetime.date):
        return text(cell)
    return cell
