"""`anlan read-plan FILE`: a notice to a draft campaign."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.campaigns.reading import papers
from anlan.campaigns.reading.reader import read_text
from anlan.campaigns.reading.words import NAMES, SEVERITIES
from anlan.core.errors import DomainError


class Command(BaseCommand):
    """Read a notice and say what it orders; nothing is stored."""

    help = "Read a notice (.docx, .pdf, .txt; .doc where LibreOffice is) and print its draft campaign."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether machines read the answer."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and print."""
        try:
            paper = papers.read(options["file"])
        except DomainError as refused:
            raise CommandError(refused.message) from refused
        draft = read_text(paper.text).as_json()
        draft["notes"] = [*paper.notes, *draft["notes"]]
        if options["json"]:
            self.stdout.write(json.dumps(draft, ensure_ascii=False, indent=1))
        else:
            self._say(draft)

    def _say(self, draft: dict[str, Any]) -> None:
        head = [
            draft["title"] or "（没有读到标题）",
            draft["document_number"] or "",
            draft["issuer"],
            draft["issued_on"] or "没有读到日期",
        ]
        self.stdout.write("　".join(part for part in head if part))
        self.stdout.write(f"行业：{'、'.join(draft['industries']) or '未写明'}")
        for stage in draft["stages"]:
            span = f"{stage['start'] or '…'} 至 {stage['end'] or '…'}（{stage['as_written']}）"
            self.stdout.write(f"阶段 {stage['clause']} {stage['name']}：{span}")
        for duty in draft["duties"]:
            who = duty["subject"] + (f"（{duty['applies_to']}）" if duty["applies_to"] else "")
            count = f" {duty['min_count']} {duty['unit'] or '次'}" if duty["min_count"] else ""
            due = f"，期限 {duty['due']}" if duty["due"] else ""
            self.stdout.write(f"职责 {duty['clause']} {who}：{duty['action']}｜{NAMES[duty['rhythm']]}{count}{due}")
        for conflict in draft["conflicts"]:
            self.stdout.write(f"矛盾（{SEVERITIES[conflict['severity']]}）{conflict['what']}")
            for quote in conflict["quotes"]:
                self.stdout.write(f"    “{quote}”")
        for note in draft["notes"]:
            self.stdout.write(f"注意：{note}")
        counts = f"{len(draft['stages'])} 个阶段，{len(draft['duties'])} 项职责，{len(draft['conflicts'])} 处矛盾"
        self.stdout.write(f"共 {counts}。任何一项都要由人确认后才生效。")
