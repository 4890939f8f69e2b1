"""`anlan bench sync`: five hundred phones come back from the cellar at once, to a server beside this process."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection

from anlan.core.ids import uuid7
from anlan.core.models import Receipt
from anlan.enterprises.models import Enterprise
from anlan.inspections import actions
from anlan.org.models import User
from anlan.web.bench.timing import Figure, rss_mb, slowness
from anlan.web.bench.wire import Wire, processor_seconds, served, session_of, written

PHONES, AT_ONCE = 500, 8
PER_SECOND = 200.0
"""Small records a second, on two cores: what `ratio` compares with."""


@dataclass(frozen=True)
class Phone:
    """Five hundred of these: a session, a token, and what was written down in the cellar."""

    session: str
    actions: list[dict[str, Any]]


def sync(name: str, count: int) -> Figure:
    """Each phone says hello and sends a visit's beginning and its answers; every record must come back with a receipt.

    `per_second` counts records with a receipt, `failures` those without; p50 and p95 are of the requests with them.
    """
    pace, phones = slowness(), _phones()
    wanted = sum(len(phone.actions) for phone in phones)
    before = Receipt.objects.count()
    with served() as (port, server), ThreadPoolExecutor(AT_ONCE) as pool:
        begun, idle = time.perf_counter(), processor_seconds(server)
        times = sorted(pool.map(lambda phone: _send(port, phone), phones))
        seconds, used = time.perf_counter() - begun, processor_seconds(server) - idle
    kept = Receipt.objects.count() - before
    limit = 1000 * wanted / PHONES * AT_ONCE / PER_SECOND * pace
    p50, p95 = median(times), times[round(len(times) * 0.95) - 1]
    note = f"{PHONES} phones, {wanted} records, {seconds:.1f} s, {1000 * used / wanted:.1f} ms of a processor each"
    ratio = round(PER_SECOND / pace / (kept / seconds), 3)
    figure = (name, connection.vendor, count, round(p50, 1), round(p95, 1), 0, round(limit, 1), ratio, rss_mb(), note)
    return Figure(*figure, per_second=round(kept / seconds, 1), failures=wanted - kept)


def _phones() -> list[Phone]:
    place = Enterprise.objects.filter(industries__isnull=False).first()
    if place is None or (checklist := actions.list_for(place, "guidance")) is None:
        raise RuntimeError("no enterprise with a checklist to visit")
    people = list(User.objects.filter(username__in=["linxun", "zhoutong"]))
    sessions = {person.pk: session_of(person) for person in people}
    items = [str(item["criterion"]) for item in checklist.items][:9]
    made = []
    for number in range(PHONES):
        person = people[number % len(people)]
        made.append(Phone(sessions[person.pk], _visit(person, place, checklist.digest, items)))
    return made


def _visit(person: User, place: Enterprise, digest: str, items: list[str]) -> list[dict[str, Any]]:
    phone = uuid7()
    begin = {"enterprise": str(place.pk), "kind": "guidance", "checklist": digest}
    first = written("inspections.begin", begin, person, phone, "")
    thread = first["client_id"]
    answers = [{"item": item, "value": "yes", "seen": ""} for item in items]
    return [first, *(written("inspections.answer", args, person, phone, thread) for args in answers)]


def _send(port: int, phone: Phone) -> float:
    """Say hello, send everything; milliseconds of the request that carries it. What fails is seen by its receipt."""
    with Wire(port, phone.session) as wire:
        begun = time.perf_counter()
        wire.post("/field/replay/", json.dumps({"actions": phone.actions}).encode())
        return (time.perf_counter() - begun) * 1000
