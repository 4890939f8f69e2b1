"""Whether words order something: not what is told, aimed at, punished, listed or only announced by a heading."""

from __future__ import annotations

import re

from anlan.campaigns.reading import appointing, binding, subjects, wording
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.sentences import Segment, pieces
from anlan.campaigns.reading.when import whens

GOALS = re.compile(
    "任务目标|目标$|总体要求|目标要求|目标任务|工作目标|指导思想|基本原则|工作思路|目标任务$|主题$|总体目标|工作原则|主要目标|总体思路|编制依据|重要意义"
)
CONTENTS = re.compile(
    "(?:排查整治内容|整治内容|整治重点$|整治范围|排查范围|适用范围|检查内容|重点内容|重点范围)(?![及和与、])"
)
"""What is looked at, mostly; only what names a doer, or a rhythm, is ordered."""
OPENING = re.compile(
    "(?:印发|通知|转发)给?你们|(?:制定|特制定)[^。]{0,12}(?:方案|计划)|现将|如下：?$|决定(?:自|从|于|在)|(?:决定|同意|研究)[^，。]{0,16}(?:启动|开展|实施|印发)"
)
FOLLOWS = re.compile("(?:如下|以下(?:意见|要求|措施|工作|事项|安排))[^。：\n]{0,12}[。：]")
"""现通知如下。: where the orders of a notice without numbers begin."""
STARTS_CAMPAIGN = re.compile("开展[^，。；]{2,30}(?:行动|整治|活动|攻坚|会战|排查)$")
MUST = re.compile("应|须|至少|不少于|不低于|(?<!需)要(?!求)")
TOLD_AGAIN = re.compile(
    "(?:未|没有)(?:按[一-鿿]{1,3})?(?:每|按[月周季年日旬])[^，。；]{2,24}的|未(?:按[一-鿿]{1,3})?每[^。；]{2,40}等(?:问题|行为|情形)|^对[^，。；]{2,16}每[^，。；]{1,6}次的"
)
"""未按规定每季度组织演练的医院，…: what follows when a rule told elsewhere is broken."""
GROUPS = re.compile("第[一二三四五六七八九十](?:督导|督查|检查|工作)?组(?:由|：|（|负责)")
"""第一组由安全股牵头，负责城区小学: who is in it; with its days (7月11日至20日) it is to be done."""
FORBIDS = re.compile("(?:一律)?(?:不得(?!少于|低于|小于)|严禁|禁止)")
"""培训机构不得在春节假期开展培训."""
EMPTY = re.compile("(?:请|要|须|应)?(?:按月|按周|按季|逐月|每月)(?:抓好|贯彻|组织)?(?:落实|执行|实施|推进)")
"""请按月落实: says nothing to be done."""
LISTS = re.compile("内容|范围|重点(?!任务|工作|措施)|要点")
NOUN = re.compile("(?:情况|问题|现象|行为|场所|等)$")
REPORTED = re.compile(f"{wording.REPORTING}|报(?!告|警|名)")


def begin(draft: Draft) -> int:
    """Where the opening ends: at the first numbered clause, or behind 现通知如下。 where none is numbered."""
    opening = draft.clauses[0].span
    return next((found.end() for found in FOLLOWS.finditer(draft.flow.text, opening.start, opening.end)), opening.end)


def orders(draft: Draft, begins: int, segment: Segment, bundle: Bundle, *, is_title: bool) -> bool:
    """Whether the words of a bundle order something to be done; `begins` is where the opening ends."""
    words = draft.flow.text[bundle.span.start : bundle.span.end]
    if _is_no_order(draft, bundle, words):
        return False
    heads = [draft.flow.words(clause.head) for clause in segment.clause.path]
    listed = any(LISTS.search(head) for head in heads) and NOUN.search(words) is not None
    by_day = any(one.is_deadline for one in bundle.whens)
    ordered = bundle.rhythms and (MUST.search(words) or (bundle.subject and bundle.has_count))
    if listed and not by_day and not ordered:
        return False
    if segment.span.start < begins:
        asked = wording.COMMANDS.search(words) is not None and not OPENING.search(words)
        return bundle.is_bound and (asked or _asks_a_report(draft, bundle))
    if any(GOALS.search(head) for head in heads):
        return bundle.is_bound and bool(bundle.subject) and bool(bundle.rhythms)
    if any(CONTENTS.search(head) for head in heads):
        ordered = bool(bundle.subject or bundle.rhythms - {"as_needed", "on_event"} or MUST.search(words))
        ordered = ordered or any(one.is_deadline for one in bundle.whens)
        says_who_how_often = bool(bundle.subject and bundle.rhythms - {"as_needed", "on_event"})
        return bundle.is_bound and bundle.has_verb and ordered and ("是否" not in words or says_who_how_often)
    if is_title:
        in_stage = binding.stage_at(draft, segment.span.start) is not None
        # 实行“日碰头、周例会”: a heading of acts that bear their rhythm orders them in a stage too.
        acts_in_it = any(one.done for one in bundle.triggers)
        return bool(bundle.rhythms - {"as_needed", "on_event"}) and (acts_in_it or not in_stage)
    if bundle.is_bound or bundle.rhythms:
        return bundle.has_verb or bundle.only_class or bundle.lends
    bare = words[bundle.subject_spans[0].end - bundle.span.start :] if bundle.subject_spans else words
    return wording.is_order(bare, bool(bundle.subject))


