"""The command line of an import; a room's command names its kind."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from anlan.core.errors import DomainError
from anlan.files.importing import previewing, running
from anlan.files.importing.registry import importer_of
from anlan.files.importing.reporting import report
from anlan.files.models import ImportRow, ImportRun
from anlan.org.models import User


class ImportCommand(BaseCommand):
    """Import a ledger of one kind: print the refused rows and counts.

    Exit 1 only where the file could not be read: a refused row is an outcome, and stands in the report.
    """

    kind = ""
    help = "导入一本台账（xlsx、xls、csv），每一行都有结果；重复导入不会改变任何东西"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare FILE, --by, --dry-run, --json."""
        parser.add_argument("file", help="台账文件：xlsx、xls 或 csv")
        parser.add_argument("--by", help="以哪个用户的名义导入（登录名）")
        parser.add_argument("--dry-run", action="store_true", help="只看会怎样，不写入")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, file: str, by: str | None, dry_run: bool, json: bool, **options: Any) -> None:
        """Import FILE."""
        path = Path(file)
        if not path.is_file():
            raise CommandError(f"找不到文件：{file}")
        actor = self._actor(by)
        try:
            with transaction.atomic():
                run = self._previewed(path, actor)
                found = report(run)
                transaction.set_rollback(dry_run)
            if not dry_run and run.state == ImportRun.State.PREVIEWED:
                running.commit(run, actor=actor, at_once=True)
                found = report(run)
        except DomainError as error:
            raise CommandError(error.message) from error
        self._print(found, json)
        if found.get("problem"):
            sys.exit(1)

    def _previewed(self, path: Path, actor: User) -> ImportRun:
        with path.open("rb") as stream:
            upload = UploadedFile(File(stream), name=path.name, size=path.stat().st_size)
            run = previewing.upload(self.kind, upload, actor=actor)
        return previewing.preview(run, at_once=True)

    def _actor(self, username: str | None) -> User:
        people = User.objects.filter(is_active=True).order_by("pk")
        if username:
            people = people.filter(username__iexact=username)
        for person in people:
            if importer_of(self.kind).may(person):
                return person
        raise CommandError("没有可以导入这种台账的用户。请用 --by 指定一个有权限的登录名。")

    def _print(self, found: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for row in found["rows"]:
            if row["outcome"] == ImportRow.Outcome.REFUSED:
                where = row["cells"][0] if row["cells"] and row["cells"][0] else f"第{row['row']}行"
                self.stdout.write(f"{row['sheet']} {where} {row['title']}：{'；'.join(row['reasons'])}")
        for one in found["unread"]:
            self.stdout.write(f"{one['sheet']} {one['letters']} 列“{one['head']}”没有采用（{one['cells']} 格有内容）")
        if problem := found.get("problem"):
            self.stdout.write(problem)
        labels = dict(ImportRow.Outcome.choices)
        self.stdout.write("  ".join(f"{labels[name]} {count}" for name, count in found["counts"].items()))
