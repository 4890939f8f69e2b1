"""Numbers of official documents: one series for each office, kind and year, without gaps (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

from anlan.core import counters
from anlan.org.models import Office


def take(office: Office, kind: str, year: int, *, prefix: str = "") -> str:
    """Return the next document number of an office, "桂应急办〔2026〕12号"; call it in the issuing transaction.

    `kind` separates series (bulletins, orders); `prefix` is the office's 机关代字 and defaults to its short name.
    """
    number = counters.take(f"document:{office.pk}:{kind}:{year}")
    return written(prefix or office.short_name or office.name, year, number)


def written(prefix: str, year: int, number: int) -> str:
    """Return a document number as the standard writes it: hexagonal brackets, no leading zero, no 第."""
    return f"{prefix}〔{year}〕{number}号"


def named_by(office: Office) -> str:
    """The short names of an office's region and of itself (桂应急办): two townships' offices are not mistaken."""
    region = office.region
    return f"{region.short_name or region.name}{office.short_name or office.name}"
