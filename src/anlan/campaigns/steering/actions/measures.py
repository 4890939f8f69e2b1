"""Lists of measures loaded from their text; items assigned and checked with what shows it."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from anlan.campaigns.steering import rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.models import Measure, MeasureCheck, MeasureList, MeasureListEvent
from anlan.core import clock, events, numerals
from anlan.core.errors import Invalid
from anlan.files import actions as files
from anlan.org.models import Office, Region, User

MARK = re.compile(r"^\s*(第|[（(])?([一二三四五六七八九十百]+|\d+)(条|[）)]?[、.．:：\s])")
"""A line's number with the look it has: 第三条, 三、, 3., （三）."""
NUMBERED = re.compile(r"^\s*(?:第[一二三四五六七八九十百\d]+条|[（(]?[一二三四五六七八九十百\d]+[）)]?[、.．:：\s])\s*")
MOST = 200


def checked_numbers(text: str) -> None:
    """Refuse a text in which a number is left out: 三、 then 五、 means that something was not pasted along.

    Only where one look of number runs upwards through the whole text; what begins anew under each heading is not
    counted.
    """
    looks: dict[tuple[str, str, bool], list[int]] = {}
    for line in text.splitlines():
        if found := MARK.match(line):
            said = found[2]
            value = int(said) if said.isdigit() else numerals.number(said)
            looks.setdefault((found[1] or "", found[3].strip(), said.isdigit()), []).append(value or 0)
    for numbers in looks.values():
        upwards = all(one < other for one, other in pairwise(numbers))
        gap = next(((one, other) for one, other in pairwise(numbers) if other > one + 1), None)
        if upwards and gap:
            told = f"编号从第{gap[0]}条跳到第{gap[1]}条，可能漏贴了，请对照文件补上。"
            told += "文件本身就这样编的，去掉编号、一行一条再贴。"
            raise Invalid(told, code="campaigns.number_left_out", fields={"text": ["编号不连续。"]})


def items_of(text: str) -> list[str]:
    """The items of a pasted text: a numbered line begins one, further lines belong to it; without numbers a line each.

    Raises Invalid for none, or for more than 200.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbered = sum(bool(NUMBERED.match(line)) for line in lines) > 1
    items: list[str] = []
    for line in lines:
        begins = not numbered or NUMBERED.match(line) or not items
        if begins:
            items.append(NUMBERED.sub("", line) if numbered else line)
        else:
            items[-1] += "\n" + line
    items = [one for one in items if one]
    if not 1 <= len(items) <= MOST:
        raise Invalid(f"认出 {len(items)} 条，应为 1 到 {MOST} 条，请核对文字。", fields={"text": ["请逐条分行粘贴。"]})
    return items


@events.once(MeasureListEvent)
def load_measures(
    region: Region,
    *,
    actor: User,
    text: str,
    level: str,
    title: str,
    document_number: str = "",
    issued_on: dt.date | None = None,
    client_id: uuid.UUID | None = None,
) -> MeasureList:
    """Load a document of measures, one row an item. Raises Invalid where the township has a list of that title."""
    require(rules.may_steer(actor, region))
    if MeasureList.objects.filter(region=region, title=title).exists():
        raise Invalid(f"已有“{title}”，请核对名称。", fields={"title": ["已有同名清单。"]})
    checked_numbers(text)
    items = items_of(text)
    made = MeasureList(region=region, level=level, title=title, document_number=document_number, issued_on=issued_on)
    data = {"title": title, "document_number": document_number, "items": len(items)}
    events.begin(made, "campaigns.load_measures", actor=actor, data=data, client_id=client_id)
    Measure.objects.bulk_create(Measure(of=made, number=place, text=one) for place, one in enumerate(items, 1))
    return made


@events.once(MeasureListEvent)
def assign_measure(
    of: MeasureList,
    *,
    number: int,
    actor: User,
    applies: bool,
    local_measure: str = "",
    office: Office | None = None,
    due_on: dt.date | None = None,
    client_id: uuid.UUID | None = None,
) -> MeasureList:
    """Say whether an item concerns the township, what it does about it, which office, by when.

    Raises Invalid where it applies and has no office or nothing to do.
    """
    require(rules.may_steer(actor, of.region))
    if applies and not (office and local_measure.strip()):
        raise Invalid("与本乡有关的，要写明本乡做法和责任单位。", fields={"office": ["请填写。"]})
    values: dict[str, Any] = {"applies": applies, "local_measure": local_measure, "office": office, "due_on": due_on}
    of.measures.filter(number=number).update(**values)
    data = {**values, "number": number, "office": office.name if office else ""}
    events.append(of, "campaigns.assign_measure", actor=actor, data=data, client_id=client_id)
    return of


@events.once(MeasureListEvent)
def check_measure(
    of: MeasureList,
    *,
    number: int,
    actor: User,
    outcome: str,
    note: str,
    evidence: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> MeasureList:
    """Put on record whether an item is carried out, in words; files may show it.

    Raises NotYours where nobody decided that the item concerns the township.
    """
    measure = of.measures.get(number=number)
    require(rules.may_check(actor, of.region, measure))
    names = list(evidence)
    data = {"number": number, "outcome": outcome, "note": note}
    event = events.append(of, "campaigns.check_measure", actor=actor, data=data, files=names, client_id=client_id)
    MeasureCheck.objects.create(
        measure=measure, outcome=outcome, note=note, files=names, by=actor, by_name=actor.full_name, at=clock.now()
    )
    label = f"{of.title}第{number}条"
    files.use(names, room="campaigns", subject_id=of.pk, purpose="measure", event_id=event.pk, actor=actor, label=label)
    return of
