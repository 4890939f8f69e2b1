"""Who reads out codes, and who says which lists are a place's."""

from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import can_change, post_of
from anlan.org import scope
from anlan.org.models import User


def can_read_codes(user: User, enterprise: Enterprise) -> bool:
    """Whether the person may see a waiting code of this place and ring its owner."""
    return scope.covers(user, enterprise.place, "enterprises.read_codes")


def can_choose_lists(user: User, enterprise: Enterprise) -> bool:
    """Whoever keeps the file, and anybody who works there: they know whether they cook with gas."""
    return post_of(user, enterprise) is not None or can_change(user, enterprise)
