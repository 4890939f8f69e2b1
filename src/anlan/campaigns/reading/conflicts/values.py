"""The values of a statement, taken out by kind: rhythms, days, hours, weekdays, numbers with their units."""

from __future__ import annotations

import re

from anlan.campaigns.reading import numerals

C = "一二三四五六七八九十百两"
UNITS = (
    "万元|亿元|元|[%％]|个?工作日|个月|学时|课时|小时|分钟|平方米|立方米|公里|毫米|公斤|克|级风(?!险)|"
    "[家户处个座所栋幢台辆艘部口名人条支只件套份顶盏块根次期场天日年米吨级度时分点组村轮]"
)
RHYTHM = re.compile(
    rf"每(?:[{C}\d]{{1,2}}个?|个|隔[一两\d]?|半个?)?(?:季度|[天日周月季年旬班]|学期|小时|分钟)|每?半年(?!内|总结|小结|工作)|[逐按][月日周季]|全年(?!总结|小结|工作|任务|目标)|年内"
)
DAY = re.compile(
    r"(?:20\d\d年)?(?P<day>\d{1,2}月(?:\d{1,2}日|底|中旬|上旬|下旬|末)?|(?<=[每次当下]月)\d{1,2}日|(?<!\d)\d{1,2}日(?=前|之前))"
    r"(?:（[^）\n]{2,4}）)?前?"
)
NUMBER = re.compile(
    rf"(?P<n>(?<![\d.A-Za-z〔])\d{{1,7}}(?:\.\d+)?|(?<![{C}第])[{C}]{{1,3}}(?!级(?!风(?!险))|[类组批期片]))(?P<unit>{UNITS})(?!以?[上下]?预案)"
)
CREW = re.compile("[单双]人")
WEEKDAY = re.compile("每?(?:周|星期)(?P<day>[一二三四五六日天])(?![次个季两])")
CLOCK = re.compile(
    r"(?<![\d月日年])(?P<n>\d{1,2})[时点](?:\d{1,2}分)?(?:至|到|—|-)?(?:次日|翌日|当日)?(?P<to>\d{1,2}[时点])?(?:之?前|以前|后)?"
)
SAME_UNIT = {"％": "%", "日": "天", "名": "人"}
MINUTES = {"分钟": 1, "小时": 60, "天": 1440}
DAYS = {"weekday", "day", "day of each month"}
KINDS = {"rhythm": "two_rhythms", "clock": "two_deadlines", "分钟": "two_deadlines"} | dict.fromkeys(
    DAYS, "two_deadlines"
)
"""What a contradiction of such values is called; of others it is two_amounts."""


def values_of(words: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """The values by kind (rhythm, day, each unit), and the words without them."""
    told: dict[str, tuple[str, ...]] = {}
    for kind, pattern in (
        ("crew", CREW),
        ("weekday", WEEKDAY),
        ("rhythm", RHYTHM),
        ("day", DAY),
        ("clock", CLOCK),
        ("", NUMBER),
    ):
        for found in pattern.finditer(words):
            name, value = (kind, _plain(kind, found)) if kind else _amount(found)
            name = "day of each month" if kind == "day" and "月" not in value else name
            told[name] = (*told.get(name, ()), value)
        words = pattern.sub("#", words)
    return told, words


def _plain(kind: str, found: re.Match[str]) -> str:
    """A rhythm, day or hour as it is compared: 每日 is 每天."""
    if kind == "crew":
        return found[0]
    if kind == "weekday":
        return f"周{found['day']}"
    if kind == "clock":
        return f"{found['n']}时" + (f"至{found['to']}" if found["to"] else "")
    return found["day"] if kind == "day" else _rhythm(found[0])


ONE_RHYTHM = {
    "每季": "每季度",
    "逐月": "每月",
    "按月": "每月",
    "逐日": "每天",
    "按周": "每周",
    "每个月": "每月",
    "每半月": "每两周",
    "每半个月": "每两周",
    "全年": "每年",
    "年内": "每年",
    "半年": "每半年",
}


def _rhythm(said: str) -> str:
    said = said.replace("日", "天").replace("每一", "每").replace("每2", "每两").replace("每二", "每两")
    return ONE_RHYTHM.get(said, said)


def _amount(found: re.Match[str]) -> tuple[str, str]:
    """Unit and number as they are compared: 两 is 2, one hour is sixty minutes."""
    number = float(found["n"]) if found["n"][0].isdigit() else numerals.value(found["n"])
    unit = SAME_UNIT.get(found["unit"], found["unit"])
    scale, unit = (MINUTES[unit], "分钟") if unit in MINUTES else (1, unit)
    return unit, f"{number * scale:g}"


def said(value: str, kind: str) -> str:
    """A value in words: 60 minutes are an hour."""
    if kind != "分钟":
        return value if kind in KINDS else value + kind
    unit = next(unit for unit in ("天", "小时", "分钟") if float(value) % MINUTES[unit] == 0)
    return f"{float(value) / MINUTES[unit]:g}{unit}"
