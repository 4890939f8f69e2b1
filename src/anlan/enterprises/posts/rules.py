"""Who keeps the duty lists of an enterprise: its managers, and officials of its place on their behalf."""

from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import MANAGERS, can_change, post_of
from anlan.org.models import User


def may_keep(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员办理。"


def may_sign(user: User, person: Person) -> str:
    """Empty for yes, else the reason: everybody signs for themselves; paper is recorded by who keeps the lists."""
    return "" if person.user_id == user.pk else "只能由本人签。纸质签字的，请登记扫描件。"


def may_check(user: User, person: Person) -> str:
    """Empty for yes, else the reason: a manager of the enterprise, and never oneself."""
    if post_of(user, person.enterprise) not in MANAGERS:
        return "由本单位负责人、安全管理员考核。"
    return "自己的履职由别人考核。" if person.user_id == user.pk else ""
