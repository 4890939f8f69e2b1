"""What all tests share: the small township with its cast, a folder of their own, and a clock that can be moved."""

import datetime as dt
import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as instance
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings

from anlan.core import clock, textindex
from anlan.enforcement.templating import actions as templating
from anlan.standards import actions as standards
from anlan.standards.models import Industry
from anlan.web.management.commands import demo
from tests.snapshot import Snapshot
from tests.world import FOUNDED, World, build

HOMES, NUMBERS = Path(instance.ANLAN_HOME) / "homes", count(1)
THROUGH_PAGES = {"client", "door", "Client", "Browser"}
"""What a test that goes through pages is given, or its module imports."""


def pytest_unconfigure() -> None:
    home = Path(instance.ANLAN_HOME)
    if home.name.startswith("anlan-tests-"):
        shutil.rmtree(home, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest tests first: at the end of a run one of them would leave every other worker idle.

    Before them those of the demo township, so that one worker has them all and the others need not load it.

    On PostgreSQL, which comes second, only what may differ there: the rest would be the same run again.
    """
    for item in items:
        if THROUGH_PAGES & {*getattr(item, "fixturenames", ()), *vars(item.module)}:
            item.add_marker("page")
    items.sort(key=lambda item: (not is_given(item, "_demo"), item.get_closest_marker("slow") is None))
    if instance.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        config.hook.pytest_deselected(items=[item for item in items if not may_differ(item)])
        items[:] = [item for item in items if may_differ(item)]


def pytest_collection_finish() -> None:
    """What is there before the first test stays: it is no garbage, and not looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def may_differ(item: pytest.Item) -> bool:
    """Whether the other database may answer otherwise: it is used, and not only to fill a page that is looked at."""
    return uses_database(item) and item.get_closest_marker("once") is None


def uses_database(item: pytest.Item) -> bool:
    """Whether a test says so, or something it is given does."""
    given = is_given(item, "db", "transactional_db", "django_db_setup")
    return given or item.get_closest_marker("django_db") is not None


def is_given(item: pytest.Item, *names: str) -> bool:
    """Whether one of these fixtures serves a test, by whatever way."""
    return not set(names).isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """On PostgreSQL the tables come by the migrations, on SQLite straight from the models, which is quicker.

    `make lint` holds migrations and models the same.
    """
    return connection.vendor == "postgresql"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_use_migrations: bool, django_db_blocker) -> None:
    """What no model says, a migration would have made."""
    if not django_db_use_migrations:
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            textindex.create(apps, editor)


@pytest.fixture(autouse=True)
def _own_folder(settings) -> None:
    """What a test keeps is its own, in files and in the cache; its folder is there once something is kept in it."""
    settings.ANLAN_HOME = HOMES / str(next(NUMBERS))
    settings.MEDIA_ROOT = settings.ANLAN_HOME / "files"
    cache.clear()


@pytest.fixture(scope="session")
def _founded(django_db_setup, django_db_blocker) -> Snapshot[World]:
    with django_db_blocker.unblock(), clock.moved_to(FOUNDED):
        return Snapshot("world", build)


@pytest.fixture(scope="session")
def _shipped(django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[Snapshot[int], Path]:
    """The templates of papers and the folder of their files: here, so that there is one, whoever asks for it."""
    folder = tmp_path_factory.mktemp("templates")
    with override_settings(MEDIA_ROOT=folder), django_db_blocker.unblock():
        return Snapshot("shipped", templating.register_shipped, first_number=1_000_000), folder


@pytest.fixture(scope="session")
def _industries(django_db_setup, django_db_blocker) -> Snapshot[int]:
    with django_db_blocker.unblock(), clock.moved_to(FOUNDED):
        return Snapshot("industries", standards.load_industries, first_number=3_000_000)


@pytest.fixture
def industries(_industries, db) -> None:
    """The shipped industries, unless the module has them with their packs."""
    if not Industry.objects.exists():
        _industries.put_back()


@pytest.fixture(scope="session")
def _law(django_db_setup, django_db_blocker) -> Snapshot[Any]:
    """Industries and packs that come with the product, and what loading them told."""
    with django_db_blocker.unblock():
        return Snapshot("law", standards.load_shipped, first_number=2_000_000)


@pytest.fixture(scope="module")
def shipped(_law, _industries, _founded, django_db_blocker) -> Iterator[Any]:
    """The same for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _law.put_back()
        transaction.set_rollback(True)


@pytest.fixture
def law(_law, db) -> Any:
    """The same for one test."""
    return _law.put_back()


@pytest.fixture(scope="session")
def _demo(django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[Snapshot[bool], Path]:
    """The demo township, which takes fifteen seconds to load, and its folder."""
    folder = tmp_path_factory.mktemp("demo")
    with override_settings(MEDIA_ROOT=folder / "files", ANLAN_HOME=folder), django_db_blocker.unblock():
        return Snapshot("demo", demo.load), folder


@pytest.fixture
def demo_township(_demo, db, settings) -> bool:
    """The demo township loaded and in its folder; whether loading it found that it had to."""
    snapshot, settings.ANLAN_HOME = _demo
    settings.MEDIA_ROOT = settings.ANLAN_HOME / "files"
    return snapshot.put_back()


@pytest.fixture
def world(_founded, db) -> World:
    """桂村乡, its offices and the cast."""
    return _founded.put_back()


@pytest.fixture
def at() -> Iterator[Callable[[dt.date | dt.datetime], dt.datetime]]:
    """Move the clock, as often as a story needs: `at(dt.date(2026, 3, 2))` is nine o'clock of that day."""
    with ExitStack() as moves:
        yield lambda instant: moves.enter_context(clock.moved_to(instant))
