"""How one paper is set by typst: the folder with its data and photos, the fonts, what a cell looks like in print."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from anlan.files import photos, storing
from anlan.files.models import StoredFile
from anlan.files.presses import fonts
from anlan.files.presses.document import Block, Facts, Heading, NewPage, Numbering, Paragraph, Pictures, Table

TEMPLATES = Path(__file__).resolve().parent / "typst"
WIDE_VALUE = 22  # characters; longer facts take a whole line
LARGE = 100_000  # bytes of a paper; what typst remembers of one takes some sixty times as much
REMEMBERED = 10  # papers


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
        source = str(self.folder / template)
        paper = typst.compile(source, root=str(self.folder), font_paths=_fonts(), format="pdf")
        if len(paper) > LARGE:
            forget()
        return paper

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
                return {"kind": "table", "caption": block.caption, **table(block)}
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


def table(table: Table) -> dict[str, Any]:
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
        return moment(value)
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime.date) else str(value)


def moment(instant: datetime.datetime) -> str:
    local = timezone.localtime(instant) if timezone.is_aware(instant) else instant
    return f"{local:%Y-%m-%d %H:%M}"


def forget() -> None:
    """Let typst forget the last papers: it keeps what it worked out for ten of them, which may be a gigabyte.

    It offers nothing for that, but an empty paper pushes out an old one.
    """
    for _ in range(REMEMBERED + 1):
        typst.compile(b"", font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Load the fonts once: reading them takes longer than setting a page."""
    folders = [str(folder) for folder in fonts.folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
