"""The report of a major hazard and its receipts, to the second."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.hazards import needs, rules
from anlan.hazards.actions.stepping import say, take
from anlan.hazards.models import DueBasis, Hazard, HazardEvent, Receipt, State
from anlan.org import scope
from anlan.org.models import Office, User

DESKS = (Receipt.Desk.SUPERVISING, Receipt.Desk.SAFETY, Receipt.Desk.LEADER)
DESKS_OF_A_REPORT = 2


@events.once(HazardEvent)
def report(hazard: Hazard, *, actor: User, client_id: uuid.UUID | None = None) -> Hazard:
    """Send a major hazard's report at once to its two desks (安全生产法 art. 41; 总局令第16号 art. 14).

    Opens a receipt for each desk, one for the workers who must be told, and one for the district's copy that waits for
    the up-link. Where supervising office and safety office are one, the leader in charge is the second desk; a place
    without an operator has no workers to tell.
    """
    if not hazard.is_major:
        raise NotNow(f"{hazard}是一般隐患，不需要报告，报方案后即可整改。", code="hazards.not_major")
    moment = clock.now()
    desks = desks_for(hazard)
    plan = needs.latest_plan(hazard)
    data = {"desks": [desk for desk, _ in desks], "plan": plan.number if plan else None}
    take(hazard, "report", actor=actor, changes={"reported_at": moment}, data=data, client_id=client_id)
    for desk, office in desks:
        _open(hazard, desk, office, moment)
    return hazard


def _open(hazard: Hazard, desk: str, office: Office | None, moment: dt.datetime) -> None:
    # Judged or planned anew it is reported a second time; the first times stay in the events.
    fresh = {"office": office, "reported_at": moment, "acknowledged_at": None, "acknowledged_by": None, "note": ""}
    Receipt.objects.update_or_create(hazard=hazard, desk=desk, defaults=fresh)


def desks_for(hazard: Hazard) -> list[tuple[str, Office | None]]:
    """Whom a report goes to: the two desks that acknowledge, the workers, and the district's copy."""
    safety = safety_office(hazard.region_code)
    supervising = hazard.strip if hazard.strip and hazard.strip_id != hazard.governed_by_id else safety
    if supervising is None:
        raise NotNow(f"{hazard}还没有主管单位，无处报告，请先在单位档案里落实主管单位。", code="hazards.no_desk")
    second: tuple[str, Office | None] = (Receipt.Desk.SAFETY, safety)
    if safety is None or supervising == safety:
        second = (Receipt.Desk.LEADER, None)
    workers: list[tuple[str, Office | None]] = [] if hazard.governed_by_id else [(Receipt.Desk.WORKERS, None)]
    return [(Receipt.Desk.SUPERVISING, supervising), second, *workers, (Receipt.Desk.DISTRICT, None)]


def safety_office(region_code: str) -> Office | None:
    """The township's office for overall work safety (安全生产法 art. 9), if one is entered."""
    return Office.objects.filter(region_id=scope.township_of(region_code), is_safety_office=True, ended_on=None).first()


@events.once(HazardEvent)
def acknowledge(
    hazard: Hazard, *, actor: User, desk: str = "", note: str = "", client_id: uuid.UUID | None = None
) -> Hazard:
    """Say for one's desk that the report was received; with the last desk the plan stands and its date binds.

    `desk` is needed only by a person who sits at both; one person never acknowledges for both desks.
    """
    mine = [one for one in rules.desks_of(actor, hazard) if not desk or one.desk == desk]
    receipt = mine[0] if mine else None
    done = [one for one in needs.standing_receipts(hazard) if one.desk in DESKS and one.acknowledged_at]
    if receipt and any(one.acknowledged_by_id == actor.pk for one in done):
        raise Invalid("两个收悉岗须由两个人分别收悉，请另一人办理。", code="hazards.two_desks")
    last = len(done) == DESKS_OF_A_REPORT - 1
    changes = _binding_date(hazard) if last else {}
    data = {"desk": receipt.desk if receipt else desk, "note": note}
    to = State.PLANNED if last else None
    take(hazard, "acknowledge", actor=actor, to=to, changes=changes, data=data, client_id=client_id)
    _sign(receipt, actor, note)
    return hazard


def _binding_date(hazard: Hazard) -> dict[str, Any]:
    plan = needs.latest_plan(hazard)
    bound = hazard.due_basis in (DueBasis.ORDER, DueBasis.EXTENSION)
    return {"due_on": plan.due_on, "due_basis": DueBasis.PLAN} if plan and not bound else {}


def _sign(receipt: Receipt | None, actor: User, note: str, at: dt.datetime | None = None) -> None:
    if receipt is not None:
        receipt.acknowledged_at, receipt.acknowledged_by = at or clock.now(), actor
        receipt.note = note[:200]
        receipt.save(update_fields=["acknowledged_at", "acknowledged_by", "note"])


@events.once(HazardEvent)
def tell_workers(
    hazard: Hazard,
    *,
    actor: User,
    how: str,
    happened_at: dt.datetime | None = None,
    photos: tuple[str, ...] = (),
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Record that the enterprise's own workers were told, and how: meeting, notice board (安全生产法 art. 41)."""
    receipt = next((one for one in needs.standing_receipts(hazard) if one.desk == Receipt.Desk.WORKERS), None)
    if receipt and receipt.acknowledged_at:
        raise NotNow(f"{hazard}已经告知过职工。", code="hazards.workers_told")
    words = say(how, "告知职工的方式", "how")
    take(
        hazard,
        "tell_workers",
        actor=actor,
        data={"how": words},
        photos=photos,
        happened_at=happened_at,
        client_id=client_id,
    )
    _sign(receipt, actor, words, happened_at)
    return hazard
