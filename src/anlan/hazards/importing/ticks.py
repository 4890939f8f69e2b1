"""Hazards that a ledger ticks: a column for each kind (消防通道堵塞 √), whose head says what the tick means.

A column is one of these where a group above it says so (存在隐患), or where its own head states a fault and ticks stand
below it. Whether a tick under 灭火器 or 是否畅通 means good or bad is not guessed: such a column is told as not read.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from anlan.files.sheets.fields import Cell
from anlan.files.sheets.text import BRACKETED, NUMBERING, head_keys, key, text
from anlan.files.sheets.unclean import Unclean
from anlan.hazards.importing import claims
from anlan.hazards.importing.words import meanings

ALL = (
    r"(存在|发现|排查出?|检查出?|查出|查摆|主要|现场|常见)?的?(主要|突出)?{}(隐患|问题)(及|和)?(隐患|问题)?"
    r"(类型|类别|种类|分类|情况|内容|项目|事项|清单|名称|描述)?"
)
GROUP = re.compile(ALL.format("(安全|事故|风险|消防|火灾|燃气|用[电火气])*"))
ANY_HAZARD = re.compile(ALL.format("(安全|事故|风险|重大|较大|一般|轻微)*"))
SORT = re.compile(r"类型|类别|种类|分类")
FAULT = re.compile(
    r"[无没未缺不]|违[规章法反]|私[自拉接搭改]|乱[拉接堆停搭放]|堵|占[用道]|[封锁]闭|上锁|锁死|遮挡|圈占|埋压|过期|失[效灵]|损坏|破损"
    r"|超[期时限载员量负]|故障|老化|龟裂|裸露|松动|脱落|腐蚀|锈蚀|泄漏|漏[电气油水]|混[放存住用]|堆[放积满]|住人|留宿|居住|[三多]合一"
    r"|杂物|油垢|积[尘水油]|飞线|大功率|(室内|入户|进楼|楼道|门厅)(停放|充电)|易燃可燃|隐患|问题"
)
ASKED = re.compile(r"^(是否|有无)(存在|有)?")
IN_ORDER = re.compile(
    r"(无|没有|未发现|未见|不存在|未查出)(安全|消防|明显|任何|重大|一般)*(隐患|问题|异常|情况)|正常|合格|不涉及"
)
BESIDE = re.compile(
    r"整改|治理|验收|复查|销号|闭环|督办|措施|照片|图片|级别|等级|重大|日期|时间|期限|时限|合计|数量?$|备注|签[字名]|[编序]号|代码|名称"
    r"|地址|电话|单位|部门|责任|(负责|联系|检查|填报)人|营业|停业|配合|在家|规[上下]|人员密集|高危|未成年"
)
OTHER = re.compile(r"其[他它](隐患|问题|情况)?")
NEXT = re.compile(r"(存在的?)?(安全|事故)?(隐患|问题)(情况|描述|内容)?[2-9二三四五六七八九]")
TICKS = {key(word): meaning for word, meaning in meanings("ticks").items()}
MARKED = re.compile(r"^[√∨✓✔✅☑■●★▲◆]")
COUNTED = re.compile(r"^\d{1,3}[处个具条项起只台块]$")
OTHERS = 2 / 3  # of a column's cells may be no ticks: a total below them is one


class Tick(NamedTuple):
    """One hazard: its words, and how far its cell says its rectification is; `sorts`: the tick names a kind only."""

    words: str
    progress: str = ""
    sorts: bool = False


def by_column(words: Sequence[str], samples: Sequence[object]) -> tuple[float, str]:
    """How surely a column ticks hazards, and why; by its heads alone only where a group names hazards."""
    leaf = words[-1] if words else ""
    if not leaf or len(leaf) > 20 or BESIDE.search(leaf) or IN_ORDER.search(leaf) or ANY_HAZARD.fullmatch(_bare(leaf)):
        return 0.0, ""
    grouped = any(map(_names_hazards, words[:-1]))
    if NEXT.fullmatch(_bare(leaf)) or (grouped and OTHER.fullmatch(_bare(leaf))):
        return 0.99, "表头是隐患"
    if not FAULT.search(_bare(leaf)) and (not grouped or ASKED.match(_plain(leaf))):
        return 0.0, ""
    if not samples:
        return (0.9, "表头是隐患") if grouped else (0.0, "")
    ticked = list(map(_is_ticked, samples))
    if not any(ticked) or ticked.count(None) > OTHERS * len(ticked):
        return 0.0, ""
    return (0.93, "表头是隐患，下面打勾") if grouped else (0.8, "表头像隐患，下面打勾，请核对")


def _names_hazards(head: str) -> bool:
    return any(GROUP.fullmatch(form) for form in head_keys(head))


def _plain(head: str) -> str:
    """A head without numbering and hints: 1.消防通道堵塞（打√）."""
    return NUMBERING.sub("", BRACKETED.sub("", key(head))).strip(":：?？")


def _bare(head: str) -> str:
    """A head that asks whether, as it says it: 是否违规住人 is 违规住人."""
    return ASKED.sub("", _plain(head))


def _is_ticked(raw: object) -> bool | None:
    """Whether a cell is ticked; None where it is neither a tick nor an empty box."""
    meaning = TICKS.get(_word(raw), "")
    return True if MARKED.match(_word(raw)) else {"yes": True, "no": False}.get(meaning)


def _word(raw: object) -> str:
    return re.sub(r"[。.,，;；!！:：]+$", "", key(raw).replace("(√)", "√").replace("[√]", "√").replace("□√", "√"))


def read(raw: object, cell: Cell) -> Tick | None:
    """Read a cell of a ticked column: the hazard its heads name, with what the cell adds to it.

    Raises Unclean for what is neither a tick nor an empty box, nor says what is wrong or how far it is mended.
    """
    said, ticked = text(raw), _is_ticked(raw)
    if not said or ticked is False:
        return None
    hazard, sorts = hazard_of(cell.head), any(map(SORT.search, cell.head[:-1]))
    more = MARKED.sub("", said).strip(" （）()：:，,、") if TICKS.get(_word(raw)) != "yes" else ""
    if OTHER.fullmatch(_bare(cell.head[-1])) or NEXT.fullmatch(_bare(cell.head[-1])):
        return Tick(_other(more))
    if not more:
        return Tick(hazard, sorts=sorts)
    if _is_progress(more):
        return Tick(hazard, more, sorts)
    if ticked or COUNTED.match(more) or FAULT.search(more):
        return Tick(f"{hazard}：{more}", sorts=sorts)
    raise Unclean(f"“{said[:20]}”看不出是不是打勾，请写 √ 或空着，情况写进隐患情况")


def _other(words: str) -> str:
    if not words:
        raise Unclean("这一格只打了勾，没有写是什么隐患")
    return words


def _is_progress(words: str) -> bool:
    try:
        return bool(claims.how_far(words))
    except Unclean:
        return False


def hazard_of(heads: Sequence[str]) -> str:
    """What a tick below these heads says: the words below the group that names hazards; a subject alone is made one."""
    own = [_bare(word) for word in heads[:-1] if not _names_hazards(word)] + [_bare(heads[-1])]
    words = "：".join(dict.fromkeys(own))
    return words if FAULT.search(own[-1]) else f"{words}存在隐患"
