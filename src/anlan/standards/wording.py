"""From a criterion to a question: worded by rule so that 是 is fine and 否 is not, on every line of every checklist."""

import re
from dataclasses import dataclass

from anlan.standards import rules
from anlan.standards.features import Fix, usual_fix
from anlan.standards.models import Comparison, CriteriaPack, Criterion

WHETHER = "是否"
BADLY = "是否被"
DIRECT = re.compile(r"[，,]?可直接判定(为重大事故隐患)?$")
# Conditions nobody can go and look at: what other laws name, and what an authority decides case by case.
OPEN_ENDED = re.compile(r"其他应判定情形|认为属于.*其他情形|^其他严重违反|衔接条款|具体情形.{0,6}未见原文")
TOPIC = re.compile(r"【仅核到条号与主题：(.+?)】")
# What a summary says of itself and not of the place: that it is new, that its text was not seen.
EDITORIAL = re.compile(r"^新增[：:]|章?（[^）]*未见原文[^）]*）|的判定规则$")
OPEN_SECTIONS = ("兜底", "术语", "判定原则")
AS_ASKED = Fix("按这一项的要求改到位，自验并留存前后对照", 7)
NOT_APPLICABLE = "不涉及"


@dataclass(frozen=True)
class Question:
    """How an item is asked, what its answers say in words, and what a 否 puts on record."""

    lead: str
    statement: str
    yes: str
    no: str
    finding: str

    @property
    def text(self) -> str:
        """The whole question."""
        return self.lead + self.statement


def is_asked(criterion: Criterion) -> bool:
    """Whether the item can be answered on site; open-ended and connecting clauses cannot."""
    return not criterion.section.startswith(OPEN_SECTIONS) and not OPEN_ENDED.search(criterion.summary)


def question_of(criterion: Criterion) -> Question:
    """The question for the inspector. 否 always means: not as it should be.

    Criteria describe what is wrong, so they are asked as 确认不存在; key checks ask whether it is as it should be, so
    they stand as they are (帐篷远离明火 as 是否做到), unless one sentence asks both ways: then all of it must be as
    required.
    """
    if criterion.pack.topics_only:
        return _topic(criterion)
    summary = DIRECT.sub("", criterion.summary.strip()).rstrip("。；;")
    if _says_what_should_be(criterion):
        return Question("是否做到：", summary, "是，做到了", "否，没做到", f"没有做到：{summary}")
    if WHETHER not in summary:
        return Question("是否确认不存在下列情形：", summary, "是，不存在", "否，存在", summary)
    if summary.count(WHETHER) == 1 and BADLY not in summary:
        return Question("", summary, "是，做到了", "否，没做到", summary.replace(WHETHER, "未"))
    lead = "下列各项是否都符合要求："
    return Question(lead, summary, "是，都符合", "否，有不符合", f"有不符合要求的：{summary}")


def _topic(criterion: Criterion) -> Question:
    named = TOPIC.search(criterion.summary)
    topic = named[1] if named else EDITORIAL.sub("", criterion.summary)
    doc = criterion.pack.doc_number
    finding = f"对照{doc}（{criterion.code}）检查发现问题：{topic}"
    return Question(f"对照{doc}原文检查，是否未发现问题：", topic, "是，未发现", "否，有问题", finding)


def fix_of(criterion: Criterion) -> Fix:
    """What is usually done about a 否. A key check words what should be, which tells no fault to look a fix up by."""
    return AS_ASKED if _says_what_should_be(criterion) else usual_fix(criterion.summary)


def _says_what_should_be(criterion: Criterion) -> bool:
    is_key_check = criterion.pack.kind == CriteriaPack.Kind.KEY_CHECKS and not criterion.may_be_major
    return is_key_check and WHETHER not in criterion.summary


def caution_of(criterion: Criterion) -> str:
    """What the inspector must know about the item before relying on it; empty when there is nothing.

    The latest comparison of the wording counts: as `queries.in_force` brought it along, else looked up.
    """
    outcome, nature = _outcome(criterion), _nature(criterion)
    if outcome == Comparison.Outcome.DIFFERS:
        return f"经核对与原文不一致；{nature or '更正前不能据以判定重大'}"
    unsure = not (criterion.checked_against_text or outcome)
    return nature or ("内容尚未与原文核对" if unsure else criterion.why_not_major)


def _nature(criterion: Criterion) -> str:
    pack = criterion.pack
    if pack.topics_only:
        return "只收录条号和主题，答案以标准原文为准，不能据以判定重大"
    if pack.kind != CriteriaPack.Kind.CRITERIA and not criterion.may_be_major:
        return f"{pack.get_kind_display()}，不能据以判定重大"
    return ""


def _outcome(criterion: Criterion) -> str:
    if hasattr(criterion, "outcome"):
        return criterion.outcome or ""
    found = rules.comparison_of(criterion)
    return found.outcome if found else ""
