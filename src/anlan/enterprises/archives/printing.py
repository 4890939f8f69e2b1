"""What an archive says, as people read it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from anlan.core import clock
from anlan.enterprises.archives.kinds import KINDS, PARTS
from anlan.enterprises.models import Archive, Cleaning


def number(amount: Decimal | None) -> str:
    """12.50 → 12.5; nothing for none."""
    return "" if amount is None else f"{Decimal(amount).normalize():f}"


def rhythm(days: int) -> str:
    """每天, 每 7 天."""
    return "每天" if days == 1 else f"每 {days} 天"


def amount(archive: Archive) -> str:
    """12.5 立方米."""
    return f"{number(archive.amount)} {KINDS[archive.kind].unit}" if archive.amount is not None else ""


def _said(type_: str, value: Any) -> str:
    if type_ == "day" and value:
        return clock.day_words(dt.date.fromisoformat(value))
    return str(value)


def facts(archive: Archive) -> list[tuple[str, str]]:
    """(label, words) of what its kind says and somebody filled in."""
    rows = [(one.label, _said(one.type, archive.facts.get(one.name, ""))) for one in KINDS[archive.kind].facts]
    return [(label, words) for label, words in rows if words]


def lines(archive: Archive) -> list[tuple[str, str]]:
    """(label, words) of everything on file, in the order of the page."""
    kind = KINDS[archive.kind]
    rows = [
        (kind.place, archive.place),
        (kind.amount, amount(archive)),
        *facts(archive),
        (kind.valid_to, clock.day_words(archive.valid_to) if archive.valid_to else ""),
        ("清扫周期", rhythm(archive.every_days) if archive.every_days else ""),
        ("责任人", archive.responsible.name),
        ("起用日期", clock.day_words(archive.since) if archive.since else ""),
    ]
    return [(label, words) for label, words in rows if label and words]


def in_short(archive: Archive) -> str:
    """How much, where and what its kind says, on one line."""
    said = [f"{label}：{words}" for label, words in facts(archive)]
    return "，".join(filter(None, [amount(archive), archive.place, *said]))


def parts(cleaning: Cleaning) -> str:
    """地面、除尘器卸灰."""
    return "、".join(words for name, words in PARTS.items() if name in cleaning.parts)
