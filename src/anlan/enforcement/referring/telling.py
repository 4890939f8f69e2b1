"""What people are told of referrals: each step at once, and each day whose time has passed."""

import datetime as dt

from anlan.core import hooks, journal
from anlan.core.events import Event
from anlan.enforcement.referring import clocks, lifecycle, queries, rules
from anlan.enforcement.referring.models import Referral, ReferralEvent
from anlan.org import inbox, scope
from anlan.org.models import User

NAME = "enforcement.referring"
TO_POLICE = frozenset({"send_referral", "object", "hand_over"})


def tell(event: Event) -> None:
    """Put notices of one step into inboxes: heads of a proposal, the police of what is sent, else the two officers."""
    name = event.action.removeprefix("enforcement.")
    if not isinstance(event, ReferralEvent):
        return
    referral: Referral = event.subject
    label = lifecycle.STEPS[name].label if name in lifecycle.STEPS else "提出移送，三日内决定"
    _tell(referral, _concerned(referral, name), f"{NAME}.{event.pk}", label, event.actor_id)


def _concerned(referral: Referral, name: str) -> list[User]:
    if name == "propose_referral":
        return heads_of(referral)
    return rules.desk_of(referral) if name in TO_POLICE else referral.officers


def heads_of(referral: Referral) -> list[User]:
    """Who may decide it."""
    place = rules.penalizing.place_for(referral.office, referral.enterprise)
    found = scope.people_with("enforcement.decide_referral", place)
    return [one for one in found if not rules.heads(one, referral)]


def _tell(referral: Referral, people: list[User], key: str, words: str, actor_id: object = None) -> None:
    inbox.tell(
        [one for one in people if one.pk != actor_id],
        key=key,
        title=f"涉嫌犯罪移送 {referral}：{words}"[:120],
        body=f"{referral.party} {referral.crime_words}。现由{referral.holder}。"[:500],
        url=referral.get_absolute_url(),
        is_red=True,
    )


def remind(day: dt.date) -> None:
    """Each day: whose time has passed hears of it, once a clock. Safe to run twice, and after days nobody ran it."""
    for referral in Referral.objects.exclude(state__in=queries.OVER).select_related(*queries.SHOWN):
        found = clocks.next_clock(referral)
        if found is not None and found.is_late:
            people = [*referral.officers, *heads_of(referral), *rules.desk_of(referral)]
            _tell(referral, people, f"{NAME}.late.{found.label}.{referral.pk}", f"{found.label}已逾期")


def register() -> None:
    """Listen to the journal, and look each day at what is late."""
    journal.listen(NAME, tell)
    hooks.daily.register(NAME, remind)
