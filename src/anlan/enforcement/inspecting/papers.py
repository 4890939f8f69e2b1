"""The approval form and the notice of an inspection (司法部《行政检查文书基本格式文本（试行）》2025)."""

from typing import Any

from anlan.enforcement.documents import values
from anlan.enforcement.frequency.queries import cap_of
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.templating import making

APPROVAL, NOTICE = "approval", "notice"


def written(inspection: Inspection, kind: str) -> bytes:
    """The approval form or the notice as .docx."""
    said = approval(inspection) if kind == APPROVAL else notice(inspection)
    return making.written(kind, said, moment=inspection.decided_at)


def approval(inspection: Inspection) -> dict[str, Any]:
    """行政检查审批表, with what was decided; unsigned lines only while it waits."""
    decided = inspection.decided_by
    said = f"{inspection.get_state_display()}。{inspection.decision}" if inspection.decided_at else "（待审批）"
    return values.of_inspection(inspection) | {
        "reason": inspection.reason,
        "announcing": _announcing(inspection),
        "frequency": _frequency(inspection),
        "asked_by": inspection.asked_by.full_name if inspection.asked_by else "",
        "asked_at": values.instant(inspection.asked_at),
        "decision": said,
        "decided_by": decided.full_name if decided else "（签名）",
        "decided_at": values.instant(inspection.decided_at) if inspection.decided_at else "（审批时写明）",
        "standing": "本表存档。" if inspection.number else "未经批准，不得据此检查。",
    }


def notice(inspection: Inspection) -> dict[str, Any]:
    """行政检查通知书: what is looked at, by whom, when, how often, and what the enterprise may do (rules.md 6.1)."""
    return values.of_inspection(inspection) | {
        "frequency": _frequency(inspection),
        "receipt": inspection.notice_receipt or "（签名、时间）",
        "standing": "本通知一式两份，一份送达被检查单位，一份存档。",
    }


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
