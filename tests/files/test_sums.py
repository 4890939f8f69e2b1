"""A sheet that only adds up is one skipped line; a register under heads nobody knows is not taken for one."""

import pytest

from anlan.files.importing import lines
from anlan.files.sheets import finding, sums, table
from anlan.files.sheets.reading import Sheet
from tests.files.test_ledgers import FIELDS

pytestmark = pytest.mark.once
HEAD = ["村名", "单位数", "隐患数", "整改率"]
SUMS = {
    "by village": ("汇总", [["各村汇总表"], HEAD, ["周沟村", 3, 4, "50%"], ["大安", 1, "/", ""], ["合计", 4, 4, ""]]),
    "whose are called 单位": (
        "Sheet2",
        [["序号", "单位", "隐患数", "责任人"], [1, "周沟村", 2, "甲"], [2, "大安村委会", 0, "乙"]],
    ),
}
RECORDS = {
    "a name under a head nobody knows": ("一季度", [["村名", "铺子", "面积"], ["周沟村", "甲木业", 30]]),
    "only the names are unknown": ("一季度", [["铺子", "人数", "电话"], ["甲木业", 3, "13837471181"]]),
    "a record among sums": ("汇总", [["单位", "人数", "隐患"], ["周沟村", 3, 4], ["甲木业", 3, "灭火器过期"]]),
}


def found_in(name: str, rows: list) -> list[table.Table]:
    found = finding.find(Sheet(name, rows), FIELDS)
    sums.say(found, FIELDS)
    return found


@pytest.mark.parametrize(("name", "rows"), SUMS.values(), ids=SUMS.keys())
def test_a_sheet_of_sums_is_one_skipped_line(name, rows):
    (found,) = found_in(name, rows)
    (line,) = found.lines()
    read = lines.read(0, found, line, FIELDS)
    assert (read.plans[0].outcome, read.record) == ("skipped", None)
    first, last = found.first_head + 1, len(rows)
    assert read.plans[0].reasons == [f"这是汇总数字，不是一条条的记录，第 {first}–{last} 行都没有导入"]


@pytest.mark.parametrize(("name", "rows"), RECORDS.values(), ids=RECORDS.keys())
def test_what_may_be_a_record_is_never_passed_over(name, rows):
    assert [found.sums for found in found_in(name, rows) if found.sums] == []
