"""Whom a duty names: the kind of its subject, the offices on file, and the other kinds the same words name."""

import re
from collections.abc import Iterable

from anlan.campaigns.duties.subjects import FLAGS, SMALL_PREMISES, Kind, Who
from anlan.campaigns.plans.models import Duty
from anlan.campaigns.reading import classes
from anlan.org.models import Office

KINDS = {
    Duty.Subject.PRINCIPAL: Kind.ENTERPRISE,
    Duty.Subject.ENTERPRISE: Kind.ENTERPRISE,
    Duty.Subject.VILLAGE: Kind.VILLAGE,
    Duty.Subject.VILLAGE_SECRETARY: Kind.VILLAGE,
    Duty.Subject.GRID: Kind.VILLAGE,
    Duty.Subject.OFFICE: Kind.OFFICE,
    Duty.Subject.TOWNSHIP: Kind.TOWNSHIP,
    Duty.Subject.LEADER: Kind.TOWNSHIP,
}
GENERAL = re.compile("部门|单位|站所|科室|机关|各(?:办|站|所|局|委)")
"""各有关部门, 乡直各单位: offices by no name, all of them."""


def why_nobody(duty: Duty) -> str:
    """Why a duty is asked of nobody: its office is not on file, or the kind of its subject cannot be told."""
    if KINDS.get(Duty.Subject(duty.subject_kind)) is Kind.OFFICE:
        return f"登记的单位里没有“{duty.subject}”，不向谁逐期计算。请在“原文与职责”里变更对象，或请管理员登记这个单位。"
    return "方案里的对象不能由系统逐个认定，请在“原文与职责”里把它的对象类别变更为企业、村、站所或乡镇。"


def who_of(duty: Duty, offices: Iterable[Office]) -> Who | None:
    """Whom it binds; None where the system cannot tell one from another, or has no office of that name."""
    kind = KINDS.get(Duty.Subject(duty.subject_kind))
    flags = frozenset(duty.flags)
    if kind is None or flags - {*FLAGS, SMALL_PREMISES} or (kind is Kind.TOWNSHIP and ABOVE.match(duty.subject)):
        return None
    named = frozenset(one.pk for one in offices if is_named(one, duty.subject)) if kind is Kind.OFFICE else frozenset()
    also = also_named(duty, kind)
    if kind is Kind.OFFICE and not (named or also or GENERAL.search(duty.subject)):
        return None
    return Who(kind, flags if kind is Kind.ENTERPRISE else frozenset(), offices=named, also=also)


def also_named(duty: Duty, kind: Kind) -> frozenset[Kind]:
    """The other kinds of subject the words name (各行政村、乡直各单位和企业); none where a person chose the kind."""
    if duty.flags or classes.kind_of(duty.subject) != duty.subject_kind:
        return frozenset()
    parts = [part for part in re.split("[、，和及]", duty.subject) if part]
    kinds = {KINDS.get(Duty.Subject(classes.kind_of(part))) for part in parts}
    return frozenset(one for one in kinds if one and one is not kind)


ABOVE = re.compile("[省市州县区旗](?:委|级|里|长|政府|人民政府|党委|领导|四大班子)")
"""县政府, 市领导: not the township's own."""
HIGHER = re.compile("(?:[省市州县旗]|[省市州县旗区]）|(?:^|[^辖社园小片景])区)$")
"""县应急办, 县（市、区）应急局: an office of a higher level, not the one on file."""
OTHER_RANK = ("局", "厅", "委")


def is_named(office: Office, words: str) -> bool:
    """Whether a subject names this office: by its name, its short name, or the name without 办公室."""
    names = {office.name, office.short_name, office.name.removesuffix("办公室")}
    return any(
        _is_meant(words, found) for name in names if len(name) > 1 for found in re.finditer(re.escape(name), words)
    )


def _is_meant(words: str, found: re.Match[str]) -> bool:
    """Whether the office of that name is the township's own."""
    return not (HIGHER.search(words[: found.start()]) or words.startswith(OTHER_RANK, found.end()))
