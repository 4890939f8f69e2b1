"""Pages of evidence: one upright photo or two broad ones on each, and below each what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anlan.files.models import StoredFile
from anlan.files.presses import setting

UPRIGHT = 1.1
"""A photo that much higher than broad has a page of its own."""


@dataclass(frozen=True)
class Exhibit:
    """One photo with its number among the evidence (`name`) and facts as label and words."""

    name: str
    file: StoredFile
    facts: Sequence[tuple[str, object]]

    @property
    def is_upright(self) -> bool:
        """Whether it needs the height of a page."""
        return (self.file.height or 0) > UPRIGHT * (self.file.width or 0)


def sheets(exhibits: Iterable[Exhibit]) -> list[list[Exhibit]]:
    """The photos of each page, in their order."""
    found: list[list[Exhibit]] = []
    for one in exhibits:
        last = found[-1] if found else []
        if len(last) == 1 and not last[0].is_upright and not one.is_upright:
            last.append(one)
        else:
            found.append([one])
    return found


def printed(title: str, sheet: Sequence[Exhibit]) -> bytes:
    """One page, `title` at its head."""
    with setting.Paper() as paper:
        rows = [_row(paper, one) for one in sheet]
        paper.fill({"title": title, "exhibits": rows})
        return paper.printed("exhibits.typ")


def _row(paper: setting.Paper, one: Exhibit) -> dict[str, object]:
    path = paper.laid(setting.shown(one.file.pk))
    return {"name": one.name, "path": path, "pairs": setting.pairs(one.facts)}
