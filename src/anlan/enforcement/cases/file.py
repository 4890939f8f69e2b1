"""The file of a case: cover, index with page numbers, every paper with its receipt, scan and evidence, as one PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from anlan.core import clock
from anlan.enforcement.cases import papers
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import papers as printing
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.templating import making
from anlan.files import storing
from anlan.files.models import StoredFile
from anlan.files.presses import binding

COVER, INDEX = "case_cover", "case_index"
LATER = "结案时编定"
State = Document.State


@dataclass(frozen=True)
class Piece:
    """One thing in the file: its line in the index, and its pages as PDF."""

    title: str
    number: str
    on: str
    pages: bytes
    note: str = ""


def whole(case: Case) -> bytes:
    """The file as one PDF, its pages numbered in the order of the index, with a bookmark for each piece."""
    pieces = list(of(case))
    rows, count = _numbered(pieces)
    front = [("案卷封面", _pdf(COVER, _cover(case, len(pieces), count))), ("卷内目录", _pdf(INDEX, _index(case, rows)))]
    return binding.bound(front, [(one.title, one.pages) for one in pieces])


def sheet(case: Case, code: str) -> bytes:
    """Cover or index as .docx."""
    pieces = list(of(case))
    rows, count = _numbered(pieces)
    said = _cover(case, len(pieces), count) if code == COVER else _index(case, rows)
    return making.written(code, said, moment=case.closed_at)


def _pdf(code: str, said: dict[str, Any]) -> bytes:
    return making.printed(making.written(code, said), "")


def of(case: Case) -> Iterator[Piece]:
    """What lies in it: the decision first, then the inspection's and the case's papers as they came to be."""
    rows = sorted(_documents(case), key=lambda one: (one.kind not in FIRST, one.decided_at, one.pk))
    for document in rows:
        yield from _pieces(document)


FIRST = (Kind.PENALTY_DECISION, Kind.NO_PENALTY, Kind.SPOT_DECISION)


def _documents(case: Case) -> list[Document]:
    found = list(case.documents.filter(state=State.ISSUED))
    if case.inspection is not None:
        found += case.inspection.documents.filter(state=State.ISSUED)
    return found


def _pieces(document: Document) -> Iterator[Piece]:
    assert document.decided_at is not None
    title, number = document.get_kind_display(), document.number or making.NOTHING
    day = clock.local_date(document.decided_at).isoformat()
    scan = _scan(document)
    yield Piece(title, number, day, scan or printing.printed(document), "签字盖章件" if scan else "")
    if document.served_at and document.served_way:
        served = clock.local_date(document.served_at).isoformat()
        yield Piece(f"送达回执（{title}）", number, served, making.printed(printing.receipt(document), ""))


def _scan(document: Document) -> bytes:
    """The scan of the copy signed or sealed by hand as PDF; nothing without one that can be bound."""
    stored: StoredFile | None = document.scan
    if stored is None:
        return b""
    with storing.open_stored(stored.shown_sha256 or stored.sha256) as stream:
        return binding.pages_of(stream.read())


def _numbered(pieces: list[Piece]) -> tuple[list[dict[str, str]], int]:
    """A row of the index for each piece with the pages it fills, and how many pages there are."""
    rows, at = [], 1
    for one in pieces:
        last = at + binding.count(one.pages) - 1
        page = str(at) if last == at else f"{at}—{last}"
        rows.append({"words": one.title, "number": one.number, "on": one.on, "page": page, "note": one.note})
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
