"""Whom a report goes to: the same report on the same day to two offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.campaigns.reading.conflicts.pairs import near
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

SENT = re.compile(
    "(?P<what>[一-鿿“”、]{2,24}?)(?:书面|及时|统一|汇总后?|一并|分别)?(?:报送?(?!告)|上报|送)(?:至|到|给)?"
    "(?P<whom>(?!报|送|告)(?:[省市县区镇乡局]|街道|本)?[一-鿿]{1,10}?(?:安委办|安办|消安办|专委办|专班|办公室|局|股|科|办|中心|所|站|大队|支队|队))"
    "(?=[，。；、（）\n]|汇总|备案|备查|审核|统一|邮箱|$)"
)
LEVEL = re.compile("^(?:[省市县区镇乡](?:局)?|街道)")
PAPER = re.compile("台账|自查报告|评估报告|检测报告|月报|周报|日报|清单|总结|报表|统计表|汇总表|名单|方案")
NAMED = re.compile(
    "[一-鿿]{2,10}?(?:总结|报告|月报|台账|清单|方案|名单|统计表)(?=书面|及时|统一|汇总|一并|分别|上?报|送|$)"
)
"""A paper by a name of its own: 专项检查总结, of which the last `ALIKE` characters tell."""
ALIKE = 4
DAY = re.compile(r"每[月周季年][^，。；\n]{0,4}?(?:\d{1,2}日|[一二三四五六日末])")


@dataclass(frozen=True)
class Sending:
    """One sending: which papers, to an office of which level, on which day of its rhythm ("" for none), by whom."""

    papers: frozenset[str]
    named: frozenset[str]
    level: str
    whom: str
    day: str
    who: str
    words: str
    span: Span

    def is_of_another(self, other: Sending) -> bool:
        """Whether the other says where else the same goes: on one day, or one paper to a like office of one house."""
        if self.whom[-2:] == other.whom[-2:] or self.whom in other.whom or other.whom in self.whom:
            return False
        if self.named & other.named and self.is_of_one(other):
            return True
        if not self.level or self.level != other.level:
            return False
        in_one_house = "局" in self.level and self.whom[-1] == other.whom[-1]
        same_paper = in_one_house and bool(self.papers & other.papers)
        of_one = self.who.startswith(other.who) or other.who.startswith(self.who)
        return same_paper or bool(self.day and self.day == other.day and of_one)

    def is_of_one(self, other: Sending) -> bool:
        """Whether the sender of one is named where the other is told, and neither passes on what comes from below."""
        passes = re.search("汇总后|审核后|同时|抄|分别", self.words + other.words)
        named = (self.who and self.who in other.words) or (other.who and other.who in self.words)
        return bool(named or (self.who and self.who == other.who)) and not passes


def to_two_offices(draft: Draft) -> Iterator[Conflict]:
    """台账报县局基础股汇总, and below 台账更新情况报县局危化股."""
    for one, other in near(list(_sendings(draft))):
        if one.is_of_another(other):
            told = [f"“{each.level}{each.whom}”" for each in (one, other)]
            what = f"{other.day or '同一材料'}的报送，一处写报{told[0]}，一处写报{told[1]}。请定下报到哪里。"
            yield Conflict("two_offices", what, "soft", (sentence(draft, other.span), sentence(draft, one.span)))


def _sendings(draft: Draft) -> Iterator[Sending]:
    for found in SENT.finditer(draft.flow.text):
        span = Span(found.start("what"), found.end())
        words = draft.flow.text[sentence(draft, span).start : found.start("whom")]
        level, day = LEVEL.match(found["whom"]), DAY.search(words)
        if whom := LEVEL.sub("", found["whom"]):
            papers = frozenset(PAPER.findall(words))
            named = frozenset(one[-ALIKE:] for one in NAMED.findall(words))
            who = next((duty.subject for duty in draft.duties if duty.span.start < span.end <= duty.span.end), "")
            yield Sending(papers, named, level[0] if level else "", whom, day[0] if day else "", who, words, span)
