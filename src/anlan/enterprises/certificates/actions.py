"""Writing certificates and the survey of who does special work."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.certificates import queries, rules
from anlan.enterprises.certificates.kinds import KINDS, RULE, years_after
from anlan.enterprises.models import (
    Certificate,
    CertificateEvent,
    Enterprise,
    KeyPost,
    Person,
    PostSurvey,
    PostSurveyEvent,
)
from anlan.enterprises.refusing import require
from anlan.files import actions as files
from anlan.files.sheets.credit_code import read_id_number
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User

EARLIEST = dt.date(1990, 1, 1)


def _wrong(field: str, words: str) -> Invalid:
    return Invalid(words, code=f"enterprises.{field}", fields={field: [words]})


def checked_number(raw: str, person: Person) -> str:
    """A certificate's number in its one form: T and the holder's ID number. Raises Invalid with the reason."""
    written = "".join(str(raw).split()).upper()
    if not written.startswith("T"):
        raise _wrong("number", "特种作业操作证的证号以字母 T 开头，后面是本人的 18 位身份证号，请对照证件核对。")
    try:
        number = read_id_number(written[1:])
    except Unclean as problem:
        raise _wrong("number", f"证号 T 后面应是身份证号：{problem}，请对照证件核对。") from problem
    if not number:
        raise _wrong("number", "证号不完整，请对照证件填写。")
    if person.id_number and person.id_number != number:
        raise _wrong(
            "number", f"证号里的身份证号与{person.told_apart}档案里的不一致，请核对是不是本人的证（人证相符）。"
        )
    return f"T{number}"


def _hash(number: str) -> str:
    return salted_hmac("anlan.enterprises.certificate", number, algorithm="sha256").hexdigest()


def _check_dates(issued_on: dt.date, reviewed_on: dt.date | None) -> None:
    if not EARLIEST <= issued_on <= clock.today():
        raise _wrong("issued_on", f"有效期起应在 {EARLIEST.year} 年以后、不晚于今天，请对照证件核对。")
    if reviewed_on and not issued_on < reviewed_on <= clock.today():
        raise _wrong("reviewed_on", "复审日期应在有效期起之后、不晚于今天。")
    if reviewed_on and reviewed_on > years_after(issued_on, RULE["valid_years"]):
        raise _wrong("reviewed_on", "复审日期已在 6 年有效期之外；换发了新证的，按新证另行登记。")


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
    client_id: uuid.UUID | None = None,
) -> Certificate:
    """Put a certificate on file; its dates follow from the day it begins (30号令 arts. 19, 21).

    `photos` are sha256 of kept files. One event. Raises NotYours, and Invalid for a number with a wrong check digit or
    of somebody else, impossible dates, or a certificate that is on file.
    """
    require(rules.may_keep(actor, person.enterprise))
    if kind not in KINDS:
        raise _wrong("kind", "没有这一类作业，请重新选择。")
    if not hired_by.strip():
        raise _wrong("hired_by", "请写明是谁招请的（谁招请、谁负责）。")
    stretched = _stretched(long_service_since, long_service_basis)
    _check_dates(issued_on, reviewed_on)
    plain = checked_number(number, person)
    _refuse_known(person, kind, plain, issued_on)
    made = Certificate(
        person=person,
        kind=kind,
        number=plain,
        number_hash=_hash(f"{plain}{issued_on}"),
        issued_on=issued_on,
        reviewed_on=reviewed_on,
        long_service=bool(stretched),
        long_service_basis=stretched,
        hired_by=hired_by.strip(),
        photos=list(photos),
    )
    made.set_dates()
    data = {"person": person.name, "kind": KINDS[kind], "issued_on": issued_on, "hired_by": made.hired_by}
    event = events.begin(
        made, "enterprises.record_certificate", actor=actor, data=data, files=made.photos, client_id=client_id
    )
    if made.photos:
        _note_photos(made, event, actor)
    return made


def _stretched(since: dt.date | None, basis: str) -> str:
    """By what the re-examination is stretched to six years, in words; empty where it is not (30号令 art. 21)."""
    if since is None and not basis.strip():
        return ""
    if since is None:
        raise _wrong("long_service_since", "延长复审的，请写明从哪天起连续从事本工种。")
    if years_after(since, RULE["long_service_years"]) > clock.today():
        raise _wrong("long_service_since", f"到今天连续从事不满 {RULE['long_service_years']} 年，仍按 3 年复审。")
    if not basis.strip():
        raise _wrong("long_service_basis", "请写明依据：没有违法记录、由哪个考核机关同意。")
    return f"{clock.day_words(since)}起连续从事，{basis.strip()}"[:200]


def _refuse_known(person: Person, kind: str, number: str, issued_on: dt.date) -> None:
    rows = person.certificates.filter(kind=kind, number_hash=_hash(f"{number}{issued_on}"), withdrawn_at=None)
    if rows.exists():
        raise _wrong("number", f"{person.told_apart}的这张证已经登记过，不用再登。")


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
        raise _wrong("on", "复审日期应在有效期之内、不晚于今天。")
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
    changes = {"long_service": True, "long_service_basis": _stretched(since, basis)}
    data = {"reason": changes["long_service_basis"], "since": since}
    events.append(
        certificate, "enterprises.stretch_review", actor=actor, changes=changes, data=data, client_id=client_id
    )
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
        raise _wrong("on", "核验日期应在发证之后、不晚于今天。")
    changes = {"outcome": outcome, "verified_where": where.strip(), "verified_on": on, "verified_by": actor}
    data = {"outcome": outcome, "where": where.strip(), "on": on}
    events.append(
        certificate, "enterprises.verify_certificate", actor=actor, changes=changes, data=data, client_id=client_id
    )
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


def survey_of(enterprise: Enterprise) -> PostSurvey:
    """The enterprise's survey, begun where there is none; saved with its first event."""
    return PostSurvey.objects.filter(enterprise=enterprise).first() or PostSurvey(enterprise=enterprise)


