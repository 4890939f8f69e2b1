"""Key checks as a pack: what was typed, and the codes that stay with the words."""

import itertools
import re
from dataclasses import dataclass

import yaml

from anlan.core import clock
from anlan.org.models import Region
from anlan.standards.models import Criterion, Industry
from anlan.standards.models.pack import ENTERED_HERE
from anlan.standards.shelving import beside, difference

NUMBERED = re.compile(r"第(\d+)项")


@dataclass(frozen=True)
class KeyCheck:
    """One key check as entered: what to ask, and how to look."""

    words: str
    how: str = ""


def as_yaml(industry: Industry, title: str, basis: str, checks: list[KeyCheck], region: Region | None = None) -> str:
    """The checks as a pack of the township's own (the district's without one) for an industry.

    Every word stands as it was typed; none can judge.
    """
    today = clock.today().isoformat()
    slug = "-".join([ENTERED_HERE, *([region.prefix] if region else []), industry.code])
    items = [
        {
            "code": code,
            "section": "重点检查事项",
            "summary": one.words.strip(),
            "check": one.how.strip(),
            "checked_against_text": "true",
            "may_be_major": "false",
        }
        for one, code in zip(checks, _codes(slug, checks), strict=True)
    ]
    pack = {
        "id": slug,
        "title": title.strip(),
        "doc_number": basis.strip(),
        "issuer": region.name if region else "本地录入",
        **({"region": region.code} if region else {}),
        "issued": today,
        "effective": today,
        "status": "in force",
        "industry": [industry.code],
        "applies_to": industry.name,
        "kind": "key_checks",
        "complete": "true",
        "note": "乡镇录入的重点检查事项，不是判定标准，不能据以判定重大事故隐患。",
        "items": items,
    }
    return yaml.safe_dump(pack, allow_unicode=True, sort_keys=False)


def _codes(slug: str, checks: list[KeyCheck]) -> list[str]:
    """A code for each check: the one its words have on the shelf, the one of words nearly alike, else a new number."""
    shelf = beside.own_version(slug)
    free = {one.code: one.summary for one in shelf.items.all()} if shelf else {}
    used = Criterion.objects.filter(pack__slug=slug).values_list("code", flat=True)
    numbers = itertools.count(1 + max([int(found[1]) for code in used if (found := NUMBERED.fullmatch(code))] or [0]))
    given: dict[int, str] = {}
    for least in (1.0, difference.MOVED):
        for place, one in enumerate(checks):
            words = one.words.strip()
            code = next((code for code, old in free.items() if difference.alike(old, words) >= least), None)
            if code and place not in given:
                given[place] = code
                del free[code]
    return [given.get(place) or f"第{next(numbers)}项" for place in range(len(checks))]
