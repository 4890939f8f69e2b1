"""The tab this room adds to the enterprise's page."""

from anlan.core.hooks import Tab
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises.queries import is_small
from anlan.inspections import queries
from anlan.inspections.rounds.queries import are_shown
from anlan.org.models import User


def _count(user: User, enterprise: Enterprise) -> int:
    return queries.of_enterprise(user, enterprise.pk).count()


ENTERPRISE_TAB = Tab("检查", "inspections:of_enterprise", order=40, count=_count)
ROUNDS_TAB = Tab("防火巡查", "inspections:rounds_of", order=45, shown=lambda user, enterprise: are_shown(enterprise))
REPORT_TAB = Tab("发现隐患，报告", "selfcheck:report", order=200)
DOOR_TAB = Tab("本月自查", "selfcheck:start", shown=lambda user, enterprise: is_small(enterprise))
"""The button behind the code at the door of small premises."""
MENDED_TAB = Tab("隐患改好了，拍一张", "selfcheck:mended", order=110, shown=DOOR_TAB.shown)
"""Shown whether or not anything is open there: a passer-by learns nothing from it."""
