"""PDF files: the text layer without running heads; scans are told apart, and read by OCR where installed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader

from anlan.campaigns.reading.flow import meant
from anlan.campaigns.reading.papers import scans
from anlan.campaigns.reading.paragraphs import PAGE_NUMBER
from anlan.core.errors import Invalid

PAGES = 200
SCANNED_PAGES = 10
WORDS_A_PAGE = 15
EDGE = 2
Recognise = Callable[[bytes], list[str]]
BROKEN = "“{}”已损坏或不是完整的 PDF，打不开。请重新导出后再上传。"


def text(content: bytes, name: str, recognise: Recognise | None) -> tuple[str, tuple[str, ...], int]:
    """The words of a PDF, what is to be said about them, and how many scanned pages wait to be recognised.

    Raises Invalid where it is locked, damaged, or a scan and no OCR is installed.
    """
    pages = _pages(content, name)
    if sum(len(page.strip()) for page in pages) >= WORDS_A_PAGE * len(pages):
        return "\n".join(without_heads(pages)), (), 0
    if not scans.available():
        raise Invalid(
            f"“{name}”是扫描件，{len(pages)} 页里没有可读的文字。请上传 Word 原件或带文字的 PDF；"
            "也可以请系统管理员在服务器上安装文字识别（rapidocr）。",
            code="campaigns.scan",
        )
    if len(pages) > SCANNED_PAGES:
        raise Invalid(
            f"“{name}”是 {len(pages)} 页的扫描件，文字识别一次最多 {SCANNED_PAGES} 页。请只上传通知正文。",
            code="campaigns.scan",
        )
    if recognise is None:
        return "", (), len(pages)
    said = "这是扫描件，文字由文字识别得来，可能有错字。请对照原件逐条核对，尤其是日期和次数。"
    return "\n".join(without_heads(recognise(content))), (said,), 0


def _pages(content: bytes, name: str) -> list[str]:
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Invalid(f"“{name}”设了打开密码，读不了。请去掉密码后再上传。", code="campaigns.locked")
        if len(reader.pages) > PAGES:
            raise Invalid(
                f"“{name}”有 {len(reader.pages)} 页，不像一份通知。请只上传通知本身。", code="campaigns.too_large"
            )
        pages = [meant(page.extract_text() or "") for page in reader.pages]
    except Invalid:
        raise
    except Exception as error:  # pypdf raises many kinds for damaged files
        raise Invalid(BROKEN.format(name), code="campaigns.broken") from error
    if not pages:
        raise Invalid(BROKEN.format(name), code="campaigns.broken")
    return pages


def without_heads(pages: list[str]) -> list[str]:
    """Pages without page numbers and without the lines that stand at the same edge of most of them.

    The sender above the first page and below the last is no running head.
    """
    split = [[line for line in page.splitlines() if line.strip() and not PAGE_NUMBER.match(line)] for page in pages]
    tops = _running([lines[: _edge(lines)] for lines in split])
    feet = _running([lines[len(lines) - _edge(lines) :] for lines in split])
    kept = []
    for lines in split:
        foot = len(lines) - _edge(lines)
        kept.append(
            "\n".join(
                line
                for at, line in enumerate(lines)
                if not ((at < _edge(lines) and _key(line) in tops) or (at >= foot and _key(line) in feet))
            )
        )
    return kept


def _edge(lines: list[str]) -> int:
    """How many lines stand at an edge: no line of a short page at both."""
    return min(EDGE, len(lines) // 2)


def _running(edges: list[list[str]]) -> set[str]:
    """What stands at this edge of most pages."""
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    return {key for key, count in seen.items() if count >= 2 and count * 2 > len(edges) and key}


def _key(line: str) -> str:
    """What a running head has in common on every page: its words without page numbers."""
    return re.sub(r"[\d\s\-—－–─·.、]+", "", line)
