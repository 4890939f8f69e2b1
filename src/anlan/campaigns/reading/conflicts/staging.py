"""Contradictions of stages: order, overlap, the notice's date, the stated time, the season, the stated length."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading import numerals, years
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft, Stage
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import Mark
from anlan.campaigns.reading.when import whens

TOLERATED = 3


def _day(mark: Mark | None) -> dt.date | None:
    return mark.date if mark else None


def in_order(draft: Draft) -> Iterator[Conflict]:
    """End before start; the next stage begins before this one ends; two stages with one deadline; no date at all."""
    stages = draft.stages
    for stage in stages:
        begins, ends = _day(stage.begins), _day(stage.ends)
        if begins and ends and ends < begins:
            what = f"阶段“{stage.name}”的结束（{ends}）早于开始（{begins}）。"
            yield Conflict("stage_backwards", what, "hard", (stage.span,))
        if stage.when is None and len(stages) > 1 and any(other.when for other in stages):
            yield Conflict("stage_undated", f"阶段“{stage.name}”没有写时间。请定下起止日期。", "soft", (stage.span,))
    if are_tasks(stages):
        return
    for one, other in pairwise(stages):
        yield from _pair(one, other)
    yield from _without_year(draft)


def are_tasks(stages: list[Stage]) -> bool:
    """Whether they are the rows of a list of tasks, each with its deadline, and no stages one after the other."""
    return any(one.row_of for one in stages) and not all(one.begins and one.ends for one in stages)


def _pair(one: Stage, other: Stage) -> Iterator[Conflict]:
    ends, begins, later = _day(one.ends), _day(other.begins), _day(other.ends)
    backwards = _day(one.begins) and ends and ends < _day(one.begins)  # type: ignore[operator]  # ends was asked for before
    if ends and begins and begins < ends and not backwards:
        what = f"阶段“{one.name}”（至 {ends}）还没有结束，“{other.name}”（{begins} 起）已经开始，两个阶段重叠。"
        yield Conflict("stages_overlap", what, "hard", (other.span, one.span))
    elif ends and later and later < ends and not begins:
        what = f"后一阶段“{other.name}”（至 {later}）早于前一阶段“{one.name}”（至 {ends}）结束。"
        yield Conflict("stages_disordered", what, "hard", (other.span, one.span))
    elif one.ends and other.ends and one.begins is None and other.begins is None and one.ends.iso() == other.ends.iso():
        what = f"阶段“{one.name}”和“{other.name}”写的是同一期限，分不出先后。请分别定下起止日期。"
        yield Conflict("stages_same_end", what, "soft", (other.span, one.span))


def _without_year(draft: Draft) -> Iterator[Conflict]:
    for stage in draft.stages:
        marks = [mark for mark in (stage.begins, stage.ends) if mark and mark.year is None and mark.is_possible]
        if marks and stage.when:
            what = (
                f"阶段“{stage.name}”的时间“{draft.flow.words(stage.when.span)}”没有写年份，文中别处的年份又相互矛盾。"
                f"请定下年份。"
            )
            yield Conflict("no_year", what, "soft", (stage.span,))


def against_the_date(draft: Draft) -> Iterator[Conflict]:
    """A stage over before the notice was issued."""
    issued = draft.head.issued_on
    for stage in draft.stages:
        ends = _day(stage.ends)
        begins = _day(stage.begins)
        if issued and ends and ends < issued and not (begins and ends < begins):
            what = f"阶段“{stage.name}”在 {ends} 就结束了，而文件 {issued} 才印发。"
            yield Conflict("stage_before_notice", what, "hard", (stage.span,))


def inside_the_period(draft: Draft) -> Iterator[Conflict]:
    """A stage outside the time the notice states for the whole."""
    if not draft.period or not draft.period.ends or not draft.starts or not draft.ends or len(draft.stages) < 2:
        return
    for stage in draft.stages:
        begins, ends = _day(stage.begins), _day(stage.ends)
        if (ends and ends > draft.ends) or (
            begins and begins < draft.starts and (draft.starts - begins).days > TOLERATED and draft.period.begins
        ):
            what = f"阶段“{stage.name}”不在文中所写的总时间（{draft.starts} 至 {draft.ends}）之内。"
            yield Conflict("stage_outside", what, "hard", (stage.span, draft.period.span))


VALID = re.compile("有效期(?:限)?(?:为|截)?(?:至|到)$")
OVER = re.compile("结束|为止|终止")


def ends_told_twice(draft: Draft) -> Iterator[Conflict]:
    """即日起到12月31日, and further down 到11月30日结束."""
    period = draft.period
    if period is None or not period.ends or draft.ends is None:
        return
    for when in whens(draft.flow.text, period.span.end, len(draft.flow.text), draft.head.issued_on):
        said = years.Years(draft.head.issued_on, draft.starts, draft.ends).settle(when.ends)
        words = draft.flow.text
        is_end = when.is_deadline and (
            OVER.match(words, when.span.end)
            or words[when.span.end - 1] == "止"
            or VALID.search(words[: when.span.start])
        )
        inside = any(stage.reach.covers(when.span) for stage in draft.stages)
        if is_end and said and said.date and said.date != draft.ends and not inside:
            what = f"行动结束一处写 {draft.ends}，一处写 {said.date}。请定下哪一天结束。"
            yield Conflict("two_ends", what, "hard", (sentence(draft, when.span), sentence(draft, period.span)))


def season(draft: Draft) -> Iterator[Conflict]:
    """今冬明春 that ends in December; a title's year in which nothing happens."""
    title, ends, issued = draft.head.title, draft.ends, draft.head.issued_on
    dated = [stage for stage in draft.stages if _day(stage.ends)]
    if re.search("今冬明春|冬春", title) and ends and dated and ends.month in {10, 11, 12}:
        last = max(dated, key=lambda stage: _day(stage.ends) or dt.date.min)
        what = f"名称是“{re.search('今冬明春|冬春', title)[0]}”，最后一个阶段 {ends} 就结束了，没有到春天。"  # type: ignore[index]  # found above
        yield Conflict("season", what, "hard", (last.span,))
    years = {int(year) for year in re.findall(r"20\d\d", title)}
    if len(years) == 1 and issued and ends and not re.search("今冬明春|冬春", title):
        year = years.pop()
        if year < issued.year and year < ends.year and draft.head.title_span:
            yield Conflict(
                "title_year",
                f"标题写 {year} 年，文件 {issued} 印发，行动到 {ends} 结束。",
                "hard",
                (draft.head.title_span,),
            )


