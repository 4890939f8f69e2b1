"""What the bench needs to be a phone: the product's own server beside this process, a session, the wire between."""

import hashlib
import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.test import Client

from anlan.core import clock
from anlan.core.ids import uuid7
from anlan.core.supervisor import anlan
from anlan.org.models import User


class Wire:
    """One phone's connection: it has said hello and carries the session and the token; counts what it asks."""

    def __init__(self, port: int, session: str) -> None:
        self.requests, self._line = 0, http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}

    def __enter__(self) -> Self:
        answer = self._asked("GET", "/field/hello/", None, self._headers)
        token = json.loads(answer.read())["token"]
        cookies = [header.split(";", 1)[0] for header in answer.headers.get_all("Set-Cookie") or ()]
        secret = next(one for one in cookies if one.startswith("csrftoken="))
        self._headers |= {"Cookie": f"{self._headers['Cookie']}; {secret}", "X-CSRFToken": token}
        return self

    def __exit__(self, *told: object) -> None:
        self._line.close()

    def get(self, path: str) -> Any:
        """What the server says, read from JSON."""
        return json.loads(self._asked("GET", path, None, self._headers).read())

    def post(self, path: str, body: bytes, kind: str = "application/json") -> Any:
        """What the server says to a body, read from JSON."""
        return json.loads(self._asked("POST", path, body, self._headers | {"Content-Type": kind}).read())

    def _asked(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self.requests += 1
        self._line.request(method, path, body, headers)
        return self._line.getresponse()


def session_of(person: User) -> str:
    """A session of somebody, as their phone holds it."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def written(
    name: str, args: dict[str, Any], person: User, phone: Any, thread: str, files: list[str] | None = None
) -> dict[str, Any]:
    """An action as a phone keeps it; `files` are the hashes of its photos."""
    body = {"name": name, "args": args, "thread": thread, "files": files or [], "skew_ms": 0}
    body["at"] = clock.now().isoformat()
    text = json.dumps(body | {"phone": str(phone), "person": str(person.pk)})
    return {"client_id": str(uuid7()), "body": text, "digest": hashlib.sha256(text.encode()).hexdigest()}


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """The product's own server on this instance, on a free port, until the block ends: its port and process."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(anlan("serve", "--no-worker", "--port", str(port)), stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the measured server did not start")


def peak_mb(process: int) -> int:
    """The most memory a process and those it started have held, added up; 0 where the system does not say."""
    peaks = (_told(one).get("VmHWM", "0 kB") for one in _family(process))
    return sum(int(peak.split()[0]) for peak in peaks) // 1024


def processor_seconds(process: int) -> float:
    """What a process and those it started have used of the processors; 0 where the system does not say."""
    ticks = 0
    for one in _family(process):
        with suppress(OSError):
            ticks += sum(int(part) for part in Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _family(process: int) -> set[int]:
    folders = [int(one.name) for one in Path("/proc").glob("[0-9]*")]
    parents = {one: int(_told(one).get("PPid", "0")) for one in folders}
    ours = {process} & set(parents)
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return ours


def _told(process: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:  # it has ended meanwhile
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
