"""What this room adds to the enterprise's page, to its special archives and to the page behind its code."""

from typing import Any

from anlan.core.hooks import Tab
from anlan.org.models import User
from anlan.permits import queries


def _count(user: User, enterprise: Any) -> int:
    return queries.visible_to(user).filter(queries.today(), enterprise=enterprise.pk).count()


ENTERPRISE_TAB = Tab("今天的危险作业", "permits:of_enterprise", order=60, count=_count)
SETS_TAB = Tab("焊割等设备", "permits:sets_of")
DOOR_TAB = Tab("动火等作业", "permits_door:now", order=120)