LENGTH = re.compile(
    r"(?:为期|(?<=，)共(?=\d{1,3}天))(?P<n>[\d一二两三四五六七八九十百]{1,4}|半)个?(?P<unit>天|日|月|年|周)|(?P<hundred>百日)(?=攻坚|"
    r"行动(?!成果)|整治|会战)"
)
DAYS = {"天": 1, "日": 1, "周": 7, "月": 30.4, "年": 365}
ABOUT, ABOUT_A_HUNDRED = 0.08, 0.15


def length(draft: Draft) -> Iterator[Conflict]:
    """为期三个月 over dates that span five."""
    if not draft.starts or not draft.ends or not ((draft.period and draft.period.ends) or len(draft.stages) > 1):
        return
    spanned = (draft.ends - draft.starts).days + 1
    for found in LENGTH.finditer(draft.flow.text):
        said = 100.0 if found["hundred"] else _count(found["n"]) * DAYS[found["unit"]]
        dated = draft.period and draft.period.begins and draft.period.ends
        exact = (
            dated
            and found["unit"] in {"天", "日"}
            and "约" not in draft.flow.text[max(0, found.start() - 2) : found.end()]
        )
        about = ABOUT_A_HUNDRED if found["hundred"] else ABOUT
        if abs(spanned - said) > (1 if exact else max(TOLERATED, said * about)):
            what = f"文中说“{found[0]}”，起止日期（{draft.starts} 至 {draft.ends}）却是 {spanned} 天。"
            told = [draft.period.span] if draft.period else []
            yield Conflict("length", what, "hard", (sentence(draft, Span(found.start(), found.end())), *told))
            return


def _count(written: str) -> float:
    return 0.5 if written == "半" else float(numerals.value(written))


EACH_STAGE = re.compile(r"每个?阶段(?:为期|约|为|各)?(?P<n>[一二两三四\d]{1,2})(?P<unit>个月|周|天)")
IN_DAYS = {"个月": 30.4, "周": 7.0, "天": 1.0}
OFF = 0.34


def each_as_long(draft: Draft) -> Iterator[Conflict]:
    """每阶段一个月, where one of three takes seventy days."""
    for found in EACH_STAGE.finditer(draft.flow.text):
        said = numerals.value(found["n"]) * IN_DAYS[found["unit"]]
        for stage in draft.stages:
            begins, ends = (mark.date if mark else None for mark in (stage.begins, stage.ends))
            days = (ends - begins).days + 1 if begins and ends else 0
            if days > 0 and abs(days - said) > OFF * said:
                what = f"文中说“{found[0]}”，阶段“{stage.name}”却是 {days} 天。请定下起止日期。"
                yield Conflict("length", what, "soft", (sentence(draft, Span(*found.span())), stage.span))
                return


CALLED = re.compile("(?<![一-鿿])(?:在|对|于|从)?(?P<name>[一-鿿]{4})阶段(?=发现|结束|的|中|内|期间|完成|，)")


def named_otherwise(draft: Draft) -> Iterator[Conflict]:
    """自查自纠阶段发现的隐患, where the stage is called 自查自改."""
    names = [stage.name.removesuffix("阶段") for stage in draft.stages]
    for found in CALLED.finditer(draft.flow.text) if len(names) > 1 else ():
        name = found["name"]
        like = [one for one in names if one[:2] == name[:2]]
        if len(like) == 1 and not any(name in one or one in name for one in names):
            what = f"阶段叫“{like[0]}”，这里叫“{name}”。请核对名称。"
            yield Conflict("two_names", what, "soft", (sentence(draft, Span(*found.span())),))
