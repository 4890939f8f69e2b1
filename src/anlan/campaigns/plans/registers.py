"""The list of campaigns."""

from django.db.models import Q

from anlan.campaigns.plans import queries
from anlan.core import clock
from anlan.files.registers import Behind, Column, Narrowing, Register, mark, options, sort
from anlan.standards.queries import title_of

STANDING = {
    "draft": ("草稿", "wait"),
    "coming": ("未开始", ""),
    "running": ("进行中", "done"),
    "over": ("已结束", ""),
    "dropped": ("已作废", ""),
}


def _standing(value: str) -> Q:
    today = clock.today()
    issued = Q(issued_at__isnull=False)
    return {
        "draft": Q(issued_at=None, dropped_at=None),
        "dropped": Q(dropped_at__isnull=False),
        "coming": issued & Q(starts_on__gt=today),
        "running": issued & Q(starts_on__lte=today, ends_on__gte=today),
        "over": issued & Q(ends_on__lt=today),
    }[value]


CAMPAIGNS = Register(
    "plans",
    "专项行动",
    "项",
    queries.listed,
    (
        Column("名称", lambda row: row.title, 40),
        Column("文号", lambda row: row.document_number, 18),
        Column("发文日期", lambda row: row.dated_on),
        Column("开始", lambda row: row.starts_on),
        Column("结束", lambda row: row.ends_on),
        Column("职责", lambda row: row.duty_count, 8, "num"),
        Column("待定矛盾", lambda row: row.open_doubts, 10, "num"),
        Column("状态", mark(STANDING), 10),
    ),
    "campaigns:plan",
    ("title", "document_number", "issuer", "text"),
    "名称、文号、原文",
    "还没有专项行动。上传一份通知，读出阶段和职责，逐项确认后下达。",
    (sort("date", "发文日期", "dated_on", "id"), sort("title", "名称", "title")),
    (Narrowing("state", "状态", options(STANDING), _standing),),
    ("上传通知", "campaigns:new_plan"),
    (Behind("standard", "涉及的标准", title_of, lambda slug: Q(pk__in=queries.about(slug))),),
)
