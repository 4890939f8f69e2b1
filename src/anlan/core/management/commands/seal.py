"""`anlan seal`: place what waits and seal the day now, for those who print a seal before the worker's midnight."""

from typing import Any

from django.core.management.base import BaseCommand

from anlan.core import journal


class Command(BaseCommand):
    """Seal everything that happened since the last seal."""

    help = "Seal every event since the last seal and print the seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Place waiting events, then seal."""
        while journal.place():
            pass
        seal = journal.seal()
        if seal is None:
            self.stdout.write("自上次封存以来没有新的事件。")
        else:
            count = seal.last_position - seal.first_position + 1
            self.stdout.write(f"已封存 {count} 条事件，封存号 {seal.number}，摘要 {seal.digest}")
