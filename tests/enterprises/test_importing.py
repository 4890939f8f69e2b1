"""Registers of other offices and industries: every row has an outcome, twice is once, and a run is taken back whole.

Clause A1 of docs/requirements.md.
"""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from anlan.core.errors import NotNow
from anlan.core.verify import verify
from anlan.enterprises import actions, queries
from anlan.enterprises.models import Enterprise, Person
from anlan.files import importing
from anlan.files.models import ImportRun
from anlan.files.sheets.credit_code import check_character
from anlan.org.models import Region
from tests.enterprises import registers
from tests.enterprises.registers import workbook
from tests.world import SHUIDAOYANG, ZHOUGOU

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODE = "91350100M000100Y43"


@pytest.fixture(autouse=True)
def spring(world, industries, at):
    at(dt.date(2026, 3, 9))


def preview(sheets, actor) -> ImportRun:
    content = sheets if isinstance(sheets, bytes) else workbook(sheets)
    run = importing.upload("enterprises", SimpleUploadedFile("名录.xlsx", content), actor=actor)
    run = importing.preview(run, at_once=True)
    assert run.state == ImportRun.State.PREVIEWED, run.problem
    return run


def imported(sheets, actor) -> ImportRun:
    run = preview(sheets, actor)
    importing.commit(run, actor=actor, at_once=True)
    run.refresh_from_db()
    return run


def rows_of(run) -> list:
    return [(row.row, row.outcome, row.title, row.cells, row.reasons) for row in run.rows.all()]


def test_a_register_with_a_two_row_head_merged_villages_and_a_total_gives_every_row_its_outcome(world):
    run = imported(registers.MINGLU, world.people["林巡"])
    assert rows_of(run) == [
        (1, "skipped", "桂村乡工贸企业名录", [""], ["标题或说明文字"]),
        (2, "skipped", "填报单位：应急办 2026年3月", [""], ["标题或说明文字"]),
        (5, "created", "恒通板材厂", [], []),
        (6, "created", "鑫达面粉厂", [], []),
        (7, "created", "许昌宏达机械厂（分厂）", [], []),
        (8, "refused", "桂北铸造厂", ["D8"], ["没有这个村：桂北村，相近的有：桂西居委会、桂东居委会"]),
        (9, "refused", "错码公司", ["C9"], ["统一社会信用代码校验位不对：91350100M000100Y44"]),
        (10, "skipped", "合计 5 116", [""], ["合计行"]),
        (11, "skipped", "填表人：林巡 审核：孙主", [""], ["签字或填报栏"]),
    ]
    found = Enterprise.objects.get(name="恒通板材厂")
    assert (found.credit_code, found.region.name, found.headcount, found.above_scale) == (
        CODE,
        "周沟村委会",
        64,
        True,
    )
    assert queries.principal_of(found).phones == ["13837471118", "0374-5112345"]
    third = Enterprise.objects.get(name="许昌宏达机械厂（分厂）")
    principal = queries.principal_of(third)
    assert (third.region.name, principal.name, principal.phones) == ("周沟村委会", "赵六", ["13912345678"])


def test_running_twice_changes_nothing(world):
    imported(registers.MINGLU, world.people["林巡"])
    before = list(Enterprise.objects.values_list("name", "event_count", "head_digest"))
    again = imported(registers.MINGLU, world.people["周同"])
    assert again.counts == {"created": 0, "changed": 0, "same": 3, "skipped": 4, "refused": 2}
    assert list(Enterprise.objects.values_list("name", "event_count", "head_digest")) == before


def test_a_ledger_of_small_premises_without_a_village_column_is_placed_by_its_addresses_or_refused(world):
    run = imported(registers.JIUXIAO, world.people["林巡"])
    assert [(row.title, row.outcome, row.reasons) for row in run.rows.all()] == [
        ("周沟村九小场所排查台账（2026年）", "skipped", ["标题或说明文字"]),
        ("便民超市", "created", []),
        ("老王饭店", "created", []),
        ("无名理发店", "refused", ["表里没有“所在村”一列，地址里也找不到唯一的村名"]),
    ]
    shop = Enterprise.objects.get(name="老王饭店")
    assert (shop.kind, shop.status, shop.strip) == ("shop", "paused", None)
    assert (queries.principal_of(shop).name, queries.principal_of(shop).phones) == (
        "王二",
        ["13837471121", "13837471122"],
    )
    assert Enterprise.objects.get(name="便民超市").strip == world.offices["综合执法"]
    assert "单位名册里没有“市场监管所”，主管单位没有采用" in run.rows.get(title="老王饭店").remarks