def _is_no_order(draft: Draft, bundle: Bundle, words: str) -> bool:
    """Whether words tell, threaten, forbid or say nothing to be done."""
    if any(when.from_now and when.ends for when in bundle.whens) and STARTS_CAMPAIGN.search(words):
        return True  # 自即日起至3月31日开展“百日攻坚”行动 tells the time of the whole
    if bundle.is_bound and not bundle.whens and EMPTY.fullmatch(words):
        return True
    if any(one.search(words) for one in (wording.SCORES, wording.TELLS, TOLD_AGAIN)) or _punishes(bundle, words):
        return True
    if GROUPS.match(words) and not any(when.ends for when in bundle.whens):
        return True
    acts = bundle.subject_spans[0].end if bundle.subject_spans else bundle.span.start
    return FORBIDS.match(draft.flow.text, acts) is not None


def _punishes(bundle: Bundle, words: str) -> bool:
    """Whether words say what follows when something is not done, and order nothing in front of that."""
    found = wording.PUNISHES.search(words)
    often = [one.span.end for one in bundle.triggers if one.rhythm]
    piece = words.rfind("，", 0, found.start()) if found else -1
    return found is not None and not any(end <= bundle.span.start + piece for end in often)


def _asks_a_report(draft: Draft, bundle: Bundle) -> bool:
    """现将方案印发给你们，…，并于6月30日前将总结报县安委办: a deadline behind the opening's own words."""
    ends = [when.span.end for when in bundle.whens if when.is_deadline]
    return any(REPORTED.search(draft.flow.text, end, bundle.span.end) for end in ends)


BEHIND = re.compile(f"（(?:责任|牵头|完成)[^（）\n]*）|{appointing.THIS_WORK.pattern}")


def _is_whole(draft: Draft, segment: Segment) -> bool:
    """Whether a heading is all its clause says."""
    rest = draft.flow.words(Span(segment.span.end + 1, segment.clause.body.end))
    for span in draft.head.furniture:
        rest = rest.replace(draft.flow.words(span), "")  # the signature stands in the last clause
    return not segment.clause.children and not BEHIND.sub("", rest).strip("。；\n")


def _is_sentence(draft: Draft, segment: Segment, words: str) -> bool:
    """Whether a heading is a sentence in truth: （一）各学校从即日起自查，…。"""
    start, end = segment.span.start, segment.span.end
    text = draft.flow.text
    dated = [when for when in whens(text, start, min(end, start + 12)) if when.span.start <= start + len("请于")]
    named = any(
        subjects.at_start(text, one.start, one.end) or appointing.answerable(text, one.start, one.end)
        for one in pieces(text, segment.span)
    )
    if any(when.is_deadline for when in dated):
        return True  # 2.12月20日前清理林边可燃物。
    if segment.clause.kind == "part" and REPORTED.search(words) and whens(text, start, end):
        return True  # 第八条 企业自查报告于5月31日前报应急局
    return bool(dated and REPORTED.search(words)) or ("，" in words and (bool(dated) or named))


def is_title(draft: Draft, segment: Segment) -> bool:
    """Whether a segment is a heading and no sentence, and more stands below it."""
    words = draft.flow.words(segment.span)
    return segment.is_head and not _is_whole(draft, segment) and not _is_sentence(draft, segment, words)
