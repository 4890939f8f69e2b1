"""Who may change the measure, and which criterion may carry a judgement."""

import datetime as dt
from dataclasses import dataclass

from anlan.core import clock
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.org.roles import OFFICIALS, READERS, Role
from anlan.standards.models import Comparison, CriteriaPack, Criterion

GRANTS = {
    "standards.compare": {Role.OFFICE_HEAD, Role.OFFICER},
    "standards.change_industries": {Role.LEADER, Role.OFFICE_HEAD},
    "standards.read_training": READERS,
    "standards.train": OFFICIALS,
    "standards.bring_pack": OFFICIALS,
    "standards.load_pack": {Role.LEADER, Role.OFFICE_HEAD},
}
WORDS = {
    "standards.compare": "与原文核对判定标准",
    "standards.change_industries": "确定行业主管单位",
    "standards.read_training": "查看检查人员培训",
    "standards.train": "组织检查人员培训",
    "standards.bring_pack": "上传标准包、录入重点检查事项",
    "standards.load_pack": "确认标准包生效",
}
WAY_OUT = "拿不准的，请记“存疑”，提请市级部门认定。"
CONFIRM = "请先与官方原文比对，并写明由谁比对、依据什么来源。"


@dataclass(frozen=True)
class Verdict:
    """Whether a criterion may carry a judgement; `needs_confirmation`: only once the judge says who compared what."""

    allowed: bool
    needs_confirmation: bool
    reason: str


def can_compare(user: User) -> bool:
    """Whether the person may put on record that an item was compared with the official text."""
    return scope.may(user, "standards.compare")


def can_bring_pack(user: User) -> bool:
    """Whether the person may bring a pack or enter key checks; nothing takes effect by that."""
    return scope.may(user, "standards.bring_pack")


def can_load_pack(user: User, region_code: str = "") -> bool:
    """Whether the person may put a pack in force; one that is a township's own, those of that township alone."""
    if region_code:
        return scope.covers(user, scope.Place(region_code), "standards.load_pack")
    return scope.may(user, "standards.load_pack")


def can_change_industries(user: User) -> bool:
    """Whether the person may add and change industries: those whose grant holds the territory of their office."""
    office = user.office
    return office is not None and can_arrange(user, office.region)


def can_arrange(user: User, region: Region) -> bool:
    """Whether the person may say which office supervises an industry in the region."""
    return scope.covers(user, scope.Place(region.code), "standards.change_industries")


def may_carry_judgement(criterion: Criterion, on: dt.date) -> Verdict:
    """Whether a hazard may be judged major by this criterion on that day.

    Only by what is in force and can make a hazard major at all (安全生产法 art. 118; architecture.md 5). An item whose
    wording was not compared with the official text needs the judge's own comparison. A refusal names the way out:
    an opinion of a city-level department (法释〔2022〕19号 art. 4).
    """
    if refusal := _refusal(criterion, on):
        return Verdict(False, False, f"{refusal}{WAY_OUT}")
    comparison = comparison_of(criterion)
    if comparison and differs(comparison):
        when = f"{comparison.by_name}于{_day(comparison.at.date())}比对"
        return Verdict(False, False, f"{_name(criterion)}经{when}，与官方原文不一致，更正前不能据以判定。{WAY_OUT}")
    if criterion.checked_against_text or comparison:
        return Verdict(True, False, "")
    return Verdict(True, True, f"{_name(criterion)}的内容尚未与原文核对。{CONFIRM}")


def comparison_of(criterion: Criterion) -> Comparison | None:
    """The latest comparison of this wording, in whatever version of its pack it was made."""
    return Comparison.objects.filter(criterion_digest=criterion.digest).first()


def differs(comparison: Comparison | None) -> bool:
    """Whether the latest comparison found the wording not to be that of the official text."""
    return comparison is not None and comparison.outcome == Comparison.Outcome.DIFFERS


def is_compared(criterion: Criterion, comparison: Comparison | None) -> bool:
    """Whether the wording may be relied on: somebody compared it, and it agreed."""
    return not differs(comparison) and (criterion.checked_against_text or comparison is not None)


def _refusal(criterion: Criterion, on: dt.date) -> str:
    pack = criterion.pack
    state = pack.state_on(on)
    if state == "withdrawn":
        return f"{_name(criterion)}已有更正后的版本，请按现行版本判定。"
    if state == "ended":
        return f"{_name(criterion)}自{_day(pack.ended_on)}起不再执行{_successor(pack)}。"
    if state == "future":
        return f"{_name(criterion)}自{_day(pack.effective_on)}起施行，{_day(on)}尚未生效。"
    if state == "undated":
        return f"{_name(criterion)}的施行日期无法识别，核清前不能据以判定。"
    if not criterion.may_be_major:
        return f"{_name(criterion)}{criterion.why_not_major}，不能据以判定重大事故隐患。"
    return ""


def _successor(pack: CriteriaPack) -> str:
    return f"，应按《{pack.replaced_by.title}》（{pack.replaced_by.doc_number}）" if pack.replaced_by else ""


def _name(criterion: Criterion) -> str:
    return f"《{criterion.pack.title}》（{criterion.pack.doc_number}）{criterion.code}"


def _day(day: dt.date | None) -> str:
    return clock.day_words(day) or "日期不明之日"
