"""What a hazard's photos show side by side, and which of them prove less than they seem to."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from anlan.core.templatetags.anlan import moment
from anlan.files import queries as files
from anlan.files.models import Use
from anlan.hazards import queries
from anlan.hazards.models import Hazard
from anlan.org.models import User

BEFORE, CONTRACTOR = "before", "contractor"
AFTER = ("after", "acceptance", "self_accept")


def before_and_after(uses: Iterable[Use]) -> tuple[Use, Use] | None:
    """The first photo of the state before and the last other one of the state after, for the comparison."""
    before, after = _sides(uses)
    other = [use for use in after if use.file_id != before[0].file_id] if before else []
    return (before[0], other[-1]) if other else None


@dataclass(frozen=True)
class Warned:
    """A photo that proves less than it seems: a sentence, and the other hazard it served, where one may open it."""

    words: str
    of: str = ""
    hazard: Hazard | None = None

    def __str__(self) -> str:
        return f"{self.words} {self.of}。" if self.of else self.words


def warnings(hazard: Hazard, uses: Iterable[Use], reader: User | None = None) -> list[Warned]:
    """One for each photo that served another subject, or that shows this hazard both before and after."""
    listed = list(uses)
    before, after = _sides(listed)
    known = {use.file_id for use in before}
    twice = [f"{moment(use.at)} 作为整改后的照片，就是登记时整改前的那一张。" for use in after if use.file_id in known]
    elsewhere = files.first_uses([use.file_id for use in listed], besides=hazard.pk)
    others = _opened(reader, elsewhere)
    told = [Warned(files.used_words(use), use.label or use.purpose, others.get(use.subject_id)) for use in elsewhere]
    return told + [Warned(words) for words in twice]


def _opened(reader: User | None, uses: list[Use]) -> dict[UUID, Hazard]:
    ids = [use.subject_id for use in uses if use.room == "hazards"]
    return queries.visible_to(reader).in_bulk(ids) if reader and ids else {}


def _sides(uses: Iterable[Use]) -> tuple[list[Use], list[Use]]:
    images = [use for use in uses if use.file.is_image]
    return [use for use in images if use.purpose == BEFORE], [use for use in images if use.purpose in AFTER]
