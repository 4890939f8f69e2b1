"""Reading exemptions: which exist for whom, and what waits to be decided."""

from django.db.models import QuerySet

from anlan.enforcement.exempting import rules
from anlan.enforcement.exempting.conditions import OWN
from anlan.enforcement.exempting.models import Exemption
from anlan.enforcement.exempting.moments import AUTHORITY
from anlan.hazards.models import Hazard, Level, State
from anlan.inspections.models import Finding
from anlan.org import scope
from anlan.org.models import User

SHOWN = ("hazard__enterprise", "hazard__region", "decided_by")
MOST = 30


def visible_to(user: User) -> QuerySet[Exemption]:
    """Decisions of the person's territory."""
    reach = scope.rows(
        user,
        region="region_code",
        strip="hazard__strip_id",
        governor="hazard__governed_by_id",
        permission="enforcement.read_exemptions",
    )
    return Exemption.objects.filter(reach).select_related(*SHOWN)


def of_hazard(hazard: Hazard) -> Exemption | None:
    """What was decided about a hazard, if anything was."""
    return Exemption.objects.filter(hazard=hazard).select_related("decided_by", "hazard__enterprise").first()


def to_decide(user: User) -> list[Hazard]:
    """Major hazards an enterprise found itself and an authority then met with, for the person's office to decide on."""
    if not scope.may(user, "enforcement.decide_exemption"):
        return []
    reach = scope.rows(
        user,
        region="region_code",
        strip="strip_id",
        governor="governed_by_id",
        permission="enforcement.decide_exemption",
    )
    # What authorities met with is little beside what enterprises found: from there.
    met = Finding.objects.filter(visit__kind__in=AUTHORITY).exclude(hazard=None).order_by().values("hazard")
    rows = Hazard.objects.filter(reach, pk__in=met, level=Level.MAJOR, source__in=OWN, exemption=None)
    rows = rows.exclude(state=State.VOID).select_related("enterprise", "strip")[:MOST]
    return [one for one in rows if not rules.may_decide(user, one)]
