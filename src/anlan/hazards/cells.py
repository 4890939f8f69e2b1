"""The cells of the ledger's rows as the page shows them.

Made here and not in the template: fifty rows of six cells were a quarter of the time a page took.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from anlan.core.addresses import by_row
from anlan.hazards.columns import Column
from anlan.hazards.models import Hazard
from anlan.hazards.templatetags.ledger import due_words, level_tag, state_tag, under


class Row(NamedTuple):
    """One line of the ledger: the hazard, the address of its record, its cells."""

    hazard: Hazard
    address: str
    cells: SafeString


def rows_of(hazards: Iterable[Hazard], shown: Sequence[Column]) -> list[Row]:
    """Each hazard as a line with these columns."""
    address_of = by_row("hazards:record")
    return [_row(one, address_of(one.pk), shown) for one in hazards]


def _row(hazard: Hazard, address: str, shown: Sequence[Column]) -> Row:
    return Row(hazard, address, mark_safe("".join(_cell(column, hazard, address) for column in shown)))


def _cell(column: Column, hazard: Hazard, address: str) -> str:
    if drawn := DRAWN.get(column.name):
        return drawn(hazard, address)
    return f'<td data-label="{escape(column.label)}">{escape(column.text(hazard))}</td>'


# -- the usual columns, which show more than words; all that people typed is escaped


def _code(hazard: Hazard, address: str) -> str:
    return f'<td class="inline code">{escape(hazard)}</td>'


def _what(hazard: Hazard, address: str) -> str:
    link = f'<a class="main-link" href="{escape(address)}">{escape(hazard.description)}</a>'
    return f'<td class="text title">{link}<small>{escape(under(hazard))}</small></td>'


def _where(hazard: Hazard, address: str) -> str:
    name, village = escape(hazard.enterprise.name), escape(hazard.region.plain_name)
    return f'<td data-label="企业"><span>{name}<br><small>{village}</small></span></td>'


def _inline(words: Callable[[Hazard], SafeString]) -> Callable[[Hazard, str], str]:
    return lambda hazard, address: f'<td class="inline">{words(hazard)}</td>'


DRAWN: dict[str, Callable[[Hazard, str], str]] = {
    "code": _code,
    "hazard": _what,
    "enterprise": _where,
    "level": _inline(level_tag),
    "state": _inline(state_tag),
    "due": _inline(due_words),
}
