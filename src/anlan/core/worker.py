"""What the worker does beside queued jobs: the journal's next positions, work of the minute and day, the daily seal."""

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from anlan.core import clock, hooks, journal
from anlan.core.models import Cursor

log = logging.getLogger("anlan.core.worker")

SILENT_SECONDS = 60


def beat() -> None:
    """One round: hand on new events, look at the clock, close the day that is over, leave a sign of life.

    Never raises; what fails keeps nothing else from its turn.
    """
    for part in (hand_on, look_at_clock, close_days):
        # The worker's loop is the one place that swallows: the next round tries again.
        try:
            part()
        except Exception:
            log.exception("the worker's round failed; it is tried again")
    pulse().parent.mkdir(parents=True, exist_ok=True)
    pulse().touch()


def hand_on() -> None:
    """Hand on new events until none waits."""
    while journal.advance():
        pass


def look_at_clock() -> None:
    """Each room's work of the minute, each once a minute."""
    minute = int(clock.now().timestamp() // 60)
    for name, function in hooks.minutely.items():
        _once(f"minutely.{name}", minute, function)


def close_days() -> None:
    """After midnight: seal what happened since the last seal, then each room's work of the day, each once a day."""
    today = clock.today()
    once_a_day("core.seal", today, journal.seal)
    for name, function in hooks.daily.items():
        once_a_day(f"daily.{name}", today, function)


def once_a_day(name: str, day: dt.date, function: Callable[[dt.date], Any]) -> bool:
    """Run `function(day)` unless it has run for that day; says whether it ran. A failure is tried again next round."""
    return _once(name, day.toordinal(), partial(function, day))


def _once(name: str, position: int, function: Callable[[], Any]) -> bool:
    if Cursor.objects.filter(name=name, position__gte=position).exists():
        return False
    with transaction.atomic():
        function()
        Cursor.objects.update_or_create(name=name, defaults={"position": position})
    return True


def pulse() -> Path:
    """The file whose age says whether the worker lives."""
    return Path(settings.ANLAN_HOME) / "worker.pulse"


def is_alive() -> bool:
    """Whether a worker of this instance has given a sign of life within a minute."""
    try:
        return clock.now().timestamp() - pulse().stat().st_mtime < SILENT_SECONDS
    except FileNotFoundError:
        return False
