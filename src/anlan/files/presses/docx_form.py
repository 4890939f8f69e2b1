"""Forms of enforcement as .docx: issuer, title, number, text, tables and boxes, the number again on every page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING as PITCH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from anlan.files.presses.document import Table
from anlan.files.presses.docx import Press
from anlan.files.presses.docx_marks import FANG, HEI, SONG, XIAOBIAO, element, in_order, keep_with_next, put

SIZE, LINE = 14, 22  # points: 四号
WIDTHS = (3, 6, 2.6, 6.6)
SMALL, SMALL_LINE = 12, 21


def form(source: dict[str, Any]) -> bytes:
    """Make a form whose words may hold tags to be filled (`filling`).

    `source`: title, issuer, number, to, body, foot. A part of `body` is a text, or a mapping with one of `heading`,
    `table` (the list it goes through, with `columns` of heading, share, align, words), `facts` (lines of label and
    words, one or two pairs; their `widths`; `keep` on one page with the words before and what follows), `right` (a
    line at the right edge), `if` (with `then` and `else`).
    """
    out = io.BytesIO()
    _Form(source).made().save(out)
    return _undated(out.getvalue())


def _undated(content: bytes) -> bytes:
    """The same file without the hour it was made, so that the same words are always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as kept:
        for entry in made.infolist():
            kept.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), made.read(entry))
    return out.getvalue()


class _Form(Press):
    """Sets one form."""

    def __init__(self, source: dict[str, Any]) -> None:
        super().__init__()
        self.source = source

    def made(self) -> Any:
        """Set everything in its order."""
        source = self.source
        self._page()
        self.line(source["issuer"], XIAOBIAO, 18, ALIGN.CENTER, line=28)
        keep_with_next(self.line(source["title"], XIAOBIAO, 22, ALIGN.CENTER, line=36))
        if source.get("number"):
            self.line(source["number"], FANG, SIZE, ALIGN.RIGHT, line=LINE)
        if source.get("to"):
            self.line(source["to"], FANG, SIZE, ALIGN.LEFT, line=LINE)
        self._parts(source["body"])
        if source.get("foot"):
            self.line(source["foot"], SONG, 10.5, ALIGN.LEFT, line=16, before=Pt(8))
        section = self.docx.sections[0]
        in_order(self.docx.element, section.footer._element, section.header._element)
        return self.docx

    def _page(self) -> None:
        section = self.docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(28), Mm(25)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        self.docx.core_properties.title = self.source["title"]
        self.docx.core_properties.author = ""
        self._styles()
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        head.alignment, foot.alignment = ALIGN.RIGHT, ALIGN.CENTER
        put(head, self.source.get("number") or self.source["title"], SONG, 9)
        _counted(foot)

    def _parts(self, parts: Sequence[Any]) -> None:
        for part in parts:
            self._part({"text": part} if isinstance(part, str) else part)

    def _part(self, part: dict[str, Any]) -> None:
        if "if" in part:
            self._either(part)
        elif "table" in part:
            self._table(part)
        elif "facts" in part:
            if part.get("keep"):
                keep_with_next(self.docx.paragraphs[-1])  # no page holds a signature alone
            self._facts(part)
        elif "right" in part:
            keep_with_next(self.line(part["right"], FANG, SIZE, ALIGN.RIGHT, line=LINE))
        elif "heading" in part:
            keep_with_next(self.line(part["heading"], HEI, SIZE, ALIGN.LEFT, line=LINE, before=Pt(6)))
        else:
            self.line(part["text"], FANG, SIZE, indent=2, line=LINE)

    def _either(self, part: dict[str, Any]) -> None:
        self._tag(f"{{%p if {part['if']} %}}")
        self._parts(part["then"])
        if "else" in part:
            self._tag("{%p else %}")
            self._parts(part["else"])
        self._tag("{%p endif %}")

    def _tag(self, words: str) -> None:
        self.line(words, FANG, SIZE, line=LINE)

    def _table(self, part: dict[str, Any]) -> None:
        columns = part["columns"]
        empty = [""] * (len(columns) - 1)
        rows = [
            [f"{{%tr for one in {part['table']} %}}", *empty],
            [one[3] for one in columns],
            ["{%tr endfor %}", *empty],
        ]
        aligned = "".join(one[2] for one in columns)
        self.table(Table([one[0] for one in columns], rows, [one[1] for one in columns], aligned), size=SMALL)

    def _facts(self, part: dict[str, Any]) -> None:
        lines, keep = part["facts"], part.get("keep", False)
        rows = [[*line, "", ""] if len(line) == 2 else list(line) for line in lines]
        self.table(Table((), rows, part.get("widths", WIDTHS), "clcl"), size=SMALL, line=SMALL_LINE)
        for row, line in zip(self.docx.tables[-1].rows, lines, strict=True):
            for paragraph in row.cells[0].paragraphs if keep else []:
                keep_with_next(paragraph)
            for paragraph in [one for cell in row.cells for one in cell.paragraphs]:
                paragraph.paragraph_format.line_spacing_rule = PITCH.AT_LEAST  # a drawn signature needs more
            if len(line) == 2:
                row.cells[1].merge(row.cells[3])
                for extra in row.cells[1].paragraphs[1:]:
                    extra._p.getparent().remove(extra._p)


def _counted(paragraph: DocxParagraph) -> None:
    """第 x 页 共 y 页: every page of a record says of how many it is one."""
    put(paragraph, "第 ", SONG, 10.5)
    _field(paragraph, "PAGE")
    put(paragraph, " 页　共 ", SONG, 10.5)
    _field(paragraph, "NUMPAGES")
    put(paragraph, " 页", SONG, 10.5)


def _field(paragraph: DocxParagraph, name: str) -> None:
    """A field each part of which has the face and size of the words beside it; a single run for all loses the size."""
    for kind in ("begin", None, "separate", "1", "end"):
        put(paragraph, kind if kind == "1" else "", SONG, 10.5)
        run = paragraph.runs[-1]
        if kind is None:
            mark = OxmlElement("w:instrText")
            mark.text = f" {name} "
            run._r.append(mark)
        elif kind != "1":
            run._r.append(element("w:fldChar", fldCharType=kind))
