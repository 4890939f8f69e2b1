"""The file of a case as one PDF: cover, index with page numbers, every paper with its receipt or scan, the evidence."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.cases import evidence, papers
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import papers as printing
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.documents.queries import SHOWN
from anlan.enforcement.inspecting import papers as approving
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.templating import making
from anlan.enforcement.templating.kinds import all_kinds
from anlan.files import storing
from anlan.files.models import StoredFile
from anlan.files.presses import binding, exhibits

COVER, INDEX = "case_cover", "case_index"
LATER = "结案时编定"
SHORT = 24
"""Characters the index says of what a piece of evidence shows; the whole stands on its page."""
State = Document.State


@dataclass(frozen=True)
class Line:
    """What the index says of one thing in the file."""

    words: str
    number: str
    on: str
    note: str = ""


@dataclass(frozen=True)
class Piece:
    """What is bound under one bookmark, with a line of the index for each thing on it.

    `pages` is a PDF; where it is empty `paper` is a .docx to be printed with a mark.
    """

    title: str
    lines: tuple[Line, ...]
    pages: bytes = b""
    paper: tuple[bytes, str] = (b"", "")


def whole(case: Case) -> bytes:
    """The file as one PDF, its pages numbered in the order of the index, with a bookmark for each piece."""
    pieces = of(case)
    rows, count = _numbered(pieces)
    told = {COVER: _cover(case, len(rows), count), INDEX: _index(case, rows)}
    front = making.printed_all([(making.written(code, said, moment=case.closed_at), "") for code, said in told.items()])
    titled = list(zip((all_kinds()[code].label for code in told), front, strict=True))
    return binding.bound(titled, [(one.title, one.pages) for one in pieces])


def sheet(case: Case, code: str) -> bytes:
    """Cover or index as .docx."""
    rows, count = _numbered(of(case))
    said = _cover(case, len(rows), count) if code == COVER else _index(case, rows)
    return making.written(code, said, moment=case.closed_at)


def of(case: Case) -> list[Piece]:
    """What lies in it, printed: the decision first, then the papers as they came to be, then the evidence."""
    found = list(_listed(case))
    made = iter(making.printed_all([one.paper for one in found if not one.pages]))
    return [one if one.pages else replace(one, pages=next(made)) for one in found]


def _listed(case: Case) -> Iterator[Piece]:
    rows = sorted(_documents(case), key=lambda one: (one.decided_at, one.pk))
    for document in rows:
        if document.kind in FIRST:
            yield from _pieces(document)
    if case.inspection is not None:
        yield from _of_inspection(case.inspection)
    for document in rows:
        if document.kind not in FIRST:
            yield from _pieces(document)
    yield from _evidence(case)


FIRST = (Kind.PENALTY_DECISION, Kind.NO_PENALTY, Kind.SPOT_DECISION)


def _documents(case: Case) -> list[Document]:
    found = Q(case=case) | Q(referral__case=case)
    if case.inspection_id:
        found |= Q(inspection=case.inspection_id)
    return list(Document.objects.filter(found, state=State.ISSUED).select_related(*SHOWN).distinct())


def _of_inspection(inspection: Inspection) -> Iterator[Piece]:
    """Its approval, and its notice where it was announced."""
    kinds = [(approving.APPROVAL, inspection.decided_at), (approving.NOTICE, inspection.noticed_at)]
    for kind, at in kinds:
        if at is not None:
            title, on = all_kinds()[kind].label, clock.local_date(at).isoformat()
            line = Line(title, inspection.number, on)
            yield Piece(title, (line,), paper=(approving.written(inspection, kind), ""))


def _pieces(document: Document) -> Iterator[Piece]:
    assert document.decided_at is not None
    title, number = document.get_kind_display(), document.number or making.NOTHING
    day = clock.local_date(document.decided_at).isoformat()
    scan = _scan(document)
    note = "签字盖章件" if scan else "扫描件打不开，另附原件" if document.scan else ""
    if document.scan:
        number += f"\n校验值 {document.scan.pk[:16]}"
    lines = (Line(title, number, day, note),)
    yield Piece(title, lines, scan) if scan else Piece(title, lines, paper=printing.to_print(document))
    if document.served_at and document.served_way:
        served, receipt = clock.local_date(document.served_at).isoformat(), f"送达回执（{title}）"
        line = Line(receipt, document.number or making.NOTHING, served)
        yield Piece(receipt, (line,), paper=(printing.receipt(document), ""))


def _scan(document: Document) -> bytes:
    """The scan of the copy signed or sealed by hand as PDF; nothing without one that can be bound."""
    return _stored(document.scan) if document.scan else b""


def _stored(stored: StoredFile) -> bytes:
    with storing.open_stored(stored.shown_sha256 or stored.sha256) as stream:
        return binding.pages_of(stream.read())


def _evidence(case: Case) -> Iterator[Piece]:
    """Photos, one or two on a page, then other files, each under its number."""
    found = evidence.of(case)
    shots = [exhibits.Exhibit(one.name, one.file, one.facts) for one in found if one.file.is_image]
    lines = {one.name: _line(one) for one in found}
    for page in exhibits.sheets(shots):
        names = [one.name for one in page]
        title = "、".join(names) + "（照片）"
        pages = exhibits.printed(f"证据　{case.name}", page)
        yield Piece(title, tuple(lines[name] for name in names), pages)
    for one in found:
        if not one.file.is_image and (pages := _stored(one.file)):
            yield Piece(f"{one.name}（{one.file.name}）", (lines[one.name],), pages)


def _line(one: evidence.Evidence) -> Line:
    kind = "照片" if one.file.is_image else "材料"
    return Line(f"{one.name}（{kind}）：{_short(one.shows)}", one.mark, clock.local_date(one.at).isoformat())


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT]}……"


def _numbered(pieces: list[Piece]) -> tuple[list[dict[str, str]], int]:
    """A row of the index for each line with the pages it fills, and how many pages there are."""
    rows, at = [], 1
    for one in pieces:
        last = at + binding.count(one.pages) - 1
        page = str(at) if last == at else f"{at}—{last}"
        rows += [{**asdict(line), "page": page} for line in one.lines]
        at = last + 1
    return rows, at - 1


def _cover(case: Case, count: int, pages: int) -> dict[str, Any]:
    told = case.said.get("close_case", {})
    closed = clock.day_words(clock.local_date(case.closed_at)) if case.closed_at else "尚未结案"
    opened = case.filed_at or case.opened_at
    return _shared(case) | {
        "filed_on": clock.day_words(clock.local_date(opened)),
        "closed_on": closed,
        "result": papers.result_of(case),
        "performed": papers.performed_words(case),
        "retention": told.get("retention", LATER),
        "count": str(count),
        "pages": str(pages),
    }


def _index(case: Case, rows: list[dict[str, str]]) -> dict[str, Any]:
    return _shared(case) | {"rows": rows}


def _shared(case: Case) -> dict[str, Any]:
    number = case.said.get("close_case", {}).get("archive_number", LATER)
    standing = "本卷随案件结案归档。" if case.closed_at else "案件尚未结案，卷内材料以结案时为准。"
    told = {"archive_number": number, "standing": standing, "number": number}
    return papers.common(case) | told | {"issued_on": clock.day_words(clock.today())}
