"""What people are told when something happened to a hazard: red at once, the rest in the next morning's digest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from django.urls import reverse

from anlan.core import clock, hooks, journal
from anlan.core.events import Event
from anlan.enterprises.models import EnterpriseEvent
from anlan.hazards import actions, ladder, recipients
from anlan.hazards.actions.owning import OWNERS
from anlan.hazards.figures import OPEN
from anlan.hazards.models import Hazard, HazardEvent
from anlan.hazards.recipients import Recipients
from anlan.org import inbox

Data = dict[str, Any]
Words = Callable[[Hazard, Data], str]


@dataclass(frozen=True)
class Telling:
    """Whom a step is told to, in which words, and whether it is red; `when` may leave some out."""

    to: tuple[Recipients, ...]
    title: Words
    body: Words = lambda hazard, data: ""
    red: bool = False
    when: Callable[[Hazard, Data], bool] = lambda hazard, data: True


def _says(words: str) -> Words:
    return lambda hazard, data: words


def _of(name: str) -> Words:
    return lambda hazard, data: str(data.get(name, ""))


def _reasons(hazard: Hazard, data: Data) -> str:
    return " ".join(f"{number}. {reason}" for number, reason in enumerate(data.get("reasons", []), start=1))


def _plan_due(hazard: Hazard, data: Data) -> str:
    return f"请在{clock.day_words(hazard.plan_due_on)}前报整改方案。" if hazard.plan_due_on else ""


def _is_major(hazard: Hazard, data: Data) -> bool:
    return data.get("level") == "major" or ("criterion" in data and "level" not in data)


def _granted(hazard: Hazard, data: Data) -> str:
    return f"延期申请已同意，期限改为 {data.get('due_on')}" if data.get("granted") else "延期申请未获同意，期限不变"


void_deciders = recipients.holding("hazards.decide_void")
officers, heads = recipients.supervisors("hazards.judge"), recipients.supervisors("hazards.assign")
fixers, leaders = recipients.fixers, recipients.leaders
MAJOR = Telling((fixers, officers, leaders), _says("判定为重大隐患"), _plan_due, red=True, when=_is_major)

TELLINGS: dict[str, Telling] = {
    "record": Telling((officers, fixers), _says("新登记，待判定级别")),
    "judge": MAJOR,
    "upgrade": MAJOR,
    "record_opinion": MAJOR,
    "doubt": Telling((heads,), _says("存疑，需提请市级部门认定"), _of("reason")),
    "propose_downgrade": Telling((officers,), _says("有人提出降为一般，待另一人确认"), _of("reason")),
    "report": Telling((recipients.desks, leaders), _says("重大隐患报告待收悉"), red=True),
    "acknowledge": Telling((fixers,), _says("重大隐患报告已收悉")),
    "ask_extension": Telling((recipients.supervisors("hazards.extend"),), _says("申请延期，待答复"), _of("reason")),
    "decide_extension": Telling((fixers,), _granted, _of("decision")),
    "submit": Telling((recipients.acceptors,), _says("整改完成，待验收"), _of("statement")),
    "send_back": Telling((fixers,), _says("退回整改，期限不变"), _reasons, red=True),
    "accept": Telling((recipients.closers,), _says("验收通过，待销号"), _of("statement")),
    "close": Telling((fixers,), _says("已销号"), _of("opinion")),
    "list_supervision": Telling((fixers, heads, leaders), _says("挂牌督办"), _of("reason"), red=True),
    "record_supervision": Telling((fixers, heads, leaders), _says("上级督办答复已登记"), _of("number"), red=True),
    "record_release": Telling((fixers, heads, leaders), _says("上级督办已解除"), _of("number")),
    "urge": Telling((fixers, heads, leaders), _says("发督办函，逾期未办"), _of("number"), red=True),
    "propose_void": Telling((void_deciders,), _says("有人提出作废，待另一人确认"), _of("reason")),
    "note": Telling(
        (recipients.acceptors,), _says("单位说已改好，待核实"), _of("text"), when=lambda hazard, data: "mended" in data
    ),
    "say_mended": Telling(
        (fixers,), lambda hazard, data: f"{data.get('contractor', '')}说已整改，请到现场核实", _of("text")
    ),
    "assign": Telling((recipients.handlers,), _says("分派给您经办")),
}


def tell(event: Event) -> None:
    """Put notices of one event into inboxes; an event told twice is one notice. Nobody hears of their own step."""
    telling = TELLINGS.get(event.action.removeprefix("hazards.")) if isinstance(event, HazardEvent) else None
    if telling is None or not isinstance(event, HazardEvent) or not telling.when(event.subject, event.data):
        return
    hazard = event.subject
    people = [person for group in telling.to for person in group(hazard) if person.pk != event.actor_id]
    inbox.tell(
        people,
        key=f"hazards.{event.pk}",
        title=f"{hazard}：{telling.title(hazard, event.data)}"[:120],
        body=f"{hazard.enterprise.name}：{hazard.description[:80]} {telling.body(hazard, event.data)}".strip()[:500],
        url=reverse("hazards:record", args=[hazard.pk]),
        is_red=telling.red,
    )


def fill_owners(event: Event) -> None:
    """When a place gets a supervising office or a governing body, its open hazards without one get it too."""
    if not isinstance(event, EnterpriseEvent) or not set(OWNERS) & set(event.data.get("changes", {})):
        return
    for hazard in Hazard.objects.filter(OPEN, enterprise=event.subject_id).select_related("enterprise"):
        actions.take_owners(hazard, actor=event.actor, client_id=uuid5(event.pk, str(hazard.pk)))


def register() -> None:
    """Listen to the journal, and climb the ladder of dates each day."""
    journal.listen("hazards.tell", tell)
    journal.listen("hazards.fill_owners", fill_owners)
    hooks.daily.register(ladder.NAME, ladder.climb)
