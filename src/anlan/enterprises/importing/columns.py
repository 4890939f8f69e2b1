"""Which columns registers have, and how their cells are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anlan.enterprises.importing import readers
from anlan.enterprises.importing.words import column, spellings
from anlan.files.sheets import fields, headcounts
from anlan.files.sheets.fields import Field, Reader, simply
from anlan.files.sheets.villages import Villages


def fields_of(villages: Villages, industries: Mapping[str, str]) -> list[Field]:
    """The fields of a register; `villages` are those of the person's territory, `industries` map spellings to codes."""
    return [
        _field("name", readers.enterprise_name, required=True),
        _field("credit_code", readers.credit, evidence=fields.LOOKS_LIKE_CREDIT_CODE, by_content=True),
        _field("village", simply(villages.read), evidence=villages.looks_like, by_content=True, from_title=True),
        _field("former_names", simply(readers.names)),
        _field("kind", simply(readers.some_of(spellings("kinds"), "类别")), strict=False),
        _field("industries", readers.industries(industries), many=True),
        _field("strip", fields.TEXT),
        _field("status", simply(_status), strict=False),
        _field("headcount", headcounts.read, strict=False),
        *_people(),
        *_flags(),
        _field("address", fields.TEXT),
        _field("longitude", simply(readers.coordinate(readers.LONGITUDES, "经度")), strict=False),
        _field("latitude", simply(readers.coordinate(readers.LATITUDES, "纬度")), strict=False),
        _field("point", simply(readers.point), strict=False),
        _field("note", fields.TEXT),
    ]


def _field(name: str, read: Reader, **more: Any) -> Field:
    label, heads, unlike = column(name)
    return Field(name, label, heads, unlike, read, **more)


def _people() -> list[Field]:
    posts = ("principal", "legal", "contact", "safety", "deputy")
    names = [_field(post, readers.person, strict=False) for post in posts]
    kept = {"strict": False, "many": True, "evidence": fields.LOOKS_LIKE_PHONES}
    own = [_field(name, fields.PHONES, **kept) for name in ("principal_phones", "safety_phones", "deputy_phones")]
    return [*names, *own, _field("phones", fields.PHONES, by_content=True, **kept)]


def _flags() -> list[Field]:
    # Beside yes and no a register may write the flag's own words.
    words = {
        "above_scale": (
            ("规上", "规模以上", "规上企业", "以上"),
            ("规下", "规模以下", "以下", "小微", "小型", "微型", "小微企业"),
        ),
        "high_risk": (("高危", "高危行业", "高危企业"), ("一般", "一般企业")),
        "crowded": (("人员密集", "人员密集场所"), ()),
        "labour_intensive": (("劳动密集", "劳动密集型", "劳动密集型企业"), ()),
        "fire_key": (("消防重点", "消防重点单位", "消防安全重点单位", "重点单位"), ("非重点", "一般单位")),
    }
    found = [_field(name, readers.flag(yes, no), strict=False) for name, (yes, no) in words.items()]
    return [*found, _field("high_risk_basis", fields.TEXT)]


def _status(raw: object) -> str:
    known = {"是": "open", "否": "paused"}
    return known.get(str(raw or "").strip()) or readers.some_of(spellings("statuses"), "经营状态")(raw)
