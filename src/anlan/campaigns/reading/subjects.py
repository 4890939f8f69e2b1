"""Who has to do it: the words in front of 要、应、须 or of the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.people import ADVERBS, ENDS, MODALS, SHORT_ENDS, STARTS_BADLY, VERBS

LONGEST_NAME = 34
LONGEST_CHAIN = 110
MOST_NAMES = 10
END = re.compile(ENDS)
SHORT_END = re.compile(SHORT_ENDS)
JOINT = re.compile("以及|及其|[、和及与或]")
SHARED = re.compile("各(?:[\u4e00-\u9fff]{1,8}、){1,4}")
"""各施工、监理单位: names that share the last word of the chain."""
EACH = re.compile("每个?(?:村|社区|企业|单位|家)|每[名位]")
BARE = re.compile("(?:村|社区|镇|乡)(?![\u4e00-\u9fff]{0,2}(?:政府|委|办))")
NOT_THEN = "(?!负责人|负责同志|主要负责|要负责|应急|消防|执法)"
THEN = re.compile(
    rf"{NOT_THEN}(?:{ADVERBS})*(?:{MODALS}|{VERBS}|\d{{1,2}}月(?:\d{{1,2}}日|底|份|上旬|中旬|下旬)(?:前|起)?)"
)
BY_THEN = re.compile("负责|牵头|组织|统一|具体|进行|完成|到场|每|按|汇总|会同|及时|分管|督|对|开展|实施")
BY_ANYONE = re.compile("由(?P<who>[\u4e00-\u9fff]{2,10}?)(?:负责|牵头|带队|组织|承办)(?![人同])")
"""Behind 由 and in front of 负责 stands a person, whatever the word (由电工老周负责)."""
ANSWERS = re.compile("(?:是|作为|为)[^，。；]{0,16}(?:责任人|责任主体)")
LEADING = re.compile(
    "(?:请|重点时段|汛期|节假日(?:期间)?|取暖期内?|同时|此外|另外|其中|特别是|届时|期间|[一二三四五六七八九]是(?:要)?|[①-⑳])+"
)
NO_NAME = re.compile(
    "的|是|了|着|由|要(?!负责|领导|同志)|应(?!急)|须|将|负责(?!人|同志)|每|在(?!职|岗|建|校)|对|"
    r"向|从(?!业)|结果|情况|\d"
)
WITH_OF = re.compile(
    "(?:负有|具有|承担|接受|属于|涉及|构成|存在|使用|从事|列入|位于)[^，的]{2,16}的|"
    "的(?=(?:主要|站所)?负责人|老板|业主|经营者|管理者|法定代表人|安全员|实际控制人)"
)
RESPONSIBLE = re.compile(
    "(?P<as>责任单位|牵头单位|责任部门|牵头部门|负责单位|实施单位|落实单位|责任主体|牵头责任单位|"
    "主要责任单位|责任人|牵头领导|责任领导)(?:及责任人|和责任人)?：(?P<who>[^；。）|\n]{2,60})"
)
BEHIND = re.compile(
    "（(?P<who>[^（）；。：]{2,60}?)(?:分别)?(?:牵头|按职责分工负责|按照?职责负责|负责)(?:[，；][^（）]{0,60})?）"
)
OFFICES_FIRST = ["责任人", "牵头领导", "责任领导"]


@dataclass(frozen=True)
class Subject:
    """Who, and where the words stand; `end` is where what they have to do begins."""

    words: str
    span: Span


def at_start(text: str, start: int, end: int) -> Subject | None:
    """The subject a stretch begins with, if it begins with one."""
    begun = LEADING.match(text, start, end)
    return _followed(text, begun.end() if begun else start, end, THEN)


def named_alone(words: str) -> str:
    """The subject, where the words are nothing else (a heading 各行政村：)."""
    words = words.strip("：，。 ")
    if not 2 <= len(words) <= 50:
        return ""
    return words if any(end == len(words) for end in chains(words, 0, len(words))) else ""


def acting_by(text: str, start: int, end: int) -> Subject | None:
    """由X负责: the subject stands in the middle."""
    at = text.find("由", start, end)
    while at >= 0:
        if found := _followed(text, at + 1, end, BY_THEN) or _followed(text, at + 1, end, THEN):
            return found
        if told := BY_ANYONE.match(text, at, end):
            return Subject(told["who"], Span(*told.span("who")))
        at = text.find("由", at + 1, end)
    return None


def answerable(text: str, start: int, end: int) -> Subject | None:
    """校长是第一责任人，每月要…: who is answerable does what follows."""
    found = _followed(text, start, end, ANSWERS)
    if found is None:
        return None
    rest = ANSWERS.match(text, found.span.end, end)
    return found if rest and rest.end() == end else None


def responsible(words: str) -> str:
    """Whom a clause names as responsible behind its text: offices rather than persons, （县应急局牵头） as well."""
    found = sorted(RESPONSIBLE.finditer(words), key=lambda one: one["as"] in OFFICES_FIRST)
    if found:
        return found[0]["who"].strip("，、 ")
    behind = BEHIND.search(words)
    return behind["who"].strip("，、 ") if behind and named_alone(behind["who"].split("，")[0]) else ""


def _followed(text: str, start: int, end: int, then: re.Pattern[str]) -> Subject | None:
    """The first chain of names that is followed by what such a chain is followed by."""
    for stop in chains(text, start, end):
        if then.match(text, stop, end):
            return Subject(text[start:stop].strip("，、 "), Span(start, stop))
    return None


def chains(text: str, start: int, end: int) -> Iterator[int]:
    """Where a chain of names (各村、各企业和派出所等) that begins at `start` may end, longer chains first.

    Each place is tried once, so that no text takes more than its length.
    """
    stops = _stops(text, start, min(end, start + LONGEST_CHAIN))
    if stops:
        yield from _walk(text, start, end, stops, set(), 0)
    if shared := SHARED.match(text, start, end):
        yield from _walk(text, shared.end(), end, stops, set(), 1)


def _walk(text: str, at: int, end: int, stops: list[int], tried: set[int], names: int) -> Iterator[int]:
    if at in tried or names >= MOST_NAMES:
        return
    tried.add(at)
    for stop in [one for one in stops if at < one <= at + LONGEST_NAME]:
        if not _is_name(text, at, stop, first=names == 0):
            continue
        for tail in _tails(text, stop, end):
            joint = JOINT.match(text, tail, end)
            if joint:
                yield from _walk(text, joint.end(), end, stops, tried, names + 1)
            yield tail


def _stops(text: str, start: int, end: int) -> list[int]:
    """Every place where a word ends that can end a name."""
    found = {match.end() for at in range(start, end) if (match := END.match(text, at, end))}
    found |= {match.end() for at in range(start, end) if (match := SHORT_END.match(text, at, end))}
    return sorted(found)


def _tails(text: str, stop: int, end: int) -> Iterator[int]:
    """The end of a name, and behind its bracket or its 等."""
    if text.startswith("（", stop) and (close := text.find("）", stop, min(end, stop + 32))) > 0:
        yield close + 1
        return
    if text.startswith("等", stop):
        yield stop + 1
    yield stop


def _is_name(text: str, start: int, stop: int, *, first: bool) -> bool:
    """Whether a stretch can be the name of somebody: it begins like one, and nothing in it is no part of a name."""
    name = text[start:stop]
    if len(name) < 2:
        return not first and BARE.match(text, start) is not None
    if STARTS_BADLY.match(name) and not EACH.match(name):
        return False
    bare = re.sub("（[^）]{1,20}）|^每个?(?=村|社区|企业|单位|家)|^每[名位]", "", name)
    return not re.search("[，。；：、（）\n]", bare) and NO_NAME.search(WITH_OF.sub("", bare)) is None
