"""`anlan backup DIR`: everything of this instance, consistent, while it runs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from anlan.core import backup


class Command(BaseCommand):
    """Write a backup; into the same folder again it copies only new files."""

    help = "Back up database, files and keys into a folder, while the instance runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder; --json prints the label for machines."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it and print counts."""
        label = backup.take(options["folder"])
        if options["json"]:
            self.stdout.write(json.dumps(label, ensure_ascii=False))
        else:
            rows = sum(label["tables"].values())
            self.stdout.write(f"已备份到 {options['folder']}：数据 {rows} 行，文件 {label['files']} 个。")
