"""Reading campaigns: which exist for a person, their pieces joined, what stands on a page and what answers a clause."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from anlan.campaigns.plans.models import Campaign, Doubt, Duty, Outcome, Scan, Stage
from anlan.campaigns.steering.queries import townships_of
from anlan.core import clock
from anlan.org import scope
from anlan.org.models import User
from anlan.standards.models import Industry

SCANS_SHOWN_DAYS = 7


def visible_to(user: User) -> QuerySet[Campaign]:
    """Campaigns of the person's townships: those in force for all readers, drafts for those who decide them."""
    seen = Q(region__in=townships_of(user, "campaigns.read_plans"), issued_at__isnull=False)
    if scope.may(user, "campaigns.plan"):
        seen |= Q(region__in=townships_of(user, "campaigns.plan"))
    return Campaign.objects.filter(seen).select_related("region", "office", "source", "read_by", "issued_by")


def listed(user: User) -> QuerySet[Campaign]:
    """The same with `duty_count` and `open_doubts`."""
    kept = ~Q(duties__outcome=Outcome.DROPPED) & Q(duties__valid_to=None)
    hard = Q(doubts__severity=Doubt.Severity.HARD, doubts__answer="")
    counts = {
        "duty_count": Count("duties", filter=kept, distinct=True),
        "open_doubts": Count("doubts", filter=hard, distinct=True),
    }
    return visible_to(user).defer("text", "clauses").annotate(**counts)


def alike(campaign: Campaign) -> QuerySet[Campaign]:
    """Other campaigns of the township made from the same document: its number, or without one its name and day."""
    rows = Campaign.objects.filter(region=campaign.region_id, dropped_at=None).exclude(pk=campaign.pk)
    if campaign.document_number:
        return rows.filter(document_number=campaign.document_number)
    named = rows.filter(title=campaign.title, dated_on=campaign.dated_on)
    return named if campaign.dated_on else rows.none()


def scans(user: User) -> QuerySet[Scan]:
    """Scanned notices of the townships a person reads notices for."""
    rows = Scan.objects.select_related("by", "campaign", "region")
    return rows.filter(region__in=townships_of(user, "campaigns.plan"))


def unread_scans(user: User) -> QuerySet[Scan]:
    """Those of the last week that are no draft: being read, or not to be read."""
    since = clock.now() - dt.timedelta(SCANS_SHOWN_DAYS)
    return scans(user).filter(campaign=None, at__gte=since)


def about(slug: str) -> list[UUID]:
    """Campaigns in force that are not over and are about an industry of a standard, by its id.

    A notice that names no industry is about all of them.
    """
    names = set(Industry.objects.filter(packs__slug=slug).values_list("name", flat=True))
    rows = Campaign.objects.filter(issued_at__isnull=False, ends_on__gte=clock.today())
    return [pk for pk, told in rows.values_list("pk", "industries") if not told or names.intersection(told)]


@dataclass
class Pieces:
    """Everything of one campaign, read at once."""

    stages: list[Stage]
    duties: list[Duty]
    doubts: list[Doubt]

    @property
    def everything(self) -> list[Any]:
        """All pieces that stand somewhere in the text."""
        return [*self.doubts, *self.stages, *self.duties]


def pieces_of(campaign: Campaign) -> Pieces:
    """Stages, duties and doubts with who decided them."""
    return Pieces(
        list(campaign.stages.select_related("decided_by")),
        list(campaign.duties.select_related("decided_by", "stage")),
        list(campaign.doubts.select_related("decided_by")),
    )


def in_force(duties: Iterable[Duty]) -> list[Duty]:
    """The duties that bind somebody today or from a later day on; each in its present version."""
    today = clock.today()
    return [one for one in duties if one.is_kept and (one.valid_to is None or one.valid_to >= today)]


@dataclass(frozen=True)
class Bit:
    """A stretch of the text and the marks of the pieces that stand on it."""

    words: str
    marks: str = ""
    anchors: tuple[str, ...] = ()


@dataclass
class Line:
    """A line of the text in bits; `clause` where one begins."""

    bits: list[Bit] = field(default_factory=list)
    clause: str = ""


def mark_of(piece: Any) -> str:
    """How a piece is called on the page: s3, d12, c4."""
    return {"Stage": "s", "Duty": "d", "Doubt": "c"}[type(piece).__name__] + str(piece.number)


def places_of(piece: Any) -> list[tuple[int, int]]:
    """Where in the text a piece stands."""
    quotes = getattr(piece, "quotes", None) or [{"start": piece.start, "end": piece.end}]
    return [(one["start"], one["end"]) for one in quotes if one["end"] > one["start"]]


def lines_of(campaign: Campaign, pieces: Iterable[Any]) -> list[Line]:
    """The notice's text, line by line, cut wherever the sentence of a piece begins or ends."""
    spans = [(start, end, mark_of(piece)) for piece in pieces for start, end in places_of(piece)]
    begun: set[str] = set()
    starts = {one["start"]: one["label"] for one in campaign.clauses if one["label"]}
    told, at = [], 0
    for words in campaign.text.split("\n"):
        end = at + len(words)
        if words.strip():
            within = [span for span in spans if span[0] < end and span[1] > at]
            clause = next((label for start, label in starts.items() if at <= start < end), "")
            told.append(Line(_bits(campaign.text, at, end, within, begun), clause))
        at = end + 1
    return told


def _bits(text: str, at: int, end: int, spans: list[tuple[int, int, str]], begun: set[str]) -> list[Bit]:
    cuts = sorted({at, end, *(max(at, one[0]) for one in spans), *(min(end, one[1]) for one in spans)})
    told = []
    for low, high in pairwise(cuts):
        marks = list(dict.fromkeys(mark for start, stop, mark in spans if start <= low and high <= stop))
        fresh = tuple(mark for mark in marks if mark not in begun)
        begun.update(fresh)
        told.append(Bit(text[low:high].replace("\r", ""), " ".join(marks), fresh))
    return told
