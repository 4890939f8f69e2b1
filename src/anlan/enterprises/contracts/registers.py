"""The township's list of contracts and the district's of contractors."""

from django.db.models import Q

from anlan.core import clock
from anlan.enterprises.contracts import queries
from anlan.enterprises.models import Contract
from anlan.files.registers import Column, Mark, Narrowing, Register, sort


def missing(contract: Contract) -> list[str]:
    """What a running contract lacks, in words."""
    return [words for _, words in queries.lacks(contract, clock.today())] if contract.runs else []


def standing(contract: Contract) -> Mark:
    """Where it stands today."""
    if contract.is_over:
        return Mark("已结束")
    if contract.starts_on > clock.today():
        return Mark("未开始")
    return Mark(f"缺 {len(found)} 项", "wait") if (found := missing(contract)) else Mark("齐全", "done")


def _stands(value: str) -> Q:
    day = clock.today()
    runs = Q(ended_on=None, starts_on__lte=day, ends_on__gte=day)
    return {"running": runs, "unsigned": runs & Q(agreement_on=None), "over": Q(ends_on__lt=day) | ~Q(ended_on=None)}[
        value
    ]


def _kept_by(contract: Contract) -> str:
    """Who keeps the exits and the fire system; of premises only."""
    words = (
        [contract.get_exits_display(), contract.get_fire_system_display()] if contract.kind in queries.SHARED else []
    )
    return "、".join(one or "没有明确" for one in words)


CONTRACTS = Register(
    "contracts",
    "外包外租",
    "份",
    queries.visible_to,
    (
        Column("内容、部位", lambda row: "，".join(filter(None, (row.content, row.place))), 36),
        Column("状态", standing, 10),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("类别", lambda row: row.get_kind_display(), 12),
        Column("对方", lambda row: row.contractor.name, 26),
        Column("合同止", lambda row: clock.day_words(row.ends_on), 16),
        Column("安全协议", lambda row: clock.day_words(row.agreement_on) or "没有", 16),
        Column("协调人", lambda row: row.coordinator),
        Column("出口、消防", _kept_by, 16),
    ),
    "enterprises:any_contract",
    ("content", "place", "contractor__name", "enterprise__name"),
    "内容、部位、单位、对方",
    "还没有登记外包外租。到企业档案的“外包外租”里登记，没有的由主要负责人确认。",
    (sort("ends", "合同止", "ends_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("kind", "类别", tuple(Contract.Kind.choices), lambda value: Q(kind=value)),
        Narrowing(
            "standing", "状态", (("running", "在履行"), ("unsigned", "没有安全协议"), ("over", "已结束")), _stands
        ),
    ),
)
CONTRACTORS = Register(
    "contractors",
    "相关方名册",
    "家",
    queries.contractors,
    (
        Column("名称", lambda row: row.name, 30),
        Column("信用代码", lambda row: row.credit_code, 20),
        Column("资质", lambda row: row.qualification or "没有", 30),
        Column("资质有效期至", lambda row: row.qualified_to),
        Column("在履行合同", lambda row: row.running, 10, "num"),
        Column("状态", lambda row: Mark("已停用") if row.ended_on else Mark("在用", "done"), 10),
    ),
    "enterprises:contractor",
    ("name", "credit_code", "qualification"),
    "名称、信用代码、资质",
    "名册里还没有相关方；全区共用一份，登记一次即可。",
    (sort("name", "名称", "name", "id"), sort("valid", "资质有效期至", "qualified_to", "id")),
    (),
    ("登记相关方", "enterprises:new_contractor"),
)
