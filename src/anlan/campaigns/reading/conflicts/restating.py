"""A rule told again where its breach is looked for or punished: with another rhythm, or from another day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.claims import LABEL, Claim, claims, pairs_of_content
from anlan.campaigns.reading.conflicts.dated import dated
from anlan.campaigns.reading.conflicts.pairs import ENOUGH
from anlan.campaigns.reading.conflicts.repeating import NAMES, pairs_of
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.conflicts.values import KINDS, said, values_of
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.rhythms import triggers

AGAIN = re.compile(
    "[^，。；\\n|]{0,24}(?:未|没有|不)(?:按[一-鿿]{1,3}?|能|落实)?(?:每|按)[^，。；\\n|]{2,24}(?:的[^，。；\\n|]{0,12}|(?=、))|"
    "[^，。；\\n|]{0,16}(?:一|1)个?(?:周|月|季度)内?(?:未|没有)[^，。；\\n|]{2,16}的|"
    "[^，。；\\n|]{2,16}的?(?:周|月度|季度|年度)(?:演练|检查|排查|巡查|例会|培训|自查|考核)(?:记录|情况|报告|台账)|"
    "对[^，。；\\n|]{2,16}每[^，。；\\n|]{1,6}次的[^，。；\\n|]{2,12}"
)
WITHIN = re.compile(
    "(?:一|1)个?(?P<of>周|月|季)度?内?(?:未|没有)|(?P<per>周|月|季|年)度?(?:演练|检查|排查|巡查|例会|培训|自查|考核)(?:记录|情况|报告|台账)"
)
OF = {"周": "weekly", "月": "monthly", "季": "quarterly", "年": "yearly"}
TAIL, FEW, MOSTLY = 4, 2, 0.6


def rhythms(draft: Draft) -> Iterator[Conflict]:
    """技术负责人每月组织隐患排查, and elsewhere 技术负责人未按要求每周组织隐患排查的."""
    for found in AGAIN.finditer(draft.flow.text):
        often, times = _rhythm(draft, found)
        same = [duty for duty in draft.duties if often and _is_told(duty, found)]
        same = [duty for duty in same if duty.subject[-TAIL:] in found[0]] or same
        if often and same and not any(_agree(draft, duty, often, times) for duty in same):
            what = f"“{same[0].action}”要求{NAMES[same[0].rhythm]}，这里却按{NAMES[often]}说。请定下频次。"
            yield Conflict("two_rhythms", what, "soft", (sentence(draft, Span(*found.span())), same[0].span))


def _rhythm(draft: Draft, found: re.Match[str]) -> tuple[str, int | None]:
    """The rhythm a stretch speaks of, and how many times; "" where it tells none."""
    if within := WITHIN.search(found[0]):
        return OF[within["of"] or within["per"]], None
    told = next((one for one in triggers(draft.flow.text, *found.span()) if one.rhythm in NAMES), None)
    return (told.rhythm, told.times) if told else ("", None)


def _is_told(duty: Duty, found: re.Match[str]) -> bool:
    """Whether a stretch speaks of a duty that stands elsewhere: of its doer and act, or of most of its act."""
    if duty.rhythm not in NAMES or (duty.span.start < found.end() and found.start() < duty.span.end):
        return False
    act = pairs_of(re.split("，", duty.action)[0])
    shared = len(act & pairs_of(found[0]))
    named = bool(duty.subject) and duty.subject[-TAIL:] in found[0]
    return shared >= (FEW if named else FEW + 1) and shared >= MOSTLY * len(act)


def _agree(draft: Draft, duty: Duty, rhythm: str, times: int | None) -> bool:
    fortnight = re.search("每(?:半月|半个月|两周)", draft.flow.words(duty.span)) is not None
    often = {times, duty.min_count} - {None}
    return duty.rhythm == rhythm and not (fortnight and times in {None, 1}) and (fortnight or len(often) < FEW)


RETELLS = re.compile(
    "未(?!来|成年|满)|没有|不足|(?<!不)少于|(?<!不)低于|达不到|不按|是否|的(?:要求|规定)|(?:落实|执行)情况|(?:落实|执行)[^，。]{0,30}(?:要求|规定|制度)|"
    "纳入[^，。]{0,12}考核"
)
"""Where a rule is not given but told again: punished, looked into, held up."""
TELLING = re.compile(
    "未(?:能)?(?:严格)?(?:按(?![月周季日年])[一-鿿]{1,3}?(?=[每逐#]|组织|开展|报|完成|召开|进行)|落实|执行)?|没有|不足|少于|低于|达不到|不按[一-鿿]{0,2}|"
    "是否|落实|执行|的?(?:要求|规定|制度)|督促|纳入[^，。]*|对|凡|将|予以[^，。]*|责令[^，。]*|情况|检查中|发现的?"
)
WITHIN_ONE = re.compile("[一1]个?(月|周|季度)度?内?(?=未|没有)")
NO_RULE = re.compile("连续|累计|逾期|超过|罚款|扣")
NEARLY = 0.8


def again(draft: Draft) -> Iterator[Conflict]:
    """塔吊每月检测一次, and elsewhere 塔吊未按要求每季度检测一次的; 不少于24学时, and elsewhere 少于16学时的."""
    every = [(one, draft.flow.words(one.span)) for one in claims(draft)]
    rules = [(one, pairs_of_content(values_of(words)[1])) for one, words in every if not RETELLS.search(words)]
    rules = rules[:ENOUGH]
    for one, words in every:
        if RETELLS.search(words) and not re.search("[，：]", words):
            yield from _against(draft, one, words, rules)


def _against(draft: Draft, one: Claim, words: str, rules: list[tuple[Claim, frozenset[str]]]) -> Iterator[Conflict]:
    for part in re.split("、(?![^（]*）)", words):
        values, content = values_of(TELLING.sub("#", WITHIN_ONE.sub(r"每\1", LABEL.sub("", part))))
        kinds = [kind for kind in values if len(values[kind]) == 1] if not NO_RULE.search(part) else []
        same = _of_one_content(pairs_of_content(content), [rule for rule in rules if rule[0].line != one.line])
        for kind in kinds:
            told = [rule for rule in same if len(rule.values.get(kind, ())) == 1 and _timed(kind, values, rule.values)]
            if told and all(rule.values[kind] != values[kind] for rule in told):
                says = [said(each[kind][0], kind) for each in (told[0].values, values)]
                what = f"说的像是同一条要求，一处写 {says[0]}，这里写 {says[1]}。请定下以哪个为准。"
                spans = (sentence(draft, one.span), sentence(draft, told[0].span))
                yield Conflict(KINDS.get(kind, "two_amounts"), what, "soft", spans)
                return


def _of_one_content(core: frozenset[str], rules: list[tuple[Claim, frozenset[str]]]) -> list[Claim]:
    """The rules that hold most of what is told again, as much as any."""
    most = max((len(core & pairs) for _, pairs in rules), default=0)
    if most < FEW or most < MOSTLY * len(core):
        return []
    return [rule for rule, pairs in rules if len(core & pairs) >= NEARLY * most]


def _timed(kind: str, values: dict[str, tuple[str, ...]], others: dict[str, tuple[str, ...]]) -> bool:
    """Whether numbers of times are of one rhythm."""
    return kind != "次" or values.get("rhythm") == others.get("rhythm")


NOT_DONE = re.compile(
    "(?:未|没有|尚未)(?:能)?(?:在|于)?#(?P<what>[^，。；#]{2,20}?)的|#）?仍?(?:未|没有|尚未)(?:按[期时])?(?P<but>[^，。；#]{2,20}?)的"
)


def days(draft: Draft) -> Iterator[Conflict]:
    """10月31日前组织1次演练, and elsewhere 未在11月5日前完成演练的企业; 对3月31日后仍未安装报警器的场所."""
    told = dated(draft)[:ENOUGH]
    for one in told:
        found = NOT_DONE.search(one.words)
        core = pairs_of_content(found["what"] or found["but"]) if found else frozenset()
        rules = [other for other in told if core and other is not one and not NOT_DONE.search(other.words)]
        same = [
            other
            for other in rules
            if other.when.is_deadline and len(core & pairs_of_content(other.core)) >= NEARLY * len(core)
        ]
        if same and len(same) <= FEW and all(other.by != one.by for other in same):
            what = f"期限一处写 {same[0].by}，另一处却按 {one.by} 追究。请定下以哪天为准。"
            yield Conflict("two_deadlines", what, "soft", (sentence(draft, one.when.span), same[0].span))
