"""Reading referrals: which exist for whom, and what waits for whom."""

from django.db.models import Q, QuerySet

from anlan.enforcement.referring import lifecycle
from anlan.enforcement.referring.models import Referral
from anlan.org import scope
from anlan.org.models import User

SHOWN = (
    "enterprise__region",
    "person",
    "office__region",
    "to_office",
    "case",
    "hazard",
    "lead",
    "second",
    "decided_by",
)
State = Referral.State
OVER = (State.REFUSED, State.ENDED, State.RESULTED)
SEEN_BY_POLICE = (State.SENT, State.DECLINED, State.OBJECTED, State.FILED, State.RESULTED, State.ENDED)
MOST = 50


def visible_to(user: User) -> QuerySet[Referral]:
    """Referrals of the person's territory, office or own hand; the police see what was sent to them."""
    reach = scope.rows(user, region="region_code", strip="office_id", permission="enforcement.read_referrals")
    own = Q(lead=user) | Q(second=user) | Q(proposed_by=user)
    sent = Q(to_office__in=_offices(user, "enforcement.receive_referral"), state__in=SEEN_BY_POLICE)
    return Referral.objects.filter(reach | own | sent).select_related(*SHOWN)


def _offices(user: User, permission: str) -> list:
    return [one.office_id for one in scope.grants_of(user) if scope.roles.may(one.role, permission)]


def waiting(user: User) -> list[tuple[Referral, list[str]]]:
    """Open referrals in which the person can do something now, with the steps; the oldest first."""
    rows = visible_to(user).exclude(state__in=OVER).order_by("proposed_at")[:MOST]
    found = [(one, open_steps(user, one)) for one in rows]
    return [(one, steps) for one, steps in found if steps]


ASIDE = frozenset({"copy_to_procuratorate", "ask_supervision", "give_result"})
"""Steps nobody is waited for at once."""


def open_steps(user: User, referral: Referral) -> list[str]:
    """The steps that wait for the person."""
    return [name for name in lifecycle.STEPS if name not in ASIDE and not lifecycle.reason(user, referral, name)]
