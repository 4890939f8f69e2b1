"""Enterprises that may be the same: what to warn of before a second file is opened for one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from anlan.enterprises.models import Enterprise
from anlan.enterprises.names import name_key
from anlan.org import scope

LEAST = 0.6
MOST = 8
COMMON = re.compile(
    r"(有限责任公司|股份有限公司|有限公司|分公司|公司|个体工商户|经营部|专业合作社|合作社|门市部|工厂|厂|店|站|部|行)$"
)
ABOVE = re.compile(r"^(河南省|河南|许昌市|许昌|.{1,4}?[省市区县]|.{1,3}?[乡镇])")


@dataclass(frozen=True)
class Twin:
    """One that is called alike; `same` where name and village are the very same."""

    id: UUID
    name: str
    village: str
    credit_code: str
    same: bool


def twins(name: str, region_code: str, besides: UUID | None = None) -> list[Twin]:
    """Files of the same township with this name or one like it, the likest first; withdrawn ones do not count."""
    key = name_key(name)
    if len(key) < 2 or not region_code:
        return []
    prefix = scope.township_of(region_code)[:9]
    rows = Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN).exclude(pk=besides)
    rows = rows.filter(region_code__gte=prefix.ljust(12, "0"), region_code__lte=prefix.ljust(12, "9"))
    known = rows.values_list("id", "name", "name_key", "region_code", "region__name", "credit_code", "former_names")
    scored = []
    for pk, shown, own, place, village, code, former in known.iterator():
        score = max(likeness(key, one) for one in (own, *map(name_key, former)))
        if score >= LEAST:
            scored.append((score, Twin(pk, shown, village, code, own == key and place == region_code)))
    scored.sort(key=lambda one: (-one[1].same, -one[0], one[1].name))
    return [twin for _, twin in scored[:MOST]]


def likeness(one: str, other: str) -> float:
    """How alike two name keys are, 0 to 1: pairs of characters they share, without place and legal form."""
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _pairs(key: str) -> set[str]:
    core = COMMON.sub("", ABOVE.sub("", key)) or key
    return {core[at : at + 2] for at in range(len(core) - 1)} or {core}
