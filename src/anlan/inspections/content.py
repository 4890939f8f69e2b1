"""What a signature stands under: the answers and findings of a visit as one hash, so that a later change shows."""

import hashlib
import json
from typing import Any

from django.db.models import TextChoices

from anlan.inspections.models import Signature, Visit


def of(visit: Visit) -> dict[str, Any]:
    """Everything that is signed, in plain values and a fixed order."""
    answers = sorted(visit.answers.all(), key=lambda answer: answer.item)
    findings = sorted(visit.findings.all(), key=lambda finding: str(finding.pk))
    return {
        "visit": str(visit.pk),
        "kind": visit.kind,
        "enterprise": str(visit.enterprise_id),
        "checklist": visit.checklist.digest if visit.checklist else "",
        "purpose": visit.purpose,
        "upper": [visit.upper_office, visit.document_number],
        "answers": [[one.item, one.value, one.note, one.photos] for one in answers],
        "findings": [
            [one.item, str(one.hazard_id), one.how, one.words, one.photos, one.photos_after] for one in findings
        ],
    }


class Standing(TextChoices):
    """Whether a signature stands under what is there now."""

    HOLDS = "holds", "与记录内容一致"
    RENEWED = "renewed", "内容改动后已重新签名"
    CHANGED = "changed", "签名后内容有改动"


def standing(visit: Visit) -> list[tuple[Signature, Standing]]:
    """Each signature of the visit, in order, with how it stands."""
    rows, present = list(visit.signatures.select_related("image")), digest(visit)
    renewed = {_side(row) for row in rows if row.digest == present}
    return [(row, _standing(row, present, renewed)) for row in rows]


def _side(row: Signature) -> tuple[str, str]:
    if row.role in (Signature.Role.ENTERPRISE, Signature.Role.REFUSED):
        return Signature.Role.ENTERPRISE, ""
    return row.role, row.name


def _standing(row: Signature, present: str, renewed: set[tuple[str, str]]) -> Standing:
    if row.digest == present:
        return Standing.HOLDS
    return Standing.RENEWED if _side(row) in renewed else Standing.CHANGED


def digest(visit: Visit) -> str:
    """sha256 over what is signed, in canonical JSON."""
    text = json.dumps(of(visit), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
