"""Contradictions of the masthead: sender, date, number, and names left over from another notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

LATE_JANUARY = 40
NEAR = 31


def sender_and_date(draft: Draft) -> Iterator[Conflict]:
    """A notice without a date cannot bind anybody in time; without a sender nobody."""
    if draft.head.issued_on is None and not draft.head.impossible_dates:
        yield Conflict("no_date", "没有读到发文日期，期限无法与发文日期核对。请填写发文日期。", "hard", ())
    for span in draft.head.impossible_dates:
        yield Conflict("impossible_day", f"落款日期“{draft.flow.words(span)}”日历上没有。", "hard", (span,))
    if not draft.head.issuer:
        yield Conflict("no_issuer", "没有读到发文单位。请填写发文单位。", "soft", ())


def number_and_date(draft: Draft) -> Iterator[Conflict]:
    """The year of the document number and that of the date."""
    head = draft.head
    if head.issued_on and head.number_year and head.number_span and head.number_year != head.issued_on.year:
        late = head.issued_on.year == head.number_year + 1 and head.issued_on.timetuple().tm_yday < LATE_JANUARY
        what = f"文号是 {head.number_year} 年的，发文日期却是 {head.issued_on.isoformat()}。"
        spans = (head.number_span, *([head.issued_span] if head.issued_span else []))
        yield Conflict("number_year", what, "soft" if late else "hard", spans)


def other_dates(draft: Draft) -> Iterator[Conflict]:
    """Two dates under one notice; a plan adopted shortly before its notice is usual."""
    head = draft.head
    for day, span in head.other_dates:
        if head.issued_on and head.issued_span and abs((day - head.issued_on).days) > NEAR:
            what = f"文中有两个落款日期：{head.issued_on.isoformat()} 和 {day.isoformat()}。"
            yield Conflict("two_dates", what, "hard", (head.issued_span, span))


def place_names(draft: Draft) -> Iterator[Conflict]:
    """我乡 in a notice of a 镇, or another township's name: left over from the text it was copied from."""
    issuer = draft.head.issuer
    level = next(
        (word for word in ("街道", "镇", "乡") if re.search(f"{word}(?:人民政府|办事处|党委|安全|应急|$)", issuer)), ""
    )
    if not level:
        return
    seen: set[str] = set()
    for found in re.finditer(r"(?:我|全|本)(乡|镇|街道)(?=[一-鿿，。、])", draft.flow.text):
        other = found[1]
        if other != level and other not in seen and draft.flow.text[found.end() : found.end() + 1] not in "镇村":
            seen.add(other)
            what = f"发文单位是“{issuer}”，文中却写“{found[0]}”，像是从别处抄来的。"
            yield Conflict("other_place", what, "soft", (_sentence(draft, found.start()),))
    own = issuer.split(level)[0] + level
    for found in re.finditer(
        r"(?<=[，。、由按于在：\n])(?![根按经由报各全本向在县市区把将对同省我请成设组])((?:(?![月日向报由前每])[一-鿿]){2,3}(?:镇|乡|街道))(?=人民政府|政府|党委|办事处|安委会)",
        draft.flow.text,
    ):
        if found[1] not in own and own not in found[1] and len(found[1]) > 2 and found[1] not in seen:
            seen.add(found[1])
            what = f"发文单位在“{own}”，文中却出现“{found[1]}”，像是从别处抄来的。"
            yield Conflict("other_place", what, "hard", (_sentence(draft, found.start()),))


LEVEL = re.compile("[一-鿿]{2,8}?(?P<level>县|区|旗)(?!域)")
OTHERS = {"县": "区旗", "区": "县旗", "旗": "县区"}
OFFICES = "安委|应急|教育|教体|住建|公安|卫健|市场监管|消防|民政|交通|农业|林业|水利|财政|文旅|商务|人民政府|委办公室"


def other_level(draft: Draft) -> Iterator[Conflict]:
    """我区, 区应急局 in a notice of a 县: left over from the text it was copied from."""
    level = LEVEL.match(draft.head.issuer)
    if not level:
        return
    other = f"[{OTHERS[level['level']]}]"
    pattern = (
        f"(?:我|本|(?<=在)全){other}(?=[一-鿿，。、])|(?<=[，。；、：（由向报经将请与和会同\n]){other}(?={OFFICES})"
    )
    for found in islice(re.finditer(pattern, draft.flow.text), 1):
        what = f"发文单位是“{draft.head.issuer}”，文中却写“{found[0]}”，像是从别处抄来的。"
        yield Conflict("other_place", what, "soft", (_sentence(draft, found.start()),))


