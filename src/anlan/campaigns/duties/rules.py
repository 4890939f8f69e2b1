"""Who sees whose duties, and who may say for a subject what was done."""

from collections.abc import Callable

from anlan.campaigns.duties.models import Statement
from anlan.campaigns.duties.subjects import Kind, Subject
from anlan.campaigns.plans.models import Campaign
from anlan.campaigns.steering.rules import holds
from anlan.enterprises import queries as enterprises
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import OFFICIALS, READERS, VILLAGERS
from anlan.org.scope import Place

GRANTS = {
    "campaigns.read_duties": READERS,
    "campaigns.state_duty": OFFICIALS | VILLAGERS,
    "campaigns.record_happening": OFFICIALS,
}
WORDS = {
    "campaigns.read_duties": "查看任务完成情况",
    "campaigns.state_duty": "填报本村、本单位的任务完成情况",
    "campaigns.record_happening": "登记触发任务的事由",
}


def sight_of(user: User) -> Callable[[Subject], bool]:
    """Which subjects a person sees: enterprises, villages and offices of their territory, and their own.

    One query, whatever the number of subjects.
    """
    known = set(enterprises.visible_to(user).values_list("pk", flat=True))
    own = scope.offices_of(user)

    def sees(subject: Subject) -> bool:
        if subject.kind is Kind.ENTERPRISE:
            return subject.key in known
        if subject.kind is Kind.OFFICE and subject.key in own:
            return True
        return scope.covers(user, Place(subject.region_code, subject.office_id), "campaigns.read_duties")

    return sees


def may_state(user: User, subject: Subject) -> str:
    """Empty for yes, else the reason: a subject speaks for itself (its managers, its village, its office)."""
    if subject.kind is Kind.ENTERPRISE:
        return "" if posts_of(user).get(subject.key) in MANAGERS else "由该单位的负责人、安全管理员填报。"
    if subject.kind is Kind.OFFICE:
        return "" if subject.key in scope.offices_of(user) else f"由{subject.name}填报。"
    exact = [grant for grant in scope.grants_of(user) if grant.region_id == subject.region_code]
    if subject.kind is Kind.TOWNSHIP:
        # An office with a line of its own answers for its office, not for the township.
        exact = [grant for grant in exact if grant.breadth == grant.Breadth.TERRITORY]
    if any(scope.roles.may(grant.role, "campaigns.state_duty") for grant in exact):
        return ""
    return f"由{subject.name}填报。"


def may_take_back(user: User, statement: Statement) -> str:
    """Empty for yes, else the reason: who said it, while it stands."""
    if statement.taken_back:
        return "已撤回。"
    return "" if statement.said_by_id == user.pk else "由填报人本人撤回。"


def may_record_happening(user: User, campaign: Campaign) -> str:
    """Empty for yes, else the reason."""
    if campaign.standing != "running":
        return "行动不在进行中。"
    return "" if holds(user, "campaigns.record_happening", campaign.region) else "由乡镇领导、站所工作人员登记。"
