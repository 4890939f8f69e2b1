"""What stands above and below the text: title, document number, issuer, date, addressees."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from anlan.campaigns.reading import titles
from anlan.campaigns.reading.flow import Flow, Span
from anlan.campaigns.reading.letterhead import LETTERHEAD, NUMBER, OFFICE, SIGN_DATE, SIGNATURE
from anlan.campaigns.reading.marks import LAST
from anlan.campaigns.reading.when import whens

PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,10}?(?:自治区|自治州|自治县|开发区|高新区|示范区|街道|乡|镇|县|区|市|省|园区))"
)
META = re.compile(
    r"(?P<key>发布机构|发文机关|发文单位|发电单位|签批盖章|发布单位|信息来源|成文日期|发文日期|印发日期|发布日期|发布时间|"
    r"文号|标题|名称)：? ?\|? ?"
)


@dataclass
class Masthead:
    """Who told what to whom and when; spans say where it stands, None where it was concluded."""

    title: str = ""
    notice_title: str = ""
    document_number: str = ""
    number_year: int | None = None
    number_span: Span | None = None
    issuer: str = ""
    issuer_span: Span | None = None
    issued_on: dt.date | None = None
    issued_span: Span | None = None
    other_dates: list[tuple[dt.date, Span]] = field(default_factory=list)
    nearly: dt.date | None = None
    """The last day of the month of a date that no calendar has: years can be told by it."""
    impossible_dates: list[Span] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    title_span: Span | None = None
    furniture: list[Span] = field(default_factory=list)
    """Paragraphs that are no text: number, title, addressees, signature, date, table of metadata."""


def read(flow: Flow) -> Masthead:
    """The masthead of a notice, from its first lines and its signatures."""
    head = Masthead()
    paragraphs = list(flow.paragraphs())
    _meta(flow, paragraphs, head)
    _number(flow, paragraphs, head)
    _dates(flow, paragraphs, head)
    _addressees(flow, paragraphs, head)
    told = titles.read(flow, paragraphs)
    head.title, head.notice_title, head.title_span = told.plan, told.notice, told.span
    head.furniture += told.lines
    _issuer(flow, paragraphs, head)
    return head


def _meta(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    """The table of metadata that government sites put above a document."""
    for paragraph in paragraphs[:12]:
        words = flow.words(paragraph)
        if "|" not in words:
            continue
        squeezed = words.replace(" ", "")
        for found in META.finditer(squeezed):
            value = squeezed[found.end() :].split("|")[0].strip("：|")
            if found["key"] in {"发布机构", "发文机关", "发布单位"} and value:
                head.issuer, head.issuer_span = value, paragraph
            elif found["key"] in {"成文日期", "发文日期", "印发日期"} and (day := _iso(value)):
                head.issued_on, head.issued_span = day, paragraph
        if META.search(squeezed):
            head.furniture.append(paragraph)


def _iso(value: str) -> dt.date | None:
    found = re.match(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})", value)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _number(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    """The document's own number: near the top, alone or in the metadata, never inside a sentence."""
    for paragraph in paragraphs[:10]:
        words = flow.words(paragraph)
        found = NUMBER.search(flow.text, paragraph.start, paragraph.end)
        if found and ("|" in words or len(words) - len(found[0]) < 16):
            number = re.sub("^[一-鿿]*文件(?=[一-鿿]{2})", "", found[0].removeprefix("文号"))
            head.document_number = number.replace("（", "〔").replace("）", "〕")
            head.document_number = head.document_number.replace("【", "〔").replace("】", "〕")
            head.number_year, head.number_span = int(found[1]), Span(found.start(), found.end())
            head.furniture.append(paragraph)
            return


