"""The draw itself: pure arithmetic that anybody can repeat with a seed, two lists and any program for SHA-256."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

TEAM = 2
"""So many inspectors go to each place (行政处罚法 art. 42)."""
HOW = (
    "把“种子|单位|本地编号”逐家算 SHA-256，按结果从小到大排，取前面的。"
    "再按这个次序逐家派人：除去要回避的人，先派已派次数最少的，"
    "次数相同的按“种子|人员|本地编号|序号”的 SHA-256 从小到大，每家两人；行政检查的两人同一单位。"
)
"""The same in words, as the paper prints it."""


@dataclass(frozen=True)
class Inspector:
    """One who may be drawn: the number on the list, and the office, for officers of one office go together."""

    number: int
    office: str


def seed(said: str) -> str:
    """What somebody present said, then what nobody could know before: so no seed is looked for until it suits."""
    return f"{said.strip()}-{secrets.token_hex(4)}" if said.strip() else secrets.token_hex(8)


def lot(*parts: object) -> str:
    """The lot of something: sha256 over its parts, joined by a bar."""
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()


def places(seed: str, codes: Iterable[str], wanted: int) -> list[str]:
    """So many codes, by their lots."""
    return sorted(codes, key=lambda code: lot(seed, "单位", code))[:wanted]


def teams(
    seed: str,
    codes: Iterable[str],
    people: Collection[Inspector],
    apart: Collection[tuple[int, str]],
    *,
    of_one_office: bool,
) -> dict[str, list[int]]:
    """Who goes where: two to each place, those with the fewest places first, then by their lots.

    `apart` are pairs of number and code that must not meet. `of_one_office`: both of one office, whose first is drawn.
    A place for which not two are left gets those there are.
    """
    load: Counter[int] = Counter()
    found = {}
    for code in codes:
        team: list[Inspector] = []
        free = [one for one in people if (one.number, code) not in apart]
        while len(team) < TEAM and (open_ := [one for one in free if _fits(one, team, free, of_one_office)]):
            team.append(min(open_, key=lambda one: (load[one.number], lot(seed, "人员", code, one.number))))
        load.update(one.number for one in team)
        found[code] = sorted(one.number for one in team)
    return found


def _fits(one: Inspector, team: list[Inspector], free: list[Inspector], of_one_office: bool) -> bool:
    if one in team:
        return False
    if not of_one_office:
        return True
    if team:
        return one.office == team[0].office
    return sum(other.office == one.office for other in free) >= TEAM
