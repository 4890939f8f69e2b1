"""The list of the townships' own drills."""

from django.db.models import Q

from anlan.enterprises.models import Drill
from anlan.enterprises.owndrills import queries, rules
from anlan.files.registers import Column, Narrowing, Register, sort

OWN_DRILLS = Register(
    "own_drills",
    "乡镇本级演练",
    "次",
    queries.visible_to,
    (
        Column("情景", lambda row: row.scenario, 40),
        Column("哪一级", lambda row: row.office.name, 22),
        Column("类别", lambda row: row.get_kind_display()),
        Column("日期", lambda row: row.held_on),
        Column("人数", lambda row: row.people, 8, "num"),
        Column("下一次最晚", rules.next_by),
        Column("评估", lambda row: row.evaluation, 40, "text"),
    ),
    "enterprises:own_drill",
    ("scenario", "evaluation", "office__name"),
    "情景、评估、单位",
    f"还没有登记过。乡镇政府自己的应急预案，每 {rules.YEARS} 年至少演练一次（{rules.LAW}）。",
    (sort("date", "日期", "held_on", "id"),),
    (Narrowing("kind", "类别", tuple(Drill.Kind.choices), lambda value: Q(kind=value)),),
    ("登记本级演练", "enterprises:new_own_drill"),
)
