"""An attendance sheet as enterprises keep it: names, perhaps ID numbers and results, read all at once or not at all."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from anlan.core.errors import Invalid
from anlan.enterprises.actions.id_numbers import hash_of
from anlan.enterprises.models import Enterprise, Person
from anlan.files import actions as files
from anlan.files import storing
from anlan.files.sheets import finding, table
from anlan.files.sheets.credit_code import read_id_number
from anlan.files.sheets.fields import Field, simply
from anlan.files.sheets.reading import read_workbook
from anlan.files.sheets.text import name, value
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User

FIELDS = (
    Field("name", "姓名", ("签到", "参加人员", "人员姓名", "学员"), read=simply(name), required=True),
    Field("id_number", "身份证号", ("身份证", "证件号码", "身份证号码"), read=simply(read_id_number)),
    Field("result", "考核结果", ("成绩", "结果", "考试成绩", "是否合格"), read=simply(value)),
)
MOST_TOLD = 30


@dataclass(frozen=True)
class Row:
    """One line: its number in the sheet, who, and the result."""

    number: int
    name: str
    id_number: str
    result: str


def read(upload: UploadedFile, *, actor: User) -> list[Row]:
    """The lines of an uploaded sheet. Raises Invalid with every line that cannot be read, by its row."""
    stored = files.keep_ledger(upload, actor=actor)
    rows, wrong = [], []
    with storing.local_path(stored.pk) as path:
        tables = [found for sheet in read_workbook(path, upload.name or "") for found in finding.find(sheet, FIELDS)]
    for found in tables:
        if "name" not in found.by_field:
            continue
        for line in found.lines():
            if line.skipped or line.stray:
                continue
            try:
                rows.append(_row(line, found))
            except Unclean as problem:
                wrong.append(f"第 {line.number} 行：{problem}")
    if not rows and not wrong:
        raise Invalid("表里没有找到“姓名”一列，请核对表头。", fields={"sheet": ["没有“姓名”列。"]})
    _refuse(wrong)
    return rows


def _row(line: table.Line, found: table.Table) -> Row:
    cells = {}
    for field in FIELDS:
        columns = found.by_field.get(field.name, [])
        place = columns[0].index if columns else None
        raw = line.cells[place] if place is not None and place < len(line.cells) else None
        reader = {"name": name, "id_number": read_id_number, "result": value}[field.name]
        cells[field.name] = str(reader(raw))
    if not cells["name"]:
        raise Unclean("没有姓名")
    return Row(line.number, cells["name"][:60], cells["id_number"], cells["result"][:20])


def match(enterprise: Enterprise, rows: list[Row]) -> tuple[list[tuple[Row, Person]], list[Row]]:
    """Each line with the person of the enterprise it means, and lines that mean nobody on file.

    By ID number first, then by name. Raises Invalid, with every such line, where a name is two people's and no number
    says whose, and where one person stands twice.
    """
    by_id: dict[str, Person] = {}
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in enterprise.people.filter(until=None):
        by_name[person.name].append(person)
        if person.id_hash:
            by_id[person.id_hash] = person
    known: list[tuple[Row, Person]] = []
    unknown: list[Row] = []
    wrong: list[str] = []
    seen: dict[object, int] = {}
    for row in rows:
        found = [by_id[hash_of(row.id_number)]] if row.id_number and hash_of(row.id_number) in by_id else []
        found = found or [one for one in by_name[row.name] if not (row.id_number and one.id_hash)]
        if len(found) > 1:
            who = "、".join(one.told_apart for one in found)
            wrong.append(f"第 {row.number} 行：“{row.name}”有 {len(found)} 人同名（{who}），请在表里写身份证号")
        elif found and found[0].pk in seen:
            wrong.append(f"第 {row.number} 行：{found[0].told_apart}在第 {seen[found[0].pk]} 行已有")
        elif found:
            seen[found[0].pk] = row.number
            known.append((row, found[0]))
        else:
            unknown.append(row)
    _refuse(wrong)
    return known, unknown


def _refuse(wrong: list[str]) -> None:
    if wrong:
        more = f"；另有 {len(wrong) - MOST_TOLD} 行" if len(wrong) > MOST_TOLD else ""
        words = "；".join(wrong[:MOST_TOLD]) + more + "。一行都没有写入，改好后再传。"
        raise Invalid(words, code="enterprises.attendance_sheet", fields={"sheet": [f"有 {len(wrong)} 行要改。"]})
