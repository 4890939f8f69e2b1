"""The territory's list of signs: which facts stand where, and what was decided."""

from typing import Any

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.forshow import queries
from anlan.enforcement.forshow.models import Review, Sign
from anlan.files.registers import Column, Mark, Narrowing, Register, sort

KINDS = dict(Sign.Kind.choices)
DECISIONS = dict(Review.Decision.choices)
OUTCOMES = dict(Review.Outcome.choices)


def _signs(row: Any) -> str:
    return "、".join(label for kind, label in KINDS.items() if getattr(row, f"is_{kind}")) or "现在没有"


def decided(row: Any) -> Mark:
    """What was decided last and what became of it."""
    if row.decision is None:
        return Mark("待决定", "wait")
    if row.outcome:
        return Mark(f"{DECISIONS[row.decision]}：{OUTCOMES[row.outcome]}", "done")
    waits = row.decision != Review.Decision.NOTHING
    return Mark(f"{DECISIONS[row.decision]}{'，待办' if waits else ''}", "wait" if waits else "")


def _standing(value: str) -> Q:
    waits = Q(outcome="") & Q(decision__isnull=False) & ~Q(decision=Review.Decision.NOTHING)
    return {"open": Q(decision=None), "waiting": waits, "over": Q(decision__isnull=False) & ~waits}[value]


PLACES = Register(
    "for_show",
    "走过场自查",
    "家",
    queries.places,
    (
        Column("单位", lambda row: row.name, 28),
        Column("决定", decided, 20),
        Column("事实", _signs, 40),
        Column("最近出现", lambda row: clock.local_date(row.seen_at) if row.seen_at else ""),
        Column("谁决定的", lambda row: row.decider or ""),
        Column("决定日期", lambda row: clock.local_date(row.decided_at) if row.decided_at else ""),
        Column("企业回应", lambda row: "已回应" if row.reply else "", 10),
        Column("所在村", lambda row: row.region.plain_name),
        Column("主管单位", lambda row: str(row.strip or ""), 18),
    ),
    "enforcement:signs_of",
    ("name", "strip__name"),
    "单位、主管单位",
    "没有单位的自查记录出现这些事实：几个月没有查出、照抄上次、几秒一项、自查没有而别人查出。",
    (sort("date", "最近出现", "seen_at", "id"), sort("name", "单位", "sort_key", "id")),
    (
        Narrowing("sign", "事实", tuple(Sign.Kind.choices), lambda value: Q(**{f"is_{value}": True})),
        Narrowing("standing", "决定", (("open", "待决定"), ("waiting", "待办"), ("over", "已办")), _standing),
        Narrowing("decision", "处理", tuple(Review.Decision.choices), lambda value: Q(decision=value)),
        Narrowing("reply", "回应", (("yes", "已回应"),), lambda value: Q(decision__isnull=False) & ~Q(reply="")),
    ),
)
