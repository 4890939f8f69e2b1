"""Three ledgers as offices really keep them: nothing guessed, nothing lost, every row with an outcome."""

import datetime as dt

import pytest

from anlan.files import importing
from anlan.hazards.models import Hazard
from tests.hazards import ledgers
from tests.hazards.test_importing import bring_in, lin, upload

pytestmark = pytest.mark.django_db
DAY = dt.date


@pytest.fixture(autouse=True)
def _november(at) -> None:
    at(DAY(2026, 11, 24))


def entered(*fields: str) -> list[tuple]:
    return list(Hazard.objects.order_by("code").values_list("enterprise__name", "description", *fields))


def test_a_patrol_book_numbers_its_hazards_in_five_ways(world):
    run = bring_in(world, ledgers.patrol_book(), "巡查.xlsx")
    assert run.counts == {"created": 12, "changed": 0, "same": 0, "skipped": 8, "refused": 0}
    assert entered("state", "found_at__date", "due_on") == [
        ("恒通板材厂", "灭火器过期", "closed", DAY(2026, 10, 8), DAY(2026, 10, 20)),
        ("恒通板材厂", "安全通道堆放板材", "rectifying", DAY(2026, 10, 8), DAY(2026, 10, 20)),
        ("恒通板材厂", "电工无证上岗", "rectifying", DAY(2026, 10, 8), DAY(2026, 10, 20)),
        ("周沟便民超市", "插座烧黑", "closed", DAY(2026, 10, 8), DAY(2026, 10, 8)),
        ("周沟便民超市", "应急灯不亮", "closed", DAY(2026, 10, 8), DAY(2026, 10, 8)),
        ("周沟小学", "厨房燃气软管超期", "found", DAY(2026, 10, 9), DAY(2026, 10, 30)),
        ("周沟小学", "报警器未接电", "found", DAY(2026, 10, 9), DAY(2026, 10, 30)),
        ("兴旺木器厂", "木粉未清理", "closed", DAY(2026, 10, 10), None),
        ("兴旺木器厂", "电线未穿管", "closed", DAY(2026, 10, 10), None),
        ("金鼎铸造厂", "坩埚炉旁积水", "rectifying", DAY(2026, 10, 10), DAY(2026, 11, 30)),
        ("金鼎铸造厂", "行车限位失效", "rectifying", DAY(2026, 10, 10), DAY(2026, 11, 30)),
        ("金鼎铸造厂", "无操作规程", "rectifying", DAY(2026, 10, 10), DAY(2026, 11, 30)),
    ]
    assert set(Hazard.objects.values_list("legacy", flat=True)) == {True}


def test_what_the_book_says_beside_its_hazards_is_skipped_with_a_reason(world):
    run = upload(world, ledgers.patrol_book(), "巡查.xlsx")
    skipped = run.rows.filter(outcome="skipped").values_list("row", "reasons")
    sums = [(row, ["汇总数字，不是一条记录"]) for row in (12, 13, 14)]
    assert list(skipped)[2:] == [(10, ["没有隐患"]), (11, ["合计行"]), *sums, (15, ["签字或填报栏"])]


def test_a_department_list_offers_its_places_and_guesses_no_village(world):
    run = upload(world, ledgers.department_list(), "清单.xlsx")
    assert [offer["title"] for offer in run.offers] == [
        "许昌鑫达铝制品有限公司（周沟村委会）",
        "金鼎铸造厂（郅庄村委会）",
        "老王烧烤（桂西居委会）",
        "红星网吧（桂东居委会）",
    ]
    assert list(run.rows.filter(outcome="refused").values_list("sheet", "title", "cells", "reasons")) == [
        ("工贸企业", "宏达面粉厂", ["C6", "H6"],
         ["没有这个村：桂存乡王门村，相近的有：王门村委会", "日期无法识别：2026年9月31日"]),
        ("九小场所", "阳光幼儿园", ["B4"], ["没有这个村：周勾村，相近的有：周胡村委会、周沟村委会"]),
    ]  # fmt: skip


