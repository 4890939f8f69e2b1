"""Lists as xlsx of any length, written from a generator in constant memory, with nothing in them that computes."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from django.http import FileResponse
from django.utils import timezone
from rustpy_xlsxwriter import Format, write_worksheets

SHEET_ROWS = 1_000_000  # Excel ends at 1,048,576
CELL_CHARACTERS = 32_000  # Excel ends at 32,767
FORMULA = re.compile(r"^[=+\-@\t\r]")
PLAIN = re.compile(r"[^=+\-@\t\r\x00-\x1f\ufffe\uffff][^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]{0,2000}")  # most text
NUMBER = re.compile(r"^[+-]?\d[\d .,-]*%?$")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PAPER = {
    "landscape": True,
    "paper_size": 9,  # A4
    "repeat_rows": 0,
    "fit_to_pages": (1, 0),
    "footer": "&C第 &P 页 共 &N 页&R打印于 &D &T",
}
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Head:
    """One column: its heading and its width in characters."""

    label: str
    width: float = 14


def plain(cell: Any) -> Any:
    """Return a cell as it may leave: text stays text, and text that would compute in a spreadsheet is quoted."""
    if type(cell) is str and PLAIN.fullmatch(cell):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime.datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M") if timezone.is_aware(cell) else cell
    if cell is None or isinstance(cell, int | float | datetime.date):
        return cell
    if isinstance(cell, Decimal):
        return float(cell)
    text = ILLEGAL.sub("", str(cell))[:CELL_CHARACTERS]
    return f"'{text}" if len(text) > 1 and FORMULA.match(text) and not NUMBER.match(text) else text


def stream(
    head: Sequence[Head | str],
    rows: Iterable[Sequence[Any]],
    out: str | Path | BinaryIO,
    *,
    sheet: str = "台账",
    total: int = 0,
) -> int:
    """Write rows under a frozen, filterable head; returns how many.

    Codes, phones and identity numbers must come as text: numbers of more than 15 digits would be rounded by Excel.
    `total`, where it may exceed a million, lets the rows go on in further sheets. Memory does not grow with the rows.
    """
    columns = [column if isinstance(column, Head) else Head(column) for column in head]
    labels = _unique([column.label for column in columns])
    source = _Rows(rows)
    names = [_sheet_name(sheet, number) for number in range(1, max(1, -(-total // SHEET_ROWS)) + 1)]
    write_worksheets(
        [(name, source.records(labels)) for name in names],
        str(out) if isinstance(out, str | Path) else out,
        freeze_panes={"general": {"row": 1, "col": 0}},
        datetime_format="yyyy-mm-dd",
        column_widths={name: [column.width for column in columns] for name in names},
        header_format={name: Format().set_bold().set_background_color("#E6F0EF").set_border("thin") for name in names},
        autofilter=dict.fromkeys(names, True),
        page_setup=dict.fromkeys(names, PAPER),
    )
    return source.count


def response(head: Sequence[Head | str], rows: Iterable[Sequence[Any]], name: str, **more: Any) -> FileResponse:
    """Answer a request with a list as a download; the file is written to disk first and sent in pieces."""
    spool = tempfile.NamedTemporaryFile(prefix="anlan-export-", suffix=".xlsx")  # noqa: SIM115 (the answer closes it)
    stream(head, rows, spool.name, **more)
    answer = FileResponse(spool, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


class _Rows:
    """The rows of a list, handed out sheet by sheet and counted."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.rows = iter(rows)
        self.count = 0

    def records(self, labels: list[str]) -> Iterator[dict[str, Any]]:
        """Yield at most one sheet of them; an empty list still gets its head, by one blank row."""
        blank = self.count == 0
        for row in islice(self.rows, SHEET_ROWS):
            self.count += 1
            blank = False
            yield dict(zip(labels, map(plain, row), strict=True))
        if blank:
            yield dict.fromkeys(labels)


def _unique(labels: list[str]) -> list[str]:
    """Make headings differ, for the writer keys its cells by them."""
    return [label if label not in labels[:place] else f"{label}（{place + 1}）" for place, label in enumerate(labels)]


def _sheet_name(name: str, number: int) -> str:
    clean = re.sub(r"[\[\]:*?/\\]", " ", name).strip()[:26] or "台账"
    return clean if number == 1 else f"{clean} {number}"
