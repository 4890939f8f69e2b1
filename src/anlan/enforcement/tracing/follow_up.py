"""The hazards and transfers of a trace-back: what was not followed up, what stalled, and what was done in time."""

import datetime as dt
from typing import Any

from anlan.core import clock, workdays
from anlan.core.templatetags.anlan import day
from anlan.enforcement.tracing.gathering import Chain
from anlan.enforcement.tracing.lines import Line, Telling, page_of
from anlan.hazards.actions.judging import PLAN_WORKDAYS
from anlan.hazards.models import State
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.hazards.story import label_of

SILENT_DAYS = 30
"""A hazard nothing happened to for so long, while it was open, counts as not followed up (own default)."""
PAGE, TRANSFER_PAGE, INSPECTION_PAGE = "hazards:record", "enforcement:transfer", "enforcement:inspection"


def _state(chain: Chain) -> str:
    return chain.events[-1].to_state if chain.events else ""


def _is_open(chain: Chain) -> bool:
    return _state(chain) in OPEN_STATES


def due_of(chain: Chain) -> dt.date | None:
    """The date by which it had to be done, by what the events say; what was only suggested stands on the record."""
    dates = [one.data.get("due_on") for one in chain.all("file_plan", "decide_extension") if one.data.get("due_on")]
    return dt.date.fromisoformat(dates[-1]) if dates else chain.subject.due_on


def not_followed_up(telling: Telling) -> list[Line]:
    """Hazards known before it happened: past their date, without a plan, without a step for weeks, closed too late."""
    lines = []
    for chain in (one for one in telling.record.hazards if one.events):
        for event, words in _faults(telling, chain):
            related = _is_related(telling, chain)
            lines.append(telling.line(event, f"{_name(chain)}：{words}", page_of(chain, PAGE), related=related))
    return lines


def _name(chain: Chain) -> str:
    return f"{chain.subject} {chain.subject.description[:40]}"


def _is_related(telling: Telling, chain: Chain) -> bool:
    return telling.is_related(chain.subject.description, str(chain.subject.criterion_id or ""))


def _faults(telling: Telling, chain: Chain) -> list[tuple[Any, str]]:
    last, due = chain.events[-1], due_of(chain)
    found = []
    if _is_open(chain):
        state = State(_state(chain)).label
        if due and due < telling.day:
            late = (telling.day - due).days
            found.append((last, f"期限 {day(due)}，到发生时逾期 {late} 天仍为“{state}”，最后一步是{label_of(last)}"))
        if (telling.until - last.happened_at).days >= SILENT_DAYS:
            found.append((last, f"{label_of(last)}以后 {(telling.until - last.happened_at).days} 天没有办理"))
        if late_plan := _without_plan(telling, chain):
            found.append(late_plan)
    elif (closed := chain.last("close")) and telling.in_span(closed):
        done = clock.local_date(closed.happened_at)
        if due and due < done:
            found.append((closed, f"期限 {day(due)}，逾期 {(done - due).days} 天才销号"))
        if _is_related(telling, chain):
            accepted = chain.last("accept")
            by = f"{accepted.actor_name}验收、" if accepted else ""
            found.append((closed, f"{by}{closed.actor_name}销号以后，又发生同类问题"))
    return found


def _without_plan(telling: Telling, chain: Chain) -> tuple[Any, str] | None:
    judged = chain.last("judge", "upgrade", "record_opinion")
    is_major = judged is not None and (judged.data.get("level") == "major" or judged.action.endswith("upgrade"))
    if judged is None or not is_major or chain.last("file_plan"):
        return None
    due = workdays.add_workdays(clock.local_date(judged.happened_at), PLAN_WORKDAYS)
    return (judged, f"判为重大后，{day(due)} 前应报整改方案，到发生时没有报") if due < telling.day else None


def hazards_properly(telling: Telling) -> list[Line]:
    """What was done about hazards as it should be: closed in time, sent back when not good, listed for supervision."""
    lines = []
    for chain in (one for one in telling.record.hazards if one.events):
        for event in (one for one in chain.events if telling.in_span(one)):
            if words := _merit(chain, event):
                lines.append(telling.line(event, f"{_name(chain)}：{words}", page_of(chain, PAGE)))
    return lines


def _merit(chain: Chain, event: Any) -> str:
    name, due = event.action.partition(".")[2], due_of(chain)
    if name == "close" and not (due and due < clock.local_date(event.happened_at)):
        return "按期验收销号"
    return {
        "record": "发现并登记",
        "judge": "判定级别",
        "upgrade": "改判为重大",
        "acknowledge": "收悉重大隐患报告",
        "send_back": "验收不合格，退回整改",
        "list_supervision": "挂牌督办",
        "fix_at_once": "督促当场改好",
    }.get(name, "")


def stalled(telling: Telling) -> list[Line]:
    """Transfers nobody had answered in time, ruled on in time, or reported back on in time when it happened."""
    lines = []
    for chain in (one for one in telling.record.transfers if one.events):
        for event, words in _stalls(telling, chain):
            lines.append(telling.line(event, f"{chain.subject}：{words}", page_of(chain, TRANSFER_PAGE)))
    return lines


def _stalls(telling: Telling, chain: Chain) -> list[tuple[Any, str]]:
    transfer, last = chain.subject, chain.events[-1]
    sent, answer = chain.events[0], chain.last("accept", "give_back")
    due, found = transfer.answer_due_on, []
    if answer is None and last.to_state == "sent" and due < telling.day:
        found.append(
            (sent, f"移送{transfer.to_name}，期限 {day(due)}，到发生时没有答复，仍由{transfer.from_office}负责")
        )
    if answer and clock.local_date(answer.happened_at) > due:
        found.append((answer, f"{transfer.to_name}逾期答复，期限 {day(due)}"))
    found += [(one, f"{transfer.to_name}退回：{one.data.get('reason', '')}") for one in chain.all("give_back")]
    if last.to_state == "disputed" and transfer.ruling_due_on and transfer.ruling_due_on < telling.day:
        found.append((last, f"应在 {day(transfer.ruling_due_on)} 前裁定，到发生时没有裁定"))
    if last.to_state == "accepted" and transfer.result_due_on and transfer.result_due_on < telling.day:
        found.append((last, f"{transfer.taken_by}接收后应在 {day(transfer.result_due_on)} 前反馈，到发生时没有反馈"))
    return found


def transfers_properly(telling: Telling) -> list[Line]:
    """Transfers sent, taken in time and reported back on."""
    lines = []
    for chain in (one for one in telling.record.transfers if one.events):
        for event in (one for one in chain.events if telling.in_span(one)):
            transfer = chain.subject
            in_time = clock.local_date(event.happened_at) <= transfer.answer_due_on
            words = {
                "send": f"不属职责的移送{transfer.to_name}",
                "accept": "按期接收" if in_time else "",
                "report_result": "反馈了办理结果",
            }.get(event.action.partition(".")[2], "")
            if words:
                lines.append(telling.line(event, f"{transfer}：{words}", page_of(chain, TRANSFER_PAGE)))
    return lines


def inspections_properly(telling: Telling) -> list[Line]:
    """Administrative inspections that were approved and announced as the law asks before they were made."""
    words = {"approve": "经批准", "notify": "事先通知"}
    return [
        telling.line(
            event, f"{chain.subject}：{words[name]}行政检查（{chain.subject.item}）", page_of(chain, INSPECTION_PAGE)
        )
        for chain in telling.record.inspections
        for event in chain.events
        if (name := event.action.partition(".")[2]) in words
    ]
