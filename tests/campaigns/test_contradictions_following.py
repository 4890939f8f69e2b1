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
        "summed up",
        "二、报送\n各所{a}前报送企业台账。\n三、汇总\n大队{b}前汇总各所台账，形成报告。",
        {"a": "5月25日", "b": "5月15日"},
        "5月15日前",
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


def test_who_passes_on_each_week_does_so_after_it_is_given():
    text = TIME + "二、报送\n各村每周{}前将工作情况报镇应急办，镇应急办每周{}将各村情况汇总报县安委办。"
    assert quotes(plan_of(text.format("四", "三")))
    assert quotes(plan_of(text.format("三", "四"))) == []
    monthly = TIME + "二、报送\n各村每月26日前将情况报镇应急办，镇应急办汇总后于次月5日前报县安委办。"
    assert quotes(plan_of(monthly)) == []


def test_one_paper_of_one_sender_goes_to_one_office():
    text = TIME + "二、自查\n各施工单位4月10日前将自查报告报{}。\n三、信息\n各施工单位自查报告统一报局建管股汇总。"
    assert [one for one in quotes(plan_of(text.format("县质安站"))) if "建管股" in one]
    assert quotes(plan_of(text.format("局建管股"))) == []
    passed = "二、自查\n各村4月10日前将自查报告报镇应急办，镇应急办汇总后将自查报告报县应急局。"
    assert quotes(plan_of(TIME + passed)) == []


def test_a_winter_is_left_over_in_a_spring_campaign():
    text = "一、时间\n2025年6月15日至8月31日。\n二、宣传\n{}冬季用气高峰{}，广泛宣传。"
    assert quotes(plan_of(text.format("切实保障", "安全平稳")))
    assert quotes(plan_of(text.format("为", "做好准备"))) == []
