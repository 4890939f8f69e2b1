"""Duties in tables: a row with a responsible unit is a duty of that unit, by the row's date."""

from __future__ import annotations

import re
from dataclasses import replace

from anlan.campaigns.reading import binding, tables, wording
from anlan.campaigns.reading.counts import Trigger
from anlan.campaigns.reading.draft import Draft, Duty, Stage
from anlan.campaigns.reading.outline import clause_at
from anlan.campaigns.reading.rhythms import triggers
from anlan.campaigns.reading.when import When, whens
from anlan.campaigns.reading.years import Years


def duties(draft: Draft, years: Years) -> list[Duty]:
    """One duty for each row that names a unit and what it has to do."""
    stages = {stage.span: stage for stage in draft.stages}
    told = []
    for row in tables.rows(draft.flow):
        if not row.cells.get("unit") or not row.cells.get("what"):
            continue
        clause, stage = clause_at(draft.clauses, row.span.start), stages.get(row.span)
        action = stage.name if stage else row.cells["what"]
        duty = Duty(clause, row.span, row.cells["unit"], action, label=f"{clause.label}表")
        duty.proof = wording.proof(row.cells["what"])
        _bind(draft, years, duty, row, stage)
        further = [] if stage else _often(draft, years, duty, row)
        told += [duty, *_also_by(draft, years, duty, row), *further, *_parts(draft, years, duty, row)]
    return told


def _often(draft: Draft, years: Years, duty: Duty, row: tables.Row) -> list[Duty]:
    """红色企业每月检查1次，橙色企业每季度检查1次: what a cell asks at rhythms of its own, until the row's date."""
    time = row.cells.get("time", "")
    if any(one.rhythm for one in triggers(time, 0, len(time))):
        return []
    dates = [when for when in whens(time, 0, len(time), draft.head.issued_on) if when.ends]
    due = years.settle(_dated_by(row, dates[0]).ends) if dates else None
    told = []
    for part in (part for cell in (row.cells["what"], *row.rest) for part in PART.split(cell)):
        if (often := _most_often(part)) and often.rhythm in PERIODS:
            counted = [one for one in triggers(part, 0, len(part)) if one.times and not one.rhythm]
            unit, times = (counted[0].unit, counted[0].times) if counted else ("", None)
            each = 1 if unit in wording.AMOUNTS else often.times or 1
            count = times * each if times else often.times or 1
            told.append(replace(duty, action=part, rhythm=often.rhythm, min_count=count, unit=unit, due=due))
    is_same = len(told) == 1 and (told[0].rhythm, told[0].min_count) == (duty.rhythm, duty.min_count)
    if is_same or (told and duty.rhythm == told[0].rhythm):
        duty.action, duty.due = told[0].action if len(told) > 1 else duty.action, due
        duty.min_count, duty.unit = told[0].min_count, told[0].unit
        return told[1:]
    return told


def _also_by(draft: Draft, years: Years, duty: Duty, row: tables.Row) -> list[Duty]:
    """6月15日前完成，每周联系1次 in one cell: a deadline and a rhythm are two duties."""
    time = row.cells.get("time", "")
    dates = [when for when in whens(time, 0, len(time), draft.head.issued_on) if when.is_deadline]
    if not dates or duty.rhythm in {"once", "none"}:
        return []
    due = years.settle(dates[0].ends)
    return [replace(duty, rhythm="once", min_count=None, due=due, whens=tuple(dates))]


OF_YEAR = re.compile(r"全年[共达不少于]*(?P<n>\d{1,4})(?P<unit>[家户次处])")
PART = re.compile("[、，；]")
PERIODS = {"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"}
ACTS = re.compile(r"^[^每各\d]{0,10}(?:演练|培训|检查|会议|活动|宣传|例会|督导)[^每各\d]{0,6}\d")


def _parts(draft: Draft, years: Years, duty: Duty, row: tables.Row) -> list[Duty]:
    """组织综合演练1次、夜间拉动演练2次; 第一批5月底前完成: what a cell's later parts fix for themselves."""
    told, counted_once = [], False
    for part in (part for cell in (row.cells["what"], *row.rest) for part in PART.split(cell)):
        counted = next((one for one in triggers(part, 0, len(part)) if one.times and not one.rhythm), None)
        dated = next((one for one in whens(part, 0, len(part), draft.head.issued_on) if one.is_deadline), None)
        if dated and duty.rhythm == "once" and part != row.cells.get("time") and BATCH.search(part):
            due = years.settle(dated.ends)
            if due and duty.due and due.iso() != duty.due.iso():
                told.append(replace(duty, action=part, due=due, min_count=None, whens=(dated,)))
        elif (year := OF_YEAR.fullmatch(part)) and duty.rhythm not in {"once", "yearly"}:
            told.append(replace(duty, rhythm="yearly", min_count=int(year["n"]), unit=year["unit"]))
        elif counted and counted.unit == "次" and ACTS.search(part):
            told += [replace(duty, action=part, min_count=counted.times, unit=counted.unit)] if counted_once else []
            counted_once = True
    return told


BATCH = re.compile("第[一二三四]批|首批|前[^，]{1,6}完成")


def _most_often(time: str) -> Trigger | None:
    """The first rhythm of a cell, where it is told twice (每日早晚各1次) as often as it says."""
    told = [one for one in triggers(time, 0, len(time)) if one.rhythm]
    return max((one for one in told if one.rhythm == told[0].rhythm), key=lambda one: one.times or 1, default=None)


def _dated_by(row: tables.Row, when: When) -> When:
    """5月12日前 in a row that begins with 2028年5月 is of that year."""
    said = [one for cell in row.rest for other in whens(cell, 0, len(cell)) for one in other.marks if one.year]
    years = {one.month: one.year for one in said}
    begins, ends = (
        replace(mark, year=years.get(mark.month)) if mark and not mark.year else mark
        for mark in (when.begins, when.ends)
    )
    return replace(when, begins=begins, ends=ends)


def _bind(draft: Draft, years: Years, duty: Duty, row: tables.Row, stage: Stage | None) -> None:
    time = row.cells.get("time", "")
    issued = draft.head.issued_on
    counted = [one for one in triggers(draft.flow.text, row.span.start, row.span.end) if one.times and not one.rhythm]
    duty.min_count, duty.unit = (counted[0].times, counted[0].unit) if counted else (None, "")
    duty.due_written = time
    dates = [_dated_by(row, when) for when in whens(time, 0, len(time), issued)]
    # 标准：每季度不少于1场 beside 时限：9月10日前; 每半月调度 beside 长期.
    cells = (time, *row.rest) if dates else (time, *row.rest, row.cells["what"])
    rhythm = next((often for cell in cells if (often := _most_often(cell))), None)
    if rhythm:
        once = None if rhythm.rhythm == "on_event" else 1
        each = 1 if duty.unit in wording.AMOUNTS else rhythm.times or 1  # 早晚各1次 is twice a day
        duty.rhythm = rhythm.rhythm
        duty.min_count = duty.min_count * each if duty.min_count else rhythm.times or once
        return
    if stage:
        duty.due, duty.rhythm = stage.ends, "once"
        return
    duty.whens = tuple(_dated_by(row, when) for when in whens(draft.flow.text, row.span.start, row.span.end, issued))
    if dates:
        duty.due, duty.rhythm = years.settle(dates[0].ends or dates[0].begins), "once"
        binding.count_amount(duty, row.cells["what"])
    elif counted:
        duty.rhythm = "once"
