"""What a person must do: each duty as a condition on the ledger's rows, by what follows if it is left undone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from anlan.core import clock, workdays
from anlan.enterprises.models import Person
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.hazards.figures import OPEN, overdue
from anlan.hazards.models import Extension, Level, Proposal, Receipt, State
from anlan.org import scope
from anlan.org.models import User

NOTHING = Q(pk__in=[])
MAJOR = Q(level=Level.MAJOR)
SOON_WORKDAYS = 3


@dataclass(frozen=True)
class Duty:
    """One kind of thing to do: its word in the URL, its name, what to do, and which hazards it means for a person."""

    name: str
    label: str
    hint: str
    condition: Callable[[User], Q]
    red: bool = False
    must: bool = True


def reach(user: User, permission: str) -> Q:
    """The hazards a permission of the person reaches."""
    columns = {"township": "township_code", "governor": "governed_by_id", "industry": "industry_id"}
    return scope.rows(user, permission=permission, **columns)


def _line(user: User, permission: str) -> Q:
    """What the person's own offices supervise, as far as the permission reaches."""
    if not scope.may(user, permission):
        return NOTHING
    offices = scope.offices_of(user)
    own = Q(strip__in=offices)
    if any(grant.office.is_safety_office for grant in scope.grants_of(user)):
        # The safety office stands in where there is none, or where the one there is must fix the place itself.
        own |= Q(strip=None) | Q(strip=F("governed_by"))
    return own & ~_governed_by(user) & reach(user, permission)


def _mine_to_fix(user: User) -> Q:
    """Hazards the person must fix: as a manager of the enterprise, as the one named, or for the governing body."""
    managed = [pk for pk, post in posts_of(user).items() if post in MANAGERS]
    named = Person.objects.filter(user=user, until=None) if posts_of(user) else Person.objects.none()
    own = Q(enterprise__in=managed, governed_by=None) | Q(responsible__in=named)
    if scope.may(user, "hazards.rectify"):
        own |= Q(governed_by__in=scope.offices_of(user)) & reach(user, "hazards.rectify")
    return own


def receipts(**more: object) -> Exists:
    """Hazards with such a receipt of the report that stands; older ones belong to a report before."""
    return Exists(Receipt.objects.filter(hazard=OuterRef("pk"), reported_at__gte=OuterRef("reported_at"), **more))


def _acknowledge(user: User) -> Q:
    # One person never acknowledges for both desks.
    fresh = Q(state=State.JUDGED) & MAJOR & ~receipts(acknowledged_by=user)
    desks = [Receipt.Desk.SUPERVISING, Receipt.Desk.SAFETY]
    at_desk = receipts(office__in=scope.offices_of(user), desk__in=desks, acknowledged_at=None)
    leading = receipts(desk=Receipt.Desk.LEADER, acknowledged_at=None)
    return fresh & (
        (reach(user, "hazards.acknowledge") & at_desk) | (reach(user, "hazards.acknowledge_as_leader") & leading)
    )


def _governed_by(user: User) -> Q:
    return Q(governed_by__isnull=False, governed_by__in=scope.offices_of(user))


def _accept(user: User) -> Q:
    others = ~Q(fixed_by=user) & ~Q(self_accepted_by=user)
    major = MAJOR & _line(user, "hazards.accept")
    general = ~MAJOR & ~_governed_by(user) & reach(user, "hazards.accept_general")
    return Q(state=State.SUBMITTED) & others & (major | general)


def _close(user: User) -> Q:
    others = ~Q(fixed_by=user) & ~Q(accepted_by=user) & ~Q(accepted_with=user) & ~Q(self_accepted_by=user)
    leading = reach(user, "hazards.acknowledge_as_leader")
    major = MAJOR & others & (_line(user, "hazards.close") | leading)
    general = ~MAJOR & ~Q(fixed_by=user) & reach(user, "hazards.close_general") & (~_governed_by(user) | leading)
    return Q(state=State.ACCEPTED) & (major | general)


def _answer_extension(user: User) -> Q:
    asked = Exists(Extension.objects.filter(hazard=OuterRef("pk"), granted=None))
    who = (MAJOR & _line(user, "hazards.extend")) | (~MAJOR & reach(user, "hazards.extend"))
    return Q(asked, who, state__in=[State.PLANNED, State.RECTIFYING])


