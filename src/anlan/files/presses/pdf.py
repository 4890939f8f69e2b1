"""Papers to print and to file, by typst: official documents, lists, dossiers with index and photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from anlan.core import clock
from anlan.files.presses.document import Dossier, Handbook, Listing, OfficialDocument, Poster, Sheet, Table, title_lines
from anlan.files.presses.setting import Paper, moment, pairs, table

MEDIA_TYPE = "application/pdf"
PITCHES = (1.0, 1.02, 1.04, 0.98, 0.96)  # of 225 mm / 22
POSTED = (1.0, 0.95, 0.9, 0.85)  # of the same: a notice on a wall is read as one page


def official(document: OfficialDocument) -> bytes:
    """Print an official document by GB/T 9704-2012, with bookmarks for its headings.

    Where the signature would stand alone on a page the line pitch is adjusted, as 7.3.5.4 of the standard says.
    """
    facts = {name: value for name, value in vars(document).items() if isinstance(value, str)}
    with Paper() as paper:
        data = {
            **facts,
            "title": title_lines(document.title),
            "body": paper.blocks(document.body),
            "attachments": list(document.attachments),
            "signed_on": clock.day_words(document.signed_on),
            "printed_on": clock.day_words(document.printed_on or document.signed_on),
        }
        if not document.issuer and any(_fits(paper, data, pitch) for pitch in POSTED):
            return paper.printed("official.typ")
        for pitch in PITCHES:
            paper.fill({**data, "pitch": pitch})
            if document.attachments or paper.marked("words-end") == paper.marked("signature"):
                break
        return paper.printed("official.typ")


def _fits(paper: Paper, data: dict[str, Any], pitch: float) -> bool:
    """Lay the data at a line pitch; whether one page holds it with its signature."""
    paper.fill({**data, "pitch": pitch})
    return paper.marked("signature") == 1


def listing(page: Listing) -> bytes:
    """Print a list on A4 landscape with its head on every page."""
    with Paper() as paper:
        facts = {"title": page.title, "subtitle": page.subtitle, "printed_by": page.printed_by}
        rows = table(Table(page.head, page.rows, page.widths, page.aligned))
        paper.fill({**facts, **rows, "printed_at": moment(page.printed_at)})
        return paper.printed("listing.typ")


def sheet(sheet: Sheet) -> bytes:
    """Print one record on upright A4, photos in place."""
    with Paper() as paper:
        facts = {name: value for name, value in vars(sheet).items() if isinstance(value, str)}
        paper.fill({**facts, "blocks": paper.blocks(sheet.blocks), "printed_at": moment(sheet.printed_at)})
        return paper.printed("sheet.typ")


def dossier(dossier: Dossier) -> bytes:
    """Print a dossier: cover, index with page numbers, parts with bookmarks and photos."""
    with Paper() as paper:
        facts = {name: value for name, value in vars(dossier).items() if isinstance(value, str)}
        parts = [{**asdict(part), "blocks": paper.blocks(part.blocks)} for part in dossier.parts]
        filled = {"facts": pairs(dossier.facts), "parts": parts, "warnings": list(dossier.warnings)}
        paper.fill({**facts, **filled, "printed_at": moment(dossier.printed_at)})
        return paper.printed("dossier.typ")


def handbook(book: Handbook, *, paper: str = "a4") -> bytes:
    """Print a handbook with bookmarks and page numbers; `paper` is a4, or a5 for the pocket and the phone."""
    with Paper() as folder:
        facts = {name: value for name, value in vars(book).items() if isinstance(value, str)}
        filled = {
            "facts": pairs(book.facts),
            "guide": list(book.guide),
            "chapters": [asdict(one) for one in book.chapters],
        }
        folder.fill({**facts, **filled, "paper": paper, "printed_at": moment(book.printed_at)})
        return folder.printed("handbook.typ")


def posters(posters: Sequence[Poster]) -> bytes:
    """Print posters, each on an upright A4 of its own; the words of each shrink until they fit the page."""
    with Paper() as paper:
        rows = [_poster(paper.folder, place, one) for place, one in enumerate(posters)]
        paper.fill({"title": posters[0].title, "posters": rows})
        return paper.printed("poster.typ")


def _poster(folder: Path, place: int, poster: Poster) -> dict[str, Any]:
    code = f"code-{place}.svg" if poster.code else ""
    if code:
        (folder / code).write_bytes(poster.code)
    facts = {name: value for name, value in vars(poster).items() if isinstance(value, str)}
    return {**facts, "code": code, "items": [asdict(item) for item in poster.items]}
