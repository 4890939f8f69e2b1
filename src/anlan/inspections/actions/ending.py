"""Ending a visit: finished with nothing open, or abandoned with the reason."""

import datetime as dt
import uuid

from anlan.core import events
from anlan.core.errors import NotNow, NotYours
from anlan.inspections import gaps, rules
from anlan.inspections.actions.writing import believable, ready, say, write
from anlan.inspections.items import walk
from anlan.inspections.models import State, Visit, VisitEvent
from anlan.org.models import User


@events.once(VisitEvent)
def finish(
    visit: Visit, *, actor: User, ended_at: dt.datetime | None = None, client_id: uuid.UUID | None = None
) -> Visit:
    """End the visit; from now on it is frozen.

    Every item is answered or said why not, every 否 stands on the ledger, the leader's signature and the enterprise's
    (or its refusal) stand under what is there now. Raises NotNow naming what is missing.
    """
    ready(visit, actor)
    _require_leader(visit, actor)
    lines = walk(visit)
    if missing := [gap.words for gap in gaps.of(visit, lines) if gap.blocks]:
        raise NotNow(f"还不能完成检查：{'；'.join(missing)}。", code="inspections.gaps")
    moment = max(believable(ended_at), visit.begun_at)
    told = {
        "answers": len(lines.lines) - len(lines.unanswered),
        "not_fine": len(lines.not_fine),
        "hazards": [str(one.hazard) for one in lines.findings],
    }
    changes = {"state": State.FINISHED, "ended_at": moment}
    write(visit, "finish", actor=actor, changes=changes, data=told, happened_at=moment, client_id=client_id)
    return visit


@events.once(VisitEvent)
def abandon(visit: Visit, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Visit:
    """End the visit without result, with the reason; hazards already recorded stay on the ledger."""
    ready(visit, actor)
    _require_leader(visit, actor)
    words = say(reason, "中止的原因", "reason")
    changes = {"state": State.ABANDONED, "ended_at": believable(None), "abandon_reason": words}
    write(visit, "abandon", actor=actor, changes=changes, data={"reason": words}, client_id=client_id)
    return visit


def _require_leader(visit: Visit, actor: User) -> None:
    if reason := rules.may_end(actor, visit):
        raise NotYours(reason, code="inspections.not_yours")
