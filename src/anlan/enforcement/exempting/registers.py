"""The list of decisions: what it shows, what it can be narrowed and sorted by."""

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.exempting import queries
from anlan.enforcement.exempting.models import Exemption
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

STANDING = {"granted": ("不予处罚", "done"), "refused": ("不适用", "")}
AGAINST = {"yes": ("与建议不一致", "wait"), "no": ("与建议一致", "")}


def _against(value: str) -> Q:
    same = Q(granted=True, proposed="yes") | (Q(granted=False) & ~Q(proposed="yes"))
    return ~same if value == "yes" else same


EXEMPTIONS = Register(
    "exemptions",
    "自查自报认定",
    "件",
    queries.visible_to,
    (
        Column("隐患", lambda row: f"{row.hazard} {row.hazard.description[:30]}", 40),
        Column("认定", mark(STANDING), 12),
        Column("单位", lambda row: row.hazard.enterprise.name, 24),
        Column("系统建议", lambda row: row.get_proposed_display(), 12),
        Column("怎样查到", lambda row: row.found_words, 36),
        Column("理由", lambda row: row.reason[:60], 40),
        Column("认定人", lambda row: row.decided_by.full_name, 12),
        Column("认定日期", lambda row: clock.local_date(row.decided_at)),
    ),
    "enforcement:exemption",
    ("hazard__code", "hazard__description", "hazard__enterprise__name", "reason"),
    "隐患、单位、理由",
    "还没有认定过。企业自查自报的重大隐患，检查时又查到的，打开隐患，在“自查自报认定”里办理。",
    (sort("date", "认定日期", "decided_at", "id"), sort("proposed", "系统建议", "proposed", "id")),
    (
        Narrowing("standing", "认定", options(STANDING), lambda value: Q(granted=value == "granted")),
        Narrowing("proposed", "系统建议", tuple(Exemption.Proposed.choices), lambda value: Q(proposed=value)),
        Narrowing("against", "与建议", options(AGAINST), _against),
    ),
)
