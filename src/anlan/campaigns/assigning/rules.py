"""Who gives tasks to whom, and who says that one is done. Empty for yes, else the reason."""

from anlan.campaigns.assigning.models import Assignment
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import post_of
from anlan.org.models import User

DEPUTIES = frozenset({Person.Post.DEPUTY, Person.Post.SAFETY_OFFICER})


def may_assign(user: User, enterprise: Enterprise) -> str:
    """The principal answers for the whole and shares it out (安全生产法 第二十一条)."""
    return "" if post_of(user, enterprise) == Person.Post.PRINCIPAL else "由主要负责人分派。"


def may_take_back(user: User, assignment: Assignment) -> str:
    """The principal, while it is open."""
    if not assignment.is_open:
        return "已经收回。" if assignment.taken_back else "已经完成。"
    return may_assign(user, assignment.enterprise)


def may_finish(user: User, assignment: Assignment) -> str:
    """Whom it was given to; the principal for somebody without an account."""
    if not assignment.is_open:
        return "已经收回。" if assignment.taken_back else "已经完成。"
    person = assignment.person
    mine = person.user_id == user.pk and person.until is None
    stands_in = person.user_id is None and not may_assign(user, assignment.enterprise)
    return "" if mine or stands_in else f"由{person.name}填报。"
