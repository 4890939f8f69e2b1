"""The lists of steering: what each shows, what it can be narrowed and sorted by."""

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from anlan.campaigns.steering import queries, standings
from anlan.campaigns.steering.models import Gate, MeasureList, Meeting, Support
from anlan.campaigns.steering.standings import EXPERT, GATE, MEETING, SUPPORT, TASK
from anlan.files.registers import Column, Mark, Narrowing, Register, mark, options, sort


def _local(moment: Any) -> Any:
    return timezone.localtime(moment).date() if moment else None


def _granted(row: Support, asked: Decimal, granted: Decimal) -> Decimal | None:
    """What was granted, 0 where it was asked for and not granted; None for what nobody asked for or decided yet."""
    return granted if row.is_granted is not None and (asked or granted) else None


def _spent(granted: Decimal, spent: Decimal | None, unit: str) -> Decimal | None:
    """What was spent, 0 of what was granted; None where nothing was granted."""
    return (spent or Decimal(0)).quantize(Decimal(unit)) if granted or spent else None


MEETINGS = Register(
    "meetings",
    "会议与督导",
    "次",
    queries.meetings,
    (
        Column("名称", lambda row: row.title, 36),
        Column("类别", lambda row: row.get_kind_display()),
        Column("日期", lambda row: row.held_on or row.planned_on),
        Column("主持（带队）", lambda row: row.chair_name),
        Column("主办单位", lambda row: str(row.office), 18),
        Column("参加人数", lambda row: len(row.attendees) if row.held_on else None, 10, "num"),
        Column("交办未办结", lambda row: row.open_tasks, 10, "num"),
        Column("状态", mark(MEETING), 10),
    ),
    "campaigns:meeting",
    ("title", "chair_name", "minutes", "agenda"),
    "名称、主持人、纪要",
    "还没有会议和督导记录。",
    (sort("date", "日期", "planned_on", "id"), sort("title", "名称", "title", "id")),
    (
        Narrowing("kind", "类别", tuple(Meeting.Kind.choices), lambda value: Q(kind=value)),
        Narrowing("standing", "状态", options(MEETING), standings.meeting_is),
    ),
    ("登记会议", "campaigns:new_meeting"),
)
TASKS = Register(
    "tasks",
    "会议交办",
    "项",
    queries.tasks,
    (
        Column("事项", lambda row: row.what, 40),
        Column("承办单位", lambda row: str(row.office), 18),
        Column("办结期限", lambda row: row.due_on),
        Column("来自", lambda row: row.meeting.title, 30),
        Column("办理情况", lambda row: row.report, 40, "text"),
        Column("状态", mark(TASK), 10),
    ),
    "campaigns:meeting_task",
    ("what", "report", "meeting__title", "office__name", "office__short_name"),
    "事项、承办单位、办理情况",
    "还没有会议交办的事项；写完会议纪要后逐项登记。",
    (sort("due", "办结期限", "due_on", "id"), sort("office", "承办单位", "office__sort_key", "due_on", "id")),
    (Narrowing("standing", "状态", options(TASK), standings.task_is),),
)
MEASURES = Register(
    "measures",
    "措施清单",
    "份",
    queries.measure_lists,
    (
        Column("名称", lambda row: row.title, 36),
        Column("层级", lambda row: row.get_level_display()),
        Column("文号", lambda row: row.document_number, 20),
        Column("条数", lambda row: row.items, 8, "num"),
        Column("与本乡有关", lambda row: row.concerning, 10, "num"),
        Column("未明确", lambda row: row.undecided, 8, "num"),
    ),
    "campaigns:measure_list",
    ("title", "document_number"),
    "名称、文号",
    "还没有措施清单。把国家十五条、省五十条、区六十条的原文粘贴进来，逐条明确、逐条检查。",
    (sort("level", "层级", "level", "title", "id"), sort("title", "名称", "title", "id")),
    (Narrowing("level", "层级", tuple(MeasureList.Level.choices), lambda value: Q(level=value)),),
    ("载入清单", "campaigns:new_measures"),
)
GATES = Register(
    "gates",
    "项目把关",
    "个",
    queries.gates,
    (
        Column("项目", lambda row: row.name, 36),
        Column("投资（建设）方", lambda row: row.investor, 24),
        Column("行业", lambda row: str(row.industry or "")),
        Column("把关日期", lambda row: _local(row.asked_at)),
        Column("不符合", lambda row: row.concerns, 8, "num"),
        Column("决定", mark(GATE, lambda row: row.decision), 12),
        Column("落地企业", lambda row: str(row.enterprise or ""), 24),
    ),
    "campaigns:gate",
    ("name", "investor", "content"),
    "项目、投资方、工艺",
    "还没有项目把关记录。招商引资、项目建设先在这里过安全关。",
    (sort("date", "把关日期", "asked_at", "id"), sort("name", "项目", "name", "id")),
    (
        Narrowing(
            "decision",
            "决定",
            (("none", "待决定"), *Gate.Decision.choices),
            lambda value: Q(decision="" if value == "none" else value),
        ),
    ),
    ("登记项目", "campaigns:new_gate"),
)
SUPPORTS = Register(
    "support",
    "整改支持",
    "件",
    queries.supports,
    (
        Column("用途", lambda row: row.reason, 36),
        Column("隐患", lambda row: f"{row.hazard} {row.hazard.enterprise or ''}", 30),
        Column("申请单位", lambda row: str(row.office), 18),
        Column("申请日期", lambda row: _local(row.asked_at)),
        Column("申请资金", lambda row: row.asked_amount or None, 12, "num"),
        Column("申请人天", lambda row: row.asked_days or None, 10, "num"),
        Column("同意资金", lambda row: _granted(row, row.asked_amount, row.granted_amount), 12, "num"),
        Column("同意人天", lambda row: _granted(row, row.asked_days, row.granted_days), 10, "num"),
        Column("已支出", lambda row: _spent(row.granted_amount, row.spent_amount, "0.01"), 12, "num"),
        Column("已用人天", lambda row: _spent(row.granted_days, row.spent_days, "0.1"), 10, "num"),
        Column("状态", mark(SUPPORT), 10),
    ),
    "campaigns:support",
    ("reason", "hazard__code", "hazard__enterprise__name"),
    "用途、隐患编号、单位",
    "还没有支持申请。在隐患页面的“整改支持”里申请资金或专家。",
    (sort("date", "申请日期", "asked_at", "id"), sort("amount", "申请资金", "asked_amount", "id")),
    (Narrowing("standing", "状态", options(SUPPORT), standings.support_is),),
)
EXPERTS = Register(
    "experts",
    "专家",
    "人",
    queries.experts,
    (
        Column("姓名", lambda row: row.name),
        Column("专业资格", lambda row: row.qualification, 24),
        Column("擅长行业", lambda row: "、".join(one.name for one in row.fields.all()), 30),
        Column("工作单位", lambda row: row.employer, 24),
        Column("聘期止", lambda row: row.contract_to),
        Column("派出次数", lambda row: row.times, 10, "num"),
        Column("状态", mark(EXPERT), 10),
    ),
    "campaigns:expert",
    ("name", "employer", "qualification"),
    "姓名、单位、资格",
    "专家库里还没有人。",
    (sort("name", "姓名", "name", "id"), sort("contract", "聘期止", "contract_to", "id")),
    (Narrowing("standing", "状态", options(EXPERT), standings.expert_is),),
    ("登记专家", "campaigns:new_expert"),
)
FORCES = Register(
    "task-force",
    "专班",
    "个",
    queries.task_forces,
    (
        Column("名称", lambda row: row.name, 36),
        Column("组长", lambda row: next((one.name for one in row.present if one.part == "1"), "")),
        Column("人数", lambda row: len(row.present), 8, "num"),
        Column("成立依据", lambda row: row.basis, 36),
        Column("成立日期", lambda row: row.set_up_on),
        Column("状态", lambda row: Mark("已撤销") if row.ended_on else Mark("在运转", "done"), 10),
    ),
    "campaigns:task_force",
    ("name", "basis"),
    "名称、依据",
    "还没有专班。登记成立文件和组成人员。",
    (sort("date", "成立日期", "set_up_on", "id"), sort("name", "名称", "name", "id")),
    (),
    ("登记专班", "campaigns:new_task_force"),
)
ALL: dict[str, Register] = {one.name: one for one in (MEETINGS, TASKS, MEASURES, GATES, SUPPORTS, EXPERTS, FORCES)}
