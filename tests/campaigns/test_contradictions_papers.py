"""Tables, attachments, numbering and references against what is said of them, one by one."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

PAPERS = [
    ("attachment letter", plan_of(TIME + "二、任务\n按附件填写登记表。"), "附件"),
    ("attachment", plan_of(TIME + "二、任务\n各村按附件2填报，见附件3。\n附件：1.登记表"), "附件2"),
    ("numbering", plan_of("一、任务\n各村排查。\n二、要求\n落实。\n四、考核\n考核。"), "四、考核"),
    ("numbering dup", plan_of("一、任务\n各村排查。\n二、要求\n（一）一。落实。\n（一）二。落实。"), "（一）"),
    ("ref", plan_of(TIME + "二、任务\n按照本方案第五部分执行。"), "第五部分"),
    (
        "one attachment missing",
        plan_of(TIME + "附件：1.检查表\n2.统计表") + "附件1 检查表（略）\n",
        "2.统计表",
    ),
    ("another article", plan_of("第一条　各村每月自查。\n第二条　凡未按第十二条要求落实的，扣发奖金。"), "第十二条"),
    (
        "no sixth item",
        plan_of(
            "第一条 各企业应当：\n（一）每月自查；\n（二）每季度演练。\n第二条 未按第一条第（六）项履职的，予以约谈。"
        ),
        "第（六）项",
    ),
    (
        "table total",
        plan_of(TIME + "二、任务数\n社区 | 商铺 | 车棚\n东街 | 96 | 12\n西街 | 118 | 9\n合计 | 215 | 21"),
        "合计 | 215",
    ),
    (
        "row total",
        plan_of(TIME + "二、任务数\n村 | 住宅 | 商铺 | 合计\n东村 | 96 | 12 | 108\n西村 | 118 | 9 | 137"),
        "西村 | 118",
    ),
    (
        "subtotal",
        plan_of(TIME + "二、数\n村 | 户\n东村 | 10\n西村 | 20\n小计 | 40\n南村 | 5\n北村 | 6\n合计 | 41"),
        "小计 | 40",
    ),
    (
        "rows announced",
        plan_of(
            TIME
            + "二、任务\n共安排4项重点工作：\n序号 | 工作 | 责任单位\n"
            + "1 | 排查 | 镇应急办\n2 | 整改 | 镇应急办\n3 | 总结 | 镇应急办"
        ),
        "4项重点工作",
    ),
    (
        "month left out",
        plan_of("月份 | 工作 | 责任单位\n3月 | 培训 | 各校\n4月 | 演练 | 各校\n6月 | 检查 | 各校\n7月 | 总结 | 各校"),
        "6月 | 检查",
    ),
    (
        "row left out",
        plan_of("序号 | 工作 | 责任单位\n1 | 培训 | 各校\n2 | 演练 | 各校\n4 | 检查 | 各校\n5 | 总结 | 各校"),
        "4 | 检查",
    ),
    (
        "places in a table",
        plan_of(
            TIME + "二、范围\n全镇5个村同步推进。\n村 | 商铺\n东村 | 96\n西村 | 118\n南村 | 103\n北村 | 85\n合计 | 402"
        ),
        "5个村",
    ),
    (
        "due in a table",
        plan_of(
            TIME
            + "二、任务\n任务 | 责任单位 | 时限\n充电棚改造 | 城建办 | 5月31日前\n线路检测 | 应急办 | 6月10日前\n"
            + "三、要求\n充电棚改造务必于5月15日前完成。"
        ),
        "5月15日前",
    ),
    ("articles", plan_of("第一条 本办法适用于全镇。\n第二条 企业未按本办法第五条整改的，停产。"), "第五条"),
    ("chapters", plan_of("第一章 总则\n第一条 适用。\n第二章 检查\n第二条 违反本细则第三章规定的，处理。"), "第三章"),
    (
        "attachments",
        plan_of(TIME + "二、附表\n各村填表。\n附件：1.登记表\n2.汇总表\n4.报告模板"),
        "4.报告模板",
    ),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in PAPERS], ids=[row[0] for row in PAPERS])
def test_is_quoted(text, words):
    assert [quote for quote in quotes(text) if words in quote]
