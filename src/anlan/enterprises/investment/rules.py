"""Who keeps money, level and experts: the enterprise's managers and the officials of its place."""

from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import can_change
from anlan.org.models import User


def may_keep(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员或属地工作人员登记。"
