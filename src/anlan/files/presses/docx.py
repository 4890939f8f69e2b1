"""Official documents to edit, as .docx by GB/T 9704-2012: 22 lines of 28 characters, the legal font names.

Word and WPS at the township have these fonts; where one is missing they substitute it themselves. Tried in LibreOffice:
a character grid gives half-empty lines there, so the grid is made of an exact line pitch and a condensed spacing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from anlan.core import clock
from anlan.files.presses import pdf
from anlan.files.presses.document import (
    Block,
    Facts,
    Heading,
    NewPage,
    Numbering,
    OfficialDocument,
    Paragraph,
    Pictures,
    Sheet,
    Table,
    title_lines,
)

FANG, KAI, HEI, SONG, XIAOBIAO = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
BODY, LINE = 16, 28.95  # points: 三号, and 225 mm / 22 lines
WIDTH = 156  # millimetres of text
CONDENSED = -5  # twentieths of a point: 28 characters of 16 pt in 156 mm; -4 gives 27
FACES = (HEI, KAI, FANG, FANG)
RED = RGBColor(0xFF, 0, 0)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def official(document: OfficialDocument) -> bytes:
    """Make an official document that officials can go on editing."""
    out = io.BytesIO()
    _Official(document).made().save(out)
    return out.getvalue()


def sheet(sheet: Sheet) -> bytes:
    """Make a record of one page or more that can be edited: title, blocks, and at the end who made it and when."""
    press, out = Press(), io.BytesIO()
    press.page(sheet.title, sheet.printed_by)
    press.line(sheet.title, XIAOBIAO, 22, ALIGN.CENTER, line=40)
    if sheet.subtitle:
        press.line(sheet.subtitle, KAI, 14, ALIGN.CENTER, line=26)
    for block in sheet.blocks:
        press.block(block)
    press.line(f"{sheet.remark}　{sheet.printed_by}　{pdf.words(sheet.printed_at)}".strip(), SONG, 10.5, ALIGN.RIGHT)
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
        count = len(block.head or block.rows[0])
        table = self.docx.add_table(0, count, style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        aligned = block.aligned.ljust(count, "l")
        if block.head:
            _row(table, list(block.head), "c" * count, HEI, size, line)
            table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for row in block.rows:
            _row(table, [pdf.words(cell) for cell in row], aligned, FANG, size, line)
        _narrow_margins(table)
        _widths(table, list(block.widths) or [1] * count)

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
        _words(paragraph, words, face, size, align, line, color)
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
                _bind(self.docx.tables[-1])
            case Facts(pairs):
                self.table(Table(("项目", "内容"), [(label, pdf.words(value)) for label, value in pairs], (1, 3)))
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
            content = picture.content or pdf.shown(picture.sha256)
            cell.paragraphs[0].add_run().add_picture(io.BytesIO(content), width=Mm(72))
            _words(cell.add_paragraph(), picture.caption, SONG, 10, ALIGN.CENTER, 14)


class _Official(Press):
    """Sets one official document, from its red head to its 版记."""

    def __init__(self, source: OfficialDocument) -> None:
        super().__init__()
        self.source = source

    def made(self) -> Any:
        """Set everything in its order."""
        self.page(self.source.title.replace("\n", ""), self.source.signed_by)
        self._head()
        self._title()
        for block in self.source.body:
            self.block(block)
        self._attachments()
        self._signature()
        self._imprint()
        in_order(self.docx.element, *(part._element for part in self.footers()))
        return self.docx

    def _head(self) -> None:
        above = [words for words in (self.source.secrecy, self.source.urgency) if words]
        for words in above:
            self.line(words, HEI)
        issuer = self.source.issuer
        size = min(34, 150 / 25.4 * 72 / max(1, len(issuer)))
        space = Mm(35) - Pt(LINE) * len(above)
        self.line(issuer, XIAOBIAO, size, ALIGN.CENTER, line=size * 1.3, before=space, color=RED)
        self.line("")
        number = self.line(self.source.number, align=ALIGN.CENTER, before=Pt(LINE))
        if self.source.signatory:
            _signatory(number, self.source)
        _border(number, bottom=12, color="FF0000", space=11)
        self.line("")

    def _title(self) -> None:
        for line in title_lines(self.source.title):
            keep_with_next(self.line(line, XIAOBIAO, 22, ALIGN.CENTER, line=34))
        self.line("")
        if self.source.to:
            self.line(self.source.to)

    def _attachments(self) -> None:
        names = self.source.attachments
        if names:
            keep_with_next(self.line(""))
        for place, name in enumerate(names):
            mark = "" if len(names) == 1 else f"{place + 1}. "
            lead = "附件：" if place == 0 else "\u3000\u3000\u3000"
            keep_with_next(self.line(f"{lead}{mark}{name}", indent=2))

    def _signature(self) -> None:
        if self.docx.paragraphs:
            keep_with_next(self.docx.paragraphs[-1])  # no page holds a signature alone
        day, name = clock.day_words(self.source.signed_on), self.source.signed_by
        for _ in range(2):
            keep_with_next(self.line(""))
        wide = (len(name) - _width(day)) / 2  # characters by which the name stands out on either side of the date
        signed = self.line(name, align=ALIGN.RIGHT)
        signed.paragraph_format.right_indent = Pt(BODY * max(2, 4 - wide))
        keep_with_next(signed)
        dated = self.line(day, align=ALIGN.RIGHT)
        dated.paragraph_format.right_indent = Pt(BODY * max(4, 2 + wide))
        keep_with_next(dated)
        if self.source.remark:
            keep_with_next(self.line(f"（{self.source.remark}）", indent=2))

    def _imprint(self) -> None:
        """Set 版记 below the signature, on the same page: frames at the page's foot come out wrong in LibreOffice."""
        source = self.source
        lines = []
        if source.copies_to:
            lines.append(_border(self._small(f"抄送：{source.copies_to}"), top=8, bottom=6))
        if source.copies_to or source.printed_by:
            day = clock.day_words(source.printed_on or source.signed_on)
            last = self._small(f"{source.printed_by}\t{day}印发")
            last.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH - 5), alignment=2)
            lines.append(_border(last, bottom=8, top=0 if source.copies_to else 8))
        if source.seal_line:
            lines.append(self.line(source.seal_line, SONG, 8, ALIGN.LEFT, line=12))
        if lines:
            lines[0].paragraph_format.space_before = Pt(LINE)
        for line in lines[:-1]:
            keep_with_next(line)

    def _small(self, words: str) -> DocxParagraph:
        paragraph = self.line(words, size=14, align=ALIGN.LEFT, line=22)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        return paragraph


