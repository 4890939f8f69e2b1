"""What this room adds to the enterprise's page and to the page behind the code at its door."""

from typing import Any

from anlan.core.hooks import Tab
from anlan.org.models import User
from anlan.permits import queries


def _count(user: User, enterprise: Any) -> int:
    return queries.visible_to(user).filter(queries.today(), enterprise=enterprise.pk).count()


ENTERPRISE_TAB = Tab("今天的危险作业", "permits:of_enterprise", order=60, count=_count)
DOOR_TAB = Tab("动火等作业", "permits_door:now", order=120)
