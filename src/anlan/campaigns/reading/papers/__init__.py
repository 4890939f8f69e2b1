"""Files to text: .docx, .pdf, .txt, .doc, as offices send them. Every refusal is a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anlan.campaigns.reading.papers import docx, pdf, plain, scans, word97
from anlan.core.errors import Invalid

LIMIT_BYTES = 50 * 1024 * 1024
LIMIT_WORDS = 150_000


@dataclass(frozen=True)
class Paper:
    """The text of a file, and what has to be said about how it was got."""

    text: str
    kind: str
    notes: tuple[str, ...] = ()
    unread: int = 0
    """How many scanned pages were left unread, where nobody recognises them now."""


def read(path: Path, name: str = "", recognise: pdf.Recognise | None = scans.pages) -> Paper:
    """The text of a notice, told by its bytes and not by its name; the pages of a scan by `recognise`, None: later.

    Raises Invalid with a sentence: missing, empty, damaged, locked, scanned without text, of no known kind.
    """
    name = name or path.name
    if not path.is_file():
        raise Invalid(f"找不到文件“{name}”。请检查路径后再试。", code="campaigns.no_file")
    if path.stat().st_size > LIMIT_BYTES:
        raise Invalid(f"“{name}”超过 50 MB，不像一份通知。请只上传通知本身。", code="campaigns.too_large")
    content = path.read_bytes()
    if not content.strip():
        raise Invalid(f"“{name}”是空文件，里面什么也没有。请检查后重新上传。", code="campaigns.empty")
    paper = _by_bytes(content, name, recognise)
    if not paper.text.strip() and not paper.unread:
        raise Invalid(f"“{name}”里没有读到文字。请上传带文字的通知。", code="campaigns.no_text")
    if len(paper.text) > LIMIT_WORDS:
        raise Invalid(f"“{name}”有 {len(paper.text)} 字，不像一份通知。请只上传通知本身。", code="campaigns.too_large")
    return paper


def _by_bytes(content: bytes, name: str, recognise: pdf.Recognise | None) -> Paper:
    start = content[:1024]
    if start.startswith(b"PK\x03\x04"):
        return Paper(docx.text(content, name), "docx")
    if b"%PDF-" in start:
        words, notes, unread = pdf.text(content, name, recognise)
        return Paper(words, "pdf", notes, unread)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return Paper(word97.text(content, name), "doc")
    return Paper(plain.text(content, name), "txt")