def _dates(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    """Dates that stand alone or end a signature; the first is the notice's own."""
    for paragraph in paragraphs:
        words = flow.words(paragraph).replace(" ", "")
        if words.startswith("（") and words.endswith("印发）"):
            words = words[1:-1]  # （街道办公室 2028年3月31日印发）
        found = SIGN_DATE.search(words)
        if not found or "|" in words:
            continue
        rest = words[: found.start()]
        if rest and not SIGNATURE.match(rest):
            continue
        told = whens(flow.text, paragraph.start, paragraph.end) or whens(words, 0, len(words))
        if not told or not told[0].ends:
            continue
        head.furniture.append(paragraph)
        day = told[0].ends.date
        if day is None:
            head.impossible_dates.append(paragraph)
            head.nearly = replace(told[0].ends, day=LAST).date
            continue
        if rest and not head.issuer:
            head.issuer, head.issuer_span = rest, paragraph
        if head.issued_on is None:
            head.issued_on, head.issued_span = day, paragraph
        else:
            head.other_dates.append((day, paragraph))


ADDRESSED = re.compile(
    "(?!为|根据|按照|依据|现将|现就|经|近)(?![^：]*如下：)(?:各|本|全|机关|辖区|有关|[省市县区镇乡局](?:直|属)?各|[局委县市区镇]属|直属|[\u4e00-\u9fff]{2,12}(?:镇|乡|街道|局|村))"
)


def _addressees(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    for paragraph in paragraphs[:25]:
        words = flow.words(paragraph)
        if words.endswith("：") and len(words) < 200 and ADDRESSED.match(words):
            flat = re.sub("（[^）]*）", lambda found: found[0].replace("、", "·").replace("，", "·"), words[:-1])
            head.addressees = _each_of(flat)
            head.furniture.append(paragraph)
            return
        if begun := re.match("(?:各|有关)[^。！？]{2,100}?：(?=为|根据|按照|现|经|近|当前|在)", words):
            head.addressees = [one for one in re.split("[、，；]", re.sub("（[^）]*）", "", begun[0][:-1])) if one]
            head.furniture.append(Span(paragraph.start, paragraph.start + begun.end()))
            return


LEVEL = re.compile("各?(?:省|市|县|区|自治区|自治县|旗|乡|镇|乡镇|街道|村|社区)")


def _each_of(names: str) -> list[str]:
    """The addressees of a line; 各省、自治区、直辖市主管部门 are one, for a level alone is nobody."""
    told: list[str] = []
    begun = ""
    for part in re.split("(?<=[、，；])", names):
        name = part.strip("、，； ").replace("·", "、")
        if LEVEL.fullmatch(name) and part.endswith("、"):
            begun += f"{name}、"
        elif name:
            told.append(begun + name)
            begun = ""
    return told


def _issuer(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    if head.issuer_span and "|" not in flow.words(head.issuer_span):
        return
    published, head.issuer, head.issuer_span = (head.issuer, head.issuer_span), "", None
    _signed(flow, paragraphs, head)
    if not head.issuer:
        head.issuer, head.issuer_span = published
    if not head.issuer:
        head.issuer = _letterhead(flow, paragraphs) or _titled(head)


def _letterhead(flow: Flow, paragraphs: list[Span]) -> str:
    """华林区卫生健康局文件 above everything else, where nobody signed below."""
    lines = [flow.words(one).replace(" ", "") for one in paragraphs[:3]]
    return next((line.removesuffix("文件") for line in lines if LETTERHEAD.fullmatch(line)), "")


def _signed(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    """The office above the date, or among the last lines."""
    dated = [
        span
        for span in paragraphs
        if SIGN_DATE.search(flow.words(span).replace(" ", "")) and "|" not in flow.words(span)
    ]
    if dated:
        at = paragraphs.index(dated[0])
        for before in reversed(paragraphs[max(0, at - 3) : at]):
            words = flow.words(before).replace(" ", "")
            if SIGNATURE.match(words):
                head.issuer = f"{words}、{head.issuer}" if head.issuer else words
                head.issuer_span = head.issuer_span or before
                head.furniture.append(before)
            else:
                break
        if head.issuer:
            return
    signed = [span for span in paragraphs[-6:] if SIGNATURE.match(flow.words(span).replace(" ", ""))]
    if signed:
        head.furniture += signed
        head.issuer, head.issuer_span = flow.words(signed[-1]).replace(" ", ""), signed[-1]


def _titled(head: Masthead) -> str:
    """The issuer as a title names it: X关于…, or the government of the place it begins with."""
    for title in (head.notice_title, head.title):
        if found := re.match(rf"(?:[\u4e00-\u9fff]{{2,24}}?(?:{OFFICE}))+?(?=关于)", title):
            return "、".join(one[0] for one in re.finditer(rf"[\u4e00-\u9fff]{{2,24}}?(?:{OFFICE})", found[0]))
    return _government(head.title) or _government(head.notice_title.removeprefix("关于印发"))


def _government(title: str) -> str:
    """The government of the place a title begins with."""
    found = PLACE.match(title.removeprefix("关于").lstrip("《"))
    if not found or len(found["place"]) < 2 or found["place"].startswith("全"):
        return ""
    place = found["place"]
    return (
        f"{place}办事处"
        if place.endswith("街道")
        else f"{place}{'管委会' if place.endswith('园区') or '发区' in place else '人民政府'}"
    )
