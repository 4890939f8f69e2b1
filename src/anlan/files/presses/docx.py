"""What our .docx are set by, as GB/T 9704-2012 has it: 22 lines of 28 characters, the legal font names.

Word and WPS at the township have these fonts; where one is missing they substitute it themselves. Tried in LibreOffice:
a character grid gives half-empty lines there, so the grid is made of an exact line pitch and a condensed spacing.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from anlan.files.presses import docx_tables, setting
from anlan.files.presses.document import (
    Block,
    Facts,
    Heading,
    NewPage,
    Numbering,
    Paragraph,
    Pictures,
    Sheet,
    Table,
)
from anlan.files.presses.docx_marks import (
    BODY,
    FANG,
    HEI,
    KAI,
    LATIN,
    SONG,
    XIAOBIAO,
    element,
    in_order,
    keep_with_next,
    put,
    say,
)

LINE = 28.95  # points: 225 mm / 22
CONDENSED = -5  # twentieths of a point: 28 characters of 16 pt in 156 mm; -4 gives 27
FACES = (HEI, KAI, FANG, FANG)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sheet(sheet: Sheet) -> bytes:
    """Make a record of one page or more that can be edited: title, blocks, and at the end who made it and when."""
    press, out = Press(), io.BytesIO()
    press.page(sheet.title, sheet.printed_by)
    press.line(sheet.title, XIAOBIAO, 22, ALIGN.CENTER, line=40)
    if sheet.subtitle:
        press.line(sheet.subtitle, KAI, 14, ALIGN.CENTER, line=26)
    for block in sheet.blocks:
        press.block(block)
    if sheet.remark:
        press.line(sheet.remark, SONG, 10.5, line=16)
    press.line(f"{sheet.printed_by}　{setting.words(sheet.printed_at)}", SONG, 10.5, ALIGN.RIGHT, line=16)
    in_order(press.docx.element, *(part._element for part in press.footers()))
    press.docx.save(out)
    return out.getvalue()


class Press:
    """What every document is set with: the page, the fonts, lines and tables."""

    def __init__(self) -> None:
        self.docx = Document()
        self.numbering = Numbering()

    def footers(self) -> list[Any]:
        """The footers of odd and of even pages."""
        section = self.docx.sections[0]
        return [section.footer, section.even_page_footer]

    def page(self, title: str, author: str) -> None:
        """A4 with the margins of GB/T 9704 and the page number at the outer edge."""
        section = self.docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(35 - 7 - 5)  # the number's upper edge stands 7 mm below the text
        self.docx.settings.odd_and_even_pages_header_footer = True
        _page_number(section.footer.paragraphs[0], ALIGN.RIGHT)
        _page_number(section.even_page_footer.paragraphs[0], ALIGN.LEFT)
        properties = self.docx.core_properties
        properties.title, properties.author = title, author
        self._styles()

    def _styles(self) -> None:
        style = self.docx.styles["Normal"]
        style.font.size, style.font.name = Pt(BODY), LATIN
        marks = style.element.get_or_add_rPr()
        marks.get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
        marks.append(element("w:spacing", val=CONDENSED))
        layout = style.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing, layout.alignment, layout.widow_control = Pt(LINE), ALIGN.JUSTIFY, False

    def table(self, block: Table, *, size: float = 12, line: float = 18) -> None:
        """A table whose head, if it has one, repeats on every page."""
        if block.caption:
            keep_with_next(self.line(block.caption, HEI, 12, ALIGN.CENTER, line=20))
        docx_tables.lay(self.docx, block, size, line)

    def line(
        self,
        words: str,
        face: str = FANG,
        size: float = BODY,
        align: Any = None,
        *,
        indent: int = 0,
        line: float = 0,
        before: Any = None,
        color: RGBColor | None = None,
    ) -> DocxParagraph:
        """One paragraph; sizes and `line` (its pitch) in points, `indent` in characters."""
        paragraph = self.docx.add_paragraph()
        if indent:
            marks = {"firstLineChars": indent * 100, "firstLine": int(indent * size * 20)}
            paragraph._p.get_or_add_pPr().append(element("w:ind", **marks))
        if before is not None:
            paragraph.paragraph_format.space_before = before
        say(paragraph, words, face, size, align, line, color)
        return paragraph

    def block(self, block: Block) -> None:
        """One block of a body."""
        match block:
            case Heading(text, level):
                self._heading(text, min(level, 4))
            case Paragraph():
                self._paragraph(block)
            case Table():
                self.table(block)
                docx_tables.bind(self.docx.tables[-1])
            case Facts(pairs):
                self.table(Table((), pairs, (1, 3)))
            case Pictures():
                self._pictures(block)
            case NewPage():
                self.docx.add_page_break()

    def _heading(self, text: str, level: int) -> None:
        paragraph = self.line(self.numbering.next(level) + text, FACES[level - 1], indent=2)
        keep_with_next(paragraph)
        paragraph._p.get_or_add_pPr().append(element("w:outlineLvl", val=level - 1))

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self.line("", indent=0 if block.flush else 2)
        if block.lead:
            put(paragraph, block.lead, HEI)
        for number, part in enumerate(block.text.split("\n")):
            if number:
                paragraph.add_run().add_break()
            put(paragraph, part, FANG)

    def _pictures(self, block: Pictures) -> None:
        pictures = list(block.pictures)
        table = self.docx.add_table(-(-len(pictures) // 2), 2)
        for place, picture in enumerate(pictures):
            cell = table.cell(place // 2, place % 2)
            cell.paragraphs[0].paragraph_format.line_spacing = 1.0
            cell.paragraphs[0].alignment = ALIGN.CENTER
            content = picture.content or setting.shown(picture.sha256)
            cell.paragraphs[0].add_run().add_picture(io.BytesIO(content), width=Mm(72))
            say(cell.add_paragraph(), picture.caption, SONG, 10, ALIGN.CENTER, 14)


def _page_number(paragraph: DocxParagraph, align: Any) -> None:
    """Put — 1 — in half-width 宋体 四号, one character from the outer edge."""
    paragraph.alignment = align
    edge = "right_indent" if align == ALIGN.RIGHT else "left_indent"
    setattr(paragraph.paragraph_format, edge, Pt(14))
    put(paragraph, "— ", SONG, 14)
    run = paragraph.add_run()
    run.font.size, run.font.name = Pt(14), SONG
    for kind in ("begin", None, "end"):
        field = element("w:fldChar", fldCharType=kind) if kind else OxmlElement("w:instrText")
        if kind is None:
            field.text = " PAGE "
        run._r.append(field)
    put(paragraph, " —", SONG, 14)
