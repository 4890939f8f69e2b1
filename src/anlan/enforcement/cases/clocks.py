"""The clocks of a case: what is due by when, from the dates on record alone (rules.md section 3)."""

import datetime as dt
from dataclasses import dataclass

from anlan.core import clock
from anlan.core.workdays import add_workdays
from anlan.enforcement.cases.models import Case
from anlan.enforcement.transfers.actions import ANSWER_WORKDAYS

CASE_DAYS = 90  # 行政处罚法 art. 60 (R3.12)
HEARING_ASK, HEARING_CALL = 5, 7  # work days, art. 64 (R3.14)
SERVE, PUBLISH, TAKE_DOWN = 7, 7, 3  # work days, arts. 61, 48; 安全生产法 art. 78 (R3.13, R3.19, R3.20)
PAY_DAYS, SURCHARGE_PER_DAY = 15, 3  # days, per cent; arts. 67, 72 (R3.15)
URGED = 10  # work days, 行政强制法 art. 54 (R3.17)
COURT_MONTHS = 6 + 3  # remedy by lawsuit six months, then three (行政强制法 art. 53; R3.17, R3.18)
LIMITATION_YEARS, LIMITATION_YEARS_HARMED = 2, 5  # 行政处罚法 art. 36 (R3.22)
State = Case.State


@dataclass(frozen=True)
class Clock:
    """One clock: what must be done by when, by which law, and when it was."""

    label: str
    due_on: dt.date
    source: str
    done_on: dt.date | None = None

    @property
    def is_running(self) -> bool:
        """Whether it still waits."""
        return self.done_on is None

    @property
    def is_late(self) -> bool:
        """Whether it waits though its day has passed."""
        return self.is_running and self.due_on < clock.today()


def _day(at: dt.datetime | None) -> dt.date | None:
    return clock.local_date(at) if at else None


def clocks(case: Case) -> list[Clock]:
    """Every clock of a case in the order they begin; the ones that ended say when."""
    return [*_limitation(case), *_deciding(case), *_after(case)]


def limitation(committed_on: dt.date, *, is_harmful: bool) -> dt.date:
    """The last day an act may be found to be punished still."""
    years = LIMITATION_YEARS_HARMED if is_harmful else LIMITATION_YEARS
    return clock.months_after(committed_on, 12 * years)


def _limitation(case: Case) -> list[Clock]:
    if case.committed_on is None:
        return []
    due = limitation(case.committed_on, is_harmful=case.is_harmful)
    years = LIMITATION_YEARS_HARMED if case.is_harmful else LIMITATION_YEARS
    return [Clock("追究时效（发现）", due, f"行为终了之日起{years}年，《行政处罚法》第三十六条", case.found_on)]


def _deciding(case: Case) -> list[Clock]:
    found = []
    ended = _day(case.decided_at) or _day(case.closed_at)
    if case.due_on and case.state != State.WITHDRAWN:
        found.append(Clock("作出处理决定", case.due_on, "立案之日起九十日，《行政处罚法》第六十条", ended))
    if hearing_until := ask_hearing_until(case):
        asked = _day(case.hearing_asked_at) or (hearing_until if _over(case, hearing_until) else None)
        found.append(Clock("当事人要求听证", hearing_until, "告知后五个工作日，《行政处罚法》第六十四条", asked))
    found += of_move(case)
    if case.hearing_on:
        held = case.hearing_on if "hold_hearing" in case.said else None
        found.append(Clock("举行听证", case.hearing_on, "七个工作日前通知，《行政处罚法》第六十四条", held))
    return found


def of_move(case: Case) -> list[Clock]:
    """The clocks of its way to another authority: by when the other authority answers, and says what came of it."""
    if case.moved_at is None:
        return []
    sent = clock.local_date(case.moved_at)
    told = [case.said.get(name, {}).get("on") for name in ("case_taken", "case_returned")]
    days = [day for day in (dt.date.fromisoformat(one) for one in told if one) if day >= sent]
    answered = None if case.state == State.MOVING else max(days, default=clock.today())
    words = "三个工作日（本系统默认），《行政处罚法》第二十五条"
    found = [Clock("对方答复移送", add_workdays(sent, ANSWER_WORKDAYS), words, answered)]
    if case.taken_on:
        due, words = case.taken_on + dt.timedelta(days=CASE_DAYS), "受理之日起九十日（本系统默认）"
        found.append(Clock("对方反馈处理结果", due, words, case.reported_on))
    return found


def _over(case: Case, until: dt.date) -> bool:
    return case.decided_at is not None or "waive_hearing" in case.said or clock.today() > until


