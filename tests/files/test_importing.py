"""An import from upload to undo: every row has an outcome, twice is once, and a run can be taken back whole."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from anlan.core.errors import NotNow, NotYours
from anlan.files import importing
from anlan.files.models import ImportRun
from anlan.org.models import Office
from tests.files.toy import outcomes, read

LEDGERS = Path(__file__).parent.parent / "data" / "ledgers"
MESSY = (LEDGERS / "messy.xlsx").read_bytes()
NOVEMBER = dt.date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(world, at) -> ImportRun:
    at(NOVEMBER)
    return read(MESSY, "messy.xlsx", world.people["林巡"])


def test_the_preview_gives_every_row_an_outcome_and_writes_nothing(run):
    before = Office.objects.count()
    assert run.state == ImportRun.State.PREVIEWED, run.problem
    assert outcomes(run) == [
        (1, "skipped", ["标题或说明文字"]),
        (2, "skipped", ["标题或说明文字"]),
        (5, "created", []),
        (6, "created", []),
        (7, "created", []),
        (8, "created", []),
        (9, "created", []),
        (10, "created", []),
        (12, "skipped", ["合计行"]),
        (13, "skipped", ["签字或填报栏"]),
    ]
    assert run.counts == {"created": 6, "changed": 0, "same": 0, "skipped": 4, "refused": 0}
    assert Office.objects.count() == before


def test_the_preview_says_which_column_was_taken_for_what(run):
    [first, second] = run.tables
    assert second["empty"]
    [table] = first["tables"]
    assert table["head_rows"] == [3, 4]
    assert [(c["letters"], c["head"], c["label"]) for c in table["columns"]] == [
        ("A", "序号", ""),
        ("B", "基本信息/单位名称", "单位名称"),
        ("C", "基本信息/所在村（社区）", "所在村"),
        ("D", "基本信息/负责人", "负责人"),
        ("E", "基本信息/联系电话", "联系电话"),
        ("F", "检查情况/检查时间", "检查时间"),
        ("G", "检查情况/隐患 情况", "隐患情况"),
        ("H", "检查情况/是否整改", ""),
        ("I", "备 注", ""),
    ]
    assert (table["year"], table["year_from"]) == (2026, "标题")


def test_what_was_added_or_left_out_is_said_beside_the_row(run):
    remarks = {row.row: row.remarks for row in run.rows.all() if row.remarks}
    assert remarks == {
        8: ["“11月8日”没有写年份，按标题算作 2026 年"],
        10: ["E10 电话位数不对：1383747118，这一格没有采用"],
    }


def test_committing_writes_what_the_preview_showed(run, world):
    importing.commit(run, actor=world.people["林巡"])
    run.refresh_from_db()
    assert run.state == ImportRun.State.COMMITTED
    assert set(Office.objects.filter(name__in=["鑫达面粉厂", "恒通板材厂"]).values_list("name", "region__name")) == {
        ("鑫达面粉厂", "王门村委会"),
        ("恒通板材厂", "周沟村委会"),
    }


def test_the_same_file_again_changes_nothing(run, world):
    importing.commit(run, actor=world.people["林巡"])
    events = sum(office.event_count for office in Office.objects.all())
    again = read(MESSY, "messy.xlsx", world.people["林巡"])
    importing.commit(again, actor=world.people["林巡"])
    again.refresh_from_db()
    assert again.counts == {"created": 0, "changed": 0, "same": 6, "skipped": 4, "refused": 0}
    assert sum(office.event_count for office in Office.objects.all()) == events


def test_a_run_is_taken_back_whole(run, world):
    before = Office.objects.filter(ended_on=None).count()
    importing.commit(run, actor=world.people["林巡"])
    importing.undo(run, actor=world.people["林巡"])
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDONE
    assert Office.objects.filter(ended_on=None).count() == before


def test_a_run_on_which_something_was_built_is_not_taken_back_at_all(run, world):
    importing.commit(run, actor=world.people["林巡"])
    world.people["何客"].office = Office.objects.get(name="宏源饭店")
    world.people["何客"].save()
    with pytest.raises(NotNow, match="“宏源饭店”已经有人员"):
        importing.undo(run, actor=world.people["林巡"])
    assert Office.objects.filter(name="永兴加油站", ended_on=None).exists()


def test_committing_twice_writes_once(run, world):
    importing.commit(run, actor=world.people["林巡"])
    with pytest.raises(NotNow):
        importing.commit(run, actor=world.people["林巡"])
    assert Office.objects.filter(name="永兴加油站").count() == 1


def test_who_may_not_import_cannot(world):
    with pytest.raises(NotYours):
        read(MESSY, "messy.xlsx", world.people["何客"])


def test_the_report_has_the_shape_other_programs_rely_on(run):
    found = importing.report(run)
    assert found["counts"] == {"created": 6, "changed": 0, "same": 0, "skipped": 4, "refused": 0}
    assert found["rows"][8] == {
        "sheet": "2026年台账 ",
        "row": 12,
        "outcome": "skipped",
        "code": None,
        "reasons": ["合计行"],
        "cells": [""],
        "title": "合计 6 6处",
        "remarks": [],
    }


def refused_run(world) -> ImportRun:
    rows = [
        "单位名称,所在村,负责人,检查时间",
        "甲厂,桂北村,张三,2026-11-1",
        "乙厂,周沟,李四,2026-13-45",
        "丙厂,周沟,不收,2026.11.2",
    ]
    content = "\n".join(rows)
    return read(content.encode("gbk"), "厂.csv", world.people["林巡"])


def test_a_refused_row_names_the_cell_and_the_reason(world, at):
    at(NOVEMBER)
    run = refused_run(world)
    assert [(row.cells, row.reasons) for row in run.rows.filter(outcome="refused")] == [
        (["B2"], ["没有这个村：桂北村，相近的有：桂西居委会、桂东居委会"]),
        (["D3"], ["日期无法识别：2026-13-45"]),
    ]


def test_what_the_rooms_action_refuses_is_refused_while_the_rest_goes_in(world, at):
    at(NOVEMBER)
    run = refused_run(world)
    importing.commit(run, actor=world.people["林巡"])
    run.refresh_from_db()
    assert run.counts == {"created": 0, "changed": 0, "same": 0, "skipped": 0, "refused": 3}
    assert run.rows.get(row=4).reasons == ["这个负责人不收"]


def test_the_refused_come_back_as_a_marked_workbook_that_can_be_uploaded_again(world, at):
    at(NOVEMBER)
    run = refused_run(world)
    out = BytesIO()
    assert importing.marked_workbook(run, out) == 2
    sheet = load_workbook(BytesIO(out.getvalue())).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["单位名称", "所在村", "负责人", "检查时间", "原因"],
        ["甲厂", "桂北村", "张三", "2026-11-1", "B 列：没有这个村：桂北村，相近的有：桂西居委会、桂东居委会"],
        ["乙厂", "周沟", "李四", "2026-13-45", "D 列：日期无法识别：2026-13-45"],
    ]
    assert [sheet["B2"].fill.fgColor.rgb, sheet["A2"].fill.fgColor.rgb] == ["00FCE4E1", "00000000"]
    again = read(out.getvalue(), "改好.xlsx", world.people["林巡"])
    assert again.counts["refused"] == 2
