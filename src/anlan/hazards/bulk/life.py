"""One hazard's past, told in memory step by step."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from anlan.core import clock, events, workdays
from anlan.core.ids import uuid7_at
from anlan.enterprises.models import Enterprise
from anlan.hazards.actions.acceptance import periods_of_closing
from anlan.hazards.actions.judging import PLAN_WORKDAYS, named
from anlan.hazards.actions.recording import month_of, place_at
from anlan.hazards.actions.stepping import NOT_ACCEPTED
from anlan.hazards.lifecycle import STEPS
from anlan.hazards.models import (
    DueBasis,
    Extension,
    Hazard,
    Level,
    Plan,
    Proposal,
    Receipt,
    State,
    Supervision,
)
from anlan.org.models import Office, User


class Life:
    """One hazard's past, in memory until `write`. Give enterprises with region, and people with office, loaded.

    Every step takes the moment it happened and was recorded at; moments never go back.
    """

    def __init__(
        self,
        enterprise: Enterprise,
        *,
        actor: User | None,
        at: dt.datetime,
        description: str,
        source: str,
        opening: str = "hazards.record",
        told: dict[str, Any] | None = None,
        recorded_at: dt.datetime | None = None,
        **facts: Any,
    ) -> None:
        """Record it; `facts` are further fields of the hazard (place_words, finder_name, previous, legacy …).

        An old ledger opens with its own event, in the state it claims, recorded later than what it tells happened.
        """
        hazard = place_at(enterprise)
        hazard.id, hazard.description, hazard.source = uuid7_at(at), description, source
        hazard.found_at, hazard.found_month, hazard.found_by = at, month_of(at), actor
        hazard.finder_name = actor.full_name if actor else ""
        hazard.finder_office = (actor.office_name if actor else "") or enterprise.name
        for name, value in facts.items():
            setattr(hazard, name, value)
        self.hazard = hazard
        self.events: list[events.Event] = []
        self.beside: list[Model] = []
        words = {"source": source, "description": description, "place": hazard.place_words, **(told or {})}
        self._tell(opening, actor=actor, at=recorded_at or at, happened_at=at, data=words, to_state=str(hazard.state))

    def _tell(self, action: str, *, actor: User | None, at: dt.datetime, **fields: Any) -> None:
        hazard = self.hazard
        with clock.moved_to(at):
            event = events.make(
                hazard, action, actor=actor, number=hazard.event_count + 1, previous=hazard.head_digest, **fields
            )
        hazard.event_count, hazard.head_digest = event.number, event.digest
        self.events.append(event)

    def step(
        self,
        name: str,
        *,
        actor: User,
        at: dt.datetime,
        to: str | None = None,
        changes: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
    ) -> "Life":
        """Take a step of the table. Raises ValueError where the table does not allow it: a mistake of the caller."""
        step, hazard = STEPS[name], self.hazard
        if hazard.state not in step.from_:
            raise ValueError(f"{name} does not begin in {hazard.state}")
        before, after = hazard.state, str(to or step.to or hazard.state)
        for field, value in {**(changes or {}), "state": after}.items():
            setattr(hazard, field, value)
        self._tell(f"hazards.{name}", actor=actor, at=at, data=data, from_state=before, to_state=after)
        return self

    def judge(self, *, actor: User, at: dt.datetime, level: str, due_on: dt.date | None = None, **facts: Any) -> "Life":
        """Judge it; `facts`: criterion, criterion_confirmation and strip of a major one."""
        changes = {"level": level, "judged_by": actor, "judged_at": at, "reported_at": None, **facts}
        if level == Level.MAJOR:
            changes["plan_due_on"] = workdays.add_workdays(clock.local_date(at), PLAN_WORKDAYS)
        elif due_on:
            changes |= {"due_on": due_on, "due_basis": DueBasis.SUGGESTED}
        told = {"level": level, "criterion": named(facts.get("criterion")), "confirmation": "", "reason": ""}
        return self.step("judge", actor=actor, at=at, changes=changes, data=told)

    def file_plan(self, *, actor: User, at: dt.datetime, **words: Any) -> "Life":
        """File a plan; `words` are the fields of Plan, all five commitments among them."""
        hazard = self.hazard
        number = 1 + sum(isinstance(one, Plan) for one in self.beside)
        plan = Plan(hazard=hazard, number=number, filed_by=actor, filed_at=at, **words)
        self.beside.append(plan)
        changes: dict[str, Any] = {"responsible_name": plan.responsible_name}
        if hazard.level == Level.GENERAL:
            changes |= {"due_on": plan.due_on, "due_basis": DueBasis.PLAN}
        if hazard.state == State.JUDGED:
            changes["reported_at"] = None
        stays = hazard.state != State.JUDGED or hazard.is_major
        to = None if stays else State.PLANNED
        return self.step("file_plan", actor=actor, at=at, to=to, changes=changes, data={**words, "number": number})

    @property
    def plan(self) -> Plan:
        """The newest plan."""
        return [one for one in self.beside if isinstance(one, Plan)][-1]

    def report(self, *, actor: User, at: dt.datetime, desks: Sequence[tuple[str, Office | None]]) -> "Life":
        """Report a major hazard to its desks, as actions.reporting.desks_for gives them."""
        rows = [Receipt(hazard=self.hazard, desk=desk, office=office, reported_at=at) for desk, office in desks]
        self.beside += rows
        told = {"desks": [desk for desk, _ in desks], "plan": self.plan.number}
        return self.step("report", actor=actor, at=at, changes={"reported_at": at}, data=told)

    def acknowledge(self, *, actor: User, at: dt.datetime, desk: str, note: str = "") -> "Life":
        """Acknowledge for a desk; the second of the two makes the plan stand and its date bind."""
        self._receipt(desk, actor, at, note)
        waiting = [one for one in self._receipts() if one.desk not in NOT_DESKS and one.acknowledged_at is None]
        changes = {} if waiting else {"due_on": self.plan.due_on, "due_basis": DueBasis.PLAN}
        to = None if waiting else State.PLANNED
        told = {"desk": desk, "note": note}
        return self.step("acknowledge", actor=actor, at=at, to=to, changes=changes, data=told)

    def tell_workers(self, *, actor: User, at: dt.datetime, how: str) -> "Life":
        """Record that the workers were told."""
        self._receipt(Receipt.Desk.WORKERS, actor, at, how)
        return self.step("tell_workers", actor=actor, at=at, data={"how": how})

    def _receipts(self) -> list[Receipt]:
        return [one for one in self.beside if isinstance(one, Receipt)]

    def _receipt(self, desk: str, actor: User, at: dt.datetime, note: str) -> None:
        receipt = next(one for one in self._receipts() if one.desk == desk)
        receipt.acknowledged_at, receipt.acknowledged_by, receipt.note = at, actor, note[:200]

    def start(self, *, actor: User, at: dt.datetime) -> "Life":
        """Begin the work."""
        return self.step("start", actor=actor, at=at, data={"note": "", "plan": self.plan.number})

    def self_accept(self, *, actor: User, at: dt.datetime, statement: str) -> "Life":
        """The enterprise's own acceptance."""
        changes = {"self_accepted_at": at, "self_accepted_by": actor}
        return self.step("self_accept", actor=actor, at=at, changes=changes, data={"statement": statement})

    def submit(self, *, actor: User, at: dt.datetime, statement: str, funds_spent: str = "") -> "Life":
        """Say that it is fixed."""
        told = {"statement": statement, "funds_spent": funds_spent}
        return self.step("submit", actor=actor, at=at, changes={"fixed_by": actor}, data=told)

    def send_back(self, *, actor: User, at: dt.datetime, reasons: list[str]) -> "Life":
        """Send it back."""
        return self.step("send_back", actor=actor, at=at, changes=NOT_ACCEPTED, data={"reasons": reasons})

    def accept(self, *, actor: User, at: dt.datetime, statement: str, second_officer: User | None = None) -> "Life":
        """Accept it on site."""
        told = {"statement": statement} | ({"second_officer": second_officer.full_name} if second_officer else {})
        changes = {"accepted_by": actor, "accepted_with": second_officer, "accepted_at": at}
        return self.step("accept", actor=actor, at=at, changes=changes, data=told)

    def close(self, *, actor: User, at: dt.datetime, opinion: str = "同意销号") -> "Life":
        """Strike it off; supervision ends with it."""
        self._release(at)
        return self.step("close", actor=actor, at=at, changes=_closing(actor, at), data={"opinion": opinion})

    def fix_at_once(self, *, actor: User, at: dt.datetime, statement: str) -> "Life":
        """Put right on the spot."""
        judged = {} if self.hazard.level else {"level": Level.GENERAL, "judged_by": actor, "judged_at": at}
        changes = {**judged, **_closing(actor, at), "fixed_at_once": True}
        return self.step("fix_at_once", actor=actor, at=at, changes=changes, data={"statement": statement})

    def list_supervision(
        self, *, actor: User, at: dt.datetime, reason: str, due_on: dt.date, leader: User, number: str
    ) -> "Life":
        """List it for the township's supervision under a number from `supervision_numbers`."""
        level = Supervision.Level.TOWNSHIP
        row = Supervision(hazard=self.hazard, level=level, number=number, reason=reason, due_on=due_on)
        row.leader, row.listed_by, row.listed_at = leader, actor, at
        self.beside.append(row)
        told = {"level": level, "number": number, "reason": reason, "due_on": due_on, "leader": leader.full_name}
        return self.step("list_supervision", actor=actor, at=at, changes={"supervision_level": level}, data=told)

    def _release(self, at: dt.datetime) -> None:
        for one in self.beside:
            if isinstance(one, Supervision):
                one.released_at = at

    def extend(
        self, *, asker: User, asked_at: dt.datetime, to_due_on: dt.date, reason: str, control: str, decider: User,
        decided_at: dt.datetime, granted: bool = True, decision: str = "同意延期",
    ) -> "Life":  # fmt: skip
        """Ask for a later date and decide it."""
        before = self.hazard.due_on
        row = Extension(
            hazard=self.hazard,
            from_due_on=before,
            to_due_on=to_due_on,
            reason=reason,
            granted=granted,
        )
        row.interim_control, row.asked_by, row.asked_at = control, asker, asked_at
        row.decision, row.decided_by, row.decided_at = decision, decider, decided_at
        self.beside.append(row)
        told: dict[str, Any] = {"from": before, "to": to_due_on, "reason": reason, "interim_control": control}
        self.step("ask_extension", actor=asker, at=asked_at, data=told)
        changes = {"due_on": to_due_on, "due_basis": DueBasis.EXTENSION} if granted else {}
        told = {"granted": granted, "decision": decision, **changes}
        return self.step("decide_extension", actor=decider, at=decided_at, changes=changes, data=told)

    def void(
        self, *, proposer: User, proposed_at: dt.datetime, reason: str, decider: User, decided_at: dt.datetime,
        duplicate_of: Hazard | None = None,
    ) -> "Life":  # fmt: skip
        """Propose it void by one and agree by another."""
        row = Proposal(
            hazard=self.hazard, kind=Proposal.Kind.VOID, reason=reason, duplicate_of=duplicate_of, agreed=True
        )
        row.proposed_by, row.proposed_at, row.decided_by, row.decided_at = proposer, proposed_at, decider, decided_at
        row.decision = "同意作废"
        self.beside.append(row)
        told: dict[str, Any] = {"reason": reason, "duplicate_of": str(duplicate_of or "")}
        self.step("propose_void", actor=proposer, at=proposed_at, data=told)
        self._release(decided_at)
        told = {"agreed": True, "decision": row.decision}
        return self.step("decide_void", actor=decider, at=decided_at, to=State.VOID, data=told)


NOT_DESKS = (Receipt.Desk.WORKERS, Receipt.Desk.DISTRICT)


def _closing(actor: User, at: dt.datetime) -> dict[str, Any]:
    return {"closed_by": actor, "closed_at": at} | periods_of_closing(at)
