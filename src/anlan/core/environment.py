"""Reading the environment: folders, keys and the database of one instance."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

asked: set[str] = set()
"""Every variable this version reads: what else begins with ANLAN_ is a slip of the pen (core.checks)."""

TRUE_WORDS = {"1", "true", "yes", "on"}
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA busy_timeout=20000;"
    "PRAGMA cache_size=-24000;"
    "PRAGMA temp_store=MEMORY;"
)
"""24 MB of pages a connection, and none mapped: the kernel keeps the file, and an export held 95 MB of it twice."""
POSTGRES_OPTIONS = "-c join_collapse_limit=5 -c random_page_cost=1.1 -c jit=off"
"""What PostgreSQL must know of us. Joins follow keys from one row, written in their best order: trying all orders of a
record's thirteen took it 30 ms before it began to read, five at a time take 2. And what is read is in memory or on a
disk without a head: by its default it read all hazards for each search rather than look up those that were found. A
condition of a hundred parts it would compile anew for each question where it can (`jit`), for longer than it answers.
"""


def text(name: str, *, default: str = "") -> str:
    """A variable, or the content of the file that `<name>_FILE` names, as containers hand over secrets."""
    asked.update({name, f"{name}_FILE"})
    if given := os.environ.get(name, "").strip():
        return given
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else default


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable; anything but 1, true, yes, on is no."""
    return text(name, default=str(default)).lower() in TRUE_WORDS


def number(name: str, *, default: int) -> int:
    """A whole-number variable. Raises ValueError naming the variable when it is no number."""
    given = text(name)
    if given and not given.isdigit():
        raise ValueError(f"{name} must be a whole number, not {given!r}")
    return int(given) if given else default


def words(name: str, *, default: list[str]) -> list[str]:
    """A list separated by commas."""
    found = [word.strip() for word in text(name).split(",") if word.strip()]
    return found or default


def home_folder(package: Path) -> Path:
    """The one folder an instance owns: ANLAN_HOME, else `var/` in a checkout, else the user's data folder."""
    if named := text("ANLAN_HOME"):
        return Path(named).expanduser().resolve()
    checkout = package.parent.parent
    if (checkout / "pyproject.toml").exists():
        return checkout / "var"
    data = os.environ.get("XDG_DATA_HOME", "~/.local/share")
    return Path(data).expanduser().resolve() / "anlan"


def secret_key(home: Path) -> str:
    """ANLAN_SECRET_KEY, the file ANLAN_SECRET_KEY_FILE names, or a key made once and kept in the home folder."""
    asked.update({"ANLAN_SECRET_KEY", "ANLAN_SECRET_KEY_FILE"})
    if given := os.environ.get("ANLAN_SECRET_KEY"):
        return given
    path = Path(os.environ.get("ANLAN_SECRET_KEY_FILE") or home / "secret.key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_once(path, secrets.token_urlsafe(64))
    return path.read_text().strip()


def write_once(path: Path, secret: str) -> None:
    """Write a secret file only its owner can read, unless it is there already."""
    # Two processes may start together: the one that loses the race reads what the winner wrote.
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(secret)


def database_from(url: str, home: Path) -> dict[str, Any]:
    """PostgreSQL by URL, else SQLite in the home folder.

    SQLite runs in WAL with immediate transactions: with Django's deferred default, writers that meet get
    'database is locked' at once instead of waiting for their turn.
    """
    if url and not url.startswith("sqlite"):
        parsed: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
        return parsed | {"OPTIONS": {"options": POSTGRES_OPTIONS, **parsed.get("OPTIONS", {})}}
    name = url.split("///", 1)[-1] if url else str(home / "anlan.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
            "timeout": 20,
        },
    }
