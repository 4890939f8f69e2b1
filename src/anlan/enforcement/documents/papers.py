"""The paper of a document: its values from the record, frozen when it was issued, with signatures as they stand."""

from typing import Any

from anlan.enforcement.documents import signatures, values
from anlan.enforcement.documents.kinds import Kind, about
from anlan.enforcement.documents.models import Document, DocumentSignature
from anlan.enforcement.templating import making
from anlan.files.presses import filling

State, Role = Document.State, DocumentSignature.Role
RECEIPT = "receipt"


def of(document: Document) -> dict[str, Any]:
    """Everything the template of its kind may show."""
    said = document.said or values.of(document)
    private = {"id_number": document.private} if document.private else {}
    return {**said, **private, **_signatures(document), "standing": _standing(document)}


def editable(document: Document, *, to_sign: bool = False) -> bytes:
    """The document as .docx; marked as unsigned or void unless it is the copy `to_sign`."""
    mark = "" if to_sign and document.state == State.ISSUED else _mark(document)
    return making.marked(_written(document), mark)


def printed(document: Document, *, to_sign: bool = False) -> bytes:
    """The same as PDF."""
    return making.printed(*to_print(document, to_sign=to_sign))


def to_print(document: Document, *, to_sign: bool = False) -> tuple[bytes, str]:
    """The document as .docx and the mark it is printed with."""
    return _written(document), "" if to_sign and document.state == State.ISSUED else _mark(document)


def _written(document: Document) -> bytes:
    return making.written(document.kind, of(document), moment=document.decided_at)


def _mark(document: Document) -> str:
    if document.state == State.VOID:
        return "已作废"
    if signatures.is_signed(document):
        return ""
    return making.UNSIGNED if about(document.kind).signers else making.UNSEALED


def _standing(document: Document) -> str:
    if document.state == State.VOID:
        return f"本文书已作废：{document.void_reason}"
    if document.state != State.ISSUED:
        return "未经签发，不得送达。"
    if document.kind == Kind.RECORD:
        return "本文书一式两份，一份交被检查单位，一份存档。"
    if not about(document.kind).is_served:
        return "本文书存档。"
    whom = "被检查单位" if document.inspection_id else "公安机关" if document.referral_id else "当事人"
    return f"本文书一式两份，一份送达{whom}，一份存档。"


def _signatures(document: Document) -> dict[str, Any]:
    known = signatures.of(document)
    unit, refused = known.get(Role.UNIT), known.get(Role.REFUSED)
    on_paper = "见签字后的扫描件" if document.scan_id else "（手写签名）"
    return {
        "head_signature": _drawn(known.get(Role.HEAD)) or on_paper,
        "lead_signature": _drawn(known.get(Role.LEAD)) or on_paper,
        "second_signature": _drawn(known.get(Role.SECOND)) or on_paper,
        "unit_signature": _drawn(unit) or ("拒签" if refused else on_paper),
        "unit_post": unit.position if unit else "/" if refused or document.scan_id else "（签名时写明）",
        "refusal": _refusal(document, refused),
    }


def _drawn(signed: signatures.Signed | None) -> dict[str, str] | None:
    return {filling.PICTURE: signed.image_id} if signed and signed.image_id else None


def _refusal(document: Document, refused: signatures.Signed | None) -> str:
    if refused:
        return f"{refused.name or '当事人'}拒签：{refused.reason}。见证人：{refused.witness}"
    return f"{document.refusal}。见证人：{document.witness}" if document.refusal else making.NOTHING


def receipt(document: Document) -> bytes:
    """The service receipt of a document that was served, as .docx (行政处罚法 art. 61)."""
    told = of(document) | {
        "unit": document.party,
        "document": document.get_kind_display(),
        "number": document.number,
        "receiver": document.receiver or "拒收",
        "receiver_post": document.receiver_post or "/",
        "served_at_place": document.served_at_place,
        "served_at": values.instant(document.served_at),
        "served_way": document.get_served_way_display(),
        "refusal": document.refusal,
        "witness": document.witness,
        "standing": "本回执由送达单位存档。",
    }
    return making.written(RECEIPT, told, moment=document.served_at)