def _tell(survey: PostSurvey, action: str, **facts: Any) -> None:
    if survey.event_count:
        events.append(survey, action, **facts)
        return
    for name, value in facts.pop("changes", {}).items():
        setattr(survey, name, value)
    events.begin(survey, action, **facts)


@events.once(PostSurveyEvent)
def enter_post(
    enterprise: Enterprise,
    *,
    person: Person,
    kind: str,
    hired_by: str,
    actor: User,
    wants: str = "",
    client_id: uuid.UUID | None = None,
) -> PostSurvey:
    """Say that somebody does special work here and who hired them; again: change it. The survey is open again.

    Raises NotYours, Invalid for somebody of another enterprise or without who hired them.
    """
    require(rules.may_keep(actor, enterprise))
    if person.enterprise_id != enterprise.pk or person.until:
        raise _wrong("person", f"只能登记“{enterprise.name}”的在职人员。")
    if not hired_by.strip():
        raise _wrong("hired_by", "请写明是谁招请的（谁招请、谁负责）。")
    facts = {"hired_by": hired_by.strip(), "wants": wants, "handed_in_at": None}
    KeyPost.objects.update_or_create(person=person, kind=kind, ended_on=None, defaults=facts)
    survey = survey_of(enterprise)
    data = {"person": person.name, "kind": KINDS[kind], "hired_by": hired_by.strip(), "wants": wants}
    _tell(
        survey,
        "enterprises.enter_post",
        actor=actor,
        data=data,
        changes={"confirmed_at": None, "confirmed_by": None},
        client_id=client_id,
    )
    return survey


@events.once(PostSurveyEvent)
def leave_post(enterprise: Enterprise, *, post: KeyPost, actor: User, client_id: uuid.UUID | None = None) -> PostSurvey:
    """Say that somebody no longer does this work here. Raises NotYours, NotNow where that is said already."""
    require(rules.may_keep(actor, enterprise))
    if not KeyPost.objects.filter(pk=post.pk, ended_on=None).update(ended_on=clock.today()):
        raise NotNow("这一条已经去掉。", code="enterprises.not_now")
    survey = survey_of(enterprise)
    data = {"person": post.person.name, "kind": post.get_kind_display()}
    changes = {"confirmed_at": None, "confirmed_by": None}
    _tell(survey, "enterprises.leave_post", actor=actor, data=data, changes=changes, client_id=client_id)
    return survey


@events.once(PostSurveyEvent)
def confirm_survey(enterprise: Enterprise, *, actor: User, client_id: uuid.UUID | None = None) -> PostSurvey:
    """The principal confirms that these are all, or that there is nobody. Raises NotYours for everybody else."""
    require(rules.may_confirm(actor, enterprise))
    posts = queries.posts_of(enterprise)
    without = [one for one in posts if queries.lacking(one)]
    survey = survey_of(enterprise)
    changes = {"confirmed_by": actor, "confirmed_at": clock.now(), "people": len(posts), "without": len(without)}
    data = {"people": [f"{one}，{one.hired_by}招请" for one in posts], "without": [str(one) for one in without]}
    _tell(survey, "enterprises.confirm_survey", actor=actor, changes=changes, data=data, client_id=client_id)
    return survey


@transaction.atomic
def hand_in(posts: Iterable[KeyPost], *, actor: User) -> int:
    """Note that these people's wishes went to the district in one batch; returns how many were new.

    One event in each enterprise's survey. Raises NotYours.
    """
    require(rules.may_hand_in(actor))
    by: dict[Any, list[KeyPost]] = {}
    for post in posts:
        if post.handed_in_at is None:
            by.setdefault(post.person.enterprise, []).append(post)
    for enterprise, rows in by.items():
        KeyPost.objects.filter(pk__in=[one.pk for one in rows]).update(handed_in_at=clock.now())
        data = {"people": [f"{one} {one.get_wants_display()}" for one in rows]}
        _tell(survey_of(enterprise), "enterprises.hand_in", actor=actor, data=data)
    return sum(map(len, by.values()))
