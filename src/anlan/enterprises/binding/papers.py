"""The plate at the door: what binds this place, on one sheet, with the code that opens the whole list."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.utils import timezone

from anlan.core import clock
from anlan.enterprises.binding import queries
from anlan.enterprises.models import BindingList, Enterprise
from anlan.enterprises.premises import queries as premises
from anlan.enterprises.premises.queries import is_small
from anlan.files.presses import pdf
from anlan.files.presses.document import Poster, PosterItem

REMARK = re.compile(r"（[^（）]*(?:转载|待核|站核)[^（）]*）$")
"""What the number of a document says of where it was seen: not for a door."""
REMINDER = "每月自查一次：扫码，点“本月自查”，三分钟做完"


@dataclass(frozen=True)
class Plate:
    """What a plate is made of; `address` is where its code leads."""

    enterprise: Enterprise
    binding: BindingList | None
    address: str


def plates(made: Sequence[Plate]) -> bytes:
    """Plates as one PDF, an upright A4 each."""
    return pdf.posters([_poster(one.enterprise, one.binding, one.address) for one in made])


def _poster(enterprise: Enterprise, binding: BindingList | None, address: str) -> Poster:
    items = binding.checklist.items if binding else []
    shown = [PosterItem(queries.plain(item), _source(item), item["may_be_major"]) for item in queries.important(items)]
    version, small = _version(binding) if binding else "", is_small(enterprise)
    if small:
        shown = (shown + _everyday(enterprise))[: queries.IMPORTANT]
    return Poster(
        title="约束本单位的安全标准",
        subject=enterprise.name,
        under=f"{enterprise.region.plain_name}　{enterprise.get_kind_display()}",
        items=shown,
        code=qr(address),
        invitation="扫码看全部条款",
        address=address,
        version=version,
        reminder=REMINDER if small else "",
    )


def _everyday(enterprise: Enterprise) -> list[PosterItem]:
    """What is asked there each month, in everyday words: standards of major hazards say little of a kitchen."""
    return [PosterItem(one["finding"], one["law"], False) for one in premises.asked_of(enterprise)]


def _version(binding: BindingList) -> str:
    day = timezone.localtime(binding.published_at)
    return f"清单版本 {binding.checklist.digest[:8]}，{clock.day_words(day)}公布，共 {binding.item_count} 项"


def qr(address: str) -> bytes:
    """A QR code as SVG; a quarter of it may be dirty or torn."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="svg", border=0, scale=8)
    return out.getvalue()


def _source(item: dict[str, Any]) -> str:
    named = REMARK.sub("", item["doc_number"]) or item["pack_title"]
    return f"{named} {item['code']}"
