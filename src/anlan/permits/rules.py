"""Who may do what with dangerous work. `may_…` gives an empty string for yes, else why not."""

from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import MANAGERS, post_of, posts_of
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import OFFICIALS, READERS, VILLAGERS
from anlan.permits.models import Declaration, Equipment, Permit
from anlan.permits.special import APPROVERS

GRANTS = {"permits.read": READERS, "permits.advise": OFFICIALS | VILLAGERS}
WORDS = {"permits.read": "查看作业票", "permits.advise": "对小型作业提指导意见"}
LEADERS = frozenset({Person.Post.PRINCIPAL, Person.Post.DEPUTY})
BY_CLASS = {"leader": LEADERS, "safety": MANAGERS, "expert": MANAGERS, "power": MANAGERS, "unit": MANAGERS}
YES = ""


def reads(user: User) -> bool:
    """Whether the person has permits to look at at all: for the menu."""
    return scope.may(user, "permits.read") or bool(posts_of(user))


def may_fill(user: User, enterprise: Enterprise) -> str:
    """Anybody who works there fills a ticket in; it is the enterprise's own approval (消防法 art. 21)."""
    return YES if post_of(user, enterprise) else f"由“{enterprise.name}”自己的人员填写、审批。"


def may_keep(user: User, enterprise: Enterprise) -> str:
    """The enterprise's managers keep equipment and own rules."""
    return YES if post_of(user, enterprise) in MANAGERS else f"由“{enterprise.name}”的负责人、安全管理员办理。"


def may_check(user: User, equipment: Equipment) -> str:
    """Who puts a check of a set on record."""
    return may_keep(user, equipment.enterprise)


def may_change(user: User, permit: Permit) -> str:
    """Who changes a ticket before it is approved, tests gas, says that work pauses or is done."""
    return may_fill(user, permit.enterprise)


def may_confirm(user: User, permit: Permit) -> str:
    """Measures are confirmed on site by somebody of the enterprise who does not do the work."""
    if permit.worker.user_id == user.pk:
        return "作业人不能自己确认安全措施，由监护人或其他人到现场确认。"
    return may_fill(user, permit.enterprise)


def may_approve(user: User, permit: Permit) -> str:
    """Whoever the level in force names (GB 30871-2022 Annex B.1), never the worker or the guardian."""
    level = permit.in_force
    if post_of(user, permit.enterprise) not in BY_CLASS[level.approver]:
        return f"{permit.about.label}{level.label}由{APPROVERS[level.approver]}到现场批准。"
    if user.pk in (permit.worker.user_id, permit.guardian.user_id if permit.guardian else None):
        return "作业人、监护人不能批准自己的作业票。"
    return YES


def may_close(user: User, permit: Permit) -> str:
    """Closed by somebody of the enterprise other than the worker."""
    if permit.worker.user_id == user.pk:
        return "作业人不能自己验收，由监护人或负责人看守后验收。"
    return may_fill(user, permit.enterprise)


def may_agree(user: User, permit: Permit) -> str:
    """An own rule is set aside by a leader."""
    return YES if post_of(user, permit.enterprise) in LEADERS else "由主要负责人或分管负责人同意。"


def may_end_rule(user: User, enterprise: Enterprise) -> str:
    """An own rule is ended by a leader."""
    return YES if post_of(user, enterprise) in LEADERS else "由主要负责人或分管负责人废止。"


def may_advise(user: User, declaration: Declaration) -> str:
    """Officials and villagers of its place guide; they approve nothing."""
    covered = scope.covers(user, declaration.enterprise.place, "permits.advise")
    return YES if covered else "由乡镇、村的工作人员提指导意见。"
