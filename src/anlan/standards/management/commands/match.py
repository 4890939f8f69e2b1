"""`anlan match TEXT`: which criteria a description may fall under."""

import datetime as dt
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.core.errors import DomainError
from anlan.standards import matching

SHORT = {"major": "重大", "perhaps": "可能", "not_major": "不构成"}


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"“{written}”不是日期，请写成 2026-07-01 这样。") from error


class Command(BaseCommand):
    """Match a description to criteria."""

    help = "Which criteria a description in an inspector's words may fall under, by which words; a person judges."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words; --industry narrows, --on asks for the law of a day."""
        parser.add_argument("text", help="- reads it from the standard input")
        parser.add_argument("--industry", default="", help="code of an industry")
        parser.add_argument("--on", type=_day, help="YYYY-MM-DD; default: today")
        parser.add_argument("--top", type=int, default=3)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict and the candidates; exit 1 with a sentence when the text says nothing."""
        text = sys.stdin.read() if options["text"] == "-" else options["text"]
        try:
            answer = matching.match(text, industry=options["industry"], on=options["on"], top=options["top"])
        except DomainError as error:
            raise CommandError(error.message) from error
        if options["json"]:
            self.stdout.write(json.dumps(answer.as_json(), ensure_ascii=False))
        else:
            self._print(answer)

    def _print(self, answer: matching.Answer) -> None:
        for part in answer.parts:
            if len(answer.parts) > 1:
                self.stdout.write(f"\n{part.text}")
            self.stdout.write(part.words)
            for one in part.candidates:
                named = f"{one.criterion.pack.title} {one.criterion.code}"
                self.stdout.write(f"  [{SHORT[one.verdict]}] {one.score:>5}  {named}：{one.criterion.summary[:60]}")
                self.stdout.write(f"           依据：{'、'.join(one.because)}")
                if one.ask:
                    self.stdout.write(f"           {one.ask}")
        self.stdout.write(f"\n共 {len(answer.parts)} 处，{len(answer.candidates)} 个相近条款。")
