"""The list of documents: what it shows, what it can be narrowed and sorted by."""

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.documents import queries
from anlan.enforcement.documents.models import SERVED, Document
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

STANDING = {
    "draft": ("待签发", "wait"),
    "issued": ("已签发，待送达", "blue"),
    "served": ("已送达", "done"),
    "kept": ("已出具，存档", "done"),
    "dropped": ("未签发", ""),
    "void": ("已作废", ""),
}


def _standing(value: str) -> Q:
    if value in ("issued", "served"):
        return Q(state="issued", served_at__isnull=value == "issued", kind__in=SERVED)
    if value == "kept":
        return Q(state="issued") & ~Q(kind__in=SERVED)
    return Q(state=value)


DOCUMENTS = Register(
    "documents",
    "执法文书",
    "份",
    queries.visible_to,
    (
        Column("文号", str, 28),
        Column("状态", mark(STANDING), 14),
        Column("文书", lambda row: row.get_kind_display(), 20),
        Column("单位", lambda row: row.party, 24),
        Column("项数", lambda row: len(row.items), 8),
        Column("签发单位", lambda row: str(row.office), 14),
        Column("起草", lambda row: f"{row.drafted_by.full_name} {clock.local_date(row.drafted_at)}", 20),
        Column("到期", lambda row: row.due_on, 12),
        Column("作废理由", lambda row: row.void_reason, 24),
    ),
    "enforcement:document",
    ("number", "enterprise__name", "void_reason"),
    "文号、单位",
    "还没有执法文书。打开已实施的行政检查，在“文书”里起草；案件的文书随各步自动出具。",
    (sort("date", "起草", "drafted_at", "id"), sort("number", "文号", "number", "id")),
    (
        Narrowing("standing", "状态", options(STANDING), _standing),
        Narrowing("kind", "文书", tuple(Document.Kind.choices), lambda value: Q(kind=value)),
    ),
)
