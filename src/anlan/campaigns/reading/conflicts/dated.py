"""What is to be done by a day: every such statement of a notice, taken out once, in running text, brackets and rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.campaigns.reading import tables, wording
from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.window import title_year
from anlan.campaigns.reading.years import Years

INSIDE = "(?:[^（）\\n]|（[^（）\\n]*）)*"
IN_BRACKETS = re.compile(f"（{INSIDE}?(?:时限|期限|时间)：{INSIDE}）")
TOPIC = re.compile("^(?:对|将|把|凡|经|针对|属于)|(?:的|问题|隐患)$")
"""What stands before the day and is said of it: 对自查发现的问题，11月10日前整改完毕."""
LABEL = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．](?!\d))")


@dataclass(frozen=True)
class Dated:
    """One statement: its words without the day, the words and the day as they stand, the day, the line it is in."""

    words: str
    span: Span
    when: When
    by: dt.date
    line: int
    starts: dt.date
    core: str
    """The piece between commas in which the day stands; of a row the longest of the cells that say what."""
    is_stage: bool = False

    @property
    def done(self) -> dt.date:
        """The day before which nothing can have come of it: its end, of a stage its first day."""
        return self.starts if self.is_stage else self.by


def dated(draft: Draft) -> list[Dated]:
    """Every statement that bears a day of which the year is known, in the order of the text."""
    years = Years(draft.head.issued_on, draft.starts, draft.ends, title_year(draft))
    rows = {row.span.start: row for row in tables.rows(draft.flow)}
    told: list[Dated] = []
    for line in re.finditer("[^\\n]+", draft.flow.text):
        row = rows.get(line.start())
        if row:
            told += _of_a_row(draft, years, row)
        elif "|" not in line[0]:
            told += _of_a_line(draft, years, line)
    return told


def _of_a_row(draft: Draft, years: Years, row: tables.Row) -> Iterator[Dated]:
    """A table's row is due when its cell for the time says."""
    words = draft.flow.words(row.span)
    at = words.rfind(row.cells.get("time", "") or "|")
    told = whens(draft.flow.text, row.span.start + at, row.span.end, draft.head.issued_on)
    day = _day(years, told[-1]) if told else None
    if day:
        yield Dated(
            words[:at],
            row.span,
            told[-1],
            day,
            row.span.start,
            day,
            max((row.cells.get("what", ""), *row.rest), key=len),
        )


def _of_a_line(draft: Draft, years: Years, line: re.Match[str]) -> Iterator[Dated]:
    text, begin = draft.flow.text, line.start()
    for bracket in IN_BRACKETS.finditer(text, *line.span()):
        yield from _sentences(draft, years, begin, bracket.start())
        told = whens(text, *bracket.span(), draft.head.issued_on)
        day = _day(years, told[-1]) if told else None
        if day:
            words, span = LABEL.sub("", text[begin : bracket.start()]), Span(begin, bracket.end())
            yield Dated(words, span, told[-1], day, line.start(), day, words)
        begin = bracket.end()
    yield from _sentences(draft, years, begin, line.end())


def _sentences(draft: Draft, years: Years, start: int, end: int) -> Iterator[Dated]:
    for found in re.finditer("[^。；]+", draft.flow.text[start:end]):
        yield from _pieces(draft, years, start + found.start(), start + found.end())


def _pieces(draft: Draft, years: Years, start: int, end: int) -> Iterator[Dated]:
    """Each piece between commas goes with the day before it; a topic, and what stands before any day, with the next."""
    text = draft.flow.text
    every = whens(text, start, end, draft.head.issued_on)
    told = [one for one in every if _bounds(text, one) and not one.is_year(text) and not _is_past(draft, one, end)]
    if not told:
        return
    pieces = [Span(start + one.start(), start + one.end()) for one in re.finditer("[^，]+", text[start:end])]
    owners: list[list[int]] = []
    for at, piece in enumerate(pieces):
        inside = [number for number, one in enumerate(told) if piece.start <= one.span.start < piece.end]
        before = [number for number, one in enumerate(told) if one.span.start < piece.start]
        ahead = at + 1 < len(pieces) and any(
            pieces[at + 1].start <= one.span.start < pieces[at + 1].end for one in told
        )
        is_topic = ahead and TOPIC.search(text[piece.start : piece.end])
        owners.append(inside or [before[-1] + bool(is_topic) if before else 0])
    for number, when in enumerate(told):
        own = [piece for piece, owner in zip(pieces, owners, strict=True) if number in owner]
        day = _day(years, when)
        if own and day:
            words = "，".join(_without(text, piece, when) for piece in own)
            begins = years.settle(when.begins) if when.begins and not when.is_deadline else None
            line, span = text.rfind("\n", 0, start) + 1, Span(own[0].start, own[-1].end)
            since = begins.date if begins and begins.date else day
            core = next(
                (_without(text, piece, when) for piece in own if piece.start <= when.span.start < piece.end), ""
            )
            yield Dated(LABEL.sub("", words), span, when, day, line, since, core, _is_of_a_stage(draft, when))


NOT_YET = re.compile("）?仍?(?:未|没有)")


def _bounds(text: str, when: When) -> bool:
    """Whether a time has an end, or is one after which something is still not done."""
    return when.ends is not None or (when.is_since and NOT_YET.match(text, when.span.end) is not None)


def _is_of_a_stage(draft: Draft, when: When) -> bool:
    return any(stage.when and stage.when.span.start == when.span.start for stage in draft.stages)


def _without(text: str, piece: Span, when: When) -> str:
    if piece.start <= when.span.start < piece.end:
        return text[piece.start : when.span.start] + "#" + text[when.span.end : piece.end]
    return text[piece.start : piece.end]


def _day(years: Years, when: When) -> dt.date | None:
    """The last day of a time, where it is known and no whole month."""
    mark = when.ends or when.begins
    settled = years.settle(mark) if mark and not (mark.whole_month and not when.is_deadline) else None
    return settled.date if settled else None


def _is_past(draft: Draft, when: When, end: int) -> bool:
    return wording.tells_past(draft.flow.text, when, Span(when.span.start, min(when.span.end + 20, end)))
