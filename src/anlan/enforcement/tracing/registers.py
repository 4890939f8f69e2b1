"""The list of trace-backs."""

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.tracing import queries
from anlan.enforcement.tracing.models import Trace
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

STANDING = {"running": ("倒查中", "wait"), "concluded": ("已作结论", "done")}

TRACES = Register(
    "traces",
    "责任倒查",
    "件",
    queries.visible_to,
    (
        Column("编号", lambda row: row.number, 22),
        Column("状态", mark(STANDING), 10),
        Column("单位", lambda row: row.enterprise.name, 24),
        Column("起因", lambda row: row.get_trigger_display()),
        Column("发生了什么", lambda row: row.what[:60], 44),
        Column("发生日期", lambda row: clock.local_date(row.happened_at)),
        Column("倒查天数", lambda row: row.days, 10, "num"),
    ),
    "enforcement:trace",
    ("number", "enterprise__name", "what"),
    "编号、单位、事由",
    "还没有责任倒查。发生事故、上级查出问题的，打开该单位的页面，在“责任倒查”里启动。",
    (sort("date", "发生日期", "happened_at", "id"), sort("number", "编号", "number")),
    (
        Narrowing(
            "standing",
            "状态",
            options(STANDING),
            lambda value: Q(concluded_at=None) if value == "running" else Q(concluded_at__isnull=False),
        ),
        Narrowing("trigger", "起因", tuple(Trace.Trigger.choices), lambda value: Q(trigger=value)),
    ),
)
