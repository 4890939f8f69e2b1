"""Old ledgers: every row enters in the state it claims, once, and comes back out whole."""

import datetime as dt
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from anlan.core.errors import NotNow
from anlan.core.verify import verify
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise
from anlan.files import importing
from anlan.files.models import ImportRun
from anlan.hazards import actions, lifecycle
from anlan.hazards.models import Hazard
from anlan.org.models import Region, User
from tests.world import ZHOUGOU, World

LEDGERS = Path(__file__).parent.parent / "data" / "ledgers"
MESSY = LEDGERS / "messy.xlsx"
NOVEMBER = dt.date(2026, 11, 24)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _november(at) -> None:
    at(NOVEMBER)


def upload(world: World, content: bytes | str, name: str = "台账.csv") -> ImportRun:
    """Upload and preview as 林巡, as a request would have them."""
    raw = content.encode() if isinstance(content, str) else content
    run = importing.upload("hazards", SimpleUploadedFile(name, raw), actor=lin(world))
    return importing.preview(run, at_once=True)


def bring_in(world: World, content: bytes | str, name: str = "台账.csv") -> ImportRun:
    run = upload(world, content, name)
    assert run.state == ImportRun.State.PREVIEWED, run.problem
    importing.commit(run, actor=lin(world), at_once=True)
    run.refresh_from_db()
    return run


def lin(world: World) -> User:
    return User.objects.get(pk=world.people["林巡"].pk)


def ledger(rows: str, head: str = "单位名称,所在村,检查时间,隐患情况,是否整改") -> str:
    return f"{head}\n{rows}"


def said(run: ImportRun) -> list[tuple]:
    return [(row.row, row.outcome, row.reasons) for row in run.rows.all()]


def test_the_messy_ledger_enters_in_the_states_it_claims(world):
    run = bring_in(world, MESSY.read_bytes(), MESSY.name)
    assert run.counts == {"created": 6, "changed": 0, "same": 0, "skipped": 4, "refused": 0}
    rows = Hazard.objects.order_by("found_at").values_list(
        "code", "enterprise__name", "region__name", "state", "level", "legacy", "found_at__date"
    )
    assert list(rows) == [
        ("桂26-0001", "永兴加油站", "水道杨村委会", "closed", "general", True, dt.date(2026, 11, 3)),
        ("桂26-0002", "福祥烟花店", "王门村委会", "closed", "general", True, dt.date(2026, 11, 5)),
        ("桂26-0003", "鑫达面粉厂", "王门村委会", "closed", "general", True, dt.date(2026, 11, 6)),
        ("桂26-0004", "宏源饭店", "桂东居委会", "found", "", True, dt.date(2026, 11, 8)),
        ("桂26-0005", "顺发养殖场", "大杨村委会", "found", "", True, dt.date(2026, 11, 9)),
        ("桂26-0006", "恒通板材厂", "周沟村委会", "rectifying", "general", True, dt.date(2026, 11, 11)),
    ]
    assert {row.code for row in run.rows.filter(applied=True)} == {f"桂26-{n:04d}" for n in range(1, 7)}
    assert verify().broken == []


def test_places_nobody_knows_are_offered_and_recorded_with_their_people(world):
    run = upload(world, MESSY.read_bytes(), MESSY.name)
    assert [offer["title"] for offer in run.offers] == [
        "永兴加油站（水道杨村委会）",
        "福祥烟花店（王门村委会）",
        "鑫达面粉厂（王门村委会）",
        "宏源饭店（桂东居委会）",
        "顺发养殖场（大杨村委会）",
        "恒通板材厂（周沟村委会）",
    ]
    assert not Enterprise.objects.exists()
    importing.commit(run, actor=lin(world), at_once=True)
    restaurant = Enterprise.objects.get(name="宏源饭店")
    assert [(one.name, one.phones) for one in restaurant.people.all()] == [("王秀英", ["13837471111", "13837472222"])]


