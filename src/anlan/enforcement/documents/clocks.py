"""The days a document sets running (rules.md R3.11, R3.16)."""

import datetime as dt

from anlan.core import clock, workdays
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document

PRESERVED_WORKDAYS = 7  # 行政处罚法 art. 56, in work days by art. 85
SEALED_DAYS = 30  # 行政强制法 art. 25; once more at most


def due_on(document: Document) -> dt.date | None:
    """By when what it begins must be dealt with, counted from today; the first day is one of the thirty."""
    if document.kind == Kind.PRESERVATION:
        return workdays.add_workdays(clock.today(), PRESERVED_WORKDAYS)
    if document.kind == Kind.SEALING:
        return clock.today() + dt.timedelta(days=SEALED_DAYS - 1)
    if document.kind == Kind.SEALING_EXTENSION:
        return dt.date.fromisoformat(document.facts["until_on"])
    return None
