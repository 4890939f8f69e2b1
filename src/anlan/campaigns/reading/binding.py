"""What fixes a duty in time and number: rhythm, count, deadline, the stage it stands in."""

from __future__ import annotations

import re

from anlan.campaigns.reading import wording
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.draft import Draft, Duty, Stage
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.years import Years

LOOSE = {"none", "as_needed"}
RECURS = {"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"}
"""What a stage orders so often ends with it."""


def bind(draft: Draft, years: Years, duty: Duty, bundle: Bundle) -> None:
    """Write rhythm, count and date of a bundle into its duty; what says none takes its stage's end."""
    duty.whens = tuple(bundle.whens)
    counts = [one for one in bundle.triggers if one.times and not one.rhythm]
    duty.unit = counts[0].unit if counts else ""
    _rhythm(draft, duty, bundle)
    _date(draft, years, duty, bundle)
    count_amount(duty, draft.flow.words(duty.span))
    _stage(draft, duty)


def _rhythm(draft: Draft, duty: Duty, bundle: Bundle) -> None:
    periodic = [one for one in bundle.triggers if one.rhythm not in {"", "on_event", "as_needed"}]
    events = [one for one in bundle.triggers if one.rhythm == "on_event" or one.within]
    counts = [one for one in bundle.triggers if one.times and not one.rhythm]
    times = counts[0].times if counts else None
    dated = any(when.ends or when.begins for when in bundle.whens)
    by_day = any(when.is_deadline for when in bundle.whens)
    if periodic:
        first = periodic[0]
        duty.rhythm, duty.due_written = first.rhythm, draft.flow.quote(first.span) if first.day else ""
        # 每半月检查1次 is twice a month; 每半月检查5家 is five each time.
        each = max(one.times or 1 for one in periodic if one.rhythm == first.rhythm)
        duty.min_count = (times or 1) * (1 if duty.unit in wording.AMOUNTS else each)
    elif "as_needed" not in bundle.rhythms and (
        ("on_event" in bundle.rhythms and not by_day) or (events and not dated)
    ):
        duty.rhythm, duty.min_count = "on_event", times
        duty.due_written = next((one.within for one in events if one.within), "")
    elif counts:
        duty.rhythm, duty.min_count = "once", times
    elif "as_needed" in bundle.rhythms:
        duty.rhythm = "as_needed"


def _is_due(draft: Draft, when: When) -> bool:
    """Whether a time has an end, or is set as a day (定于1月25日起督导); 5月15日起 alone only begins."""
    return bool(when.ends or (when.begins and draft.flow.text.endswith("定于", 0, when.span.start)))


def _date(draft: Draft, years: Years, duty: Duty, bundle: Bundle) -> None:
    dates = [when for when in bundle.whens if _is_due(draft, when) and not when.is_since]
    if dates and (duty.rhythm in {*LOOSE, "once", "on_event"} or any(when.ends for when in dates)):
        last = next((when for when in reversed(dates) if when.is_deadline), dates[-1])
        duty.due = years.settle(last.ends or last.begins)
        duty.due_written = draft.flow.quote(last.span)
        duty.rhythm = "once" if duty.rhythm in LOOSE else duty.rhythm
    elif any(when.from_now for when in bundle.whens):
        duty.due_written = "即日起"


AMOUNT = re.compile(
    "(?:完成|增设|检完|再检|建成|新建|新增|安装|更换|改造|抽检|抽查|检查|培训|整改|播发|印发|发放)[^，。；\\d]{0,10}"
    "(?P<n>\\d{1,5})(?P<unit>公里|[台个家处户套具盏块栋人名份])(?![月日以])|"
    "(?:明确|确定|指定|选派|报送[一-鿿]{0,6})(?P<m>\\d{1,2})(?P<of>名)"
)


def count_amount(duty: Duty, words: str) -> None:
    """3月底前新建充电端口3000个: what is due by a day in so many."""
    found = AMOUNT.search(words) if duty.due and duty.rhythm == "once" else None
    if found and duty.min_count is None:
        duty.min_count, duty.unit = int(found["n"] or found["m"]), found["unit"] or found["of"]


def _stage(draft: Draft, duty: Duty) -> None:
    stage = duty.from_stage = stage_at(draft, duty.span.start)
    if stage is None or stage.ends is None or duty.due is not None:
        return
    if duty.rhythm == "none":
        duty.rhythm, duty.due = "once", stage.ends
        duty.due_written = draft.flow.quote(stage.when.span) if stage.when else ""
    elif duty.rhythm == "once":
        duty.due = stage.ends
    elif duty.rhythm in RECURS:
        duty.due, duty.ends_with_stage = stage.ends, True


def stage_at(draft: Draft, position: int) -> Stage | None:
    """The stage a place of the text stands in; a notice that is all one stage, or a table of stages, has none."""
    if len(draft.stages) < 2:
        return None
    return next((one for one in draft.stages if not one.row_of and one.reach.start <= position < one.reach.end), None)
