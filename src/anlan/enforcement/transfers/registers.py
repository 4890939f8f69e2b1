"""The list of transfers: what it shows, what it can be narrowed and sorted by."""

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.transfers import queries
from anlan.enforcement.transfers.models import Transfer
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

STANDING = {
    "sent": ("待接收", "wait"),
    "sent_late": ("逾期未答复", "red"),
    "disputed": ("待专班裁定", "wait"),
    "disputed_late": ("逾期未裁定", "red"),
    "accepted": ("已接收，待反馈", ""),
    "accepted_late": ("逾期未反馈", "red"),
    "reported": ("已反馈", "done"),
    "returned": ("已退回", ""),
    "withdrawn": ("已撤回", ""),
}


def _standing(value: str) -> Q:
    state = value.removesuffix("_late")
    is_late = queries.late()
    return Q(state=state) & (is_late if value != state else ~is_late)


TRANSFERS = Register(
    "transfers",
    "移送",
    "件",
    queries.visible_to,
    (
        Column("文号", lambda row: row.number, 20),
        Column("状态", mark(STANDING), 14),
        Column("现在的期限", lambda row: row.due_on),
        Column("现在谁负责", lambda row: row.responsible, 20),
        Column("接收单位", lambda row: row.to_name, 20),
        Column("隐患", lambda row: f"{row.hazard} {row.hazard.description[:30]}", 40),
        Column("单位", lambda row: row.hazard.enterprise.name, 24),
        Column("移送单位", lambda row: str(row.from_office), 16),
        Column("移送日期", lambda row: clock.local_date(row.sent_at)),
    ),
    "enforcement:transfer",
    ("number", "hazard__code", "hazard__description", "hazard__enterprise__name", "to_name"),
    "文号、隐患、单位、接收单位",
    "还没有移送。不属于本单位职责的隐患，打开隐患，在“移送”里办理。",
    (
        sort("date", "移送日期", "sent_at", "id"),
        sort("number", "文号", "number"),
        sort("to", "接收单位", "to_name", "id"),
    ),
    (
        Narrowing("standing", "状态", options(STANDING), _standing),
        Narrowing("state", "进度", tuple(Transfer.State.choices), lambda value: Q(state=value)),
        Narrowing("late", "逾期", (("yes", "只看逾期"),), lambda value: queries.late()),
    ),
)
