"""Sums that stand below the records of a sheet are passed over with a reason; what may be a record never is."""

import pytest

from anlan.files.importing import lines
from anlan.files.sheets import finding, sums, tallies
from anlan.files.sheets.reading import Sheet
from tests.files.offices import FIELDS

pytestmark = pytest.mark.once
HEAD = ["序号", "单位名称", "所在村", "负责人", "从业人数", "检查日期"]
RECORDS = [
    [1, "鑫达面粉厂", "周沟村", "张三", 12, "2026-11-03"],
    [2, "恒通板材厂", "水道杨", "李四", 36, "2026-11-04"],
]
BLANK: list = []
BELOW = {
    "a title, a head and a line a village, after a blank line": [
        BLANK,
        ["各村企业统计"],
        ["村", "企业数", "隐患数"],
        ["周沟村", 1, 3],
        ["水道杨", 1, "2条"],
        ["合计", 2, 5],
    ],
    "the same at once below the records": [["村名", "家数"], ["周沟村", 1], ["水道杨", 1], ["合计", 2]],
    "beside the columns": [BLANK, [None, None, "村", "单位数", "整改率"], [None, None, "周沟村", 1, "50%"]],
    "without a head": [["周沟村", 1, 3], ["王门村", 1, 2]],
    "without a head, in the column of names": [BLANK, [None, "周沟村", 1], [None, "水道杨", 1], [None, "合计", 2]],
    "a title alone": [["汇总"], [None, "水道杨", 1], [None, "周沟", 1]],
    "by kind": [BLANK, ["行业", "家数", "占比"], ["工贸", 1, "50%"], ["商贸", 1, "50%"]],
    "by level": [["级别", "条数"], ["重大", 1], ["一般", 4]],
    "labels": [BLANK, ["企业总数", 2], ["隐患总数", None, 5], ["其中：重大", None, 1], ["整改率", "80%"]],
    "sentences": [[None, "共计2家企业，隐患5处"], ["企业总数：2家"], [None, "周沟村3条、水道杨2条"], ["合计：2家"]],
    "totals of totals": [
        ["小计", None, None, None, 48],
        ["周沟村", None, None, None, 12],
        ["合计", None, None, None, 48],
    ],
}
KEPT = {
    "a short record at the end": [[3, "周沟铁艺", None, None, 4]],
    "committees, which may be on file": [[None, "周沟村村委会", None, None, 8], [None, "王门村委会", None, None, 6]],
    "counted like the others": [[3, "周沟村", None, None, 4], [4, "水道杨社区", None, None, 5]],
    "one place alone": [[None, "周沟村", None, None, 4]],
    "under the title of a group": [["王门村企业统计表"], [None, "红星铁艺", None, None, 4]],
    "the head again": [HEAD, [3, "红星铁艺", None, None, 4]],
    "heads that speak of people": [["序号", "商户", "职工人数"], [3, "红星铁艺", 4]],
    "after a total": [["小计", None, None, None, 48], [3, "红星铁艺", "周沟村", "王五", 4]],
}


def told(below: list) -> list[str]:
    """What each line below the two records is: its reason, or "" for a record."""
    found = finding.find(Sheet("台账", [["企业台账"], HEAD, *RECORDS, *below]), FIELDS)
    sums.say(found, FIELDS)
    tallies.say(found, FIELDS)
    read = [lines.read(0, one, line, FIELDS) for one in found for line in one.lines()]
    assert [bool(line.record) for line in read if line.row in (3, 4)] == [True, True]
    return ["" if not line.plans else f"{line.plans[0].outcome}" for line in read if line.row > 4]


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_sums_below_the_records_are_skipped_line_by_line(below):
    assert told(below) == ["skipped"] * sum(bool(row) for row in below)


@pytest.mark.parametrize("below", KEPT.values(), ids=KEPT.keys())
def test_a_line_that_may_be_a_record_is_read(below):
    assert told(below)[-1] != "skipped"
