"""What a paper is called: the notice's title and the plan's, the name of a letter or minutes, a headline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anlan.campaigns.reading.flow import Flow, Span
from anlan.campaigns.reading.letterhead import LETTERHEAD, NUMBER, SIGN_DATE, SIGNATURE

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


@dataclass
class Titles:
    """The notice's own title, where it wraps a plan; the plan's; where it stands; every line that is a title."""

    notice: str = ""
    plan: str = ""
    span: Span | None = None
    lines: list[Span] = field(default_factory=list)


def read(flow: Flow, paragraphs: list[Span]) -> Titles:
    """The notice's title and the plan's; else the name of a paper that is no notice, else its first line."""
    told = _named(flow, paragraphs[:40], TITLE)
    if not told:
        told = _named(flow, paragraphs[:HIGHEST], OTHER)[:1] or _first_line(flow, paragraphs[:HIGHEST])
    titles = _chosen([(words, Span(lines[0].start, lines[-1].end)) for words, lines in told], flow)
    titles.lines = [line for _, lines in told for line in lines]
    return titles


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


def _chosen(told: list[tuple[str, Span]], flow: Flow) -> Titles:
    titles = Titles()
    for words, span in told:
        if (found := WRAPPED.search(words)) and not titles.notice:
            titles.notice, titles.plan, titles.span = words, found["plan"].strip("《》"), span
        elif not titles.plan and re.match("[一二三四五六七八九十]、|（", words) is None:
            titles.plan, titles.span = words, span
    titles.plan = titles.plan or named_activity(flow.text) or printed_plan(flow.text)
    return titles


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
