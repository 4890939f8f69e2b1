"""Chains of names: 各村、各企业和派出所等, each a word that people.py knows as the end of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.people import ENDS, SHORT_ENDS, STARTS_BADLY

LONGEST_NAME = 34
LONGEST_CHAIN = 110
MOST_NAMES = 10
END = re.compile(ENDS)
SHORT_END = re.compile(SHORT_ENDS)
JOINT = re.compile("以及|及其|[、和及与或]")
SHARED = re.compile("各(?:[\u4e00-\u9fff]{1,8}、){1,4}")
"""各施工、监理单位: names that share the last word of the chain."""
EACH = re.compile(
    "每个?(?=[一-鿿]{0,6}(?:项目部|村|社区|企业|单位|工地|学校|镇|街道|班组|车间|网格|小区|楼栋|病区|科室))|每个?(?:村|社区|企业|单位|家|户|网点|项目|工地|学校|镇|街道|乡|站|所|组|网格|党员|干部)|每[名位]"
)
BARE = re.compile("(?:村|社区|镇|乡)(?![\u4e00-\u9fff]{0,2}(?:政府|委|办))")
NO_NAME = re.compile(
    "制[定订]|[案划单账表]报|并[报将对]|的|是|了|着|由|要(?!负责|领导|同志)|应(?!急)|须|将|负责(?!人|同志)|每|在(?!职|岗|建|校)|对|"
    r"向|从(?!业)|结果|情况|召开|实行|采取|报送|会同|举办|储备|配备|参与(?!单位|企业|方)|\d"
)
WITH_OF = re.compile(
    "\\d{1,4}(?:人|张|吨|平方米)(?:及?以上|以下)[一-鿿]{0,6}的|"
    "\\d?[AＡ]{1,5}级(?:及?以上|以下)?|[A-DＡ-Ｄ][类级]|\\d{1,4}(?:人|张床位?|平方米|吨|户|间)(?:及?以上|以下)|"
    "[\u4e00-\u9fff\\d%]{2,14}(?:以上|以下|以内)的(?=[\u4e00-\u9fff])|"
    "(?:负有|具有|承担|接受|属于|涉及|构成|存在|使用|从事|列入|位于)[^，的]{2,16}的|"
    "的(?=[\u4e00-\u9fff]{0,8}(?:人员|员工|负责人|经理|书记|主任|员|长|干部|机构|部门|单位|企业|老板)(?![\u4e00-\u9fff]{0,4}的))|的(?=老板|业主|经营者|管理者|法定代表人|安全员|实际控制人)"
)
HEADCOUNT = re.compile("等?(?:共)?\\d{1,4}[人名](?![次员])|[两三四各]方|[两三四五六]家")


def named_alone(words: str) -> str:
    """The subject, where the words are nothing else (a heading 各行政村：)."""
    words = words.strip("：，。 ")
    if not 2 <= len(words) <= 50:
        return ""
    return words if any(end == len(words) for end in chains(words, 0, len(words))) else ""


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
    for stop in reversed([one for one in stops if at < one <= at + LONGEST_NAME]):
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
    if counted := HEADCOUNT.match(text, stop, end):
        yield counted.end()
    yield stop


def _is_name(text: str, start: int, stop: int, *, first: bool) -> bool:
    """Whether a stretch can be the name of somebody: it begins like one, and nothing in it is no part of a name."""
    name = text[start:stop]
    if len(name) < 2:
        return (not first or text.startswith("（", stop)) and BARE.match(text, start) is not None
    if STARTS_BADLY.match(name) and not EACH.match(name):
        return False
    bare = re.sub("（[^）]{1,20}）|^每个?(?=[一-鿿])|^每[名位]", "", name)
    return not re.search("[，。；：、（）\n]", bare) and NO_NAME.search(WITH_OF.sub("", bare)) is None
