"""What an outside model answered, as far as it can be used: a sentence that stands in the notice, or nothing."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from anlan.campaigns.plans.drafting import proof_kind
from anlan.campaigns.plans.models import Campaign, Duty
from anlan.campaigns.reading import classes

SHORTEST = 8
"""A sentence of fewer characters stands everywhere and proves nothing."""
MOST = 60
MOST_TIMES = 366


@dataclass
class Understood:
    """The proposals that can be used, unsaved, and how many were left: not in the notice, unreadable, known."""

    duties: list[Duty]
    left: int = 0


def understood(campaign: Campaign, answer: str, known: Iterable[Duty]) -> Understood:
    """The duties an answer proposes. Raises ValueError where it is no JSON of the shape that was asked for."""
    found = json.loads(_bare(answer))
    rows = found.get("duties") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no list of duties in the answer")
    told, taken = Understood([]), list(known)
    for row in rows[:MOST]:
        duty = _duty(campaign, row) if isinstance(row, dict) else None
        if duty is None or any(_same(duty, one) for one in taken):
            told.left += 1
            continue
        told.duties.append(duty)
        taken.append(duty)
    told.left += len(rows[MOST:])
    return told


def _bare(answer: str) -> str:
    """The answer without the fence some models put round it."""
    return re.sub(r"^\s*```(?:json)?|```\s*$", "", answer)


def _duty(campaign: Campaign, row: dict[str, Any]) -> Duty | None:
    quote, subject, action = (
        _words(row, name, most) for name, most in (("quote", 600), ("subject", 120), ("action", 200))
    )
    start = campaign.text.find(quote)
    if len(quote) < SHORTEST or start < 0 or not subject or not action:
        return None
    applies_to, proof, rhythm = _words(row, "applies_to", 80), _words(row, "proof", 60), _words(row, "rhythm", 12)
    return Duty(
        campaign=campaign,
        clause=_clause_at(campaign, start),
        quote=quote,
        start=start,
        end=start + len(quote),
        subject=subject,
        subject_is_written=subject in quote,
        subject_kind=classes.kind_of(subject),
        applies_to=applies_to,
        flags=list(classes.flags_of(applies_to)),
        action=action,
        rhythm=rhythm if rhythm in Duty.Rhythm.values else Duty.Rhythm.NONE,
        min_count=_count(row.get("min_count")),
        due_on=_day(row.get("due")),
        due_read=_words(row, "due", 12),
        proof=proof,
        proof_kind=proof_kind(f"{action} {proof}"),
    )


def _words(row: dict[str, Any], name: str, most: int) -> str:
    value = row.get(name)
    return value.strip().replace("\x00", "")[:most] if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_TIMES else None


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _clause_at(campaign: Campaign, place: int) -> str:
    inside = [one for one in campaign.clauses if one["start"] <= place < one["end"]]
    return str(inside[-1]["label"])[:40] if inside else ""


def _same(new: Duty, known: Duty) -> bool:
    """Whether it says again what is there: the same words of the notice, asked of the same kind of subject."""
    overlaps = new.start < known.end and known.start < new.end
    return overlaps and (new.subject_kind, new.rhythm) == (known.subject_kind, known.rhythm)