COUNTY = re.compile(
    "(?:(?<![一-鿿])|(?<=[由报向经]))(?P<name>(?:(?![会同配合协助联我全本各邻外跨该日时前报向发由成立根据委第条内案小政府县乡镇对经请送到在和与及])[一-鿿]){2,3}[县旗区])"
    "(?=各(?:派出所|乡|镇|村|校|企)|(?:安委|消安|应急|公安|教育|住建)[一-鿿]{0,6}|[一-鿿]{2,6}(?:局|委员会)|人民政府)"
)


def other_county(draft: Draft) -> Iterator[Conflict]:
    """浔口县各派出所 in a notice of another county: left over from the text it was copied from."""
    own = LEVEL.match(draft.head.issuer)
    for found in COUNTY.finditer(draft.flow.text) if own else ():
        if found["name"][:-1] not in draft.head.issuer and not any(
            found["name"] in one for one in draft.head.addressees
        ):
            what = f"发文单位在“{own[0] if own else ''}”，文中却出现“{found['name']}”，像是从别处抄来的。"
            yield Conflict("other_place", what, "hard", (_sentence(draft, found.start()),))


SHORT = re.compile(r"开展(?P<name>[^，。；\n（]{4,40})（(?:以下|下)(?:简称|称)(?:为)?[：“]?(?P<short>[^）”]{2,16})”?）")


def campaign_names(draft: Draft) -> Iterator[Conflict]:
    """The campaign called by one year or season in the title and by another in the text."""
    title = draft.head.title
    for found in SHORT.finditer(draft.flow.text):
        years = (set(re.findall(r"20\d\d", title)), set(re.findall(r"20\d\d", found["name"])))
        season = re.search("今冬明春|冬春|百日|三年行动|岁末年初", title)
        differs = years[0] and years[1] and years[0] != years[1]
        # 今冬明春 in the title, 2024行动 in the text: is it a winter or a year?
        renamed = bool(
            season and season[0] not in found["name"] and re.search(r"20\d\d(?:年)?(?:专项)?行动", found["name"])
        )
        if differs or renamed:
            what = f"标题叫“{title}”，正文叫“{found['name']}”，名称和时间不一致。"
            spans = [Span(found.start("name"), found.end())]
            yield Conflict(
                "two_names",
                what,
                "hard" if differs else "soft",
                (*spans, *([draft.head.title_span] if draft.head.title_span else [])),
            )


QUOTED = re.compile("“(?P<name>[一-鿿]{2,4})”(?P<what>[一-鿿]{0,8}?(?:行动|整治|攻坚|会战|活动))")


def quoted_names(draft: Draft) -> Iterator[Conflict]:
    """“铁拳”行动 in the title, “铁腕”行动 in the text."""
    titled = {found["name"] for found in QUOTED.finditer(draft.head.title)}
    for found in QUOTED.finditer(draft.flow.text) if titled else ():
        name = found["name"]
        if name not in titled and any(set(name) & set(one) for one in titled):
            what = f"标题叫“{'、'.join(titled)}”，这里叫“{name}”，名称不一致。"
            yield Conflict("two_names", what, "soft", (_sentence(draft, found.start()),))


def _sentence(draft: Draft, at: int) -> Span:
    """The stretch between commas or stops that holds a position."""
    text = draft.flow.text
    start = max(text.rfind(mark, 0, at) for mark in "，。；\n：") + 1
    ends = [end for mark in "，。；\n" if (end := text.find(mark, at)) >= 0]
    return Span(start, min(ends, default=len(text)))


OFFICE_LINE = re.compile("[一-鿿]{4,24}(?:局|委员会|办公室|人民政府|大队|支队|中心|公司|工会|团委|妇联)")
SEVERAL = 2


def other_signature(draft: Draft) -> Iterator[Conflict]:
    """商务局 among three heads, 综合行政执法局 among the three that sign."""
    lines = list(re.finditer("[^\n]+", draft.flow.text))
    titled = next((at for at, line in enumerate(lines) if "关于" in line[0]), 0)
    heads = _offices(lines[:titled])
    feet = _offices(lines[-2 * len(heads) - 2 :]) if len(heads) >= SEVERAL else {}
    others = [name for name in feet if name not in heads]
    if len(feet) == len(heads) and others and set(heads) & set(feet):
        lost = next(name for name in heads if name not in feet)
        what = f"文头写的发文单位有“{lost}”，落款却是“{others[0]}”。请核对发文单位。"
        yield Conflict("two_offices", what, "soft", (feet[others[0]], heads[lost]))


