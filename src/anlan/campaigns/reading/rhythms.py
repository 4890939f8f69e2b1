"""How often: 每月, 每季度, 每周五前, 定期, 发生事故后, 24小时内; with every word of number beside it."""

from __future__ import annotations

import re

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.counts import LIMIT, N, Trigger, counts
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.when import IN_QUOTES

AFTER = (
    r"(?:(?P<day>(?:末月|首月|第一个?月|最后一个?月)?(?:底|末|初|上旬|中旬|下旬|最后一个工作日|最后一天|\d{1,2}[日号])|"
    r"[一二三四五六日天])(?:上午|下午|下班|\d{1,2}[时点])?(?P<by>之?前|以前)?)?"
)
UNITS = [
    ("daily", 2, r"每[日天]\d{1,2}[时点]、\d{1,2}[时点](?=[一-鿿])"),
    ("daily", 2, r"每[日天](?=[一-鿿]{2,3}前、[一-鿿]{2,3}后各)"),
    ("daily", 3, r"早[、，]?中[、，]?晚各?"),
    ("daily", 2, r"(?:早、?晚|午、?晚|中午、?傍晚|上、?下午|上午、下午)[一-鿿]{0,6}各|(?<=[一-鿿])前后各"),
    (
        "daily",
        1,
        rf"每(?:隔)?(?:半|{N})?(?:个)?小时|(?<!其中)(?:白天|夜间)(?=不少于|至少|不低于)|每(?:隔)?{N}分钟|上下学(?:时段|期间|高峰)(?![^，。；]*每[日天周月])|每(?:个)?(?:工作)?[日天](?:至少)?|每[晚夜早餐顿]|天天|日日|逐日|按日",
    ),
    ("daily", 1, r"夜间(?=(?:防火)?巡[查逻视房楼][^，。；]{0,6}?[一两二三四\d]{1,2}[次遍趟])"),
    ("daily", 1, r"(?<![每当接上下交])班前(?=教育|讲安全|会|喊话|讲话|检查|提醒|培训|交底|宣誓)"),
    (
        "daily",
        1,
        r"每班(?:次)?(?:结束|下班|交接班?|上岗|开工|收工|开机|作业|生产|操作|使用|启动|出车|入井|下井)(?:之)?[前后]",
    ),
    ("daily", 1, r"每班(?:次)?(?![\u4e00-\u9fff]{0,6}[前后组长人]|不少于\d人|\d)"),
    ("monthly", 3, r"每月\d{1,2}[日号]?、\d{1,2}[日号]?、\d{1,2}[日号]前"),
    ("monthly", 2, r"每月\d{1,2}[日号]?、\d{1,2}[日号]前"),
    (
        "monthly",
        2,
        rf"每半(?:个)?月|(?<![每隔个近下])半(?:个)?月(?=[\u4e00-\u9fff]{{0,4}}{N}[次遍轮回趟])|每(?:两|2)周|每(?:15|十五)[日天]|双周",
    ),
    ("monthly", 15, r"(?<![间相])隔[日天](?=[一-鿿])"),
    ("monthly", 3, r"每(?:一)?旬|按旬|每(?:10|十)个?[日天]"),
    ("half_yearly", 1, r"每(?:个)?学期"),
    ("half_yearly", 3, r"每(?:两|2)个月|每两月"),
    (
        "weekly",
        1,
        r"每(?:一)?(?:个)?(?:周|星期|礼拜)|按周|逐周|每(?:7|七)[日天]|一周(?=[一两二三四五六\d][次趟遍回排检调报])",
    ),
    (
        "monthly",
        1,
        r"(?:次|下)月(?=\d{1,2}[日号]前)|当月(?=底前)|每(?:一)?(?:个)?月(?:度)?|按月(?:度)?|逐月|月月|(?<![每个])月度(?=[检抽排巡督])|一月(?=[一两二三四\d][次趟遍回排检调报])|(?<![\d一二三四五六七八九十本当上下每个末半腊正冬])月[底末](?=[\u4e00-\u9fff])",
    ),
    ("quarterly", 1, r"每(?:一)?(?:个)?季(?:度)?|每(?:3|三)个月|按季(?:度)?|逐季|一季度?(?=一[次排检调报])"),
    ("half_yearly", 1, r"每(?:个)?半年(?:度)?|每(?:6|六)个月|按半年|半年(?=至少|不少于|开展一次|组织一次|一次)"),
    (
        "yearly",
        1,
        r"每(?:一)?(?:个)?学?年(?:度)?|按年度?|一年(?=至少|不少于)|年度内(?=至少|不少于)|全年(?=至少|不少于|不低于|\d{1,2}[次场期轮]|[一-鿿]{2,16}(?:至少|不少于|不低于))",
    ),
    ("per_stage", 1, r"每(?:一)?(?:个)?阶段|各阶段(?=[^。；，]{0,12}(?:(?<!依)次|结束|总结|小结))"),
    ("daily", 1, r"一[天日晚夜](?=[一两二三四五六\d][次趟遍回])"),
    (
        "monthly",
        1,
        rf"每(?:隔)?(?P<days>{N})[日天]|(?<![\u4e00-\u9fff\d])(?P<each>{N})[日天](?=[\u4e00-\u9fff]{{1,4}}一[次遍回])",
    ),
]
UNIT = {number: (rhythm, times) for number, (rhythm, times, _) in enumerate(UNITS)}
RHYTHM = re.compile("|".join(f"(?P<u{number}>{pattern})" for number, (_, _, pattern) in enumerate(UNITS)))
TAIL = re.compile(AFTER)
SHORT = {"日": ("daily", 1), "周": ("weekly", 1), "旬": ("monthly", 3), "月": ("monthly", 1), "季": ("quarterly", 1),
         "季度": ("quarterly", 1), "半年": ("half_yearly", 1), "年": ("yearly", 1)}  # fmt: skip
