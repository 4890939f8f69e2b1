"""`anlan bench [NAME] [--hazards N]`: the figures of docs/performance.md, measured on a populated scratch instance."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from anlan.campaigns.reading import scoring
from anlan.core import migrating
from anlan.core.models import Counter
from anlan.hazards.models import Hazard
from anlan.org.models import User
from anlan.standards.matching import scoring as matching
from anlan.standards.matching.asking import match
from anlan.standards.matching.baseline import plainly
from anlan.web.bench.figures import APART, ROWS, figure, names

READ_PLAN = "read-plan"
PLANS = Path("tests/data/plans")
MATCH_LABELLED = "match-labelled"
DESCRIPTIONS = Path("tests/data/matching")
SCRATCH = "_ANLAN_BENCH_HOME"  # from process to process only: nobody sets it by hand
MARK = "web.bench"


class Command(BaseCommand):
    """Measure, never on an instance that somebody works with."""

    help = "Measure pages, steps, imports and exports on a populated scratch instance and print JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which figures, how many hazards, and where the scratch instance lies."""
        parser.add_argument("name", nargs="?", default="", help="only figures whose name begins so")
        parser.add_argument("--hazards", type=int, default=100_000, metavar="N")
        parser.add_argument("--rows", type=int, default=ROWS, metavar="N", help="rows of the workbook to import")
        parser.add_argument("--plans", type=Path, default=PLANS, metavar="DIR", help="labelled notices, for read-plan")
        parser.add_argument(
            "--descriptions", type=Path, default=DESCRIPTIONS, metavar="DIR", help="labelled ones, for match-labelled"
        )
        parser.add_argument(
            "--plain",
            action="store_true",
            help="match-labelled by n-grams of the criteria alone: how hard the sets are",
        )
        parser.add_argument("--home", type=Path, default=None, help="scratch folder, kept for the next run")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go to the scratch instance first; there populate and measure."""
        if options["name"] == READ_PLAN:
            self._read_plans(options["plans"])
            return
        if options["name"] == MATCH_LABELLED:
            self._match_labelled(options["descriptions"], plainly if options["plain"] else match)
            return
        if SCRATCH not in os.environ:
            raise SystemExit(self._again_in_scratch(options))
        migrating.bring_up_to_date()
        self._refuse_real_work()
        self._populate(options["hazards"])
        found = [one for name in names(options["name"]) for one in self._measure(name, options)]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))

    def _measure(self, name: str, options: dict[str, Any]) -> list[dict[str, Any]]:
        """One figure as a list of one; in a process of its own where its memory counts, unless this is that process."""
        if name in APART and options["name"] != name:
            told = subprocess.run(_command(name, options), stdout=subprocess.PIPE, text=True, check=True)
            return list(json.loads(told.stdout))
        one = figure(name, rows=options["rows"])
        words = f"{one.p50_ms}, p95 {one.p95_ms} ms of {one.limit_p50_ms}, {one.limit_p95_ms} ms"
        self.stderr.write(f"  {name}: {words}; {one.queries} queries, {one.rss_mb} MB: {one.ratio}")
        return [one.as_json()]

    def _read_plans(self, folder: Path) -> None:
        """How well notices are read needs no instance: it compares drafts with labels."""
        scores = scoring.scores(folder)
        if not scores:
            raise CommandError(
                f"{folder} 里没有带标注的通知（NAME.txt 和 NAME.labels.json），请用 --plans 指定文件夹。"
            )
        for one in scores:
            for line in one.wrong:
                self.stderr.write(f"  {one.name}: {line}")
        self.stdout.write(json.dumps([one.as_json() for one in scores], ensure_ascii=False, indent=1))

    def _match_labelled(self, folder: Path, ask: matching.Ask) -> None:
        """How well descriptions are matched by the criteria loaded here; writes nothing."""
        scores = matching.scores(folder, ask)
        if not scores:
            raise CommandError(f"{folder} 里没有带标注的描述（*.txt），请用 --descriptions 指定文件夹。")
        for one in scores:
            for line in one.wrong:
                self.stderr.write(f"  {one.name}: {line}")
        self.stdout.write(json.dumps([one.as_json() for one in scores], ensure_ascii=False, indent=1))

    def _again_in_scratch(self, options: dict[str, Any]) -> int:
        home = options["home"] or Path(settings.ANLAN_HOME) / "bench" / str(options["hazards"])
        home.mkdir(parents=True, exist_ok=True)
        surroundings = {**os.environ, "ANLAN_HOME": str(home), SCRATCH: str(home)}
        if options["name"] in APART:  # what measures memory must not have populated: no figure is called so
            subprocess.run(_command("populate", options), env=surroundings, stdout=subprocess.DEVNULL, check=True)
        return subprocess.run(_command(options["name"], options), env=surroundings, check=False).returncode

    def _refuse_real_work(self) -> None:
        # On PostgreSQL the URL decides: a database with people that no bench made is somebody's.
        if User.objects.exists() and not Counter.objects.filter(key=MARK).exists():
            raise CommandError("这个数据库里已有真实账号，不能在上面测量；请给一个空的数据库。")
        Counter.objects.get_or_create(key=MARK)

    def _populate(self, wanted: int) -> None:
        if Hazard.objects.count() < wanted:
            self.stderr.write(f"populating {wanted} hazards …")
            call_command("populate", hazards=wanted, stdout=self.stderr, stderr=self.stderr)


def _command(name: str, options: dict[str, Any]) -> list[str]:
    """This command again for the figures of a name."""
    sizes = ["--hazards", str(options["hazards"]), "--rows", str(options["rows"])]
    return [sys.executable, "-m", "anlan", "bench", *([name] if name else []), *sizes]
