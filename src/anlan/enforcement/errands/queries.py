"""Reading planned visits: which exist for whom, and which are near enough to be joined."""

import datetime as dt

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.enforcement.errands.models import Errand
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import posts_of
from anlan.org import scope
from anlan.org.models import User

JOIN_DAYS = 10
"""Two visits to one enterprise within so many days are one (features F3.6; own default)."""
SHOWN = ("enterprise__region", "host", "visit")


def visible_to(user: User) -> QuerySet[Errand]:
    """Planned visits to the enterprises an official sees; never to one the person belongs to: nobody is warned."""
    if not scope.may(user, "enforcement.plan_visit"):
        return Errand.objects.none()
    rows = Errand.objects.filter(enterprise__in=enterprises.visible_to(user).exclude(pk__in=list(posts_of(user))))
    return rows.select_related(*SHOWN).prefetch_related("matters__brought_by", "matters__office")


def near(enterprise: Enterprise, day: dt.date) -> QuerySet[Errand]:
    """Planned visits to the enterprise close enough to a day to be joined, the nearest to come first."""
    span = (day - dt.timedelta(days=JOIN_DAYS), day + dt.timedelta(days=JOIN_DAYS))
    rows = Errand.objects.filter(enterprise=enterprise, state=Errand.State.PLANNED, planned_on__range=span)
    return rows.select_related(*SHOWN).order_by("planned_on")


def of_enterprise(user: User, enterprise: Enterprise) -> QuerySet[Errand]:
    """What is planned there, for those who may know."""
    return visible_to(user).filter(enterprise=enterprise, state=Errand.State.PLANNED).order_by("planned_on")


def coming(user: User) -> QuerySet[Errand]:
    """Visits of the person's offices that are due by the end of the week to come, or overdue."""
    offices = scope.offices_of(user)
    own = Q(host__in=offices) | Q(matters__office__in=offices, matters__left_out=False)
    until = clock.today() + dt.timedelta(days=7)
    return visible_to(user).filter(own, state=Errand.State.PLANNED, planned_on__lte=until).distinct()
