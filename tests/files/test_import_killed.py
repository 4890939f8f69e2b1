"""An import that is killed, doubled or contradicted at any moment: every record is there once, and nothing is lost."""

import pytest

from anlan.core.errors import Stale
from anlan.files import importing
from anlan.files.importing import lines, running
from anlan.files.models import ImportRun
from anlan.org.models import Office, Region
from tests.files.toy import PlaceImporter, outcomes, read
from tests.world import ZHOUGOU

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COMMITTED, RUNNING = ImportRun.State.COMMITTED, ImportRun.State.RUNNING


class Killed(BaseException):
    """The power goes."""


@pytest.fixture
def run(world, monkeypatch) -> ImportRun:
    monkeypatch.setattr(lines, "CHUNK", 2)
    rows = ["单位名称,所在村,负责人", *(f"厂{i},周沟,张三" for i in range(5)), "厂0,周沟,张三", "厂1,周沟,李四"]
    return read("\n".join(rows).encode(), "厂.csv", world.people["林巡"])


def names() -> list[str]:
    return sorted(Office.objects.filter(name__startswith="厂").values_list("name", flat=True))


def die_at(monkeypatch, name: str) -> None:
    """Let the power go when this place is written."""
    apply = PlaceImporter.apply

    def dying(self, plan, **more):
        if plan.values["name"] == name:
            raise Killed
        return apply(self, plan, **more)

    monkeypatch.setattr(PlaceImporter, "apply", dying)


@pytest.mark.parametrize("name", [f"厂{i}" for i in range(5)])
def test_a_commit_that_was_killed_goes_on_where_it_stopped(run, world, monkeypatch, name):
    with monkeypatch.context() as power:
        die_at(power, name)
        with pytest.raises(Killed):
            importing.commit(run, actor=world.people["林巡"], at_once=True)
    run.refresh_from_db()
    assert (run.state, run.done) == (RUNNING, int(name[1:]) // 2 * 2)
    assert names() == [f"厂{i}" for i in range(run.done)]
    running.finish(run)
    assert (run.state, names()) == (COMMITTED, [f"厂{i}" for i in range(5)])
    assert run.counts == {"created": 5, "changed": 0, "same": 1, "skipped": 0, "refused": 1}


def test_a_finished_commit_can_be_finished_again(run, world):
    importing.commit(run, actor=world.people["林巡"], at_once=True)
    running.finish(run)
    assert names() == [f"厂{i}" for i in range(5)]


def test_two_workers_on_one_run_write_it_once(run, world, monkeypatch):
    with monkeypatch.context() as power:
        die_at(power, "厂2")
        with pytest.raises(Killed):
            importing.commit(run, actor=world.people["林巡"], at_once=True)
    first, second = ImportRun.objects.get(pk=run.pk), ImportRun.objects.get(pk=run.pk)
    running.finish(first)
    with pytest.raises(Stale):
        running.finish(second)
    assert names() == [f"厂{i}" for i in range(5)]


def test_a_record_written_twice_in_the_file_is_written_once_or_refused(run):
    assert outcomes(run)[-2:] == [(7, "same", ["与第 2 行相同"]), (8, "refused", ["与第 3 行是同一条，内容却不同"])]


def test_what_a_colleague_wrote_after_the_preview_is_seen_at_the_commit(run, world):
    other = read("单位名称,所在村,负责人\n厂3,周沟,张三".encode(), "同事.csv", world.people["周同"])
    importing.commit(other, actor=world.people["周同"], at_once=True)
    importing.commit(run, actor=world.people["林巡"], at_once=True)
    run.refresh_from_db()
    assert run.counts == {"created": 4, "changed": 0, "same": 2, "skipped": 0, "refused": 1}


def refuse_to_read(run):
    raise Killed("the workbook was read again")


def test_what_the_preview_cleaned_is_not_cleaned_again(run, world, monkeypatch):
    monkeypatch.setattr(running, "sheets_of", refuse_to_read)
    shown = list(run.rows.values("pk", "raw", "values", "remarks", "reasons")[:5])
    importing.commit(run, actor=world.people["林巡"], at_once=True)
    assert list(run.rows.values("pk", "raw", "values", "remarks", "reasons")[:5]) == shown
    assert [row.applied for row in run.rows.all()] == [True] * 5 + [False] * 2
    assert (names(), run.kept.count()) == ([f"厂{i}" for i in range(5)], 0)


def renamed(run):
    Region.objects.filter(code=ZHOUGOU).update(name="周家沟村委会")


def tampered(run):
    row = run.kept.get(start=2)
    row.content = bytes(row.content[:-1]) + b"?"
    row.save()


@pytest.mark.parametrize("change", [renamed, tampered])
def test_where_what_it_was_cleaned_by_has_changed_the_workbook_is_read_again(run, world, monkeypatch, change):
    change(run)
    with monkeypatch.context() as reading:
        reading.setattr(running, "sheets_of", refuse_to_read)
        with pytest.raises(Killed):
            importing.commit(run, actor=world.people["林巡"], at_once=True)
    run.refresh_from_db()
    running.finish(run)
    made = {"renamed": 0, "tampered": 5}[change.__name__]
    assert (run.counts["created"], len(names())) == (made, made)


def test_a_changed_record_is_restored_by_the_undo(run, world):
    lin = world.people["林巡"]
    importing.commit(run, actor=lin, at_once=True)
    later = read("单位名称,所在村,负责人\n厂1,周沟,李四".encode(), "改.csv", lin)
    assert later.rows.get().changes == {"负责人": ["张三", "李四"]}
    importing.commit(later, actor=lin, at_once=True)
    importing.undo(later, actor=lin)
    assert Office.objects.get(name="厂1").short_name == "张三"


def test_a_large_undo_in_the_background_says_why_it_was_refused(
    run, world, monkeypatch, django_capture_on_commit_callbacks
):
    lin = world.people["林巡"]
    importing.commit(run, actor=lin, at_once=True)
    monkeypatch.setattr(running, "AT_ONCE_ROWS", 1)
    world.people["何客"].office = Office.objects.get(name="厂4")
    world.people["何客"].save()
    with django_capture_on_commit_callbacks(execute=True):
        running.start_undo(run, actor=lin)
        run.refresh_from_db()
        assert run.state == ImportRun.State.UNDOING
    run.refresh_from_db()
    assert (run.state, run.problem) == (COMMITTED, "不能整体撤销：“厂4”已经有人员。请先处理这些，或逐条更正。")
    world.people["何客"].office = None
    world.people["何客"].save()
    with django_capture_on_commit_callbacks(execute=True):
        running.start_undo(run, actor=lin)
    run.refresh_from_db()
    assert (run.state, run.problem) == (ImportRun.State.UNDONE, "")


def test_every_step_of_a_run_is_on_its_chain(run, world):
    importing.commit(run, actor=world.people["林巡"], at_once=True)
    importing.undo(run, actor=world.people["林巡"])
    assert [event.action for event in run.events.all()] == [
        "files.upload",
        "files.start_commit",
        "files.finish_commit",
        "files.undo",
    ]
