"""Tables in the text: rows of cells parted by |, their columns known by their heads or by what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anlan.campaigns.reading import names
from anlan.campaigns.reading.flow import Flow, Span
from anlan.campaigns.reading.rhythms import triggers
from anlan.campaigns.reading.when import whens

COLUMNS = {
    "unit": re.compile(
        "企业名称|^企业$|单位名称|责任单位|牵头单位|^牵头|^承办|负责单位|责任部门|牵头部门|责任主体|实施单位|配合单位|单位$|部门$|责任人|负责人"
    ),
    "time": re.compile("时间|时限|起止|节点|期限|月份|频次|进度|日期"),
    "what": re.compile("行业|领域|内容|任务|工作|事项|项目|名称|措施|阶段|步骤|要求|环节"),
}
DUE = re.compile("时限|期限|完成(?:时间|日期)")
"""Of a month's column and a deadline's the deadline says by when."""
GUESSED = {"unit": "责任单位", "time": "完成时限", "what": "内容"}
SAMPLE = 12
ORDINAL = re.compile("类别|类型|序号|编号|备注|联系|电话")


@dataclass(frozen=True)
class Row:
    """One row: its cells by column kind, those of no known kind in `rest`, and where it stands."""

    span: Span
    cells: dict[str, str]
    heads: dict[str, str]
    rest: tuple[str, ...] = ()


def rows(flow: Flow) -> list[Row]:
    """Every row below a head that names at least two known columns, or whose cells say themselves what they are."""
    told: list[Row] = []
    columns: dict[str, int] = {}
    heads: dict[str, str] = {}
    lines = _lines(flow)
    for at, (paragraph, cells) in enumerate(lines):
        if not cells:
            if len(flow.words(paragraph)) > 40:
                columns = {}
            continue
        below = _below(lines, at)
        if known := _columns(cells):
            columns = {**guessed(below, set(known.values())), **known}
            heads = {kind: cells[place] for kind, place in columns.items()}
            continue
        if not columns and (columns := guessed([cells, *below], set())):
            heads = {kind: GUESSED[kind] for kind in columns}
        if columns and len(cells) > max(columns.values()):
            rest = tuple(cell for place, cell in enumerate(cells) if place not in columns.values())
            told.append(Row(paragraph, {kind: cells[place] for kind, place in columns.items()}, heads, rest))
    return told


def _lines(flow: Flow) -> list[tuple[Span, list[str]]]:
    """Each paragraph with its cells; without any where it is no row of a table."""
    told = []
    for paragraph in flow.paragraphs():
        words = flow.words(paragraph)
        cells = [cell.strip() for cell in _bare(words).split("|")] if "|" in words else []
        told.append((paragraph, cells))
    return told


def blocks(flow: Flow) -> list[list[tuple[Span, list[str]]]]:
    """The tables of a text: rows that follow each other, each where it stands and with its cells."""
    told: list[list[tuple[Span, list[str]]]] = [[]]
    for paragraph, cells in _lines(flow):
        if cells:
            told[-1].append((paragraph, cells))
        elif told[-1]:
            told.append([])
    return [block for block in told if len(block) > 1]


def _bare(words: str) -> str:
    """A row without the bars around it; one bar alone stands beside an empty cell."""
    words = words.strip()
    return words[1:-1] if words.startswith("|") and words.endswith("|") else words


def _below(lines: list[tuple[Span, list[str]]], at: int) -> list[list[str]]:
    """The rows right behind one, as many as tell what the columns are."""
    told = []
    for _, cells in lines[at + 1 : at + 1 + SAMPLE]:
        if not cells:
            break
        told.append(cells)
    return told


def guessed(cells: list[list[str]], taken: set[int]) -> dict[str, int]:
    """The columns of a table without a head: where most cells are units, where most are times, and the longest rest.

    Nothing where there are fewer than two rows of one width, or no column of units.
    """
    width = len(cells[0]) if cells else 0
    even = [row for row in cells if len(row) == width]
    if len(even) < 2 or width < 3:
        return {}
    free = [at for at in range(width) if at not in taken and not all(row[at].strip(" .、").isdigit() for row in even)]
    told: dict[str, int] = {}
    for kind, is_one in (("unit", is_unit), ("time", is_time)):
        at = next((at for at in free if sum(is_one(row[at]) for row in even) * 2 > len(even)), None)
        if at is not None:
            told[kind] = at
            free.remove(at)
    if "unit" in told and free:
        told["what"] = max(free, key=lambda at: sum(len(row[at]) for row in even))
    return told if "unit" in told else {}


@lru_cache(1024)
def is_unit(cell: str) -> bool:
    """Whether a cell is the name of somebody."""
    return bool(names.named_alone(cell.replace(" ", "、")))


@lru_cache(1024)
def is_time(cell: str) -> bool:
    """Whether a cell says when or how often."""
    return len(cell) < 20 and bool(whens(cell, 0, len(cell)) or any(one.rhythm for one in triggers(cell, 0, len(cell))))


def _columns(cells: list[str]) -> dict[str, int]:
    if any(len(cell) > 16 or is_time(cell) for cell in cells) or len(cells) < 2:
        return {}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if ORDINAL.search(cell):
            continue
        for kind, pattern in COLUMNS.items():
            head = cell.replace(" ", "")
            if (kind not in found or (kind == "time" and DUE.search(head))) and pattern.search(head):
                found[kind] = at
                break
    return found if len(found) >= 2 else {}
