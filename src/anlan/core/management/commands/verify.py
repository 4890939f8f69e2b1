"""`anlan verify`: walk all chains and seals; exit 1 when anything was changed, removed, re-ordered or back-dated."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.core.verify import verify


class Command(BaseCommand):
    """Check that the journal is as it was written."""

    help = "Walk the journal's chains and seals and name what was changed, removed, re-ordered or back-dated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json prints the report for machines."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts and every broken event."""
        report = verify()
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self.stdout.write(f"事件 {report.events} 条，封存 {report.seals} 个，异常 {len(report.broken)} 处。")
            for one in report.broken:
                which = f"第 {one.event} 条" if one.event else "号事件"  # of what is gone only its own key is known
                self.stdout.write(f"  {one.room} {one.subject} {which}：{one.why}")
        if report.broken:
            raise CommandError("日志不完整：上面列出的事件与写入时不一致。")
