"""The gate: questions asked before a project is taken on, decided by a leader, linked with what came of it."""

import uuid
from typing import Any

from anlan.campaigns.steering import rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.models import Gate, GateEvent
from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise
from anlan.org.models import Region, User
from anlan.standards.models import Industry


@events.once(GateEvent)
def ask_gate(
    region: Region,
    *,
    actor: User,
    industry: Industry | None,
    answers: list[dict[str, str]],
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Gate:
    """Put a project before the gate: its facts, every question answered, an opinion.

    `facts`: name, investor, address, content, opinion. Raises Invalid where a no has no note.
    """
    require(rules.may_steer(actor, region))
    if bare := [one["question"] for one in answers if one["answer"] == "no" and not one["note"].strip()]:
        raise Invalid(f"“{bare[0]}”答了否，请写明情况。", code="campaigns.no_note")
    gate = Gate(region=region, industry=industry, answers=answers, asked_by=actor, asked_at=clock.now(), **facts)
    data = {**facts, "industry": industry.name if industry else "", "answers": answers}
    events.begin(gate, "campaigns.ask_gate", actor=actor, data=data, client_id=client_id)
    return gate


@events.once(GateEvent)
def decide_gate(gate: Gate, *, actor: User, decision: str, conditions: str, client_id: uuid.UUID | None = None) -> Gate:
    """Let it pass, pass under conditions, or stop it.

    Raises Invalid without words for conditions, for a refusal, or for letting pass what was answered with a no.
    """
    require(rules.may_decide_gate(actor, gate))
    if decision != Gate.Decision.PASSED and not conditions.strip():
        raise Invalid("附条件同意或不同意的，请写明条件或理由。", fields={"conditions": ["请填写。"]})
    if gate.concerns and not conditions.strip():
        told = f"有 {gate.concerns} 项不符合：同意的，请写明为什么可以同意；要整改的，选附条件同意。"
        raise Invalid(told, code="campaigns.gate_concerns", fields={"conditions": ["请写明理由。"]})
    changes = {"decision": decision, "conditions": conditions, "decided_by": actor, "decided_at": clock.now()}
    data = {"decision": decision, "conditions": conditions}
    events.append(
        gate,
        "campaigns.decide_gate",
        actor=actor,
        changes=changes,
        expect={"decision": ""},
        data=data,
        client_id=client_id,
    )
    return gate


@events.once(GateEvent)
def link_gate(gate: Gate, *, actor: User, enterprise: Enterprise, client_id: uuid.UUID | None = None) -> Gate:
    """Say which enterprise on file the project became. Raises Invalid for a project that was stopped."""
    require(rules.may_steer(actor, gate.region))
    if gate.decision not in (Gate.Decision.PASSED, Gate.Decision.CONDITIONAL):
        raise Invalid("没有同意的项目不能落地为企业。", code="campaigns.gate_not_passed")
    data = {"enterprise": enterprise.name}
    changes = {"enterprise": enterprise}
    events.append(gate, "campaigns.link_gate", actor=actor, changes=changes, data=data, client_id=client_id)
    return gate
