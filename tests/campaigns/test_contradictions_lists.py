"""Numbers announced against what is listed, wherever the list stands."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

ITEMS = ["景区安全。每月自查。", "旅行社安全。每月自查。", "饭店安全。每月自查。", "剧场安全。每月自查。"]
LISTS = {
    "numbers": "各单位要聚焦以下{}项重点任务，逐项抓好落实：\n" + "\n".join(f"{n}．{{}}" for n in range(1, 5)),
    "ordinals": "重点整治以下{}个方面的突出问题：\n" + "\n".join(f"{n}是{{}}" for n in "一二三四"),
    "groups": "领导小组下设{}个工作组：\n" + "\n".join(f"{n}、{{}}" for n in range(1, 5)),
    "brackets": "各单位要抓好{}类问题整治：\n" + "\n".join(f"（{n}）{{}}" for n in "一二三四"),
}
"""Four of something."""


@pytest.mark.parametrize("how", LISTS)
def test_paragraphs_behind_their_number_are_counted(how):
    text = TIME + "二、任务\n{}\n三、要求\n各单位每月自查。"
    right, wrong = (text.format(LISTS[how].format(number, *ITEMS)) for number in ("四", "六"))
    assert [one for one in quotes(plan_of(wrong)) if "六" in one]
    assert quotes(plan_of(right)) == []


def test_villages_in_lines_behind_their_number_are_counted():
    parts = "东片：甲子村、乙丑村、丙寅村；\n西片：丁卯村、戊辰村、己巳村；\n北片：庚午村、辛未村、壬申村。"
    text = TIME + "二、分工\n全镇{}个村划为三个片区：\n" + parts
    assert [one for one in quotes(plan_of(text.format(10))) if "10个村" in one]
    assert quotes(plan_of(text.format(9))) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("全镇设置检查卡口{}处，分别为鹿鸣岭、大坳口、石桥头、青龙寺。", "4", "7"),
        (
            "重点任务共{}项，具体见下表：\n任务 | 责任单位\n储罐检测 | 应急局\n用电检查 | 住建局\n燃气检验 | 城管局\n",
            "3",
            "4",
        ),
    ],
)
def test_what_is_listed_in_a_row_or_a_table_is_counted(text, right, wrong):
    assert quotes(plan_of(TIME + "二、任务\n" + text.format(wrong)))
    assert quotes(plan_of(TIME + "二、任务\n" + text.format(right))) == []


def test_an_attachment_is_looked_for_behind_the_list_that_stands_in_the_letter():
    letter = "现印发给你们。\n附件：1.隐患台账\n2.销号表\n石桥镇安委会\n2025年3月3日\n石桥镇动态清零行动方案\n"
    told = quotes(plan_of(letter + TIME + "二、任务\n建立台账（见附件1），需要延期的填写审批表（见附件3）。"))
    assert [one for one in told if "附件3" in one]
    assert not [one for one in told if "见附件1" in one and "附件3" not in one]