def test_a_list_of_filling_stations_names_its_people_point_and_basis(world):
    run = imported(registers.JIAYOUZHAN, world.people["林巡"])
    assert [(row.title, row.outcome) for row in run.rows.all()] == [
        ("加油站基本情况表", "skipped"),
        ("永兴加油站", "created"),
        ("中石化桂村站", "refused"),
    ]
    station = Enterprise.objects.get(name="永兴加油站")
    assert (station.region.name, str(station.longitude), str(station.latitude)) == (
        "大安村委会",
        "113.812345",
        "34.054321",
    )
    assert (station.high_risk, station.high_risk_basis, station.headcount) == (True, "危化品经营", 4)
    assert {(person.post, person.name) for person in station.people.all()} == {
        ("principal", "周永兴"),
        ("safety_officer", "周小兴"),
    }


def test_a_list_of_schools_makes_schools_and_a_repeated_line_is_the_same(world):
    run = imported(registers.XUEXIAO, world.people["林巡"])
    assert [(row.title, row.outcome, row.reasons) for row in run.rows.all()] == [
        ("周沟小学", "created", []),
        ("大安村幼儿园", "created", []),
        ("周沟小学", "same", ["与第 2 行相同"]),
    ]
    school = Enterprise.objects.get(name="周沟小学")
    assert (school.kind, school.headcount, school.crowded) == ("school", 21, True)
    assert {person.post for person in school.people.all()} == {"principal", "deputy"}


def test_a_sheet_for_each_village_is_placed_by_the_name_of_the_sheet(world):
    run = imported(registers.ZIJIANFANG, world.people["林巡"])
    assert [(row.title, row.outcome) for row in run.rows.all()] == [("安家宾馆", "created"), ("大安出租屋", "created")]
    hotel = Enterprise.objects.get(name="安家宾馆")
    assert (hotel.kind, hotel.region.name, hotel.main_industry_id) == ("self_built", "大安村委会", "gongmao-shangmao")
    assert run.rows.get(title="大安出租屋").remarks == [
        "所在村按表名“大安村”",
        "行业目录里没有“量子计算”，没有采用",
    ]
    assert Enterprise.objects.get(name="大安出租屋").status == "paused"


def test_a_later_register_changes_only_what_it_says(world):
    imported(registers.MINGLU, world.people["林巡"])
    later = [("名录", [["单位名称", "信用代码", "村", "人数", "负责人", "电话"],
                       ["恒通板材有限公司", CODE, "周沟村", "", "马翀", "13837471190"]], [])]  # fmt: skip
    run = imported(later, world.people["林巡"])
    [row] = run.rows.all()
    assert (row.outcome, row.changes) == (
        "changed",
        {
            "名称": ["恒通板材厂", "恒通板材有限公司"],
            "曾用名、别名": ["", "恒通板材厂"],
            "主要负责人": ["刘翀 138****1118 037****2345", "马翀 138****1190"],
        },
    )
    found = Enterprise.objects.get(credit_code=CODE)
    assert (found.name, found.headcount, found.former_names) == ("恒通板材有限公司", 64, ["恒通板材厂"])
    assert set(found.people.values_list("name", "until")) == {("刘翀", dt.date(2026, 3, 9)), ("马翀", None)}
    assert found.event_count == 2


def test_a_run_that_changed_and_created_is_taken_back_whole(world):
    imported(registers.MINGLU, world.people["林巡"])
    later = [("名录", [["单位名称", "信用代码", "村", "人数", "负责人"],
                       ["恒通板材有限公司", CODE, "周沟村", "70", "马翀"],
                       ["新来的厂", "", "水道杨", "7", "水某"]], [])]  # fmt: skip
    run = imported(later, world.people["林巡"])
    importing.undo(run, actor=world.people["林巡"])
    found = Enterprise.objects.get(credit_code=CODE)
    assert (found.name, found.headcount, found.former_names) == ("恒通板材厂", 64, [])
    assert queries.principal_of(found).name == "刘翀"
    assert not queries.visible_to(world.people["林巡"]).filter(name="新来的厂").exists()
    assert imported(later, world.people["林巡"]).counts["created"] == 1
    assert verify().broken == []


def test_a_run_something_was_built_on_is_not_taken_back(world):
    run = imported(registers.MINGLU, world.people["林巡"])
    actions.change(Enterprise.objects.get(credit_code=CODE), actor=world.people["周同"], headcount=66)
    with pytest.raises(NotNow, match="“恒通板材厂”导入后又有变动"):
        importing.undo(run, actor=world.people["林巡"])
    assert Enterprise.objects.exclude(status="withdrawn").count() == 3


