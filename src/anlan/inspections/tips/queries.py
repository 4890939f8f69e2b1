"""Reading tips."""

import datetime as dt

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.files.models import StoredFile
from anlan.inspections.tips.models import Tip
from anlan.inspections.tips.rules import SETTLE
from anlan.org import scope
from anlan.org.models import User

SPARE = 60


def may_keep_spare() -> bool:
    """Whether photos of a refused report may be kept: not without end, for anybody may send them."""
    since = clock.now() - dt.timedelta(hours=1)
    return StoredFile.objects.filter(uploaded_by=None, uploaded_at__gt=since, uses=None).count() < SPARE


def visible_to(user: User) -> QuerySet[Tip]:
    """Tips of the person's territory, and of the place they manage; the unverified first."""
    reach = scope.rows(
        user,
        permission=SETTLE,
        region="enterprise__region_code",
        strip="enterprise__strip_id",
        industry="enterprise__main_industry_id",
    )
    managed = [pk for pk, post in posts_of(user).items() if post in MANAGERS]
    employed = Q(kept_from_place=True, enterprise__in=list(posts_of(user)))
    rows = Tip.objects.filter(reach | Q(enterprise__in=managed)).exclude(employed)
    return rows.select_related("enterprise__region", "hazard", "settled_by")


def waiting(user: User) -> QuerySet[Tip]:
    """Those nobody has been to look at yet, the oldest first."""
    return visible_to(user).filter(state=Tip.State.UNVERIFIED).order_by("told_at", "id")


def sees_any(user: User) -> bool:
    """Whether the person settles tips anywhere: for the menu."""
    return scope.may(user, SETTLE) or any(post in MANAGERS for post in posts_of(user).values())
