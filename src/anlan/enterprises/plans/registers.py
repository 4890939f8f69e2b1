"""The township's list of emergency plans."""

import datetime as dt

from django.db.models import Q

from anlan.enterprises.models import EmergencyPlan
from anlan.enterprises.plans import queries, rules
from anlan.files.registers import Column, Narrowing, Register, mark, sort


def due(row: EmergencyPlan) -> dt.date | None:
    """By when it is filed or evaluated next; None where nothing is asked."""
    if row.ended_on or not rules.must_review(row.enterprise):
        return None
    waits = row.filed_on is None and rules.must_file(row.enterprise)
    return rules.file_by(row) if waits else rules.review_by(row)


PLANS = Register(
    "plans",
    "应急预案",
    "份",
    queries.visible_to,
    (
        Column("名称", lambda row: row.title, 36),
        Column("状态", mark(rules.STANDINGS, rules.standing), 12),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("类别", lambda row: row.get_kind_display(), 16),
        Column("公布", lambda row: row.issued_on),
        Column("备案", lambda row: row.filed_on),
        Column("下次期限", due),
    ),
    "enterprises:plan",
    ("title", "enterprise__name", "filed_number"),
    "名称、单位、备案编号",
    "还没有登记应急预案。企业在“演练与培训”里登记。",
    (sort("issued", "公布", "issued_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("kind", "类别", tuple(EmergencyPlan.Kind.choices), lambda value: Q(kind=value)),
        Narrowing(
            "filed",
            "备案",
            (("yes", "已备案"), ("no", "没有备案")),
            lambda value: Q(ended_on=None, filed_on__isnull=value == "no"),
        ),
    ),
)
