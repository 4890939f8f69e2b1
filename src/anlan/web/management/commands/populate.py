"""`anlan populate --hazards N`: a believable world of any size, from a seed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from anlan.core import db
from anlan.web.populate.world import populate


class Command(BaseCommand):
    """Fill an instance for trying and measuring; never for real use."""

    help = "Bring this instance to N made-up hazards with whole chains of events; for trying and measuring only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and from which seed."""
        parser.add_argument("--hazards", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Populate and count; on an empty folder too."""
        if options["hazards"] < 1:
            raise CommandError("隐患条数至少是 1，例如 anlan populate --hazards 1000。")
        if db.is_behind():
            call_command("migrate", interactive=False, verbosity=0)
        built = populate(options["hazards"], seed=options["seed"], progress=self._progress)
        self.stdout.write(f"新增企业 {built.enterprises} 家，隐患 {built.hazards} 条，事件 {built.events} 条。")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"  {done}/{total}")
