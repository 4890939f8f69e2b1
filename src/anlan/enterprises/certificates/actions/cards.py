"""Writing certificates: on file, re-examined, stretched, verified, taken off."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.certificates import rules
from anlan.enterprises.certificates.actions.checking import (
    check_dates,
    check_post,
    checked_number,
    hash_of,
    refuse_known,
    stretched_by,
    wrong,
)
from anlan.enterprises.certificates.kinds import KINDS
from anlan.enterprises.models import (
    Certificate,
    CertificateEvent,
    Person,
)
from anlan.enterprises.refusing import require
from anlan.files import actions as files
from anlan.org.models import User


@events.once(CertificateEvent)
def record_certificate(
    person: Person,
    *,
    kind: str,
    number: str,
    issued_on: dt.date,
    hired_by: str,
    actor: User,
    reviewed_on: dt.date | None = None,
    long_service_since: dt.date | None = None,
    long_service_basis: str = "",
    photos: Iterable[str] = (),
    source: dict[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
) -> Certificate:
    """Put a certificate on file; its dates follow from the day it begins (30号令 arts. 19, 21).

    `photos` are sha256 of kept files, `source` names the run and file of an import. One event. Raises NotYours, and
    Invalid for a number with a wrong check digit or of somebody else, impossible dates, or a card that is on file.
    """
    require(rules.may_keep(actor, person.enterprise))
    if kind not in KINDS:
        raise wrong("kind", "没有这一类作业，请重新选择。")
    if not hired_by.strip():
        raise wrong("hired_by", "请写明是谁招请的（谁招请、谁负责）。")
    stretched = stretched_by(long_service_since, long_service_basis)
    check_dates(issued_on, reviewed_on)
    plain = checked_number(number, person)
    refuse_known(person, kind, plain, issued_on)
    made = Certificate(
        person=person,
        kind=kind,
        number=plain,
        number_hash=hash_of(f"{plain}{issued_on}"),
        issued_on=issued_on,
        reviewed_on=reviewed_on,
        long_service=bool(stretched),
        long_service_basis=stretched,
        hired_by=hired_by.strip(),
        photos=list(photos),
    )
    made.set_dates()
    data = {"person": person.name, "kind": KINDS[kind], "issued_on": issued_on, "hired_by": made.hired_by}
    data |= {"source": source} if source else {}
    event = events.begin(
        made, "enterprises.record_certificate", actor=actor, data=data, files=made.photos, client_id=client_id
    )
    if made.photos:
        _note_photos(made, event, actor)
    return made


def _note_photos(certificate: Certificate, event: Any, actor: User) -> None:
    noted = {"room": "enterprises", "subject_id": certificate.pk, "purpose": "特种作业操作证", "event_id": event.pk}
    files.use(certificate.photos, actor=actor, label=str(certificate), **noted)


@events.once(CertificateEvent)
def review_certificate(
    certificate: Certificate, *, on: dt.date, actor: User, client_id: uuid.UUID | None = None
) -> Certificate:
    """Put the re-examination on record. Raises NotYours, NotNow where it is over, Invalid for an impossible day."""
    require(rules.may_keep(actor, certificate.person.enterprise))
    if certificate.withdrawn_at or certificate.reviewed_on:
        raise NotNow("这张证已作废或已经登记过复审。", code="enterprises.not_now")
    if not certificate.issued_on < on <= clock.today() or on > certificate.expires_on:
        raise wrong("on", "复审日期应在有效期之内、不晚于今天。")
    changes = {"reviewed_on": on}
    events.append(
        certificate, "enterprises.review_certificate", actor=actor, changes=changes, data=changes, client_id=client_id
    )
    return certificate


@events.once(CertificateEvent)
def stretch_review(
    certificate: Certificate, *, since: dt.date, basis: str, actor: User, client_id: uuid.UUID | None = None
) -> Certificate:
    """Note on a card on file that its holder did the work for ten years and is re-examined every six (30号令 art. 21).

    Raises NotYours, NotNow where it is withdrawn, re-examined or stretched already, Invalid for fewer than ten years.
    """
    require(rules.may_keep(actor, certificate.person.enterprise))
    if certificate.withdrawn_at or certificate.reviewed_on or certificate.long_service:
        raise NotNow("这张证已作废、已复审或已经延长过。", code="enterprises.not_now")
    changes = {"long_service": True, "long_service_basis": stretched_by(since, basis)}
    data = {"reason": changes["long_service_basis"], "since": since}
    events.append(
        certificate, "enterprises.stretch_review", actor=actor, changes=changes, data=data, client_id=client_id
    )
    return certificate


@events.once(CertificateEvent)
def note_post(
    certificate: Certificate,
    *,
    last_worked_on: dt.date | None,
    actor: User,
    retested_on: dt.date | None = None,
    client_id: uuid.UUID | None = None,
) -> Certificate:
    """Note when who left the post worked last, none once they are back, and the practical re-test they passed.

    Back after more than half a year only with a re-test since (30号令 art. 32). Raises NotYours, NotNow, Invalid.
    """
    require(rules.may_keep(actor, certificate.person.enterprise))
    if certificate.withdrawn_at:
        raise NotNow("这张证已作废。", code="enterprises.not_now")
    check_post(certificate, last_worked_on, retested_on)
    changes = {"last_worked_on": last_worked_on, "retested_on": retested_on or certificate.retested_on}
    was = certificate.last_worked_on
    parts = [f"{clock.day_words(last_worked_on)}最后上岗" if last_worked_on else "在岗"]
    parts += [f"{clock.day_words(retested_on)}实际操作考试合格"] if retested_on else []
    data = {"reason": "，".join(parts), "before": was, **changes}
    events.append(certificate, "enterprises.note_post", actor=actor, changes=changes, data=data, client_id=client_id)
    return certificate


@events.once(CertificateEvent)
def verify_certificate(
    certificate: Certificate, *, outcome: str, where: str, on: dt.date, actor: User, client_id: uuid.UUID | None = None
) -> Certificate:
    """Say what looking it up showed, where and when. Raises NotYours, NotNow, Invalid."""
    require(rules.may_verify(actor, certificate))
    if certificate.withdrawn_at:
        raise NotNow("这张证已作废，不用核验。", code="enterprises.not_now")
    if not certificate.issued_on <= on <= clock.today():
        raise wrong("on", "核验日期应在发证之后、不晚于今天。")
    changes = {"outcome": outcome, "verified_where": where.strip(), "verified_on": on, "verified_by": actor}
    data = {"outcome": outcome, "where": where.strip(), "on": on}
    events.append(
        certificate, "enterprises.verify_certificate", actor=actor, changes=changes, data=data, client_id=client_id
    )
    return certificate


def restore_certificate(certificate: Certificate, *, facts: dict[str, Any], reason: str, actor: User) -> Certificate:
    """Put a card back as it was before an import said more of it. One event. Raises NotYours."""
    require(rules.may_keep(actor, certificate.person.enterprise))
    action = "enterprises.restore_certificate"
    events.append(certificate, action, actor=actor, changes=facts, data={"reason": reason, **facts})
    return certificate


@events.once(CertificateEvent)
def withdraw_certificate(
    certificate: Certificate, *, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> Certificate:
    """Take a certificate off: lost, replaced, entered by mistake; the record stays. Raises NotYours, NotNow."""
    require(rules.may_keep(actor, certificate.person.enterprise))
    if certificate.withdrawn_at:
        raise NotNow("这张证已经作废。", code="enterprises.not_now")
    changes, data = {"withdrawn_at": clock.now()}, {"reason": reason.strip()}
    events.append(
        certificate, "enterprises.withdraw_certificate", actor=actor, changes=changes, data=data, client_id=client_id
    )
    return certificate
