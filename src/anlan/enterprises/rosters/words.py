"""The words of lists of people and certificates, as shipped (data/rosters.yaml), and readers made of them."""

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import clock, tables
from anlan.core.names import why_not
from anlan.enterprises.certificates.kinds import KINDS
from anlan.enterprises.importing.readers import some_of
from anlan.enterprises.importing.words import split
from anlan.files.sheets import fields, values
from anlan.files.sheets.credit_code import read_id_number
from anlan.files.sheets.fields import Cell, Field, Reader
from anlan.files.sheets.text import NOTHING, key, name, text
from anlan.files.sheets.unclean import Unclean

DATA = Path(__file__).parent.parent / "data"
TO = re.compile(r"\s*(?:至|到|—+|~|～|--)\s*|(?<=\d)\s*-\s*(?=\d{4}[年.\-/])")
EARLIEST = dt.date(1990, 1, 1)


@cache
def _words() -> dict[str, Any]:
    return dict(tables.read(DATA / "rosters.yaml"))


def field(column: str, read: Reader, **more: Any) -> Field:
    """A field by the name of its column."""
    entry = _words()["columns"][column]
    return Field(column, entry["label"], split(entry.get("heads", "")), split(entry.get("unlike", "")), read, **more)


@cache
def meanings(table: str) -> dict[str, str]:
    """Every spelling of a table of words (posts, duties, employments) and what it means."""
    return {key(word): meaning for meaning, words in _words()[table].items() for word in split(words)}


def person_name(raw: object, cell: Cell) -> str:
    """One person's name, without what stands in brackets behind it."""
    written = re.sub(r"[(（][^()（）]*[)）]$", "", name(raw)).strip()
    if written in NOTHING:
        return ""
    if len(written) > 30 or re.search(r"\d", written) or why_not(written):
        raise Unclean("这不像一个人名")
    return written


def id_number(raw: object, cell: Cell) -> str:
    """An ID number with the right check digit; its words never repeat the number."""
    return read_id_number(raw)


def card_number(raw: object, cell: Cell) -> str:
    """T and the holder's ID number; what is wrong with it without repeating it (checked again by the action)."""
    written = "".join(text(raw).split()).upper().lstrip("'")
    if written in NOTHING:
        return ""
    if not written.startswith("T"):
        raise Unclean("特种作业操作证的证号以字母 T 开头，后面是本人的 18 位身份证号")
    try:
        return f"T{read_id_number(written[1:])}"
    except Unclean as problem:
        raise Unclean(f"证号 T 后面应是身份证号：{problem}") from problem


def kind(*, optional: bool) -> Reader:
    """A kind of special work; where it is `optional`, no and none say that there is none."""
    spellings = {code: (KINDS[code], *split(words)) for code, words in _words()["kinds"].items()}
    known = some_of(spellings, "作业类别")
    nothing = {key(word) for word in split(_words()["no_kind"])}

    def read(raw: object, cell: Cell) -> str:
        word = key(raw).replace("、", "")
        if optional and word in nothing:
            return ""
        if word in ("电工", "电工证", "电工作业"):
            raise Unclean("电工分低压、高压，请写明是哪一类")
        return known(word)

    return read


def left(raw: object, cell: Cell) -> dt.date | None:
    """The day somebody left: a date, or a word that says so (today); None for who is there."""
    written = text(raw)
    if written in NOTHING:
        return None
    if meaning := meanings("left").get(key(written)):
        return clock.today() if meaning == "left" else None
    if key(written) in ("是", "否"):
        raise Unclean("看不出在不在岗，请写“在职”“离职”或离职日期")
    return PAST(raw, cell)


def outcome(raw: object, cell: Cell) -> str:
    """What looking the card up showed."""
    return some_of({code: split(words) for code, words in _words()["outcomes"].items()}, "核验结果")(raw)


def validity(raw: object, cell: Cell) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a card: 2023-05-10至2029-05-09; a single date is the last day."""
    written = text(raw)
    if written in NOTHING:
        return None, None
    parts = [part for part in TO.split(written) if part]
    days = [DAY(part, cell) for part in parts]
    if len(days) == 1:
        return None, days[0]
    if len(days) == 2:
        return days[0], days[1]
    raise Unclean(f"有效期看不出起止：{written}")


def _day(latest_in_days: int) -> Any:
    return fields.day(latest_in_days=latest_in_days, earliest=EARLIEST)


DAY, PAST = _day(3653), _day(0)
PHONES = fields.simply(values.phones)
