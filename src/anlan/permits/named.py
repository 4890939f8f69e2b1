"""Who and what a permit names, judged while work goes on: people still there, a certificate good today, fit sets."""

from collections.abc import Iterator
from typing import Any

from anlan.core import clock
from anlan.enterprises.certificates import queries as certificates
from anlan.enterprises.certificates.kinds import KINDS as CARDS

NEEDED = ("worker__certificates", "equipment")
"""What is read of each permit, to be read at once for many."""


def unfit(permit: Any) -> str:
    """Why the work must not go on with them today, in words; empty where it may.

    Judged anew each time: a card withdrawn or found false after the approval, somebody gone, a set found faulty. What
    is put right lets the work go on; other people or another set need another ticket (GB 30871-2022 4.16).
    """
    return next(_reasons(permit), "")


def _reasons(permit: Any) -> Iterator[str]:
    if permit.worker.until:
        yield f"作业人{permit.worker.name}已不在本单位"
    if permit.guardian and permit.guardian.until:
        yield f"监护人{permit.guardian.name}已不在本单位"
    if wanted := permit.about.certificates:
        found, why = certificates.good_for(permit.worker, wanted, clock.today())
        if found is None:
            yield f"{permit.worker.name}没有有效的{'、'.join(CARDS[one] for one in wanted)}证：{why}"
    for one in permit.equipment.all() if permit.about.equipment else []:
        if why := one.why_not(clock.today()):
            yield f"{one}不能用：{why}"
