"""Tables against themselves and the text: totals, rows announced, numbers left out, a deadline elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading import numerals, tables
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import Years

Line = tuple[Span, list[str]]
TOTAL = re.compile("(?:合计|总计|共计|总数|小计)(?:（[^（）]*）)?")
PART_OF_IT = "小计"
NUMBER = re.compile(r"(?P<n>\d{1,7}(?:\.\d+)?)(?:万元|元|[家户处个座所栋名人台辆部套份])?")
FEWEST = 2


def totals(draft: Draft) -> Iterator[Conflict]:
    """合计 | 412 below 96, 118, 103 and 85; 小计 of the rows since the last one."""
    for block in tables.blocks(draft.flow):
        for at, (span, cells) in enumerate(block):
            if any(TOTAL.fullmatch(cell) for cell in cells[:FEWEST]):
                yield from _columns(block[:at], span, cells)
            yield from _across(block[0][1], span, cells) if at else ()


def _columns(above: list[Line], span: Span, cells: list[str]) -> Iterator[Conflict]:
    is_part = PART_OF_IT in cells[0]
    ended = [at for at, (_, row) in enumerate(above) if TOTAL.fullmatch(row[0])]
    counted = above[ended[-1] + 1 :] if is_part and ended else above
    rows = [row for _, row in counted if len(row) == len(cells) and not TOTAL.fullmatch(row[0])]
    for place in range(1, len(cells)):
        said, parts = _number(cells[place]), [_number(row[place]) for row in rows]
        known = [one for one in parts if one is not None]
        if said is None or len(known) < max(FEWEST, len(rows) - 1):
            continue
        if (added := round(sum(known), 2)) != said:
            what = f"表中“{_head(above, place)}”合计写 {said:g}，各行加起来是 {added:g}。请定下以哪个为准。"
            yield Conflict("two_amounts", what, "hard", (span,))


def _across(heads: list[str], span: Span, cells: list[str]) -> Iterator[Conflict]:
    """A row whose last cell is said to be the sum of those before it."""
    if len(heads) != len(cells) or not TOTAL.fullmatch(heads[-1]) or "序号" in heads[1:]:
        return
    said, parts = _number(cells[-1]), [_number(cell) for cell in cells[1:-1]]
    known = [one for one in parts if one is not None]
    if said is not None and len(known) == len(parts) >= FEWEST and round(sum(known), 2) != said:
        what = f"表中“{cells[0]}”一行合计写 {said:g}，各栏加起来是 {sum(known):g}。请定下以哪个为准。"
        yield Conflict("two_amounts", what, "hard", (span,))


def _number(cell: str) -> float | None:
    found = NUMBER.fullmatch(cell.replace(" ", ""))
    return float(found["n"]) if found else None


def _head(above: list[Line], place: int) -> str:
    return above[0][1][place] if above and place < len(above[0][1]) else str(place + 1)


N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
ANNOUNCED = re.compile(
    rf"(?<![第\d])(?P<n>{N})(?:项|条)[一-鿿]{{0,6}}?(?:工作|任务|措施|事项|内容)"
    rf"|(?:工作|任务|措施|事项|内容)(?:共计?|总共|合计|有|计)+(?P<m>{N})(?:项|条)"
)
LISTS = re.compile("工作|任务|措施|事项|内容")
CLOSE, SLIP = 200, 3


def rows_announced(draft: Draft) -> Iterator[Conflict]:
    """共安排12项重点工作, and a table of eleven right behind."""
    told = list(ANNOUNCED.finditer(draft.flow.text))
    for block in tables.blocks(draft.flow):
        rows = [row for _, row in block[1:] if not TOTAL.fullmatch(row[0])]
        near = [one for one in told if 0 <= block[0][0].start - one.end() <= CLOSE]
        if not near or len(rows) <= FEWEST or not any(LISTS.search(cell) for cell in block[0][1]):
            continue
        number = numerals.value(near[-1]["n"] or near[-1]["m"])
        if 0 < abs(number - len(rows)) <= SLIP:
            what = f"文中说“{near[-1][0]}”，下面的表却有 {len(rows)} 行。"
            yield Conflict("task_count", what, "soft", (sentence(draft, Span(*near[-1].span())),))


LISTED = re.compile(rf"(?:清单|任务表|附表|下表)[一-鿿]{{0,2}}(?:共|列|列出|包括|有){{1,2}}(?P<n>{N})项")


def rows_of_the_list(draft: Draft) -> Iterator[Conflict]:
    """清单共列12项任务, and the one table of the notice has eleven rows."""
    blocks = [block for block in tables.blocks(draft.flow) if len(block) > FEWEST + 1]
    for found in LISTED.finditer(draft.flow.text) if len(blocks) == 1 else ():
        rows = [row for _, row in blocks[0][1:] if not TOTAL.fullmatch(row[0])]
        if 0 < abs(numerals.value(found["n"]) - len(rows)) <= SLIP:
            what = f"文中说“{found[0]}”，表中却有 {len(rows)} 行。"
            yield Conflict("task_count", what, "soft", (sentence(draft, Span(*found.span())),))


PLACES = re.compile("^(?:社区|村|行政村|镇|乡镇|镇街|街道|县区|学校|片区)(?:名称)?$")


def places_counted(draft: Draft) -> Iterator[Conflict]:
    """全街道5个社区, and a table with a total that has four."""
    for block in tables.blocks(draft.flow):
        head, rows = block[0][1][0].replace(" ", ""), [row for _, row in block[1:]]
        named = [row for row in rows if not TOTAL.fullmatch(row[0])]
        if not PLACES.match(head) or len(named) == len(rows) or len(named) <= FEWEST:
            continue
        noun = head.removesuffix("名称")
        for found in re.finditer(
            rf"(?:[全本我][一-鿿]{{1,2}}|所有|辖区)(?:共|共有|的)?(?P<n>{N})个{noun}", draft.flow.text
        ):
            if 0 < abs(numerals.value(found["n"]) - len(named)) <= SLIP:
                what = f"文中说“{found[0]}”，表中列出的却有 {len(named)} 个。"
                yield Conflict("two_amounts", what, "soft", (sentence(draft, Span(*found.span())), block[0][0]))


MONTH = re.compile(r"(?:20\d\d年)?(?P<n>\d{1,2})月份?")
IN_A_ROW = 4


def left_out(draft: Draft) -> Iterator[Conflict]:
    """Rows numbered 1, 2, 4; months of a calendar of which one is missing."""
    for block in tables.blocks(draft.flow):
        spans, firsts = [span for span, _ in block], [cells[0].replace(" ", "") for _, cells in block]
        months = [(span, MONTH.fullmatch(cell)) for span, cell in zip(spans, firsts, strict=True)]
        dated = [(span, int(found["n"])) for span, found in months if found]
        if len(dated) >= IN_A_ROW and len(dated) >= len(block) - 1:
            yield from _missing(dated, "月", 12)
        numbered = [(span, int(cell)) for span, cell in zip(spans, firsts, strict=True) if cell.isdecimal()]
        if len(numbered) >= IN_A_ROW and [one for _, one in numbered][:1] == [1]:
            yield from _missing(numbered, "号", len(numbered) * 2)


def _missing(told: list[tuple[Span, int]], unit: str, whole: int) -> Iterator[Conflict]:
    for (_, one), (span, other) in pairwise(told):
        steps = (other - one) % whole
        if steps > 1 and (unit != "月" or steps == FEWEST):
            what = f"表中从 {one} {unit}跳到 {other} {unit}，中间可能缺了一行。"
            yield Conflict("numbering", what, "soft", (span,))


TOLD_OF = re.compile("(?:情况|总结|报告|方案|台账|进展|结果|后|期间|中)")
SHORTEST, LONG, LONGEST, CLOSE_BEFORE = 4, 8, 16, 20


FILLER = re.compile("^(?:完成|开展|组织|建立|实施|推进)")


def due_elsewhere(draft: Draft) -> Iterator[Conflict]:
    """充电棚改造 | 7月31日前 in a table, and 充电棚改造务必于7月15日前完成 in the text."""
    years = Years(draft.head.issued_on, draft.starts, draft.ends)
    rows = tables.rows(draft.flow)
    for row in rows:
        time = row.cells.get("time", "")
        due = _last(years, whens(time, 0, len(time), draft.head.issued_on))
        for at, end, what in _told_of(draft, row.cells.get("what", "") if due else ""):
            inside = any(one.span.start <= at < one.span.end for one in rows)
            when = None if inside else _due_behind(draft, end) or _due_before(draft, at)
            said = _last(years, [when]) if when else None
            if when and said and said != due:
                told = f"“{what}”的期限，表中写 {due}，文中写 {said}。请定下以哪天为准。"
                quote = sentence(draft, Span(min(at, when.span.start), max(end, when.span.end)))
                yield Conflict("two_deadlines", told, "soft", (quote, row.span))


def _told_of(draft: Draft, cell: str) -> Iterator[tuple[int, int, str]]:
    """Where the text speaks of what a row is about, or of a piece of it that is long enough to be that."""
    pieces = [cell, *(FILLER.sub("", one) for one in re.split("[，；]", cell))]
    wanted = {one for at, one in enumerate(pieces) if (LONG if at else SHORTEST) <= len(one) <= LONGEST}
    for what in sorted(wanted):
        for found in re.finditer(re.escape(what), draft.flow.text):
            yield found.start(), found.end(), what


def _due_before(draft: Draft, at: int) -> When | None:
    """The deadline right in front: 7月20日前完成…"""
    told = whens(draft.flow.text, max(0, at - CLOSE_BEFORE), at, draft.head.issued_on)
    between = draft.flow.text[told[-1].span.end : at] if told else "，"
    return told[-1] if told[-1:] and told[-1].is_deadline and len(between) <= SLIP + 1 and "，" not in between else None


def _due_behind(draft: Draft, at: int) -> When | None:
    """The first deadline told of what ends here, in the same stretch between stops."""
    text = draft.flow.text
    stop = min((end for mark in "。；\n" if (end := text.find(mark, at)) >= 0), default=len(text))
    if TOLD_OF.match(text, at):
        return None
    return next((one for one in whens(text, at, stop, draft.head.issued_on) if one.is_deadline), None)


def _last(years: Years, told: list[When]) -> object:
    settled = years.settle(told[0].ends) if told and told[0].is_deadline else None
    return settled.date if settled else None
