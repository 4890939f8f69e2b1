"""Word files: paragraphs with their automatic numbers, tables as rows; deletions left out, insertions kept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from anlan.campaigns.reading.papers.numbering import Counter
from anlan.core.errors import Invalid

LIMIT_EXPANDED = 200 * 1024 * 1024
BROKEN = "“{}”已损坏或不完整，打不开。请用 Word 或 WPS 重新保存后再上传。"


def text(content: bytes, name: str) -> str:
    """The words of a .docx, a paragraph a line, cells parted by ` | `. Raises Invalid where it is no Word file."""
    document = _open(content, name)
    numbers = Counter(document)
    return "\n".join(_blocks(document.element.body, numbers))


def _open(content: bytes, name: str) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise Invalid(
                    f"“{name}”不是 Word 文档。可以上传 docx、pdf、txt 格式的通知。", code="campaigns.unknown_kind"
                )
            if sum(entry.file_size for entry in archive.infolist()) > LIMIT_EXPANDED:
                raise Invalid(f"“{name}”展开后过大，不像一份通知。请只上传通知本身。", code="campaigns.too_large")
        return Document(BytesIO(content))
    except Invalid:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for damaged files
        raise Invalid(BROKEN.format(name), code="campaigns.broken") from error


def _blocks(parent: Any, numbers: Counter) -> Iterator[str]:
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            yield from _lines(child, numbers)
        elif child.tag == qn("w:tbl"):
            yield from _rows(child, numbers)
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}:
            yield from _blocks(child, numbers)


def _lines(paragraph: Any, numbers: Counter) -> Iterator[str]:
    words = "".join(_words(paragraph))
    number = numbers.of(paragraph) if words.strip() else ""
    yield from (number + words).split("\n")


def _words(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield " "
        elif child.tag in {qn("w:br"), qn("w:cr")}:
            yield "\n"
        elif child.tag not in {qn("w:del"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), qn("w:drawing"), qn("w:pict")}:
            yield from _words(child)


def _rows(table: Any, numbers: Counter) -> Iterator[str]:
    above: list[str] = []
    for row in table.iterchildren(qn("w:tr")):
        cells: list[str] = []
        for cell in row.iterchildren(qn("w:tc")):
            words = " ".join(" ".join(_blocks(cell, numbers)).split())
            if _continues(cell) and len(cells) < len(above):
                words = above[len(cells)]
            cells += [words] + [""] * (_width(cell) - 1)
        above = cells
        yield " | ".join(cells) + " |"


def _continues(cell: Any) -> bool:
    """Whether it is the lower part of a cell merged downward."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _width(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return min(int(span.get(qn("w:val")) or 1), 60) if span is not None else 1
