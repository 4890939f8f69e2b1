"""What the words on a photographed certificate propose for its form; a person compares and confirms every field."""

import datetime as dt
import re
from typing import Any

from anlan.enterprises.certificates.kinds import KINDS
from anlan.enterprises.models import Enterprise
from anlan.files import ocr, storing
from anlan.files.sheets.credit_code import read_id_number
from anlan.files.sheets.unclean import Unclean

NUMBER = re.compile(r"T([1-9]\d{16}[\dXx])")
DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})")
BEGINS, REVIEWED = "有效期", "实际复审"


def read(photos: list[str], enterprise: Enterprise, engine: ocr.Engine) -> dict[str, Any]:
    """What photos (sha256) of a card say, by the names of the form's fields; what is not sure is left out."""
    said: list[str] = []
    for name in photos:
        with storing.open_stored(name) as stored:
            said += ocr.lines(engine, stored.read())
    return propose(said, enterprise)


def propose(lines: list[str], enterprise: Enterprise) -> dict[str, Any]:
    """Number, kind, dates and holder from the lines of a card; a wrong check digit or two such names say nothing."""
    text = "".join("".join(line.split()) for line in lines)
    found = {
        "number": _number(text),
        "kind": _kind(text),
        "issued_on": _date_after(text, BEGINS),
        "reviewed_on": _date_after(text, REVIEWED),
        "person": _holder(text, enterprise),
    }
    return {name: value for name, value in found.items() if value}


def _number(text: str) -> str:
    for digits in NUMBER.findall(text):
        try:
            return f"T{read_id_number(digits)}"
        except Unclean:
            continue
    return ""


def _kind(text: str) -> str:
    said = [code for code, label in KINDS.items() if label.partition("（")[0].removesuffix("作业") in text]
    return said[0] if len(said) == 1 else ""


def _date_after(text: str, words: str) -> dt.date | None:
    _, known, rest = text.partition(words)
    first = DATE.search(rest[:24]) if known else None
    try:
        return dt.date(*map(int, first.groups())) if first else None
    except ValueError:
        return None


def _holder(text: str, enterprise: Enterprise) -> Any:
    """The one person in office whose ID number, else whose name is on the card."""
    people, number = list(enterprise.people.filter(until=None)), _number(text)[1:]
    found = [one for one in people if number and one.id_number == number] or [
        one for one in people if len(one.name) > 1 and f"姓名{one.name}" in text
    ]
    return found[0].pk if len(found) == 1 else None
