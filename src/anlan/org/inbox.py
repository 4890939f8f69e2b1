"""The inbox: red matters at once, everything else once a day."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from anlan.core import clock
from anlan.org.models import Notice, User


def tell(
    users: Iterable[User],
    *,
    key: str,
    title: str,
    body: str = "",
    url: str = "",
    is_red: bool = False,
) -> int:
    """Put a notice into each inbox, once per person and key; returns how many are new.

    A red notice is shown at once; another waits for the next morning's digest, so that nobody gets more than one a
    day, unless the person chose to see everything at once.
    """
    moment = clock.now()
    tomorrow = clock.today() + dt.timedelta(days=1)
    notices = [
        Notice(
            user=user,
            key=key,
            title=title,
            body=body[:500],
            url=url,
            is_red=is_red,
            created_at=moment,
            shown_on=tomorrow if user.wants_digest and not is_red else clock.today(),
        )
        for user in {user.pk: user for user in users}.values()
    ]
    theirs = Notice.objects.filter(key=key, user__in=[one.user for one in notices])  # their index begins with the user
    before = theirs.count()
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return theirs.count() - before


def shown_to(user: User) -> QuerySet[Notice]:
    """What the person's inbox shows today: red first, then the newest."""
    return user.notices.filter(shown_on__lte=clock.today()).order_by("-is_red", "-created_at")


def unread_count(user: User) -> int:
    """How many shown notices the person has not opened."""
    return shown_to(user).filter(read_at=None).count()


def mark_read(user: User, notices: QuerySet[Notice]) -> int:
    """Mark the person's own notices among these as read; returns how many were not."""
    return notices.filter(user=user, read_at=None).update(read_at=clock.now())


def waiting_count(user: User) -> int:
    """How many ordinary notices wait for the next morning's digest."""
    return user.notices.filter(shown_on__gt=clock.today()).count()
