"""A .docx as PDF: by LibreOffice where the machine has it, else set again by typst for reading.

Without LibreOffice paragraphs, tables, faces, sizes and pictures are taken over, so that the words are those of the
.docx whatever template it came from; frames and drawings are not.
"""

from __future__ import annotations

import io
import logging
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from anlan.files import office, photos
from anlan.files.presses import filling, fonts, setting

log = logging.getLogger("anlan.files")
SECONDS = 60
FACES = {"仿宋": "fang", "楷体": "kai", "黑体": "hei", "小标宋": "xiaobiao"}
PLAIN = 14.0  # points
EMU = 12_700  # in a point


def as_pdf(content: bytes, *, mark: str = "") -> bytes:
    """The document as PDF, with `mark` in grey across every page."""
    return as_pdfs([(content, mark)])[0]


def as_pdfs(papers: Sequence[tuple[bytes, str]]) -> list[bytes]:
    """Each document with its mark as PDF; LibreOffice is started once for all, which takes longer than the papers."""
    program = office.program()
    marked = [filling.mark(content, mark) if mark else content for content, mark in papers]
    printed = _by_office(program, marked) if program else [b""] * len(papers)
    return [made or _by_typst(*paper) for made, paper in zip(printed, papers, strict=True)]


def _by_office(program: str, papers: Sequence[bytes]) -> list[bytes]:
    """What LibreOffice makes of them, in a profile of its own; nothing for those with which it fails or takes too long.

    It gets our fonts too: on a server without Chinese ones it would print boxes, or take a Japanese one.
    """
    with tempfile.TemporaryDirectory(prefix="anlan-office-") as folder:
        place = Path(folder)
        (place / "fonts.conf").write_text(fonts.configuration(place / "fonts"), "utf-8")
        names = [f"paper-{number}" for number in range(len(papers))]
        for name, content in zip(names, papers, strict=True):
            (place / f"{name}.docx").write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        command += ["--outdir", folder, *(str(place / f"{name}.docx") for name in names)]
        known = {**os.environ, "FONTCONFIG_FILE": str(place / "fonts.conf")}
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS + len(papers), env=known)
        except (OSError, subprocess.SubprocessError):
            log.exception("LibreOffice did not make every PDF; the others are set by typst")
        made = [place / f"{name}.pdf" for name in names]
        return [path.read_bytes() if path.exists() else b"" for path in made]


def _by_typst(content: bytes, mark: str) -> bytes:
    opened = Document(io.BytesIO(content))
    with setting.Paper() as paper:
        reader = _Reader(opened, paper.folder)
        head = "".join(one.text for one in opened.sections[0].header.paragraphs)
        title = opened.core_properties.title or "文书"
        paper.fill({"title": title, "head": head, "mark": mark, "blocks": list(reader.blocks(opened.element.body))})
        return paper.printed("reading.typ")


class _Reader:
    """Reads the body of one document into what reading.typ sets; pictures go into its folder."""

    def __init__(self, opened: Any, folder: Path) -> None:
        self.part = opened.part
        self.folder = folder
        self.pictures = 0

    def blocks(self, root: Any) -> Iterator[dict[str, Any]]:
        """Paragraphs and tables in their order."""
        for child in root:
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield self._table(child)

    def _paragraph(self, row: Any) -> dict[str, Any]:
        marks = row.find(qn("w:pPr"))
        first = _number(marks, "w:ind", "firstLine") / 20
        return {
            "kind": "paragraph",
            "align": {"center": "c", "right": "r", "both": "j"}.get(_value(marks, "w:jc"), "l"),
            "indent": first,
            "line": _number(marks, "w:spacing", "line") / 20,
            "before": _number(marks, "w:spacing", "before") / 20,
            "keep": marks is not None and marks.find(qn("w:keepNext")) is not None,
            "runs": [part for run in row.iter(qn("w:r")) for part in self._run(run)],
        }

    def _run(self, run: Any) -> Iterator[dict[str, Any]]:
        marks = run.find(qn("w:rPr"))
        face = "song"
        if marks is not None and (marked := marks.find(qn("w:rFonts"))) is not None:
            written = marked.get(qn("w:eastAsia"), "")
            face = next((name for words, name in FACES.items() if words in written), "song")
        look = {"face": face, "size": (_number(marks, "w:sz", "val") / 2) or PLAIN, "picture": ""}
        for child in run:
            if child.tag == qn("w:t") and child.text:
                yield {**look, "text": child.text}
            elif child.tag in (qn("w:br"), qn("w:tab")):
                yield {**look, "text": "\n" if child.tag == qn("w:br") else "　　"}
            elif child.tag == qn("w:drawing"):
                yield from self._pictures(child, look)

    def _pictures(self, drawing: Any, look: dict[str, Any]) -> Iterator[dict[str, Any]]:
        extent = next(drawing.iter(qn("wp:extent")), None)
        for picture in drawing.iter(qn("a:blip")):
            content = self.part.related_parts[picture.get(qn("r:embed"))].blob
            self.pictures += 1
            name = f"drawn-{self.pictures}.{'png' if content.startswith(photos.PNG_START) else 'jpg'}"
            (self.folder / name).write_bytes(content)
            yield {
                **look,
                "text": "",
                "picture": name,
                "height": int(extent.get("cy")) / EMU if extent is not None else 34,
            }

    def _table(self, table: Any) -> dict[str, Any]:
        widths = [int(one.get(qn("w:w"), 1)) for one in table.iter(qn("w:gridCol"))]
        rows, heads = [], 0
        for row in table.findall(qn("w:tr")):
            marks = row.find(qn("w:trPr"))
            heads += marks is not None and marks.find(qn("w:tblHeader")) is not None
            rows.append([self._cell(cell) for cell in row.findall(qn("w:tc"))])
        keep = all(one["keep"] for row in rows for one in row[0]["blocks"][:1] if one["kind"] == "paragraph")
        return {"kind": "table", "widths": widths, "heads": heads, "rows": rows, "keep": keep}

    def _cell(self, cell: Any) -> dict[str, Any]:
        span = int(_number(cell.find(qn("w:tcPr")), "w:gridSpan", "val")) or 1
        return {"span": span, "blocks": list(self.blocks(cell))}


def _value(marks: Any, name: str) -> str:
    found = marks.find(qn(name)) if marks is not None else None
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def _number(marks: Any, name: str, attribute: str) -> float:
    found = marks.find(qn(name)) if marks is not None else None
    try:
        return float(found.get(qn(f"w:{attribute}"), 0)) if found is not None else 0
    except ValueError:
        return 0
