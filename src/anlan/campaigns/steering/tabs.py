"""The tab steering adds to a hazard's record."""

from anlan.campaigns.steering import queries
from anlan.core.hooks import Tab
from anlan.hazards.models import Hazard
from anlan.org import scope
from anlan.org.models import User


def _count(user: User, hazard: Hazard) -> int:
    return queries.supports(user).filter(hazard=hazard).count()


HAZARD_TAB = Tab(
    "整改支持",
    "campaigns:support_of",
    order=60,
    shown=lambda user, hazard: scope.may(user, "campaigns.read_steering"),
    count=_count,
)
