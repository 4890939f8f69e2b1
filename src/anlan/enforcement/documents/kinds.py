"""The kinds of documents: the character of each in its number, who issues it, and what it must follow."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a document is; each has a template of the same code."""

    RECORD = "record", "现场检查记录"
    MEASURES = "measures", "现场处理措施决定书"
    ORDER = "order", "责令限期整改指令书"
    OPINION = "opinion", "整改复查意见书"
    INQUIRY_NOTICE = "inquiry_notice", "询问通知书"
    INQUIRY = "inquiry", "询问笔录"
    PRESERVATION = "preservation", "先行登记保存证据通知书"
    PRESERVATION_RESULT = "preservation_result", "先行登记保存证据处理决定书"
    SEALING = "sealing", "查封（扣押）决定书"
    SEALING_EXTENSION = "sealing_extension", "延长查封（扣押）期限决定书"
    SEALING_RELEASE = "sealing_release", "查封（扣押）处理决定书"
    POWER_CUT = "power_cut", "停止供电（供应民用爆炸物品）通知书"
    POWER_BACK = "power_back", "恢复供电（供应民用爆炸物品）通知书"
    CASE_FILING = "case_filing", "立案审批表"
    PENALTY_NOTICE = "penalty_notice", "行政处罚告知书"
    HEARING_NOTICE = "hearing_notice", "听证通知书"
    HEARING_RECORD = "hearing_record", "听证笔录"
    PENALTY_DECISION = "penalty_decision", "行政处罚决定书"
    NO_PENALTY = "no_penalty", "不予行政处罚决定书"
    SPOT_DECISION = "spot_decision", "当场行政处罚决定书"
    INSTALMENTS = "instalments", "延期（分期）缴纳罚款批准书"
    URGING = "urging", "缴纳罚款催告书"
    CASE_CLOSING = "case_closing", "结案审批表"
    CASE_TRANSFER = "case_transfer", "案件移送书"
    CRIME_LETTER = "crime_letter", "涉嫌犯罪案件移送书"


ALL = ("lead", "second", "unit")
"""Both officers and the party."""
INSIDE = ("lead", "second", "head")
"""Both officers and who decided it."""


@dataclass(frozen=True)
class About:
    """`sign` is the character in 应急<字>〔年〕n号, empty for a record without a number; `parents` what it may answer.

    What needs no approval is made out by its officers themselves; what coerces needs that power (行政强制法 art. 17).
    `is_last`: after one of these nothing of its kind follows for the same parent. `signers` sign it, by their roles;
    one without signers is sealed by hand and scanned. `is_served`: whether somebody outside gets it, `by_step` whether
    a step of its case says so. `of_case`: a step of a case makes it out, nobody drafts it.
    """

    sign: str
    parents: tuple[Kind, ...] = ()
    is_approved: bool = True
    coerces: bool = False
    is_last: bool = False
    signers: tuple[str, ...] = ALL
    is_served: bool = True
    by_step: bool = False
    of_case: bool = False


def _case(sign: str, signers: tuple[str, ...] = (), *, is_served: bool = True, by_step: bool = False) -> About:
    return About(sign, is_approved=False, signers=signers, is_served=is_served, by_step=by_step, of_case=True)


TABLE = {
    Kind.RECORD: About("检记", is_approved=False, is_served=False),
    Kind.MEASURES: About("现决"),
    Kind.ORDER: About("责改"),
    Kind.OPINION: About("复查", (Kind.ORDER, Kind.MEASURES, Kind.SEALING)),
    Kind.INQUIRY_NOTICE: About("询"),
    Kind.INQUIRY: About("", is_approved=False, is_served=False),
    Kind.PRESERVATION: About("先保"),
    Kind.PRESERVATION_RESULT: About("先保处", (Kind.PRESERVATION,), is_last=True),
    Kind.SEALING: About("查扣", coerces=True),
    Kind.SEALING_EXTENSION: About("查扣延", (Kind.SEALING,), coerces=True, is_last=True),
    Kind.SEALING_RELEASE: About("查扣处", (Kind.SEALING,), coerces=True, is_last=True),
    Kind.POWER_CUT: About("停供", (Kind.ORDER, Kind.MEASURES)),
    Kind.POWER_BACK: About("复供", (Kind.POWER_CUT,), is_last=True),
    Kind.CASE_FILING: _case("管立", INSIDE, is_served=False),
    Kind.PENALTY_NOTICE: _case("罚告", ("unit",), by_step=True),
    Kind.HEARING_NOTICE: _case("听通", ("unit",)),
    Kind.HEARING_RECORD: _case("", ALL, is_served=False),
    Kind.PENALTY_DECISION: _case("罚", by_step=True),
    Kind.NO_PENALTY: _case("不罚", by_step=True),
    Kind.SPOT_DECISION: _case("罚当", ALL, by_step=True),
    Kind.INSTALMENTS: _case("缴批"),
    Kind.URGING: _case("罚催", by_step=True),
    Kind.CASE_CLOSING: _case("结", INSIDE, is_served=False),
    Kind.CASE_TRANSFER: _case("案移"),
    Kind.CRIME_LETTER: _case("罪移", by_step=True),
}
"""Characters by rules.md 6.2; an opinion only after a parent (rules.md 6.2, order check)."""
FROM_INSPECTION = (
    *(Kind.RECORD, Kind.MEASURES, Kind.ORDER, Kind.INQUIRY_NOTICE, Kind.INQUIRY),
    *(Kind.PRESERVATION, Kind.SEALING),
)
"""What an inspection may lead to by itself, in the order of its page."""
ENDED_BY = {
    Kind.PRESERVATION: (Kind.PRESERVATION_RESULT,),
    Kind.SEALING: (Kind.SEALING_RELEASE,),
    Kind.POWER_CUT: (Kind.POWER_BACK,),
}
"""What runs until it is dealt with, and by what."""


def about(kind: str) -> About:
    """The table's line of a kind."""
    return TABLE[Kind(kind)]
