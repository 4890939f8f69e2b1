"""`anlan restore DIR`: a backup into an empty instance, then a look at every chain and seal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from anlan.core import backup, migrating


class Command(BaseCommand):
    """Restore and verify; refuses an instance that holds data."""

    help = "Restore a backup into an empty instance and verify it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder `anlan backup` wrote."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate the empty database, restore, migrate an older backup up, verify."""
        migrating.bring_up_to_date()
        label = backup.put_back(options["folder"])
        migrating.bring_up_to_date()
        rows = sum(label["tables"].values())
        self.stdout.write(f"已恢复 {label['made_at']} 的备份：数据 {rows} 行，文件 {label['files']} 个。核对日志：")
        call_command("verify", stdout=self.stdout)
