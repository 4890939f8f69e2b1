"""What rests on an act and is due before it."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

TABLE = (
    "二、清单\n任务 | 要求 | 牵头部门 | 完成时限\n"
    "分级 | 对全部企业开展风险评估，评定四个等级 | 安环局 | {graded}\n"
    "监测 | 已评定的红色企业全部接入平台 | 经发局 | {watched}\n检测 | 完成管线检测 | 建设局 | 5月31日\n"
)
BRACKETS = (
    "二、任务\n1.对餐饮用户开展1轮入户安检。（责任单位：各村、各企业（含站点）；完成时限：{checked}前）\n"
    "2.餐饮用户入户安检发现的隐患全部整改。（责任单位：各企业、各村（社区）；完成时限：{mended}前）"
)
PAIRS = [
    ("faults of a check", BRACKETS, {"checked": "4月30日", "mended": "4月20日"}, "4月20日前"),
    ("graded in a table", TABLE, {"graded": "5月15日", "watched": "4月1日"}, "4月1日"),
    (
        "its own faults",
        "二、任务\n各医院{a}前完成自查；对自查发现的问题，{b}前全部整改。",
        {"a": "4月20日", "b": "4月10日"},
        "4月10日前",
    ),
    (
        "looked over",
        "二、任务\n企业{a}前完成自查。\n三、要求\n各村{b}前完成对企业自查结果的复核。",
        {"a": "4月28日", "b": "4月22日"},
        "4月22日前",
    ),
    (
        "lack made good",
        "二、任务\n{a}前完成物资盘点，缺额部分{b}前补齐。",
        {"a": "4月25日", "b": "4月15日"},
        "4月15日前",
    ),
    (
        "accepted",
        "二、任务\n查出问题{a}前全部整改。验收于{b}至5月20日进行。",
        {"a": "5月18日", "b": "5月10日"},
        "5月10日",
    ),
]


@pytest.mark.parametrize(("text", "days", "words"), [one[1:] for one in PAIRS], ids=[one[0] for one in PAIRS])
def test_is_asked_about_and_left_alone_in_its_order(text, days, words):
    assert [one for one in quotes(plan_of(TIME + text.format(**days))) if words in one]
    first, second = days
    turned = text.format(**{first: days[second], second: days[first]})
    assert quotes(plan_of(TIME + turned)) == []


def test_a_stage_may_report_before_its_last_day():
    assert (
        quotes(
            plan_of(
                "一、步骤\n（一）自查（3月5日至3月31日）。企业3月25日前报送自查报告。\n（二）检查（4月1日至6月30日）。"
            )
        )
        == []
    )
