"""Timing one thing: percentiles, queries, memory, and how fast this machine is today."""

import hashlib
import math
import re
import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection

from anlan.core import warming

REFERENCE_MS = 60.0
"""What the calibration took on the two cores the limits were set for."""


@dataclass(frozen=True)
class Figure:
    """One measured figure; its limits are stretched by a slower machine.

    `ratio` is the worst of p50, p95 and memory over the limit each has; a limit of memory of 0 says there is none.
    """

    name: str
    database: str
    hazards: int
    p50_ms: float
    p95_ms: float
    queries: int
    limit_p50_ms: float
    ratio: float
    rss_mb: int
    note: str = ""
    limit_p95_ms: float = 0.0
    limit_rss_mb: int = 0
    per_second: float | None = None
    failures: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As `anlan bench` prints it."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def calibrate() -> float:
    """Milliseconds of a fixed piece of work: hashing, dictionaries and strings, as a page does them."""
    begun = time.perf_counter()
    text = "重大事故隐患"
    for number in range(20_000):
        text = hashlib.sha256(f"{text[:40]}{number}".encode()).hexdigest()
        _ = {"a": text, "b": number}
    return (time.perf_counter() - begun) * 1000


def slowness() -> float:
    """How much slower than the reference this machine is right now; never below 1."""
    return max(1.0, min(calibrate() for _ in range(3)) / REFERENCE_MS)


def rss_mb() -> int:
    """The largest memory this process has held so far, as the kernel counts it since the program began.

    Where it tells: `getrusage` hands a child the size of the process that started it, here the one that populated.
    """
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


@dataclass(frozen=True)
class Limit:
    """What a figure may take: the median and the 95th percentile in milliseconds, memory in MB (0: not judged)."""

    p50_ms: float
    p95_ms: float
    rss_mb: int = 0

    def on(self, pace: float) -> "Limit":
        """The same on a machine so many times slower; memory is no slower anywhere."""
        return Limit(round(self.p50_ms * pace, 1), round(self.p95_ms * pace, 1), self.rss_mb)

    def ratio(self, p50_ms: float, p95_ms: float, rss_mb: int) -> float:
        """The worst of what was measured over what it may be."""
        memory = rss_mb / self.rss_mb if self.rss_mb else 0.0
        return round(max(p50_ms / self.p50_ms, p95_ms / self.p95_ms, memory), 3)


def measure(
    name: str, hazards: int, limit: Limit, act: Callable[[], Any], *, rounds: int = 15, note: str = ""
) -> Figure:
    """Time `act` over some rounds after one to warm up, which counts its queries; what is run once is run once."""
    pace = slowness()
    queries, first = _queries(act)
    if rounds:
        warming.settle()  # as a web process does once it is warm
    times = sorted(_once(act) for _ in range(rounds)) or [first]
    p50, p95 = round(median(times), 1), round(times[max(0, math.ceil(len(times) * 0.95) - 1)], 1)
    stretched, held = limit.on(pace), rss_mb()
    ratio = stretched.ratio(p50, p95, held)
    shown = (stretched.p50_ms, ratio, held, note, stretched.p95_ms, stretched.rss_mb)
    return Figure(name, connection.vendor, hazards, p50, p95, queries, *shown)


def _once(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _queries(act: Callable[[], Any]) -> tuple[int, float]:
    # Counted and not logged: the log keeps every word of a statement of five hundred rows, which would be measured too.
    counted = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        took = _once(act)
    return counted, took
