"""Writing duty lists, signatures and yearly checks."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.models import DutyCheck, DutyList, DutyListEvent, DutySignature, Enterprise, Person, PersonEvent
from anlan.enterprises.posts import queries, rules, templates
from anlan.enterprises.refusing import require
from anlan.files import actions as files
from anlan.org.models import User

LONGEST, MOST = 300, 60


@events.once(DutyListEvent)
def issue_duties(
    enterprise: Enterprise,
    *,
    post: str,
    employment: str,
    job: str,
    items: list[templates.Item],
    actor: User,
    client_id: uuid.UUID | None = None,
) -> DutyList:
    """Issue the duties of a post; where there is a version already, a new one takes its place and is signed anew.

    One DutyListEvent. Raises NotYours, and Invalid for no duty at all, too many or too long ones, or no change.
    """
    require(rules.may_keep(actor, enterprise))
    _check(items)
    digest = hashlib.sha256(json.dumps(items, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    rows = enterprise.duty_lists.filter(post=post, employment=employment, job=job)
    before = rows.filter(replaced_at=None).first()
    if before and before.digest == digest:
        raise Invalid("内容和现行版本一样，不用再发。", code="enterprises.same_duties")
    moment, number = clock.now(), rows.count() + 1
    if before:
        rows.filter(pk=before.pk, replaced_at=None).update(replaced_at=moment)
    made = DutyList(
        enterprise=enterprise,
        post=post,
        employment=employment,
        job=job,
        version=number,
        items=items,
        digest=digest,
        issued_by=actor,
        issued_at=moment,
    )
    data = {"enterprise": enterprise.name, "for": made.for_whom, "version": number, "items": items}
    events.begin(made, "enterprises.issue_duties", actor=actor, data=data, client_id=client_id)
    return made


def _check(items: list[templates.Item]) -> None:
    if not items:
        raise Invalid("请至少写一条职责。", code="enterprises.no_duties", fields={"items": ["请至少写一条。"]})
    if len(items) > MOST or any(len(item["text"]) > LONGEST for item in items):
        words = f"职责最多 {MOST} 条，每条最多 {LONGEST} 字，请精简。"
        raise Invalid(words, code="enterprises.long_duties", fields={"items": [words]})


def issue_missing(enterprise: Enterprise, *, actor: User) -> list[DutyList]:
    """Issue every list that is missing from its template; a second time there is nothing to do."""
    require(rules.may_keep(actor, enterprise))
    codes = [one.code for one in enterprise.industries.all()]
    made = []
    for post, employment, job in queries.without_list(enterprise):
        items = templates.proposed(post, employment, job, codes)
        made.append(issue_duties(enterprise, post=post, employment=employment, job=job, items=items, actor=actor))
    return made


@events.once(PersonEvent)
def sign_duties(
    person: Person, *, duty_list: DutyList, version: str, actor: User, client_id: uuid.UUID | None = None
) -> Person:
    """The person themselves has read the version shown (`version` is its digest) and signs it. One PersonEvent.

    Raises NotYours for somebody else, NotNow for a version replaced meanwhile, Invalid where it is signed already.
    """
    require(rules.may_sign(actor, person))
    if duty_list.digest != version:
        raise NotNow("这份职责刚刚更新，请看过新版本再签。", code="enterprises.new_version")
    _write(person, duty_list, DutySignature.How.ONLINE, clock.today(), [], actor, client_id)
    return person


@events.once(PersonEvent)
def record_paper(
    person: Person,
    *,
    duty_list: DutyList,
    signed_on: dt.date,
    evidence: Iterable[str],
    actor: User,
    client_id: uuid.UUID | None = None,
) -> Person:
    """Put on record that the person signed on paper, with the scan. One PersonEvent. Raises Invalid without a scan."""
    require(rules.may_keep(actor, person.enterprise))
    names = list(evidence)
    if not names:
        raise Invalid("请附上签字页的照片或扫描件。", code="enterprises.no_scan", fields={"scan": ["请附上。"]})
    if signed_on > clock.today() or signed_on < clock.local_date(duty_list.issued_at):
        raise Invalid("签字日期应在发布当天以后、今天以前。", fields={"signed_on": ["请核对日期。"]})
    _write(person, duty_list, DutySignature.How.PAPER, signed_on, names, actor, client_id)
    return person


def _write(
    person: Person,
    duty_list: DutyList,
    how: DutySignature.How,
    on: dt.date,
    names: list[str],
    actor: User,
    client_id: uuid.UUID | None,
) -> None:
    _may_be_signed(person, duty_list)
    person.refresh_from_db(fields=["event_count", "head_digest"])
    data = {"duty_list": duty_list.pk, "for": duty_list.for_whom, "version": duty_list.version, "how": str(how)}
    data |= {"digest": duty_list.digest, "signed_on": on}
    action = "enterprises.sign_duties" if how == DutySignature.How.ONLINE else "enterprises.record_paper"
    event = events.append(person, action, actor=actor, data=data, files=names, client_id=client_id)
    signed = DutySignature(duty_list=duty_list, person=person, how=how, signed_on=on, files=names)
    signed.recorded_by, signed.recorded_at = actor, clock.now()
    signed.save(force_insert=True)
    label = f"{person.name}：{duty_list}"
    files.use(
        names,
        room="enterprises",
        subject_id=person.pk,
        purpose="duties",
        event_id=event.pk,
        actor=actor,
        label=label,
    )


def _may_be_signed(person: Person, duty_list: DutyList) -> None:
    if not DutyList.objects.filter(pk=duty_list.pk, replaced_at=None).exists():
        raise NotNow("这一版职责已经换新，请签新版本。", code="enterprises.new_version")
    if person.until is not None or queries.key_of(person) != duty_list.key:
        raise Invalid(f"这不是{person.name}现在岗位的职责，请刷新后再看。", code="enterprises.other_post")
    if person.duty_signatures.filter(duty_list=duty_list).exists():
        raise Invalid(f"{person.name}已签过这一版，不用再签。", code="enterprises.signed_already")


@events.once(PersonEvent)
def check_duties(person: Person, *, outcome: str, note: str, actor: User, client_id: uuid.UUID | None = None) -> Person:
    """Judge how the person did their duties this year (安全生产法 art. 22). One PersonEvent.

    Raises NotYours for oneself, Invalid for a second check of the year or a bad one without words.
    """
    require(rules.may_check(actor, person))
    year = clock.today().year
    if person.duty_checks.filter(year=year).exists():
        raise Invalid(f"{person.name} {year} 年的履职已经考核过。", code="enterprises.checked_already")
    if outcome != DutyCheck.Outcome.GOOD and not note.strip():
        raise Invalid("没有履行到位的，请写明是哪一条、怎么改。", fields={"note": ["请写明。"]})
    person.refresh_from_db(fields=["event_count", "head_digest"])
    data = {"year": year, "outcome": outcome, "note": note}
    events.append(person, "enterprises.check_duties", actor=actor, data=data, client_id=client_id)
    DutyCheck.objects.create(
        person=person, year=year, outcome=outcome, note=note.strip(), checked_by=actor, checked_at=clock.now()
    )
    return person
