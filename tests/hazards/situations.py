"""Every situation a hazard can be in, and how each step of the table is tried."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from anlan.core import clock
from anlan.hazards import actions
from anlan.hazards.models import Hazard
from tests.hazards.conftest import PLAN, Story

DONE = "到场核对，联动试验正常"


def _in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def extension() -> dict[str, Any]:
    return {"to_due_on": _in_days(40), "reason": "配件缺货，月底到货", "interim_control": "2 号线继续停用"}


def with_plan(tell: Story) -> Hazard:
    return again(actions.file_plan(tell.to("judged"), actor=tell.who("陈安"), due_on=_in_days(20), **PLAN))


def reported(tell: Story) -> Hazard:
    return again(actions.report(with_plan(tell), actor=tell.who("陈安")))


def again(hazard: Hazard) -> Hazard:
    return Hazard.objects.get(pk=hazard.pk)


def at(state: str, *, major: bool) -> Callable[[Story], Hazard]:
    return lambda tell: tell.to(state, major=major)


SITUATIONS: dict[str, Callable[[Story], Hazard]] = {
    "found": lambda tell: tell.found(),
    "found, in doubt": lambda tell: actions.doubt(tell.found(), actor=tell.who("林巡"), reason="条文未见，拿不准"),
    "found, void proposed": lambda tell: actions.propose_void(
        tell.found(), actor=tell.who("林巡"), reason="与另一条重复"
    ),
    "judged general": at("judged", major=False),
    "judged major": at("judged", major=True),
    "judged major, plan filed": with_plan,
    "judged major, reported": reported,
    "planned general": at("planned", major=False),
    "planned major": at("planned", major=True),
    "rectifying general": at("rectifying", major=False),
    "rectifying major": at("rectifying", major=True),
    "rectifying major, self-accepted": lambda tell: actions.self_accept(
        tell.to("rectifying"), actor=tell.who("陈安"), statement="试车三次正常"
    ),
    "rectifying major, extension asked": lambda tell: actions.ask_extension(
        tell.to("rectifying"), actor=tell.who("陈安"), **extension()
    ),
    "rectifying major, downgrade proposed": lambda tell: actions.propose_downgrade(
        tell.to("rectifying"), actor=tell.who("赵执"), reason="现场核实为观察窗"
    ),
    "submitted general": at("submitted", major=False),
    "submitted major": at("submitted", major=True),
    "accepted general": at("accepted", major=False),
    "accepted major": at("accepted", major=True),
    "closed general": at("closed", major=False),
    "closed major": at("closed", major=True),
    "void": lambda tell: actions.decide_void(
        again(actions.propose_void(tell.found(), actor=tell.who("林巡"), reason="与另一条重复")),
        actor=tell.who("周同"),
        agreed=True,
        decision="同意作废",
    ),
}


def form(tell: Story, step: str, previous: Hazard | None = None) -> dict[str, Any]:
    """What a person fills in for a step; always well filled, so that only the rules can refuse."""
    said, reason = {"statement": DONE}, {"reason": "现场核实后提出"}
    decided = {"agreed": True, "decision": "同意这样办"}
    forms: dict[str, dict[str, Any]] = {
        "judge": {"level": "major", "criterion": tell.criterion},
        "doubt": reason,
        "record_opinion": {"level": "general", "opinion": "不属重大火灾隐患", "issuer": "许昌市消防救援支队"},
        "fix_at_once": said,
        "upgrade": {"criterion": tell.criterion, **reason},
        "propose_downgrade": reason,
        "decide_downgrade": decided,
        "name_responsible": {"person": tell.factory.people.get(name="郅明")},
        "file_plan": {"due_on": _in_days(20), **PLAN},
        "tell_workers": {"how": "班前会宣读并张贴公告"},
        "self_accept": said,
        "submit": said,
        "send_back": {"reasons": ["抑爆未联动"]},
        "accept": {**said, "second_officer": tell.who("孙主")},
        "ask_extension": extension(),
        "decide_extension": {"granted": True, "decision": "同意延期"},
        "list_supervision": {**reason, "due_on": _in_days(30), "leader": tell.who("王镇")},
        "propose_supervision": {"level": "district", **reason},
        "record_supervision": {"listed": False, "answer": "由乡级督办"},
        "record_release": {"number": "建安督解〔2026〕7号", "released_on": clock.today()},
        "urge": {"due_on": _in_days(3)},
        "propose_void": reason,
        "decide_void": decided,
        "assign": {"handler": tell.who("周同")},
        "link_recurrence": {"previous": previous},
        "note": {"text": "厂家已到场勘察"},
    }
    return forms.get(step, {})
