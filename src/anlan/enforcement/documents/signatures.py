"""The signatures a document bears, by whose they are; those of an inspection record are the visit's."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Protocol

from anlan.enforcement.documents.kinds import Kind, about
from anlan.enforcement.documents.models import Document, DocumentSignature
from anlan.inspections import content
from anlan.inspections.models import Signature

Role = DocumentSignature.Role


class Signed(Protocol):
    """What a signature tells, on whichever paper it was given."""

    name: str
    position: str
    image_id: str | None
    reason: str
    witness: str


def of(document: Document) -> dict[str, Signed]:
    """Each signature by its role."""
    found: dict[str, Any] = _of_visit(document) if document.kind == Kind.RECORD else {}
    return found | {one.role: one for one in document.signatures.all()}


def is_signed(document: Document) -> bool:
    """Whether it bears every signature of its kind, the party's or its refusal, on the screen or as a scan.

    What is sealed and not signed is so only as a scan.
    """
    wanted, found = about(document.kind).signers, set(of(document))
    if Role.REFUSED in found:
        found.add(Role.UNIT)
    return bool(document.scan_id) or (bool(wanted) and set(wanted) <= found)


def digest(document: Document) -> str:
    """sha256 over what the document says, in canonical JSON: what is signed."""
    text = json.dumps(document.said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _of_visit(document: Document) -> dict[str, Any]:
    visit = document.inspection.visit if document.inspection else None
    if visit is None or document.second is None:
        return {}
    second = document.second.full_name
    holding = [one for one, how in content.standing(visit) if how == content.Standing.HOLDS]
    roles = {
        Signature.Role.INSPECTOR: Role.LEAD,
        Signature.Role.ENTERPRISE: Role.UNIT,
        Signature.Role.REFUSED: Role.REFUSED,
    }
    found = {str(roles[Signature.Role(one.role)]): one for one in holding if one.role in roles}
    beside = [one for one in holding if one.role == Signature.Role.COMPANION and one.name == second]
    return found | ({str(Role.SECOND): beside[0]} if beside else {})
