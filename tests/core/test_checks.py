"""A wrong configuration is named before it bites, and a right one is left in peace."""

import datetime as dt
import shutil

import pytest
from django.core.checks import run_checks

from anlan.core import checks, clock, journal, vendor

GOOD = {"SECRET_KEY": "Kq8vZ2mX7cN4bR9tY1wE6uI3oP5aS0dF8gH2jK4lZ7xC", "ALLOWED_HOSTS": ["localhost"], "DEBUG": False}
WRONG = [
    ({"SECRET_KEY": "short"}, ["core.E001"]),
    ({"SECRET_KEY": "a" * 60}, ["core.E001"]),
    ({"ANLAN_HOME": "/nowhere/at/all"}, ["core.E002"]),
    ({"ALLOWED_HOSTS": ["anlan.example.gov.cn"], "DEBUG": True}, ["core.E003", "core.W003"]),
    ({"ALLOWED_HOSTS": ["*"]}, ["core.W002", "core.W003"]),
    ({"SESSION_COOKIE_SECURE": True}, ["core.W004"]),
    ({"ALLOWED_HOSTS": ["anlan.example.gov.cn"], "SESSION_COOKIE_SECURE": True}, []),
    ({}, []),
]


@pytest.fixture(autouse=True)
def _home(settings) -> None:
    settings.ANLAN_HOME.mkdir(parents=True)


def found(*, databases: tuple[str, ...] = ()) -> list[str]:
    messages = run_checks(tags=[checks.ANLAN], include_deployment_checks=True, databases=list(databases))
    assert all(message.hint for message in messages)
    return sorted(message.id for message in messages)


@pytest.fixture(autouse=True)
def _right_configuration(settings, tmp_path, monkeypatch):
    for name, value in GOOD.items():
        setattr(settings, name, value)
    monkeypatch.delenv("ANLAN_DATABASE_URL", raising=False)
    monkeypatch.setattr(vendor, "missing", lambda folder: [])


@pytest.mark.parametrize(("values", "expected"), WRONG, ids=lambda value: str(value)[:60])
def test_a_setting_that_will_bite_is_named(settings, values, expected):
    for name, value in values.items():
        setattr(settings, name, value)
    assert found() == expected


def test_a_misspelt_variable_is_named(monkeypatch):
    monkeypatch.setenv("ANLAN_ALOWED_HOSTS", "anlan.example.gov.cn")
    assert found() == ["core.W005"]


def test_missing_web_assets_are_named(monkeypatch):
    monkeypatch.setattr(vendor, "missing", lambda folder: ["htmx.min.js"])
    assert found() == ["core.E004"]


@pytest.mark.parametrize(("day", "expected"), [(dt.date(2019, 1, 2), "core.E005"), (dt.date(2091, 1, 2), "core.W006")])
def test_a_clock_without_sense_or_calendar_is_named(at, day, expected):
    at(day)
    assert found() == [expected]


def test_a_full_disk_is_named(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10**12, 10**12, 10**6))
    assert found() == ["core.W001"]


@pytest.mark.django_db
def test_the_test_databases_themselves_are_fit(world):
    assert found(databases=("default",)) == []


@pytest.mark.django_db
def test_a_clock_that_went_back_is_named(world, at):
    journal.advance()
    journal.seal()
    at(clock.now() - dt.timedelta(days=3))
    assert found(databases=("default",)) == ["core.E009"]
