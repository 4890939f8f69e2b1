"""Reading the measure: the law of a day, and what the pages show of it."""

from anlan.standards.queries.law import (
    SHIPPED_INDUSTRIES,
    SHIPPED_PACKS,
    applying_to,
    in_force,
    packs_in_force,
    search,
    strip_of,
    supervising_office,
)
from anlan.standards.queries.shelf import (
    Line,
    PackFilters,
    comparisons_of,
    items_of,
    latest_outcomes,
    other_wordings,
    pack_rows,
    shelf_counts,
    title_of,
    with_comparisons,
    wordings_of,
)
from anlan.standards.queries.strips import industry_rows, offices_within, own_office, township_code, townships_for

__all__ = [
    "SHIPPED_INDUSTRIES",
    "SHIPPED_PACKS",
    "Line",
    "PackFilters",
    "applying_to",
    "comparisons_of",
    "in_force",
    "industry_rows",
    "items_of",
    "latest_outcomes",
    "offices_within",
    "other_wordings",
    "own_office",
    "pack_rows",
    "packs_in_force",
    "search",
    "shelf_counts",
    "strip_of",
    "supervising_office",
    "title_of",
    "township_code",
    "townships_for",
    "with_comparisons",
    "wordings_of",
]
