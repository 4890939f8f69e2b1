"""Safety staff: what 安全生产法 art. 24 asks of an enterprise, what it has, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import tables
from anlan.enterprises.models import Enterprise, Person

DATA = Path(__file__).parent.parent / "data" / "staffing.yaml"


@cache
def _rule() -> dict[str, Any]:
    return dict(tables.read(DATA))


@dataclass(frozen=True)
class Staffing:
    """How an enterprise stands: what is asked and why, who there is, and what is missing (empty: nothing).

    `unknown` says which fact is missing to decide at all.
    """

    asked: str
    because: str
    full_time: int
    part_time: int
    department: str
    missing: str = ""
    unknown: str = ""

    @property
    def clause(self) -> str:
        """The law behind it."""
        return str(_rule()["clause"])


def needs_full_time(enterprise: Enterprise) -> bool:
    """Whether its kind or main industry is one of those the first paragraph of art. 24 names."""
    code, listed = enterprise.main_industry_id or "", list(_rule()["industries"])
    listed += _rule()["if_high_risk"] if enterprise.high_risk else []
    named = any(code == one or code.startswith(f"{one}-") for one in listed)
    return named or enterprise.kind in _rule()["kinds"]


def staffing(enterprise: Enterprise, people: Iterable[Person]) -> Staffing:
    """Judge an enterprise by its people in office; more on file than it says it has count as they are.

    A safety officer of whom nobody said how much of their work it is counts as part-time; a principal or deputy who
    looks after safety too counts where the file says so.
    """
    known = list(people)
    full = sum(one.safety_duty == Person.SafetyDuty.FULL_TIME for one in known)
    officers = [one for one in known if one.safety_duty or one.post == Person.Post.SAFETY_OFFICER]
    part, department = len(officers) - full, enterprise.safety_department
    strict, limit = needs_full_time(enterprise), int(_rule()["above"])
    there = max(enterprise.headcount or 0, len(known))
    if strict or there > limit:
        because = "属于第二十四条第一款所列行业" if strict else f"从业人员 {there} 人，超过 {limit} 人"
        missing = "" if full or department else "没有安全生产管理机构，也没有专职安全生产管理人员"
        return Staffing("设置安全生产管理机构或者配备专职安全生产管理人员", because, full, part, department, missing)
    asked = "配备专职或者兼职安全生产管理人员"
    if enterprise.headcount is None:
        words = "从业人数没有填，无法判定是否要专职人员"
        return Staffing(asked, "从业人数未填，先按不超过 100 人", full, part, department, "", words)
    missing = "" if officers or department else "没有专职或者兼职安全生产管理人员"
    return Staffing(asked, f"从业人员 {there} 人，不超过 {limit} 人", full, part, department, missing)
