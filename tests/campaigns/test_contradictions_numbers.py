"""Classes, sizes of groups, parts whose whole stands elsewhere."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "甲类企业指1万平方米及以上的，乙类企业指3000平方米及以上、不足1万平方米的，丙类企业指不足{}平方米的。",
            "3000",
            "5000",
        ),
        ("得分90分以上为优秀，80—89分为良好，60—79分为合格，{}分以下为不合格。", "60", "70"),
        ("得分90分以上为优秀，{}分以上不足90分为良好，60分以上不足80分为合格，60分以下为不合格。", "80", "85"),
        ("各村组建1支不少于20人的义务消防队。\n三、保障\n选派青壮年加入义务消防队，每队不少于{}人。", "20", "15"),
        ("对全镇{}个在建项目逐个排查，其中房建工程27个、市政工程18个，重点检查深基坑、高支模和取暖。", "45", "42"),
        ("考核80分以上为合格。\n三、要求\n考核{}分以下的不合格。", "80", "70"),
        ("抽查比例不低于20%。\n三、要求\n镇应急办按不低于{}%的比例随机抽查。", "20", "10"),
        ("对企业严格检查。\n三、重点任务\n1.自查。\n2.整改。\n四、要求\n落实上述{}项重点任务。", "两", "四"),
        (
            "现有密集烤房{}座。\n三、检查\n4月8日前，各村对全部烤房逐座检查，其中东片124座、西片109座、南片95座。",
            "328",
            "318",
        ),
    ],
)
def test_is_asked_about_and_left_alone_where_it_fits(text, right, wrong):
    body = TIME + "二、任务\n" + text
    assert [one for one in quotes(plan_of(body.format(wrong))) if wrong in one]
    assert quotes(plan_of(body.format(right))) == []


@pytest.mark.parametrize(
    "text",
    [
        "大型企业300人以上每月检查1次，小型企业50人以下每季度检查1次。",
        "检查组由5人组成的专家队配合，每组2人以上。",
        "一级风险企业扣20分，三级风险企业扣5分。",
        "重点检查企业，其中造纸34家、印染21家、化工8家。\n三、范围\n全镇村组60家。",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert [one for one in quotes(plan_of(TIME + "二、任务\n" + text)) if "每季度" not in one] == []
