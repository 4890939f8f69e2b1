"""The clocks of a referral, from what is on record alone (rules.md R3.21; 行政执法机关移送涉嫌犯罪案件的规定)."""

import datetime as dt
from dataclasses import dataclass

from anlan.core import clock
from anlan.enforcement.referring.models import Referral

DAYS = 3  # calendar days: to decide, to answer, to object, to answer that, to hand over (arts. 5, 8, 9, 12)
HOURS = 24  # from the decision to the police (art. 5)
State = Referral.State


@dataclass(frozen=True)
class Clock:
    """What must be done by when, by which article, and when it was; `is_by_hour` where hours count."""

    label: str
    due_at: dt.datetime
    source: str
    done_at: dt.datetime | None = None
    is_by_hour: bool = False

    @property
    def is_running(self) -> bool:
        """Whether it still waits."""
        return self.done_at is None

    @property
    def is_late(self) -> bool:
        """Whether it was or would be done after its time."""
        return (self.done_at or clock.now()) > self.due_at

    @property
    def due_on(self) -> dt.date:
        """Its day."""
        return clock.local_date(self.due_at)


def end_of(at: dt.datetime, days: int = DAYS) -> dt.datetime:
    """The last moment of the day some days after a moment."""
    return clock.local(clock.local_date(at) + dt.timedelta(days=days), 23, 59)


def clocks(referral: Referral) -> list[Clock]:
    """Every clock in the order they begin."""
    found = [
        Clock("负责人决定是否移送", end_of(referral.proposed_at), "接到报告之日起三日，第五条", referral.decided_at)
    ]
    if referral.decided_at and referral.number:
        due = referral.decided_at + dt.timedelta(hours=HOURS)
        found.append(Clock("送公安机关", due, "决定之时起二十四小时，第五条", referral.sent_at, is_by_hour=True))
    if referral.sent_at:
        found.append(
            Clock("公安审查是否立案", end_of(referral.sent_at), "接受移送之日起三日，第八条", _first_answer(referral))
        )
    return [*found, *_objecting(referral), *_handing(referral)]


def _first_answer(referral: Referral) -> dt.datetime | None:
    told = referral.said.get("decline") or referral.said.get("accept_filing")
    return dt.datetime.fromisoformat(told["at"]) if told else None


def _objecting(referral: Referral) -> list[Clock]:
    found = []
    declined = referral.said.get("decline")
    if declined and (referral.state == State.DECLINED or referral.objected_at):
        at = dt.datetime.fromisoformat(declined["at"])
        gone = referral.objected_at or (end_of(at) if clock.now() > end_of(at) else None)
        found.append(Clock("可以提请复议", end_of(at), "接到不予立案通知之日起三日，第九条", gone))
    if referral.objected_at:
        answered = referral.answered_at if referral.state != State.OBJECTED else None
        found.append(
            Clock("公安作出复议决定", end_of(referral.objected_at), "收到复议文件之日起三日，第九条", answered)
        )
    return found


def _handing(referral: Referral) -> list[Clock]:
    if "accept_filing" not in referral.said or referral.answered_at is None:
        return []
    words = "接到立案通知书之日起三日，第十二条"
    return [Clock("移交涉案物品和材料", end_of(referral.answered_at), words, referral.handed_at)]


def next_clock(referral: Referral) -> Clock | None:
    """The running clock that is due first."""
    if referral.state in (State.REFUSED, State.ENDED, State.RESULTED):
        return None
    return min((one for one in clocks(referral) if one.is_running), key=lambda one: one.due_at, default=None)
