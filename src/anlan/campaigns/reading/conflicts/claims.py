"""What the text says twice of one thing, whatever the words around it: the same statement with another value.

A statement is a stretch between stops or commas. Its values (rhythms, days, numbers with their units) are taken out;
what is left is its content, held as pairs of characters. Two statements in different sentences with nearly one content
and one differing value are a contradiction; what only one of them has must not set it apart (A级, 非, 第二组, 夜间).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

C = "一二三四五六七八九十百两"
UNITS = (
    "万元|亿元|元|[%％]|个?工作日|个月|学时|课时|小时|分钟|平方米|立方米|公里|毫米|公斤|克|级风|"
    "[家户处个座所栋幢台辆艘部口名人条支只件套份顶盏块根次期场天日年米吨级度时分点组村轮]"
)
RHYTHM = re.compile(
    rf"每(?:[{C}\d]{{1,2}}个?|个|隔[一两\d]?|半个?)?(?:[天日周月季年旬班]|季度|学期|小时|分钟)|每?半年(?!内)|[逐按][月日周季]|全年|年内"
)
DAY = re.compile(
    r"(?:20\d\d年)?(?P<day>\d{1,2}月(?:\d{1,2}日|底|中旬|上旬|下旬|末)?|(?<=[每次当下]月)\d{1,2}日|(?<!\d)\d{1,2}日(?=前|之前))"
    r"(?:（[^）\n]{2,4}）)?前?"
)
NUMBER = re.compile(
    rf"(?P<n>(?<![\d.A-Za-z〔])\d{{1,7}}(?:\.\d+)?|(?<![{C}第])[{C}]{{1,3}}(?!级(?!风)|[类组批期片]))(?P<unit>{UNITS})(?!以?[上下]?预案)"
)
CREW = re.compile("[单双]人")
WEEKDAY = re.compile("每?(?:周|星期)(?P<day>[一二三四五六日天])(?![次个季两])")
CLOCK = re.compile(
    r"(?<![\d月日年])(?P<n>\d{1,2})[时点](?:\d{1,2}分)?(?:至|到|—|-)?(?:次日|翌日|当日)?(?P<to>\d{1,2}[时点])?(?:之?前|以前|后)?"
)
SAME_UNIT = {"％": "%", "日": "天", "名": "人"}
MINUTES = {"分钟": 1, "小时": 60, "天": 1440}
SMALL = re.compile(
    "[的要应须将对在于由并、“”（）及和与各前后内起止给按以为是除凡\\s]|必须|应当|不少于|至少|不低于|不得?超过|以上|"
    "原则上|以内|之前|完成|开展|进行|组织|确保|全部|共计|共有|现有"
)
LABEL = re.compile(
    rf"^\s*(?:第[{C}]{{1,3}}[条章]\s*|[{C}]{{1,3}}、|（[{C}\d]{{1,3}}）|\d{{1,2}}[.、]|[一二三四五六七八九]是)"
)
APART = re.compile(
    f"[A-Za-z\\d甲乙丙丁ⅠⅡⅢⅣ]|第[{C}]|[{C}][类级组批期片]|直接|主要|非|其[他它中]|新|首|剩余|[东西南北](?=[一-鿿])|(?<!重)大|(?<!中)小|[夜白节补]|"
    "[上下中](?=[半旬学型午级层])|综合|专项|书面|电话|口头"
)
"""What is set apart by such a word is another thing."""
LEAST, MOSTLY, OF_LONGER, ALMOST = 3, 0.5, 0.35, 0.66
"""So many pairs in common, such a share of the shorter, of the longer; of acts and rhythms `ALMOST` of the longer."""
WHOLE, MOST = 6, 0.9
"""Of one doer so many pairs, nearly all of the shorter, are one statement though the longer goes on."""
LONGEST = 16
ASIDE = re.compile(
    "（见?附件[^）]{0,6}）|(?:的)?(?:落实|执行)情况[^，。]*$|的要求[^，。]*$|^[^，。]{0,8}(?:要将|要把|督促|检查)(?=[一-鿿]{2,10}[每逐#])"
)
"""What is said about a rule where it is looked into: 每月走访2次落实情况纳入考核."""
USUAL = 24
"""A pair of characters is looked up in so many statements back: then it tells nothing more."""


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


def told_twice(draft: Draft) -> Iterator[Conflict]:
    """达到80%时启动限流, and elsewhere A级景区达到85%时启动限流; 6月30日前报总结, and elsewhere 7月5日前."""
    known: dict[str, deque[Claim]] = defaultdict(lambda: deque(maxlen=USUAL))
    told: set[tuple[int, str]] = set()
    """Each line is asked about once a kind of value, however often it is told otherwise."""
    for claim in _claims(draft):
        shared = Counter(id(other) for pair in claim.pairs for other in known[pair])
        near = {id(other): other for pair in claim.pairs for other in known[pair]}
        for key, number in shared.items():
            other = near[key]
            apart = other.line != claim.line or (other.span.end <= claim.span.start and other.pairs == claim.pairs)
            kind = _differ(other, claim) if number >= LEAST and apart else ""
            if kind and _is_one(other, claim, kind) and (claim.line, kind) not in told:
                told.add((claim.line, kind))
                yield _two(draft, other, claim, kind)
        for pair in claim.pairs:
            known[pair].append(claim)


def _claims(draft: Draft) -> Iterator[Claim]:
    """Each piece between commas, each two that follow, each sentence, where it has a value."""
    names = _names(draft)
    for line in re.finditer("[^。；\n|]{4,200}", draft.flow.text):
        pieces = [one.span() for one in re.finditer("[^，：]+", line[0])]
        spans = [*pieces, *((one[0], other[1]) for one, other in pairwise(pieces))]
        spans += [(0, len(line[0]))] * (len(pieces) > 2)
        for start, end in spans:
            values, content = _values(LABEL.sub("", line[0][start:end]))
            if values:
                content = ASIDE.sub("", content)
                marks = frozenset(APART.findall(content))
                span, who = Span(line.start() + start, line.start() + end), names.search(content)
                yield Claim(
                    span,
                    values,
                    _pairs(names.sub("#", content)),
                    line.start(),
                    who[0] if who else "",
                    marks,
                    _act(content),
                )


def _names(draft: Draft) -> re.Pattern[str]:
    """Who is bound anywhere in the notice: two statements that share only a name do not say the same."""
    named = {one for duty in draft.duties if duty.subject_is_written for one in duty.subject.split("、")}
    longest = sorted((one for one in named if 1 < len(one) <= LONGEST), key=lambda one: (-len(one), one))
    return re.compile("|".join(map(re.escape, longest)) or "(?!)")


def _values(words: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """The values by kind (rhythm, day, each unit), and the words without them."""
    values: dict[str, tuple[str, ...]] = {}
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
            values[name] = (*values.get(name, ()), value)
        words = pattern.sub("#", words)
    return values, words


def _plain(kind: str, found: re.Match[str]) -> str:
    """A rhythm, day or hour as it is compared: 每日 is 每天."""
    if kind == "crew":
        return found[0]
    if kind == "weekday":
        return f"周{found['day']}"
    if kind == "clock":
        return f"{found['n']}时" + (f"至{found['to']}" if found["to"] else "")
    return found["day"] if kind == "day" else found[0].replace("日", "天")


def _amount(found: re.Match[str]) -> tuple[str, str]:
    """Unit and number as they are compared: 两 is 2, one hour is sixty minutes."""
    number = float(found["n"]) if found["n"][0].isdigit() else numerals.value(found["n"])
    unit = SAME_UNIT.get(found["unit"], found["unit"])
    scale, unit = (MINUTES[unit], "分钟") if unit in MINUTES else (1, unit)
    return unit, f"{number * scale:g}"


def _pairs(content: str) -> frozenset[str]:
    bare = SMALL.sub("", content)
    pairs = (bare[at : at + 2] for at in range(len(bare) - 1))
    return frozenset(pair for pair in pairs if not re.search("[#，：]", pair))


def _differ(one: Claim, other: Claim) -> str:
    """The kind of value of which each has one, and another; a number of times only where both are of one rhythm."""
    both = [kind for kind in one.values if kind in other.values]
    for kind in both:
        values = one.values[kind], other.values[kind]
        timed = kind in {"rhythm", "clock", "weekday"} or one.values.get("rhythm") == other.values.get("rhythm")
        if (
            timed
            and len(values[0]) == len(values[1]) == 1
            and values[0] != values[1]
            and _near(kind, *values[0], *values[1])
        ):
            return kind
    return ""


FURTHEST = 0.05


def _near(kind: str, one: str, other: str) -> bool:
    """Whether two terms can be a slip of each other: half an hour is none of a day."""
    return kind != "分钟" or min(float(one), float(other)) > FURTHEST * max(float(one), float(other))


def _is_one(one: Claim, other: Claim, kind: str) -> bool:
    """Whether both say the same of the same."""
    shared, sizes = len(one.pairs & other.pairs), sorted((len(one.pairs), len(other.pairs)))
    least = ALMOST if kind in {"rhythm", "次"} else 0.3 if kind == "clock" else OF_LONGER
    like = shared >= MOSTLY * sizes[0] and shared >= least * sizes[1]
    like = like or (bool(one.who) and one.who == other.who and shared >= max(WHOLE, MOST * sizes[0]))
    if kind not in {*DAYS, "clock"} and not _is_among(one.who, other.who) and not _is_among(other.who, one.who):
        return False
    return like and one.marks == other.marks and one.act in {"", other.act or one.act}


DAYS = {"weekday", "day", "day of each month"}
ACTS = {"报": "报送|上报|填报|提交", "通报": "通报|公布|反馈|曝光"}
"""Who passes papers on does another thing than who sends them."""


def _act(content: str) -> str:
    return next((act for act, words in ACTS.items() if re.search(words, content)), "")


SCHOOLS = re.compile("初中|高中|中学|小学")


def _is_among(one: str, other: str) -> bool:
    """Whether both are the same, or one is among the other: 初中 among 中小学校."""
    return one == other or (SCHOOLS.fullmatch(one) is not None and "中小学" in other)


KINDS = {"rhythm": "two_rhythms", "clock": "two_deadlines", "分钟": "two_deadlines"} | dict.fromkeys(
    DAYS, "two_deadlines"
)


def _two(draft: Draft, one: Claim, other: Claim, kind: str) -> Conflict:
    values = [_said(claim.values[kind][0], kind) for claim in (one, other)]
    what = f"说的像是同一件事，一处写 {values[0]}，一处写 {values[1]}。请定下以哪个为准。"
    spans = (sentence(draft, other.span), sentence(draft, one.span))
    return Conflict(KINDS.get(kind, "two_amounts"), what, "soft", spans)


def _said(value: str, kind: str) -> str:
    """A value in words: 60 minutes are an hour."""
    if kind != "分钟":
        return value if kind in KINDS else value + kind
    unit = next(unit for unit in ("天", "小时", "分钟") if float(value) % MINUTES[unit] == 0)
    return f"{float(value) / MINUTES[unit]:g}{unit}"
