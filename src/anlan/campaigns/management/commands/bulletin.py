"""`anlan bulletin --from D --to D --out FILE`: the bulletin of a period as .docx or .pdf."""

import datetime as dt
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.campaigns import actions, printing
from anlan.campaigns.forms import quarter_of
from anlan.core import clock
from anlan.core.errors import DomainError
from anlan.org.models import Region

PRESSES = {".docx": printing.as_docx, ".pdf": printing.as_pdf}


class Command(BaseCommand):
    """Draft a bulletin and print it."""

    help = "Freeze the figures of a period under a fresh seal and print the draft bulletin as .docx or .pdf."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The period (default: this quarter), the file, the township where there are several."""
        first, last = quarter_of(clock.today())
        parser.add_argument("--from", dest="first", type=dt.date.fromisoformat, default=first, metavar="DATE")
        parser.add_argument("--to", dest="last", type=dt.date.fromisoformat, default=last, metavar="DATE")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="ends in .docx or .pdf")
        parser.add_argument("--region", default="", metavar="CODE", help="12-digit code of the township")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draft, print, say what it counts."""
        press = PRESSES.get(options["out"].suffix.lower())
        if press is None:
            raise CommandError(f"文件 {options['out'].name} 的扩展名应为 .docx 或 .pdf。")
        try:
            region = township(options["region"])
            bulletin = actions.draft(region, actor=None, first_day=options["first"], last_day=options["last"])
        except DomainError as refused:
            raise CommandError(refused.message) from refused
        options["out"].write_bytes(press(bulletin))
        self._say(bulletin, options)

    def _say(self, bulletin: Any, options: dict[str, Any]) -> None:
        counts = bulletin.figures["counts"]
        if options["json"]:
            seal = bulletin.seal.digest if bulletin.seal else None
            told = {"title": bulletin.title, "file": str(options["out"]), "counts": counts, "seal": seal}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write(
                f"{bulletin.title}：发现 {counts['found']}，销号 {counts['closed']}，未销号 {counts['open']}，"
                f"逾期 {counts['overdue']}；已写入 {options['out']}"
            )


def township(code: str) -> Region:
    """The township named, or the only one with a government. Raises CommandError where that is not clear."""
    rows = Region.objects.filter(level=Region.Level.TOWNSHIP, offices__kind="township").distinct()
    found = list(rows.filter(code=code) if code else rows)
    if len(found) != 1:
        names = "、".join(f"{one.code} {one.name}" for one in rows) or "（还没有登记）"
        raise CommandError(f"请用 --region 指定一个乡镇：{names}。")
    return found[0]
