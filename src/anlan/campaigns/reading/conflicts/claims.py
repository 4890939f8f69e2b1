"""Statements with values: stretches between stops or commas; what is left without values, as pairs of characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from anlan.campaigns.reading.conflicts.values import C, values_of
from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.flow import Span

SMALL = re.compile(
    "[的要应须将对在于由并、“”（）及和与各前后内起止给按以为是除凡\\s]|必须|应当|不少于|至少|不低于|不得?超过|以上|"
    "原则上|以内|之前|完成|开展|进行|组织|确保|全部|共计|共有|现有"
)
LABEL = re.compile(
    rf"^\s*(?:第[{C}]{{1,3}}[条章]\s*|[{C}]{{1,3}}、|（[{C}\d]{{1,3}}）|\d{{1,2}}[.、]|[一二三四五六七八九]是)"
)
APART = re.compile(
    f"[A-Za-z\\d甲乙丙丁ⅠⅡⅢⅣ]|第[{C}]|[{C}][类级组批期片]|直接|主要|非|其[他它中]|新|首|剩余|[东西南北](?=[一-鿿])|(?<!重)大|(?<!中)小|[夜白节补]|"
    "[上下中](?=[半旬学型午级层])|综合|专项|书面|电话|口头|汛期|供暖|节假日|假期|平时"
)
"""What is set apart by such a word is another thing."""
ALL_OF = re.compile("^(?:全[省市县区镇乡]|全街道|辖区|各|所有|全体)")
LONGEST = 16
ASIDE = re.compile(
    "（见?附件[^）]{0,6}）|(?:的)?(?:落实|执行)情况[^，。]*$|的要求[^，。]*$|^[^，。]{0,8}(?:要将|要把|督促|检查)(?=[一-鿿]{2,10}[每逐#])"
)
"""What is said about a rule where it is looked into: 每月走访2次落实情况纳入考核."""


@dataclass(frozen=True)
class Claim:
    """One statement: where, its values by kind, the pairs of characters of its content, the line it stands in."""

    span: Span
    values: dict[str, tuple[str, ...]]
    pairs: frozenset[str]
    line: int
    who: str
    marks: frozenset[str]
    act: str
    heir_of: str
    """Who is bound where the statement itself names nobody."""
    bare: str
    """Its content in one string, without who is bound and words that say nothing."""


def claims(draft: Draft) -> Iterator[Claim]:
    """Each piece between commas, each two that follow, each sentence, where it has a value."""
    names, bound = names_of(draft), _Bound(draft)
    for line in re.finditer("[^。；\n|]{4,200}", draft.flow.text):
        pieces = [one.span() for one in re.finditer("[^，：]+", line[0])]
        spans = [*pieces, *((one[0], other[1]) for one, other in pairwise(pieces))]
        spans += [(0, len(line[0]))] * (len(pieces) > 2)
        for start, end in spans:
            values, content = values_of(LABEL.sub("", line[0][start:end]))
            if values:
                content = ASIDE.sub("", content)
                marks = frozenset(APART.findall(names.sub("#", content)))
                span, who = Span(line.start() + start, line.start() + end), names.search(content)
                yield Claim(
                    span,
                    values,
                    pairs_of_content(names.sub("#", content)),
                    line.start(),
                    ALL_OF.sub("", who[0]) if who else "",
                    marks,
                    act_of(content),
                    "" if who else bound.at(span),
                    SMALL.sub("", names.sub("", content)).replace("#", ""),
                )


IS_ACT = re.compile("(?:辨识|检测|评估|排查|整改|培训|演练|检查|检验|整治|治理|建设|改造|报告|台账)$")
"""No name of anybody, whatever a sentence without a doer is read to say."""


class _Bound:
    """Who is bound where, as the duties say: a piece without a name is of the one named before it."""

    def __init__(self, draft: Draft) -> None:
        self.duties = sorted((one for one in draft.duties if one.subject_is_written), key=lambda one: one.span.start)
        self.starts = [one.span.start for one in self.duties]

    def at(self, span: Span) -> str:
        """The first one of whom a duty within is told; "" where none is."""
        for duty in self.duties[bisect_left(self.starts, span.start) : bisect_right(self.starts, span.end)]:
            return duty.subject.split("、")[0]
        before = bisect_left(self.starts, span.start) - 1
        return (
            self.duties[before].subject.split("、")[0]
            if before >= 0 and self.duties[before].span.end > span.start
            else ""
        )


def names_of(draft: Draft) -> re.Pattern[str]:
    """Who is bound anywhere in the notice: two statements that share only a name do not say the same."""
    named = {one for duty in draft.duties if duty.subject_is_written for one in duty.subject.split("、")}
    names = (one for one in named if 1 < len(one) <= LONGEST and not IS_ACT.search(one))
    longest = sorted(names, key=lambda one: (-len(one), one))
    return re.compile("|".join(map(re.escape, longest)) or "(?!)")


def pairs_of_content(content: str) -> frozenset[str]:
    bare = SMALL.sub("", content)
    pairs = (bare[at : at + 2] for at in range(len(bare) - 1))
    return frozenset(pair for pair in pairs if not re.search("[#，：]", pair))


ACTS = {"报": "报送|上报|填报|提交", "通报": "通报|公布|反馈|曝光"}
"""Who passes papers on does another thing than who sends them."""


def act_of(content: str) -> str:
    return next((act for act, words in ACTS.items() if re.search(words, content)), "")