def _after(case: Case) -> list[Clock]:
    if case.decided_at is None:
        return []
    decided, found = clock.local_date(case.decided_at), []
    gone = case.state == State.ANNULLED
    served = _day(case.served_at) or (_day(case.annulled_at) if gone else None)
    found.append(Clock("送达决定书", add_workdays(decided, SERVE), "七个工作日，第六十一条", served))
    if case.penalties:
        ended = _day(case.published_at) or (_day(case.annulled_at) if gone else None)
        words = "七个工作日，《安全生产法》第七十八条"
        found.append(Clock("公示处罚决定", add_workdays(decided, PUBLISH), words, ended))
    if not gone:
        found += _paying(case)
    if case.urged_at and case.served_at and not gone:
        found += _court(case, clock.local_date(case.urged_at), clock.local_date(case.served_at))
    if case.annulled_at and case.published_at:
        due = add_workdays(clock.local_date(case.annulled_at), TAKE_DOWN)
        found.append(Clock("撤回公示", due, "三个工作日，第四十八条", _day(case.taken_down_at)))
    return found


def _court(case: Case, urged: dt.date, served: dt.date) -> list[Clock]:
    ended = _day(case.performed_at) or (clock.today() if "ask_court" in case.said else None)
    last = clock.months_after(served, COURT_MONTHS)
    answer = add_workdays(urged, URGED)
    return [
        Clock("催告后履行", answer, "十个工作日，《行政强制法》第五十四条", ended),
        Clock("申请法院强制执行", last, "救济期满三个月内，《行政强制法》第五十三条", ended),
    ]


def ask_hearing_until(case: Case) -> dt.date | None:
    """The last day a hearing may be asked for; None where none was offered."""
    noticed = _day(case.noticed_at)
    return add_workdays(noticed, HEARING_ASK) if noticed and case.offers_hearing else None


def _paying(case: Case) -> list[Clock]:
    parts, ended = schedule(case), _day(case.performed_at)
    if not case.instalments:
        words = "收到决定之日起十五日，第六十七条"
        return [Clock("缴纳罚款", one.due_on, words, one.paid_on or ended) for one in parts]
    words = "经批准延期、分期，第六十六条"
    return [
        Clock(f"缴纳第 {place} 期罚款 {one.amount} 元", one.due_on, words, one.paid_on or ended)
        for place, one in enumerate(parts, start=1)
    ]


@dataclass(frozen=True)
class Due:
    """One part of a fine: by when, how much, what was paid of it on which days, and when it was paid in full."""

    due_on: dt.date
    amount: int
    paid: tuple[tuple[dt.date, int], ...] = ()

    @property
    def left(self) -> int:
        """Yuan of it not paid yet."""
        return self.amount - sum(yuan for _, yuan in self.paid)

    @property
    def paid_on(self) -> dt.date | None:
        """The day it was paid in full."""
        return self.paid[-1][0] if self.paid and not self.left else None


def schedule(case: Case) -> list[Due]:
    """The fine by its dates, payments taken on the earliest first; empty without a fine or before it was served."""
    served = _day(case.served_at)
    if served is None or not case.fine:
        return []
    granted = [(dt.date.fromisoformat(one["due_on"]), int(one["amount"])) for one in case.instalments]
    wanted = granted or [(served + dt.timedelta(days=PAY_DAYS), case.fine)]
    money = [[dt.date.fromisoformat(one["on"]), int(one["amount"])] for one in case.payments]
    return [_taken(due_on, amount, money) for due_on, amount in wanted]


def _taken(due_on: dt.date, amount: int, money: list[list]) -> Due:
    """One part with what is paid of it; what it takes is gone from `money`."""
    paid, left = [], amount
    for row in money:
        if part := min(left, row[1]):
            paid.append((row[0], part))
            row[1], left = row[1] - part, left - part
    return Due(due_on, amount, tuple(paid))


def owed(case: Case) -> int:
    """Yuan of the fine itself not paid yet, without surcharge."""
    return sum(one.left for one in schedule(case)) if case.performed_at is None else 0


def last_due(case: Case) -> dt.date | None:
    """The first date that was missed, else the last one; None without a fine."""
    parts = schedule(case)
    return next((one.due_on for one in parts if one.left), parts[-1].due_on if parts else None)


def pay_until(case: Case) -> dt.date | None:
    """The next day to pay by without a surcharge; None without a fine, before it was served, once it is paid."""
    return next((one.due_on for one in schedule(case) if one.left), None)


def surcharge(case: Case, day: dt.date) -> int:
    """The surcharge up to a day in yuan: three per cent a day of what was late, at most the fine (R3.15)."""
    late = sum(_late(one, day) for one in schedule(case))
    return min(late * SURCHARGE_PER_DAY // 100, case.fine)


def _late(part: Due, day: dt.date) -> int:
    """Yuan times days late of one part up to a day."""
    rows = [*part.paid, (day, part.left)]
    return sum(yuan * max(0, (min(on, day) - part.due_on).days) for on, yuan in rows)


def next_move_clock(case: Case) -> Clock | None:
    """What the other authority owes next."""
    return next((one for one in of_move(case) if one.is_running), None)


def next_clock(case: Case) -> Clock | None:
    """The running clock that is due first."""
    return min((one for one in clocks(case) if one.is_running), key=lambda one: one.due_on, default=None)
