"""Lines of a file to paragraphs: wrapped lines are joined again, running heads and page numbers left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from anlan.campaigns.reading.flow import Flow

NOTE = "# "
PAGE_NUMBER = re.compile(
    r"^\s*(第\s*\d+\s*页(\s*[,，/]?\s*共\s*\d+\s*页)?|[-—－–─]+\s*\d+\s*[-—－–─]+|\d{1,3}\s*/\s*\d{1,3}|"
    r"·?\s*\d{1,3}\s*·?)\s*$"
)
MARKER = re.compile(
    r"^\s*([一二三四五六七八九十]{1,3}\s*[、.．]|[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]|[㈠-㈩⑴-⒇⒈-⒛①-⑳]"
    r"|[\d０-９]{1,2}\s*[.、．](?:(?![\d０-９])|(?=20\d\d年|\d{1,2}月))|[（(][\d０-９]{1,2}[)）]|[\d０-９]{1,2}[)）]|第[一二三四五六七八九十]+(章|"
    r"条|部分|阶段)"
    r"|附\s*件\s*[\d一二三]*\s*[:：]?|抄\s*送|主题词|（?此件)"
)
SIGNED = re.compile(
    r"^\s*[二\d０-９][\d〇零○Oo０-９一二三四五六七八九]{3}\s*年\s*[\d０-９一二三四五六七八九十]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日\s*$"
)
SENTENCE_END = "。！？!?：:；;"
PROSE = re.compile("[，,、；;。]")
NARROWEST_WRAP, WIDEST_WRAP = 18, 60
"""So many characters a typesetter puts in a line; shorter lines are whole ones."""


@dataclass(frozen=True)
class Line:
    """One line of the file: where it begins in the raw text, and its words."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)


def flow_of(raw: str) -> Flow:
    """The flow of a raw text."""
    flow = Flow(raw)
    lines = _lines(raw)
    width = wrap_width([line.words.strip() for line in lines])
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        flow.add(line.words, line.start)
        if following is None or not _goes_on(line.words, following.words, width):
            flow.end_paragraph(line.end)
    return flow.finish()


def _lines(raw: str) -> list[Line]:
    """Lines that are text, an empty one marking a gap; notes at the head and page furniture are left out."""
    found: list[Line] = []
    start = 0
    all_lines = re.split("(?<=[\n\r\x0b\x0c])", raw)
    heads = running_heads([line.strip() for line in all_lines])
    for written in all_lines:
        words = written.rstrip("\n\r\x0b\x0c")
        if words.strip() in heads:
            start += len(written)
            continue
        is_note = words.startswith(NOTE) and not any(line.words.strip() for line in found)
        if not is_note and not PAGE_NUMBER.match(words):
            found.append(Line(start, words))
        start += len(written)
    return [line for line in found if line.words.strip() or line.words == ""]


def running_heads(lines: list[str]) -> set[str]:
    """Lines that stand beside page numbers again and again: heads and feet of pages."""
    beside = Counter(
        line
        for at, number in enumerate(lines)
        if number and PAGE_NUMBER.match(number)
        for line in {*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]}
        if 2 <= len(line) <= 40
    )
    return {line for line, times in beside.items() if times >= 2}


def wrap_width(lines: list[str]) -> int:
    """The width at which a typesetter broke the lines; 0 where lines are whole paragraphs."""
    lengths = sorted(len(line) for line in lines if line and "|" not in line)
    if len(lengths) < 6:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    full = sum(1 for length in lengths if width - 4 <= length <= width + 6)
    is_typeset = width >= NARROWEST_WRAP and lengths[-1] <= WIDEST_WRAP
    return width if is_typeset and full >= len(lengths) * 0.3 else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether the next line is the same paragraph."""
    line, following = line.strip(), following.strip()
    if not line or not following or "|" in line or "|" in following or "\t" in line + following:
        return False
    if line[-1] in SENTENCE_END or MARKER.match(following) or SIGNED.match(following) or SIGNED.match(line):
        return False
    if width:
        return len(line) >= width - 4 or (bool(PROSE.search(line)) and len(line) >= width * 0.6)
    return bool(PROSE.search(MARKER.sub("", line))) and (len(line) > 12 or line[-1] in "，,、")
