"""What the pages show of packs and criteria: rows already joined, with the marks that keep them honest."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from anlan.core import search as words
from anlan.standards import rules
from anlan.standards.models import Comparison, CriteriaPack, Criterion
from anlan.standards.packs.nature import is_cut_short
from anlan.standards.queries.law import packs_in_force


@dataclass(frozen=True)
class PackFilters:
    """What the pack list is narrowed to: a state on a day, an industry."""

    state: str
    on: dt.date
    industry: str = ""


def pack_rows(filters: PackFilters) -> QuerySet[CriteriaPack]:
    """Packs of the shelf, each with its counts: `item_count`, `checked_count`, `major_count`."""
    rows = _in_state(filters.state, filters.on)
    if filters.industry:
        rows = rows.filter(pk__in=CriteriaPack.objects.filter(industries=filters.industry))
    agrees = [digest for digest, one in latest_outcomes().items() if one.outcome == Comparison.Outcome.AGREES]
    checked = Q(items__checked_against_text=True) | Q(items__digest__in=agrees)
    rows = rows.order_by("slug", "version")  # slugs are pinyin
    return rows.prefetch_related("industries").annotate(
        item_count=Count("items"),
        checked_count=Count("items", filter=checked),
        major_count=Count("items", filter=Q(items__may_be_major=True)),
    )


def _in_state(state: str, on: dt.date) -> QuerySet[CriteriaPack]:
    rows = CriteriaPack.objects.filter(withdrawn_at=None)
    if state == "in_force":
        return packs_in_force(on)
    if state == "ended":
        return rows.filter(ended_on__lte=on)
    if state == "coming":
        return rows.filter(Q(effective_on__gt=on) | Q(effective_on=None))
    return rows


def shelf_counts(on: dt.date, industry: str = "") -> dict[str, int]:
    """How many packs stand in each state on a day."""
    states = ("in_force", "ended", "coming", "all")
    rows = CriteriaPack.objects.filter(industries=industry) if industry else CriteriaPack.objects.all()
    counts = {state: Count("pk", filter=Q(pk__in=_in_state(state, on).values("pk"))) for state in states}
    return rows.aggregate(**counts)


@dataclass(frozen=True)
class Line:
    """A criterion as the pages show it: with the latest comparison of its wording."""

    criterion: Criterion
    comparison: Comparison | None

    @property
    def compared(self) -> bool:
        """Whether the wording may be relied on."""
        return rules.is_compared(self.criterion, self.comparison)

    @property
    def cut_short(self) -> bool:
        """Whether it says itself that the clause goes on where it ends; of topics only the whole pack says so."""
        return not self.criterion.pack.topics_only and is_cut_short(self.criterion.summary)

    @property
    def seen(self) -> bool:
        """Whether a person put on record that it agrees with the official text; a reprint at loading is not that."""
        return self.comparison is not None and not self.differs

    @property
    def differs(self) -> bool:
        """Whether somebody found the wording to be wrong."""
        return rules.differs(self.comparison)


def items_of(pack: CriteriaPack, text: str = "") -> list[Line]:
    """The items of a pack in their order, with their latest comparison; those that hold the words, if any are given."""
    rows = pack.items.select_related("pack").order_by("position")
    if text.strip():
        rows = rows.filter(pk__in=words.matching("criterion", text))
    return with_comparisons(rows)


def with_comparisons(rows: Iterable[Criterion]) -> list[Line]:
    """The criteria as lines of a page."""
    criteria = list(rows)
    latest = latest_outcomes([one.digest for one in criteria])
    return [Line(one, latest.get(one.digest)) for one in criteria]


def latest_outcomes(digests: Iterable[str] | None = None) -> dict[str, Comparison]:
    """The latest comparison of each wording; of these wordings only, if named."""
    rows = Comparison.objects.order_by("at", "id")
    if digests is not None:
        rows = rows.filter(criterion_digest__in=list(digests))
    return {row.criterion_digest: row for row in rows}


def comparisons_of(criterion: Criterion) -> QuerySet[Comparison]:
    """Every comparison of this wording, newest first."""
    return Comparison.objects.filter(criterion_digest=criterion.digest)


def other_wordings(criterion: Criterion) -> QuerySet[Criterion]:
    """The same item in the other versions of its pack, newest first."""
    same = Criterion.objects.filter(pack__slug=criterion.pack.slug, code=criterion.code)
    return same.exclude(pk=criterion.pk).select_related("pack").order_by("-pack__version")


def title_of(slug: str) -> str:
    """What a standard is called, by its id; the id itself where nobody knows it."""
    pack = CriteriaPack.objects.filter(slug=slug).order_by("-version").first()
    return pack.title if pack else slug


def wordings_of(slug: str) -> set[str]:
    """The digests of every wording its items ever had, by a standard's id."""
    return set(Criterion.objects.filter(pack__slug=slug).values_list("digest", flat=True))
