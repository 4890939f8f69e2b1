"""Web processes share what is loaded, and each is warmed."""

import os
import subprocess
import sys

import pytest

from anlan.core import warming, webserver
from anlan.core.management.commands.serve import web_server
from tests.core.test_serve import SOURCE

pytestmark = pytest.mark.once


def test_the_web_server_is_told_to_load_once_and_to_warm_each_process(monkeypatch):
    begun = []
    monkeypatch.setattr(warming, "begin", lambda: begun.append(1))
    command = web_server({"host": "127.0.0.1", "port": 8000, "processes": 2, "threads": 4})
    assert command[command.index("--config") + 1] == f"python:{webserver.__name__}"
    assert webserver.preload_app
    webserver.post_worker_init(None)
    assert begun == [1]


@pytest.mark.slow
def test_what_is_loaded_once_holds_the_views_but_no_connection_no_thread_and_no_reader_of_notices(tmp_path):
    asked = (
        "import sys, threading, anlan.wsgi; from django.db import connection; "
        "print(*(f'anlan.{one}' in sys.modules for one in ('hazards.urls', 'campaigns.reading.conflicts')), "
        "connection.connection, threading.active_count())"
    )
    environment = {**os.environ, "ANLAN_HOME": str(tmp_path), "PYTHONPATH": str(SOURCE)}
    told = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "False", "None", "1"]
