"""The words of a bulletin: a first draft made from the figures, for people to change."""

import datetime as dt
from typing import Any

from anlan.campaigns import closing, funding
from anlan.core import clock

PARTS = {"opening": "开头", "problems": "存在的问题", "requirements": "下一步要求"}
ONWARD = {True: "下一步打算", False: "下一步要求"}
"""What a report to those above calls what it calls a demand to those below."""
QUARTERS = {1: "第一季度", 4: "第二季度", 7: "第三季度", 10: "第四季度"}


def period_words(first: dt.date, last: dt.date) -> str:
    """A period as officials call it: 2026年第四季度, 2026年11月, else from day to day."""
    after = last + dt.timedelta(days=1)
    whole_months = first.day == 1 and after.day == 1
    months = (after.year - first.year) * 12 + after.month - first.month
    if whole_months and months == 3 and first.month in QUARTERS:
        return f"{first.year}年{QUARTERS[first.month]}"
    if whole_months and months == 1:
        return f"{first.year}年{first.month}月"
    if whole_months and months == 12 and first.month == 1:
        return f"{first.year}年度"
    return f"{clock.day_words(first)}至{clock.day_words(last)}"


def parts(figures: dict[str, Any]) -> dict[str, str]:
    """The parts and what they are called, in a bulletin or in a closing report."""
    return PARTS | {"requirements": ONWARD[bool(figures.get("campaign"))]}


def sent_to(township: str) -> str:
    """Whom a bulletin of a township goes to: its villages and its own offices."""
    if township.endswith("街道"):
        return "各社区、街道各单位"
    return f"各行政村、{township[-1:] if township.endswith(('乡', '镇')) else '乡镇'}直各单位"


def title(township: str, first: dt.date, last: dt.date) -> str:
    """The bulletin's title."""
    return f"关于{period_words(first, last)}{township}重大事故隐患专项排查整治情况的通报"


def draft(figures: dict[str, Any], township: str, first: dt.date, last: dt.date) -> dict[str, Any]:
    """First words for the three parts, and `to` whom; every number in them is one of the figures."""
    told = figures.get("campaign")
    return {
        "to": told["to"] if told else sent_to(township),
        "opening": _opening(figures, township, first, last),
        "problems": _problems(figures),
        "requirements": closing.plans(figures) if told else REQUIREMENTS,
    }


REQUIREMENTS = [
    "各行政村、乡直各单位要对照本通报逐条核对台账，逾期未改的隐患由主管单位盯住责任人，"
    "写明管控措施和完成日期，逐项销号。",
    "重大隐患须按责任人、措施、资金、期限、应急预案五落实推进，整改期间的管控措施未到位的，一律停用相关部位。",
    "企业自查发现并如实报告、正在整改的，依法不予处罚；自查走过场、被上级查出重大隐患的，予以通报。",
]


def _opening(figures: dict[str, Any], township: str, first: dt.date, last: dt.date) -> list[str]:
    counts, rates = figures["counts"], figures["rates"]
    found = (
        f"{period_words(first, last)}，{township}共排查发现隐患 {counts['found']} 条，"
        f"其中重大 {counts['found_major']} 条、一般 {counts['found_general']} 条"
    )
    found += f"、待判定 {counts['found_unjudged']} 条" if counts["found_unjudged"] else ""
    closed = f"销号 {counts['closed']} 条，其中重大 {counts['closed_major']} 条、当场整改 {counts['at_once']} 条"
    still = (
        f"截至统计时点，未销号 {counts['open']} 条（重大 {counts['open_major']} 条），"
        f"逾期 {counts['overdue']} 条（重大 {counts['overdue_major']} 条）"
    )
    share = (
        f"整改率（累计）{rates['rectified']['shown']}，按期整改率 {rates['in_time']['shown']}，"
        f"重大隐患自查发现占比 {rates['self_found']['shown']}"
    )
    return [
        f"{found}；{closed}。{still}。{share}。",
        *_support(figures["support"]),
        *_duties(figures),
        f"现将有关情况{'报告' if figures.get('campaign') else '通报'}如下。",
    ]


def _support(told: dict[str, Any]) -> list[str]:
    """Money and expert days of the period in a sentence; none where nobody asked and nothing was spent."""
    sums = [f"{label} {funding.words(told['total'], name) or '0 元'}" for name, label in funding.LABELS.items()]
    return [f"为 {len(told['rows'])} 条隐患的整改{'，'.join(sums)}。"] if told["rows"] else []


def _duties(figures: dict[str, Any]) -> list[str]:
    """What a closing report says of the campaign's duties and practices."""
    told = figures.get("campaign")
    return [closing.opening(told), *closing.practices(told)] if told else []


def _problems(figures: dict[str, Any]) -> list[str]:
    told = figures.get("campaign")
    said = closing.problems(told) if told else []
    counts = figures["counts"]
    late = [row for row in figures["villages"] if row["overdue"]]
    if counts["overdue"]:
        names = "、".join(f"{row['label']}（{row['overdue']} 条）" for row in late[:5])
        said.append(f"整改不及时。逾期未办结 {counts['overdue']} 条，主要在{names}。")
    if counts["recurred"]:
        said.append(f"整改不彻底。本期有 {counts['recurred']} 条是销号后复发的隐患，同一单位同一部位反复出现。")
    if counts["found_unjudged"]:
        said.append(f"判定不及时。本期登记的隐患还有 {counts['found_unjudged']} 条没有判定级别。")
    share = figures["rates"]["self_found"]
    if share["whole"] and share["part"] * 2 < share["whole"]:
        said.append(
            f"企业自查不深入。本期重大隐患 {share['whole']} 条，企业自己查出的 {share['part']} 条，多数靠检查发现。"
        )
    return said or ["本期没有逾期和复发的隐患，仍要防止松懈。"]