def _words(
    paragraph: DocxParagraph, words: str, face: str, size: float, align: Any, line: float, color: RGBColor | None = None
) -> None:
    if align is not None:
        paragraph.alignment = align
    if line:
        paragraph.paragraph_format.line_spacing = Pt(line)
    if words:
        put(paragraph, words, face, size, color)


def put(paragraph: DocxParagraph, words: str, face: str, size: float = BODY, color: RGBColor | None = None) -> None:
    """Add words to a paragraph; `face` for Chinese, the Latin face for the rest."""
    run = paragraph.add_run(words)
    run.font.size, run.font.name = Pt(size), LATIN
    marks = run._r.get_or_add_rPr()
    marks.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if size != BODY:
        marks.append(element("w:spacing", val=0))
    if color is not None:
        run.font.color.rgb = color


def _row(table: DocxTable, cells: Sequence[str], aligned: str, face: str, size: float, line: float) -> None:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, words, letter in zip(row.cells, cells, aligned, strict=True):
        _cell(cell, words, face, {"l": ALIGN.LEFT, "c": ALIGN.CENTER, "r": ALIGN.RIGHT}[letter], size, line)


def _cell(cell: _Cell, words: str, face: str, align: Any, size: float, line: float) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for place, part in enumerate(words.split("\n")):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        _words(paragraph, part, face, size, align, line)
        paragraph._p.get_or_add_pPr().append(element("w:snapToGrid", val=0))


def _bind(table: DocxTable) -> None:
    """Keep the head with two rows, and the last two rows together: no page holds a head or a row alone."""
    for row in {0, 1, len(table.rows) - 2} & set(range(len(table.rows) - 1)):
        for cell in table.rows[row].cells:
            keep_with_next(cell.paragraphs[0])


def _narrow_margins(table: DocxTable) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 20), ("left", 50), ("bottom", 20), ("right", 50)):
        margins.append(element(f"w:{side}", w=room, type="dxa"))
    table._tbl.tblPr.append(margins)


def _widths(table: DocxTable, shares: list[float]) -> None:
    """Give columns and cells their widths: LibreOffice reads the columns, Word the cells."""
    widths = [Mm(WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _signatory(paragraph: DocxParagraph, source: OfficialDocument) -> None:
    paragraph.alignment = ALIGN.LEFT
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(BODY)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH - 6), alignment=2)
    put(paragraph, "\t签发人：", FANG)
    put(paragraph, source.signatory, KAI)


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


def _border(paragraph: DocxParagraph, *, color: str = "000000", space: int = 1, **eighths: int) -> DocxParagraph:
    """Draw lines around a paragraph; `top` and `bottom` in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    for where, size in eighths.items():
        if not size:
            continue
        borders.append(element(f"w:{where}", val="single", sz=size, space=space, color=color))
    paragraph._p.get_or_add_pPr().append(borders)
    return paragraph


def keep_with_next(paragraph: DocxParagraph) -> None:
    """Never let a page end between this paragraph and the next."""
    paragraph.paragraph_format.keep_with_next = True


# The order in which Word wants the marks of a paragraph, a run, a table and a row (ECMA-376-1, 17.3-17.4): it refuses
# files where they stand otherwise.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid spacing ind jc "
    "textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs highlight u",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "trPr": "cantSplit trHeight tblHeader tblCellSpacing jc hidden",
}


def in_order(*roots: Any) -> None:
    """Sort the marks below these roots as Word wants them."""
    for root in roots:
        for kind, names in ORDERS.items():
            places = {qn(f"w:{name}"): place for place, name in enumerate(names.split())}
            for marks in root.iter(qn(f"w:{kind}")):
                marks[:] = sorted(marks, key=lambda mark: places.get(mark.tag, len(places)))


def element(name: str, /, **attributes: object) -> Any:
    """One element of WordprocessingML; names and attributes in the namespace w."""
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    return element


def _width(words: str) -> float:
    """Width in characters: a digit is half of one."""
    return sum(0.5 if character.isascii() else 1 for character in words)
