"""One task given to two, wherever and however each of them is named."""

import pytest

from anlan.campaigns.reading.reader import read_text
from tests.campaigns.notices import TIME, plan_of

pytestmark = pytest.mark.once

TABLE = (
    "二、清单\n任务 | 要求 | 牵头部门 | 完成时限\n教育培训 | 举办1期企业主要负责人集中培训 | 安全环保局 | 4月30日\n"
    "管线 | 完成燃气管线检测 | 建设局 | 5月31日\n三、说明\n"
)
TOLD = [
    (TABLE + "企业主要负责人集中培训由{}牵头举办。", "安全环保局", "人力资源局"),
    ("二、任务\n氧气站日常管理由医院{}负责。\n三、要求\n医院保卫科负责氧气站日常管理。", "保卫科", "后勤保障科"),
    ("二、任务\n县应急管理局每月对漂流项目检查1次。\n三、要求\n漂流项目每月检查由{}负责。", "应急局", "县文旅局"),
    (
        "二、任务\n1.加油站点整治。全面排查。（牵头单位：县商务局）\n三、要求\n{}牵头做好加油站点整治。",
        "商务局",
        "县公安局",
    ),
]


def _heads(text: str) -> list[str]:
    return [one.what for one in read_text(plan_of(TIME + text)).conflicts if one.kind == "two_heads"]


@pytest.mark.parametrize(("text", "same", "another"), TOLD)
def test_another_is_asked_about_and_the_same_by_another_name_is_not(text, same, another):
    assert [one for one in _heads(text.format(another)) if another in one]
    assert _heads(text.format(same)) == []


@pytest.mark.parametrize(
    "text",
    [
        "二、分工\n派出所负责路面执法，农业中心负责农机管理，村建办负责隐患路段整治。",
        "二、任务\n各村负责隐患排查。\n三、要求\n镇应急办负责隐患排查的督促指导。",
    ],
)
def test_each_his_own_is_no_contradiction(text):
    assert _heads(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "二、组织\n由县长任组长。\n三、要求\n组长、分管副县长每月主持召开调度会。",
        "二、组织\n专班办公室设在县应急局。\n三、要求\n进展每周报设在县住建局的专班办公室。",
    ],
)
def test_a_chair_and_an_office_have_one_place(text):
    assert _heads(text)
