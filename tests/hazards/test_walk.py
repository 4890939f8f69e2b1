"""Every step × situation × person: what the table opens succeeds and leaves one event; what it shuts leaves none.

Clauses B2b, C3f, D6 of docs/requirements.md.
"""

import pytest
from django.db import transaction

from anlan.core.errors import DomainError
from anlan.hazards import actions, lifecycle
from anlan.hazards.lifecycle import STEPS
from anlan.hazards.models import Hazard, HazardEvent, State
from tests.hazards.situations import SITUATIONS, again, form

pytestmark = pytest.mark.django_db

OFFICE = "林巡 周同 孙主"
STRIP = "赵执 钱执"
LEADER = "王镇"
VILLAGE = "吴村"
ENTERPRISE = "陈安 郅明"
OFFICIALS = f"{OFFICE} {STRIP} {LEADER}"
EVERYWHERE = {
    # step: who may as far as rights go, of a general hazard and of a major one
    "judge": (f"{OFFICIALS} 陈安",) * 2,
    "doubt": (OFFICIALS,) * 2,
    "record_opinion": (OFFICIALS,) * 2,
    "fix_at_once": (f"{OFFICIALS} {VILLAGE} 马协",) * 2,
    "upgrade": (OFFICIALS,) * 2,
    "propose_downgrade": (OFFICIALS,) * 2,
    "decide_downgrade": (OFFICIALS,) * 2,
    "name_responsible": (ENTERPRISE,) * 2,
    "file_plan": (ENTERPRISE,) * 2,
    "report": (ENTERPRISE,) * 2,
    "acknowledge": ("", ""),
    "tell_workers": (ENTERPRISE,) * 2,
    "start": (ENTERPRISE,) * 2,
    "self_accept": (ENTERPRISE,) * 2,
    "submit": (ENTERPRISE,) * 2,
    "send_back": (f"{OFFICIALS} {VILLAGE}", f"{STRIP} {LEADER}"),
    "accept": (f"{OFFICE} {STRIP} {VILLAGE}", STRIP),
    "close": (f"{OFFICIALS} {VILLAGE}", f"钱执 {LEADER}"),
    "ask_extension": (ENTERPRISE,) * 2,
    "decide_extension": (OFFICIALS, STRIP),
    "list_supervision": (f"孙主 钱执 {LEADER}",) * 2,
    "propose_supervision": (f"孙主 钱执 {LEADER}",) * 2,
    "record_supervision": (f"孙主 钱执 {LEADER}",) * 2,
    "record_release": (f"孙主 钱执 {LEADER}",) * 2,
    "urge": (f"孙主 钱执 {LEADER}",) * 2,
    "propose_void": (f"{OFFICIALS} {VILLAGE}",) * 2,
    "decide_void": (OFFICIALS,) * 2,
    "assign": (f"孙主 钱执 {LEADER}",) * 2,
    "link_recurrence": (OFFICIALS,) * 2,
    "note": (f"{OFFICIALS} {VILLAGE} 马协 顾专 {ENTERPRISE}",) * 2,
}
EXCEPT = {
    # where the second person, or an open receipt, narrows or widens it
    ("found, void proposed", "decide_void"): OFFICIALS.replace("林巡 ", ""),
    ("rectifying major, downgrade proposed", "decide_downgrade"): OFFICIALS.replace("赵执 ", ""),
    ("judged major, reported", "acknowledge"): f"{OFFICE} {STRIP}",
}


def expected(situation: str, step: str, hazard: Hazard) -> set[str]:
    return set((EXCEPT.get((situation, step)) or EVERYWHERE[step][hazard.is_major]).split())


def test_the_walk_knows_every_step():
    assert set(EVERYWHERE) == set(STEPS)


def test_the_walk_meets_every_state(tell):
    assert {name.split(",")[0].split()[0] for name in SITUATIONS} == set(State.values)


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_step_by_everybody(tell, world, situation):
    previous = tell.to("closed", major=False)
    pk = SITUATIONS[situation](tell).pk
    cast = {name: tell.who(name) for name in world.people}
    forms = {step: form(tell, step, previous) for step in STEPS}
    for name, step in STEPS.items():
        hazard = again(Hazard(pk=pk))
        possible = hazard.state in step.from_
        people = cast if possible else {"林巡": cast["林巡"]}
        allowed = {who for who, person in people.items() if possible and not step.may(person, hazard)}
        assert allowed == (expected(situation, name, hazard) if possible else set()), name
        refused = [who for who in people if who not in allowed]
        for who in [*sorted(allowed)[:3], *refused[:2]]:
            _attempt(pk, name, people[who], forms[name])


def _attempt(pk, name, person, words) -> None:
    """Take the step and undo it; it must succeed exactly where the table shows it open, with exactly one event."""
    hazard = again(Hazard(pk=pk))
    offer, before = lifecycle.offer(name, person, hazard), HazardEvent.objects.count()
    with transaction.atomic():
        try:
            getattr(actions, name)(hazard, actor=person, **words)
            refusal = ""
        except DomainError as error:
            refusal = error.message
        written = HazardEvent.objects.count() - before
        state, stored = hazard.state, Hazard.objects.values_list("state", flat=True).get(pk=pk)
        transaction.set_rollback(True)
    assert (refusal == "") == offer.is_open, (name, person, offer.reason, refusal)
    assert written == (0 if refusal else 1), (name, person)
    assert refusal == "" or refusal.endswith("。"), (name, refusal)
    assert stored == state or refusal, (name, person)
    assert refusal or stored in _ends_of(name, offer.step, hazard), (name, stored)


def _ends_of(name, step, hazard) -> set[str]:
    ends = {step.to} if step.to else set(step.from_)
    return {str(one) for one in ends | step.also_to}
