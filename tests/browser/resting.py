"""Waits until the live server has answered everything: no table is emptied under a request that still reads it."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started

LONGEST = 20  # seconds; a request that takes longer is a fault of the page, and the flush will say so


class Requests:
    """Counts what the server's threads have begun and not yet ended, from the first signal to the last."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._change = threading.Condition()
        request_started.connect(self._begun)
        # Connected here, thus after Django's own receiver: the thread's connection is given back by then.
        request_finished.connect(self._ended)

    def wait(self) -> bool:
        """Whether nothing is under way any more."""
        with self._change:
            return self._change.wait_for(lambda: not self._open, LONGEST)

    def stop(self) -> None:
        request_started.disconnect(self._begun)
        request_finished.disconnect(self._ended)

    def _begun(self, **_: Any) -> None:
        if threading.current_thread() is not threading.main_thread():
            with self._change:
                self._open.add(threading.get_ident())

    def _ended(self, **_: Any) -> None:
        with self._change:
            self._open.discard(threading.get_ident())
            self._change.notify_all()


def settle(requests: Requests) -> None:
    """Return when the server has been at rest twice in a row: one more may have come in while the pages closed."""
    for _ in range(2):
        requests.wait()
        time.sleep(0.02)
