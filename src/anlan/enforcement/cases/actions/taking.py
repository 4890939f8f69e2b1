"""How a step of a case is written, and how its documents are numbered."""

import uuid
from typing import Any

from anlan.core import clock, events
from anlan.enforcement.cases import lifecycle
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents.kinds import Kind, about
from anlan.enforcement.writing import step
from anlan.files import numbering
from anlan.org.models import Office, User


def take(
    case: Case, name: str, *, actor: User, told: dict[str, Any], client_id: uuid.UUID | None, **changes: Any
) -> Case:
    """Take a step of the table: one event, its words kept in `said`. Raises NotNow, NotYours or Stale."""
    taken = lifecycle.check(actor, case, name)
    kept = events.plain({one: value for one, value in told.items() if value not in (None, "")})
    changes |= {"said": case.said | {name: kept | {"by": actor.full_name, "at": clock.now().isoformat()}}}
    if taken.to:
        changes.setdefault("state", taken.to)
    step(case, name, actor=actor, told=kept, client_id=client_id, changes=changes)
    return case


def number(office: Office, kind: Kind) -> str:
    """The next number of a kind of paper of an office; call it in the transaction that issues it."""
    return series(office, about(kind).sign)


def series(office: Office, sign: str) -> str:
    """The next number under a character (rules.md 6.2): one series for each office, character and year."""
    prefix = f"（{numbering.named_by(office)}）应急{sign}"
    return numbering.take(office, f"enforcement.case_{sign}", clock.today().year, prefix=prefix)
