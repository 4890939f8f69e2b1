"""`anlan demo`: the notice's own township at work; prints the logins; safe to run again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

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
        done = "已载入" if self._load() else "已在库中"
        people, hazards = User.objects.count(), Hazard.objects.count()
        self.stdout.write(f"演示乡镇{done}：账号 {people} 个，隐患 {hazards} 条（企业和人员均为编造）。")
        self.stdout.write(f"登录密码都是 {logins.PASSWORD}：")
        for login, who, what in logins.LOGINS:
            self.stdout.write(f"  {login:<14}{who}　{what}")

    def _load(self) -> bool:
        if not logins.are_there():
            self.stdout.write("正在载入演示乡镇，一两分钟。请不要关掉，也不要再启动一个……")
            self.stdout.flush()
        try:
            return load()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            raise CommandError(BUSY) from error


BUSY = "数据库正被另一个安澜占用：可能上一次启动还在载入演示乡镇。请等它打印出地址，或先停掉它，再启动。"


def load() -> bool:
    """Load the demo unless it is there; returns whether it had to."""
    if logins.are_there():
        return False
    from anlan.web.demo import world  # reads half the product, for which a second start should not wait

    world.build()
    return True
