"""Who may inspect, and when. Each `may_…` gives an empty string for yes, else the reason and what is open instead."""

import datetime as dt
from collections.abc import Iterable

from anlan.core import clock
from anlan.enforcement.inspecting.models import Inspection, Publication
from anlan.enforcement.transfers.rules import acts_for
from anlan.enterprises.models import Enterprise
from anlan.inspections.models import State as VisitState
from anlan.inspections.rules import kinds_for
from anlan.org import scope
from anlan.org.models import Office, Power, User
from anlan.org.roles import Role

State = Inspection.State
GRANTS = {
    "enforcement.read_inspections": {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER, Role.DISCIPLINE},
    "enforcement.ask_inspection": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.decide_inspection": {Role.OFFICE_HEAD, Role.LEADER},
    "enforcement.publish_items": {Role.OFFICE_HEAD},
}
WORDS = {
    "enforcement.read_inspections": "查看行政检查",
    "enforcement.ask_inspection": "提出行政检查、送达通知、开始检查",
    "enforcement.decide_inspection": "批准行政检查",
    "enforcement.publish_items": "登记公示的检查事项",
}


def office_with_power(user: User, permission: str = "enforcement.ask_inspection") -> Office | None:
    """The office for which the person inspects: one that holds the power of inspection today (rules.md R1.5)."""
    offices = [grant.office for grant in scope.grants_of(user) if scope.roles.may(grant.role, permission)]
    return next((office for office in offices if scope.has_power(office, Power.Kind.INSPECT)), None)


def may_ask(user: User, enterprise: Enterprise | None = None) -> str:
    """Village assistants, volunteers, experts, firms and offices without the power do not inspect (rules.md R1.6)."""
    if not scope.may(user, "enforcement.ask_inspection"):
        return f"行政检查由有行政检查权的单位进行。{instead(user)}"
    if office_with_power(user) is None:
        name = user.office_name or "您所在单位"
        return f"{name}没有登记行政检查权；发现隐患请督促改正并报告有权单位。{instead(user)}"
    if enterprise is not None and not scope.covers(user, enterprise.place, "enforcement.ask_inspection"):
        return f"“{enterprise.name}”不在您的辖区或主管范围内。"
    return ""


def instead(user: User) -> str:
    """Which visits are the person's to make without the power of inspection."""
    open_to = [str(line.label) for line, reason in kinds_for(user) if not reason]
    return f"您可以进行：{'、'.join(open_to)}。" if open_to else ""


def lacking(officers: Iterable[User], office: Office, day: dt.date) -> list[str]:
    """What the two officers lack on a day: a valid card each, and work at the inspecting office (处罚法 art. 42)."""
    faults = [fault for one in officers if (fault := one.lacks_card(day))]
    return faults + [f"{one.full_name}不是{office.name}的人员" for one in officers if one.office_id != office.pk]


def published(office: Office, day: dt.date) -> Publication | None:
    """What the office published for the year of a day; the latest holds."""
    rows = Publication.objects.filter(office=office, year=day.year, published_on__lte=day)
    return rows.order_by("-published_on", "-id").first()


def used(enterprise: Enterprise, year: int, *, without: Inspection | None = None) -> int:
    """How many of a year count against the cap, by whichever office: made or to come, exceptions left out (R1.8)."""
    rows = Inspection.objects.filter(enterprise=enterprise, planned_on__year=year, beyond_cap="")
    rows = rows.exclude(state__in=[State.REFUSED, State.CANCELLED])
    return rows.exclude(pk=without.pk if without else None).count()


def may_decide(user: User, inspection: Inspection) -> str:
    """The head of the inspecting office or a leader, who neither asked nor goes."""
    if inspection.state != State.ASKED:
        return f"这次检查{inspection.get_state_display()}，不再等待批准。"
    if user.pk in (inspection.asked_by_id, inspection.lead_id, inspection.second_id):
        return "提出人和检查人员不能自己批准。"
    is_head = acts_for(user, inspection.office, "enforcement.decide_inspection")
    is_leader = Role.LEADER in {grant.role for grant in scope.grants_of(user)} and scope.covers(
        user, inspection.enterprise.place, "enforcement.decide_inspection"
    )
    return "" if is_head or is_leader else f"由{inspection.office.name}负责人或分管领导批准。"


def may_notify(user: User, inspection: Inspection) -> str:
    """The officers tell the enterprise once it is approved."""
    if inspection.state != State.APPROVED:
        return "批准之后才通知。"
    if inspection.is_unannounced:
        return "这次检查不事先通知。"
    return "已经通知。" if inspection.noticed_at else _goes(user, inspection)


def may_scan(user: User, inspection: Inspection) -> str:
    """One of its officers, on the day or later: before it begins, in urgent cases before leaving (rules.md R1.9)."""
    if inspection.scanned_at:
        return "已经扫码入企。"
    visit = inspection.visit
    if inspection.state != State.APPROVED and (visit is None or visit.state != VisitState.IN_PROGRESS):
        return f"这次检查{inspection.get_state_display()}，不再扫码。"
    if clock.today() < inspection.planned_on:
        return f"批准的检查日期是{clock.day_words(inspection.planned_on)}，还没有到。"
    return _goes(user, inspection)


def may_begin(user: User, inspection: Inspection) -> str:
    """Its leading officer, with two valid cards that day, after the notice where one is due."""
    if inspection.state != State.APPROVED:
        return f"这次检查{inspection.get_state_display()}，不能开始。"
    if user.pk != inspection.lead_id:
        return f"由带队人{inspection.lead.full_name}开始。"
    if not inspection.is_announced:
        return "还没有送达检查通知；确需不事先通知的，须在审批时写明理由。"
    if clock.today() < inspection.planned_on:
        return f"批准的检查日期是{clock.day_words(inspection.planned_on)}，还没有到。"
    faults = lacking(inspection.officers, inspection.office, clock.today())
    return f"{'；'.join(faults)}，不能开始，请先更新执法证或另报人员。" if faults else ""


def may_cancel(user: User, inspection: Inspection) -> str:
    """Who asked or goes, or who may decide, until it has begun."""
    if inspection.state not in (State.ASKED, State.APPROVED):
        return f"这次检查{inspection.get_state_display()}，不能取消。"
    decides = acts_for(user, inspection.office, "enforcement.decide_inspection")
    return "" if decides or user.pk == inspection.asked_by_id or not _goes(user, inspection) else "由提出人取消。"


def _goes(user: User, inspection: Inspection) -> str:
    names = "、".join(one.full_name for one in inspection.officers)
    return "" if user.pk in (inspection.lead_id, inspection.second_id) else f"由检查人员{names}办理。"
