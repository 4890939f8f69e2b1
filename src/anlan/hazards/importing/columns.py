"""Which columns hazard ledgers have, and how their cells are read."""

import re
from typing import Any

from anlan.core.names import why_not
from anlan.enterprises.importing import readers
from anlan.enterprises.importing.known import Ground
from anlan.files.sheets import fields
from anlan.files.sheets.fields import Cell, Field, Reader, simply
from anlan.files.sheets.text import NOTHING, text
from anlan.files.sheets.unclean import Unclean
from anlan.hazards.importing import claims, terms, ticks
from anlan.hazards.importing.words import column, shared_column


def fields_of(ground: Ground) -> list[Field]:
    """The fields of a hazard ledger; villages and industries are those of the person's territory."""
    villages = ground.villages
    day = fields.day(latest_in_days=0)
    return [
        _shared("name", readers.enterprise_name, required=True),
        _shared("credit_code", readers.credit, strict=False, evidence=fields.LOOKS_LIKE_CREDIT_CODE, by_content=True),
        _shared("village", simply(villages.read), evidence=villages.looks_like, by_content=True),
        _own("description", simply(_in_words), required=True, or_else="ticked"),
        _own("ticked", ticks.read, many=True, by_column=ticks.by_column),
        _own("found_on", fields.day(latest_in_days=0, in_month="first"), evidence=fields.LOOKS_LIKE_DATE),
        _own("place_words", fields.TEXT),
        _own("level", simply(text)),
        _own("is_major", fields.YES_NO, strict=False),
        _own("progress", simply(text)),
        _own("closure", simply(text)),
        _own("due_on", terms.date_or_term(terms.date_in_words(fields.day(in_month="last"))), strict=False),
        _own("done_on", terms.date_in_words(day)),
        _own("closed_on", terms.date_in_words(day)),
        *_people(),
        *[_own(name, fields.TEXT) for name in ("measures", "finder_office", "note")],
        _own("source", simply(claims.source), strict=False),
        _shared("industries", readers.industries(ground.industry_words), many=True, strict=False),
        _shared("address", fields.TEXT),
    ]


def _in_words(raw: object) -> str:
    """What was seen. Raises Unclean for a number or signs only."""
    written = text(raw)
    if written and written not in NOTHING and not any(one.isalpha() for one in written):
        raise Unclean(f"隐患“{written[:20]}”只有数字或符号，看不出是什么")
    return written


def _people() -> list[Field]:
    kept: dict[str, Any] = {"strict": False, "many": True, "evidence": fields.LOOKS_LIKE_PHONES}
    return [
        _shared("principal", readers.person, strict=False),
        _shared("principal_phones", fields.PHONES, **kept),
        _shared("phones", fields.PHONES, by_content=True, **kept),
        _own("responsible_name", _names, strict=False),
        _own("finder_name", _names, strict=False),
    ]


def _names(raw: object, cell: Cell) -> str:
    bare = re.sub(r"(联系)?(电话|手机|方式)[:：]?|[\d\-—+]{7,}", " ", str(fields.NAME(raw, cell)))
    names = " ".join(bare.split()).strip(" 、,，/;；:：()（）")[:60]
    if names and (words := why_not(names)):
        raise Unclean(words.rstrip("。"))
    return names


def _own(name: str, read: Reader, **more: Any) -> Field:
    label, heads, unlike = column(name)
    return Field(name, label, heads, unlike, read, **more)


def _shared(name: str, read: Reader, **more: Any) -> Field:
    label, heads, unlike = shared_column(name)
    return Field(name, label, heads, unlike, read, **more)
