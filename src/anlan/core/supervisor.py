"""Keeping a few child processes alive: started together, restarted after a death, stopped together."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

log = logging.getLogger("anlan.core.supervisor")

SETTLED_SECONDS = 15
QUICK_DEATHS_ALLOWED = 5
GRACE_SECONDS = 35
PR_SET_PDEATHSIG = 1


class GivenUp(RuntimeError):
    """A child that dies again and again as soon as it is started."""


@dataclass
class Child:
    """One process that has to be there; `command` is an argument list."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    quick_deaths: int = 0
    not_before: float = field(default=0.0)


def anlan(*arguments: str) -> list[str]:
    """The command line of another `anlan` command with this very Python."""
    return [sys.executable, "-m", "anlan", *arguments]


class Supervisor:
    """Looks after its children until told to stop."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stopping = threading.Event()

    def run(self, *, every: float = 1.0, tick: Callable[[], None] = lambda: None) -> None:
        """Start the children, call `tick` about every `every` seconds, and stop them all when a signal says so.

        SIGTERM, SIGINT and SIGHUP end it. Raises GivenUp when a child cannot be kept alive.
        """
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        try:
            while not self.stopping.is_set():
                self.look_after()
                tick()
                self.stopping.wait(every)
        finally:
            self.stop()

    def look_after(self) -> None:
        """Start what is not running and may be started now."""
        for child in self.children:
            if child.process and child.process.poll() is not None:
                self._note_death(child)
            if child.process is None and time.monotonic() >= child.not_before:
                self._start(child)

    def stop(self) -> None:
        """Ask all children to end, wait for them, and end by force those that do not."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _end_group(process.pid)

    def _start(self, child: Child) -> None:
        # A session of its own: Ctrl-C reaches us only, and we end the children in order.
        child.process = subprocess.Popen(
            child.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_end_with_parent
        )
        child.started_at = time.monotonic()
        log.debug("%s started as process %s", child.name, child.process.pid)

    def _note_death(self, child: Child) -> None:
        code = child.process.returncode if child.process else None
        lived = time.monotonic() - child.started_at
        child.quick_deaths = child.quick_deaths + 1 if lived < SETTLED_SECONDS else 0
        if child.process:
            _end_group(child.process.pid)
        child.process = None
        if child.quick_deaths > QUICK_DEATHS_ALLOWED:
            raise GivenUp(f"{child.name} ended {child.quick_deaths} times right after its start, last with {code}")
        pause = min(2**child.quick_deaths, 30) if child.quick_deaths else 0
        child.not_before = time.monotonic() + pause
        log.error("%s ended with %s after %.0f s; starting it again in %s s", child.name, code, lived, pause)


def _end_group(leader: int) -> None:
    # What a killed child had started itself would live on: gunicorn's processes on the port, the queue's on its jobs.
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _end_with_parent() -> None:
    # Killed with -9 we cannot stop anybody: on Linux the kernel then does it, and the port is free for the next start.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
