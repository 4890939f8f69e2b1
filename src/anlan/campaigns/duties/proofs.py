"""What shows that a duty was done: for each kind of proof the facts the system holds, many subjects at once.

A proof the system can see is never ticked off by hand. What it cannot see is told in words (`statement`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.urls import reverse

from anlan.campaigns.duties.standing import Fact
from anlan.campaigns.duties.subjects import Kind
from anlan.campaigns.lookouts import facts as looked
from anlan.campaigns.lookouts.models import Lookout
from anlan.campaigns.models import Bulletin
from anlan.campaigns.steering.models import Meeting
from anlan.core import clock
from anlan.enterprises.investment import queries as investment
from anlan.enterprises.learning import queries as learning
from anlan.enterprises.models import ContractSurvey, DutySignature, PostSurvey, Spending, Standardization
from anlan.enterprises.posts import queries as posts
from anlan.inspections.kinds import Kind as VisitKind
from anlan.inspections.models import State, Visit
from anlan.permits.models import Equipment, Permit

FEW = 100
"""More ids than these in one question cost more than to read what the whole township answered."""
Facts = dict[Any, list[Fact]]
Gather = Callable[[Iterable[Any], dt.date, dt.date], Facts]


@dataclass(frozen=True)
class Proof:
    """One kind of proof: whom it can speak for, how it is called, and how its facts are gathered.

    `gather(ids, first, last)` answers {subject's id: facts}; it asks the database once, however many subjects.
    """

    name: str
    label: str
    kind: Kind
    gather: Gather


def _visits(kind: str, first: dt.date, last: dt.date) -> QuerySet[Visit]:
    begin, end = clock.local(first, 0), clock.local(last + dt.timedelta(days=1), 0)
    rows = Visit.objects.filter(kind=kind, state=State.FINISHED, ended_at__gte=begin, ended_at__lt=end)
    return rows.order_by("ended_at", "id")


def _as_facts(rows: Iterable[tuple[Any, Any, dt.datetime | None]], words: str, page: str) -> Facts:
    found: Facts = defaultdict(list)
    for subject, pk, at in rows:
        if at is None:
            continue
        found[subject].append(Fact(clock.local_date(at), words, reverse(page, args=[pk])))
    return found


def _led(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Self-inspections the person in charge signed in person; to look after one hazard is not to lead one."""
    rows = _visits(VisitKind.SELF_INSPECTION, first, last).exclude(checklist__in=Lookout.objects.values("checklist"))
    rows = rows.filter(enterprise__in=list(ids), principal_signed_at__isnull=False)
    return _as_facts(rows.values_list("enterprise_id", "pk", "ended_at"), "主要负责人带队检查", "inspections:detail")


def _self_inspected(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    rows = _visits(VisitKind.SELF_INSPECTION, first, last).filter(enterprise__in=list(ids))
    return _as_facts(rows.values_list("enterprise_id", "pk", "ended_at"), "企业自查", "inspections:detail")


def _looked_out(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """What answers the lookouts sent in these days, each for its own."""
    wanted = set(ids)
    found: Facts = defaultdict(list)
    rows = Lookout.objects.filter(called_off="", sent_on__range=(first, last)).select_related("region", "checklist")
    for told in looked.answers_to(rows, wanted if len(wanted) <= FEW else None).values():
        for subject in wanted.intersection(told):
            found[subject] += told[subject]
    return found


def _patrolled(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    rows = _visits(VisitKind.PATROL, first, last).filter(region_code__in=list(ids))
    return _as_facts(rows.values_list("region_code", "pk", "ended_at"), "村级巡查", "inspections:detail")


def _guided(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    rows = _visits(VisitKind.GUIDANCE, first, last).filter(led_by__office__in=list(ids))
    return _as_facts(rows.values_list("led_by__office_id", "pk", "ended_at"), "帮扶指导", "inspections:detail")


def _office_heard(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Hearings an office held itself."""
    rows = Meeting.objects.filter(office__in=list(ids), kind=Meeting.Kind.HEARING, held_on__range=(first, last))
    found: Facts = defaultdict(list)
    for one in rows.order_by("held_on", "id"):
        found[one.office_id].append(Fact(one.held_on, one.title, one.get_absolute_url()))  # type: ignore[arg-type]  # only meetings that were held
    return found


def _met(kinds: tuple[str, ...]) -> Gather:
    def gather(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
        rows = Meeting.objects.filter(region__in=list(ids), kind__in=kinds, held_on__range=(first, last))
        found: Facts = defaultdict(list)
        for one in rows.order_by("held_on", "id"):
            found[one.region_id].append(Fact(one.held_on, one.title, one.get_absolute_url()))  # type: ignore[arg-type]  # only meetings that were held
        return found

    return gather


def _posts_surveyed(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    begin, end = clock.local(first, 0), clock.local(last + dt.timedelta(days=1), 0)
    rows = PostSurvey.objects.filter(enterprise__in=list(ids), confirmed_at__gte=begin, confirmed_at__lt=end)
    found: Facts = defaultdict(list)
    for pk, at in rows.values_list("enterprise_id", "confirmed_at"):
        page = reverse("enterprises:certificates_of", args=[pk])
        if at is not None:
            found[pk].append(Fact(clock.local_date(at), "特种作业人员普查已确认", page))
    return found


def _sets_checked(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    rows = Equipment.objects.filter(enterprise__in=list(ids), checked_on__range=(first, last)).order_by("checked_on")
    found: Facts = defaultdict(list)
    for one in rows:
        if one.checked_on:
            found[one.enterprise_id].append(Fact(one.checked_on, f"{one}检查", one.get_absolute_url()))
    return found


def _permitted(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    begin, end = clock.local(first, 0), clock.local(last + dt.timedelta(days=1), 0)
    rows = Permit.objects.filter(enterprise__in=list(ids), closed_at__gte=begin, closed_at__lt=end)
    return _as_facts(rows.values_list("enterprise_id", "pk", "closed_at"), "危险作业审批并验收", "permits:permit")


def _told(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    begin, end = clock.local(first, 0), clock.local(last + dt.timedelta(days=1), 0)
    rows = Bulletin.objects.filter(region__in=list(ids), issued_at__gte=begin, issued_at__lt=end).order_by("issued_at")
    return _as_facts(rows.values_list("region_id", "pk", "issued_at"), "印发通报", "campaigns:detail")


def _surveyed(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Surveys of contracts and leases the principal confirmed, "none" too."""
    found: Facts = defaultdict(list)
    rows = ContractSurvey.objects.filter(enterprise__in=list(ids), confirmed_on__range=(first, last))
    for one in rows.order_by("confirmed_on", "id"):
        words = f"外包外租排查：{one.count} 项" if one.count else "外包外租排查：没有"
        address = reverse("enterprises:contracts", args=[one.enterprise_id])
        found[one.enterprise_id].append(Fact(one.confirmed_on, words, address))
    return found


def _signed(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Enterprises in which everybody in office has signed the duties in force, on the day the last of them did."""
    listed = list(ids)
    standing = posts.unsigned(listed)
    done = [pk for pk, (everybody, open_) in standing.items() if everybody and not open_]
    rows = DutySignature.objects.filter(person__enterprise__in=done, person__until=None, duty_list__replaced_at=None)
    found: Facts = defaultdict(list)
    for pk, on in (
        rows.values("person__enterprise").annotate(on=Max("signed_on")).values_list("person__enterprise", "on")
    ):
        if on <= last:
            address = reverse("enterprises:posts", args=[pk])
            found[pk].append(Fact(max(on, first), f"岗位职责 {standing[pk][0]} 人全部签字", address))
    return found


def _drilled(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Drills that were held and evaluated."""
    found: Facts = defaultdict(list)
    for one in learning.drilled(ids, first, last):
        found[one.enterprise_id].append(Fact(one.held_on, str(one), one.get_absolute_url()))
    return found


def _warned(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """All-staff warning lessons nobody is missing from any more, on the day the last one was taught."""
    found: Facts = defaultdict(list)
    for pk, lessons in learning.warned(ids, first, last).items():
        for one, on, count in lessons:
            found[pk].append(Fact(on, f"{one.title}，{count} 人", one.get_absolute_url()))
    return found


def _funded(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Years of which the enterprise made its plan of spending within the days asked for."""
    begin, end = clock.local(first, 0), clock.local(last + dt.timedelta(days=1), 0)
    made = {"events__action": "enterprises.plan_spending", "events__happened_at__range": (begin, end)}
    rows = Spending.objects.filter(enterprise__in=list(ids), **made).annotate(at=Min("events__happened_at"))
    found: Facts = defaultdict(list)
    for one in rows.order_by("year", "id"):
        words = f"{one.year} 年安全投入计划 {one.planned:,} 元"
        found[one.enterprise_id].append(Fact(clock.local_date(one.at), words, one.get_absolute_url()))
    return found


def _rated(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Levels of standardization that hold in the days asked for."""
    rows = Standardization.objects.filter(enterprise__in=list(ids), issued_on__lte=last, expires_on__gte=first)
    found: Facts = defaultdict(list)
    for one in rows.filter(ended_on=None).order_by("issued_on", "id"):
        found[one.enterprise_id].append(Fact(max(one.issued_on, first), str(one), one.get_absolute_url()))
    return found


def _advised(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Days experts the enterprise engaged came and looked."""
    found: Facts = defaultdict(list)
    for one in investment.visited(ids, first, last):
        words = f"聘请的专家{one.engagement}检查：{one.looked_at}"
        found[one.place].append(Fact(one.on, words, one.engagement.get_absolute_url()))  # type: ignore[attr-defined]  # no column, but set or annotated
    return found


def _taught(ids: Iterable[Any], first: dt.date, last: dt.date) -> Facts:
    """Lessons with anybody on the attendance sheet."""
    found: Facts = defaultdict(list)
    for one in learning.taught(ids, first, last):
        words = f"{one.get_kind_display()}：{one.title}，{one.people} 人"  # type: ignore[attr-defined]  # no column, but set or annotated
        found[one.enterprise_id].append(Fact(one.held_on, words, one.get_absolute_url()))
    return found


PROOFS: dict[str, Proof] = {
    one.name: one
    for one in (
        Proof("led_inspection", "主要负责人带队检查并本人签名", Kind.ENTERPRISE, _led),
        Proof("self_inspection", "企业自查", Kind.ENTERPRISE, _self_inspected),
        Proof("lookout", "举一反三任务查过同类隐患，或说明没有此类", Kind.ENTERPRISE, _looked_out),
        Proof("drill", "应急演练并评估", Kind.ENTERPRISE, _drilled),
        Proof("warning", "全员安全警示教育，缺的补课", Kind.ENTERPRISE, _warned),
        Proof("training", "教育培训有签到", Kind.ENTERPRISE, _taught),
        Proof("spending", "安全投入计划", Kind.ENTERPRISE, _funded),
        Proof("standardization", "标准化等级在有效期内", Kind.ENTERPRISE, _rated),
        Proof("expert", "聘请的专家到场检查", Kind.ENTERPRISE, _advised),
        Proof("survey", "外包外租排查由主要负责人确认", Kind.ENTERPRISE, _surveyed),
        Proof("duties_signed", "岗位职责人人签字", Kind.ENTERPRISE, _signed),
        Proof("certificate_survey", "特种作业人员普查，主要负责人确认", Kind.ENTERPRISE, _posts_surveyed),
        Proof("equipment_check", "焊割等设备检查", Kind.ENTERPRISE, _sets_checked),
        Proof("permit", "动火等危险作业审批并验收", Kind.ENTERPRISE, _permitted),
        Proof("patrol", "村级巡查", Kind.VILLAGE, _patrolled),
        Proof("guidance", "帮扶指导", Kind.OFFICE, _guided),
        Proof("office_hearing", "本单位主办的调度会、听取汇报", Kind.OFFICE, _office_heard),
        Proof("mobilisation", "动员部署会", Kind.TOWNSHIP, _met((Meeting.Kind.MOBILISATION,))),
        Proof("hearing", "听取汇报、调度会", Kind.TOWNSHIP, _met((Meeting.Kind.HEARING,))),
        Proof("supervision", "领导带队督导", Kind.TOWNSHIP, _met((Meeting.Kind.SUPERVISION,))),
        Proof("talk", "宣讲进企业", Kind.TOWNSHIP, _met((Meeting.Kind.TALK,))),
        Proof("study", "学习研讨", Kind.TOWNSHIP, _met((Meeting.Kind.STUDY,))),
        Proof("bulletin", "印发通报", Kind.TOWNSHIP, _told),
    )
}
STATEMENT = "statement"
"""The proof of what the system cannot see: the subject says what it did, in words, on the record."""
