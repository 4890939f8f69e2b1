"""What a document says, as plain values for its template: every field from the record (rules.md 6.3)."""

import datetime as dt
from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.utils import timezone

from anlan.core import clock
from anlan.enforcement.documents import clocks
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.templating.making import NOTHING
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.inspections.items import Line, walk
from anlan.org.models import Region

Values = dict[str, Any]


def of(document: Document) -> Values:
    """Everything but signatures and standing."""
    inspection = document.inspection
    assert inspection is not None  # what a case makes out is frozen at once
    visit = inspection.visit
    common = {
        **whom(inspection.enterprise),
        "office": document.office.name,
        "number": document.number or "（签发后编号）",
        "lead": inspection.lead.full_name,
        "lead_card": document.lead_card,
        "second": inspection.second.full_name,
        "second_card": document.second_card,
        "issued_on": clock.day_words(clock.local_date(document.decided_at or document.drafted_at)),
        "inspection": inspection.number,
        "inspected_on": clock.day_words(clock.local_date(visit.begun_at)) if visit else "",
        "government": government(document.region_code),
        "basis": document.basis,
    }
    return {**common, **document.facts, **KINDS.get(Kind(document.kind), _listed)(document)}


def whom(enterprise: Enterprise) -> Values:
    """The enterprise as a paper names it."""
    principal = enterprises.principal_of(enterprise)
    return {
        "unit": enterprise.name,
        "address": f"{enterprise.region.name}{enterprise.address}",
        "principal": principal.name if principal else "",
        "phone": next(iter(principal.phones), "") if principal else "",
    }


def instant(at: dt.datetime | None) -> str:
    """A moment as papers write it: 2026年11月27日9时05分."""
    local = timezone.localtime(at) if at else None
    return f"{clock.day_words(local.date())}{local.hour}时{local.minute:02}分" if local else ""


def of_inspection(inspection: Inspection) -> Values:
    """What the papers of an inspection share, before there is a document."""
    decided = inspection.decided_at or inspection.asked_at
    return {
        **whom(inspection.enterprise),
        "office": inspection.office.name,
        "number": inspection.number or "（批准后编号）",
        "lead": inspection.lead.full_name,
        "lead_card": inspection.lead_card or "执法证待批准时核对",
        "second": inspection.second.full_name,
        "second_card": inspection.second_card or "执法证待批准时核对",
        "issued_on": clock.day_words(clock.local_date(decided)),
        "inspection": inspection.number,
        "inspected_on": clock.day_words(inspection.planned_on),
        "government": government(inspection.region_code),
        "item": inspection.item,
        "basis": inspection.basis,
        "planned_on": clock.day_words(inspection.planned_on),
        "assistants": f"{inspection.assistants}名，事先确定" if inspection.assistants else NOTHING,
    }


def government(region_code: str) -> str:
    """Who reviews the act of a township or of a local office: the government of the district (行政复议法 art. 24)."""
    region = Region.objects.filter(level=Region.Level.DISTRICT, code__startswith=region_code[:6]).first()
    return f"{region.name}人民政府" if region else "县（区）人民政府"


def _order(document: Document) -> Values:
    items = [{"words": item["words"], "due_on": clock.day_words(_day(item))} for item in document.items]
    return {"items": items, "dates": _dates(document), "found_in": _found_in(document)}


def _found_in(document: Document) -> str:
    """What the order rests on: the approval's number and, once it has one, that of the record (rules.md 6.2)."""
    record = record_of(document.inspection)
    return f"{document.inspection}，现场检查记录{record.number}" if record else str(document.inspection)


def record_of(inspection: Inspection | None) -> Document | None:
    """The latest record of an inspection that has its number."""
    rows = Document.objects.filter(inspection=inspection, kind=Kind.RECORD, state=Document.State.ISSUED)
    return rows.exclude(number="").order_by("decided_at").last() if inspection else None


def _day(item: dict) -> dt.date:
    return dt.date.fromisoformat(item["due_on"])


def _dates(document: Document) -> str:
    """Numbers grouped by their date: 第 1、3 项于2026年12月1日前整改完毕."""
    numbered = sorted(enumerate(document.items, start=1), key=lambda one: (one[1]["due_on"], one[0]))
    parts = []
    for day, rows in groupby(numbered, key=lambda one: _day(one[1])):
        parts.append(f"第{'、'.join(str(place) for place, _ in rows)}项于{clock.day_words(day)}前整改完毕")
    return f"{'；'.join(parts)}。"


def _parent(document: Document) -> Values:
    parent = document.parent
    assert parent is not None
    told = clock.day_words(clock.local_date(parent.decided_at)) if parent.decided_at else ""
    return {"parent_kind": parent.get_kind_display(), "parent_number": parent.number, "parent_on": told}


