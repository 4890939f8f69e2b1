"""`anlan demo` says what it is at, and a second one beside it what to do."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from anlan.web.management.commands import demo

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_who_waits_for_the_demo_is_told_and_who_starts_a_second_is_told_to_wait(monkeypatch):
    def busy() -> bool:
        raise OperationalError("database is locked")

    monkeypatch.setattr(demo, "load", busy)
    out = io.StringIO()
    with pytest.raises(CommandError, match="数据库正被另一个安澜占用"):
        call_command("demo", stdout=out)
    assert "正在载入演示乡镇" in out.getvalue()
