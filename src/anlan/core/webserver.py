"""Gunicorn's configuration (`-c python:anlan.core.webserver`): loaded once, then shared by every web process.

Loading takes two seconds of a processor. Done before the processes part it is done once, at a start as when a process
is renewed, and they hold what is loaded in common.
"""

from typing import Any

from django.db import connections

from anlan.core import warming

preload_app = True


def post_fork(server: Any, worker: Any) -> None:
    """Let go of a connection that loading may have opened: two processes must not talk over one."""
    connections.close_all()


def post_worker_init(worker: Any) -> None:
    """Make ready beside the work what the first person would wait for: a thread, so after the processes have parted."""
    warming.begin()
