"""Acts that a stage is named after, told for another time; spans that run backwards; festivals that fall outside."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.dated import dated
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft, Duty, Stage
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.when import whens

ACTS = {
    "动员": re.compile("动员会|动员部署会?|部署会|召开[^，。]{0,6}动员"),
    "自查": re.compile("自查(?!报告|表|台账)"),
    "总结": re.compile("[一-鿿]{2}总结(?!会|经验|推广|提)|总结报告"),
    "验收": re.compile("验收"),
    "督查": re.compile("督查(?!组|通报|情况|范围|结果|单)"),
    "摸排": re.compile("摸排|摸底"),
    "回头看": re.compile("回头看"),
}
REPORTED = re.compile("总结|汇总|通报|整改")
"""What a stage gives may be told of after it."""
NEAR = 15
WRAPS = 270


def outside_their_stage(draft: Draft) -> Iterator[Conflict]:
    """动员会 due after 动员部署阶段, a summary due before 总结阶段 begins."""
    if any(stage.row_of for stage in draft.stages):
        return
    for duty in draft.duties:
        if duty.rhythm != "once" or not duty.whens or duty.due is None or duty.due.date is None:
            continue
        for stage in _stages_of(draft, duty):
            yield from _misses(draft, duty, stage, duty.due.date)


def _stages_of(draft: Draft, duty: Duty) -> list[Stage]:
    """The one stage that bears the name of the act; none where several do."""
    words = draft.flow.words(duty.span)
    named = {act for act, pattern in ACTS.items() if pattern.search(words)}
    found = [stage for stage in draft.stages if any(act in stage.name for act in named)]
    return found if len(found) == 1 else []


def _misses(draft: Draft, duty: Duty, stage: Stage, due: dt.date) -> Iterator[Conflict]:
    begins, ends = (mark.date if mark else None for mark in (stage.begins, stage.ends))
    late = ends is not None and due > ends and "总结" not in stage.name
    since = duty.whens[-1].begins
    began = since.on(since.year or due.year) if since and duty.whens[-1].ends else None
    early = begins is not None and (due < begins or (began is not None and began < begins))
    if (late or early) and not stage.span.covers(duty.span):
        what = f"“{duty.action}”的期限是 {due}，阶段“{stage.name}”却是 {begins or '…'} 至 {ends or '…'}。"
        quote = sentence(draft, duty.whens[-1].span)
        yield Conflict("due_outside_stage", what, "soft", (quote, stage.span))


def beyond_its_stage(draft: Draft) -> Iterator[Conflict]:
    """Told under a stage and due after its end, 检测报告6月10日前 in May's stage."""
    for duty in draft.duties:
        stage = duty.from_stage
        ends = stage.ends.date if stage and stage.ends else None
        due = duty.due.date if duty.due and duty.rhythm == "once" and duty.whens else None
        if stage is None or ends is None or due is None or due <= ends or REPORTED.search(draft.flow.words(duty.span)):
            continue
        what = f"写在阶段“{stage.name}”里，期限 {due} 却在阶段结束（{ends}）之后。"
        yield Conflict("due_outside_stage", what, "soft", (sentence(draft, duty.whens[-1].span), stage.span))


SEASON = re.compile("(?P<name>汛期|防火期)(?:为|是|自|从)")
BEFORE_SEASON = re.compile("(?:汛|入汛|防火期)前")


def before_a_season_begun(draft: Draft) -> Iterator[Conflict]:
    """汛前自查表 due ten days after 汛期 began."""
    found = SEASON.search(draft.flow.text)
    when = whens(draft.flow.text, found.end(), found.end() + 24, draft.head.issued_on)[:1] if found else []
    if not found or not when or not when[0].begins:
        return
    year = when[0].begins.year or (draft.head.issued_on.year if draft.head.issued_on else 0)
    begins = when[0].begins.on(year) if year else None
    for duty in draft.duties if begins else ():
        due = duty.due.date if duty.due else None
        if due and begins and due > begins and BEFORE_SEASON.search(draft.flow.words(duty.span)):
            what = f"{found['name']}从 {begins} 起，{found['name'].removesuffix('期')}前的事却在 {due} 才到期。"
            yield Conflict("season", what, "soft", (duty.span, sentence(draft, when[0].span)))


WHOLE = re.compile("(?<!阶段)(?<!季度)(?<!半年)(?<!月)(?<!周)(?<!日)总结(?!会|经验|推广|提)")


def summed_up_early(draft: Draft) -> Iterator[Conflict]:
    """3月12日前报送春运总结 where it all ends on 3月13日; stages of their own have their own check."""
    if draft.period is None or draft.ends is None or len(draft.stages) > 1:
        return
    for duty in draft.duties:
        due = duty.due.date if duty.due and duty.whens and duty.rhythm == "once" else None
        if due and due < draft.ends and WHOLE.search(duty.action) and not re.search("半年|年度|季", duty.action):
            what = f"总结的期限是 {due}，行动到 {draft.ends} 才结束。请看是否写错。"
            yield Conflict("due_outside_stage", what, "soft", (duty.span,))


def backwards(draft: Draft) -> Iterator[Conflict]:
    """4月20日至4月5日: a span that ends before it begins, unless it runs over the new year."""
    stages = [stage.span for stage in draft.stages]
    for when in whens(draft.flow.text, 0, len(draft.flow.text), draft.head.issued_on):
        if not (when.begins and when.ends) or any(span.covers(when.span) for span in stages):
            continue
        one, other = when.begins.on(when.begins.year or 2025), when.ends.on(when.ends.year or when.begins.year or 2025)
        if one and other and other < one and (when.ends.year or (one - other).days < 365 - WRAPS):
            what = f"“{draft.flow.words(when.span)}”的结束早于开始。请定下起止日期。"
            yield Conflict("range_backwards", what, "hard", (sentence(draft, when.span),))


