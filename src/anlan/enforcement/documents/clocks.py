"""The days a document sets running (rules.md R3.11, R3.16)."""

import datetime as dt
from typing import Any

from anlan.core import clock, workdays
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document

PRESERVED_WORKDAYS = 7  # 行政处罚法 art. 56, in work days by art. 85
POWER = "供电"
SEALED_DAYS = 30  # 行政强制法 art. 25; once more at most


REPORT = dt.timedelta(hours=24)  # 行政强制法 art. 19 (R3.16)
POWER_NOTICE = dt.timedelta(hours=24)  # 安全生产法 art. 70 (R3.10)


def report_by(document: Document) -> dt.datetime | None:
    """By when officers report to the head what they did on the spot; None where nothing was."""
    return document.acted_at + REPORT if document.acted_at else None


def is_report_late(document: Document) -> bool:
    """Whether that was or would be after its time."""
    until = report_by(document)
    return until is not None and (document.reported_at or clock.now()) > until


def needs_notice(facts: dict[str, Any]) -> bool:
    """Whether a day's notice comes before: for power, unless there is an emergency; explosives need none."""
    return facts.get("supply") == POWER and not facts.get("emergency")


def tell_by(document: Document) -> dt.datetime | None:
    """By when the unit must have the notice before its power is cut; None for an emergency and other kinds."""
    if document.kind != Kind.POWER_CUT or not needs_notice(document.facts):
        return None
    return dt.datetime.fromisoformat(document.facts["cut_at"]) - POWER_NOTICE


def due_on(document: Document) -> dt.date | None:
    """By when what it begins must be dealt with, counted from today; the first day is one of the thirty."""
    if document.kind == Kind.PRESERVATION:
        return workdays.add_workdays(clock.today(), PRESERVED_WORKDAYS)
    if document.kind == Kind.SEALING:
        begun = clock.local_date(document.acted_at) if document.acted_at else clock.today()
        return begun + dt.timedelta(days=SEALED_DAYS - 1)
    if document.kind == Kind.SEALING_EXTENSION:
        return dt.date.fromisoformat(document.facts["until_on"])
    return None
