"""What a hazard's photos show side by side, and which of them prove less than they seem to."""

from collections.abc import Iterable

from anlan.core.templatetags.anlan import moment
from anlan.files import queries as files
from anlan.files.models import Use
from anlan.hazards.models import Hazard

BEFORE = "before"
AFTER = ("after", "acceptance", "self_accept")


def before_and_after(uses: Iterable[Use]) -> tuple[Use, Use] | None:
    """The first photo of the state before and the last other one of the state after, for the comparison."""
    before, after = _sides(uses)
    other = [use for use in after if use.file_id != before[0].file_id] if before else []
    return (before[0], other[-1]) if other else None


def warnings(hazard: Hazard, uses: Iterable[Use]) -> list[str]:
    """A sentence for each photo that served another hazard, or that shows this one both before and after."""
    listed = list(uses)
    before, after = _sides(listed)
    known = {use.file_id for use in before}
    twice = [f"{moment(use.at)} 作为整改后的照片，就是登记时整改前的那一张。" for use in after if use.file_id in known]
    return files.reuse_warnings([use.file_id for use in listed], besides=hazard.pk) + twice


def _sides(uses: Iterable[Use]) -> tuple[list[Use], list[Use]]:
    images = [use for use in uses if use.file.is_image]
    return [use for use in images if use.purpose == BEFORE], [use for use in images if use.purpose in AFTER]
