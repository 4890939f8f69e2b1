"""What a web process makes ready before the first person waits for it."""

import gc
import logging
import threading

from django.db import connections

from anlan.core import hooks

log = logging.getLogger("anlan.core")


AFTER_SECONDS = 3
"""How long the first page has the process for itself."""


def begin() -> None:
    """Run every room's `hooks.warm` in a thread of its own, a little later; the process answers meanwhile."""
    later = threading.Timer(AFTER_SECONDS, _beside)
    later.name, later.daemon = "anlan-warming", True
    later.start()


def _beside() -> None:
    try:
        run()
        settle()
    finally:
        connections.close_all()


def run() -> None:
    """Run them one by one. What fails is logged and made when it is first needed, as without warming."""
    for name, function in hooks.warm.items():
        try:
            function()
        except Exception:
            log.exception("%s could not be made ready before it is needed", name)


def settle() -> None:
    """Spare the collector what stays for the life of the process: now and then it took a tenth of a second over it."""
    gc.collect()
    gc.freeze()