def _offices(lines: list[re.Match[str]]) -> dict[str, Span]:
    return {line[0].strip(): Span(*line.span()) for line in lines if OFFICE_LINE.fullmatch(line[0].strip())}


OF_A_KIND = {
    "学校": "学校|校园|校长|师生|学生|幼儿园|教育|教师|学期",
    "医院": "医院|医疗|卫生|病房|患者",
    "养老机构": "养老|敬老|老年|福利",
    "矿山": "矿",
    "景区": "景区|旅游|游客|文旅",
    "工地": "工地|施工|建设|建筑|工程",
}


def another_kind(draft: Draft) -> Iterator[Conflict]:
    """各学校要将检查情况纳入校长考核 in a notice that speaks of hospitals everywhere else."""
    for kind, words in OF_A_KIND.items():
        first = re.search(f"(?<=[，。；\\n])各{kind}(?=要|应|须|必须)", draft.flow.text)
        span = _sentence(draft, first.start()) if first else Span(0, 0)
        elsewhere = (one.start() for one in re.finditer(words, draft.flow.text))
        if first and all(span.start <= at < span.end for at in elsewhere):
            what = f"别处都没有说到{kind}，只有这里写“{first[0]}”。请看是不是从别的通知抄来的。"
            yield Conflict("other_place", what, "soft", (span,))


CITED = re.compile(
    r"《[^》\n]*?(?P<year>20\d\d)年[^》\n]*?(?:要点|计划|方案|安排)》（[^（）\n]{2,12}〔(?P<of>20\d\d)〕"
)
LAW = re.compile(r"《(?P<law>[^》\n]{3,20})》（(?P<year>(?:19|20)\d\d)年(?:修正|修订)")


def cited(draft: Draft) -> Iterator[Conflict]:
    """《2027年安全生产工作要点》（石政〔2028〕5号）; one law in two versions."""
    for found in CITED.finditer(draft.flow.text):
        if int(found["of"]) > int(found["year"]):
            what = f"{found['year']}年的文件，文号却是 {found['of']} 年的。请核对。"
            yield Conflict("number_year", what, "soft", (_sentence(draft, found.start()),))
    first: dict[str, re.Match[str]] = {}
    for found in LAW.finditer(draft.flow.text):
        known = first.setdefault(found["law"], found)
        if known["year"] != found["year"]:
            what = f"《{found['law']}》一处引 {known['year']} 年的，一处引 {found['year']} 年的。请核对。"
            yield Conflict(
                "reference", what, "soft", (_sentence(draft, found.start()), _sentence(draft, known.start()))
            )


SENT_TO = re.compile("(?:向|报|送)(?P<place>[一-鿿]{2}(?:镇|乡|街道))(?=应急|安委|安办|党政办|人民政府|政府|消防|值班)")


def sent_elsewhere(draft: Draft) -> Iterator[Conflict]:
    """及时向青山乡应急办报告 in 石桥镇's notice."""
    own = re.match("(?P<place>[一-鿿]{1,12}?(?:镇|乡|街道))(?:人民政府|办事处|党委|安全|应急|$)", draft.head.issuer)
    for found in SENT_TO.finditer(draft.flow.text) if own else ():
        if found["place"] not in own["place"] and own["place"][-3:] != found["place"]:  # type: ignore[index]  # there where it is looped over
            what = f"发文单位是“{draft.head.issuer}”，文中却报“{found['place']}”，像是从别处抄来的。"
            yield Conflict("other_place", what, "hard", (_sentence(draft, found.start()),))
            return


FOR_YEAR = re.compile(
    "(?:^|。)[^。\n]{0,40}?为(?:切实|进一步|扎实|全力)?(?:做好|加强|抓好|推进)(?P<y>20\\d\\d)年", re.MULTILINE
)


def for_another_year(draft: Draft) -> Iterator[Conflict]:
    """为做好2028年高温汛期工作, in a notice of 2029: left over from last year's."""
    issued = draft.head.issued_on
    for found in FOR_YEAR.finditer(draft.flow.text) if issued else ():
        if issued and int(found["y"]) < issued.year:
            what = f"发文在 {issued.year} 年，这里写为{found['y']}年的工作，像是去年的文字。请核对年份。"
            yield Conflict("title_year", what, "hard", (_sentence(draft, found.start("y")),))
