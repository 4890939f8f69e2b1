"""What a pack does before it takes effect: what it is compared with, what differs, what hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from anlan.org.models import User
from anlan.standards.models import CriteriaPack, Criterion
from anlan.standards.packs.shape import Pack
from anlan.standards.shelving import beside, difference
from anlan.standards.shelving.difference import Difference
from anlan.standards.shelving.touching import Touched, touched_by


@dataclass(frozen=True)
class Effect:
    """What one pack does. `before` is what it is compared with; `hanging` says for each what hangs on it."""

    pack: Pack
    before: list[CriteriaPack] = field(default_factory=list)
    differs: Difference = field(default_factory=Difference)
    hanging: list[tuple[CriteriaPack, list[Touched]]] = field(default_factory=list)

    @property
    def heads(self) -> list[tuple[str, str, str]]:
        """What it says otherwise of the standard itself: label, before, after; nothing of a standard of another id."""
        own = self.before and self.before[0].slug == self.pack.slug
        return difference.heads(self.before[0], self.pack) if own else []

    @property
    def warning(self) -> str:
        """What would be lost: without a day one can read a new version is no law, and the old one makes way for it."""
        if self.pack.effective_on or not self.before or self.before[0].slug != self.pack.slug:
            return ""
        if self.before[0].effective_on is None:
            return ""
        return (
            f"施行日期看不出是哪一天。确认生效后，现行第 {self.before[0].version} 版随即停用，而这一版在日期核清以前"
            "不进检查表、不能据以判定：这份标准就一条也不问了。请先核清施行日期，改好再上传。"
        )

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many items changed in which way, in words."""
        return [(words, self.differs.count(kind)) for kind, words in difference.KINDS]

    def as_json(self) -> dict[str, Any]:
        """The effect for machines."""
        return {
            "pack": self.pack.slug,
            "against": [{"pack": one.slug, "version": one.version} for one in self.before],
            "heads": self.heads,
            "warning": self.warning,
            "changes": [vars(one) for one in self.differs.changes],
            "same": self.differs.same,
            "touches": [{"pack": one.slug, **vars(told)} for one, rows in self.hanging for told in rows],
        }


def of(pack: Pack, user: User | None = None) -> Effect:
    """The effect of a pack against the shelf as it stands; what hangs on it as a person sees it, None: all of it."""
    before = beside.against(pack)
    differs = difference.between(before[0].items.all() if before else [], pack)
    hanging = [(one, touched_by(user, one.slug, _gone(one, pack, differs))) for one in before]
    return Effect(pack, before, differs, hanging)


def of_all(packs: Iterable[Pack]) -> list[Effect]:
    """The effects of those packs that differ from what is on the shelf, for whoever may see everything."""
    known = set(CriteriaPack.objects.filter(withdrawn_at=None).values_list("slug", "digest"))
    return [of(one) for one in packs if (one.slug, one.digest) not in known]


def _gone(before: CriteriaPack, pack: Pack, differs: Difference) -> list[UUID]:
    """The items of a pack that no longer stand as they do: those that differ; all, where another id takes its place.

    With the same wordings of earlier versions: what was judged by those hangs on them as much.
    """
    gone = differs.gone if before.slug == pack.slug else before.items.all()
    same = Criterion.objects.filter(pack__slug=before.slug, digest__in=[one.digest for one in gone])
    return list(same.values_list("pk", flat=True))