def test_a_place_that_was_not_wanted_refuses_its_rows(world):
    run = upload(world, MESSY.read_bytes(), MESSY.name)
    run = importing.choose(run, {"declined": [run.offers[0]["key"]]}, actor=lin(world))
    importing.commit(run, actor=lin(world), at_once=True)
    assert not Enterprise.objects.filter(name="永兴加油站").exists()
    assert Hazard.objects.count() == 5


def test_the_same_ledger_again_changes_nothing(world):
    bring_in(world, MESSY.read_bytes(), MESSY.name)
    before = {hazard.pk: hazard.event_count for hazard in Hazard.objects.all()}
    again = bring_in(world, MESSY.read_bytes(), MESSY.name)
    assert again.counts == {"created": 0, "changed": 0, "same": 6, "skipped": 4, "refused": 0}
    assert {hazard.pk: hazard.event_count for hazard in Hazard.objects.all()} == before
    assert Enterprise.objects.count() == 6


def test_a_run_is_taken_back_whole_and_can_come_again(world):
    run = bring_in(world, MESSY.read_bytes(), MESSY.name)
    importing.undo(run, actor=lin(world))
    assert set(Hazard.objects.values_list("state", flat=True)) == {"void"}
    assert set(Enterprise.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert verify().broken == []
    again = bring_in(world, MESSY.read_bytes(), MESSY.name)
    assert again.counts["created"] == 6


def test_a_run_on_which_somebody_worked_is_not_taken_back(world):
    run = bring_in(world, MESSY.read_bytes(), MESSY.name)
    actions.judge(Hazard.objects.get(enterprise__name="宏源饭店"), actor=lin(world), level="general")
    with pytest.raises(NotNow, match="已经办理过（桂26-0004）"):
        importing.undo(run, actor=lin(world))
    assert not Hazard.objects.filter(state="void").exists()


def test_a_known_place_is_met_by_name_and_village(world):
    place = enterprises.record(name="恒通 板材厂", region=Region.objects.get(code=ZHOUGOU), actor=None)
    run = bring_in(world, ledger("恒通板材厂,周沟,2026-11-1,线路乱接,否"))
    assert (run.offers, Hazard.objects.get().enterprise) == ([], place)


def test_a_ledger_without_villages_means_the_only_place_of_that_name(world):
    enterprises.record(name="恒通板材厂", region=Region.objects.get(code=ZHOUGOU), actor=None)
    run = bring_in(world, "被检查单位,排查日期,存在问题\n恒通板材厂,2026-11-1,线路乱接\n无名厂,2026-11-1,线路乱接\n")
    assert said(run) == [(2, "created", []), (3, "refused", ["表里没有“所在村”一列，地址里也找不到唯一的村名"])]
    assert "按已有档案" in run.rows.first().remarks[0]


def test_a_hazard_somebody_recorded_is_not_recorded_again(world, tell):
    tell.found(description="线路乱接")
    run = bring_in(world, ledger("恒通板材厂,周沟,2026-11-24,线路乱接,整改中"))
    [row] = run.rows.all()
    assert (row.outcome, row.code) == ("same", "桂26-0001")
    assert row.remarks == ["系统里已有这条（桂26-0001），现在是“待判定”；状态请在系统里办理"]


def test_several_hazards_of_one_cell_are_several_hazards(world):
    cells = '"1、灭火器过期；2、通道堵塞；3、未培训","1、已整改 2、整改中 3、否"'
    run = bring_in(world, ledger(f"恒通板材厂,周沟,2026-11-1,{cells}\n宏源饭店,桂东,2026-11-2,软管老化；无报警器,是"))
    assert [(row.row, row.part, row.outcome) for row in run.rows.all()] == [
        (2, 0, "created"), (2, 1, "created"), (2, 2, "created"), (3, 0, "created"), (3, 1, "created"),
    ]  # fmt: skip
    assert set(Hazard.objects.values_list("description", "state")) == {
        ("灭火器过期", "closed"), ("通道堵塞", "rectifying"), ("未培训", "found"),
        ("软管老化", "closed"), ("无报警器", "closed"),
    }  # fmt: skip
    assert Enterprise.objects.count() == 2


CLAIMS = {
    "closed": [
        "是",
        "√",
        "已更换灭火器",
        "当场整改",
        "已全部整改到位",
        "已治理",
        "☑是□否",
        "是☑ 否□",
        "√（11.20）",
        "整改率100%",
        "已闭环",
    ],
    "submitted": ["已整改待验收"],
    "rectifying": [
        "正在整改",
        "部分整改",
        "已下达整改通知书",
        "整治中",
        "未治理到位",
        "已通知整改",
        "已制定整改方案",
        "已停产整改",
        "已基本整改",
        "80%",
    ],
    "found": ["未整改", "尚未整改", "未治理", "□是 ☑否", "未闭环", "×", "", "/"],
}


@pytest.mark.parametrize(("words", "state"), [(words, state) for state, said in CLAIMS.items() for words in said])
def test_how_far_it_is_reads_as_offices_write(world, words, state):
    bring_in(world, ledger(f"恒通板材厂,周沟,2026-11-1,线路乱接,{words}"))
    assert Hazard.objects.get().state == state


def test_what_says_neither_is_refused_with_its_cell(world):
    run = bring_in(world, ledger("恒通板材厂,周沟,2026-11-1,线路乱接,见附件"))
    assert said(run) == [(2, "refused", ["看不出整改到哪一步：见附件"])]
    assert run.rows.get().cells == ["E2"]


def test_an_open_major_enters_as_found_and_claimed_a_closed_one_as_closed(world):
    head = "单位名称,村,检查时间,隐患内容,隐患等级,整改情况,销号时间"
    rows = "甲厂,周沟,2026-3-1,泄爆片封死,重大,整改中,\n甲厂,周沟,2026-3-2,除尘未清,重大隐患,已整改,2026-04-08\n"
    run = bring_in(world, ledger(rows, head))
    fields = ("description", "state", "level", "closed_on", "closed_month")
    assert set(Hazard.objects.values_list(*fields)) == {
        ("泄爆片封死", "found", "major", None, ""),
        ("除尘未清", "closed", "major", dt.date(2026, 4, 8), "2026-04"),
    }
    assert run.rows.first().remarks == ["台账写的是重大隐患，还没有判定条款，登记后请先判定"]


def test_an_old_row_goes_on_by_the_steps_of_all_others(world, tell):
    bring_in(world, ledger("恒通板材厂,周沟,2026-11-1,线路乱接,整改中"))
    hazard = Hazard.objects.get()
    actions.self_accept(hazard, actor=tell.who("陈安"), statement="线路已穿管")
    actions.submit(hazard, actor=tell.who("郅明"), statement="线路已穿管固定")
    actions.accept(hazard, actor=tell.who("吴村"), statement="到场看过，线路规整")
    assert actions.close(hazard, actor=tell.who("吴村")).state == "closed"
    assert [one.name for one in lifecycle.steps_open_to(lin(world), hazard) if one.is_open] == []


@pytest.mark.parametrize("words", ["无", "未发现隐患", "经检查，未发现安全隐患。", "正常"])
def test_a_line_without_a_hazard_is_no_record(world, words):
    run = bring_in(world, ledger(f'恒通板材厂,周沟,2026-11-1,"{words}",\n宏源饭店,桂东,2026-11-2,软管老化,否'))
    assert said(run) == [(2, "skipped", ["没有隐患"]), (3, "created", [])]


@pytest.mark.parametrize(
    ("row", "reason", "cell"),
    [
        ("甲厂,东海,2026-11-1,线路乱接,是", "没有这个村：东海", "B2"),
        ("甲厂,周沟,2026-13-45,线路乱接,是", "日期无法识别：2026-13-45", "C2"),
        ("甲厂,周沟,2099-1-1,线路乱接,是", "2099", "C2"),
        (",周沟,2026-11-1,线路乱接,是", "缺少单位名称", "A2"),
        ("甲厂,周沟,2026-11-1,,是", "缺少隐患情况", "D2"),
        ("甲厂,,2026-11-1,线路乱接,是", "缺少所在村", "B2"),
        ("甲厂,周沟,2026-11-1,12345,是", "隐患“12345”只有数字或符号", "D2"),
        ("甲厂,周沟,2026-11-1,😀😀,是", "隐患“😀😀”只有数字或符号", "D2"),
    ],
)
def test_a_refused_row_names_its_cell_and_reason(world, row, reason, cell):
    run = upload(world, ledger(f"{row}\n宏源饭店,桂东,2026-11-2,软管老化,否"))
    first = run.rows.first()
    assert (first.outcome, first.cells) == ("refused", [cell])
    assert reason in first.reasons[0]


def test_an_end_before_the_beginning_is_refused(world):
    head = "单位名称,村,检查时间,隐患内容,整改情况,整改完成时间"
    run = upload(world, ledger("甲厂,周沟,2026-11-1,线路乱接,已整改,2026-10-1", head))
    assert said(run) == [(2, "refused", ["完成日期 2026-10-01 早于检查日期 2026-11-01"])]


def test_other_offices_ledgers_are_read_by_their_own_heads(world):
    head = "序号,受检单位,属地,发现时间,隐患部位,问题描述,风险等级,整改措施,整改责任人,整改时限,治理情况,"
    head += "验收时间,检查人员,检查类型"
    row = "1,甲化工店,周沟村,2026.3.1,库房,氧气瓶未固定,一般,加装固定链,刘翀,2026.3.15,已完成,2026.3.10,张建国,专家检查"
    bring_in(world, ledger(row, head))
    fields = ("place_words", "level", "responsible_name", "due_on", "due_basis", "closed_on", "finder_name", "source")
    assert Hazard.objects.values_list(*fields).get() == (
        "库房", "general", "刘翀", dt.date(2026, 3, 15), "ledger", dt.date(2026, 3, 10), "张建国", "guidance",
    )  # fmt: skip


def test_another_townships_rows_are_refused(world):
    run = upload(world, ledger("甲厂,411003299201,2026-11-1,线路乱接,是"))
    assert said(run)[0][1] == "refused"


def test_the_command_imports_and_says_what_became_of_each_row(world):
    out = StringIO()
    call_command("import_hazards", str(MESSY), "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert found["counts"] == {"created": 6, "changed": 0, "same": 0, "skipped": 4, "refused": 0}
    assert found["rows"][2]["code"] == "桂26-0001"


def test_the_command_can_leave_unknown_places_alone(world):
    call_command("import_hazards", str(MESSY), "--known-only", stdout=StringIO())
    assert not Hazard.objects.exists()


def test_a_dry_run_writes_nothing(world):
    call_command("import_hazards", str(MESSY), "--dry-run", stdout=StringIO())
    assert not Hazard.objects.exists()


def test_the_preview_says_in_which_state_a_row_enters_and_the_run_opens_what_it_made(world, client):
    client.force_login(world.people["林巡"])
    run = upload(world, MESSY.read_bytes(), MESSY.name)
    page = client.get(reverse("files:run", args=[run.pk])).content.decode()
    assert re.findall(r"新建</span> <small>(\S+)</small>", page) == ["已销号"] * 3 + ["待判定"] * 2 + ["整改中"]
    importing.commit(run, actor=lin(world), at_once=True)
    page = client.get(reverse("files:run", args=[run.pk])).content.decode()
    assert [reverse("hazards:record", args=[one.pk]) in page for one in Hazard.objects.all()] == [True] * 6
    again = upload(world, MESSY.read_bytes(), MESSY.name)
    listed = client.get(reverse("files:imports", args=["hazards"])).content.decode()
    assert listed.count("没有要写入的") == 1
    assert f"{reverse('files:run', args=[again.pk])}?outcome=same" in listed
