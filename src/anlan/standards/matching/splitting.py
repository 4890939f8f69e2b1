"""Several hazards in one cell: numbered, on lines of their own, or parted by semicolons. One hazard stays one."""

import re

from anlan.files.sheets.text import key

MARKS = [
    re.compile(r"(?<![\d.])[（(](\d{1,2})[）)][、.．:：]?\s*"),
    re.compile(r"(?<![\d.a-zA-Z-])(\d{1,2})\s*[、.．)）,，](?!\d)\s*"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])[、.．]?\s*"),
    re.compile(r"[（(]([一二三四五六七八九十]{1,2})[）)][、.．:：]?\s*"),
    re.compile(r"(?:(?<=^)|(?<=[\s。；;，,：:]))([一二三四五六七八九十]{1,2})(?:[、.．]|是)\s*"),
]
CIRCLED = {character: number for number, character in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", start=1)}
HAN = {character: number for number, character in enumerate("一二三四五六七八九十", start=1)}
BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "《": "》", "“": "”"}
LEAD = re.compile(r"(发现|存在|如下|以下|问题|隐患|检查|情况)")
GOES_ON = re.compile(
    r"^(要求|责令|建议|请|应(立即|及时|当|尽快)|须|需(立即|及时|要|尽快)|限期|立即|并|且|但|整改|同时|以及|其中|包括|例如"
    r"|(现场|当场)?已(责令|要求|整改|告知|下达|通知|交办)|当场)"
)
UNFINISHED = re.compile(r"[，,、（(:：和及与的或]$")
SHORTEST = 3  # fewer characters say no hazard of their own
AROUND = " \n\t；;。，,、"


def split(words: str) -> list[str]:
    """The hazards a cell holds, in its own words, without their numbers; at least one."""
    words = words.strip()
    found = _numbered(words) or _listed(words)
    return found or [words.strip(AROUND) or words]


def in_step(words: str, count: int) -> list[str]:
    """A neighbouring cell part by part where it holds as many parts, else the whole of it for each."""
    if count > 1 and words:
        parts = _numbered(words, shortest=1) or [
            line.strip(AROUND) for line in words.splitlines() if line.strip(AROUND)
        ]
        if len(parts) == count:
            return parts
    return [words] * count


def _numbered(words: str, shortest: int = 2) -> list[str]:
    for mark in MARKS:
        starts = _ascending([(match.start(), match.end(), _number(match[1])) for match in mark.finditer(words)])
        if starts:
            return _cut(words, starts, shortest)
    return []


def _ascending(marks: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The marks that count 1, 2, 3 …; a 2 that stands alone or a 3.5 counts nothing."""
    kept: list[tuple[int, int]] = []
    for start, end, number in marks:
        if number == len(kept) + 1:
            kept.append((start, end))
    alone = len(kept) == 1 and kept[0][0] > 0
    return [] if alone else kept


def _cut(words: str, starts: list[tuple[int, int]], shortest: int) -> list[str]:
    ends = [start for start, _ in starts[1:]] + [len(words)]
    parts = [words[begin:end].strip(AROUND) for (_, begin), end in zip(starts, ends, strict=True)]
    if any(len(key(part)) < shortest for part in parts):
        return []
    lead = words[: starts[0][0]].strip(AROUND + "：:")
    if not lead or LEAD.search(lead):
        return parts
    return [f"{lead}：{part}" for part in parts]


def _listed(words: str) -> list[str]:
    lines = _joined(words.splitlines())
    parts = [part for line in lines for part in _by_semicolon(line)]
    merged: list[str] = []
    for part in (part.strip(AROUND) for part in parts):
        if merged and GOES_ON.match(part):
            merged[-1] += f"；{part}"
        elif part:
            merged.append(part)
    long_enough = all(len(key(part)) >= SHORTEST for part in merged)
    return merged if len(merged) > 1 and long_enough else []


def _joined(lines: list[str]) -> list[str]:
    """Lines that are sentences of their own; a line broken in the middle of a sentence belongs to the next."""
    joined: list[str] = []
    for line in (line.strip() for line in lines):
        if joined and (UNFINISHED.search(joined[-1]) or _is_open(joined[-1])):
            joined[-1] += line
        elif line:
            joined.append(line)
    return joined


def _is_open(line: str) -> bool:
    return any(line.count(opening) > line.count(closing) for opening, closing in BRACKETS.items())


def _by_semicolon(line: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for character in line:
        depth += (character in BRACKETS) - (character in BRACKETS.values())
        if character in "；;" and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return [*parts, current]


def _number(written: str) -> int:
    if written.isdigit() and written not in CIRCLED:
        return int(written)
    if written in CIRCLED:
        return CIRCLED[written]
    tens, _, ones = written.rpartition("十") if "十" in written else ("", "", written)
    if "十" not in written:
        return HAN.get(ones, 0)
    return (HAN.get(tens, 0) or 1) * 10 + HAN.get(ones, 0)
