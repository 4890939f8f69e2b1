"""Papers to print and to file, by typst: official documents, lists, dossiers with index and photos."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from anlan.core import clock
from anlan.files import photos, storing
from anlan.files.models import StoredFile
from anlan.files.presses import fonts
from anlan.files.presses.document import (
    Block,
    Dossier,
    Facts,
    Handbook,
    Heading,
    Listing,
    NewPage,
    Numbering,
    OfficialDocument,
    Paragraph,
    Pictures,
    Poster,
    Sheet,
    Table,
    title_lines,
)

TEMPLATES = Path(__file__).resolve().parent / "typst"
MEDIA_TYPE = "application/pdf"
PITCHES = (1.0, 1.02, 1.04, 0.98, 0.96)  # of 225 mm / 22
POSTED = (1.0, 0.95, 0.9, 0.85)  # of the same: a notice on a wall is read as one page
WIDE_VALUE = 22  # characters; longer facts take a whole line


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
        table = _table(Table(page.head, page.rows, page.widths, page.aligned))
        paper.fill({**facts, **table, "printed_at": _moment(page.printed_at)})
        return paper.printed("listing.typ")


def sheet(sheet: Sheet) -> bytes:
    """Print one record on upright A4, photos in place."""
    with Paper() as paper:
        facts = {name: value for name, value in vars(sheet).items() if isinstance(value, str)}
        paper.fill({**facts, "blocks": paper.blocks(sheet.blocks), "printed_at": _moment(sheet.printed_at)})
        return paper.printed("sheet.typ")


def dossier(dossier: Dossier) -> bytes:
    """Print a dossier: cover, index with page numbers, parts with bookmarks and photos."""
    with Paper() as paper:
        facts = {name: value for name, value in vars(dossier).items() if isinstance(value, str)}
        parts = [{**asdict(part), "blocks": paper.blocks(part.blocks)} for part in dossier.parts]
        filled = {"facts": pairs(dossier.facts), "parts": parts, "warnings": list(dossier.warnings)}
        paper.fill({**facts, **filled, "printed_at": _moment(dossier.printed_at)})
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
        folder.fill({**facts, **filled, "paper": paper, "printed_at": _moment(book.printed_at)})
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


class Paper:
    """A folder in which one paper is set: the templates, its data and its photos."""

    def __enter__(self) -> Paper:
        self.kept = tempfile.TemporaryDirectory(prefix="anlan-paper-")
        self.folder = Path(self.kept.name)
        self.images = 0
        for template in TEMPLATES.glob("*.typ"):
            (self.folder / template.name).write_bytes(template.read_bytes())
        return self

    def __exit__(self, *error: object) -> None:
        self.kept.cleanup()

    def fill(self, data: dict[str, Any]) -> None:
        """Lay data ready for the template; characters no font can draw become 〓 and are named at the end."""
        written, missing = fonts.printable(json.dumps(data, ensure_ascii=False))
        filled = json.loads(written)
        if missing:
            named = "、".join(f"U+{ord(character):04X}" for character in missing[:20])
            filled["seal_line"] = f"{filled.get('seal_line', '')}　〓 代替本机字体没有的字：{named}".strip("　")
        (self.folder / "data.json").write_text(json.dumps(filled, ensure_ascii=False), "utf-8")

    def printed(self, template: str) -> bytes:
        """Set a template with the data laid ready."""
        return typst.compile(str(self.folder / template), root=str(self.folder), font_paths=_fonts(), format="pdf")

    def marked(self, label: str) -> int:
        """Return the page on which the official template put a mark."""
        source = str(self.folder / "official.typ")
        found = typst.query(source, f"<{label}>", field="value", one=True, root=str(self.folder), font_paths=_fonts())
        return int(json.loads(found))

    def blocks(self, blocks: Sequence[Block]) -> list[dict[str, Any]]:
        """Return blocks as the templates read them, headings numbered."""
        numbering = Numbering()
        return [self._block(block, numbering) for block in blocks]

    def _block(self, block: Block, numbering: Numbering) -> dict[str, Any]:
        match block:
            case Heading(text, level):
                return {"kind": "heading", "level": level, "text": numbering.next(level) + text}
            case Paragraph(text, lead, flush):
                return {"kind": "paragraph", "text": text, "lead": lead, "flush": flush}
            case Table():
                return {"kind": "table", "caption": block.caption, **_table(block)}
            case Facts(given):
                return {"kind": "facts", "pairs": pairs(given)}
            case Pictures(pictures):
                return {"kind": "pictures", "pictures": [self._picture(picture) for picture in pictures]}
            case NewPage():
                return {"kind": "page"}

    def _picture(self, picture: Any) -> dict[str, str]:
        return {"path": self.laid(picture.content or shown(picture.sha256)), "caption": picture.caption}

    def laid(self, content: bytes) -> str:
        """Lay a picture beside the data; its name there."""
        self.images += 1
        name = f"image-{self.images}.{'png' if content.startswith(photos.PNG_START) else 'jpg'}"
        (self.folder / name).write_bytes(content)
        return name


def shown(sha256: str) -> bytes:
    stored = StoredFile.objects.get(pk=sha256)
    with storing.open_stored(stored.shown_sha256 or stored.sha256) as stream:
        return stream.read()


def _table(table: Table) -> dict[str, Any]:
    width = len(table.head)
    return {
        "head": list(table.head),
        "rows": [[words(cell) for cell in row] for row in table.rows],
        "widths": list(table.widths) or [1] * width,
        "aligned": list(table.aligned.ljust(width, "l")),
        "padding": table.padding,
    }


def pairs(facts: Sequence[tuple[str, object]]) -> list[dict[str, Any]]:
    """Pair up short facts; a long one, or one left alone in its line, takes the whole line."""
    found = [{"label": label, "value": words(value), "wide": len(words(value)) > WIDE_VALUE} for label, value in facts]
    waiting: dict[str, Any] | None = None
    for fact in found:
        if fact["wide"]:
            if waiting:
                waiting["wide"] = True
            waiting = None
        else:
            waiting = None if waiting else fact
    if waiting:
        waiting["wide"] = True
    return found


def words(value: object) -> str:
    """Return any cell as printed words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return _moment(value)
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime.date) else str(value)


def _moment(moment: datetime.datetime) -> str:
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{local:%Y-%m-%d %H:%M}"


@cache
def _fonts() -> typst.Fonts:
    """Load the fonts once: reading them takes longer than setting a page."""
    folders = [str(folder) for folder in fonts.folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
