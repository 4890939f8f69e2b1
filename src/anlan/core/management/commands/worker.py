"""`anlan worker`: background work — queued jobs, the journal's order, the daily seal and each day's work."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from anlan.core import worker
from anlan.core.supervisor import Child, GivenUp, Supervisor, anlan


class Command(BaseCommand):
    """Run until told to stop; killed at any line, it takes up again where it was."""

    help = "Run background work until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--once does one round of the journal and no queued jobs."""
        parser.add_argument("--once", action="store_true", help="one round of the journal, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Supervise the queue's own processes and beat about once a second."""
        if options["once"]:
            worker.beat()
            return
        try:
            Supervisor([Child("queue", anlan("qcluster"))]).run(every=1.0, tick=one_round)
        except GivenUp as reason:
            raise CommandError(str(reason)) from reason


def one_round() -> None:
    """A round on a connection that is known to live: the database may have been restarted since the last one."""
    close_old_connections()
    worker.beat()
