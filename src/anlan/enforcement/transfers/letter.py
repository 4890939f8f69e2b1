"""The letter of transfer with its list of material and the receipt to be returned (rules.md 6.3 案件移送函)."""

from anlan.core import clock
from anlan.core.templatetags.anlan import moment
from anlan.enforcement.transfers import queries
from anlan.enforcement.transfers.models import Transfer
from anlan.files.models import Use
from anlan.files.presses.document import Block, Facts, Heading, OfficialDocument, Paragraph, Table
from anlan.hazards.dossier import PURPOSES, facts


def of(transfer: Transfer, printed_by: str) -> OfficialDocument:
    """The letter as it was sent; the receipt is filled in once it was answered."""
    hazard, sent_on = transfer.hazard, clock.local_date(transfer.sent_at)
    material = queries.evidence_of(transfer)
    return OfficialDocument(
        issuer=transfer.from_office.name,
        title=f"关于移送{hazard.enterprise.name}事故隐患的函",
        number=transfer.number,
        to=f"{transfer.to_name}：",
        body=[*_body(transfer), *_material(material), *_receipt(transfer)],
        signed_by=transfer.from_office.name,
        signed_on=sent_on,
        printed_by=printed_by,
        printed_on=clock.today(),
        remark="" if transfer.state != Transfer.State.WITHDRAWN else "本函已撤回",
    )


def _body(transfer: Transfer) -> list[Block]:
    hazard = transfer.hazard
    until = clock.day_words(transfer.answer_due_on)
    asked: list[Block] = [Heading("请你单位办理的事项"), Paragraph(transfer.asked)] if transfer.asked else []
    return [
        Paragraph(
            f"我单位在履行职责中掌握下列事故隐患，不属于我单位职责范围，依照{transfer.basis}，现移送你单位处理。"
        ),
        Heading("隐患情况"),
        Facts(facts(hazard)),
        Heading("移送理由"),
        Paragraph(transfer.reason),
        *asked,
        Heading("答复"),
        Paragraph(
            f"请在{until}前书面告知是否接收；不属于你单位职责的，写明理由退回，附原材料。"
            f"你单位接收前，该隐患仍由我单位负责跟踪；接收后由你单位依法处理，并将办理结果反馈我单位。"
        ),
    ]


def _material(uses: list[Use]) -> list[Block]:
    if not uses:
        return [Heading("移送材料"), Paragraph("本函所附隐患情况一份，无照片和其他文件。")]
    rows = [
        (number, use.file.name, PURPOSES.get(use.purpose, "附件"), moment(use.at), use.file_id[:16])
        for number, use in enumerate(uses, start=1)
    ]
    head = ("序", "名称", "种类", "存入时间", "校验值（前 16 位）")
    return [Heading("移送材料"), Table(head, rows, (0.6, 4, 1.6, 2.6, 3), "cllll")]


def _receipt(transfer: Transfer) -> list[Block]:
    words = {
        Transfer.State.SENT: "（待填）同意接收 / 退回，理由：",
        Transfer.State.WITHDRAWN: "移送单位已撤回",
        Transfer.State.RETURNED: f"退回：{transfer.answer}",
        Transfer.State.DISPUTED: f"退回：{transfer.answer}",
    }
    answered = transfer.answered_by.full_name if transfer.answered_by and not transfer.receipt else ""
    pairs: list[tuple[str, object]] = [
        ("移送函", f"{transfer.number}　{transfer.hazard}"),
        ("移送单位", transfer.from_office.name),
        ("接收单位", transfer.to_name),
        ("答复", words.get(Transfer.State(transfer.state), f"同意接收。{transfer.answer}")),
        ("签收人", transfer.receipt or answered or "（签名、盖章）"),
        ("签收时间", moment(transfer.answered_at) if transfer.answered_at else "　　年　　月　　日"),
    ]
    if transfer.ruled_at:
        pairs.append(("专班裁定", f"由{transfer.taken_by}负责：{transfer.ruling}"))
    if transfer.result:
        pairs.append(("办理结果", transfer.result))
    return [Heading("移送回执（请签收后退回移送单位）"), Facts(pairs)]
