"""The board of a campaign in force: what is running, due, late and missed, by duty, subject, village and office."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from anlan.campaigns.duties import binding
from anlan.campaigns.duties.binding import Asked
from anlan.campaigns.duties.models import Statement
from anlan.campaigns.duties.proofs import Proof
from anlan.campaigns.duties.rhythms import Happening
from anlan.campaigns.duties.standing import Fact, Instance, Standing, instances
from anlan.campaigns.duties.subjects import Bindable, Kind, Subject, Who, is_called, without_superseded
from anlan.campaigns.lookouts import board as lookouts
from anlan.campaigns.plans.models import Campaign, Duty
from anlan.core import clock

Sees = Callable[[Subject], bool]


@dataclass(frozen=True)
class Row:
    """One duty on the board: how it is asked, and its instances as far as the person sees them."""

    asked: Asked
    instances: list[Instance] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Standing]:
        """How many instances stand where."""
        return Counter(one.standing for one in self.instances)

    @property
    def subjects(self) -> int:
        """How many subjects it is asked of."""
        return len({one.subject.key for one in self.instances})


def rows_of(
    campaign: Campaign,
    sees: Sees = lambda subject: True,
    today: dt.date | None = None,
    kinds: Collection[Kind] = tuple(Kind),
    among: Collection[Any] | None = None,
) -> list[Row]:
    """Every duty of a campaign in its versions, with the instances of the subjects a person sees.

    As many queries as there are kinds of subject and of proof, however many subjects there are. `kinds` leaves out
    what is asked of other kinds, `among` (ids, or a query for them) every other enterprise: who wants villages, or
    one enterprise, need not read them all.
    """
    reading = _Reading(campaign, today or clock.today(), kinds, among)
    return [Row(one, reading.instances_of(one, ids, sees)) for one, ids in reading.asked_of()]


def _told_once(rows: Iterable[Asked]) -> list[Asked]:
    """The duties, one asked of the same subjects in the same periods by the same record standing once.

    A notice that orders the same thing in two clauses would else ask for it twice, though one fact answers both.
    """
    known: dict[tuple, Asked] = {}
    told = []
    for one in rows:
        same = known.setdefault(_sameness(one), one) if one.who and one.periods else one
        if same is not one:
            why = f"与{same.duty.clause or '前面的任务'}是同一件事，合在那里计算。"
            one = replace(one, periods=(), why_not=why)
        told.append(one)
    return told


def _sameness(one: Asked) -> tuple:
    by = one.proof.name if one.proof else re.sub(r"\W", "", one.duty.action)
    return one.who, by, tuple(one.periods)


def _by_rhythm(one: Asked) -> tuple:
    return _kind(one), one.duty.rhythm, one.proof.name if one.proof else one.duty.lineage


def _by_sentence(one: Asked) -> tuple:
    return _kind(one), one.duty.clause, one.duty.action


def _kind(one: Asked) -> object:
    return one.who.kind if one.who else None


class _Reading:
    """One look at a campaign: its duties as asked, whom they bind, and the facts found, each read once."""

    def __init__(
        self, campaign: Campaign, today: dt.date, kinds: Collection[Kind], among: Collection[Any] | None
    ) -> None:
        self.campaign, self.today, self.kinds, self.among = campaign, today, kinds, among
        self.bindable = Bindable(campaign.region, kinds, among)
        self.subjects: dict[Who, dict[Any, Subject]] = {}
        self.facts: dict[str, dict[Any, list[Fact]]] = {}
        self.said = _statements(campaign)

    def asked_of(self) -> list[tuple[Asked, set[Any]]]:
        """Each duty with the ids it is asked of, a wider sentence giving way to a narrower one like it."""
        rows = _told_once(self._asked())
        bound = {place: set(self._of(one.who)) for place, one in enumerate(rows) if one.who and one.periods}
        # A narrower sentence like a wider one, and the narrower half of one sentence, whatever its rhythm
        # (高危企业每半年至少演练一次 beside 每年一次).
        for alike in (_by_rhythm, _by_sentence):
            groups: dict[tuple, list[int]] = defaultdict(list)
            for place in bound:
                groups[alike(rows[place])].append(place)
            for places in groups.values():
                taken = without_superseded([(rows[place].who, bound[place]) for place in places])
                bound.update(zip(places, taken, strict=True))
        return [(one, bound.get(place, set())) for place, one in enumerate(rows)]

    def _asked(self) -> list[Asked]:
        campaign = self.campaign
        stages = list(campaign.stages.all())
        calls = binding.Calls(list(campaign.happenings.filter(called_off="")), self._sent())
        offices = self.bindable.offices
        duties = [one for one in campaign.duties.select_related("stage") if one.is_kept]
        known = {(one.lineage, one.version): one for one in duties}
        every = (binding.asked(one, campaign, stages, calls, offices, _beside(one, known)) for one in duties)
        return [one for one in every if one.who is None or not {one.who.kind, *one.who.also}.isdisjoint(self.kinds)]

    def _sent(self) -> list[Happening]:
        """What lookouts call for: of enterprises alone."""
        if Kind.ENTERPRISE not in self.kinds:
            return []
        campaign = self.campaign
        return lookouts.calls(campaign.region_id, campaign.starts_on, campaign.ends_on, self.among)

    def _of(self, who: Who) -> dict[Any, Subject]:
        if who not in self.subjects:
            self.subjects[who] = {one.key: one for one in self.bindable.bound(who)}
        return self.subjects[who]

    def instances_of(self, asked: Asked, ids: Iterable[Any], sees: Sees) -> list[Instance]:
        """The instances of those of the ids that the person sees, in the order of the subjects."""
        wanted = set(ids)
        if not wanted or asked.who is None:
            return []
        known = self._of(asked.who)
        facts = self._facts(asked.proof) if asked.proof else {}
        found: list[Instance] = []
        for key, subject in known.items():
            if key in wanted and sees(subject):
                told = [*facts.get(key, []), *self.said.get((asked.duty.lineage, subject.whose), [])]
                # What came after a version ended and its last period ran out counts for the next one.
                over = max((one.due_on for one in asked.periods), default=dt.date.min)
                told = [fact for fact in told if not asked.duty.valid_to or fact.on <= max(asked.duty.valid_to, over)]
                called = [one for one in asked.periods if is_called(subject, one.called_by)]
                found += instances(subject, called, told, self.today)
        return found

    def _facts(self, proof: Proof) -> dict[Any, list[Fact]]:
        if proof.name not in self.facts:
            ids = {key for known in self.subjects.values() for key, one in known.items() if one.kind is proof.kind}
            first = self.campaign.starts_on or self.today
            self.facts[proof.name] = proof.gather(ids, first, self.today)
        return self.facts[proof.name]


def _beside(duty: Duty, known: dict[tuple[Any, int], Duty]) -> binding.Versions:
    return binding.Versions(*(known.get((duty.lineage, duty.version + step)) for step in (-1, 1)))


def _statements(campaign: Campaign) -> dict[tuple[Any, str], list[Fact]]:
    found: dict[tuple[Any, str], list[Fact]] = defaultdict(list)
    rows = Statement.objects.filter(campaign=campaign, taken_back="").select_related("said_by")
    for one in rows:
        found[one.lineage, one.whose].append(Fact(one.done_on, f"{one.words[:60]}（{one.said_by.full_name}填报）"))
    return found


@dataclass(frozen=True)
class Tally:
    """How one village or office stands over all duties."""

    key: Any
    name: str
    counts: Counter[Standing]


def by_village(rows: Iterable[Row], names: dict[str, str]) -> list[Tally]:
    """Counts by the village of the subject, the most missed first; `names` are villages by code."""
    return _tally(rows, lambda subject: subject.region_code, names)


def by_office(rows: Iterable[Row], names: dict[Any, str]) -> list[Tally]:
    """Counts by the office that supervises the subject or is it, the most missed first."""
    return _tally(rows, lambda subject: subject.office_id, names)


def _tally(rows: Iterable[Row], key: Callable[[Subject], Any], names: dict[Any, str]) -> list[Tally]:
    counted: dict[Any, Counter[Standing]] = defaultdict(Counter)
    for row in rows:
        for one in row.instances:
            counted[key(one.subject)][one.standing] += 1
    tallies = [Tally(place, names[place], counts) for place, counts in counted.items() if place in names]
    return sorted(tallies, key=lambda one: (-one.counts[Standing.MISSED], -one.counts[Standing.DUE], one.name))
