"""Duties in tables: a row with a responsible unit is a duty of that unit, by the row's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from anlan.campaigns.reading import binding, tables, wording
from anlan.campaigns.reading.counts import Trigger
from anlan.campaigns.reading.draft import Draft, Duty, Stage
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.outline import clause_at
from anlan.campaigns.reading.rhythms import triggers
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import Years

PART = re.compile("[、，；]")
OF_YEAR = re.compile(r"全年[共达不少于]*(?P<n>\d{1,4})(?P<unit>[家户次处])")
ACTS = re.compile(r"^[^每各\d]{0,10}(?:演练|培训|检查|会议|活动|宣传|例会|督导)[^每各\d]{0,6}\d")
TOPIC = 8
BATCH = re.compile("第[一二三四]批|首批|前[^，]{1,6}完成")


def duties(draft: Draft, years: Years) -> list[Duty]:
    """What each row asks that names a unit and what it has to do: one duty, or several where it fixes several."""
    stages = {stage.span: stage for stage in draft.stages}
    told: list[Duty] = []
    for row in tables.rows(draft.flow):
        if row.cells.get("unit") and row.cells.get("what"):
            told += _Row(draft, years, row, stages.get(row.span)).duties()
    return told


@dataclass
class _Row:
    """Reads one row; `stage` is the stage it is, if it is one."""

    draft: Draft
    years: Years
    row: tables.Row
    stage: Stage | None

    def duties(self) -> list[Duty]:
        """The row's own duty, then what its cells fix besides."""
        duty = self._whole()
        often = self._often(duty)
        own = self._once(duty) if often and duty.rhythm == "once" else [duty]
        return [*own, *self._also_by(duty), *often, *self._further(duty)]

    def _once(self, duty: Duty) -> list[Duty]:
        """What of a row is done once beside what recurs in it; nothing where all of it recurs."""
        parts = [part for part in re.split("[，；]", duty.action) if not _most_often(part)]
        if not parts:
            return []
        duty.action = "，".join(parts)
        duty.min_count, duty.unit = _counted(duty.action)
        return [duty]

    @property
    def time(self) -> str:
        """What stands in the column of times."""
        return self.row.cells.get("time", "")

    def _whens(self, words: str) -> list[When]:
        return whens(words, 0, len(words), self.draft.head.issued_on)

    def _parts(self) -> Iterator[str]:
        """What the row asks, part by part."""
        for cell in (self.row.cells["what"], *self.row.rest):
            yield from PART.split(cell)

    def _told(self, words: str) -> str:
        """What is to be done: 微型消防站 is what it is about, 每月训练2次 in the next column what is asked."""
        topic = self.row.cells["what"]
        is_topic = len(topic) <= TOPIC and len(words) > len(topic) and words not in topic
        return f"{topic}：{words}" if is_topic else topic

    def _whole(self) -> Duty:
        clause = clause_at(self.draft.clauses, self.row.span.start)
        asked = [cell for cell in self.row.rest if not tables.is_unit(cell) and not tables.is_time(cell)]
        action = self.stage.name if self.stage else self._told(max(asked, key=len, default=""))
        duty = Duty(clause, self.row.span, self.row.cells["unit"], action, label=f"{clause.label}表")
        duty.proof, duty.due_written = wording.proof(self.row.cells["what"]), self.time
        duty.min_count, duty.unit = _counted(self.draft.flow.words(self.row.span))
        self._bind(duty)
        return duty

    def _bind(self, duty: Duty) -> None:
        """The rhythm of the row's duty, else its stage's end, else its day."""
        dates = [self._dated(when) for when in self._whens(self.time)]
        # 标准：每季度不少于1场 beside 时限：9月10日前; 每半月调度 beside 长期.
        cells = (self.time, *self.row.rest) if dates else (self.time, *self.row.rest, self.row.cells["what"])
        if rhythm := next((often for cell in cells if (often := _most_often(cell))), None):
            duty.rhythm = rhythm.rhythm
            duty.min_count = _times(rhythm, duty.min_count, duty.unit)
        elif self.stage:
            duty.due, duty.rhythm = self.stage.ends, "once"
        else:
            self._date(duty, dates)

    def _date(self, duty: Duty, dates: list[When]) -> None:
        span = self.row.span
        written = whens(self.draft.flow.text, span.start, span.end, self.draft.head.issued_on)
        duty.whens = tuple(self._dated(when) for when in written)
        if dates:
            duty.due, duty.rhythm = self.years.settle(dates[0].ends or dates[0].begins), "once"
            binding.count_amount(duty, self.row.cells["what"])
        elif duty.min_count:
            duty.rhythm = "once"

    def _dated(self, when: When) -> When:
        """5月12日前 in a row that begins with 2028年5月 is of that year."""
        said = [one for cell in self.row.rest for other in self._whens(cell) for one in other.marks if one.year]
        known = {one.month: one.year for one in said}
        begins, ends = (
            replace(mark, year=known.get(mark.month)) if mark and not mark.year else mark
            for mark in (when.begins, when.ends)
        )
        return replace(when, begins=begins, ends=ends)

    def _also_by(self, duty: Duty) -> list[Duty]:
        """6月15日前完成，每周联系1次 in one cell: a deadline and a rhythm are two duties."""
        dates = [when for when in self._whens(self.time) if when.is_deadline]
        if not dates or not _most_often(self.time):
            return []
        due = self.years.settle(dates[0].ends)
        return [replace(duty, rhythm="once", min_count=None, due=due, whens=tuple(dates))]

    def _often(self, duty: Duty) -> list[Duty]:
        """红色企业每月检查1次，橙色企业每季度检查1次: what has a rhythm of its own, until the row's day."""
        if self.stage or any(one.rhythm for one in triggers(self.time, 0, len(self.time))):
            return []
        dates = [when for when in self._whens(self.time) if when.ends]
        due = self.years.settle(self._dated(dates[0]).ends) if dates else None
        told = []
        for part in self._parts():
            if (often := _most_often(part)) and often.rhythm in binding.RECURS:
                times, unit = _counted(part)
                count = _times(often, times, unit)
                action = part if part in self.row.cells["what"] else self._told(part)
                told.append(replace(duty, action=action, rhythm=often.rhythm, min_count=count, unit=unit, due=due))
        if told and duty.rhythm == told[0].rhythm:  # it is the row's own
            duty.action = told[0].action if len(told) > 1 else duty.action
            duty.due, duty.min_count, duty.unit = due, told[0].min_count, told[0].unit
            return told[1:]
        return told

    def _further(self, duty: Duty) -> list[Duty]:
        """组织综合演练1次、夜间拉动演练2次; 第一批5月底前完成: what a cell's later parts fix for themselves."""
        told, counted_once = [], False
        for part in self._parts():
            times, unit = _counted(part)
            dated = next((one for one in self._whens(part) if one.is_deadline), None)
            if dated and duty.rhythm == "once" and part != self.time and BATCH.search(part):
                due = self.years.settle(dated.ends)
                if due and duty.due and due.iso() != duty.due.iso():
                    told.append(replace(duty, action=part, due=due, min_count=None, whens=(dated,)))
            elif (year := OF_YEAR.fullmatch(part)) and duty.rhythm not in {"once", "yearly"}:
                told.append(replace(duty, rhythm="yearly", min_count=int(year["n"]), unit=year["unit"]))
            elif times and unit == "次" and ACTS.search(part):
                told += [replace(duty, action=part, min_count=times, unit=unit)] if counted_once else []
                counted_once = True
        return told


def _counted(words: str) -> tuple[int | None, str]:
    """The first number of times or things, with its unit; (None, "") where none is told."""
    found = next((one for one in triggers(words, 0, len(words)) if one.times and not one.rhythm), None)
    return (found.times, found.unit) if found else (None, "")


def _times(often: Trigger, times: int | None, unit: str) -> int | None:
    """How often in one period: 每日早晚各1次 is twice a day, 每半月5家 is five each time."""
    if not times:
        return often.times or (None if often.rhythm == "on_event" else 1)
    return times * (1 if unit in wording.AMOUNTS else often.times or 1)


def _most_often(time: str) -> Trigger | None:
    """The first rhythm of a cell, where it is told twice (每日早晚各1次) as often as it says."""
    told = [one for one in triggers(time, 0, len(time)) if one.rhythm]
    return max((one for one in told if one.rhythm == told[0].rhythm), key=lambda one: one.times or 1, default=None)