SEASONS = {
    "元旦": (12, 1), "春节": (1, 2), "元宵": (2, 3), "清明": (3, 4), "“?五一”?|劳动节": (4, 5), "端午": (5, 6),
    "高考": (6,), "暑期|暑假": (7, 8), "中秋": (9, 10), "国庆": (9, 10), "寒假": (1, 2), "第?一季度": (1, 2, 3),
    "放暑假": (6, 7), "放寒假": (1,), "第?二季度": (4, 5, 6), "第?三季度": (7, 8, 9), "第?四季度": (10, 11, 12),
}  # fmt: skip
TIMES_OF_YEAR = {
    "冬季|寒冬": (12, 1, 2),
    "供暖(?:季|期)|采暖(?:季|期)": (11, 12, 1, 2, 3),
    "夏季|盛夏|酷暑": (6, 7, 8),
    "春季(?!学期)|春耕": (3, 4, 5),
    "秋季(?!学期)|秋收": (9, 10, 11),
    "暑期|暑假": (7, 8),
    "寒假": (1, 2),
}
MEANT = re.compile("确保|保障|做好|抓好|加强|开展|期间|高峰|为切实|深入推进|结束|纳入|平稳|形势")
AHEAD = re.compile("准备|提前|储备|打好?基础|谋划|来临|入冬|迎接|非|常态|四季|每年|长效")


def times_of_year_outside(draft: Draft) -> Iterator[Conflict]:
    """切实保障冬季用气高峰安全平稳 in a campaign from June to August."""
    months, time = _of_the_campaign(draft, NEAR)
    for name, in_months in TIMES_OF_YEAR.items():
        for found in re.finditer(f"(?<!、)(?:{name})(?!、)", draft.flow.text) if months else ():
            span = sentence(draft, Span(*found.span()))
            words = draft.flow.words(span)
            past = TOLD_OF_THE_PAST.search(words) or AHEAD.search(words) or "《" in words
            if not months & set(in_months) and MEANT.search(words) and not past:
                what = f"“{found[0]}”不在{time}的月份里。"
                yield Conflict("season", what, "soft", (span,))


def days_outside_the_title(draft: Draft) -> Iterator[Conflict]:
    """9月1日前 in a notice for the winter holidays that tells no days of its own."""
    months, time = _of_the_campaign(draft, 0)
    for one in dated(draft) if months and not (draft.starts and draft.ends) else ():
        reached = {one.by.month, (one.by - dt.timedelta(days=NEAR)).month}
        if one.when.is_deadline and not months & reached and not TOLD_OF_THE_PAST.search(one.words):
            what = f"期限 {one.by} 不在{time}的月份里。请看是不是从别的通知抄来的。"
            yield Conflict("due_outside", what, "soft", (sentence(draft, one.when.span),))


TOLD_OF_THE_PAST = re.compile("去年|往年|近年|以来|发生|曾|事故(?!隐患|应急)|年[^，。]{0,3}$")


def _months(starts: dt.date, ends: dt.date, near: int) -> set[int]:
    """The months a campaign touches, with so many days before and after it."""
    first, last = starts - dt.timedelta(days=near), ends + dt.timedelta(days=near)
    spanned = (last.year - first.year) * 12 + last.month - first.month
    return {(first.month - 1 + step) % 12 + 1 for step in range(spanned + 1)}


TERMS = {
    "秋季学期": (8, 9, 10, 11, 12, 1),
    "春季学期": (2, 3, 4, 5, 6, 7),
    "秋冬": (8, 9, 10, 11, 12, 1, 2),
    "冬春|今冬明春|岁末年初": (10, 11, 12, 1, 2, 3, 4),
    "寒假": (1, 2, 3),
    "暑假|暑期": (6, 7, 8, 9),
    "汛期|防汛": (3, 4, 5, 6, 7, 8, 9, 10),
    "迎峰度夏|夏季|高温": (5, 6, 7, 8, 9),
    "冬季": (10, 11, 12, 1, 2, 3),
    "春节|元旦": (12, 1, 2, 3),
    "国庆|中秋": (8, 9, 10, 11),
}
"""What a title says of the time, where the notice tells no days of its own."""


def _of_the_campaign(draft: Draft, near: int) -> tuple[set[int], str]:
    """The months the notice is for and how they are called; no months where it does not say."""
    if draft.starts and draft.ends:
        return _months(draft.starts, draft.ends, near), f"专项行动（{draft.starts} 至 {draft.ends}）"
    called = next((name for name in TERMS if re.search(name, draft.head.title)), "")
    return set(TERMS.get(called, ())), f"“{draft.head.title}”"


def festivals_outside(draft: Draft) -> Iterator[Conflict]:
    """春节期间 in a campaign from April to September; 放暑假前 in a notice for the autumn term."""
    for name, in_months in SEASONS.items():
        months, time = _of_the_campaign(draft, 0 if "季度" in name else NEAR)
        for found in re.finditer(
            f"(?<![\\d年])(?:{name})(?=节?(?:、|和|前|期间|后|假期|各|组织|开展|完成|节日))", draft.flow.text
        ):
            span = sentence(draft, Span(found.start(), found.end()))
            if months and not months & set(in_months) and not TOLD_OF_THE_PAST.search(draft.flow.words(span)):
                yield Conflict("season", f"“{found[0]}”不在{time}的月份里。", "soft", (span,))
