"""Who answers for a thing, told in two ways: a task, a clause, an approval, the money, the chief of an office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts import leading
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

ALIKE = 5


ACTS = "审批|签字|签发|批准|审核|验收|复核|监护|保管"
BY_WHOM = re.compile(f"(?P<what>[一-鿿]{{2,10}}?)由(?P<who>[一-鿿]{{2,8}}?)(?:负责)?(?P<act>{ACTS})")
PERSON = "[一-鿿]{2,4}(?:主任|总监|负责人|班长|队长|经理|站长|所长|科长|局长|镇长|书记)"


def acted_by_two(draft: Draft) -> Iterator[Conflict]:
    """动火作业由安全总监审批, and elsewhere 动火作业票是否有车间主任审批签字."""
    for found in BY_WHOM.finditer(draft.flow.text):
        for other in re.finditer(f"(?P<who>{PERSON})(?={found['act']})", draft.flow.text):
            line = draft.flow.text[max(0, other.start() - ALIKE * 4) : other.start()]
            spoken = re.split("[。；\\n]", line)[-1]
            apart = other.end() <= found.start() or other.start() >= found.end()
            if apart and found["what"][-4:] in spoken and found["who"][-2:] != other["who"][-2:]:
                by = f"一处写由{found['who']}{found['act']}，一处写{other['who']}{found['act']}"
                what = f"“{found['what']}”{by}。请定下由谁办。"
                yield Conflict(
                    "two_heads",
                    what,
                    "soft",
                    (sentence(draft, Span(*other.span())), sentence(draft, Span(*found.span()))),
                )
                return


PAID = re.compile(
    "(?:所需|整治|工作|行动|专项|相关)?(?P<what>经费|资金|费用)由(?P<who>[一-鿿]{2,12}?)(?:自行|统一|全额|予以)?(?:承担|列支|解决|保障|负担|安排)"
)


def paid_by_two(draft: Draft) -> Iterator[Conflict]:
    """所需经费由镇财政承担, and elsewhere 整治经费由企业自行承担."""
    first: dict[str, re.Match[str]] = {}
    for found in PAID.finditer(draft.flow.text):
        if found.start() and "一" <= draft.flow.text[found.start() - 1] <= "鿿":
            continue  # 会诊经费, 检测费用: money for one thing
        known = first.setdefault(found["what"], found)
        if known["who"] != found["who"]:
            what = f"{found['what']}一处写由{known['who']}出，一处写由{found['who']}出。请定下由谁出。"
            yield Conflict(
                "two_heads", what, "soft", tuple(sentence(draft, Span(*one.span())) for one in (found, known))
            )
            return


CHIEF = re.compile(
    "办公室主任由(?P<who>[一-鿿]{2,12}?(?:局|办|站|所|科|中心))(?:主要)?(?:负责人|主任|局长|站长|所长)(?:兼任|担任)"
)


def chief_of_another(draft: Draft) -> Iterator[Conflict]:
    """办公室设在镇应急办，办公室主任由镇城建办负责人兼任."""
    seat = leading.SEAT.search(draft.flow.text)
    if seat is None:
        return
    at = seat["who"] or seat["of"] or seat["at"]
    for found in CHIEF.finditer(draft.flow.text):
        if found["who"][-3:] != at[-3:]:
            what = f"办公室设在“{at}”，主任却由“{found['who']}”的人兼任。请核对。"
            spans = (sentence(draft, Span(*found.span())), sentence(draft, Span(*seat.span())))
            yield Conflict("two_heads", what, "soft", spans)
