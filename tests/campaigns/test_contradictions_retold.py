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
