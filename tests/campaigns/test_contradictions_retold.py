"""A rule and what is said of it where it is punished, looked into or told by another name: one value or a question."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

RULES = (
    TIME + "二、任务\n塔吊、升降机由产权单位每月检测一次，检测记录备查。企业负责人每周主持召开1次安全例会。\n"
    "企业主要负责人每月至少带队开展1次有限空间检查。承包商人员入厂前应当接受不少于24学时的培训。\n"
    "食堂每餐每样食品留样不少于125克。县安委办每半月调度一次整治进展，研究解决突出问题。\n三、要求\n"
)


@pytest.mark.parametrize(
    ("again", "right", "wrong"),
    [
        ("对检查中发现的塔吊未按要求{}检测一次、安全带不系挂等问题，责令整改。", "每月", "每季度"),
        ("对未按要求每周召开{}次安全例会的客运企业，责令改正。", "1", "2"),
        ("督促企业主要负责人落实{}至少带队检查1次有限空间的要求。", "每月", "每季度"),
        ("承包商入厂培训少于{}学时的，不得发放入厂证。", "24", "16"),
        ("对食堂留样每样不足{}克的，责令整改。", "125", "100"),
        ("县安委办{}调度一次整治进展并编发工作简报。", "每半月", "每周"),
    ],
)
def test_is_asked_about_and_left_alone_where_it_is_the_same(again, right, wrong):
    assert [one for one in quotes(plan_of(RULES + again.format(wrong))) if wrong in one]
    assert quotes(plan_of(RULES + again.format(right))) == []


@pytest.mark.parametrize(
    "again",
    [
        "连续2次未按要求检测塔吊的，停工。",
        "对未按要求每两周召开调度会的企业，责令改正。",
        "逾期3天未整改的，罚款2000元。",
    ],
)
def test_what_is_counted_up_or_of_another_thing_is_left_alone(again):
    assert quotes(plan_of(RULES + again)) == []


@pytest.mark.parametrize(
    ("rule", "again", "right", "wrong"),
    [
        ("全县护林员每日巡护不少于1次。", "护林员每{}巡护不少于1次，不达标的扣发补助。", "日", "周"),
        ("维保单位每月对电梯维护保养1次。", "电梯维护保养每{}不少于1次，伪造记录的从重处罚。", "月", "季度"),
        ("农机网点每季度检查1次。（责任单位：县农业综合执法大队）", "执法大队对农机网点每{}检查1次。", "季度", "半年"),
        ("养老机构夜间防火巡查每天不少于2次。", "各养老机构夜间巡查每{}不少于2次。", "天", "周"),
        ("安环局对橙色企业每季度检查1次。", "安环局对橙色企业每{}检查1次，结果录入系统。", "季度", "两个月"),
    ],
)
def test_little_that_is_told_in_both_is_enough(rule, again, right, wrong):
    text = TIME + "二、任务\n" + rule + "\n三、要求\n{}"
    asked = quotes(plan_of(text.format(again.format(wrong))))
    assert [one for one in asked if "每" + wrong in one]
    assert not [one for one in quotes(plan_of(text.format(again.format(right)))) if again[:4] in one]


TABLE = (
    "二、清单\n任务 | 内容 | 责任单位 | 完成时限\n教育 | 对驾驶员逐人谈心谈话1次 | 各企业 | {}\n"
    "检测 | 检测车辆 | 各企业 | 5月31日\n"
)


def test_a_day_in_a_table_is_held_against_the_text():
    again = "三、要求\n企业5月15日前完成驾驶员逐人谈心谈话，由本人签字。"
    assert [one for one in quotes(plan_of(TIME + TABLE.format("4月30日") + again)) if "5月15日" in one]
    assert quotes(plan_of(TIME + TABLE.format("5月15日") + again)) == []


@pytest.mark.parametrize(
    ("rule", "again", "words"),
    [
        ("企业4月底前完成有限空间辨识。", "企业有限空间辨识应于{}前完成。", ("4月底", "5月15日")),
        ("镇安委办每月汇总通报一次。", "镇安委办每{}通报一次工作进展，对工作滞后的予以约谈。", ("月", "季度")),
        ("每月20日前报送台账。", "台账每月{}日前报送，逾期通报。", ("20", "25")),
    ],
)
def test_the_same_in_another_order_is_the_same(rule, again, words):
    text = TIME + "二、任务\n" + rule + "\n三、其他\n" + again
    right, wrong = words
    assert [one for one in quotes(plan_of(text.format(wrong))) if wrong in one]
    assert quotes(plan_of(text.format(right))) == []


def test_a_breach_from_another_day_is_asked_about():
    text = TIME + "二、演练\n企业要在4月30日前组织1次应急演练。\n三、问责\n未在{}前完成演练的企业，通报批评。"
    assert [one for one in quotes(plan_of(text.format("5月5日"))) if "5月5日" in one]
    assert quotes(plan_of(text.format("4月30日"))) == []
