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


@dataclass(frozen=True)
class About:
    """`sign` is the character in 应急<字>〔年〕n号, empty for a record without a number; `parents` what it may answer.

    What needs no approval is made out by its officers themselves; what coerces needs that power (行政强制法 art. 17).
    `is_last`: after one of these nothing of its kind follows for the same parent.
    """

    sign: str
    parents: tuple[Kind, ...] = ()
    is_approved: bool = True
    coerces: bool = False
    is_last: bool = False


TABLE = {
    Kind.RECORD: About("检记", is_approved=False),
    Kind.MEASURES: About("现决"),
    Kind.ORDER: About("责改"),
    Kind.OPINION: About("复查", (Kind.ORDER, Kind.MEASURES, Kind.SEALING)),
    Kind.INQUIRY_NOTICE: About("询"),
    Kind.INQUIRY: About("", is_approved=False),
    Kind.PRESERVATION: About("先保"),
    Kind.PRESERVATION_RESULT: About("先保处", (Kind.PRESERVATION,), is_last=True),
    Kind.SEALING: About("查扣", coerces=True),
    Kind.SEALING_EXTENSION: About("查扣延", (Kind.SEALING,), coerces=True, is_last=True),
    Kind.SEALING_RELEASE: About("查扣处", (Kind.SEALING,), coerces=True, is_last=True),
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
}
"""What runs until it is dealt with, and by what."""


def about(kind: str) -> About:
    """The table's line of a kind."""
    return TABLE[Kind(kind)]
