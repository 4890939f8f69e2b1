"""From a record's values to the paper: the version that held, every box filled, an unsigned copy marked as such."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from anlan.enforcement.templating import queries
from anlan.files.presses import filling, reading

NOTHING = "无"
"""What a box says for which the record has no fact: no box of an enforcement paper is left blank (rules.md 6.3)."""
UNSIGNED = "未签署"
UNSEALED = "未盖章"


def written(kind: str, values: dict[str, Any], *, moment: dt.datetime | None = None) -> bytes:
    """The paper as .docx, by the version that held at a moment. Raises NotNow where none held."""
    template = queries.required(kind, moment)
    filled = filling.each(values, lambda value: NOTHING if value is None or value == "" else value)
    return filling.fill(queries.content_of(template), filled)


def marked(content: bytes, mark: str) -> bytes:
    """The same with a mark in grey across every page, where there is one to make."""
    return filling.mark(content, mark) if mark else content


def printed(content: bytes, mark: str) -> bytes:
    """The same as PDF."""
    return reading.as_pdf(content, mark=mark)


def printed_all(papers: Sequence[tuple[bytes, str]]) -> list[bytes]:
    """Several papers, each with its mark, as PDF."""
    return reading.as_pdfs(papers)
