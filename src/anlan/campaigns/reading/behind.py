"""What stands in a bracket behind a clause: （责任单位：县应急局；完成时限：6月30日前）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import appointing, wording
from anlan.campaigns.reading.draft import Draft, Duty
from anlan.campaigns.reading.flow import Span, brackets_open
from anlan.campaigns.reading.outline import Clause
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import Years

DUE_SAID = re.compile(
    "(?:完成时限|活动时间|举办时间|实施时间|完成时间|时限|时间要求|整改时限|时间节点|完成期限)：(?P<when>[^；。）|\n]{2,30})"
)

BRACKET = re.compile("（[^（）]*(?:责任|牵头|负责)[^（）]*：")
SHORTEST = 3
FEW = 3
LOOKS = {"检查", "抽查", "巡查", "安检", "检测", "督导", "走访"}
LOOKED_AT = re.compile("(?:[甲乙丙丁红橙黄蓝ABCD][类色级]|居民|餐饮|非居民|工商业)(?:企业|用户|场所)")
"""居民用户每年安检1次（责任单位：燃气企业）: who is looked at, where a bracket says who looks."""


def responsible(draft: Draft, years: Years, told: list[Duty]) -> list[Duty]:
    """Apply 责任单位：… and 完成时限：… to the duties of the clause they stand behind, or make the clause one."""
    made = [duty for clause in draft.clauses for duty in _of(draft, years, clause, told)]
    return sorted([*told, *made], key=lambda one: one.span.start) if made else told


def _of(draft: Draft, years: Years, clause: Clause, told: list[Duty]) -> Iterator[Duty]:
    """Bind the duties of one clause; yields the clause itself where it has a bracket and gave none."""
    places = _places(draft, clause)
    who = next((who for place in places if (who := _who(draft, clause, place))), "")
    said = next(
        (found for place in places if (found := DUE_SAID.search(draft.flow.text, place.start, place.end))), None
    )
    mine = [duty for duty in told if duty.clause is clause or (clause in duty.clause.path and clause.children)]
    if who and said and not mine and not clause.children and (whole := _whole(draft, clause, who)):
        mine = [whole]
        yield whole
    for duty in mine if who else ():
        if _is_looked_at(duty, who):
            duty.applies_to, duty.subject = duty.subject, who
        elif not duty.subject_is_written or not duty.subject_is_own:
            duty.subject, duty.subject_is_written = who, True
    if said and (len(mine) <= FEW or brackets_open(draft.flow.text[clause.head.start : said.end()])[-1]):
        _due(draft, years, mine, Span(*said.span("when")))


def _places(draft: Draft, clause: Clause) -> list[Span]:
    """Where it may say so: in the clause itself, or in items of their own below it (1.活动时间：…3.组织单位：…)."""
    labels = [child for child in clause.children if _is_label(draft, child)]
    return [Span(clause.head.start, clause.body.end), *(child.span for child in labels)]


def _is_label(draft: Draft, clause: Clause) -> bool:
    words = draft.flow.text[clause.head.start : clause.span.end]
    return bool(DUE_SAID.match(words) or appointing.RESPONSIBLE.match(words))


def _who(draft: Draft, clause: Clause, place: Span) -> str:
    """责任单位：X, or 此项工作由X负责 at the end of an item."""
    words = draft.flow.text[place.start : place.end]
    named = None if clause.children else appointing.THIS_WORK.search(words)
    return appointing.responsible(words) or (named["who"] if named else "")


def _is_looked_at(duty: Duty, who: str) -> bool:
    """网点每季度检查1次（责任单位：执法大队）: what is named is looked at, the bracket says who looks."""
    names_thing = duty.action in LOOKS and duty.subject_is_own and duty.subject not in who
    return names_thing or LOOKED_AT.fullmatch(duty.subject) is not None


def _whole(draft: Draft, clause: Clause, who: str) -> Duty | None:
    """逐项目建立台账。（责任单位：…；完成时限：…）: whatever the words, a named unit has to do it."""
    start = clause.head.start
    bracket = BRACKET.search(draft.flow.text, start, clause.body.end)
    end = bracket.start() if bracket else clause.body.end
    first = draft.flow.text.find("。", clause.head.start, end - 1)
    span = Span(*draft.flow.trimmed(Span(first + 1 if first >= 0 else start, end)))
    action = wording.action(draft.flow.text, span, [])
    return Duty(clause, span, who, action) if len(action) > SHORTEST else None


def _due(draft: Draft, years: Years, mine: list[Duty], span: Span) -> None:
    """The day of the bracket for what has none of its own; what is done again and again is done until then."""
    found = whens(draft.flow.text, span.start, span.end, draft.head.issued_on)
    for duty in mine if found else ():
        if duty.due is None and duty.rhythm != "on_event":
            duty.rhythm = "once" if duty.rhythm in {"none", "as_needed"} else duty.rhythm
            duty.due, duty.whens = years.settle(found[0].ends or found[0].begins), (*duty.whens, found[0])
            duty.due_written = draft.flow.quote(found[0].span)
