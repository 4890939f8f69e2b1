"""`anlan serve` on an empty folder: it answers, it stops cleanly, and what was there stays."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(home: Path, port: int, *more: str) -> subprocess.Popen:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ANLAN_", "DJANGO_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "anlan", "serve", "--port", str(port), "--processes", "1", *more],
        env={**environment, "ANLAN_HOME": str(home), "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def read_until_started(server: subprocess.Popen) -> str:
    said = ""
    for line in server.stdout:
        said += line
        if "安澜已启动" in line:
            return said
    raise AssertionError(f"ended with {server.wait()} after saying:\n{said}")


def stop(server: subprocess.Popen) -> str:
    server.send_signal(signal.SIGTERM)
    said, _ = server.communicate(timeout=40)
    return said.strip()


def test_a_first_run_prints_three_passwords_once_and_serves_until_told_to_stop(tmp_path, port):
    server = serve(tmp_path, port)
    said = read_until_started(server)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
        assert answer.read() == b"ok"
    taken = serve(tmp_path, port, "--no-worker")
    assert taken.wait(30) == 1
    assert stop(server) == "安澜已停止。"
    assert server.returncode == 0
    assert len(re.findall(r"^  \S+（.+）：\S+$", said, re.MULTILINE)) == 3

    again = serve(tmp_path, port, "--no-worker")
    said = read_until_started(again)
    stop(again)
    assert re.findall(r"^  \S+（.+）：\S+$", said, re.MULTILINE) == []
