"""Measure on both databases and write the tables of docs/performance.md: `make bench` (`HAZARDS=…` for fewer)."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from tests.postgres import server

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
HOME = ROOT / "var" / "bench"
BEGIN, END = "<!-- written by `make bench` -->", "<!-- end -->"
HEAD = ["figure", "p50 ms", "p95 ms", "limits ms", "ratio", "queries", "memory MB"]


def figures(hazards: int, **surroundings: str) -> list[dict]:
    """The figures of one database, measured in a process of their own."""
    home = HOME / surroundings.get("NAME", "sqlite") / str(hazards)
    command = [sys.executable, "-m", "anlan", "bench", "--hazards", str(hazards), "--home", str(home)]
    told = subprocess.run(command, env={**os.environ, **surroundings}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(told.stdout)


def limits(one: dict) -> str:
    """What the median and the 95th percentile may take."""
    return f"{one['limit_p50_ms']}, {one['limit_p95_ms']}"


def table(found: list[dict]) -> str:
    """The figures as a table."""
    rows = [
        [one["name"], one["p50_ms"], one["p95_ms"], limits(one), one["ratio"], one["queries"], one["rss_mb"]]
        for one in found
    ]
    lines = [HEAD, ["---"] + ["---:"] * (len(HEAD) - 1), *[[str(cell) for cell in row] for row in rows]]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def main() -> None:
    hazards = int(os.environ.get("HAZARDS") or 100_000)
    parts = [f"Python {platform.python_version()}, {os.cpu_count()} cores, {hazards} hazards."]
    parts += ["### SQLite", table(figures(hazards))]
    with server(fsync="on", synchronous_commit="on", full_page_writes="on") as url:
        parts += ["### PostgreSQL", table(figures(hazards, ANLAN_DATABASE_URL=url, NAME="postgresql"))]
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}{rest}", "utf-8")


if __name__ == "__main__":
    main()
