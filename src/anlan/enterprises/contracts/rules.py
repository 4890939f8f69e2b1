"""Who keeps contracts: the enterprise's managers and the officials of its place; the survey is the principal's."""

from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import MANAGERS, can_change, post_of, posts_of
from anlan.org import scope
from anlan.org.models import User


def may_keep(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员办理。"


def may_keep_contractors(user: User) -> str:
    """Empty for yes, else the reason: whoever keeps contracts anywhere."""
    manages = any(post in MANAGERS for post in posts_of(user).values())
    return "" if manages or scope.may(user, "enterprises.change") else "由企业负责人、安全管理员或工作人员登记。"


def may_read_contractors(user: User) -> str:
    """Empty for yes, else the reason."""
    return "" if posts_of(user) or scope.may(user, "enterprises.read") else "相关方名册由企业和工作人员查看。"


def may_retire(user: User) -> str:
    """Empty for yes, else the reason: others of the district use the same file."""
    return "" if scope.may(user, "enterprises.change") else "相关方由全区共用，停用由乡镇工作人员办理。"


def may_confirm_survey(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if post_of(user, enterprise) == Person.Post.PRINCIPAL else "由主要负责人本人确认，没有的也要确认。"