def test_a_department_list_says_in_its_own_words_how_far_it_is(world):
    run = bring_in(world, ledgers.department_list(), "清单.xlsx")
    assert entered("state", "level", "due_on", "responsible_name") == [
        ("许昌鑫达铝制品有限公司", "除尘系统无泄爆装置", "found", "major", DAY(2026, 12, 31), "陈安"),
        ("许昌鑫达铝制品有限公司", "电缆沟盖板缺失", "closed", "general", DAY(2026, 9, 10), "陈安"),
        ("金鼎铸造厂", "冲天炉平台护栏缺失", "rectifying", "general", DAY(2026, 9, 19), ""),
        ("老王烧烤", "液化气瓶与灶台未隔开", "closed", "general", None, ""),
        ("老王烧烤", "无报警器", "closed", "general", None, ""),
        ("红星网吧", "安全出口上锁", "found", "", None, ""),
    ]
    remarks = run.rows.get(title__startswith="金鼎").remarks
    assert remarks[0] == "整改期限从检查日期 2026-09-04 起算，到 2026-09-19"
    assert "看不出是一般还是重大：较大，级别没有采用" in remarks


def test_a_register_kept_for_years_is_read_by_its_ticks(world):
    run = bring_in(world, ledgers.rolling_register(), "滚动.xlsx")
    assert entered("state", "level", "closed_on") == [
        ("顺发养殖场", "粪污池没有护栏和警示标志", "closed", "general", DAY(2025, 12, 14)),
        ("顺发养殖场", "有限空间作业未审批", "closed", "major", DAY(2026, 3, 20)),
    ]
    assert list(run.rows.filter(row=6).values_list("outcome", "reasons")) == [("same", ["与第 5 行相同"])]
    place = Hazard.objects.first().enterprise
    assert [(one.name, one.phones) for one in place.people.all()] == [("杨顺", ["13937472233"])]


def test_what_cannot_be_read_is_refused_with_cell_and_reason(world):
    run = upload(world, ledgers.rolling_register(), "滚动.xlsx")
    assert list(run.rows.filter(outcome="refused").values_list("cells", "reasons")) == [
        (["F7"], ["公式没有保存计算结果，请用 Excel 或 WPS 打开文件，保存后再上传"]),
        (["E8"], ["日期晚于 2026-11-24，不像真的：2099-1-1"]),
        (["J9"], ["完成日期 2026-10-01 早于检查日期 2026-10-03"]),
    ]


@pytest.mark.parametrize("make", [ledgers.patrol_book, ledgers.department_list, ledgers.rolling_register])
def test_twice_changes_nothing_and_a_run_is_taken_back_whole(world, make):
    first = bring_in(world, make(), "台账.xlsx")
    again = bring_in(world, make(), "台账.xlsx")
    assert (again.counts["created"], again.counts["changed"]) == (0, 0)
    importing.undo(first, actor=lin(world))
    assert set(Hazard.objects.values_list("state", flat=True)) == {"void"}


def test_a_fire_stations_months_are_read_by_their_own_dates(world):
    run = bring_in(world, ledgers.fire_months(), "消防站.xlsx")
    assert run.counts == {"created": 5, "changed": 0, "same": 0, "skipped": 3, "refused": 1}
    assert set(Hazard.objects.values_list("description", "found_at__date", "due_on")) == {
        ("灭火器过期", DAY(2024, 1, 8), DAY(2024, 1, 15)),
        ("疏散指示灯不亮", DAY(2024, 1, 8), DAY(2024, 1, 15)),
        ("安全出口上锁", DAY(2024, 1, 10), DAY(2024, 1, 10)),
        ("通道堆放杂物", DAY(2024, 2, 3), DAY(2024, 2, 29)),
        ("软管老化", DAY(2024, 3, 5), DAY(2024, 3, 10)),
    }


def test_a_village_csv_in_gb18030_with_semicolons_keeps_its_rare_names(world):
    run = bring_in(world, ledgers.village_csv(), "各村.csv")
    assert run.counts == {"created": 3, "changed": 0, "same": 0, "skipped": 2, "refused": 1}
    assert {(one.enterprise.name, one.region.name) for one in Hazard.objects.all()} == {
        ("恒通板材厂", "周沟村委会"),
        ("张㛃家庭农场", "周沟村委会"),
        ("大安加油站", "大安村委会"),
    }
