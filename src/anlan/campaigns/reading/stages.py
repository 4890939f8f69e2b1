"""Stages, however they are told: numbered, in running text, as rows of a table, or the one time of the whole."""

from __future__ import annotations

import re

from anlan.campaigns.reading import tables
from anlan.campaigns.reading.draft import Draft, Stage
from anlan.campaigns.reading.numbered import numbered
from anlan.campaigns.reading.outline import clause_at
from anlan.campaigns.reading.period import only_stage, stated
from anlan.campaigns.reading.running import inline
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.window import settle, window


def read(draft: Draft) -> None:
    """Fill in stages, the campaign's time and how years are settled."""
    draft.period = stated(draft)
    draft.stages = numbered(draft) or inline(draft) or _tabular(draft)
    if len(draft.stages) > 1 and _is_the_first_s(draft):
        draft.period = None
    settle(draft)
    if not draft.stages and draft.period and draft.period.ends:
        draft.stages = [only_stage(draft, draft.period)]
    window(draft)


def _is_the_first_s(draft: Draft) -> bool:
    """Whether what was taken for the time of the whole is the time of a stage."""
    whole = draft.period.span if draft.period else None
    return any(stage.when and whole and stage.when.span.start == whole.start for stage in draft.stages)


def _tabular(draft: Draft) -> list[Stage]:
    told = []
    for row in tables.rows(draft.flow):
        if "time" not in row.cells or "what" not in row.cells or re.search("时限|期限|完成|频次", row.heads["time"]):
            continue
        found = whens(draft.flow.text, row.span.start, row.span.end, draft.head.issued_on)
        if not found:
            continue
        told.append(
            Stage(
                _row_name(row),
                clause_at(draft.clauses, row.span.start),
                row.span,
                found[0],
                reach=row.span,
                row_of=row.cells.get("unit", ""),
            )
        )
    return told


def _row_name(row: tables.Row) -> str:
    """烟花爆竹 under 专项整治行业名称 is 烟花爆竹专项整治."""
    words, head = row.cells["what"].strip("、，"), row.heads["what"].replace(" ", "")
    kind = re.sub("(?:重点)?(?:行业|领域|内容|名称|任务|事项|项目|（.*）)+$", "", head)
    return f"{words}{kind}" if kind.endswith(("整治", "检查", "排查", "行动")) and kind not in words else words
