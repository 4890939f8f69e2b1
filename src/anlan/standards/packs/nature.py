"""What an item can do: whether it may make a hazard major at all, told from the words of its pack.

安全生产法 leaves "major" to the criteria of each field; 重点检查事项 and survey points are none (docs/criteria.md).
"""

import re

from anlan.standards.models import CriteriaPack

Kind = CriteriaPack.Kind

NOT_A_CRITERION = "不是安全生产法意义上的重大事故隐患判定标准"
DIRECT = "可直接判定"
NO_TEXT = ("不得据此直接判定", "仅核到条号与主题")
POINTS_ELSEWHERE = "衔接条款"
# What an item says of itself where the reprint it was taken from ended before the clause did.
CUT_SHORT = re.compile(r"截断|未见全|未见原文|正文未见")
# GB 35181-2017 5.3: such an element counts towards a number; alone it decides nothing.
ADDS_UP = "综合判定"
# What an item says that makes sense only beside what it speaks of.
REFERS = re.compile(r"所列(?:情形|各项)|前[款项条]|上述|前述|同上|以上(?:各项|情形)|规定的[^，。；]{0,16}情形")


def kind_of(title: str, applies_to: str) -> str:
    """The kind of a pack that does not say it itself."""
    if NOT_A_CRITERION in applies_to:
        return Kind.SURVEY
    return Kind.KEY_CHECKS if "重点检查事项" in title else Kind.CRITERIA


def why_not_major(kind: str, topics_only: bool, section: str, summary: str) -> str:
    """Why an item can never make a hazard major; empty when it can.

    Of key checks only those that say 可直接判定 can (办市场发〔2023〕172号: four of fourteen).
    """
    words = f"{section}\n{summary}"
    if topics_only:
        return "只收录条号和主题，没有条文"
    if kind == Kind.SURVEY:
        return "属于排查要点，不是判定标准"
    if kind == Kind.KEY_CHECKS and DIRECT not in words:
        return "属于重点检查事项，不是判定标准"
    if any(mark in words for mark in NO_TEXT):
        return "没有收录条文原文"
    if section.startswith(ADDS_UP):
        return "属于综合判定要素，须与其他要素累计达到条数"
    if POINTS_ELSEWHERE in words:
        return "属于衔接条款，应按所指的标准判定"
    return ""


def refers(summary: str) -> bool:
    """Whether the wording speaks of other items and says nothing alone (所列情形, 上述设备)."""
    return REFERS.search(summary) is not None


def is_under(code: str, named: str) -> bool:
    """Whether a code is what is named or a part of it: 第四条(六) of 第四条, 4.1 a) of 4.1 but not 4.10 a)."""
    return code.startswith(named) and not code[len(named) :][:1].isdigit()


def is_cut_short(summary: str) -> bool:
    """Whether the wording says itself that it is not the whole clause."""
    return CUT_SHORT.search(summary) is not None
