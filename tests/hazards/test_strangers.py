"""Ledgers that tick their hazards, a column for each kind: one hazard per tick, what is not understood is asked."""

import datetime as dt
from contextlib import suppress

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from anlan.files import importing
from anlan.files.sheets.fields import Cell
from anlan.files.sheets.unclean import Unclean
from anlan.hazards.importing import terms, ticks
from anlan.hazards.models import Hazard
from tests.hazards import strangers
from tests.hazards.test_importing import bring_in, lin, upload

pytestmark = pytest.mark.django_db
DAY = dt.date


@pytest.fixture(autouse=True)
def _november(at) -> None:
    at(DAY(2026, 11, 24))


def entered(*fields: str) -> list[tuple]:
    return list(Hazard.objects.order_by("code").values_list("enterprise__name", "description", *fields))


def test_a_school_s_ticks_below_two_topics_and_what_it_writes_besides(world):
    bring_in(world, strangers.schools(), "校园.xlsx")
    assert entered("state", "due_on") == [
        ("桂村乡第一小学", "围墙有裂缝", "closed", DAY(2026, 11, 12)),
        ("桂村乡第一小学", "消防安全：灭火器过期", "closed", DAY(2026, 11, 12)),
        ("桂村乡第一小学", "消防安全：应急灯不亮", "closed", DAY(2026, 11, 12)),
        ("桂村乡周沟幼儿园", "消防安全：疏散通道堵塞", "rectifying", DAY(2026, 11, 18)),
        ("桂村乡周沟幼儿园", "食堂燃气：未装报警器", "rectifying", DAY(2026, 11, 18)),
        ("桂村乡初级中学", "宿舍楼门口上锁", "found", DAY(2026, 11, 30)),
        ("桂村乡初级中学", "化学品柜单人保管", "found", DAY(2026, 11, 30)),
        ("桂村乡初级中学", "消防安全：应急灯不亮", "found", DAY(2026, 11, 30)),
        ("桂村乡初级中学", "食堂燃气：软管超期未换", "found", DAY(2026, 11, 30)),
    ]


def test_a_fire_station_s_ticks_in_six_ways_and_its_terms_in_words(world):
    run = bring_in(world, strangers.fire_station(), "九小.xlsx")
    assert entered("state", "due_on") == [
        ("老王烧烤", "私拉电线", "found", DAY(2026, 11, 18)),
        ("老王烧烤", "液化气瓶存在隐患", "found", DAY(2026, 11, 18)),
        ("老王烧烤", "招牌遮挡窗户", "found", DAY(2026, 11, 18)),
        ("红星网吧", "电动车入户充电", "closed", DAY(2026, 11, 3)),
        ("红星网吧", "灭火器缺失过期：2具过期", "closed", DAY(2026, 11, 3)),
        ("阳光足浴", "违规住人", "rectifying", DAY(2026, 11, 7)),
        ("阳光足浴", "安全出口上锁", "rectifying", DAY(2026, 11, 7)),
    ]
    assert list(run.rows.filter(outcome="refused").values_list("row", "cells", "reasons")) == [
        (9, ["M9"], ["“?”看不出是不是打勾，请写 √ 或空着，情况写进隐患情况"]),
        (10, ["O10"], ["这一格只打了勾，没有写是什么隐患"]),
    ]
    assert list(run.rows.filter(row=8).values_list("outcome", "reasons")) == [("skipped", ["没有隐患"])]


def test_the_same_without_its_merges_is_read_the_same(world):
    run = upload(world, strangers.fire_station_csv(), "九小.csv")
    assert run.counts["created"] == 5
    assert {row.title for row in run.rows.filter(row=5)} == {
        "老王烧烤：私拉电线",
        "老王烧烤：液化气瓶存在隐患",
        "老王烧烤：招牌遮挡窗户",
    }


def test_a_gas_company_s_heads_state_their_fault_or_are_told_as_not_read(world):
    run = upload(world, strangers.gas_company(), "安检.csv")
    columns = {one["head"]: one["field"] for one in run.tables[0]["tables"][0]["columns"]}
    ticked = [head for head, field in columns.items() if field == "ticked"]
    assert ticked == ["胶管老化", "未装报警器", "报警器失效", "灶具无熄火保护", "通风不良"]
    assert {"连接三通", "是否正常"} <= {one["head"] for one in run.tables[0]["tables"][0]["columns"] if one["unread"]}


def test_a_tick_beside_words_is_a_hazard_of_its_own_unless_it_only_names_the_kind(world):
    head = "场所名称,所在村,检查日期,隐患描述,隐患类型,,线路老化\n,,,,消防,用电,"
    rows = "甲店,周沟,2026-11-1,灭火器过期,√,,\n乙店,周沟,2026-11-1,插座烧黑,,,√\n丙店,周沟,2026-11-2,线路老化起皮,,,√"
    run = bring_in(world, f"{head}\n{rows}")
    assert entered() == [("甲店", "灭火器过期"), ("乙店", "插座烧黑"), ("乙店", "线路老化"), ("丙店", "线路老化起皮")]
    assert "打勾的“消防存在隐患”是写明的隐患的类别，没有另外登记" in run.rows.get(row=3).remarks
    assert "打勾的“线路老化”是写明的隐患的类别，没有另外登记" in run.rows.get(row=5).remarks


