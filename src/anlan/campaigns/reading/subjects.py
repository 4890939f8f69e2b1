"""Who has to do it: the words in front of 要、应、须 or of the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anlan.campaigns.reading import doers, kinds
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.names import NO_NAME, chains
from anlan.campaigns.reading.people import ADVERBS, MODALS, STARTS_BADLY, VERBS

NOT_THEN = "(?!负责人|负责同志|主要负责|要负责|应急|消防|执法)"
DONE = "(?:日|周|旬|月|季度?)(?:调度|检查|排查|巡查|督查|自查|通报|会商|总结|研判|例会|查(?![一-鿿]))"
OFTEN = (
    "全年(?=不少于|至少|不低于)|隔[日天]|[每一](?:日|天|晚|周|旬|月|季|季度|年)[一两二三四]|(?:年|月|周|季)[底末](?=[一-鿿])|"
    "(?:月度|季度|周度|年度)(?=检查|排查|巡查|报告|考核)"
)
DATED = r"(?:\d{1,2}月、)+\d{1,2}月|\d{1,2}月(?:\d{1,2}日|底|份|上旬|中旬|下旬|(?=起))(?:前|起)?"
TOLD = (
    r"(?:在)?\d{1,3}(?:个)?(?:小时|工作日|日|天|分钟)[之以]?内|" "(?:接|收)(?:到|此|本)?(?:电|文|报|警|通知)|发现|限期?"
)
OCCASION = (
    "(?!目前|当前|以前|之前|日前|此前|事前)(?:[\u4e00-\u9fff]{2}|汛|节|假|雨|雪)(?:之)?[前后](?=[、\u4e00-\u9fff]{2})|"
    "[一-鿿]{2,6}(?:期间|期内|时段)(?=[每至要应参，])"
)
THEN = re.compile(
    rf"{NOT_THEN}(?:{ADVERBS})*(?:(?<=[队组站员村镇乡])(?:人数|总数)?(?:不少于|不低于|不得少于)\d{{1,4}}[人名]|{MODALS}|{VERBS}|{DATED}|{DONE}|{OFTEN}|{TOLD}|{OCCASION})"
)
MEASURED = re.compile("(?:检查|排查|抽查|整改|入户|参训|覆盖)(?:面|率|覆盖率|比例)")
"""学校、幼儿园检查面达100%: what is measured does nothing."""
LEADING = re.compile(
    "(?:"
    + "|".join(
        (
            "现有|夜间|每层|现场|请|同时|此外|另外|其中|特别是|届时|期间",
            "做到(?=[一-鿿]{2,4}[日周旬月季])|[一-鿿]{2,6}(?:工作|任务)(?=各|请)",
            "[一二三四五六七八九十两\\d]{1,3}(?:天|日|个工作日)(?:之内|以内|内)",
            "(?:春节|元旦|清明|五一|端午|中秋|国庆)(?:节|假期)?[前后](?:20\\d\\d年)?(?:\\d{1,2}月\\d{1,2}日前)?",
            "(?:年|节|汛|开学|入冬)前(?:（[^）]{2,16}）)?|重点时段|汛期|节假日(?:期间)?|取暖期内?",
            "[一二三四五六七八九]是(?:要)?|[①-⑳]",
        )
    )
    + ")+(?:（[^（）\n]{2,24}）)?"
)
"""What may stand in front of who: when, where, which item."""
LEADING_INSIDE = re.compile("请(?=各|你|贵|有关|相关|全)|其中")
"""Behind a rhythm 请 invites (每年请有资质的机构检测): who is invited is not who is bound."""
STOPS = {"", ".", "．", "，", "。", "；", "：", "\n"}
UNLIKE = re.compile(
    NO_NAME.pattern
    + "|组织(?!部|委|员)|总数|不少|务必|必须|加密|增至|调整|情形|于|发生|决定|同意|认为|有(?!限|关|色)|做|为|到"
)
COUNTED = re.compile("[\u4e00-\u9fff]{2,8}?的?\\d{1,3}(?:户|家|人|个组|个村)(?:人家|农户|村民)?")
"""靠山的8户: so many of a kind."""
OF_A_HOUSE = re.compile("[一-鿿]{2,8}的(?:人家|农户|住户|家庭)")
"""用液化气的人家，4月15日前都要…."""
KEEPS = re.compile("(?:管理|管护|经营|使用|承包|运营|养护)的[一-鿿]{2,14}(?=每[日天周月季年半]|全年|不少于|至少)")
"""镇环卫所管理的化粪池清掏每年不少于2次."""
SAYS = re.compile("期间|共|储备|配备|查处|新增|购置|新建")
OWNED = re.compile("(?:车|车辆|船|设备|设施|装置|系统|管道|管线|线路|仓库|电梯|锅炉|水池|机械)$")
"""驾培机构教练车每半年检测一次: who has what is looked after."""
LISTED = ("名单", "通讯录", "花名册", "联系方式", "信息表")
MEASURES = re.compile(f"不少于|不低于|{doers.BINDS.pattern}")
PERSON = re.compile("[员长人者户师汉伯叔嫂哥姐组队站所办局科室店厂社企校院会民兵]$")


@dataclass(frozen=True)
class Subject:
    """Who, and where the words stand; `end` is where what they have to do begins."""

    words: str
    span: Span
    is_owner: bool = False
    """Only whose thing or act it is (食堂食品安全检查每周一次): who is named as doing it says more."""


def at_start(text: str, start: int, end: int) -> Subject | None:
    """The subject a stretch begins with, if it begins with one."""
    begun = (LEADING if text[start - 1 : start] in STOPS else LEADING_INSIDE).match(text, start, end)
    at = begun.end() if begun else start
    if kind := kinds.by_kind(text, at, end):
        return Subject(text[kind.start : kind.end], kind)
    if keeper := followed(text, at, end, KEEPS):
        return keeper
    if trained := kinds.TRAINED.match(text, at, end):
        return Subject(trained[0], Span(*trained.span()))
    if known := followed(text, at, end, THEN):
        return None if MEASURED.match(text, known.span.end) else known
    stop = doers.unlisted(text, at, end, STARTS_BADLY, UNLIKE)
    return Subject(text[at:stop].strip("，、 "), Span(at, stop)) if stop else _owner(text, at, end)


def unlisted_alone(words: str) -> str:
    """A name that no list holds, standing alone in front of 每 or 要 (看山老汉，每天…); "" where it may be anything."""
    words = words.strip("：，。 ")
    if COUNTED.fullmatch(words) or OF_A_HOUSE.fullmatch(words):
        return words
    is_name = len(words) <= 12 and all(doers.is_doer(part, STARTS_BADLY, UNLIKE) for part in doers.parts(words))
    return words if is_name and PERSON.search(words) else ""


def _owner(text: str, start: int, end: int) -> Subject | None:
    """各村大喇叭每天播放: who has the thing that something is done with."""
    if (found := MEASURES.search(text, start + 2, end)) is None:
        return None
    if not text.startswith(("各", "本", "每个"), start):
        return _of_act(text, start, found.start())
    if doers.CLAUSE.search(text, start, found.start()) or not (
        doers.THING.search(text[start : found.start()]) or doers.ACT.search(text[start : found.start()])
    ):
        return None
    stops = list(chains(text, start, found.start()))
    named = max(stops, default=start)
    # 各村联络员名单于3月20日前报送: whose the list is, not who stands in it.
    stop = min(stops) if stops and text.startswith(LISTED, named) else named
    return Subject(text[start:stop], Span(start, stop)) if stops else None


def _of_act(text: str, start: int, end: int) -> Subject | None:
    """企业综合预案演练每年不少于1次: who does the act that is counted."""
    done = doers.ACT.search(text[start:end]) or OWNED.search(text[start:end])
    for stop in chains(text, start, end) if done else ():
        act = text[stop:end]
        badly = SAYS.search(text, start, end) or doers.STARTS.match(text, start, stop) or act[:1] in "部长员级队科股区"
        if 2 <= len(act) <= 10 and not badly and not doers.CLAUSE.search(act) and NO_NAME.search(act) is None:
            return Subject(text[start:stop].strip("，、 "), Span(start, stop), is_owner=True)
    return None


def followed(text: str, start: int, end: int, then: re.Pattern[str]) -> Subject | None:
    """The first chain of names that is followed by what such a chain is followed by."""
    for stop in chains(text, start, end):
        if then.match(text, stop, end):
            return Subject(text[start:stop].strip("，、 "), Span(start, stop))
    return None
