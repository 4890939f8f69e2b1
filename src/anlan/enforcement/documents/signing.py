"""Signing on the screen, refusing before a witness, and keeping the scan of what was signed by hand (rules.md 6.3)."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.documents import rules, signatures
from anlan.enforcement.documents.models import Document, DocumentEvent, DocumentSignature
from anlan.enforcement.refusing import require
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.hazards.actions.stepping import say
from anlan.org.models import User

Role = DocumentSignature.Role


@events.once(DocumentEvent)
def sign_document(
    document: Document,
    *,
    actor: User,
    role: str,
    image: StoredFile | None,
    name: str = "",
    position: str = "",
    signed_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Document:
    """Put one signature under what the document says: an officer's own, or the party's on an officer's screen.

    `signed_at` is when, where a phone without a network kept it. Raises NotYours for somebody else's line,
    Invalid without a picture or without saying who signs for the party.
    """
    require(rules.may_sign(actor, document, role))
    if image is None:
        words = "还没有签名：请在框内手写，或上传纸质签名的照片。"
        raise Invalid(words, code="enforcement.no_signature", fields={"drawn": [words]})
    if role == Role.UNIT:
        name, position = say(name[:60], "签名人姓名", "name"), say(position[:60], "签名人职务", "position")
    else:
        name, position = actor.full_name, "审批人" if role == Role.HEAD else "执法人员"
    told = {"role": role, "name": name, "position": position, "image": image}
    return _write(document, "sign_document", actor, client_id, signed_at, **told)


@events.once(DocumentEvent)
def refuse_to_sign(
    document: Document,
    *,
    actor: User,
    reason: str,
    witness: str,
    name: str = "",
    signed_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Document:
    """Record that the party would not sign, why, and before which witness: never the officers' word alone."""
    require(rules.may_sign(actor, document, Role.REFUSED))
    seen_by = say(witness[:60], "见证人", "witness")
    if seen_by in [one.full_name for one in document.officers]:
        words = "执法人员不能作见证人，请让在场的另一人见证。"
        raise Invalid(words, code="enforcement.witness", fields={"witness": [words]})
    told = {"reason": say(reason, "拒签的原因", "reason"), "witness": seen_by, "name": name.strip()[:60]}
    return _write(document, "refuse_to_sign", actor, client_id, signed_at, role=Role.REFUSED, **told)


def _write(
    document: Document,
    verb: str,
    actor: User,
    client_id: uuid.UUID | None,
    at: dt.datetime | None,
    **given: Any,
) -> Document:
    image, digest = given.get("image"), signatures.digest(document)
    kept = [image.pk] if image else []
    told = {"signed": digest} | given
    event = events.append(
        document,
        f"enforcement.{verb}",
        actor=actor,
        data=told,
        files=kept,
        happened_at=at,
        client_id=client_id,
    )
    DocumentSignature.objects.create(document=document, at=at or clock.now(), taken_by=actor, digest=digest, **given)
    _use(document, kept, "signature", event, actor)
    return document


@events.once(DocumentEvent)
def attach_scan(document: Document, *, actor: User, scan: StoredFile, client_id: uuid.UUID | None = None) -> Document:
    """Keep the scan of the copy that was signed by hand, by the hash of its bytes."""
    require(rules.may_scan(actor, document))
    event = events.append(
        document,
        "enforcement.attach_scan",
        actor=actor,
        changes={"scan_id": scan.pk},
        data={"scan": scan.pk, "name": scan.name},
        files=[scan.pk],
        client_id=client_id,
    )
    _use(document, [scan.pk], "scan", event, actor)
    return document


def _use(document: Document, kept: list[str], purpose: str, event: Any, actor: User) -> None:
    label = str(document)[:60]
    files.use(
        kept,
        room="enforcement",
        subject_id=document.pk,
        purpose=purpose,
        event_id=event.pk,
        actor=actor,
        label=label,
    )
