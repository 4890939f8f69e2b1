"""Reading the township's own drills."""

from django.db.models import Q, QuerySet

from anlan.enterprises.models import OwnDrill
from anlan.org import scope
from anlan.org.models import Office, User


def _inside(user: User, permission: str, column: str) -> Q:
    """Rows whose region code in `column` lies in a territory of the person's grants that carry a permission."""
    inside = Q(pk__in=[])
    for grant in scope.grants_of(user):
        if scope.roles.may(grant.role, permission):
            inside |= Q(**{f"{column}__startswith": grant.region.prefix})
    return inside


def visible_to(user: User) -> QuerySet[OwnDrill]:
    """Drills of the governments in the person's territory."""
    rows = OwnDrill.objects.filter(_inside(user, "enterprises.read", "office__region__code"))
    return rows.select_related("office__region")


def offices_for(user: User) -> QuerySet[Office]:
    """Township governments of which the person puts drills on record."""
    rows = Office.objects.filter(kind=Office.Kind.TOWNSHIP, ended_on=None).select_related("region")
    return rows.filter(_inside(user, "enterprises.record_own_drill", "region__code")).order_by("sort_key")
