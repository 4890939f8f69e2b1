"""Who reads signs, decides, settles and answers. Each `may_…` gives an empty string for yes, else the reason."""

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.enforcement.cases.rules import is_disobeyed
from anlan.enforcement.documents.models import Document
from anlan.enforcement.forshow.models import Review
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.org import scope
from anlan.org.models import Office, Power, User
from anlan.org.roles import READERS, Role

GRANTS = {
    "enforcement.read_for_show": READERS - {Role.EXPERT},
    "enforcement.decide_for_show": {Role.LEADER, Role.OFFICE_HEAD},
    "enforcement.settle_for_show": {Role.OFFICE_HEAD, Role.OFFICER},
}
WORDS = {
    "enforcement.read_for_show": "查看走过场自查的事实",
    "enforcement.decide_for_show": "决定走过场自查怎么处理",
    "enforcement.settle_for_show": "办理限期改正、停产停业整顿的建议，登记约谈",
}
NEEDS = {Review.Decision.CORRECT: Power.Kind.ORDER, Review.Decision.STOP: Power.Kind.PENALTY}
"""The power an office must hold for what is proposed to it (安全生产法 第六十五条、第九十七条、第一百零二条)."""


def sees(user: User, enterprise: Enterprise) -> bool:
    """Officials of the place, and the enterprise's own managers."""
    return scope.covers(user, enterprise.place, "enforcement.read_for_show") or post_of(user, enterprise) in MANAGERS


def may_decide(user: User, enterprise: Enterprise) -> str:
    """A leader of the place or the head of an office it belongs to: one named person."""
    decides = scope.covers(user, enterprise.place, "enforcement.decide_for_show")
    return "" if decides else "由乡镇领导或主管单位负责人决定。"


def may_settle(user: User, review: Review) -> str:
    """Whom it was proposed to; a talk is put on record by officials of the place."""
    if not review.waits:
        return "已经办结，或者不需要再办。"
    if review.office_id is None:
        here = scope.covers(user, review.enterprise.place, "enforcement.settle_for_show")
        return "" if here or user.pk == review.decided_by_id else "由主管单位工作人员登记约谈。"
    acts = any(
        one.office_id == review.office_id and scope.roles.may(one.role, "enforcement.settle_for_show")
        for one in scope.grants_of(user)
    )
    return "" if acts else f"由{review.office}的工作人员办理。"


def may_reply(user: User, review: Review) -> str:
    """The enterprise's managers, once."""
    if post_of(user, review.enterprise) not in MANAGERS:
        return "由该单位负责人或安全管理员回应。"
    return "已经回应过；有新情况请直接联系决定的人。" if review.replied_at else ""


def offices(enterprise: Enterprise, decision: str) -> QuerySet[Office]:
    """Offices of the township and the district that hold the power a proposal needs, today."""
    day, kind = clock.today(), NEEDS[Review.Decision(decision)]
    held = Q(powers__kind=kind, powers__valid_from__lte=day)
    held &= Q(powers__valid_to=None) | Q(powers__valid_to__gte=day)
    places = [scope.township_of(enterprise.region_code), enterprise.region_code[:6].ljust(12, "0")]
    rows = Office.objects.filter(held, region__in=places, ended_on=None)
    return rows.distinct().order_by("-region_id", "sort_key")


def may_stop(enterprise: Enterprise) -> str:
    """Whether stopping may be proposed: only where an order was not obeyed (安全生产法 第九十七条、第一百零二条)."""
    rows = Document.objects.filter(
        enterprise=enterprise,
        kind=Document.Kind.ORDER,
        state=Document.State.ISSUED,
        served_at__isnull=False,
    )
    if any(is_disobeyed(one) for one in rows):
        return ""
    return "责令限期改正、逾期没有改正或者拒不执行的，才能停产停业整顿；本单位没有这样的指令书，先建议限期改正。"
