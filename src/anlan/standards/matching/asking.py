"""Asking which criteria a text may fall under: the law of a day, indexed once for each state of the shelf."""

import datetime as dt
import threading
from collections import OrderedDict, defaultdict
from functools import lru_cache
from typing import Any

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.standards.matching.answers import Answer, Candidate, Part, Verdict
from anlan.standards.matching.grams import Index
from anlan.standards.matching.knowledge import Knowledge, knowledge
from anlan.standards.matching.ranking import Entry, Known, Packs, Reach, is_general, rank
from anlan.standards.matching.reading import checked, plain
from anlan.standards.matching.splitting import split
from anlan.standards.models import Criterion, Industry
from anlan.standards.queries import applying_to, packs_in_force

TOP, MOST = 3, 20
PARTS = 30
KEPT = 4
NEAR = 10.0
# Routed by what the hazard is before whose it is: their packs bind every enterprise.
EVERYWHERE = ("xiaofang", "ranqi", "tezhongshebei", "weihua")
# What bigrams and ways of saying weigh where a whole pack is likened.
OF_PACKS: Any = {"sizes": (2,), "per_gram": 0.5, "per_way": 3.0}
GRAVITY = {Verdict.MAJOR: 2, Verdict.PERHAPS: 1, Verdict.NOT_MAJOR: 0}

_indexed: OrderedDict[frozenset[object], Known] = OrderedDict()
_lock = threading.Lock()


def match(text: str, *, industry: str = "", on: dt.date | None = None, top: int = TOP) -> Answer:
    """Which criteria in force on a day the words may fall under, by which of the words, and how sure that is.

    It suggests; a person judges. Raises Invalid for a text that says nothing or too much, and for an unknown industry.
    """
    said = checked(text)
    if not 1 <= top <= MOST:
        raise Invalid(f"一次可以列出 1 至 {MOST} 条。", code="standards.top")
    known = _known(on or clock.today())
    reach = reach_of(industry, frozenset(entry.criterion.pack_id for entry in known.entries))
    pieces = split(said)[:PARTS]
    parts = tuple(_part(piece, known, reach, top) for piece in pieces)
    return Answer(_gravest(parts), _likeliest(parts, top), parts)


def warm() -> None:
    """Read the knowledge and build the index of today's law, so that nobody waits for it."""
    _known(clock.today())


def _part(piece: str, known: Known, reach: Reach, top: int) -> Part:
    said = plain(piece)
    found = tuple(rank(said, known, reach, top))
    return Part(piece, _verdict(found), found, is_general(said, known.knowledge))


def _verdict(found: tuple[Candidate, ...]) -> Verdict:
    """The gravest near the best: the same fact may stand in a pack that decides and in one that cannot.

    Where the best is outside of its criterion, a neighbour that words the same fact is no more than "perhaps".
    """
    near = [one.verdict for one in found if one.score >= found[0].score - NEAR]
    gravest = max(near, key=GRAVITY.__getitem__, default=Verdict.NOT_MAJOR)
    return Verdict.PERHAPS if gravest == Verdict.MAJOR and found[0].outside else gravest


def _gravest(parts: tuple[Part, ...]) -> Verdict:
    return max((part.verdict for part in parts), key=GRAVITY.__getitem__)


def _likeliest(parts: tuple[Part, ...], top: int) -> tuple[Candidate, ...]:
    best: dict[object, Candidate] = {}
    for part in parts:
        for one in part.candidates:
            kept = best.get(one.criterion.pk)
            if kept is None or one.score > kept.score:
                best[one.criterion.pk] = one
    return tuple(sorted(best.values(), key=lambda one: -one.score)[:top])


def _known(on: dt.date) -> Known:
    """The index of the packs in force; a version of a pack never changes, so their ids name it in every process."""
    packs = frozenset(packs_in_force(on).values_list("pk", flat=True))
    with _lock:
        if packs in _indexed:
            _indexed.move_to_end(packs)
            return _indexed[packs]
        _indexed[packs] = _built(packs)
        while len(_indexed) > KEPT:
            _indexed.popitem(last=False)
        return _indexed[packs]


def _built(packs: frozenset[object]) -> Known:
    rows = Criterion.objects.filter(pack__in=packs).select_related("pack")
    criteria = list(rows.order_by("pack__slug", "pack__version", "position"))
    known = knowledge()
    entries = tuple(Entry(one, known.lines_of(one.pack.slug, one.code)) for one in criteria)
    words = tuple(_worded(one, known) for one in criteria)
    slugs = tuple(one.pack.slug for one in criteria)
    return Known(entries, slugs, words, Index(words, known.ways), _packs(slugs, words, known), known)


def _packs(slugs: tuple[str, ...], words: tuple[str, ...], known: Knowledge) -> Packs:
    joined: dict[str, list[str]] = defaultdict(list)
    for slug, one in zip(slugs, words, strict=True):
        joined[slug].append(one)
    return Packs(tuple(joined), Index(["。".join(of) for of in joined.values()], known.ways, **OF_PACKS))


def _worded(criterion: Criterion, known: Knowledge) -> str:
    keywords = "。".join(map(str, criterion.keywords))
    said = known.said_of(criterion.pack.slug, criterion.code).replace(" ", "。")
    return plain(f"{criterion.summary}。{keywords}。{criterion.section}。{criterion.how_to_check}。{said}")


def reach_of(industry: str, packs: frozenset[object]) -> Reach:
    """What is asked of in an industry; everything where none is named. Raises Invalid for an unknown one."""
    return _reach_of(industry, packs) if industry else Reach()


@lru_cache(maxsize=256)
def _reach_of(industry: str, packs: frozenset[object]) -> Reach:
    if not Industry.objects.filter(pk=industry).exists():
        raise Invalid(f"没有“{industry}”这个行业代码。行业代码见“行业与主管单位”。", code="standards.unknown_industry")
    rows = Criterion.objects.filter(pack__in=packs)
    own = dict(rows.filter(applying_to([industry])).values_list("pk", "pack__slug"))
    everywhere = rows.filter(applying_to(EVERYWHERE)).values_list("pk", flat=True)
    return Reach(frozenset(own) | frozenset(everywhere), frozenset(own.values()))
