"""What must be spent on safety: the rules of data/investment.yaml, whom they bind, what they make of a sum."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

RULE: dict[str, Any] = yaml.safe_load((Path(__file__).parent.parent / "data/investment.yaml").read_text("utf-8"))
USES: dict[str, str] = RULE["uses"]
STANDARD: dict[str, Any] = RULE["standardization"]
LEVELS: dict[str, str] = STANDARD["levels"]
COMPARED = {"A", "B"}
"""Confidence below which a sum is shown and nothing follows from it."""


@dataclass(frozen=True)
class Regime:
    """One rule of 财资〔2022〕136号: its base, its parts, and with which text they were compared."""

    name: str
    label: str
    base: str
    confidence: str
    compared: str
    industries: tuple[str, ...]
    sure: bool
    parts: tuple[dict[str, Any], ...]

    @property
    def is_compared(self) -> bool:
        """Whether its sum is sure enough to hold a plan against it."""
        return self.confidence in COMPARED

    def binds(self, industry: str) -> bool:
        """Whether an enterprise of this main industry may fall under it; a code stands for its parts too."""
        return any(industry == one or industry.startswith(f"{one}-") for one in self.industries)

    def required(self, base: int) -> int:
        """What must be spent, yuan, for a base in yuan: each part of it by its own rate (超额累退)."""
        total, below = Decimal(0), 0
        for part in self.parts:
            upto = min(base, part.get("upto", base))
            total += Decimal(max(upto - below, 0)) * Decimal(str(part["percent"])) / 100
            below = max(upto, below)
        return int(total.to_integral_value())

    @property
    def rates(self) -> str:
        """Its parts in words: 1000 万元以内 4.5%，以上 2.25%."""
        said = [
            f"{_round(part['upto'])}以内 {part['percent']}%" if "upto" in part else f"以上 {part['percent']}%"
            for part in self.parts
        ]
        return said[0].removeprefix("以上 ") if len(said) == 1 else "，".join(said)


REGIMES: dict[str, Regime] = {
    one["name"]: Regime(**{**one, "industries": tuple(one["industries"]), "parts": tuple(one["parts"])})
    for one in RULE["regimes"]
}


def _round(amount: int) -> str:
    """A round sum as a rule says it: 1000 万元, 1 亿元."""
    return f"{amount // 10**8} 亿元" if amount >= 10**8 else f"{amount // 10**4} 万元"


def for_industry(industry: str | None) -> list[Regime]:
    """The rules an enterprise of this main industry may fall under."""
    return [one for one in REGIMES.values() if industry and one.binds(industry)]


def must_plan(industry: str | None) -> bool:
    """Whether every enterprise of the industry extracts safety money (安全生产法 art. 23)."""
    return any(one.sure for one in for_industry(industry))


def is_late(day: dt.date) -> bool:
    """Whether the plan of the day's year should be there by now."""
    return (day.month, day.day) > tuple(RULE["plan_by"])


def yuan(amount: int | None) -> str:
    """A sum in words: 12,500 元; nothing for none."""
    return "" if amount is None else f"{amount:,} 元"


def sums(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Use in words and what was spent on it, the largest first."""
    total: dict[str, int] = {}
    for use, amount in pairs:
        total[use] = total.get(use, 0) + amount
    return sorted(((USES[use], amount) for use, amount in total.items()), key=lambda one: -one[1])
