"""Tables kept as plain text: comma, tab or semicolon; UTF-8 with or without BOM, GBK, UTF-16."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from anlan.core.errors import Invalid

MOST_BYTES = 200 * 1024 * 1024
BOMS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
AS_TEXT = re.compile(r'^="(.*)"$', re.S)


def read_delimited(path: Path) -> list[list[str]]:
    """Return the rows of a text table; cells stay text. Raises Invalid where it is no text."""
    if path.stat().st_size > MOST_BYTES:
        raise Invalid("这个 csv 文件超过 200 MB，请分成几个文件上传。", code="files.too_large")
    words = decode(path.read_bytes())
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=_delimiter(words))
    try:
        return [[_cell(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise Invalid(
            "这个 csv 文件的引号没有配对，无法分出单元格。请用 Excel 或 WPS 另存为 xlsx 后再上传。", code="files.broken"
        ) from error


def decode(content: bytes) -> str:
    """Return the text of a file in any encoding Chinese offices use."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _without_nulls(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Invalid("这个文件的文字编码认不出来。请用 Excel 或 WPS 另存为 xlsx 后再上传。", code="files.encoding")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return _without_nulls(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise Invalid(
            "这个文件的文字编码坏了。请用 Excel 或 WPS 另存为 xlsx 后再上传。", code="files.encoding"
        ) from error


def _without_nulls(words: str) -> str:
    if "\x00" in words:
        raise Invalid("这不是文本表格。请上传 xlsx、xls 或 csv 文件。", code="files.not_a_table")
    return words


def _delimiter(words: str) -> str:
    lines = [line for line in words.splitlines()[:50] if line.strip()]
    return max(",\t;|", key=lambda mark: sum(min(line.count(mark), 60) for line in lines))


def _cell(cell: str) -> str:
    found = AS_TEXT.match(cell)
    return found[1] if found else cell
