"""Official documents to edit, as .docx by GB/T 9704-2012, from the red head to 版记."""

from __future__ import annotations

import io
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from anlan.core import clock
from anlan.files.presses.document import OfficialDocument, title_lines
from anlan.files.presses.docx import LINE, Press
from anlan.files.presses.docx_marks import BODY, FANG, HEI, KAI, SONG, XIAOBIAO, border, in_order, keep_with_next, put
from anlan.files.presses.docx_tables import WIDTH

RED = RGBColor(0xFF, 0, 0)


def official(document: OfficialDocument) -> bytes:
    """Make an official document that officials can go on editing."""
    out = io.BytesIO()
    _Official(document).made().save(out)
    return out.getvalue()


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
        border(number, bottom=12, color="FF0000", space=11)
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
            lines.append(border(self._small(f"抄送：{source.copies_to}"), top=8, bottom=6))
        if source.copies_to or source.printed_by:
            day = clock.day_words(source.printed_on or source.signed_on)
            last = self._small(f"{source.printed_by}\t{day}印发")
            last.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH - 5), alignment=2)
            lines.append(border(last, bottom=8, top=0 if source.copies_to else 8))
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


def _signatory(paragraph: DocxParagraph, source: OfficialDocument) -> None:
    paragraph.alignment = ALIGN.LEFT
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(BODY)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH - 6), alignment=2)
    put(paragraph, "\t签发人：", FANG)
    put(paragraph, source.signatory, KAI)


def _width(words: str) -> float:
    """Width in characters: a digit is half of one."""
    return sum(0.5 if character.isascii() else 1 for character in words)
