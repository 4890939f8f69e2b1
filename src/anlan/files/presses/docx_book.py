"""Handbooks as .docx: cover, contents whose page numbers follow the text, chapters as tables one can go on editing."""

from __future__ import annotations

import io
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from anlan.files.presses.document import Chapter, Entry, Handbook, Table
from anlan.files.presses.docx import Press
from anlan.files.presses.docx_marks import FANG, HEI, SONG, XIAOBIAO, element, in_order, keep_with_next, put

WIDTHS = (16, 40, 44)
DEEP = RGBColor(0x0E, 0x4F, 0x4A)
SMALL, LINE = 10.5, 16  # points


def handbook(book: Handbook) -> bytes:
    """Make a handbook that offices can go on editing."""
    out = io.BytesIO()
    _Book(book).made().save(out)
    return out.getvalue()


class _Book(Press):
    """Sets one handbook; marks of places are named by their number."""

    def __init__(self, book: Handbook) -> None:
        super().__init__()
        self.book = book
        self.places = 0

    def made(self) -> Any:
        """Set everything in its order."""
        self.page(self.book.title + self.book.subject, self.book.printed_by)
        self._cover()
        self._contents()
        for chapter in self.book.chapters:
            self._chapter(chapter)
        in_order(self.docx.element, *(part._element for part in self.footers()))
        return self.docx

    def _cover(self) -> None:
        book = self.book
        self.line(book.title, HEI, 18, ALIGN.CENTER, line=30, before=Mm(40))
        self.line(book.subject, XIAOBIAO, 32, ALIGN.CENTER, line=48)
        self.line("")
        self.table(Table((), book.facts, (1, 4)))
        self.line("怎么用", HEI, 14, ALIGN.LEFT, line=26, before=Pt(12))
        for words in book.guide:
            self.line(f"· {words}", FANG, 12, ALIGN.LEFT, line=20)
        self.docx.add_page_break()

    def _contents(self) -> None:
        self.line("目录", XIAOBIAO, 22, ALIGN.CENTER, line=40)
        place = 0
        for chapter in self.book.chapters:
            place += 1
            self._entry_of_contents(chapter.title, place, HEI, 0)
            for name, _ in chapter.sections:
                if name:
                    place += 1
                    self._entry_of_contents(name, place, SONG, 8)

    def _entry_of_contents(self, words: str, place: int, face: str, indent: float) -> None:
        paragraph = self.line("", align=ALIGN.LEFT, line=20)
        paragraph.paragraph_format.left_indent = Mm(indent)
        paragraph.paragraph_format.right_indent = Mm(10)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(146), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        put(paragraph, f"{words}\t", face, 12)
        _page_of(paragraph, f"place{place}")

    def _chapter(self, chapter: Chapter) -> None:
        heading = self._titled(chapter.title, 18, 0)
        heading.paragraph_format.page_break_before = True
        if chapter.about:
            self.line(chapter.about, SONG, SMALL, ALIGN.LEFT, line=LINE)
        for name, entries in chapter.sections:
            if name:
                self._titled(name, 14, 1)
            self._entries(entries)

    def _titled(self, words: str, size: float, level: int) -> DocxParagraph:
        paragraph = self.line(words, HEI, size, ALIGN.LEFT, line=size * 1.7, before=Pt(8), color=DEEP)
        paragraph._p.get_or_add_pPr().append(element("w:outlineLvl", val=level))
        keep_with_next(paragraph)
        self.places += 1
        _mark(paragraph, self.places)
        return paragraph

    def _entries(self, entries: Any) -> None:
        self.table(
            Table(("条款", "检查内容", "怎么查、什么算“否”、通常怎么改"), [_cells(one) for one in entries], WIDTHS),
            size=SMALL,
            line=LINE,
        )


def _cells(one: Entry) -> tuple[str, str, str]:
    marks = "".join(f"\n【{words}】" for words, _ in one.marks)
    return one.code, one.words + marks, "\n".join(f"{label}：{words}" for label, words in one.lines)


def _mark(paragraph: DocxParagraph, place: int) -> None:
    """Name the place, so that the contents can say its page."""
    start, end = element("w:bookmarkStart", id=place, name=f"place{place}"), element("w:bookmarkEnd", id=place)
    paragraph._p.append(start)
    paragraph._p.append(end)


def _page_of(paragraph: DocxParagraph, name: str) -> None:
    """Put a field with the page of a place; Word and LibreOffice fill it when they open the file."""
    run = paragraph.add_run()
    run.font.size = Pt(12)
    for kind in ("begin", None, "separate", "text", "end"):
        if kind == "text":
            run.add_text("…")
            continue
        dirty = {"dirty": "true"} if kind == "begin" else {}
        part = element("w:fldChar", fldCharType=kind, **dirty) if kind else OxmlElement("w:instrText")
        if kind is None:
            part.text = f" PAGEREF {name} \\h "
        run._r.append(part)
