"""The text as the rules read it, each character knowing where it stands in the text as it came."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

PUNCTUATION = str.maketrans(
    {"(": "（", ")": "）", ";": "；", "!": "！", "?": "？", "﹝": "〔", "﹞": "〕", "［": "〔", "］": "〕", "[": "〔",
     "]": "〕", "﹒": ".", "・": "、", "､": "、", "｡": "。", "―": "—", "–": "—", "─": "—", "－": "-", "～": "~",
     "〜": "~",
     "「": "“", "」": "”", "『": "“", "』": "”", "○": "〇", "∶": "："}
)  # fmt: skip
RADICALS = dict(
    zip(
        "⺁⺊⺌⺎⺒⺓⺝⺟⺠⺧⺩⺫⺬⺮⺳⺶⺼⺽⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "厂卜小兀巳幺月母民牛王目示竹网羊肉臼虎西见角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that PDFs give instead of characters and Unicode does not hold for the same."""
CJK = "\u3400-\u9fff"
GLUED = re.compile(f"[{CJK}\\d，。；：、！？“”《》（）〔〕.%—~-]")


@dataclass(frozen=True)
class Span:
    """A stretch of the flow: positions, not words."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether the other lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass
class Flow:
    """Characters as the rules read them: half-width digits, Chinese brackets, no stray blanks; paragraphs end in \\n.

    `at[i]` is where character i stands in `raw`, so that every quote is an exact substring of the text as it came.
    """

    raw: str
    text: str = ""
    at: list[int] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)

    def add(self, written: str, start: int) -> None:
        """Append characters that begin at `start` of the raw text, as read; blanks between Chinese words vanish.

        Tabs of a line that has two and more part the cells of a pasted table, as | does.
        """
        is_row = written.strip().count("\t") > 1
        for index, character in enumerate(written):
            character = "|" if is_row and character == "\t" else character
            if character.isspace() or character in "\u200b\ufeff\xad":
                if not _meant(written, index):
                    continue
                character = " "
            for plain in _plain(character):
                self._pieces.append(plain)
                self.at.append(start + index)

    def end_paragraph(self, at: int) -> None:
        """Close a paragraph."""
        self._pieces.append("\n")
        self.at.append(min(at, max(len(self.raw) - 1, 0)))

    def finish(self) -> Flow:
        """Freeze the text; ASCII commas and colons between Chinese words are Chinese ones."""
        joined = "".join(self._pieces)
        joined = re.sub(r"(?<!\d),|,(?!\d)", "，", joined)
        joined = re.sub(r"(?<=[一-鿿）])\.(?=[一-鿿（\n])", "。", joined)
        self.text = re.sub(r"(?<![\d]):|:(?![\d])", "：", joined)
        return self

    def quote(self, span: Span) -> str:
        """The words of the text as it came."""
        start, end = self.raw_span(span)
        return self.raw[start:end]

    def raw_span(self, span: Span) -> tuple[int, int]:
        """Where a stretch stands in the text as it came."""
        start, end = self.trimmed(span)
        return (self.at[start], self.at[end - 1] + 1) if start < end else (0, 0)

    def trimmed(self, span: Span) -> tuple[int, int]:
        """The stretch without blanks and paragraph ends at its edges."""
        start, end = span.start, min(span.end, len(self.text))
        while start < end and self.text[start] in "\n ":
            start += 1
        while end > start and self.text[end - 1] in "\n ":
            end -= 1
        return start, end

    def words(self, span: Span) -> str:
        """The stretch as the rules read it."""
        start, end = self.trimmed(span)
        return self.text[start:end]

    def paragraphs(self) -> Iterator[Span]:
        """Each paragraph that says something."""
        start = 0
        while start < len(self.text):
            end = self.text.index("\n", start)
            if self.text[start:end].strip():
                yield Span(start, end)
            start = end + 1


def meant(text: str) -> str:
    """A PDF's text with the characters its radicals stand for (⽉ 月, ⻔ 门): whoever searches for them finds them."""
    return "".join(_whole(character) if 0x2E80 <= ord(character) <= 0x2FD5 else character for character in text)


def _whole(character: str) -> str:
    return RADICALS.get(character) or unicodedata.normalize("NFKC", character)


def _plain(character: str) -> str:
    code = ord(character)
    if 0xFF10 <= code <= 0xFF5A or 0x2474 <= code <= 0x249B or 0x3220 <= code <= 0x3229 or 0x2F00 <= code <= 0x2FD5:
        # Wide digits and letters, ⑴ ⒈ ㈠, and the radicals that PDFs give instead of characters.
        character = unicodedata.normalize("NFKC", character)
    elif 0x2E80 <= code <= 0x2EFF:
        character = RADICALS.get(character, character)
    elif 0xF900 <= code <= 0xFAFF or character == "．":
        character = unicodedata.normalize("NFKC", character)
    return character.translate(PUNCTUATION)


def _meant(written: str, index: int) -> bool:
    """Whether a blank parts two things: in a table's row, between Latin words, or as one of several in a row."""
    before, after = written[:index].rstrip(), written[index + 1 :].lstrip()
    if not before or not after:
        return False
    if index and written[index - 1].isspace():
        return False
    if "|" in written or "\t" in written:
        return True
    if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha():
        return True
    run = len(written) - index - len(written[index:].lstrip())
    return run >= 2 or not (GLUED.match(before[-1]) or GLUED.match(after[0]))


def brackets_open(text: str) -> list[int]:
    """For each character how many （ “ 《 are open before it; a paragraph's end closes them all."""
    depth, depths = 0, []
    for character in text:
        if character == "\n":
            depth = 0
        elif character in "）”》":
            depth = max(0, depth - 1)
        depths.append(depth)
        if character in "（“《":
            depth += 1
    return depths
