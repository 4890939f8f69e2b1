"""`anlan load-criteria DIR`: say what the packs of a folder change and touch, then load all of them or none."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.standards import actions, queries
from anlan.standards.packs.shape import Pack
from anlan.standards.shelving import effects
from anlan.standards.shelving.effects import Effect

WORDS = {"created": "新载入", "changed": "新版本", "same": "无变化", "refused": "未载入"}


class Command(BaseCommand):
    """Load criteria packs."""

    help = "Load dated, versioned criteria packs from a folder of YAML files; nothing is loaded when anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder; --dry-run checks only; --json prints the report for machines."""
        parser.add_argument(
            "folder", type=Path, nargs="?", default=queries.SHIPPED_PACKS, help="default: those shipped"
        )
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what would change and what hangs on it, load, print outcomes and counts, exit 1 when refused."""
        actions.load_industries()
        found: list[Effect] = []
        undated: list[Pack] = []

        def told(packs: list[Pack]) -> None:
            found.extend(effects.of_all(packs))
            undated.extend(one for one in packs if not one.effective_on)
            if not options["json"]:
                for one in found:
                    self._tell(one)

        report = actions.load_packs(options["folder"], dry_run=options["dry_run"], told=told)
        if options["json"]:
            answer = report.as_json() | {"effects": [one.as_json() for one in found]}
            answer |= {"undated": [one.slug for one in undated]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str))
        else:
            self._print(report)
            for pack in undated if not report.problems else ():
                self.stdout.write(f"待核　{pack.slug}：{_date_of(pack)}，查明以前不能据以判定。")
        if report.problems:
            raise CommandError(f"标准包有 {len(report.problems)} 处问题，一个也没有载入。")

    def _tell(self, effect: Effect) -> None:
        """What one pack changes, item by item, and what hangs on it; nothing for a standard like no other."""
        if not effect.before:
            return
        against = "、".join(f"《{one.title}》第 {one.version} 版（{one.slug}）" for one in effect.before)
        counts = "，".join(f"{words} {number} 条" for words, number in effect.counts if number)
        words = f"{counts or '条目没有变化'}，不变 {effect.differs.same} 条。"
        self.stdout.write(f"{effect.pack.slug} 与 {against} 相比：{words}")
        for label, before, now in effect.heads:
            self.stdout.write(f"  {label}：{before or '没有写'} → {now or '没有写'}")
        if effect.warning:
            self.stdout.write(f"  注意　{effect.warning}")
        for one in effect.differs.changes:
            was = f"（原 {one.old_code}）" if one.old_code else ""
            self.stdout.write(f"  {one.words} {one.code}{was}：{' → '.join(filter(None, [one.before, one.after]))}")
        for pack, rows in effect.hanging:
            for row in rows:
                if row.number:
                    self.stdout.write(f"  影响 {row.label}（{pack.slug}）：{row.number}。{row.note}")

    def _print(self, report: actions.Report) -> None:
        for problem in report.problems:
            self.stderr.write(str(problem))
        for row in report.outcomes:
            if row["outcome"] in ("created", "changed"):
                self.stdout.write(f"{WORDS[row['outcome']]}　{row['pack']}（第 {row['version']} 版）")
        counts = "，".join(f"{WORDS[name]} {count} 个" for name, count in report.counts.items())
        self.stdout.write(f"标准包：{counts}。")


def _date_of(pack: Pack) -> str:
    written = pack.texts["effective"]
    return f"施行日期“{written}”不是日期" if written else "没有写施行日期"
