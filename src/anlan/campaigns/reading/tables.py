"""Tables in the text: rows of cells parted by |, their columns known by their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anlan.campaigns.reading.flow import Flow, Span

COLUMNS = {
    "unit": re.compile(
        "责任单位|牵头单位|负责单位|责任部门|牵头部门|责任主体|实施单位|配合单位|单位$|部门$|责任人|负责人"
    ),
    "time": re.compile("时间|时限|期限|月份|频次|进度|日期"),
    "what": re.compile("行业|领域|内容|任务|工作|事项|项目|名称|措施|阶段|要求|环节"),
}
ORDINAL = re.compile("序号|编号|备注|联系|电话")


@dataclass(frozen=True)
class Row:
    """One row: its cells by column kind, and where it stands."""

    span: Span
    cells: dict[str, str]
    heads: dict[str, str]


def rows(flow: Flow) -> list[Row]:
    """Every row below a head that names at least two known columns."""
    told: list[Row] = []
    columns: dict[str, int] = {}
    heads: dict[str, str] = {}
    for paragraph in flow.paragraphs():
        words = flow.words(paragraph)
        if "|" not in words:
            if len(words) > 40:
                columns = {}
            continue
        cells = [cell.strip() for cell in words.strip().strip("|").split("|")]
        if known := _columns(cells):
            columns, heads = known, {kind: cells[at] for kind, at in known.items()}
        elif columns and len(cells) > max(columns.values()):
            told.append(Row(paragraph, {kind: cells[at] for kind, at in columns.items()}, heads))
    return told


def _columns(cells: list[str]) -> dict[str, int]:
    if any(len(cell) > 16 for cell in cells) or len(cells) < 2:
        return {}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if ORDINAL.search(cell):
            continue
        for kind, pattern in COLUMNS.items():
            if kind not in found and pattern.search(cell.replace(" ", "")):
                found[kind] = at
                break
    return found if len(found) >= 2 else {}
