"""Who and what a permit names, judged while work goes on: people still there, a certificate good today, fit sets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from anlan.core import clock
from anlan.enterprises.certificates import queries as certificates
from anlan.enterprises.certificates.kinds import KINDS as CARDS
from anlan.enterprises.contracts import queries as contracts

NEEDED = ("worker__certificates", "equipment", "enterprise__contracts__contractor")
"""What is read of each permit, to be read at once for many."""
ANOTHER = "停下来，叫停这张票，换{who}另办一张。"
CONTRACT = "先中断；合同续签、登记好再恢复，要换{who}的叫停，另办一张。"
CARD = "先中断；证件补好（登记新证、复审）再恢复，要换人的叫停，另办一张。"
SET = "先中断；设备修好、检查合格并登记后再恢复，要换设备的叫停，另办一张。"


@dataclass(frozen=True)
class Halt:
    """Why open work must stop, what to do to go on, and a mark: equal as long as the halt is the same one.

    Once it was put right, the next halt for the same reason has another mark.
    """

    words: str
    way: str
    mark: str


def unfit(permit: Any) -> str:
    """Why the work must not go on with them today, in words; empty where it may."""
    return next((one.words for one in halts(permit)), "")


def halts(permit: Any) -> Iterator[Halt]:
    """Each reason for which the work must not go on with them today.

    Judged anew each time: a card withdrawn or found false after the approval, somebody gone or no longer under
    contract, a set found faulty. What is put right lets the work go on; other people or another set need another
    ticket (GB 30871-2022 4.16).
    """
    for who, person in (("作业人", permit.worker), ("监护人", permit.guardian)):
        if person is None:
            continue
        if person.until:
            yield Halt(f"{who}{person.name}已不在本单位", ANOTHER.format(who=who), f"left.{person.pk}")
        ended, why = contracts.unbound(person, permit.enterprise.contracts.all(), clock.today())
        if ended:
            mark = f"contract.{ended.pk}.{ended.last_day}"
            yield Halt(f"{who}{person.name}{why}", CONTRACT.format(who=who), mark)
    if wanted := permit.about.certificates:
        found, why = certificates.good_for(permit.worker, wanted, clock.today())
        if found is None:
            words = f"{permit.worker.name}没有有效的{'、'.join(CARDS[one] for one in wanted)}证：{why}"
            cards = [one.event_count for one in permit.worker.certificates.all() if one.kind in wanted]
            yield Halt(words, CARD, f"card.{sum(cards)}")
    for one in permit.equipment.all() if permit.about.equipment else []:
        if why := one.why_not(clock.today()):
            yield Halt(f"{one}不能用：{why}", SET, f"set.{one.pk}.{one.event_count}")
