"""The printed record of a visit: what was looked at, what was found, who signed; at the foot what it is not."""

from anlan.core import clock
from anlan.files.presses import pdf
from anlan.files.presses.document import Block, Facts, Heading, Paragraph, Picture, Pictures, Sheet, Table
from anlan.inspections import content
from anlan.inspections.items import Walk, walk
from anlan.inspections.models import Companion, Finding, Signature, Visit

NOT_AN_ORDER = "本记录不是行政检查文书，不作为行政处罚的依据。"
TEXT_WIDTHS = (0.7, 2.2, 7.2, 2.1, 2.5)


def record(visit: Visit, *, printed_by: str) -> bytes:
    """The record as PDF; photos and drawn signatures in place."""
    lines = walk(visit)
    blocks = [
        Facts(_facts(visit)),
        Heading("检查情况"),
        *_answers(lines),
        Heading("发现的隐患"),
        *_findings(lines),
        Heading("签名"),
        *_signatures(visit),
    ]
    state = "" if visit.state == "finished" else f"（{visit.get_state_display()}，非定稿）"
    sheet = Sheet(f"{visit.about.paper}{state}", blocks, printed_by, clock.now(), remark=NOT_AN_ORDER)
    return pdf.sheet(sheet)


def _facts(visit: Visit) -> list[tuple[str, object]]:
    place = visit.enterprise
    came = "、".join(f"{one.name}（{one.position}）" for one in _companions(visit))
    facts: list[tuple[str, object]] = [
        ("单位", place.name),
        ("地址", place.address or place.region.name),
        ("种类", visit.about.label),
        ("依据", visit.about.basis),
        ("开始", visit.begun_at),
        ("结束", visit.ended_at or "尚未结束"),
        ("带队人", f"{visit.led_by.full_name}（{visit.office_name}）"),
        ("同行人员", came or "无"),
        ("检查内容", visit.purpose or (visit.checklist.title if visit.checklist else "现场查看")),
    ]
    if visit.upper_office:
        facts += [("上级单位", visit.upper_office), ("文书文号", visit.document_number)]
    if visit.abandon_reason:
        facts.append(("中止原因", visit.abandon_reason))
    return facts


def _companions(visit: Visit) -> list[Companion]:
    return list(visit.companions.filter(left_out=False))


def _answers(lines: Walk) -> list[Block]:
    if not lines.lines:
        return [Paragraph("未使用检查表，只记录现场看到的情况。")]
    total = f"共 {len(lines.lines)} 项，不合格 {len(lines.not_fine)} 项，未答 {len(lines.unanswered)} 项。"
    rows = [
        (
            line.number,
            line.item["code"],
            line.item["question"],
            line.words or "未答",
            line.answer.note if line.answer else "",
        )
        for line in lines.lines
    ]
    head = ("序", "条款", "检查内容", "结果", "说明")
    return [Paragraph(total), Table(head, rows, TEXT_WIDTHS, "cllcl")]


def _findings(lines: Walk) -> list[Block]:
    if not lines.findings:
        return [Paragraph("未发现隐患。")]
    rows = [
        (number, str(one.hazard), one.words, one.hazard.place_words, one.get_how_display())
        for number, one in enumerate(lines.findings, start=1)
    ]
    shots = [shot for one in lines.findings for shot in _shots(one)]
    blocks: list[Block] = [Table(("序", "编号", "隐患", "部位", "处理"), rows, (0.6, 1.8, 6.6, 2, 1.8), "cllll")]
    return [*blocks, Pictures(shots)] if shots else blocks


def _shots(finding: Finding) -> list[Picture]:
    before = "整改前" if finding.how == Finding.How.FIXED else "现场照片"
    shots = [Picture(f"{finding.hazard}　{before}", sha256) for sha256 in finding.photos]
    return shots + [Picture(f"{finding.hazard}　整改后", sha256) for sha256 in finding.photos_after]


def _signatures(visit: Visit) -> list[Block]:
    rows = content.standing(visit)
    if not rows:
        return [Paragraph("尚无签名。")]
    listed = [(one.get_role_display(), _who(one), one.at, how.label) for one, how in rows]
    drawn = [
        Picture(f"{one.get_role_display()}：{one.name or one.witness}", one.image_id)
        for one, how in rows
        if one.image_id and how != content.Standing.RENEWED
    ]
    blocks: list[Block] = [Table(("身份", "姓名、职务", "时间", "与记录内容"), listed, (2.2, 5, 2.8, 3.2), "llll")]
    return [*blocks, Pictures(drawn)] if drawn else blocks


def _who(row: Signature) -> str:
    if row.role == Signature.Role.REFUSED:
        return f"{row.name or '被检查单位人员'}拒签：{row.reason}；见证人 {row.witness}（{row.witness_position}）"
    return f"{row.name}（{row.position}）" if row.position else row.name
