"""Importing in the browser: upload, correct a column, confirm, fetch the refused, take back; and who may not."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.core.ids import uuid7
from anlan.files import importing
from anlan.files.importing import running
from anlan.files.models import ImportRun
from anlan.org.models import Office
from tests.files.test_importing import MESSY, NOVEMBER
from tests.files.toy import PlaceImporter

pytestmark = pytest.mark.django_db
ODD_ROWS = ["1,甲店,周沟,张三,2026-11-1", "2,乙店,王门村,李四,2026-11-2", "3,丙店,火星村,王五,2026-11-3"]
ODD = "\n".join(["序号,店名,坐落,谁管,什么时候", *ODD_ROWS])


@pytest.fixture(autouse=True)
def _importer(world, at):
    at(NOVEMBER)
    importing.register(PlaceImporter())


@pytest.fixture
def lin(client, world):
    client.force_login(world.people["林巡"])
    return client


def upload(client, content: bytes = MESSY, name: str = "messy.xlsx", client_id=None):
    fields = {"file": SimpleUploadedFile(name, content), "client_id": client_id or uuid7()}
    return client.post(reverse("files:imports", args=["places"]), fields)


def uploaded(client, content: bytes = MESSY, name: str = "messy.xlsx") -> ImportRun:
    answer = upload(client, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.get(pk=answer.url.split("/")[-2])


def page(client, run: ImportRun, name: str = "run", **query: str) -> str:
    answer = client.get(reverse(f"files:{name}", args=[run.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def act(client, run: ImportRun, name: str, **fields: object):
    return client.post(reverse(f"files:{name}", args=[run.pk]), {"client_id": uuid7(), **fields})


def test_a_ledger_goes_from_upload_over_preview_to_records_and_back(lin):
    run = uploaded(lin)
    preview = page(lin, run)
    for words in (
        "确认导入 6 条",
        "表头在第 3–4 行",
        "年份 2026（据标题）",
        "福祥烟花店",
        "合计行",
        "没有写年份，按标题算作 2026 年",
    ):
        assert words in preview
    assert "鑫达面粉厂" not in page(lin, run, outcome="skipped")
    assert act(lin, run, "commit").status_code == 302
    assert "已导入" in page(lin, run)
    assert Office.objects.filter(name="鑫达面粉厂", ended_on=None).exists()
    assert "撤销这次导入" in page(lin, run, "undo")
    assert act(lin, run, "undo").status_code == 302
    assert "整体撤销" in page(lin, run)
    assert not Office.objects.filter(name="鑫达面粉厂", ended_on=None).exists()


def test_columns_that_were_not_recognised_can_be_named_by_hand(lin):
    run = uploaded(lin, ODD.encode("gbk"), "小店.csv")
    assert "没有认出表头" in page(lin, run)
    act(lin, run, "choose", **{"sheet-0-shown": "1", "sheet-0-head": "1"})
    columns = {
        "sheet-0-column-B": "name",
        "sheet-0-column-C": "village",
        "sheet-0-column-D": "person",
        "sheet-0-column-E": "",
    }
    act(lin, run, "choose", **{"sheet-0-shown": "1", "sheet-0-head": "1"}, **columns)
    run.refresh_from_db()
    assert run.counts == {"created": 2, "changed": 0, "same": 0, "skipped": 0, "refused": 1}
    assert "人工指定" in page(lin, run)
    assert "没有这个村：火星村" in page(lin, run, outcome="refused")
    act(lin, run, "commit")
    again = uploaded(lin, ODD.replace("甲店", "丁店").encode("gbk"), "下月.csv")
    assert again.counts == {"created": 1, "changed": 0, "same": 1, "skipped": 0, "refused": 1}, "known from now on"


def test_a_sheet_can_be_left_out_and_taken_in_again(lin):
    run = uploaded(lin)
    act(lin, run, "choose", **{"sheet-0-shown": "1", "sheet-0-out": "on", "sheet-1-shown": "1"})
    run.refresh_from_db()
    assert sum(run.counts.values()) == 0
    act(lin, run, "choose", **{"sheet-0-shown": "1", "sheet-0-head": "", "sheet-1-shown": "1"})
    run.refresh_from_db()
    assert run.counts["created"] == 6


@pytest.mark.parametrize(
    "fields", [{"sheet-0-head": "abc"}, {"sheet-0-head": "999"}, {"sheet-0-column-B": "no-such-field"}]
)
def test_a_nonsensical_correction_is_refused_with_a_sentence(lin, fields):
    run = uploaded(lin)
    assert act(lin, run, "choose", **{"sheet-0-shown": "1", **fields}).status_code == 422


def test_the_refused_are_downloaded_in_the_ledgers_own_layout(lin):
    run = uploaded(lin, ODD.replace("店名", "单位名称").replace("坐落", "所在村").encode(), "小店.csv")
    answer = lin.get(reverse("files:refused", args=[run.pk]))
    assert "%E9%80%80%E5%9B%9E.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert [cell.value for cell in sheet[2]][1:3] == ["丙店", "火星村"]


def test_the_original_comes_back_byte_for_byte(lin):
    answer = lin.get(reverse("files:original", args=[uploaded(lin).pk]))
    assert b"".join(answer.streaming_content) == MESSY


def test_the_same_form_sent_twice_is_one_upload_and_one_commit(lin):
    client_id = uuid7()
    first, second = upload(lin, client_id=client_id), upload(lin, client_id=client_id)
    assert (first.url, ImportRun.objects.count()) == (second.url, 1)
    run, client_id = ImportRun.objects.get(), uuid7()
    for _ in range(2):
        assert act(lin, run, "commit", client_id=client_id).status_code == 302
    assert Office.objects.filter(name="永兴加油站").count() == 1


def test_nothing_chosen_is_said_at_the_field(lin):
    answer = lin.post(reverse("files:imports", args=["places"]), {})
    assert answer.status_code == 422
    assert "请选择台账文件。" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04broken", "已损坏或不完整"), (b"<html><table>", "其实是网页"), (b"%PDF-1.7", "这不是表格文件")],
)
def test_a_file_that_is_no_ledger_says_so_on_its_page(lin, content, words):
    run = uploaded(lin, content, "台账.xlsx")
    assert words in page(lin, run)


def test_a_large_run_goes_on_in_the_background_and_shows_how_far_it_is(
    lin, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(running, "AT_ONCE_ROWS", 1)
    run = uploaded(lin)
    with django_capture_on_commit_callbacks() as work:
        act(lin, run, "commit")
    assert "已完成 0 行，共 10 行" in page(lin, run)
    assert "已完成 0 行" in page(lin, run, "progress")
    for job in work:
        job()
    assert lin.get(reverse("files:progress", args=[run.pk]))["HX-Refresh"] == "true"
    assert "已导入" in page(lin, run)


def test_only_who_may_import_sees_runs_and_only_those_of_the_own_office(lin, client, world):
    run = uploaded(lin)
    places = [reverse(f"files:{name}", args=[run.pk]) for name in ("run", "progress", "undo", "refused", "original")]
    for person, status in [("周同", 200), ("何客", 404), ("王镇", 404), ("郑邻", 404), ("系统员", 404)]:
        client.force_login(world.people[person])
        assert {client.get(place).status_code for place in places} == {status}, person
    assert client.get(reverse("files:imports", args=["places"])).status_code == 403


def test_the_preview_makes_as_many_queries_for_3_rows_as_for_50(lin):
    head, line = "单位名称,所在村,负责人\n", "厂{},周沟,张三\n"
    counts = []
    for rows in (3, 50):
        run = uploaded(lin, (head + "".join(line.format(i) for i in range(rows))).encode(), f"{rows}.csv")
        with CaptureQueriesContext(connection) as queries:
            page(lin, run)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_of_runs_names_file_person_and_outcome(lin, django_assert_num_queries):
    run = uploaded(lin)
    act(lin, run, "commit")
    text = lin.get(reverse("files:imports", args=["places"])).content.decode()
    assert all(words in text for words in ("messy.xlsx", "林巡", "11月24日", "已导入", "导入场所台账"))
    assert run.at.astimezone(dt.UTC) == dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC)
