"""What changes the measure: loading packs, comparing items with the official text, arranging industries."""

from anlan.standards.actions.comparing import compare
from anlan.standards.actions.industries import (
    NOT_YOURS,
    add_industry,
    assign_office,
    change_industry,
    load_industries,
    no_arranging,
)
from anlan.standards.actions.packs import Report, load_packs, load_shipped

__all__ = [
    "NOT_YOURS",
    "Report",
    "add_industry",
    "assign_office",
    "change_industry",
    "compare",
    "load_industries",
    "load_packs",
    "load_shipped",
    "no_arranging",
]
