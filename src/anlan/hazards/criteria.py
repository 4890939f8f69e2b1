"""Which criteria to offer while judging: those that answer a search, else those the hazard's words may fall under."""

import uuid
from dataclasses import dataclass

from anlan.core import clock
from anlan.hazards import suggesting
from anlan.hazards.models import Hazard
from anlan.standards import queries as standards
from anlan.standards.matching import Answer
from anlan.standards.models import Criterion
from anlan.standards.rules import Verdict, may_carry_judgement

MOST = 8
OPEN = 4
"""So many are seen at once; the rest lie behind one press, so that a phone shows the buttons too."""


@dataclass(frozen=True)
class Pick:
    """One criterion to choose, with what choosing it takes and the words that led to it.

    `asked`: the checklist asked by it; `seen`: chosen by who recorded the hazard.
    """

    criterion: Criterion
    verdict: Verdict
    chosen: bool = False
    asked: bool = False
    seen: bool = False
    because: tuple[str, ...] = ()


def suggested(hazard: Hazard) -> Answer | None:
    """What the hazard's words may fall under today."""
    return suggesting.suggestion(hazard.description, hazard.industry_id, MOST)


def offered(hazard: Hazard, text: str, chosen: object = None) -> list[Pick]:
    """Criteria in force today, of the enterprise's industry where it has one; at most eight, the likeliest first."""
    if text.strip():
        return _picks(_searched(hazard, text), chosen)
    answer = suggested(hazard)
    because = {one.criterion.pk: one.because for one in answer.candidates} if answer else {}
    asked, seen = _named_at_first(hazard)
    alike = [one.criterion for one in answer.candidates] if answer else []
    first = [one for one in (asked, seen) if one is not None]
    rows = list(dict.fromkeys([*first, *alike]))[:MOST]
    return _picks(rows, chosen, asked, seen, because)


def _picks(
    rows: list[Criterion],
    chosen: object,
    asked: Criterion | None = None,
    seen: Criterion | None = None,
    because: dict | None = None,
) -> list[Pick]:
    today, reasons = clock.today(), because or {}
    if chosen and (kept := _kept(chosen)) and kept not in rows[:OPEN]:
        rows = [kept, *(one for one in rows if one != kept)]
    return [
        Pick(
            one,
            may_carry_judgement(one, today),
            str(one.pk) == str(chosen),
            one == asked,
            one == seen,
            reasons.get(one.pk, ()),
        )
        for one in rows
    ]


def _named_at_first(hazard: Hazard) -> tuple[Criterion | None, Criterion | None]:
    """The criterion whose question was answered with 否, and the one chosen while recording."""
    first = hazard.events.filter(number=1).only("data").first()
    data = first.data if first else {}
    asked, seen = data.get("suggested_criterion") or {}, data.get("chosen") or {}
    return _kept(asked.get("id")), _kept(seen.get("id"))


def _searched(hazard: Hazard, text: str) -> list[Criterion]:
    industries = [hazard.industry_id] if hazard.industry_id else None
    today = clock.today()
    own = list(standards.search(text, today, industries)[:MOST])
    return own or list(standards.search(text, today)[:MOST])


def _kept(chosen: object) -> Criterion | None:
    if not chosen:
        return None
    try:
        return Criterion.objects.select_related("pack").filter(pk=uuid.UUID(str(chosen))).first()
    except ValueError:
        return None
