"""Contradictions of the masthead: sender, date, number, and names left over from another notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.pairs import ENOUGH
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


PUBLISHED = re.compile("(?:印发|现将|制定了?|下发|转发)[^《，。\\n]{0,12}《(?P<name>[^《》\\n]{6,60})》")
HEADING = re.compile("(?<=\\n)(?P<name>[^，。；：！|\\n]{6,50}(?:方案|计划|办法|意见|要点|安排|清单|细则|预案))(?=\\n)")
LIKE = 0.6


def titles(draft: Draft) -> Iterator[Conflict]:
    """《石桥县工贸企业…方案》 that is issued, and 石桥县商贸企业…方案 over the text: one paper by two names."""
    text = draft.flow.text
    told = sorted([*PUBLISHED.finditer(text), *HEADING.finditer(text)], key=lambda one: one.start())
    known: list[tuple[str, re.Match[str]]] = []
    for found in told:
        name = re.sub("[“”\\s]|^关于|的通知$", "", found["name"])
        other = next((one for said, one in known[:ENOUGH] if _is_slip(said, name)), None)
        if other and not any(said == name for said, _ in known[:ENOUGH]):
            what = f"一处叫“{other['name']}”，一处叫“{found['name']}”，像是同一个文件。请核对名称。"
            yield Conflict("two_names", what, "soft", (Span(*found.span("name")), Span(*other.span("name"))))
        known.append((name, found))


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ and are alike, and neither is the other in short."""
    pairs = [{words[at : at + 2] for at in range(len(words) - 1)} for words in (one, other)]
    alike = len(pairs[0] & pairs[1]) >= LIKE * max(len(side) for side in pairs)
    return alike and one != other and one not in other and other not in one