def _second(user: User) -> Q:
    def waiting(kind: str) -> Exists:
        rows = Proposal.objects.filter(hazard=OuterRef("pk"), kind=kind, agreed=None)
        return Exists(rows.exclude(proposed_by=user))

    void = reach(user, "hazards.decide_void") & waiting(Proposal.Kind.VOID)
    downgrade = reach(user, "hazards.judge") & waiting(Proposal.Kind.DOWNGRADE)
    return OPEN & (void | downgrade)


def _returned(user: User) -> Q:
    sent_back = Q(state=State.RECTIFYING, fixed_by__isnull=False, self_accepted_at=None)
    return sent_back & _mine_to_fix(user)


def _plan(user: User) -> Q:
    return Q(state=State.JUDGED) & ~(MAJOR & Q(reported_at__isnull=False)) & _mine_to_fix(user)


def _rectify(user: User) -> Q:
    returned = Q(state=State.RECTIFYING, fixed_by__isnull=False, self_accepted_at=None)
    return Q(state__in=[State.PLANNED, State.RECTIFYING]) & ~returned & _mine_to_fix(user)


def _tell(user: User) -> Q:
    told_not = receipts(desk=Receipt.Desk.WORKERS, acknowledged_at=None)
    return Q(state__in=[State.JUDGED, State.PLANNED, State.RECTIFYING]) & told_not & _mine_to_fix(user)


def due_within(today: dt.date, last: dt.date) -> Q:
    """What falls due between two days, both counted, by the date that binds now."""
    return OPEN & Q(binds_on__gte=today, binds_on__lte=last)


def _due_soon(user: User) -> Q:
    today = clock.today()
    return due_within(today, workdays.add_workdays(today, SOON_WORKDAYS)) & (_mine_to_fix(user) | Q(handler=user))


def _chase(user: User) -> Q:
    return overdue(clock.today()) & _line(user, "hazards.judge")


DUTIES: dict[str, Duty] = {
    duty.name: duty
    for duty in (
        Duty("acknowledge", "待收悉的重大隐患报告", "收到即收悉，时间精确到秒", _acknowledge, red=True),
        Duty("late", "我的已逾期", "尽快整改并说明情况", lambda u: overdue(clock.today()) & _mine_to_fix(u), red=True),
        Duty("returned", "退回我整改的", "按退回理由逐条补做，期限照算", _returned, red=True),
        Duty("accept", "待我验收", "到现场核对后验收，不合格的退回", _accept),
        Duty("close", "待我销号", "核对验收情况，由另一人销号", _close),
        Duty("extension", "待答复的延期申请", "在原期限前答复", _answer_extension),
        Duty("second", "待我确认的作废、降级", "由提出人以外的人确认", _second),
        Duty("judge", "待判定级别", "对照判定标准，一般还是重大", lambda u: _found(u, doubt=False)),
        Duty("plan", "待报整改方案", "五项齐全；重大隐患报方案并报告", _plan),
        Duty("tell", "待告知本单位职工", "贴公示或开会告知，再登记", _tell),
        Duty("rectify", "待我整改", "整改、自验，再提交", _rectify),
        Duty("handled", "分给我经办的", "站所负责人分派到您名下", lambda u: OPEN & Q(handler=u)),
        Duty("doubtful", "存疑，待市级认定", "收到意见后登记", lambda u: _found(u, doubt=True), must=False),
        Duty("soon", f"{SOON_WORKDAYS} 个工作日内到期", "提前安排，需延期的在到期前申请", _due_soon, must=False),
        Duty("chase", "本单位主管、已逾期", "督促整改，必要时挂牌督办", _chase, must=False),
    )
}


def _found(user: User, *, doubt: bool) -> Q:
    return Q(state=State.FOUND, doubt=doubt) & reach(user, "hazards.judge")


def mine(user: User) -> Q:
    """Everything the person must do something about."""
    condition = NOTHING
    for duty in DUTIES.values():
        if duty.must:
            condition |= duty.condition(user)
    return condition
