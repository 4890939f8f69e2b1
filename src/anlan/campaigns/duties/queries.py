"""Reading duties in force: which campaigns run for a person, whom they bind, what is theirs to do."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.campaigns.duties import board, rules
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.models import Statement
from anlan.campaigns.duties.sorts import sorts_of
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.duties.subjects import Kind, Subject
from anlan.campaigns.plans.models import Campaign, Duty
from anlan.campaigns.steering.queries import townships_of
from anlan.core import clock
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.org import scope
from anlan.org.models import User

FIRST = {Standing.MISSED: 0, Standing.DUE: 1, Standing.LATE: 2, Standing.DONE: 3, Standing.COMING: 4}
"""The order in which a person is shown what is theirs: what was missed, what is due, then the rest."""


def in_force(user: User) -> QuerySet[Campaign]:
    """Campaigns in force in the townships a person reads or whose enterprises they manage, the latest first."""
    managed = Enterprise.objects.filter(pk__in=list(posts_of(user))).values_list("region_code", flat=True)
    theirs = Q(region__in=townships_of(user, "campaigns.read_duties").order_by().values("code"))
    theirs |= Q(region__in={scope.township_of(code) for code in managed})
    rows = Campaign.objects.filter(theirs, issued_at__isnull=False).select_related("region", "office")
    return rows.defer("text", "clauses").order_by("-starts_on", "-id")


def running(user: User) -> QuerySet[Campaign]:
    """Those of them that run today."""
    today = clock.today()
    return in_force(user).filter(starts_on__lte=today, ends_on__gte=today)


def rows_for(user: User, campaign: Campaign) -> list[Row]:
    """The board as far as the person sees its subjects."""
    return board.rows_of(campaign, rules.sight_of(user), among=enterprises.visible_to(user).order_by().values("pk"))


def said_by(user: User, campaign: Campaign, lineage: UUID) -> QuerySet[Statement]:
    """What a person said of a duty and has not taken back."""
    return Statement.objects.filter(campaign=campaign, lineage=lineage, said_by=user, taken_back="")


def following_events(campaign: Campaign) -> QuerySet[Duty]:
    """The duties of a campaign in force that follow events."""
    return campaign.duties.filter(rhythm=Duty.Rhythm.ON_EVENT, valid_to=None).exclude(outcome="dropped")


def called_by(campaign: Campaign, sort: str) -> list[Duty]:
    """Those of them that speak of events of a sort."""
    return [one for one in following_events(campaign) if sort in sorts_of(one)]


@dataclass(frozen=True)
class Mine:
    """One thing to do: the campaign, the duty's row, the instance."""

    campaign: Campaign
    row: Row
    instance: Instance

    @property
    def key(self) -> tuple[Any, Any]:
        """Campaign and duty: what one gives out."""
        return self.campaign.pk, self.row.asked.duty.lineage

    @property
    def is_lookout(self) -> bool:
        """Whether a lookout calls for it: then the lookout itself is what one is shown."""
        return self.row.asked.proof is not None and self.row.asked.proof.name == "lookout"

    def why_not_state(self, user: User) -> str:
        """Why this person cannot say in words that it was done; empty where they may."""
        if self.row.asked.proof:
            return f"{self.row.asked.proof.label}后自动计入"
        if self.instance.standing is Standing.COMING:
            return "还没有开始"
        return rules.may_state(user, self.instance.subject)


def of_subject(campaign: Campaign, kind: Kind, key: Any) -> list[Mine]:
    """Everything a campaign asks of one subject, what was missed first."""
    among = [key] if kind is Kind.ENTERPRISE else []
    rows = board.rows_of(campaign, lambda subject: subject.kind is kind and subject.key == key, among=among)
    found = [Mine(campaign, row, one) for row in rows for one in row.instances]
    return sorted(found, key=lambda mine: (FIRST[mine.instance.standing], mine.instance.period.due_on))


def mine(user: User, kinds: Collection[Kind] = tuple(Kind)) -> list[Mine]:
    """What the person answers for in the campaigns that run: their enterprises, village, office, township.

    What was missed first, then what is due; of these `kinds` of subject only.
    """
    managed = {pk for pk, post in posts_of(user).items() if post in MANAGERS}
    own = _own(user, managed)
    found = [
        Mine(campaign, row, one)
        for campaign in running(user)
        for row in board.rows_of(campaign, own, kinds=kinds, among=managed)
        for one in row.instances
    ]
    return sorted(found, key=lambda one: (FIRST[one.instance.standing], one.instance.period.due_on))


def _own(user: User, managed: Collection[Any]) -> board.Sees:
    def sees(subject: Subject) -> bool:
        if subject.kind is Kind.ENTERPRISE:
            return subject.key in managed
        return not rules.may_state(user, subject)

    return sees
