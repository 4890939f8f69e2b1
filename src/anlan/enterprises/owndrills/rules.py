"""Who puts the township's own drills on record, and by when the next is held."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.models import OwnDrill
from anlan.org import scope
from anlan.org.models import Office, User
from anlan.org.roles import Role

YEARS, SOON_DAYS = 2, 90
"""At least one in so many years (生产安全事故应急条例 art. 8); so long before it stands on the page of work."""
LAW = "生产安全事故应急条例 第八条"
RECORD = "enterprises.record_own_drill"
GRANTS = {RECORD: {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER}}
WORDS = {RECORD: "登记乡镇本级应急演练"}


def may_record(user: User, office: Office | None = None) -> str:
    """Empty for yes, else the reason; of one office where it is named."""
    if office is None:
        return "" if scope.may(user, RECORD) else "由乡镇工作人员登记。"
    covered = Office.objects.filter(scope.within(user, RECORD, "region__code"), pk=office.pk).exists()
    return "" if covered else "由本级政府的工作人员登记。"


def next_by(drill: OwnDrill) -> dt.date:
    """The last day to hold the next."""
    return clock.years_after(drill.held_on, YEARS)