def test_two_different_codes_are_two_enterprises_and_a_name_alone_is_then_unclear(world):
    other = "92411003MA45X1AB2" + check_character("92411003MA45X1AB2")
    two = [("名录", [["名称", "信用代码", "所在村"], ["同名厂", CODE, "周沟"], ["同名厂", other, "周沟"]], [])]
    assert imported(two, world.people["林巡"]).counts["created"] == 2
    assert Enterprise.objects.get(credit_code=other).kind == "shop"
    bare = [("名录", [["名称", "所在村"], ["同名厂", "周沟"]], [])]
    [row] = preview(bare, world.people["林巡"]).rows.all()
    assert (row.outcome, "请写明信用代码" in row.reasons[0]) == ("refused", True)


def test_a_name_without_code_in_another_village_is_another_enterprise(world):
    two = [("名录", [["名称", "所在村"], ["卫生室", "周沟"], ["卫 生 室", "水道杨村"]], [])]
    assert imported(two, world.people["林巡"]).counts["created"] == 2
    assert set(Enterprise.objects.values_list("region_code", "kind")) == {(ZHOUGOU, "clinic"), (SHUIDAOYANG, "clinic")}


def test_the_name_on_file_learns_its_credit_code(world):
    actions.record(name="恒通 板材厂", region=Region.objects.get(code=ZHOUGOU), actor=None)
    run = imported(registers.MINGLU, world.people["林巡"])
    assert run.rows.get(row=5).outcome == "changed"
    assert Enterprise.objects.get(name_key="恒通板材厂").credit_code == CODE


def test_whoever_imports_cannot_reach_beyond_their_territory(world):
    actions.record(name="邻厂", region=Region.objects.get(code="411003299000"), actor=None, credit_code=CODE)
    first = preview(registers.MINGLU, world.people["林巡"]).rows.get(row=5)
    assert first.outcome == "refused"
    assert first.reasons == [f"信用代码 {CODE} 已登记在别的地方，不在您的辖区，请与应急管理办公室核对"]
    theirs = preview(registers.MINGLU, world.people["郑邻"])
    assert {row.outcome for row in theirs.rows.filter(row__in=[5, 6, 7])} == {"refused"}


def test_an_office_of_one_line_imports_only_what_is_its_own(world):
    register = [
        ("名录", [["名称", "所在村", "主管单位"], ["甲店", "周沟", "综合执法"], ["乙店", "周沟", "应急办"]], [])
    ]
    run = imported(register, world.people["赵执"])
    assert [(row.title, row.outcome) for row in run.rows.all()] == [("甲店", "created"), ("乙店", "refused")]


def test_owners_on_file_are_not_changed_by_whoever_may_not_set_them(world):
    region = Region.objects.get(code=ZHOUGOU)
    actions.record(name="甲店", region=region, actor=None, credit_code=CODE, strip=world.offices["应急办"])
    moved = [("名录", [["名称", "信用代码", "所在村", "主管单位"], ["甲店", CODE, "水道杨", "综合执法"]], [])]
    [row] = imported(moved, world.people["林巡"]).rows.all()
    assert row.outcome == "same"
    assert [remark.split("与")[0] for remark in row.remarks] == ["所在村", "主管单位"]
    [row] = imported(moved, world.people["孙主"]).rows.all()
    assert row.changes == {"主管单位": ["应急办", "综合执法"], "所在村": ["周沟村委会", "水道杨村委会"]}


def test_the_command_prints_the_shape_other_programs_rely_on(world, tmp_path, capsys):
    file = tmp_path / "名录.xlsx"
    file.write_bytes(workbook(registers.MINGLU))
    for arguments, on_file in ((["--dry-run"], 0), ([], 3)):
        call_command("import_enterprises", str(file), "--json", *arguments)
        found = json.loads(capsys.readouterr().out)
        assert Enterprise.objects.count() == on_file
        assert found["counts"] == {"created": 3, "changed": 0, "same": 0, "skipped": 4, "refused": 2}
    assert found["rows"][2]["code"] == Enterprise.objects.get(credit_code=CODE).local_code


def test_nobody_is_on_file_without_a_chain_that_holds(world):
    for register in (registers.MINGLU, registers.JIUXIAO, registers.JIAYOUZHAN, registers.XUEXIAO):
        imported(register, world.people["林巡"])
    assert verify().broken == []
    assert Person.objects.count() == 10


