"""Loading criteria packs: all of a folder or nothing, each change a new version, old records keep theirs."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from anlan.core import clock, events, search
from anlan.org.models import User
from anlan.standards import queries
from anlan.standards.actions.industries import load_industries
from anlan.standards.models import CriteriaPack, Criterion, Industry
from anlan.standards.packs import succession
from anlan.standards.packs.reading import read
from anlan.standards.packs.shape import Item, Pack, Problem

OUTCOMES = ("created", "changed", "same", "refused")


@dataclass
class Report:
    """What a run did: an outcome per file, and every problem found."""

    outcomes: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many files had each outcome."""
        return {name: sum(row["outcome"] == name for row in self.outcomes) for name in OUTCOMES}

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "counts": self.counts,
            "packs": self.outcomes,
            "errors": [vars(problem) for problem in self.problems],
        }


def load_shipped(*, actor: User | None = None) -> Report:
    """Load the industries and packs that come with the product; safe at every start.

    Never overwrites an edited industry, nor a pack the office has loaded a newer version of.
    """
    load_industries(actor=actor)
    return load_packs(queries.SHIPPED_PACKS, actor=actor, only_new=True)


def load_packs(
    folder: Path,
    *,
    actor: User | None = None,
    dry_run: bool = False,
    only_new: bool = False,
    told: Callable[[list[Pack]], None] = lambda packs: None,
) -> Report:
    """Load every pack (*.yaml, *.yml) of a folder, or none of them when anything is wrong with any.

    The same content changes nothing; changed content becomes a new version: an amendment (later effective date) ends
    the old one on that day, a correction withdraws it. Standards that say they were replaced end with their
    successor's date. Each change is one PackEvent. With `only_new` a file that was ever loaded counts as the same.
    `told` is handed the packs before the first of them is written, where none has a problem.
    Returns the outcome of every file and all problems.
    """
    report = Report()
    packs = _read_all(folder, report, CriteriaPack.objects.all() if only_new else _living())
    if not report.problems:
        told(packs)
    with transaction.atomic():
        if not report.problems:
            report.outcomes += [_load(pack, actor) for pack in packs]
            _settle_endings(actor)
            report.problems += _circles()
        if dry_run or report.problems:
            transaction.set_rollback(True)
    if report.problems:
        _refuse(report)
    report.outcomes.sort(key=lambda row: row["file"])
    return report


def _refuse(report: Report) -> None:
    names = {row["file"] for row in report.outcomes} | {problem.file for problem in report.problems if problem.file}
    report.outcomes = [_outcome(name, None, "refused") for name in names]


def _read_all(folder: Path, report: Report, loaded: QuerySet[CriteriaPack]) -> list[Pack]:
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]) if folder.is_dir() else []
    if not paths:
        report.problems.append(Problem(folder.name, "", "", f"{folder} 里没有标准包（*.yaml）。"))
    industries = set(Industry.objects.values_list("code", flat=True))
    known = {row.file_digest: row for row in loaded}
    packs: list[Pack] = []
    for path in paths:
        raw = path.read_bytes()
        if row := known.get(hashlib.sha256(raw).hexdigest()):
            # The very file a version was made from: nothing to parse, a second start is quick.
            report.outcomes.append(_outcome(path.name, row, "same"))
            continue
        pack, problems = read(path.name, raw, industries)
        report.problems += problems
        packs.append(pack)
    report.problems += _ids_twice(packs, report.outcomes)
    return packs


def _living() -> QuerySet[CriteriaPack]:
    return CriteriaPack.objects.filter(withdrawn_at=None)


def _ids_twice(packs: list[Pack], loaded: list[dict[str, Any]]) -> Iterable[Problem]:
    first = {row["pack"]: row["file"] for row in loaded}
    for pack in packs:
        if pack.slug and pack.slug in first:
            yield Problem(pack.file, "", "id", f"编号“{pack.slug}”与文件 {first[pack.slug]} 重复。")
        first.setdefault(pack.slug, pack.file)


def _outcome(file: str, pack: CriteriaPack | None, outcome: str) -> dict[str, Any]:
    return {
        "file": file,
        "pack": pack.slug if pack else None,
        "version": pack.version if pack else None,
        "outcome": outcome,
    }


def _load(pack: Pack, actor: User | None) -> dict[str, Any]:
    latest = _living().filter(slug=pack.slug).order_by("-version").first()
    if latest and latest.digest == pack.digest:
        return _outcome(pack.file, latest, "same")
    row = _row(pack)
    if latest:
        _make_way(latest, row, actor)
    events.begin(row, "standards.load", actor=actor, data=_told(row, pack))
    row.industries.set(Industry.objects.filter(code__in=pack.industry_codes))
    _write_items(row, pack)
    return _outcome(pack.file, row, "changed" if latest else "created")


