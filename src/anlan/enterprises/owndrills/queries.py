"""Reading the township's own drills."""

from django.db.models import QuerySet

from anlan.enterprises.models import OwnDrill
from anlan.enterprises.owndrills import rules
from anlan.org import scope
from anlan.org.models import Office, User


def visible_to(user: User) -> QuerySet[OwnDrill]:
    """Drills of the governments in the person's territory."""
    rows = OwnDrill.objects.filter(scope.within(user, "enterprises.read", "office__region__code"))
    return rows.select_related("office__region")


def offices_for(user: User) -> QuerySet[Office]:
    """Township governments of which the person puts drills on record."""
    rows = Office.objects.filter(kind=Office.Kind.TOWNSHIP, ended_on=None).select_related("region")
    return rows.filter(scope.within(user, rules.RECORD, "region__code")).order_by("sort_key")
