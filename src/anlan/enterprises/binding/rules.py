"""Who confirms having read, who tells others, and who makes the plate."""

from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import can_change, post_of
from anlan.org import scope
from anlan.org.models import User


def is_its_own(user: User, enterprise: Enterprise) -> bool:
    """Whether the person holds a post there, and so confirms for themselves."""
    return post_of(user, enterprise) is not None


def can_make_known(user: User, enterprise: Enterprise) -> bool:
    """Whether the person may put on record that somebody was told, and may remind."""
    return scope.covers(user, enterprise.place, "enterprises.make_known")


def can_make_plate(user: User, enterprise: Enterprise) -> bool:
    """Whether the person may make the plate at the door, or void an old one."""
    return can_change(user, enterprise)
