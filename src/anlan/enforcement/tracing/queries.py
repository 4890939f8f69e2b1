"""Reading trace-backs: which exist for whom."""

from django.db.models import Q, QuerySet

from anlan.enforcement.tracing.models import Trace
from anlan.org import scope
from anlan.org.models import User

SHOWN = ("enterprise__region", "strip", "hazard__criterion", "opened_by", "concluded_by")


def visible_to(user: User) -> QuerySet[Trace]:
    """Trace-backs in the territory of those who read them, and those a person is asked to explain in."""
    reach = scope.rows(user, permission="enforcement.read_traces")
    asked = Trace.asked.through.objects.filter(user=user).values("trace")
    return Trace.objects.filter(reach | Q(pk__in=asked)).select_related(*SHOWN)


def to_explain(user: User) -> QuerySet[Trace]:
    """Running ones in which the person is asked and has said nothing yet."""
    rows = Trace.objects.filter(asked=user, concluded_at=None).select_related(*SHOWN)
    return rows.exclude(events__action="enforcement.explain", events__actor=user)


def of_enterprise(user: User, enterprise_id: object) -> QuerySet[Trace]:
    """The trace-backs of one enterprise the person may see."""
    return visible_to(user).filter(enterprise=enterprise_id)
