"""The list of referrals: what it shows, what it can be narrowed and sorted by."""

from django.db.models import Q

from anlan.core import clock
from anlan.core.templatetags.anlan import moment
from anlan.enforcement.referring import crimes, queries
from anlan.enforcement.referring.clocks import next_clock
from anlan.enforcement.referring.models import Referral
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

TONES = {
    "proposed": "wait",
    "decided": "red",
    "sent": "blue",
    "objected": "blue",
    "declined": "orange",
    "filed": "blue",
    "resulted": "done",
    "ended": "done",
}
STANDING = {value: (label, TONES.get(value, "")) for value, label in Referral.State.choices}
GROUPS = {"open": "办理中", "over": "已办结"}


def due_words(referral: Referral) -> str:
    """The clock that is due first, in words."""
    found = next_clock(referral)
    if found is None:
        return ""
    until = moment(found.due_at) if found.is_by_hour else found.due_on.isoformat()
    return f"{found.label} {until}{'，已逾期' if found.is_late else ''}"


REFERRALS = Register(
    "referrals",
    "涉嫌犯罪移送",
    "件",
    queries.visible_to,
    (
        Column("文号", str, 28),
        Column("状态", mark(STANDING, lambda row: row.state), 16),
        Column("当事人", lambda row: row.party, 26),
        Column("涉嫌罪名", lambda row: row.crime_words, 34),
        Column("现在谁负责", lambda row: row.holder, 34),
        Column("最近期限", due_words, 28),
        Column("公安机关", lambda row: row.to_name, 18),
        Column("移送单位", lambda row: str(row.office), 14),
        Column("提出日期", lambda row: clock.local_date(row.proposed_at)),
    ),
    "enforcement:referral",
    ("number", "enterprise__name", "person__name", "to_name", "facts"),
    "文号、当事人、公安机关",
    "还没有移送。打开处罚案件，或者在隐患的“处罚案件”里，按记录中的情形提出移送。",
    (
        sort("date", "提出日期", "proposed_at", "id"),
        sort("state", "状态", "state", "id"),
    ),
    (
        Narrowing("standing", "状态", options(STANDING), lambda value: Q(state=value)),
        Narrowing(
            "group",
            "办理",
            tuple(GROUPS.items()),
            lambda value: Q(state__in=queries.OVER) if value == "over" else ~Q(state__in=queries.OVER),
        ),
        Narrowing(
            "crime",
            "罪名",
            tuple((code, name.partition("（")[0] + f" {article}") for code, (name, article) in crimes.CRIMES.items()),
            lambda value: Q(crime=value),
        ),
    ),
)