DONE = (
    "调度|通报|报告|报送|考核|点评|研判|巡查|排查|检查|会商|例会|小结|总结|督查|督导|自查|分析|"
    "汇总|考评|演练|巡检|约谈|评比|讲评|更新|清零|碰头|例会|查(?![一-鿿])"
)
PAIR = re.compile(
    rf"(?<![\d\u4e00-\u9fff每])?(?P<unit>日|周|旬|月|季度|季|半年|年)(?P<done>{DONE})(?=[、，"
    rf"”。；和及与制机的]|\n|$)"
)
EVENTS = re.compile(
    r"(?P<event>(?:发生|出现|发现|接到|收到|遇有?|凡有?|一旦)[^，。；\n]{2,30}?(?:的|后|时|之后)(?=，"
    r"|要|应|须|立即|及时|必须|第一时间|在?\d|$)"
    r"|(?:重大|重要|法定)?(?:节假日|节日|活动|会议|“?两会”?)(?:和[^，。；]{1,8})?(?:之?前|期间|后)"
    r"|“?(?:元旦|春节|元宵|清明|五一|端午|中秋|国庆)”?(?:、|和|及)“?(?:元旦|春节|元宵|清明|五一|端午|中秋|国庆)[^，。]{0,6}?(?:之?前|期间|后)"
    r"|(?:企业|单位|项目|工地|学校)?(?:复工|复产|复工复产|开工|停产|汛期|高温|恶劣天气|极端天气|雨雪冰冻|强降雨|台风|寒潮|"
    r"大风)(?:天气)?(?:之?前|期间|后|来临前|过后|时))(?=[，要应须必开组\u4e00-\u9fff]|$)"
    rf"|接(?:到|此|本)?(?:电|文|通知|报告?|警)(?:之)?后|每(?:趟|航次|班次?|批次?|单|次)[\u4e00-\u9fff]{{1,8}}?(?:之)?[前后]"
    r"|(?<![公展离打召])开[\u4e00-\u9fff]前(?=[\u4e00-\u9fff])"
    rf"|[\u4e00-\u9fff]{{1,4}}前{N}(?:天|日|小时)"
    rf"|(?P<done_then>(?:[\u4e00-\u9fff]{{1,6}}(?:结束|完成|召开|办结)|会|检查|演练|培训)(?:之)?后)(?=在?{N}(?:个?小时|个?工作日|日|天)内)"
)
WITHIN = re.compile(rf"(?P<n>{N})(?P<unit>个?小时|个?工作日|日|天|个?自然日|分钟|个?月)(?:之|以)?内")
NEEDED = re.compile(
    "不定期|定期(?!检验|检测)|适时|视情况?|根据需要|按需|常态化(?=开展|组织|检查|督|巡|排|宣|"
    "调)|分期分批|随时|不间断地?|适当时候|必要时"
)


