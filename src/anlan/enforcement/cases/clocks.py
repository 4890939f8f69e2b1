"""The clocks of a case: what is due by when, from the dates on record alone (rules.md section 3)."""

import datetime as dt
from dataclasses import dataclass

from anlan.core import clock
from anlan.core.workdays import add_workdays
from anlan.enforcement.cases.models import Case

CASE_DAYS = 90  # 行政处罚法 art. 60 (R3.12)
HEARING_ASK, HEARING_CALL = 5, 7  # work days, art. 64 (R3.14)
SERVE, PUBLISH, TAKE_DOWN = 7, 7, 3  # work days, arts. 61, 48; 安全生产法 art. 78 (R3.13, R3.19, R3.20)
PAY_DAYS, SURCHARGE_PER_DAY = 15, 3  # days, per cent; arts. 67, 72 (R3.15)
URGED = 10  # work days, 行政强制法 art. 54 (R3.17)
COURT_MONTHS = 6 + 3  # remedy by lawsuit six months, then three (行政强制法 art. 53; R3.17, R3.18)
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


def _day(at: dt.datetime | None) -> dt.date | None:
    return clock.local_date(at) if at else None


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = dt.date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        dt.date(day.year + years, month + 1, 1) + dt.timedelta(days=day.day - 1), first_of_next - dt.timedelta(1)
    )


def clocks(case: Case) -> list[Clock]:
    """Every clock of a case in the order they begin; the ones that ended say when."""
    return [*_deciding(case), *_after(case)]


def _deciding(case: Case) -> list[Clock]:
    found = []
    ended = _day(case.decided_at) or _day(case.closed_at)
    if case.due_on and case.state != State.WITHDRAWN:
        found.append(Clock("作出处理决定", case.due_on, "立案之日起九十日，《行政处罚法》第六十条", ended))
    if hearing_until := ask_hearing_until(case):
        asked = _day(case.hearing_asked_at) or (hearing_until if _over(case, hearing_until) else None)
        found.append(Clock("当事人要求听证", hearing_until, "告知后五个工作日，《行政处罚法》第六十四条", asked))
    if case.hearing_on:
        held = case.hearing_on if "hold_hearing" in case.said else None
        found.append(Clock("举行听证", case.hearing_on, "七个工作日前通知，《行政处罚法》第六十四条", held))
    return found


def _over(case: Case, until: dt.date) -> bool:
    return case.decided_at is not None or "waive_hearing" in case.said or clock.today() > until


def _after(case: Case) -> list[Clock]:
    if case.decided_at is None:
        return []
    decided, found = clock.local_date(case.decided_at), []
    gone = case.state == State.ANNULLED
    found.append(Clock("送达决定书", add_workdays(decided, SERVE), "七个工作日，第六十一条", _day(case.served_at)))
    if case.penalties:
        ended = _day(case.published_at) or (_day(case.annulled_at) if gone else None)
        words = "七个工作日，《安全生产法》第七十八条"
        found.append(Clock("公示处罚决定", add_workdays(decided, PUBLISH), words, ended))
    if (until := pay_until(case)) and not gone:
        found.append(Clock("缴纳罚款", until, "收到决定之日起十五日，第六十七条", _day(case.performed_at)))
    if case.urged_at and case.served_at and not gone:
        found += _court(case, clock.local_date(case.urged_at), clock.local_date(case.served_at))
    if case.annulled_at and case.published_at:
        due = add_workdays(clock.local_date(case.annulled_at), TAKE_DOWN)
        found.append(Clock("撤回公示", due, "三个工作日，第四十八条", _day(case.taken_down_at)))
    return found


def _court(case: Case, urged: dt.date, served: dt.date) -> list[Clock]:
    ended = _day(case.performed_at) or (clock.today() if "ask_court" in case.said else None)
    last = months_after(served, COURT_MONTHS)
    answer = add_workdays(urged, URGED)
    return [
        Clock("催告后履行", answer, "十个工作日，《行政强制法》第五十四条", ended),
        Clock("申请法院强制执行", last, "救济期满三个月内，《行政强制法》第五十三条", ended),
    ]


def ask_hearing_until(case: Case) -> dt.date | None:
    """The last day a hearing may be asked for; None where none was offered."""
    noticed = _day(case.noticed_at)
    return add_workdays(noticed, HEARING_ASK) if noticed and case.offers_hearing else None


def pay_until(case: Case) -> dt.date | None:
    """The last day to pay without a surcharge; None without a fine or before it was served."""
    served = _day(case.served_at)
    return served + dt.timedelta(days=PAY_DAYS) if served and case.fine else None


def surcharge(case: Case, day: dt.date) -> int:
    """The surcharge up to a day in yuan: three per cent of the fine for each day late, at most the fine (R3.15)."""
    until = pay_until(case)
    if until is None or day <= until:
        return 0
    return min(case.fine * SURCHARGE_PER_DAY * (day - until).days // 100, case.fine)


def next_clock(case: Case) -> Clock | None:
    """The running clock that is due first."""
    return min((one for one in clocks(case) if one.is_running), key=lambda one: one.due_on, default=None)
