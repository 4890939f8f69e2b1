"""The worker's round: it hands on events, closes each day once, and survives what fails."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from anlan.core import clock, hooks, worker
from anlan.core.models import Position, Seal

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 3, 2)
TUESDAY = dt.date(2026, 3, 3)


@pytest.fixture
def days_worked(monkeypatch) -> list[dt.date]:
    days: list[dt.date] = []
    daily = hooks.Functions()
    daily.register("test", days.append)
    monkeypatch.setattr(hooks, "daily", daily)
    return days


def test_the_work_of_a_day_is_done_once_a_day(days_worked, at):
    at(MONDAY)
    worker.close_days()
    worker.close_days()
    at(TUESDAY)
    worker.close_days()
    assert days_worked == [MONDAY, TUESDAY]


def test_work_that_failed_is_tried_again_in_the_next_round(at):
    tries = []

    def fails_at_first(day: dt.date) -> None:
        tries.append(day)
        if len(tries) == 1:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        worker.once_a_day("test", MONDAY, fails_at_first)
    assert [worker.once_a_day("test", MONDAY, fails_at_first) for _ in range(2)] == [True, False]
    assert tries == [MONDAY, MONDAY]


def test_a_round_places_every_event_and_seals_the_day_it_begins(world, at, days_worked):
    at(TUESDAY)
    worker.beat()
    assert Position.objects.filter(position=None).count() == 0
    assert list(Seal.objects.values_list("sealed_on", "last_position")) == [(TUESDAY, Position.objects.count())]


def test_a_failing_round_leaves_a_sign_of_life_all_the_same(monkeypatch, caplog):
    daily = hooks.Functions()
    daily.register("test", lambda day: 1 / 0)
    monkeypatch.setattr(hooks, "daily", daily)
    worker.beat()
    assert "the worker's round failed" in caplog.text
    assert worker.is_alive()


def test_the_work_of_a_minute_is_done_once_a_minute_whatever_else_fails(monkeypatch, at):
    minutes = []
    daily, minutely = hooks.Functions(), hooks.Functions()
    daily.register("test", lambda day: 1 / 0)
    minutely.register("test", lambda: minutes.append(clock.now().minute))
    monkeypatch.setattr(hooks, "daily", daily)
    monkeypatch.setattr(hooks, "minutely", minutely)
    for minute, second in ((5, 0), (5, 1), (5, 59), (6, 0)):
        at(clock.local(MONDAY, 9, minute) + dt.timedelta(seconds=second))
        worker.beat()
    assert minutes == [5, 6]


def test_health_names_the_missing_worker_and_the_silent_server():
    with pytest.raises(CommandError, match="no sign of life in .*worker.pulse"):
        call_command("health", worker=True)
    worker.beat()
    call_command("health", worker=True)
    with pytest.raises(CommandError, match="127.0.0.1:1 does not answer"):
        call_command("health", port=1)


def test_the_health_page_needs_no_login(client):
    assert client.get("/healthz").content == b"ok"
