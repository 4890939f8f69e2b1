"""Regions from a table: code, name, level, short name; parents follow from the codes. All or nothing."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from anlan.core.errors import Invalid
from anlan.org import actions
from anlan.org.models import DIGITS, Region, User

DATA = Path(__file__).parent / "data"
COLUMNS = {"code", "name", "level"}
LEVEL_WORDS = {str(level.label): level.value for level in Region.Level} | {"村": "village", "社区": "village"}
SHOWN_PROBLEMS = 50

Row = dict[str, str]


@dataclass(frozen=True)
class Counts:
    """What a table changed."""

    created: int = 0
    changed: int = 0
    same: int = 0


def load(path: Path, *, actor: User | None = None) -> int:
    """Enter every region of a CSV file, parents first; returns how many. Raises Invalid naming file and line."""
    with path.open("rb") as file:
        rows, problems = read(file)
    if problems:
        raise Invalid(f"{path.name}：{problems[0]}")
    enter(rows, actor=actor)
    return len(rows)


def read(file: IO[bytes] | Any) -> tuple[list[Row], list[str]]:
    """Rows of a CSV file (columns code, name, level, short_name), parents first, and everything wrong with them.

    Levels are named in English or Chinese. A parent has to be in the file or known already.
    """
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], ["文件不是 UTF-8 编码，请在表格软件中另存为“CSV UTF-8”后再导入。"]
    table = csv.DictReader(io.StringIO(text))
    if missing := COLUMNS - set(table.fieldnames or []):
        return [], [f"缺少列 {'、'.join(sorted(missing))}，请补上表头后再导入。"]
    lines = [(number, _cleaned(row)) for number, row in enumerate(table, start=2) if any(row.values())]
    problems = _problems(lines)
    return [row for _, row in sorted(lines, key=lambda pair: pair[1]["code"].rstrip("0"))], problems[:SHOWN_PROBLEMS]


def _cleaned(row: dict[Any, Any]) -> Row:
    # A line with more cells than heads puts the rest under None, one with fewer gives None as value.
    plain = {str(key): (value or "").strip() for key, value in row.items() if isinstance(value, str | None) and key}
    level = plain.get("level", "")
    return plain | {"level": LEVEL_WORDS.get(level, level)}


def _problems(lines: list[tuple[int, Row]]) -> list[str]:
    if not lines:
        return ["表中没有区划，请核对文件。"]
    seen: set[str] = set()
    known = {row["code"] for _, row in lines} | set(Region.objects.values_list("code", flat=True))
    found = []
    for number, row in lines:
        if problem := _problem(row, seen, known):
            found.append(f"第 {number} 行：{problem}")
        seen.add(row["code"])
    return found


def _problem(row: Row, seen: set[str], known: set[str]) -> str:
    code, level = row["code"], row["level"]
    if len(code) != 12 or not code.isdigit():
        return f"区划代码“{code}”不是 12 位数字。"
    if level not in DIGITS:
        return f"层级“{level}”无法识别，请用{'、'.join(LEVEL_WORDS)}。"
    if code[DIGITS[level] :].strip("0"):
        return f"代码“{code}”与层级“{Region.Level(level).label}”不符，后面应全是 0。"
    if not row["name"] or len(row["name"]) > 60:
        return f"代码“{code}”的名称为空或超过 60 个字。"
    if code in seen:
        return f"代码“{code}”在表中出现了两次。"
    above = _codes_above(code, level)
    if above and not any(one in known for one in above[:1]) and level in ("village", "township"):
        return f"代码“{code}”的上级“{above[0]}”不在表中，也没有登记过。"
    return ""


def _codes_above(code: str, level: str) -> list[str]:
    digits = [count for count in DIGITS.values() if count < DIGITS[level]]
    return [code[:count].ljust(12, "0") for count in reversed(digits)]


@transaction.atomic
def enter(rows: list[Row], *, actor: User | None = None) -> Counts:
    """Enter checked rows, parents first."""
    known = Region.objects.in_bulk([row["code"] for row in rows])
    created = changed = 0
    for row in rows:
        before = known.get(row["code"])
        short_name = row.get("short_name") or (before.short_name if before else "")
        if before and (before.name, before.level, before.short_name) == (row["name"], row["level"], short_name):
            continue
        created, changed = created + (before is None), changed + (before is not None)
        parent = _nearest(_codes_above(row["code"], row["level"]))
        actions.set_region(
            row["code"], name=row["name"], level=row["level"], parent=parent, short_name=short_name, actor=actor
        )
    return Counts(created, changed, len(rows) - created - changed)


def _nearest(codes: list[str]) -> Region | None:
    known = Region.objects.in_bulk(codes)
    return next((known[code] for code in codes if code in known), None)
