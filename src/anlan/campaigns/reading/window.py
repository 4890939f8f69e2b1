"""When stages and the whole campaign begin and end, once years are settled."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from anlan.campaigns.reading import years
from anlan.campaigns.reading.draft import Draft, Stage
from anlan.campaigns.reading.marks import LAST
from anlan.campaigns.reading.period import mark_of

TITLES_STAND = 1_000
TITLED = re.compile("(?:现将|印发)[^《。\n]{0,12}《([^》\n]{4,60})》")
YEARS = re.compile(r"(20\d\d)年?[—~至到-]{1,2}(20\d\d)年")


def title_year(draft: Draft) -> int | None:
    """The year a title names for the whole: 2017年度, 2017年…计划, not 2024今冬明春."""
    found = re.search(r"(20\d\d)年(?:度)?(?!.{0,6}(?:今冬明春|冬春|至|—|-))", draft.head.title)
    return int(found[1]) if found else None


def settle(draft: Draft) -> None:
    pairs = []
    for stage in draft.stages:
        when = stage.when
        begins = when.begins if when else None
        if when and when.from_now and begins is None:
            begins = mark_of(draft.head.issued_on)
        pairs.append((begins, when.ends if when else None))
    year = (
        title_year(draft)
        if all(stage.row_of or "|" in draft.flow.words(stage.span) for stage in draft.stages)
        else None
    )
    anchor = draft.head.issued_on or (draft.period.begins.date if draft.period and draft.period.begins else None)
    for stage, (begins, ends) in zip(draft.stages, years.chain(pairs, anchor, year), strict=True):
        stage.begins, stage.ends = begins, ends


def _days(stage: Stage) -> list[dt.date]:
    """First and last day of a stage; 11月31日 counts as November's end here, so that nothing else seems late."""
    begins, ends = stage.begins and stage.begins.date, stage.ends
    if ends and begins and not ends.is_possible and 1 <= ends.month <= 12:
        ends = replace(ends, year=ends.year or begins.year + (ends.month < begins.month), day=LAST)
    return [day for day in (begins, ends and ends.date) if day]


def window(draft: Draft) -> None:
    issued = draft.head.issued_on
    if draft.period and draft.period.ends:
        begins = draft.period.begins or (mark_of(issued) if draft.period.from_now else None)
        begins, ends = years.chain([(begins, draft.period.ends)], issued, None)[0]
        draft.starts = (begins.date if begins else None) or (issued if draft.period.from_now else None)
        draft.ends = ends.date if ends else None
    days = [day for stage in draft.stages for day in _days(stage)]
    sound = [
        day for day in days if not issued or day >= issued.replace(day=1) or any(stage.row_of for stage in draft.stages)
    ]
    draft.starts = draft.starts or min([*([issued] if issued else []), *sound], default=None)
    draft.ends = draft.ends or max(sound, default=None)
    named = YEARS.search(draft.head.title) or YEARS.search(" ".join(TITLED.findall(draft.flow.text[:TITLES_STAND])))
    if named:
        # 三年行动（2024—2026年）: the name says how long.
        draft.ends = max(draft.ends or dt.date.min, dt.date(int(named[2]), 12, 31))
