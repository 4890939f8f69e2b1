"""What a document says on paper: every field from the record (rules.md 6.3), by the law as it stands (6.4)."""

import datetime as dt
from itertools import groupby

from anlan.core import clock
from anlan.core.templatetags.anlan import moment
from anlan.enforcement.documents.models import Document
from anlan.files.presses.document import Block, Facts, Heading, OfficialDocument, Paragraph, Table, long_date
from anlan.org.models import Region


def of(document: Document, printed_by: str) -> OfficialDocument:
    """The document as it goes to the enterprise and to the file, two copies."""
    told = document.decided_at or document.drafted_at
    body = _order(document) if document.kind == Document.Kind.ORDER else _opinion(document)
    return OfficialDocument(
        issuer=document.office.name,
        title=document.get_kind_display(),
        number=document.number,
        to=f"{document.inspection.enterprise.name}：",
        body=[*body, *_signing(document)],
        signed_by=document.office.name,
        signed_on=clock.local_date(told),
        remark=_remark(document),
        printed_by=printed_by,
        printed_on=clock.today(),
    )


def _remark(document: Document) -> str:
    if document.state == Document.State.VOID:
        return f"本文书已作废：{document.void_reason}"
    return "一式两份，一份送达被检查单位，一份存档" if document.number else "未经签发，不得送达"


def _order(document: Document) -> list[Block]:
    inspection = document.inspection
    day = long_date(clock.local_date(inspection.visit.begun_at))  # type: ignore[union-attr]
    rows = [(place, item["words"], long_date(_day(item))) for place, item in enumerate(document.items, start=1)]
    return [
        Paragraph(f"{day}，我单位执法人员对你单位进行行政检查（{inspection.number}），发现下列事故隐患："),
        Table(("序号", "存在的问题", "整改期限"), rows, (1, 8, 3), "clc"),
        Paragraph(f"根据{document.basis}，现责令你单位：{_dates(document)}"),
        Paragraph(
            "整改期间，你单位应当采取措施保证安全，消除隐患前或者消除过程中无法保证安全的，应当从危险区域内撤出人员、"
            "停止作业或者停止使用。整改完毕后应当自行验收并报告我单位，由我单位复查。"
        ),
        Paragraph("逾期不整改或者整改不到位的，依法予以处理；由此造成事故的，依法追究责任。"),
        Paragraph(
            f"对本指令不服的，可以自收到之日起六十日内向{_government(document)}申请行政复议，"
            "或者自收到之日起六个月内依法向人民法院提起行政诉讼。复议、诉讼期间不停止执行，法律另有规定的除外。"
        ),
    ]


def _day(item: dict) -> dt.date:
    return dt.date.fromisoformat(item["due_on"])


def _dates(document: Document) -> str:
    """Numbers grouped by their date: 第 1、3 项于2026年12月1日前整改完毕."""
    numbered = sorted(enumerate(document.items, start=1), key=lambda one: (one[1]["due_on"], one[0]))
    parts = []
    for day, rows in groupby(numbered, key=lambda one: _day(one[1])):
        parts.append(f"第{'、'.join(str(place) for place, _ in rows)}项于{long_date(day)}前整改完毕")
    return f"{'；'.join(parts)}。"


def _government(document: Document) -> str:
    """Who reviews the act of a township or of a local office: the government of the district (行政复议法 art. 24)."""
    region = Region.objects.filter(level=Region.Level.DISTRICT, code__startswith=document.region_code[:6]).first()
    return f"{region.name}人民政府" if region else "县（区）人民政府"


def _opinion(document: Document) -> list[Block]:
    parent = document.parent
    assert parent is not None
    told = long_date(clock.local_date(parent.decided_at)) if parent.decided_at else ""
    rows = [
        (place, item["words"], "已整改" if item["done"] else "未整改到位", item["note"])
        for place, item in enumerate(document.items, start=1)
    ]
    left = [str(place) for place, item in enumerate(document.items, start=1) if not item["done"]]
    result = (
        f"第{'、'.join(left)}项没有整改到位，应当继续整改，我单位将依法处理。" if left else "上列各项已经整改到位。"
    )
    return [
        Paragraph(f"我单位于{told}作出{parent.get_kind_display()}（{parent.number}），经复查，提出如下意见："),
        Table(("序号", "责令整改的问题", "复查结果", "现场情况"), rows, (1, 5, 2, 4), "clcl"),
        Paragraph(result),
        Paragraph("复查意见不代替隐患的验收和销号；你单位应当保持整改效果，防止同类隐患再次发生。"),
    ]


def _signing(document: Document) -> list[Block]:
    inspection = document.inspection
    cards = (document.lead_card, document.second_card)
    officers = [f"{one.full_name}（{card}）" for one, card in zip(inspection.officers, cards, strict=True)]
    return [Heading("签名和送达"), Facts([("执法人员", "；".join(officers)), *_receipt(document)])]


def _receipt(document: Document) -> list[tuple[str, object]]:
    if document.served_at is None:
        return [("执法人员签名", "（两人手写签名）"), ("被检查单位签收", "（签名、职务、时间）")]
    how = f"{document.get_served_way_display()}，{document.served_at_place}，{moment(document.served_at)}"
    if document.refusal:
        return [("送达", how), ("拒收情况", f"{document.refusal}。见证人：{document.witness}")]
    return [("送达", how), ("签收人", f"{document.receiver}　{document.receiver_post}".strip())]
