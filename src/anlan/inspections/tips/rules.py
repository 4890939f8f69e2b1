"""Who reads tips, goes to look, sets one aside, and learns who told it."""

from anlan.enterprises.rules import MANAGERS, post_of
from anlan.inspections.tips.models import Tip
from anlan.org import scope
from anlan.org.models import User

SETTLE = "inspections.settle_tips"


def may_confirm(user: User, tip: Tip) -> bool:
    """Officials and villagers of the place; its own managers where the teller did not keep it from them."""
    return may_set_aside(user, tip) or (not tip.kept_from_place and post_of(user, tip.enterprise) in MANAGERS)


def may_set_aside(user: User, tip: Tip) -> bool:
    """Never somebody of the place: what speaks against it is not its own to put away. The same read who told it."""
    return post_of(user, tip.enterprise) is None and scope.covers(user, tip.enterprise.place, SETTLE)
