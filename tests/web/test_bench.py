"""G8: The bench measures a populated instance in the shape other tools read, and judges each figure by its worst."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from PIL import Image

from anlan.core.verify import verify
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.web.bench import queueing
from anlan.web.bench.figures import names
from anlan.web.bench.timing import Limit
from anlan.web.management.commands.bench import SCRATCH
from tests.snapshot import Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]
HAZARDS = 40
KEYS = {"name", "database", "hazards", "p50_ms", "p95_ms", "queries", "limit_p50_ms", "ratio", "rss_mb"}


@pytest.fixture
def scratch(monkeypatch):
    """The bench believes it stands in its scratch instance already."""
    monkeypatch.setenv(SCRATCH, "here")


@pytest.fixture(scope="module")
def _populated(django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[Snapshot[None], Path]:
    def build() -> None:
        call_command("bench", "match", hazards=HAZARDS, rows=0, stdout=io.StringIO(), stderr=io.StringIO())

    folder = tmp_path_factory.mktemp("bench")
    kept = override_settings(MEDIA_ROOT=folder / "files", ANLAN_HOME=folder)
    with pytest.MonkeyPatch.context() as patch, kept, django_db_blocker.unblock():
        patch.setenv(SCRATCH, "here")
        return Snapshot("populated", build), folder


@pytest.fixture
def populated(_populated, scratch, db, settings) -> None:
    """An instance that a bench before this one has populated."""
    snapshot, settings.ANLAN_HOME = _populated
    settings.MEDIA_ROOT = settings.ANLAN_HOME / "files"
    snapshot.put_back()


def told(capsys, name: str, **options) -> dict:
    """The one figure of this name."""
    call_command("bench", name, hazards=HAZARDS, rows=60, **options)
    (one,) = json.loads(capsys.readouterr().out)
    return one


def test_a_populated_township_is_measured_and_its_journal_holds(populated, capsys):
    one = told(capsys, "step.record")
    assert set(one) >= KEYS
    assert Hazard.objects.count() >= 40
    assert one["p50_ms"] <= one["p95_ms"]
    assert told(capsys, "verify")["hazards"] >= 40
    assert verify().broken == []


def test_an_import_is_written_whole_and_leaves_the_township_as_it_was(populated, capsys):
    one = told(capsys, "import.enterprises")
    assert one["note"] == "60 rows previewed and written"
    assert not Enterprise.objects.filter(name__startswith="测量用").exists()


def test_an_instance_that_somebody_works_with_is_refused(scratch, world):
    with pytest.raises(CommandError, match="已有真实账号"):
        call_command("bench", "verify", hazards=HAZARDS)


def test_the_worst_of_median_tail_and_memory_is_the_ratio():
    limit = Limit(75, 150, 400)
    assert limit.ratio(75, 75, 100) == 1.0
    assert limit.ratio(30, 300, 100) == 2.0
    assert limit.ratio(30, 60, 600) == 1.5
    assert limit.on(2) == Limit(150, 300, 400)


def test_the_photos_of_a_days_outbox_are_different_files_of_one_picture():
    photo = queueing._photo()
    one, other = queueing._another(photo, "1"), queueing._another(photo, "2")
    assert one != other
    assert Image.open(io.BytesIO(one)).tobytes() == Image.open(io.BytesIO(photo)).tobytes()
    assert 100_000 < len(one) < 1_000_000


def test_a_name_takes_all_figures_that_begin_so():
    assert {"ledger.open", "ledger.search"} <= set(names("ledger"))
    assert names("verify") == ["verify"]