def triggers(text: str, start: int, end: int) -> list[Trigger]:
    """Every rhythm, count, event and period between two positions, in order; names of laws are left out."""
    if LIMIT.search(text, start, end):
        return []  # 每年不超过2次 forbids, it orders nothing
    quoted = [found.span() for found in IN_QUOTES.finditer(text, start, end)]
    often = _rhythms(text, start, end)
    told = [
        *often,
        *_pairs(text, start, end),
        # 每15天 is how often, not 15 days.
        *(one for one in counts(text, start, end) if not any(each.span.covers(one.span) for each in often)),
        *_others(text, start, end),
    ]
    free = [one for one in told if not any(low <= one.span.start < high for low, high in quoted)]
    return sorted(free, key=lambda one: one.span.start)


EACH_ONE = re.compile(
    rf"(?<![同另某第前上下])(?:[每一](?P<unit>日|天|晚|周|旬|月|季度|季|半年|年)|(?P<half>半月))(?P<n>[一两二三四])(?P<done>{DONE}|"
    rf"[检查巡转核访讲谈练考测清扫点报调评](?![一-鿿]))"
)
"""每日一巡查、每周一排查、一日两巡."""


def _is_weekday(found: re.Match[str]) -> bool:
    """每周四报送 is each Thursday; 每周三查 is three times a week."""
    return found["unit"] == "周" and found["n"] in "二三四" and len(found["done"]) > 1


def _rhythms(text: str, start: int, end: int) -> list[Trigger]:
    told = []
    for found in RHYTHM.finditer(text, start, end):
        if (each := EACH_ONE.match(text, found.start(), end)) and not _is_weekday(each):
            continue
        number = int((found.lastgroup or "u0")[1:])
        rhythm, times = UNIT[number]
        if days := found["days"] or found["each"]:
            times = max(1, 30 // (numerals.value(days) or 30))
        tail = TAIL.match(text, found.end(), end)
        close = tail.end() if tail and tail["day"] and _is_day(rhythm, tail) else found.end()
        if _is_statement(text, found.start(), close):
            continue
        day = text[found.end() : close]
        told.append(Trigger(Span(found.start(), close), rhythm, times if times > 1 else None, day=day))
    return told


def _is_day(rhythm: str, tail: re.Match[str]) -> bool:
    weekday = tail["day"] in "一二三四五六日天"
    return weekday == (rhythm == "weekly") or tail["day"] in {"末", "初", "底"}


EXCEEDS = re.compile("[\u4e00-\u9fff]{1,4}(?:超过|达到|不足)\\d")
"""每日客流超过5000人."""


def _is_statement(text: str, start: int, end: int) -> bool:
    """每一个环节, 每年发生: words that tell, not order."""
    return (
        text[end : end + 2] in {"发生", "都会", "均有", "造成"}
        or EXCEEDS.match(text, end) is not None
        or text[max(0, start - 2) : start]
        in {
            "近几",
            "历年",
        }
    )


def _pairs(text: str, start: int, end: int) -> list[Trigger]:
    told = []
    for found in PAIR.finditer(text, start, end):
        before = text[max(start, found.start() - 1) : found.start()]
        if before and (
            before.isdigit() or before in "每今明当本上下同全逐个末次半一二三四五六七八九十" or before == "年"
        ):
            continue
        rhythm, times = SHORT[found["unit"]]
        told.append(Trigger(Span(found.start(), found.end()), rhythm, times, done=found["done"]))
    for found in EACH_ONE.finditer(text, start, end):
        if _is_weekday(found):
            continue
        rhythm, times = ("monthly", 2) if found["half"] else SHORT[re.sub("[天晚]", "日", found["unit"])]
        times *= numerals.value(found["n"])
        told.append(Trigger(Span(found.start(), found.end()), rhythm, times, done=found["done"]))
    return told


def _others(text: str, start: int, end: int) -> list[Trigger]:
    told = [
        Trigger(Span(*found.span(found.lastgroup or "event")), "on_event")
        for found in EVENTS.finditer(text, start, end)
    ]
    told += [Trigger(Span(*found.span()), within=found[0]) for found in WITHIN.finditer(text, start, end)]
    told += [Trigger(Span(*found.span()), "as_needed") for found in NEEDED.finditer(text, start, end)]
    return told
