"""`anlan health`: whether the web server answers or the worker lives, for a container's health check."""

import http.client
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from anlan.core import worker


class Command(BaseCommand):
    """Exit 0 when what was asked for is well, 1 with the reason when not."""

    help = "Exit 0 when the web server (or with --worker the worker) of this instance is well."
    requires_system_checks: list[str] = []  # asked every few seconds: it must be cheap

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to ask, and where."""
        parser.add_argument("--worker", action="store_true", help="ask for the worker's sign of life")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and complain in one line."""
        complaint = silent_worker() if options["worker"] else silent_web(options["port"])
        if complaint:
            raise CommandError(complaint)


def silent_worker() -> str:
    """Why the worker seems dead; empty when it lives."""
    return "" if worker.is_alive() else f"no sign of life in {worker.pulse()} for {worker.SILENT_SECONDS} seconds"


def silent_web(port: int, *, address: str = "127.0.0.1", within: float = 5) -> str:
    """Why the web server seems dead; empty when it answers within so many seconds."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection(address, port, timeout=within)
    try:
        connection.request("GET", "/healthz", headers=headers)
        status = connection.getresponse().status
    except OSError as error:
        return f"{address}:{port} does not answer: {error}"
    finally:
        connection.close()
    return "" if status == 200 else f"{address}:{port} answers {status}"
