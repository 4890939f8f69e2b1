"""What the text says twice of one thing, whatever the words around it: the same statement with another value.

Two statements in different sentences with nearly one content and one differing value are a contradiction; what only
one of them has must not set it apart (A级, 非, 第二组, 夜间).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.claims import Claim, claims
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.conflicts.values import DAYS, KINDS, said
from anlan.campaigns.reading.draft import Conflict, Draft

FEWEST, LEAST, MOSTLY, OF_LONGER, ALMOST = 2, 3, 0.5, 0.35, 0.66
"""So many pairs in common (`FEWEST` that are all), such a share of the shorter, of the longer; `ALMOST` of acts."""
WHOLE, MOST = 4, 0.9
"""Of one doer so many pairs, nearly all of the shorter, are one statement though the longer goes on."""
USUAL = 24
"""A pair of characters is looked up in so many statements back: then it tells nothing more."""


def told_twice(draft: Draft) -> Iterator[Conflict]:
    """达到80%时启动限流, and elsewhere A级景区达到85%时启动限流; 6月30日前报总结, and elsewhere 7月5日前."""
    known: dict[str, deque[Claim]] = defaultdict(lambda: deque(maxlen=USUAL))
    told: set[tuple[int, str]] = set()
    """Each line is asked about once a kind of value, however often it is told otherwise."""
    for claim in claims(draft):
        shared = Counter(id(other) for pair in claim.pairs for other in known[pair])
        near = {id(other): other for pair in claim.pairs for other in known[pair]}
        for key, number in shared.items():
            other = near[key]
            apart = other.line != claim.line or (other.span.end <= claim.span.start and other.pairs == claim.pairs)
            enough = (
                number >= LEAST
                or (number >= FEWEST and _holds(*sorted((claim.bare, other.bare), key=len)))
                or (other.pairs == claim.pairs and number >= FEWEST - (other.who == claim.who != ""))
            )
            kind = _differ(other, claim) if enough and apart else ""
            if kind and _is_one(other, claim, kind) and (claim.line, kind) not in told:
                told.add((claim.line, kind))
                yield _two(draft, other, claim, kind)
        for pair in claim.pairs:
            known[pair].append(claim)


def _differ(one: Claim, other: Claim) -> str:
    """The kind of value of which each has one, and another; a number of times only where both are of one rhythm."""
    both = [kind for kind in one.values if kind in other.values]
    for kind in both:
        values = one.values[kind], other.values[kind]
        timed = kind in {"rhythm", "clock", "weekday"} or one.values.get("rhythm") == other.values.get("rhythm")
        if (
            timed
            and len(values[0]) == len(values[1]) == 1
            and values[0] != values[1]
            and _near(kind, *values[0], *values[1])
        ):
            return kind
    return ""


FURTHEST = 0.05


def _near(kind: str, one: str, other: str) -> bool:
    """Whether two terms can be a slip of each other: half an hour is none of a day."""
    return kind != "分钟" or min(float(one), float(other)) > FURTHEST * max(float(one), float(other))


def _is_one(one: Claim, other: Claim, kind: str) -> bool:
    """Whether both say the same of the same."""
    shared, sizes = len(one.pairs & other.pairs), sorted((len(one.pairs), len(other.pairs)))
    least = ALMOST if kind in {"rhythm", "次"} else 0.3 if kind == "clock" else OF_LONGER
    like = shared >= MOSTLY * sizes[0] and shared >= least * sizes[1]
    like = like or _holds(*sorted((one.bare, other.bare), key=len))
    bound = [claim.who or claim.heir_of for claim in (one, other)]
    like = like or (bool(bound[0]) and bound[0] == bound[1] and shared >= max(WHOLE, MOST * sizes[0]))
    schools = SCHOOLS.search(one.who) and SCHOOLS.search(other.who) and one.who != other.who
    if schools and not (_is_among(one.who, other.who) or _is_among(other.who, one.who)):
        return False
    if kind not in {*DAYS, "clock"} and not _of_one(one, other, kind):
        return False
    return like and one.marks == other.marks and one.act in {"", other.act or one.act}


def _of_one(one: Claim, other: Claim, kind: str) -> bool:
    """Whether both bind the same, or neither says whom, or the one who is named before binds as well."""
    both = ((one, other), (other, one))
    heir = any(a.who and b.heir_of and (_is_among(a.who, b.heir_of) or _is_among(b.heir_of, a.who)) for a, b in both)
    unnamed = next((claim for claim in (one, other) if not (claim.who or claim.heir_of)), None)
    by_itself = unnamed and len(unnamed.pairs) >= WHOLE and unnamed.pairs <= one.pairs & other.pairs
    by_itself = by_itself or (
        kind == "次" and "" in (one.who, other.who) and _holds(*sorted((one.bare, other.bare), key=len))
    )
    return bool(heir or by_itself) or _is_among(one.who, other.who) or _is_among(other.who, one.who)


WORDS, HALF_MORE, TWICE = 4, 1.5, 2.5


def _holds(short: str, long: str) -> bool:
    """夜间巡查 is left when characters of 夜间防火巡查 are dropped; 台账报送 is 报送台账."""
    rest = iter(long)
    turned = len(long) <= HALF_MORE * len(short) and set(short) <= set(long)
    kept = len(long) <= TWICE * len(short) and all(sign in rest for sign in short)
    return len(short) >= WORDS and (turned or kept)


SHORT = 4
"""县农业综合行政执法大队 is the 执法大队."""
SCHOOLS = re.compile("初中|高中|中学|小学")


def _is_among(one: str, other: str) -> bool:
    """Whether both are the same, one in short, or one is among the other: 初中 among 中小学校."""
    short = len(one) >= SHORT and other.endswith(one)
    return one == other or short or (SCHOOLS.fullmatch(one) is not None and "中小学" in other)


def _two(draft: Draft, one: Claim, other: Claim, kind: str) -> Conflict:
    values = [said(claim.values[kind][0], kind) for claim in (one, other)]
    what = f"说的像是同一件事，一处写 {values[0]}，一处写 {values[1]}。请定下以哪个为准。"
    spans = (sentence(draft, other.span), sentence(draft, one.span))
    return Conflict(KINDS.get(kind, "two_amounts"), what, "soft", spans)