def _opinion(document: Document) -> Values:
    items = [
        {"words": item["words"], "result": "已整改" if item["done"] else "未整改到位", "note": item["note"]}
        for item in document.items
    ]
    left = [str(place) for place, item in enumerate(document.items, start=1) if not item["done"]]
    again = f"第{'、'.join(left)}项没有整改到位，应当继续整改，我单位将依法处理。"
    return {"items": items, "conclusion": again if left else "上列各项已经整改到位。", **_parent(document)}


def _record(document: Document) -> Values:
    inspection = document.inspection
    assert inspection is not None
    return {**document.facts, "basis": inspection.basis, "item": inspection.item}


def of_visit(inspection: Inspection) -> Values:
    """What a finished visit tells its record: when, where, what was answered and found; nothing of it is typed."""
    visit = inspection.visit
    assert visit is not None
    lines = walk(visit)
    places = dict.fromkeys(one.hazard.place_words for one in lines.findings if one.hazard.place_words)
    asked = [line for line in lines.lines if line.is_not_fine or _is(line, "skipped")]
    others = [one for one in visit.companions.filter(left_out=False) if one.user_id != inspection.second_id]
    return {
        "place": "、".join([visit.enterprise.name, *places]),
        "scanned": scanned(inspection),
        "began_at": instant(visit.begun_at),
        "ended_at": instant(visit.ended_at),
        "checklist": f"《{visit.checklist.title}》" if visit.checklist else "现场查看的方式（没有使用检查表）",
        "count": _count(lines.lines),
        "others": "、".join(f"{one.name}（{one.position}）" for one in others),
        "answers": [_answer(line) for line in asked],
        "findings": [{"words": one.words, "how": one.get_how_display()} for one in lines.findings],
    }


def scanned(inspection: Inspection) -> str:
    """When the plate was scanned, or that it was not and why; empty until one of both is so (rules.md R1.9)."""
    visit, why = inspection.visit, inspection.unscanned_because
    if inspection.scanned_at:
        late = visit is not None and inspection.scanned_at > visit.begun_at
        before = f"离开前补扫（开始时未扫：{why or '没有写明原因'}）" if late else ""
        return f"{instant(inspection.scanned_at)}扫门牌二维码入企{before}。"
    return f"开始检查时没有扫码：{why or '没有写明原因'}。" if visit else ""


def _is(line: Line, value: str) -> bool:
    return line.answer is not None and line.answer.value == value


def _answer(line: Line) -> dict[str, str]:
    note = line.answer.note if line.answer else ""
    return {"question": str(line.item["question"]), "result": line.words, "note": note}


def _count(lines: list[Line]) -> str:
    if not lines:
        return "对现场情况逐处查看。"
    told = (("符合", "yes"), ("不符合", "no"), ("不涉及", "na"), ("未查", "skipped"))
    parts = [f"{words}{sum(_is(line, value) for line in lines)}项" for words, value in told]
    return f"共检查{len(lines)}项，{'，'.join(parts)}。"


def _inquiry(document: Document) -> Values:
    return {**document.facts, "rows": document.items}


def _running(document: Document) -> Values:
    """What runs for a time: from when, until when."""
    told = _parent(document) if document.parent else {}
    if document.parent:
        before = document.parent
        told |= {"measure": before.facts.get("measure", ""), "parent_until": clock.day_words(before.due_on)}
    until = document.due_on or clocks.due_on(document)
    begun = clock.local_date(document.acted_at or document.decided_at or clock.now())
    told |= {"is_on_spot": document.acted_at is not None, "acted_at": instant(document.acted_at)}
    return {"items": document.items, "from_on": clock.day_words(begun), "until": clock.day_words(until), **told}


def _power(document: Document) -> Values:
    """Whose power is cut from when; for the notice that gives it back, of which notice."""
    told = _parent(document)
    first = document if document.kind == Kind.POWER_CUT else document.parent
    assert first is not None
    cut_at = dt.datetime.fromisoformat(first.facts["cut_at"])
    kept = {name: first.facts[name] for name in ("supplier", "supply")}
    return {**told, **document.facts, **kept, "cut_at": instant(cut_at), "emergency": first.facts.get("emergency", "")}


def _listed(document: Document) -> Values:
    return {"items": document.items}


KINDS: dict[Kind, Callable[[Document], Values]] = {
    Kind.ORDER: _order,
    Kind.OPINION: _opinion,
    Kind.RECORD: _record,
    Kind.INQUIRY: _inquiry,
    Kind.PRESERVATION: _running,
    Kind.PRESERVATION_RESULT: _running,
    Kind.SEALING: _running,
    Kind.SEALING_EXTENSION: _running,
    Kind.SEALING_RELEASE: _running,
    Kind.POWER_CUT: _power,
    Kind.POWER_BACK: _power,
}
