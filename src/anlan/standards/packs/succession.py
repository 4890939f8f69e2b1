"""Which standard replaced which, and since when, read from the words of `status`."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from anlan.standards.packs.dates import last_day_in

# "superseded by X", "已被X替代", "新判定以X为准": X is the successor; what follows in brackets is a remark.
SAID = [
    re.compile(r"^\s*superseded(?:\s+by)?\s*(?P<by>[^(（；;。]*)", re.IGNORECASE),
    re.compile(r"^\s*已?被(?P<by>[^(（；;。]+?)(?:替代|代替|取代|废止)"),
    re.compile(r"^\s*(?:已|已经)?废止(?P<by>)"),
    re.compile(r"新判定以(?P<by>[^；;。]+?)为准"),
]
REMARK = re.compile(r"[(（].*$")
PACK = re.compile(r"包\s*([a-z0-9][a-z0-9-]*)")


class Dated(Protocol):
    """What is needed of a pack to find it as a successor."""

    @property
    def slug(self) -> str: ...

    @property
    def doc_number(self) -> str: ...

    @property
    def industry_codes(self) -> list[str]: ...


@dataclass(frozen=True)
class Ending:
    """That a standard was replaced: by what, as it was written, and the day the text gives, if any."""

    by: str
    pack: str
    day: dt.date | None


D = TypeVar("D", bound=Dated)


def ending_of(status: str) -> Ending | None:
    """What a status text says about the end of its standard; None while nothing says it ended."""
    for pattern in SAID:
        if match := pattern.search(status):
            named = PACK.search(status)
            return Ending(match["by"].strip(), named[1] if named else "", last_day_in(status))
    return None


def key(doc_number: str) -> str:
    """A document number as it is compared: without remarks and blanks."""
    return re.sub(r"\s+", "", REMARK.sub("", doc_number)).upper()


def is_named(ending: Ending, pack: Dated) -> bool:
    """Whether the ending names this pack, by its slug or by its document number."""
    if ending.pack:
        return ending.pack == pack.slug
    number = key(pack.doc_number)
    return bool(number) and number in key(ending.by)


def successor(ending: Ending, packs: Iterable[D], *, like: Dated) -> D | None:
    """The pack that replaced `like`: the one the ending names, sharing an industry where several carry the number."""
    named = [pack for pack in packs if pack.slug != like.slug and is_named(ending, pack)]
    shared = [pack for pack in named if set(pack.industry_codes) & set(like.industry_codes)]
    return next(iter(shared or named), None)
