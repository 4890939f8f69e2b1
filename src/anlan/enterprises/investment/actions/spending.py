"""Writing a year's money: the plan, what was spent, an entry struck out, what becomes of the rest."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.investment import queries, rules
from anlan.enterprises.investment.actions.shared import note_files, wrong
from anlan.enterprises.investment.regimes import REGIMES, USES, yuan
from anlan.enterprises.models import Enterprise, Expense, Spending, SpendingEvent
from anlan.enterprises.refusing import require
from anlan.org.models import User

MOST = 1_000_000_000_000


@events.once(SpendingEvent)
def plan_spending(
    enterprise: Enterprise,
    *,
    year: int,
    planned: int,
    purposes: str,
    actor: User,
    regime: str = "",
    base: int | None = None,
    reason: str = "",
    client_id: uuid.UUID | None = None,
) -> Spending:
    """Say what is to be spent on safety in a year (last, this or next); a second time it is changed, with a reason.

    What the rule asks is reckoned now and kept. One event. Raises NotYours, Invalid for a year out of reach, a rule
    without the sum it is reckoned from, a plan of nothing, or a change without a reason.
    """
    require(rules.may_keep(actor, enterprise))
    _check(year, planned, regime, base)
    before = Spending.objects.filter(enterprise=enterprise, year=year).first()
    required = REGIMES[regime].required(base) if regime and base is not None else None
    facts = {"planned": planned, "regime": regime, "base": base if regime else None, "required": required}
    facts["purposes"] = purposes.strip()
    if before is None:
        made = Spending(enterprise=enterprise, year=year, **facts)
        data = {"enterprise": enterprise.name, "year": year, **facts}
        events.begin(made, "enterprises.plan_spending", actor=actor, data=data, client_id=client_id)
        return made
    if not reason.strip():
        raise wrong("reason", f"{year} 年的计划已经有了，要改请写明原因。")
    diff = {name: [getattr(before, name), value] for name, value in facts.items() if getattr(before, name) != value}
    data = {"changes": diff, "reason": reason.strip()}
    action = "enterprises.plan_spending"
    events.append(before, action, actor=actor, changes=facts, data=data, client_id=client_id)
    return before


def _check(year: int, planned: int, regime: str, base: int | None) -> None:
    now = clock.today().year
    if not now - 1 <= year <= now + 1:
        raise wrong("year", f"只能做 {now - 1} 至 {now + 1} 年的计划。")
    if not 0 < planned <= MOST:
        raise wrong("planned", "计划投入应大于 0，请按元填写。")
    if regime and regime not in REGIMES:
        raise wrong("regime", "没有这一项提取标准，请重新选择。")
    if regime and (base is None or not 0 < base <= MOST):
        raise wrong("base", f"选了提取标准，请填写{REGIMES[regime].base}（元）。")


@events.once(SpendingEvent)
def record_expense(
    spending: Spending,
    *,
    on: dt.date,
    use: str,
    amount: int,
    words: str,
    actor: User,
    evidence: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Spending:
    """Put money spent on record; `evidence` are sha256 of kept receipts. One event.

    Raises NotYours, Invalid for a day outside the year or to come, no sum, or a use nobody knows.
    """
    require(rules.may_keep(actor, spending.enterprise))
    if on.year != spending.year or on > clock.today():
        raise wrong("on", f"日期应在 {spending.year} 年之内、不晚于今天。")
    if not 0 < amount <= MOST:
        raise wrong("amount", "金额应大于 0，请按元填写。")
    if use not in USES:
        raise wrong("use", "没有这一类用途，请重新选择。")
    names = list(evidence)
    data = {"on": on, "use": USES[use], "amount": amount, "words": words.strip()}
    data["reason"] = f"{USES[use]}：{words.strip()}，{yuan(amount)}"
    event = events.append(
        spending, "enterprises.record_expense", actor=actor, data=data, files=names, client_id=client_id
    )
    Expense.objects.create(spending=spending, on=on, use=use, amount=amount, words=words.strip(), files=names)
    note_files(names, spending, event, actor, "安全投入凭证")
    return spending


@events.once(SpendingEvent)
def strike_expense(expense: Expense, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Spending:
    """Strike out an entry made by mistake; it stays on record and counts no more. Raises NotYours, NotNow."""
    spending = expense.spending
    require(rules.may_keep(actor, spending.enterprise))
    if not Expense.objects.filter(pk=expense.pk, struck_at=None).update(struck_at=clock.now()):
        raise NotNow("这笔支出已经划掉。", code="enterprises.not_now")
    data = {"expense": expense.words, "amount": expense.amount, "reason": f"{expense.words}：{reason.strip()}"}
    events.append(spending, "enterprises.strike_expense", actor=actor, data=data, client_id=client_id)
    return spending


@events.once(SpendingEvent)
def carry_over(spending: Spending, *, words: str, actor: User, client_id: uuid.UUID | None = None) -> Spending:
    """Say what becomes of money a past year did not spend.

    Raises NotYours, NotNow where the year runs or nothing is left.
    """
    require(rules.may_keep(actor, spending.enterprise))
    if spending.year >= clock.today().year:
        raise NotNow(f"{spending.year} 年还没有结束，年末再说明结余。", code="enterprises.year_runs")
    known = queries.with_spent(Spending.objects.filter(pk=spending.pk)).get()
    if getattr(known, "spent", 0) >= known.planned:
        raise NotNow(f"{spending.year} 年的计划已经用完，没有结余。", code="enterprises.nothing_left")
    changes, data = {"carried_over": words.strip()}, {"reason": words.strip()}
    action = "enterprises.carry_over"
    events.append(spending, action, actor=actor, changes=changes, data=data, client_id=client_id)
    return spending