OTHERS = {
    "a head of three rows whose groups end where their merges end": (
        registers.XUEXIAO_SANHANG,
        [
            "1 skipped 标题或说明文字",
            "2 skipped 标题或说明文字",
            "6 created 周沟小学",
            "7 created 周沟村金太阳幼儿园",
            "8 created 水道杨小学",
            "9 skipped 合计行",
            "10 created 大安教学点",
            "11 skipped 说明文字",
            "12 skipped 签字或填报栏",
        ],
        {"周沟村金太阳幼儿园": ("周沟村委会", "school", "冯园", ["13837471141"], 9)},
    ),
    "two tables on one sheet, the first by groups of villages": (
        registers.CANYIN_YANGLAO,
        [
            "1 skipped 标题或说明文字",
            "2 skipped 标题或说明文字",
            "4 created 老王烩面",
            "5 created 聚福楼",
            "6 skipped 标题或说明文字",
            "7 created 大杨早餐",
            "9 skipped 标题或说明文字",
            "11 created 桂村乡敬老院",
            "12 skipped 签字或填报栏",
        ],
        {
            "聚福楼": ("周沟村委会", "enterprise", "李四", ["13837471122"], 12),
            "桂村乡敬老院": ("桂东居委会", "nursing_home", "桂院", ["13837471124"], 11),
        },
    ),
    "sites whose builder's credit code is not their own": (
        registers.GONGDI,
        ["1 skipped 标题或说明文字", "3 created 安置房一期", "4 created 公路硬化（水道杨段）"],
        {"安置房一期": ("周沟村委会", "site", "李卫东", ["13837471111"], None)},
    ),
    "a csv in GBK with identity cards that Excel has rounded": (
        registers.WEISHENGSHI,
        ["2 created 周沟村卫生室", "3 created 桂村乡卫生院", "4 skipped 合计行"],
        {"桂村乡卫生院": ("桂西居委会", "clinic", "桂医", ["0374-5112347"], None)},
    ),
    "a village above the head, landlords beside tenants, a name twice": (
        registers.YANJIE,
        [
            "1 skipped 标题或说明文字",
            "2 skipped 标题或说明文字",
            "4 created 鑫鑫五金",
            "5 created 无招牌（修车）",
            "6 skipped 只有序号，没有内容",
            "7 refused 缺少企业名称",
            "9 same 与第 4 行相同",
        ],
        {"鑫鑫五金": ("桂东居委会", "shop", "租一", ["13837471172"], None)},
    ),
    "a sheet of sums before a sheet for each village": (
        registers.FENCUN,
        [
            "1 skipped 这是汇总数字，不是一条条的记录，第 1–4 行都没有导入",
            "2 created 甲木业",
            "2 created 丙木业",
        ],
        {"丙木业": ("水道杨村委会", "enterprise", "丙一", ["13837471183"], None)},
    ),
    "sums below the records": (
        registers.XIAJI,
        ["2 created 甲木业", "3 created 丙木业", *[f"{row} skipped 汇总数字，不是一条记录" for row in range(5, 10)]],
        {"丙木业": ("水道杨村委会", "enterprise", None, None, 30)},
    ),
    "ditto marks": (
        registers.TONGSHANG,
        ["2 created 甲面粉厂", "3 created 乙面粉厂", "4 created 丙面粉厂"],
        {"丙面粉厂": ("周沟村委会", "enterprise", "面三", ["13837471193"], 6)},
    ),
    "a manager whose phone stands in brackets, in head and cell": (
        registers.XIANGMU,
        ["1 skipped 标题或说明文字", "3 created 卫生院扩建", "4 created 安置房三期"],
        {"安置房三期": ("周沟村委会", "site", "冯十", ["13837470034"], None)},
    ),
    "lines above the head": (
        registers.WUTOU,
        [
            "1 refused 这一行在表头（第 3 行）之上，没有认出它自己的表头，请在预览里指定表头行",
            "2 refused 这一行在表头（第 3 行）之上，没有认出它自己的表头，请在预览里指定表头行",
            "4 created 丙厂",
        ],
        {"丙厂": ("周沟村委会", "enterprise", None, None, 14)},
    ),
}


@pytest.mark.parametrize(("sheets", "outcomes", "known"), OTHERS.values(), ids=OTHERS.keys())
def test_registers_of_other_offices_have_every_row_its_outcome_and_twice_is_once(world, sheets, outcomes, known):
    run = imported(sheets, world.people["林巡"])
    rows = [(row, row.title if row.outcome == "created" else "；".join(row.reasons)) for row in run.rows.all()]
    assert [f"{row.row} {row.outcome} {words}" for row, words in rows] == outcomes
    for name, facts in known.items():
        one = Enterprise.objects.get(name=name)
        head = queries.principal_of(one)
        person = (head.name, head.phones) if head else (None, None)
        assert (one.region.name, one.kind, *person, one.headcount) == facts
    again = imported(sheets, world.people["林巡"])
    assert (again.counts["created"], again.counts["changed"]) == (0, 0)
    importing.undo(run, actor=world.people["林巡"])
    assert not queries.visible_to(world.people["林巡"]).exists()
