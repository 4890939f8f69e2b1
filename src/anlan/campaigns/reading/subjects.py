"""Who has to do it: the words in front of 要、应、须 or of the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.campaigns.reading import doers
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
EACH = re.compile(
    "每个?(?=[一-鿿]{0,6}(?:项目部|村|社区|企业|单位|工地|学校|镇|街道|班组|车间|网格|小区|楼栋|病区|科室))|每个?(?:村|社区|企业|单位|家|户|网点|项目|工地|学校|镇|街道|乡|站|所|组|网格|党员|干部)|每[名位]"
)
BARE = re.compile("(?:村|社区|镇|乡)(?![\u4e00-\u9fff]{0,2}(?:政府|委|办))")
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
TRAINED = re.compile(
    "(?:[\u4e00-\u9fff]{0,8}?(?:职工|员工|工人|人员|教师|工作者)|全员)"
    "(?=(?:安全|消防|三级|岗前|上岗|继续|业务)*(?:培训|轮训|教育|学习|演练)[^，。；]{0,6}(?:每|不少于|至少))"
)
LEADING = re.compile(
    "(?:现有|夜间|每层|现场|请|做到(?=[一-鿿]{2,4}[日周旬月季])|[\u4e00-\u9fff]{2,6}(?:工作|任务)(?=各|请)|[一二三四五六七八九十两\\d]{1,3}(?:天|日|个工作日)(?:之内|以内|内)|(?:春节|元旦|清明|五一|端午|中秋|国庆)(?:节|假期)?[前后](?:20\\d\\d年)?(?:\\d{1,2}月\\d{1,2}日前)?|(?:年|节|汛|开学|入冬)前(?:（[^）]{2,16}）)?|重点时段|汛期|节假日(?:期间)?|取暖期内?|同时|此外|另外|其中|特别是|届时|期间|[一二三四五六七八九]是(?:要)?|[①-⑳])+(?:（[^（）\n]{2,24}）)?"
)
LEADING_INSIDE = re.compile("请(?=各|你|贵|有关|相关|全)|其中")
"""Behind a rhythm 请 invites (每年请有资质的机构检测): who is invited is not who is bound."""
STOPS = {"", ".", "．", "，", "。", "；", "：", "\n"}
NO_NAME = re.compile(
    "制[定订]|[案划单账表]报|并[报将对]|的|是|了|着|由|要(?!负责|领导|同志)|应(?!急)|须|将|负责(?!人|同志)|每|在(?!职|岗|建|校)|对|"
    r"向|从(?!业)|结果|情况|召开|实行|采取|报送|会同|举办|储备|配备|参与(?!单位|企业|方)|\d"
)
UNLIKE = re.compile(
    NO_NAME.pattern + "|总数|不少|务必|必须|加密|增至|调整|情形|于|发生|决定|同意|认为|有(?!限|关|色)|做|为|到"
)
WITH_OF = re.compile(
    "\\d{1,4}(?:人|张|吨|平方米)(?:及?以上|以下)[一-鿿]{0,6}的|"
    "\\d?[AＡ]{1,5}级(?:及?以上|以下)?|[A-DＡ-Ｄ][类级]|\\d{1,4}(?:人|张床位?|平方米|吨|户|间)(?:及?以上|以下)|"
    "[\u4e00-\u9fff\\d%]{2,14}(?:以上|以下|以内)的(?=[\u4e00-\u9fff])|"
    "(?:负有|具有|承担|接受|属于|涉及|构成|存在|使用|从事|列入|位于)[^，的]{2,16}的|"
    "的(?=[\u4e00-\u9fff]{0,8}(?:人员|员工|负责人|经理|书记|主任|员|长|干部|机构|部门|单位|企业|老板)(?![\u4e00-\u9fff]{0,4}的))|的(?=老板|业主|经营者|管理者|法定代表人|安全员|实际控制人)"
)
COUNTED = re.compile("[\u4e00-\u9fff]{2,8}?的?\\d{1,3}(?:户|家|人|个组|个村)(?:人家|农户|村民)?")
"""靠山的8户: so many of a kind."""
HEADCOUNT = re.compile("等?(?:共)?\\d{1,4}[人名](?![次员])|[两三四各]方|[两三四五六]家")
DEPARTMENTS = re.compile(
    "(?!会同|联合|配合|协同)(?:[\\u4e00-\\u9fff]{2,6}、){1,6}[\\u4e00-\\u9fff]{2,6}(?:等)?[两二三四五六七八九]?(?:个)?部门(?=[每联共要须应于\\d])"
)
"""交通、公安、应急三部门: short names that only 部门 makes names."""
OF_A_KIND = re.compile(
    "(?!会同|联合|配合|协同)(?P<who>[一-鿿]{2,8}(?:、[一-鿿]{2,8}){1,6}等[一-鿿]{2,14}?(?:单位|企业|场所|人员|部门|机构|项目|学校))(?=每|应|要|须|必须|于\\d|在\\d|\\d{1,2}月)"
)
"""玻璃栈道、滑索等高风险项目运营单位每日…: named by their kind."""
SO_MANY = re.compile(
    "(?:全[县市区镇乡村街旗]道?|辖区(?:内)?|我[县市区镇乡])?的?\\d{1,5}[个家户所处名座](?P<who>[一-鿿]{2,10}?)(?=须|要(?!求)|应当|必须|务必|全部|(?<!少)于\\d|在\\d|\\d{1,2}月\\d|每[日天周月季年])"
)
"""全县83个零售网点须…: named with their number."""
ALL_OF = re.compile(
    "(?P<who>(?:所有|全部|各类)[一-鿿]{2,10}?(?:船舶?|车辆?))(?=\\d{1,2}月|必须|一律|须(?!知)|应(?!急))"
)
"""所有应休渔船4月30日前必须回港."""
LEVELS = re.compile(
    "(?P<who>[省市县区乡镇村]、[省市县区乡镇村](?:、[省市县区乡镇村])?(?:[两二三四]级)?[一-鿿]{0,10}?(?:部门|政府|局|单位|机构))"
)
ITSELF = re.compile(
    "(?:[镇乡县区市村局校]|街道)(?=组织(?!部|委)|召开|成立|组建|统一|抽调|派出|举办|开展|每[周月季年天日半]|将(?!军)|要(?!求)|于\\d|在\\d)"
)
"""镇组织3个检查组逐村检查: the place is the office."""
OF_A_HOUSE = re.compile("[一-鿿]{2,8}的(?:人家|农户|住户|家庭)")
"""用液化气的人家，4月15日前都要…."""
OF_LEVEL = re.compile("[省市县区乡镇村]级(?=(?:层面)?[一-鿿]{0,4}(?:每[日天晚周月季年半]|全年|不少于|至少))")
"""村级值班每晚不少于1人, 市级全年2次: the level is whoever acts on it."""
BAND = re.compile("[省市县区乡镇村]级(?:应急|救援|抢险|消防|巡逻|扑火|专业|半专业)*(?:队伍?|分队|专班|小组)")
"""镇级应急队伍不少于40人: a band of that level."""
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
    if several := DEPARTMENTS.match(text, at, end):
        return Subject(several[0], Span(*several.span()))
    if (
        kind := ALL_OF.match(text, at, end)
        or OF_A_KIND.match(text, at, end)
        or LEVELS.match(text, at, end)
        or SO_MANY.match(text, at, end)
    ):
        return Subject(kind["who"], Span(*kind.span("who")))
    if own := BAND.match(text, at, end) or ITSELF.match(text, at, end) or OF_LEVEL.match(text, at, end):
        return Subject(own[0], Span(*own.span()))
    if keeper := followed(text, at, end, KEEPS):
        return keeper
    if trained := TRAINED.match(text, at, end):
        return Subject(trained[0], Span(*trained.span()))
    if known := followed(text, at, end, THEN):
        return None if MEASURED.match(text, known.span.end) else known
    stop = doers.unlisted(text, at, end, STARTS_BADLY, UNLIKE)
    return Subject(text[at:stop].strip("，、 "), Span(at, stop)) if stop else _owner(text, at, end)


def named_alone(words: str) -> str:
    """The subject, where the words are nothing else (a heading 各行政村：)."""
    words = words.strip("：，。 ")
    if not 2 <= len(words) <= 50:
        return ""
    return words if any(end == len(words) for end in chains(words, 0, len(words))) else ""


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
