"""`anlan serve`: migrate, set up what a first run needs, then the web server and the worker together."""

import os
import socket
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from anlan.core import hooks, migrating
from anlan.core.checks import ANLAN
from anlan.core.management.commands.health import silent_web
from anlan.core.supervisor import Child, GivenUp, Supervisor, anlan

WORKER_AFTER_SECONDS = 3
"""Background work can wait so long: on two cores its start doubled the time to the first page."""


class Command(BaseCommand):
    """One process an operator starts and stops; it looks after the others."""

    help = "Migrate, set up, and run web server and worker until told to stop."
    # Those of the code are the build's business; those of the configuration `prepare` makes, once the tables are there.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, how many at once, and what to leave out."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=2, help="web processes (default 2)")
        parser.add_argument("--threads", type=int, default=4, help="threads of each web process (default 4)")
        parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere")
        parser.add_argument("--demo", action="store_true", help="load the demo township where there is none yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, announce, serve."""
        refuse_taken_port(options["host"], options["port"])
        if options["demo"]:
            os.environ["ANLAN_DEMO"] = "1"
        self.prepare(demo=options["demo"])
        children = [Child("web", web_server(options))]
        if not options["no_worker"]:
            children.append(Child("worker", anlan("worker"), not_before=time.monotonic() + WORKER_AFTER_SECONDS))
        waiting = Announcement(self, options["host"], options["port"])
        try:
            Supervisor(children).run(every=0.1, tick=waiting.announce_when_ready)
        except GivenUp as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("安澜已停止。")

    def prepare(self, *, demo: bool) -> None:
        """Bring database and static files to this version, then set up the rooms; every step is safe to repeat."""
        Path(settings.ANLAN_HOME).mkdir(parents=True, exist_ok=True)
        migrating.bring_up_to_date()
        self.check(tags=[ANLAN], include_deployment_checks=True, databases=["default"])
        call_command("collectstatic", interactive=False, verbosity=0)
        if demo:
            call_command("demo", stdout=self.stdout)
        for _, function in hooks.set_up.items():
            for line in function():
                self.stdout.write(line)


class Announcement:
    """Prints the address once, when the server really answers there."""

    def __init__(self, command: BaseCommand, host: str, port: int) -> None:
        self.command = command
        self.host = host
        self.port = port
        self.done = False

    def announce_when_ready(self) -> None:
        """Print the address the first time a page comes."""
        if not self.done and not silent_web(self.port, address=reached_at(self.host), within=1):
            shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host
            self.command.stdout.write(f"\n安澜已启动：http://{shown}:{self.port}/  （按 Ctrl-C 停止）")
            self.command.stdout.flush()
            self.done = True


def web_server(options: dict[str, Any]) -> list[str]:
    """Gunicorn's command line: threads for slow phones, a process renewed now and then, a heartbeat in memory."""
    listen = f"[{options['host']}]" if ":" in options["host"] else options["host"]
    memory = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []
    return [
        *(sys.executable, "-m", "gunicorn", "anlan.wsgi", "--config", "python:anlan.core.webserver"),
        *("--bind", f"{listen}:{options['port']}"),
        *("--workers", str(options["processes"]), "--worker-class", "gthread", "--threads", str(options["threads"])),
        *("--timeout", "120", "--graceful-timeout", "30", "--max-requests", "20000", "--max-requests-jitter", "2000"),
        *("--log-level", "warning", "--no-control-socket"),
        *memory,
    ]


def refuse_taken_port(host: str, port: int) -> None:
    """Say plainly that somebody else listens there, before anything was started."""
    if is_open(host, port):
        other = f"换一个端口：--port {port + 1}（make run 时写 PORT={port + 1}）"
        raise CommandError(f"端口 {port} 已被占用：可能安澜已在运行。请先停止它，或{other}。")


def is_open(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        socket.create_connection((reached_at(host), port), timeout=0.5).close()
    except OSError:
        return False
    return True


def reached_at(host: str) -> str:
    """The address at which this machine reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
