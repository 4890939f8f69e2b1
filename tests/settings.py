"""Settings of the tests: a home folder of their own, quick passwords, background work in place."""

import os
import tempfile
from pathlib import Path

os.environ["ANLAN_HOME"] = tempfile.mkdtemp(prefix="anlan-tests-")

from anlan.settings import *  # noqa: F403 (all of them)
from anlan.settings import ANLAN_HOME, DATABASES, STATIC_ROOT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
JOBS_IN_PLACE = True
WHITENOISE_AUTOREFRESH = True  # else each test client begins by reading every static file
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: two people acting at once need two connections. Nothing is lost when the power goes.
    DATABASES["default"]["TEST"] = {"NAME": str(ANLAN_HOME / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # A kept connection would hold the test database open when it is to be dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
