"""What one line of a ledger says, in our words: the place, and one part for each hazard it holds."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from anlan.enterprises.actions.posts import PostFacts
from anlan.enterprises.importing.known import Ground, OnFile
from anlan.enterprises.importing.reading import village_of
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.names import name_key
from anlan.files.importing import Record
from anlan.files.sheets.text import key
from anlan.files.sheets.unclean import Unclean
from anlan.hazards.importing import claims
from anlan.hazards.importing.claims import Claim
from anlan.hazards.importing.terms import Term
from anlan.hazards.importing.ticks import Tick
from anlan.hazards.models import Level, State
from anlan.standards.matching.splitting import in_step, split


class Wrong(Exception):
    """A line that cannot be taken: the column at fault and why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field, self.why = field, why


@dataclass
class Part:
    """One hazard of a line."""

    description: str
    measures: str
    progress_words: str
    claim: Claim
    key: str


@dataclass
class Line:
    """A line, understood. `region_code` is where the place lies, `parts` its hazards."""

    name: str
    credit_code: str
    found_on: dt.date | None
    ended_on: dt.date | None
    due_on: dt.date | None = None
    region_code: str = ""
    parts: list[Part] = field(default_factory=list)
    people: list[PostFacts] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def understand(record: Record, ground: Ground, known: OnFile) -> Line:
    """Read a line. Raises Wrong naming the column at fault."""
    line = Line(record["name"], record["credit_code"] or "", *_dates(record))
    if line.found_on is None:
        line.remarks.append("没有写检查日期，按登记当天记")
    line.due_on = _due_on(record, line)
    line.region_code = _region(record, line, ground, known)
    line.people, line.industries = _people(record), list(dict.fromkeys(chain.from_iterable(record["industries"] or [])))
    line.parts = _parts(record, line)
    return line


def _dates(record: Record) -> tuple[dt.date | None, dt.date | None]:
    ended_on = record["closed_on"] or record["done_on"]
    found_on = record["found_on"] or ended_on
    if found_on and ended_on and ended_on < found_on:
        field = "closed_on" if record["closed_on"] else "done_on"
        raise Wrong(field, f"完成日期 {ended_on} 早于检查日期 {found_on}")
    return found_on, ended_on


def _due_on(record: Record, line: Line) -> dt.date | None:
    given = record["due_on"]
    if not isinstance(given, Term):
        return given
    if line.found_on is None:
        line.remarks.append("没有写检查日期，整改期限无从起算，没有采用")
        return None
    due_on = given.after(line.found_on)
    line.remarks.append(f"整改期限从检查日期 {line.found_on} 起算，到 {due_on}")
    return due_on


def _region(record: Record, line: Line, ground: Ground, known: OnFile) -> str:
    if record["village"]:
        return str(record["village"])
    if found := _only_namesake(line, ground, known):
        line.remarks.append(f"没有写所在村，按已有档案“{found.name}”（{found.region.name}）认定")
        return found.region_code
    try:
        code, remark = village_of(record, ground)
    except Unclean as problem:
        raise Wrong("village", str(problem)) from problem
    line.remarks += [remark] if remark else []
    return code


def _only_namesake(line: Line, ground: Ground, known: OnFile) -> Enterprise | None:
    if line.credit_code and (found := known.by_code.get(line.credit_code)):
        return found
    wanted = name_key(line.name)
    same = {one.pk: one for (name, code), group in known.by_name.items() for one in group
            if name == wanted and code in ground.regions}  # fmt: skip
    return next(iter(same.values())) if len(same) == 1 else None


def _people(record: Record) -> list[PostFacts]:
    named = record["principal"]
    if not named or not named.name:
        return []
    columns = chain.from_iterable(record[one] or [] for one in ("principal_phones", "phones"))
    phones = dict.fromkeys(chain(named.phones, chain.from_iterable(columns)))
    return [PostFacts(str(Person.Post.PRINCIPAL), named.name, tuple(phones))]


def _parts(record: Record, line: Line) -> list[Part]:
    said = hazards_of(record)
    count = len(said)
    beside = {name: in_step(record[name] or "", count) for name in ("measures", "progress", "closure", "level")}
    parts = []
    for number, one in enumerate(said):
        mine = {name: given[number] for name, given in beside.items()}
        mine["progress"] = one.progress or mine["progress"]
        claim = _claim(record, mine, ended=line.ended_on is not None)
        parts.append(Part(one.words, mine["measures"], mine["progress"], claim, _key(record, line, one.words)))
    line.remarks += _how_many(record, count)
    return parts


def hazards_of(record: Record) -> list[Tick]:
    """The hazards of a line, those described and those ticked besides; none where it says 无."""
    words, ticked = record["description"] or "", record["ticked"] or []
    if claims.is_none(words):
        return list(ticked)
    besides = [one for one in ticked if not (one.sorts or key(one.words) in key(words))]
    return [*map(Tick, split(words)), *besides]


def _how_many(record: Record, count: int) -> list[str]:
    ticked, remarks = record["ticked"] or [], []
    described = 0 if claims.is_none(record["description"] or "") else len(split(record["description"]))
    if described > 1:
        remarks.append(f"这一格写了 {described} 条隐患，分成 {described} 条登记")
    if count > described:
        remarks.append(f"打勾的 {count - described} 列各登记一条，隐患情况取自表头")
    if known := [one.words for one in ticked if one not in hazards_of(record)]:
        remarks.append(f"打勾的“{'、'.join(known)}”是写明的隐患的类别，没有另外登记")
    return remarks


def _claim(record: Record, mine: dict[str, str], *, ended: bool) -> Claim:
    progress, closure = _read("progress", mine), _read("closure", mine)
    remarks, grave = [], ""
    try:
        grave = claims.level(mine["level"])
    except Unclean as problem:
        remarks.append(f"{problem}，级别没有采用")
    if record["is_major"]:
        grave = Level.MAJOR
    elif record["is_major"] is False:
        grave = grave or Level.GENERAL
    found = claims.claim(progress, closure, grave, ended=ended)
    found.remarks += remarks
    return found


def _read(name: str, mine: dict[str, str]) -> str:
    try:
        return claims.how_far(mine[name])
    except Unclean as problem:
        raise Wrong(name, str(problem)) from problem


def _key(record: Record, line: Line, words: str) -> str:
    """What makes it the same hazard again: the place as the ledger names it, the day, the spot and the words."""
    said = [name_key(line.name), line.credit_code, record["village"] or "", str(record["found_on"] or "")]
    said += [key(record["place_words"] or ""), key(words)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:40]


def values_of(record: Record, line: Line, part: Part) -> dict[str, Any]:
    """What is kept of a part, in plain types; a second line with the same key must say the same."""
    closed = part.claim.state == State.CLOSED
    return {
        "name": line.name,
        "village": line.region_code,
        "description": part.description,
        "place_words": (record["place_words"] or "")[:100],
        "found_on": line.found_on.isoformat() if line.found_on else "",
        "state": str(part.claim.state),
        "level": str(part.claim.level),
        "due_on": line.due_on.isoformat() if line.due_on else "",
        "ended_on": line.ended_on.isoformat() if line.ended_on and closed else "",
        "responsible_name": record["responsible_name"] or "",
        "finder_name": record["finder_name"] or "",
        "finder_office": (record["finder_office"] or "")[:100],
        "source": record["source"] or "survey",
        "measures": part.measures,
        "progress": part.progress_words,
        "note": record["note"] or "",
    }
