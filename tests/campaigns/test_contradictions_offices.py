"""Who leads, signs, answers and is called how: told twice and differently, one by one."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

OFFICES = [
    (
        "leader",
        plan_of(TIME + "二、组织\n成立领导小组，组长由镇长担任。\n三、要求\n领导小组组长由党委书记担任。"),
        "组长由",
    ),
    (
        "name two",
        plan_of(
            TIME + "二、任务\n扎实开展“铁拳”行动。\n三、要求\n“铁腕”行动期间每周一报。",
            title="石桥镇“铁拳”安全生产专项行动方案",
        ),
        "铁腕",
    ),
    (
        "docno year",
        "石桥镇安全生产专项整治行动方案\n石政〔2023〕12号\n各村：\n一、任务\n各村排查。\n石桥镇人民政府\n2025年3月3日\n",
        "2023",
    ),
    ("other place", plan_of(TIME + "二、任务\n我乡各村要落实。"), "我乡"),
    ("other place2", plan_of(TIME + "二、任务\n由清溪镇人民政府组织实施，各村落实。"), "清溪镇"),
    (
        "two commanders",
        plan_of(TIME + "二、组织\n由党委书记和镇长任双指挥长。\n三、要求\n由镇长任指挥长统一调度。"),
        "由镇长任指挥长",
    ),
    ("two seats", plan_of(TIME + "二、组织\n办公室设在应急办。\n三、要求\n办公室设在党政办，负责日常工作。"), "党政办"),
    ("office of two ranks", plan_of(TIME + "二、分工\n特设科每月检查一次。\n三、考核\n由特设处汇总。"), "特设处"),
    ("office cut short", plan_of(TIME + "二、分工\n局燃气科每月检查。\n三、奖励\n由燃气管理科兑现。"), "燃气管理科"),
    ("renamed", plan_of(TIME + "二、分工\n县应急管理局牵头。\n三、报送\n每周报县安监局。"), "安监局"),
    ("old name", plan_of(TIME + "二、分工\n道路运输服务中心牵头。\n三、检查\n运管所每月检查一次。"), "运管所"),
    (
        "one task, two offices",
        plan_of(TIME + "二、分工\n有限空间作业由住建局负责。\n三、要求\n有限空间作业由城管局负责牵头排查。"),
        "城管局",
    ),
    ("part and bureau", plan_of(TIME + "二、分工\n公司安监部每周检查。\n三、例会\n安监局每周五召开例会。"), "安监局"),
    ("office and station", plan_of(TIME + "二、分工\n乡民政所4月1日前安装。\n三、登记\n由乡民政办登记。"), "民政办"),
    ("dup dates two", plan_of(TIME + "二、任务\n各村排查。\n石桥镇人民政府\n2024年3月3日\n"), "2024年3月3日"),
    (
        "one line two numbers",
        plan_of(TIME + "二、值班\n值班电话0371-6688112。\n三、报送\n值班电话0371-6688121。"),
        "6688121",
    ),
    (
        "digits swapped",
        plan_of(TIME + "二、联系\n联系人：赵敏，电话：2661234。\n三、索取\n可来电索取，电话2661243。"),
        "2661243",
    ),
    (
        "one mobile two names",
        plan_of(TIME + "二、报送\n联系人李明（13800001111）。\n三、值守\n联系人为张强（13800001111）。"),
        "张强",
    ),
    ("mobile too short", plan_of(TIME + "二、报送\n报镇应急办，联系人：李明，电话：1380000111。"), "1380000111"),
    ("groups and heads", plan_of(TIME + "二、检查\n组成三个检查组，分别由张副镇长、李副镇长带队。"), "三个检查组"),
    (
        "seat in brackets",
        plan_of(TIME + "二、组织\n办公室设在镇派出所。\n三、报告\n每日16时前报指挥部办公室（镇应急办）。"),
        "镇应急办",
    ),
    (
        "headed by another",
        plan_of(TIME + "二、防汛安全类（牵头：城管办）\n1.各村巡查。\n三、督导\n防汛工作由平安办负责。"),
        "平安办",
    ),
    ("commerce", plan_of(TIME + "二、通报\n区商务局每季度通报。\n三、约谈\n由区商业局约谈。"), "区商业局"),
    (
        "another level",
        plan_of(TIME + "二、报送\n各企业4月底前将自查表报区应急局。", issuer="青石县应急管理局"),
        "区应急局",
    ),
    ("committee", plan_of(TIME + "二、督查\n市住建委每月督查。\n三、附则\n由市住建局负责解释。"), "市住建局"),
    (
        "of one kin",
        plan_of(TIME + "二、检查\n街道应急消防科每月检查。\n三、举报\n街道应急安全科受理举报。"),
        "应急安全科",
    ),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in OFFICES], ids=[row[0] for row in OFFICES])
def test_is_quoted(text, words):
    assert [quote for quote in quotes(text) if words in quote]


def test_a_stage_has_one_name():
    stages = (
        "一、步骤\n（一）自查自改阶段（3月5日—3月31日）。企业自查。\n（二）集中整治阶段（4月1日—6月30日）。检查。\n"
    )
    text = stages + "二、要求\n{}阶段发现的隐患，要列出清单。"
    assert [one for one in quotes(plan_of(text.format("自查自纠"))) if "自查自纠" in one]
    assert quotes(plan_of(text.format("自查自改"))) == []
