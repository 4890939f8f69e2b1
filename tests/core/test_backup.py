"""G4: A backup taken while the instance runs brings back everything, and never over something."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from anlan.core import backup, events, journal
from anlan.core.models import Position, Seal
from anlan.core.verify import verify
from anlan.org.models import Office, User
from tests.world import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def office(settings) -> Office:
    office = build().offices["应急办"]
    journal.advance()
    journal.seal()
    photo = Path(settings.ANLAN_HOME) / "files" / "ab" / "abcd"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"evidence")
    (Path(settings.ANLAN_HOME) / "data.key").write_text("key")
    (Path(settings.ANLAN_HOME) / "worker.pulse").touch()
    return office


def all_is_lost(settings, tmp_path: Path) -> None:
    call_command("flush", interactive=False, verbosity=0)
    settings.ANLAN_HOME = tmp_path / "new-home"
    settings.ANLAN_HOME.mkdir()


def test_what_was_backed_up_comes_back_whole_and_goes_on(office, settings, tmp_path_factory, tmp_path):
    folder = tmp_path_factory.mktemp("backup")
    label = backup.take(folder)
    before = (User.objects.count(), Position.objects.count(), Seal.objects.get().digest)
    all_is_lost(settings, tmp_path)
    assert backup.put_back(folder) == label

    assert (User.objects.count(), Position.objects.count(), Seal.objects.get().digest) == before
    assert verify().broken == []
    assert (settings.ANLAN_HOME / "files/ab/abcd").read_bytes() == b"evidence"
    assert sorted(path.name for path in settings.ANLAN_HOME.rglob("*") if path.is_file()) == ["abcd", "data.key"]
    events.append(Office.objects.get(pk=office.pk), "org.rename", actor=None, changes={"short_name": "应"})
    journal.advance()
    assert Position.objects.filter(position=None).count() == 0


def test_a_second_backup_into_the_same_folder_copies_only_what_is_new(office, settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup")
    backup.take(folder)
    kept = folder / "home/files/ab/abcd"
    written_at = kept.stat().st_ctime_ns
    (Path(settings.ANLAN_HOME) / "files/ab/ffff").write_bytes(b"more")
    assert backup.take(folder)["files"] == 3
    assert kept.stat().st_ctime_ns == written_at
    assert (folder / "home/files/ab/ffff").read_bytes() == b"more"


def test_a_restore_never_writes_over_data(office, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup")
    backup.take(folder)
    with pytest.raises(backup.CannotRestore, match="这里已有数据"):
        backup.put_back(folder)


def test_a_backup_that_does_not_fit_is_refused_with_the_way_out(office, settings, tmp_path_factory, tmp_path):
    folder = tmp_path_factory.mktemp("backup")
    with pytest.raises(backup.CannotRestore, match="没有完整的备份"):
        backup.put_back(folder)
    label = backup.take(folder)
    all_is_lost(settings, tmp_path)
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    (folder / backup.LABEL).write_text(json.dumps({**label, "database": other}))
    with pytest.raises(backup.CannotRestore, match="同一种数据库"):
        backup.put_back(folder)


def test_a_backup_inside_the_data_folder_is_refused(office, settings):
    with pytest.raises(backup.CannotRestore, match="不能放在数据目录里面"):
        backup.take(Path(settings.ANLAN_HOME) / "backup")
