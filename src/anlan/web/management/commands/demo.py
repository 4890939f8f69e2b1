"""`anlan demo`: the notice's own township at work; prints the logins; safe to run again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from anlan.core import db
from anlan.hazards.models import Hazard
from anlan.org.models import User
from anlan.web.demo import logins


class Command(BaseCommand):
    """Load the demo township."""

    help = "Load the demo township with made-up enterprises and people, dated from today, and print the logins."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing, on an empty folder too, then print how to get in."""
        if db.is_behind():
            call_command("migrate", interactive=False, verbosity=0)
        done = "已载入" if load() else "已在库中"
        people, hazards = User.objects.count(), Hazard.objects.count()
        self.stdout.write(f"演示乡镇{done}：账号 {people} 个，隐患 {hazards} 条（企业和人员均为编造）。")
        self.stdout.write(f"登录密码都是 {logins.PASSWORD}：")
        for login, who, what in logins.LOGINS:
            self.stdout.write(f"  {login:<14}{who}　{what}")


def load() -> bool:
    """Load the demo unless it is there; returns whether it had to."""
    if logins.are_there():
        return False
    from anlan.web.demo import world  # reads half the product, for which a second start should not wait

    world.build()
    return True
