"""Reminders before a contract, an agreement or a qualification ends: 30 and 7 days, once each."""

import datetime as dt

from anlan.core import clock, hooks
from anlan.enterprises.contracts import queries
from anlan.enterprises.models import Contract
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox
from anlan.org.models import User

NAME = "enterprises.contracts"
DAYS = (30, 7)


def remind(day: dt.date | None = None) -> int:
    """Tell the managers of what ends within 30 or 7 days; returns how many notices are new."""
    today = day or clock.today()
    return sum(_tell(one, today, ahead) for ahead in DAYS for one in _ending(today, ahead))


def _ending(today: dt.date, ahead: int) -> list[Contract]:
    return list(queries.expiring(today, today + dt.timedelta(days=ahead)))


def _tell(contract: Contract, today: dt.date, ahead: int) -> int:
    managers = {"enterprise_posts__post__in": MANAGERS, "enterprise_posts__until": None}
    people = User.objects.filter(enterprise_posts__enterprise=contract.enterprise_id, is_active=True, **managers)
    ends = {"合同": contract.ends_on, "安全协议": contract.agreement_to, "对方资质": contract.contractor.qualified_to}
    last = today + dt.timedelta(days=ahead)
    soon = [f"{what} {clock.day_words(on)}到期" for what, on in ends.items() if on and today <= on <= last]
    return inbox.tell(
        people,
        key=f"{NAME}.{contract.pk}.{ahead}.{'.'.join(soon)}"[:120],
        title=f"{contract}：{'，'.join(soon)}"[:120],
        body="到期前续签或者换证；到期没有续的，会列入档案缺口。",
        url=contract.get_absolute_url(),
    )


def register() -> None:
    """Each day."""
    hooks.daily.register(NAME, remind)
