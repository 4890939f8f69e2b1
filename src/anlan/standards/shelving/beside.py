"""What a new pack is looked at against: its own version on the shelf, or the standard it takes the place of."""

import hashlib
import re
from collections.abc import Iterable

from anlan.standards.models import CriteriaPack
from anlan.standards.packs import succession
from anlan.standards.packs.shape import Pack

SAME_ITEMS = 0.5
"""Half of the items word for word: the same standard under a new number."""
YEAR_OR_REMARK = re.compile(r"[(（][^)）]*[)）]|\d{4}年?版?|[《》\s]")


def own_version(slug: str) -> CriteriaPack | None:
    """The latest version on the shelf under the same id."""
    return CriteriaPack.objects.filter(slug=slug, withdrawn_at=None).order_by("-version").first()


def predecessors(new: Pack) -> list[CriteriaPack]:
    """Standards under other ids that the new pack takes the place of.

    First those that name it as their successor. Then those of the same industries with its title or with half of its
    items: of these nobody wrote that they were replaced, and until somebody does both are law.
    """
    others = CriteriaPack.objects.filter(withdrawn_at=None).exclude(slug=new.slug)
    named = [one for one in others.filter(replaced_by=None) if _names(one, new)]
    living = others.filter(ended_on=None, kind=new.kind, industries__in=new.industry_codes)
    living = living.exclude(pk__in=[one.pk for one in named]).distinct().prefetch_related("items")
    return named + [one for one in living if _alike(one, new)]


def against(new: Pack) -> list[CriteriaPack]:
    """What the new pack is compared with: its own version, where there is none its predecessors."""
    own = own_version(new.slug)
    return [own] if own else predecessors(new)


def _names(old: CriteriaPack, new: Pack) -> bool:
    told = old.ending or {}
    ending = succession.Ending(told.get("by", ""), told.get("pack", ""), None)
    return succession.is_named(ending, new)


def _alike(old: CriteriaPack, new: Pack) -> bool:
    if _plain(old.title) == _plain(new.texts["title"]):
        return True
    words = {one.summary for one in old.items.all()}
    return sum(one.summary in words for one in new.items) > SAME_ITEMS * len(new.items)


def _plain(title: str) -> str:
    return YEAR_OR_REMARK.sub("", title)


def seen(packs: Iterable[CriteriaPack]) -> str:
    """What a pack was compared with, as a short mark: another version, or another end, is another mark."""
    told = "\n".join(f"{one.pk} {one.ended_on}" for one in packs)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
