"""What stands above and below the text: title, document number, issuer, date, addressees."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from anlan.campaigns.reading.flow import Flow, Span
from anlan.campaigns.reading.when import LAST, whens

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔（【]((?:19|20)\d\d)[〕）】]第?\d{1,4}号")
ENDING = (
    "行事历|方案|通知|计划|措施|意见|通告|公告|细则|要点|部署|办法|预案|安排|清单|制度|约定|公约|规约|守则|须知|倡议书|"
    "[一二三四五六七八九十]{1,2}条"
)
TITLE = re.compile(rf"(?:{ENDING})(?:（[^）]{{1,20}}）)?$")
OTHER = re.compile(
    "(?:函|纪要|会议记录|讲话|致辞|发言稿?|总结|报告|请示|汇报|汇报材料|简报|快报|专报|动态|信息|倡议书|公开信|的?一封信|承诺书|指令书|决定书|告知书|"
    "通知书|检查记录|[年月周]历|日程|分工|提示|提醒|建议|批复|决定|规划|纲要|法|条例|规定|标准)(?:（[^）]{1,20}）)?$"
)
"""How papers end that are no notices."""
HIGHEST = 6
"""So many lines from the top a paper has its title, if it has one."""
LEAST = 8
NO_TITLE = re.compile("[，。；：|]|^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、])")
WRAPPED = re.compile(r"关于(?:印发|转发|下发|制定|报送)《?(?P<plan>.+?)》?的(?:通知|函|报告)$")
OFFICE = (
    "人民政府|国资委|发改委|卫健委|住建委|经信委|教委|办公室|委员会|办事处|指挥部|管理委员会|管委会|安委会|安委办|安办|党委|工委|领导小组|局|大队|支队|中队|"
    "中心|学校|中学|小学|幼儿园|公司|联合社|供销社|合作社|集团|协会|医院|供电所|厅|总队|(?:安全|环保|保卫|生产|质量|工程|综合|行政)[一-鿿]{0,4}部|消防救援站|服务所|社区居委会|工作站|专班|协调小组|联席会议"
)
SIGNATURE = re.compile(rf"^[\u4e00-\u9fff（）、]{{2,40}}(?:{OFFICE})(?:（[^）]{{1,10}}）)?$")
PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,10}?(?:自治区|自治州|自治县|开发区|高新区|示范区|街道|乡|镇|县|区|市|省|园区))"
)
META = re.compile(
    r"(?P<key>发布机构|发文机关|发电单位|签批盖章|发布单位|信息来源|成文日期|发文日期|印发日期|发布日期|发布时间|"
    r"文号|标题|名称)：? ?\|? ?"
)
SIGN_DATE = re.compile(
    r"(?:20\d\d|二[〇零Oo0][〇零Oo0一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:（?(?:星期|周)[一二三四五六日天]）?)?(?:印发)?$"
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
    _titles(flow, paragraphs, head)
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
            head.document_number = found[0].removeprefix("文号").replace("（", "〔").replace("）", "〕")
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


def _addressees(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    for paragraph in paragraphs[:25]:
        words = flow.words(paragraph)
        if (
            words.endswith("：")
            and len(words) < 200
            and re.match("各|本|全|机关|辖区|有关|[\u4e00-\u9fff]{2,12}(?:镇|乡|街道|局|村)", words)
        ):
            flat = re.sub("（[^）]*）", lambda found: found[0].replace("、", "·").replace("，", "·"), words[:-1])
            head.addressees = [one.strip().replace("·", "、") for one in re.split("[、，；]", flat) if one.strip()]
            head.furniture.append(paragraph)
            return
        if begun := re.match("(?:各|有关)[^。！？]{2,100}?：(?=为|根据|按照|现|经|近|当前|在)", words):
            head.addressees = [one for one in re.split("[、，；]", re.sub("（[^）]*）", "", begun[0][:-1])) if one]
            head.furniture.append(Span(paragraph.start, paragraph.start + begun.end()))
            return


def _titles(flow: Flow, paragraphs: list[Span], head: Masthead) -> None:
    """The notice's title and the plan's; else the name of a paper that is no notice, else its first line."""
    told = _named(flow, paragraphs[:40], TITLE)
    if not told:
        told = _named(flow, paragraphs[:HIGHEST], OTHER)[:1] or _first_line(flow, paragraphs[:HIGHEST])
    for _, lines in told:
        head.furniture += lines
    _choose([(words, Span(lines[0].start, lines[-1].end)) for words, lines in told], flow, head)


def _named(flow: Flow, paragraphs: list[Span], ending: re.Pattern[str]) -> list[tuple[str, list[Span]]]:
    """Lines without punctuation, joined until one ends as titles do."""
    told: list[tuple[str, list[Span]]] = []
    at = 0
    while at < len(paragraphs):
        if _is_sender(flow, paragraphs[at : at + 2], ending):
            at += 1
        words, last = "", at
        for last in range(at, min(at + 4, len(paragraphs))):
            line = flow.words(paragraphs[last]).replace(" ", "")
            if NO_TITLE.search(line) or SIGN_DATE.search(line) or NUMBER.fullmatch(line):
                break
            words += line
            if ending.search(words) and 6 <= len(words) <= 120 and (last > at or len(line) > 4):
                told.append((words, paragraphs[at : last + 1]))
                at = last
                break
        at += 1
    return told


def _is_sender(flow: Flow, lines: list[Span], ending: re.Pattern[str]) -> bool:
    """Whether a line is the office above a title that is one by itself (not 关于…, which goes on behind its sender)."""
    words = [flow.words(one).replace(" ", "") for one in lines]
    is_title = len(words) > 1 and ending.search(words[1]) and not NO_TITLE.search(words[1])
    return bool(is_title and SIGNATURE.match(words[0]) and not re.match("关于|印发|转发", words[1]))


def _first_line(flow: Flow, paragraphs: list[Span]) -> list[tuple[str, list[Span]]]:
    """A headline: the first line of some length without punctuation that is no letterhead, number or signature."""
    for paragraph in paragraphs[:2]:
        line = flow.words(paragraph).replace(" ", "")
        is_other = NO_TITLE.search(line) or SIGN_DATE.search(line) or NUMBER.search(line) or SIGNATURE.match(line)
        if not is_other and LEAST <= len(line) <= 60 and not LETTERHEAD.fullmatch(line):
            return [(line, [paragraph])]
    return []


def _choose(told: list[tuple[str, Span]], flow: Flow, head: Masthead) -> None:
    for words, span in told:
        if (found := WRAPPED.search(words)) and not head.notice_title:
            head.notice_title, head.title, head.title_span = words, found["plan"].strip("《》"), span
        elif not head.title and re.match("[一二三四五六七八九十]、|（", words) is None:
            head.title, head.title_span = words, span
    if not head.title:
        head.title = named_activity(flow.text) or printed_plan(flow.text)


def printed_plan(text: str) -> str:
    """《…方案》 that the letter says is attached."""
    found = re.search(rf"《([^》\n]{{6,60}}(?:{ENDING}))》[^。\n]{{0,40}}印发", text)
    return found[1] if found else ""


def named_activity(text: str) -> str:
    """What a notice without a title line says it is about: …开展…活动。"""
    found = re.search(
        r"(?:决定|研究)[^。\n]{0,60}?开展(?:为期[^，。]{1,8}的)?([^，。；\n]{4,50}?(?:活动|行动|"
        r"整治|检查|工作))(?=[。，（\n])",
        text,
    )
    return found[1] if found else ""


LETTERHEAD = re.compile(rf"[\u4e00-\u9fff]{{2,24}}(?:{OFFICE})文件")


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
    if not found or len(found["place"]) < 2:
        return ""
    place = found["place"]
    return (
        f"{place}办事处"
        if place.endswith("街道")
        else f"{place}{'管委会' if place.endswith('园区') or '发区' in place else '人民政府'}"
    )
