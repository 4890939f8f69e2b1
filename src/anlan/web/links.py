"""Where the figures lead: every number on the dashboard opens the list it counts."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from anlan.hazards.figures import Axis


def ledger(**words: Any) -> str:
    """The ledger's URL with these filters; None leaves one out."""
    given = {name: value for name, value in words.items() if value is not None}
    return f"{reverse('hazards:ledger')}?{urlencode(given)}" if given else reverse("hazards:ledger")


def value_of(key: Any) -> str:
    """How an axis' value is written in the URL; what has none is asked for as `none`."""
    return "none" if key in (None, "") else str(key)


def cell(rows: Axis, row: Any, columns: Axis, column: Any, **more: Any) -> str:
    """The list behind one cell of the base table."""
    return ledger(**{rows.name: value_of(row), columns.name: value_of(column)}, **more)
