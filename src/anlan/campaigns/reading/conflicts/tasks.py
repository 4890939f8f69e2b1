"""Who answers for what, however told (由X负责, X牵头Y, （责任单位：X）, a row, a duty): one task has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.campaigns.reading import tables
from anlan.campaigns.reading.conflicts.pairs import near
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

ENDS = "局|办公室|办|中心|所|站|大队|支队|中队|委员会|委|科|股|室|处|部|队|政府|公司|院|协会|工会|专班"
OFFICE = f"[一-鿿]{{1,14}}?(?:{ENDS})"
LEADS = (
    "牵头(?:负责|组织|举办|实施|开展|承办)?|统一负责|具体负责|负责(?:组织|实施|牵头)?|承担|承办|主办|举办|组织实施|统筹|"
    "挂牌督办|督办|审批|验收|复核|考核|登记|备案"
)
BY = re.compile(
    f"(?P<what>[一-鿿“”、（）]{{4,30}}?)[，]?(?:统一|均|全部)?由(?P<who>{OFFICE})(?:{LEADS})"
    "(?P<more>[一-鿿“”、]{0,14})"
)
DOES = re.compile(
    f"(?:^|[，。；：\\n）])(?P<who>{OFFICE})(?:{LEADS})(?:做好|抓好|推进|落实|开展)?(?P<what>[一-鿿“”、]{{4,30}}?)(?:工作)?(?=[，。；\\n]|$)"
)
COMMON = re.compile(
    "工作|安全|开展|组织|全面|专项|检查|排查|整治|落实|生产|集中|做好|抓好|的|[0-9#]|负责|日常|每[日天周月季年]度?|统筹|协调|监督|指导"
)
LEVEL = re.compile("^(?:省|市|县|区|镇|乡|街道|局|园区|医院|学校)+(?=[一-鿿]{2})")
IN_CHARGE = re.compile("（(?:牵头|责任)(?:单位|部门|科室|股室|处室)?：(?P<who>[^（）；\\n]{2,60})[；）]")
HEAD = 40
FEWEST, LEAST, MOSTLY = 2, 3, 0.7


@dataclass(frozen=True)
class Task:
    """One telling: what, by whom (several are one string), whether it says outright that it is theirs."""

    pairs: frozenset[str]
    what: str
    who: str
    is_said: bool
    span: Span

    def is_given_to_another(self, other: Task) -> bool:
        """Whether both are of one thing and of nobody in common."""
        apart = self.span.end <= other.span.start or other.span.end <= self.span.start
        if not (self.is_said or other.is_said) or not apart:
            return False
        shared = len(self.pairs & other.pairs)
        least = min(len(self.pairs), len(other.pairs))
        is_one = shared >= max(LEAST, MOSTLY * least) or (shared == least >= FEWEST)
        return is_one and not _meet(self.who, other.who)


def given_to_two(draft: Draft) -> Iterator[Conflict]:
    """集中培训 in the row of 安全环保局, and elsewhere 集中培训由人力资源局牵头举办."""
    for one, other in near(list(_tasks(draft))):
        if one.is_given_to_another(other):
            what = f"“{other.what}”一处写由“{one.who}”负责，一处写由“{other.who}”负责。请定下由谁负责。"
            yield Conflict("two_heads", what, "soft", (other.span, one.span))


def _tasks(draft: Draft) -> Iterator[Task]:
    text = draft.flow.text
    for found in BY.finditer(text):
        yield _task(found["what"] + (found["more"] or ""), found["who"], True, sentence(draft, Span(*found.span())))
    for found in DOES.finditer(text):
        yield _task(found["what"], found["who"], True, sentence(draft, Span(*found.span("what"))))
    for clause in draft.clauses:
        told = IN_CHARGE.search(text, clause.head.start, clause.body.end)
        if told:
            words = text[clause.head.start : min(told.start(), clause.head.start + HEAD)]
            yield _task(re.split("[。：]", words)[0], told["who"], True, Span(clause.head.start, told.end()))
    for row in tables.rows(draft.flow):
        if row.cells.get("unit"):
            yield _task(row.cells.get("what", "") + "，" + "，".join(row.rest), row.cells["unit"], False, row.span)
    for duty in draft.duties:
        if duty.subject_is_written and re.search(f"(?:{ENDS})$", duty.subject):
            yield _task(duty.action, duty.subject, False, duty.span)


def _task(what: str, who: str, is_said: bool, span: Span) -> Task:
    bare = COMMON.sub("#", what)
    pairs = frozenset(bare[at : at + 2] for at in range(len(bare) - 1))
    return Task(frozenset(one for one in pairs if re.fullmatch("[一-鿿]{2}", one)), what, who, is_said, span)


def _meet(one: str, other: str) -> bool:
    """Whether some office is named by both, in full or short: 县应急管理局, 应急局."""
    levels = {found[0] for words in (one, other) if (found := re.match("[省市县区镇乡](?=[一-鿿]{2})", words))}
    if len(levels) > 1 and "、" not in one + other:
        return False
    offices = [[LEVEL.sub("", each) for each in re.split("[、，和及]", words) if each] for words in (one, other)]
    return any(_is_one(first, second) for first in offices[0] for second in offices[1])


def _is_one(one: str, other: str) -> bool:
    """Whether the shorter name is left when characters of the longer are dropped."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)
