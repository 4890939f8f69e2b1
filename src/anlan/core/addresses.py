"""Addresses a page asks for by the hundred: Django composes each anew, here it does so once for a route.

An address depends on nothing but its route and the folder the product is served under, which both stay.
"""

import uuid
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse

ANY_ROW = uuid.UUID(int=0)
"""Stands for the key until there is one."""


def address(name: str) -> str:
    """The address of a page that is about no row."""
    return _address(name, get_script_prefix())


def by_row(name: str) -> Callable[[Any], str]:
    """What makes the address of a row's page from its key (a UUID), for lists."""
    before, after = _halves(name, get_script_prefix())
    return lambda key: f"{before}{key}{after}"


@lru_cache(maxsize=1024)
def _address(name: str, folder: str) -> str:
    return reverse(name)


@lru_cache(maxsize=1024)
def _halves(name: str, folder: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[ANY_ROW]).partition(str(ANY_ROW))
    return before, after