def _told(row: CriteriaPack, pack: Pack) -> dict[str, Any]:
    items = [digest_of(pack.slug, item) for item in pack.items]
    told = {"slug": row.slug, "version": row.version, "title": row.title, "digest": row.digest, "file": pack.file}
    return {**told, "items": len(items), "items_digest": hashlib.sha256("".join(items).encode()).hexdigest()}


def _row(pack: Pack) -> CriteriaPack:
    last = CriteriaPack.objects.filter(slug=pack.slug).aggregate(last=Max("version"))["last"] or 0
    ending = pack.ending
    names = ("title", "doc_number", "issuer", "issued", "effective", "status", "applies_to", "note")
    return CriteriaPack(
        slug=pack.slug,
        version=last + 1,
        issued_on=pack.issued.day,
        effective_on=pack.effective_on,
        dates_to_check=not (pack.issued.plain and pack.effective.plain),
        kind=pack.kind,
        complete=pack.complete,
        topics_only=pack.topics_only,
        official_urls=pack.official_urls,
        region_code=pack.region_code,
        ending=events.plain(vars(ending)) if ending else None,
        digest=pack.digest,
        file_digest=pack.file_digest,
        loaded_at=clock.now(),
        **{name: pack.texts[name] for name in names},
    )


def _make_way(latest: CriteriaPack, row: CriteriaPack, actor: User | None) -> None:
    """End the version before: on the day the amendment begins, or at once where it is a correction of the same law."""
    began, begins = latest.effective_on, row.effective_on
    if began and begins and begins > began and latest.ended_on is None:
        changes: dict[str, Any] = {"ended_on": begins, "replaced_by": row}
        events.append(latest, "standards.end", actor=actor, changes=changes, data={**changes, "version": row.version})
    else:
        changes = {"withdrawn_at": clock.now(), "replaced_by": row}
        events.append(latest, "standards.withdraw", actor=actor, changes=changes, data={"version": row.version})


def _write_items(row: CriteriaPack, pack: Pack) -> None:
    items = [
        Criterion(
            pack=row,
            position=position,
            code=item.code,
            section=item.section,
            summary=item.summary,
            how_to_check=item.check,
            keywords=item.keywords,
            refers_to=item.refers_to,
            checked_against_text=item.checked,
            may_be_major=item.may_be_major,
            why_not_major=item.why_not_major,
            digest=digest_of(pack.slug, item),
        )
        for position, item in enumerate(pack.items, start=1)
    ]
    Criterion.objects.bulk_create(items)
    search.put_many("criterion", [(item.pk, _words(row, item), "") for item in items])


def _words(row: CriteriaPack, item: Criterion) -> str:
    parts = [item.code, item.section, item.summary, item.how_to_check, *item.keywords, row.title, row.doc_number]
    return " ".join(parts)


def digest_of(slug: str, item: Item) -> str:
    """sha256 of an item's wording: a comparison with the official text holds for every version with the same one."""
    return hashlib.sha256("\n".join([slug, item.code, item.section, item.summary, item.check]).encode()).hexdigest()


@dataclass(frozen=True)
class _Known:
    """A living pack as `succession` looks at it."""

    row: CriteriaPack
    slug: str
    doc_number: str
    industry_codes: list[str]


def _settle_endings(actor: User | None) -> None:
    """Give every pack that says it was replaced its last day and its successor, as far as they are loaded."""
    rows = _living().prefetch_related("industries")
    known = [_Known(row, row.slug, row.doc_number, [one.code for one in row.industries.all()]) for row in rows]
    for pack in known:
        if pack.row.ending:
            _settle(pack, known, actor)


def _settle(pack: _Known, known: list[_Known], actor: User | None) -> None:
    row = pack.row
    told: dict[str, str] = row.ending or {}
    said = dt.date.fromisoformat(told["day"]) if told["day"] else None
    ending = succession.Ending(told["by"], told["pack"], said)
    found = succession.successor(ending, known, like=pack)
    by = found.row if found else None
    # Replaced, but nobody wrote since when: from the day we learnt it, it judges nothing more.
    ended_on = (by and by.effective_on) or said or row.ended_on or clock.today()
    changes = {"ended_on": ended_on, "replaced_by": by}
    if (row.ended_on, row.replaced_by_id) != (ended_on, by and by.pk):
        events.append(row, "standards.end", actor=actor, changes=changes, data={**changes, "by": ending.by})


def _circles() -> list[Problem]:
    """Packs that replace each other in a circle."""
    after = dict(_living().exclude(replaced_by=None).values_list("pk", "replaced_by"))
    problems = []
    for row in _living().filter(pk__in=after).order_by("slug"):
        seen, here = {row.pk}, after[row.pk]
        while here in after and here not in seen:
            seen.add(here)
            here = after[here]
        if here == row.pk:
            problems.append(
                Problem(f"{row.slug}.yaml", "", "status", "几个标准互相写成被对方替代，请核对哪一个现行有效。")
            )
    return problems
