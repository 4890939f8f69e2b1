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
GRANTS = {"enterprises.record_own_drill": {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER}}
WORDS = {"enterprises.record_own_drill": "登记乡镇本级应急演练"}


def may_record(user: User, office: Office | None = None) -> str:
    """Empty for yes, else the reason; of one office where it is named."""
    if office is None:
        return "" if scope.may(user, "enterprises.record_own_drill") else "由乡镇工作人员登记。"
    inside = [one for one in scope.grants_of(user) if scope.roles.may(one.role, "enterprises.record_own_drill")]
    covered = any(office.region.code.startswith(one.region.prefix) for one in inside)
    return "" if covered else "由本级政府的工作人员登记。"


def next_by(drill: OwnDrill) -> dt.date:
    """The last day to hold the next."""
    return clock.years_after(drill.held_on, YEARS)
