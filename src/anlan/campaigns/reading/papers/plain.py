"""Plain text: UTF-8, UTF-16 or GB 18030; web pages and RTF are told apart, not read as text."""

import codecs

from anlan.core.errors import Invalid

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
UNREADABLE = 0.02


def text(content: bytes, name: str) -> str:
    """The words of a text file. Raises Invalid where the bytes are no text."""
    head = content.lstrip()[:200].lower()
    if head.startswith((b"{\\rtf", b"<html", b"<!doctype")):
        raise Invalid(
            f"“{name}”是网页或 RTF，不是纯文本。请用 Word 打开后另存为 docx 再上传。", code="campaigns.unknown_kind"
        )
    for bom, encoding in BOMS.items():
        if content.startswith(bom):
            return content.decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(words):
            return words
    raise Invalid(
        f"“{name}”不是能读的文件。可以上传 docx、pdf、txt（UTF-8 或 GBK）格式的通知。", code="campaigns.unknown_kind"
    )


def _is_text(words: str) -> bool:
    strange = sum(1 for character in words if ord(character) < 32 and character not in "\t\n\r\f\v")
    return strange <= len(words) * UNREADABLE
