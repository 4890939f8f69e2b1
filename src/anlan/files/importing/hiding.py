"""What a run of a personal ledger keeps of its cells: no long number in full."""

from __future__ import annotations

import re
from typing import Any

from anlan.core.fields import masked_id

LONG = re.compile(r"(?:\d[\s-]?){13,}[\dXx]")
"""An ID number, also one that is mistyped, broken by blanks or a figure too short."""


def hidden(value: Any) -> Any:
    """A cell, or words about it, with long numbers masked: 110***********002X."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    written = LONG.sub(lambda match: masked_id("".join(match[0].split())), str(value))
    return value if written == str(value) else written
