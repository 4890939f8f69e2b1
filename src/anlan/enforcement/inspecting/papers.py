"""The approval form and the notice of an inspection (司法部《行政检查文书基本格式文本（试行）》2025)."""

from anlan.core import clock
from anlan.core.templatetags.anlan import moment
from anlan.enforcement.frequency.queries import cap_of
from anlan.enforcement.inspecting.models import Inspection
from anlan.files.presses.document import Facts, Heading, OfficialDocument, Paragraph, long_date


def approval(inspection: Inspection, printed_by: str) -> OfficialDocument:
    """行政检查审批表, with what was decided; unsigned lines only while it waits."""
    decided = f"{inspection.get_state_display()}。{inspection.decision}" if inspection.decided_at else "（待审批）"
    return _paper(
        inspection,
        "行政检查审批表",
        [
            Facts(_facts(inspection)),
            Heading("检查理由"),
            Paragraph(inspection.reason),
            Heading("事先通知"),
            Paragraph(_announcing(inspection)),
            Heading("年度频次"),
            Paragraph(_frequency(inspection)),
            Heading("审批"),
            Facts(
                [
                    ("提出", f"{inspection.asked_by.full_name}　{moment(inspection.asked_at)}"),
                    ("审批意见", decided),
                    ("审批人", inspection.decided_by.full_name if inspection.decided_by else "（签名）"),
                    ("审批时间", moment(inspection.decided_at) if inspection.decided_at else "　　年　　月　　日"),
                ]
            ),
        ],
        printed_by,
    )


def notice(inspection: Inspection, printed_by: str) -> OfficialDocument:
    """行政检查通知书: what is looked at, by whom, when, and what the enterprise may do."""
    day = long_date(inspection.planned_on)
    return _paper(
        inspection,
        "行政检查通知书",
        [
            Paragraph(f"根据{inspection.basis}，我单位定于{day}对你单位的下列事项进行行政检查，请予配合。"),
            Facts(_facts(inspection)),
            Heading("你单位的权利和义务"),
            Paragraph(
                "检查人员应当主动出示执法证件；不出示的，你单位有权拒绝检查。检查人员与你单位有利害关系的，可以申请回避。"
                "请准备与检查事项有关的资料，安排熟悉情况的人员在场，如实说明情况。"
            ),
            Heading("送达"),
            Facts([("签收", inspection.notice_receipt or "（签名、时间）")]),
        ],
        printed_by,
        to=f"{inspection.enterprise.name}：",
    )


def _paper(inspection: Inspection, title: str, body: list, printed_by: str, *, to: str = "") -> OfficialDocument:
    decided = clock.local_date(inspection.decided_at or inspection.asked_at)
    return OfficialDocument(
        issuer=inspection.office.name,
        title=title,
        number=inspection.number,
        to=to,
        body=body,
        signed_by=inspection.office.name,
        signed_on=decided,
        printed_by=printed_by,
        printed_on=clock.today(),
        remark="" if inspection.number else "未经批准，不得据此检查",
    )


def _facts(inspection: Inspection) -> list[tuple[str, object]]:
    enterprise = inspection.enterprise
    cards = [inspection.lead_card or "执法证待批准时核对", inspection.second_card or "执法证待批准时核对"]
    officers = [f"{one.full_name}（{card}）" for one, card in zip(inspection.officers, cards, strict=True)]
    return [
        ("检查对象", enterprise.name),
        ("地址", f"{enterprise.region.name}{enterprise.address}"),
        ("检查事项", inspection.item),
        ("检查依据", inspection.basis),
        ("检查日期", long_date(inspection.planned_on)),
        ("检查人员", "；".join(officers)),
    ]


def _announcing(inspection: Inspection) -> str:
    if inspection.is_unannounced:
        return f"不事先通知。理由：{inspection.why_unannounced}"
    return "事先送达行政检查通知书。"


def _frequency(inspection: Inspection) -> str:
    published = cap_of(inspection.enterprise, inspection.planned_on.year)
    cap = f"公布的上限为每户每年{published.times}次（{published.basis}）。" if published else "年度上限尚未公布。"
    if inspection.beyond_cap:
        return f"{cap}本次不计入频次：{inspection.get_beyond_cap_display()}，{inspection.beyond_words}。"
    return f"{cap}本次计入年度频次。"
