"""Duty lists as they are proposed: by post, employment, job and industry, each line with its source."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import tables

DATA = Path(__file__).parent.parent / "data" / "duties.yaml"

Item = dict[str, str]


@cache
def _shipped() -> dict[str, Any]:
    return dict(tables.read(DATA))


def proposed(post: str, employment: str, job: str, industries: Iterable[str]) -> list[Item]:
    """The duties of a post in an enterprise of these industries, as {text, source}; never empty."""
    data, codes = _shipped(), set(industries)
    items = [*data["posts"][post], *data["employments"].get(employment, [])]
    for one in data["jobs"]:
        if any(name in job for name in one["names"]):
            items += one["add"]
    for one in data["industries"]:
        if codes & set(one["codes"]) and post in one["posts"]:
            items += one["add"]
    return [dict(item) for item in items]
