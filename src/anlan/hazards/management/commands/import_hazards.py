"""anlan import-hazards: an old ledger becomes hazards in the state it claims."""

from typing import Any

from django.core.management.base import CommandParser

from anlan.files import importing
from anlan.files.importing import previewing
from anlan.files.models import ImportRun
from anlan.org.models import User


class Command(importing.ImportCommand):
    """Import a ledger of hazards; places it names that are not on file are recorded unless --known-only."""

    kind = "hazards"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --known-only."""
        super().add_arguments(parser)
        parser.add_argument("--known-only", action="store_true", help="台账里有、系统里没有的单位不新建，退回这些行")

    def handle(self, *, known_only: bool = False, **options: Any) -> None:
        """Import FILE."""
        self.known_only = known_only
        super().handle(**options)

    def _previewed(self, path: Any, actor: User) -> ImportRun:
        run = super()._previewed(path, actor)
        if self.known_only and run.offers:
            run = previewing.choose(run, {"declined": [offer["key"] for offer in run.offers]}, actor=actor)
        return run
