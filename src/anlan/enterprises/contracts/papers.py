"""Paper: the safety agreement of a contract or lease, drafted from the file, for both sides to settle and sign."""

from anlan.core import clock
from anlan.enterprises.models import Contract
from anlan.files.presses.document import Block, Facts, Heading, Paragraph, Sheet

OPEN = "＿＿＿＿＿＿（双方商定后填写）"
SIGNED = "盖章：\n代表签字：\n日期：　　　　年　　月　　日"
ROLES = {
    # kind → what each side is called
    Contract.Kind.OUTSOURCED: ("发包方", "承包方"),
    Contract.Kind.LEASED_OUT: ("出租方", "承租方"),
    Contract.Kind.LEASED_IN: ("出租方", "承租方"),
}
GIVES = (
    "核实乙方的安全生产条件和相应资质，不具备的不发包、不出租（《安全生产法》第四十九条第一款）。",
    "对乙方的安全生产工作统一协调、管理，由{coordinator}负责；每 {days} 天检查一次，发现问题及时督促整改"
    "（《安全生产法》第四十九条第二款）。",
    "把场所里的危险因素、防范措施和应急措施如实告知乙方（《安全生产法》第四十四条）。",
)
TAKES = (
    "服从甲方的统一协调、管理，对检查发现的问题按期整改。",
    "自己的人员先培训、后上岗，特种作业人员持证上岗，名单和证件交甲方核对（《安全生产法》第二十八条、第三十条）。",
    "动火、临时用电、登高、进入有限空间等危险作业，先按甲方的规定办作业票，有监护人在场"
    "（《安全生产法》第四十三条；《消防法》第二十一条）。",
    "不改变场所用途，不占用、堵塞、封闭安全出口和疏散通道，不损坏、停用消防设施（《消防法》第二十八条）。",
)
TOGETHER = (
    "任何一方发现事故隐患，立即告诉对方并采取措施；重大事故隐患先停止作业、撤出人员"
    "（《安全生产法》第四十一条、第五十九条）。",
    "发生事故，现场人员立即报告本单位负责人，负责人按规定报告，双方一起救援（《安全生产法》第八十三条）。",
)
REMARK = (
    "由合同登记的内容草拟，双方商定修改、盖章签字后有效。签好以后在合同页“更改、补签协议”登记日期。"
    "《安全生产法》第四十九条要求签订专门的安全生产管理协议，或者在合同里约定各自的安全生产管理职责。"
)


def agreement(one: Contract, *, printed_by: str) -> Sheet:
    """The agreement (安全生产法 art. 49; 消防法 art. 18 where shared); what nobody said is left to be filled in."""
    first, second = ROLES[Contract.Kind(one.kind)]
    owner, user = one.enterprise.name, one.contractor.name
    if one.kind == Contract.Kind.LEASED_IN:
        owner, user = user, owner
    blocks: list[Block] = [
        Facts([(f"甲方（{first}）", owner), (f"乙方（{second}）", user)]),
        Heading("项目、场所和期限"),
        Facts(_facts(one)),
        Heading("甲方的安全生产管理职责"),
        *_numbered(GIVES, coordinator=one.coordinator or OPEN, days=one.check_days),
        Heading("乙方的安全生产管理职责"),
        *_numbered(TAKES),
        Heading("安全出口、消防设施由谁负责"),
        *_shared(one),
        Heading("隐患和事故"),
        *_numbered(TOGETHER),
        Heading("其他约定"),
        Paragraph("＿" * 24, flush=True),
        Paragraph("＿" * 24, flush=True),
        Facts([("甲方", SIGNED), ("乙方", SIGNED)]),
    ]
    return Sheet("安全生产管理协议", blocks, printed_by, clock.now(), remark=REMARK)


def _facts(one: Contract) -> list[tuple[str, object]]:
    span = f"{clock.day_words(one.starts_on)}至{clock.day_words(one.ends_on)}"
    qualification = one.contractor.qualification or OPEN
    asked = [("乙方资质", qualification)] if one.kind == Contract.Kind.OUTSOURCED else []
    return [("内容", one.content), ("部位、楼栋", one.place or OPEN), ("期限", span), *asked]


def _numbered(lines: tuple[str, ...], **known: object) -> list[Block]:
    return [Paragraph(f"{number}. {line.format(**known)}") for number, line in enumerate(lines, 1)]


def _shared(one: Contract) -> list[Block]:
    ours, theirs = one.enterprise.name, one.contractor.name
    who = {Contract.Whose.OURS: ours, Contract.Whose.THEIRS: theirs, Contract.Whose.SHARED: "双方按附图分区"}
    named = {str(code): words for code, words in who.items()}
    exits, system = (named.get(code, OPEN) for code in (one.exits, one.fire_system))
    words = f"疏散通道、安全出口由{exits}负责；建筑消防设施由{system}负责（《消防法》第十八条第二款）。"
    return [Paragraph(words)]