def test_a_hazard_of_its_own_in_each_of_several_columns(world):
    head = "单位,村,日期,隐患1,隐患2,隐患3,整改情况"
    bring_in(world, f"{head}\n甲店,周沟,2026-11-1,灭火器过期,通道堵塞,,已整改\n乙店,周沟,2026-11-1,无,,,")
    assert entered("state") == [("甲店", "灭火器过期", "closed"), ("甲店", "通道堵塞", "closed")]


def test_a_tick_is_nobody_s_name(world):
    head = "单位,村,日期,隐患描述,整改情况,\n,,,,已整改,未整改"
    bring_in(world, f"{head}\n甲店,周沟,2026-11-1,灭火器过期,√,\n乙店,周沟,2026-11-1,插座烧黑,,√")
    assert entered("state", "responsible_name") == [
        ("甲店", "灭火器过期", "closed", ""),
        ("乙店", "插座烧黑", "found", ""),
    ]


@pytest.mark.parametrize("make", [strangers.schools, strangers.fire_station, strangers.gas_company])
def test_twice_changes_nothing_and_a_run_is_taken_back_whole(world, make):
    first = bring_in(world, make(), "台账.xlsx")
    assert first.counts["created"] >= 5
    again = bring_in(world, make(), "台账.xlsx")
    assert (again.counts["created"], again.counts["changed"]) == (0, 0)
    importing.undo(first, actor=lin(world))
    assert set(Hazard.objects.values_list("state", flat=True)) == {"void"}


def test_what_nobody_reads_is_told_by_column_and_by_cell(world, client):
    client.force_login(world.people["林巡"])
    run = upload(world, strangers.gas_company(), "安检.csv")
    page = client.get(reverse("files:run", args=[run.pk])).content.decode()
    assert "有内容、没有采用的列" in page
    assert "连接三通 <small>1 格</small>" in page
    assert '<span class="cell">I3</span> 连接三通 √' in page


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("三日内", terms.Term(3)),
        ("7个工作日内", terms.Term(7, "workday")),
        ("十五个工作日", terms.Term(15, "workday")),
        ("限7日内整改完毕", terms.Term(7)),
        ("自检查之日起30日内", terms.Term(30)),
        ("收到通知书之日起十五日内完成整改", terms.Term(15)),
        ("３天", terms.Term(3)),
        ("两周内", terms.Term(14)),
        ("半个月内", terms.Term(15)),
        ("一个月内", terms.Term(1, "month")),
        ("48小时内", terms.Term(2)),
        ("立即整改", terms.Term(0)),
        ("当场", terms.Term(0)),
        ("月底前", terms.Term(0, "month_end")),
        ("年底前", terms.Term(0, "year_end")),
        ("15日", None),
        ("3月内", None),
        ("长期", None),
        ("尽快", None),
        ("11月8日前", None),
    ],
)
def test_a_term_counts_from_the_day_of_the_find(words, meant):
    assert terms.term_in(words) == meant


def test_a_term_ends_on_a_day():
    found = DAY(2026, 1, 31)
    ends = [
        terms.Term(n, unit).after(found) for n, unit in [(3, "day"), (1, "month"), (0, "month_end"), (0, "year_end")]
    ]
    assert ends == [DAY(2026, 2, 3), DAY(2026, 2, 28), DAY(2026, 1, 31), DAY(2026, 12, 31)]


def test_a_term_without_a_day_to_count_from_is_said(world):
    run = bring_in(world, "单位名称,所在村,隐患情况,整改期限\n甲店,周沟,灭火器过期,三日内")
    assert "没有写检查日期，整改期限无从起算，没有采用" in run.rows.get().remarks


@pytest.mark.parametrize(
    ("words", "samples", "sure"),
    [
        (["存在隐患（打√）", "1.通道堵塞"], ["√", "×"], True),
        (["存在隐患", "灭火器"], ["√"], True),
        (["存在隐患", "是否配备灭火器"], ["√"], False),
        (["检查内容", "灭火器"], ["√"], False),
        (["是否违规住人"], ["是", "否"], True),
        (["违规住人"], ["×", "×"], False),
        (["是否存在隐患"], ["是", "否"], False),
        (["消防隐患"], ["灭火器过期", "通道堵塞"], False),
        (["无隐患"], ["√"], False),
        (["未整改"], ["√"], False),
        (["隐患数"], ["1", "1"], False),
        (["隐患照片"], ["√"], False),
        (["有无营业执照"], ["有"], False),
        (["一般隐患"], ["√"], False),
        (["隐患2"], ["通道堵塞"], True),
    ],
)
def test_a_column_ticks_hazards_only_where_its_head_leaves_no_doubt(words, samples, sure):
    assert (ticks.by_column(words, samples)[0] > 0) is sure


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some.text(alphabet="三十五日内个工作日立即月底前半√×（）：打0123456789 是否隐患", max_size=30))
def test_no_cell_whatever_breaks_a_reader_of_terms_and_ticks(words):
    terms.term_in(words)
    ticks.by_column(["存在隐患", words], [words])
    with suppress(Unclean):
        ticks.read(words, Cell(head=("存在隐患", words or "其他")))
