"""One process looks after the others: what dies comes back, what is told to stop stops, nothing is left behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from anlan.core.supervisor import QUICK_DEATHS_ALLOWED, Child, GivenUp, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = """
import sys
from anlan.core.supervisor import Child, Supervisor
child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
supervisor = Supervisor([child])
supervisor.run(every=0.05, tick=lambda: print(child.process.pid if child.process else 0, flush=True))
"""


def is_running(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(fact, seconds: float = 10):
    deadline = time.monotonic() + seconds
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.02)
    return fact()


def keep_starting(supervisor: Supervisor, child: Child) -> None:
    while True:
        child.not_before = 0
        supervisor.look_after()
        if child.process:
            child.process.wait()


@pytest.fixture
def sleeper():
    child = Child("sleeper", SLEEPER)
    supervisor = Supervisor([child])
    supervisor.look_after()
    yield supervisor, child
    supervisor.stop()


def test_a_dead_child_is_started_again_after_a_pause(sleeper):
    supervisor, child = sleeper
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: child.process is None or child.process.poll() is not None)
    supervisor.look_after()
    assert child.process is None
    child.not_before = 0
    supervisor.look_after()
    assert is_running(child.process.pid)
    assert child.process.pid != first


def test_what_a_killed_child_had_started_does_not_live_on(tmp_path):
    note = tmp_path / "grandchild"
    child = Child("parent", ["sh", "-c", f"sleep 60 & echo $! > {note}; wait"])
    supervisor = Supervisor([child])
    supervisor.look_after()
    assert eventually(lambda: note.exists() and note.read_text().strip())
    grandchild = int(note.read_text())
    child.process.kill()
    child.process.wait()
    supervisor.look_after()
    assert eventually(lambda: not is_running(grandchild))
    supervisor.stop()


def test_stopping_ends_every_child(sleeper):
    supervisor, child = sleeper
    supervisor.stop()
    assert child.process.poll() == -signal.SIGTERM


def test_a_child_that_always_dies_at_once_is_given_up():
    child = Child("broken", [sys.executable, "-c", "raise SystemExit(3)"])
    supervisor = Supervisor([child])
    with pytest.raises(GivenUp, match=f"broken ended {QUICK_DEATHS_ALLOWED + 1} times .* last with 3"):
        keep_starting(supervisor, child)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_child_outlives_the_process_that_looks_after_it(number):
    with_source = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=with_source)
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.send_signal(number)
    parent.wait(10)
    parent.stdout.close()
    assert eventually(lambda: not is_running(child))
