"""What one row of a register says, in our words: facts, industries and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Any

from anlan.enterprises.actions.posts import PostFacts
from anlan.enterprises.importing.known import Ground
from anlan.enterprises.importing.words import spellings
from anlan.enterprises.models import Enterprise, Person
from anlan.files.importing import Record
from anlan.files.sheets.text import key
from anlan.files.sheets.unclean import Unclean
from anlan.files.sheets.villages import base

Post = Person.Post
FLAGS = ("above_scale", "high_risk", "crowded", "labour_intensive", "fire_key")


@dataclass
class Said:
    """A row, understood. `facts` holds only what the row states; an empty cell states nothing."""

    name: str
    credit_code: str
    region_code: str
    facts: dict[str, Any] = field(default_factory=dict)
    industries: list[str] = field(default_factory=list)
    people: list[PostFacts] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def village_of(record: Record, ground: Ground) -> tuple[str, str]:
    """The village a row names and, where the register has no such column, from what else it is known.

    Raises Unclean where nothing names exactly one village: a village is never guessed.
    """
    if record["village"]:
        return record["village"], ""
    if "village" in record.columns:
        raise Unclean("缺少所在村")
    if code := _named(record.sheet, ground):
        return code, f"表里没有“所在村”一列，按工作表名“{record.sheet.strip()}”认定"
    if code := _named(record["address"] or "", ground):
        return code, f"表里没有“所在村”一列，按地址“{record['address']}”认定"
    raise Unclean("表里没有“所在村”一列，地址里也找不到唯一的村名")


def _named(words: str, ground: Ground) -> str:
    if ground.villages.names_one(words):
        return ground.villages.read(words)
    written = key(words)
    found = set()
    for code, official in ground.villages.names.items():
        stem = base(official)
        if key(official) in written or any(f"{stem}{suffix}" in written for suffix in ("村", "社区", "居委")):
            found.add((len(stem), code, stem))
    # 大杨村 lies inside 水道大杨村: the longer name is the one that was meant.
    kept = {code for length, code, stem in found if not any(stem != other and stem in other for _, _, other in found)}
    return kept.pop() if len(kept) == 1 else ""


def understand(record: Record, region_code: str, ground: Ground) -> Said:
    """Turn a read row into facts; what was left out or taken from elsewhere is said in remarks."""
    said = Said(record["name"], record["credit_code"] or "", region_code)
    said.facts = _plain_facts(record)
    said.industries = list(dict.fromkeys(chain.from_iterable(record["industries"] or [])))
    said.people = _people(record, said)
    _strip(record, said, ground)
    return said


def _plain_facts(record: Record) -> dict[str, Any]:
    named = ("kind", "status", "headcount", "address", "note", "high_risk_basis", "former_names")
    facts = {name: record[name] for name in named if record[name] not in (None, "", [])}
    facts |= {name: record[name] for name in FLAGS if record[name] is not None}
    if facts.get("high_risk_basis") and "high_risk" not in facts:
        facts["high_risk"] = True
    if len(facts.get("address", "")) > 200:
        facts["address"] = facts["address"][:200]
    longitude, latitude = record["point"].split(",") if record["point"] else (record["longitude"], record["latitude"])
    if longitude and latitude:
        facts |= {"longitude": Decimal(longitude), "latitude": Decimal(latitude), "point_source": "台账导入"}
    return facts


def kind_by_itself(name: str, credit_code: str, sheet: str) -> str:
    """The kind that the name, the credit code or the sheet says by itself; "" where none does.

    GB 32100-2015: a code that begins with 92 belongs to an individual business (个体工商户).
    """
    word = key(name)
    for kind, endings in spellings("kind_by_name").items():
        if word.endswith(endings):
            return kind
    if credit_code.startswith("92"):
        return str(Enterprise.Kind.SHOP)
    for kind, words in spellings("kind_by_sheet").items():
        if any(one in sheet for one in words):
            return kind
    return ""


def _people(record: Record, said: Said) -> list[PostFacts]:
    principal = record["principal"] or record["legal"]
    if principal is None and record["contact"]:
        principal = record["contact"]
        said.remarks.append(f"没有写主要负责人，把联系人 {principal.name} 登记为主要负责人")
    holders = {Post.PRINCIPAL: principal, Post.SAFETY_OFFICER: record["safety"], Post.DEPUTY: record["deputy"]}
    columns = {
        Post.PRINCIPAL: ("principal_phones", "phones"),
        Post.SAFETY_OFFICER: ("safety_phones",),
        Post.DEPUTY: ("deputy_phones",),
    }
    if principal is None and _phones(record, *columns[Post.PRINCIPAL]):
        said.remarks.append("有电话没有负责人姓名，电话没有采用")
    return [
        PostFacts(str(post), one.name, tuple(dict.fromkeys([*_phones(record, *columns[post]), *one.phones])))
        for post, one in holders.items()
        if one
    ]


def _phones(record: Record, *columns: str) -> tuple[str, ...]:
    given = chain.from_iterable(chain.from_iterable(record[column] or [] for column in columns))
    return tuple(dict.fromkeys(given))


def _strip(record: Record, said: Said, ground: Ground) -> None:
    written = record["strip"]
    if not written:
        return
    if office := ground.office(written, said.region_code):
        said.facts["strip"] = office
    else:
        said.remarks.append(f"单位名册里没有“{written}”，主管单位没有采用")
