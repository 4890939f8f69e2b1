"""Numbers announced against what is listed, wherever the list stands."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

COUNTED = [
    ("fewer measure", plan_of(TIME + "二、任务\n落实以下三条措施：一是排查；二是整改；三是复查；四是销号。"), "三条"),
    ("five one", plan_of(TIME + "二、任务\n做到“四个一”：一次会议、一次排查、一次演练。"), "四个一"),
    (
        "groups",
        plan_of(
            TIME
            + "二、组织\n设五个督查组，分别由以下领导带队：第一组：张三；第二组：李四；第三组：王五；第四组：赵六。"
        ),
        "五个督查组",
    ),
    (
        "count stages",
        plan_of(
            "一、步骤\n行动分四个阶段进行：\n（一）动员阶段（3月5日—3月20日）。\n（二）整治阶段（3月21日—5月31日）。"
            "\n（三）总结阶段（6月1日—6月30日）。"
        ),
        "四个阶段",
    ),
    (
        "count tasks",
        plan_of(
            "一、任务\n重点做好以下四项工作。\n（一）排查。各村排查。\n（二）整改。各企业整改。\n（三）执法。"
            "派出所检查。"
        ),
        "四项工作",
    ),
    ("count tasks2", plan_of("一、任务\n落实“五个一”措施：\n1.一次排查。\n2.一次培训。\n3.一次演练。"), "五个一"),
    (
        "backref count",
        plan_of(
            "一、任务\n抓好以下三项工作：\n（一）甲。各村查。\n（二）乙。各村改。\n（三）丙。各村报。"
            "\n二、执法\n派出所对前述五项任务检查。"
        ),
        "前述五项",
    ),
    ("list count", plan_of(TIME + "二、任务\n聚焦燃气、消防、工贸、矿山等三个领域排查。"), "等三个"),
    ("industries", plan_of(TIME + "二、范围\n冶金、建材、轻工、纺织五大行业企业。"), "五大"),
    ("four of them", plan_of(TIME + "二、任务\n落实“四个100%”，即培训率、配备率、联网率达到100%。"), "四个100"),
    ("groups listed", plan_of(TIME + "二、组织\n下设五个工作组，分别为综合组、检查组、宣传组、保障组。"), "五个工作组"),
    ("six of a verb", plan_of(TIME + "二、任务\n开展“复工前六查”，做到查思想、查制度、查设备、查隐患。"), "查思想"),
    ("five in place", plan_of(TIME + "二、要求\n做到“五个到位”：组织到位、排查到位、劝导到位、执法到位。"), "五个到位"),
    ("five to check", plan_of(TIME + "二、要求\n对进场车辆“五必查”：查资质、查押运、查阀门、查静电。"), "五必查"),
    (
        "ten articles",
        plan_of(
            "一、自查\n各村自查。\n二、排查\n各村排查。\n三、总结\n各村总结。", title="石桥镇关于安全生产的四条措施"
        ),
        "四条措施",
    ),
    (
        "twelve tasks",
        plan_of("本清单共两类4项任务。\n一、摸底\n1.建档；\n2.更新；\n二、检查\n3.自查；\n4.抽查；\n5.夜查。"),
        "4项任务",
    ),
    ("three sorts", plan_of(TIME + "二、管理\n对起重等三类作业，即深基坑、高边坡、起重、模板，实行挂牌。"), "三类作业"),
    ("seven stations", plan_of(TIME + "二、设卡\n设检查站7处（石门、梨坪、泥坳、大坪、白沙），每站2人。"), "检查站7处"),
    (
        "always",
        plan_of(TIME + "二、停用\n实行“三个一律”：未设单独作业间的一律停产，报警未接入的一律停产。"),
        "三个一律",
    ),
    (
        "five ones",
        plan_of(TIME + "二、复工\n落实“复工五个一”，即一次培训、一次排查、一次调试、一次演练，4月20日前完成。"),
        "五个一",
    ),
    (
        "six parts",
        plan_of(TIME + "二、包片\n全镇划分为6个片区，东山片、西岭片、南冲片、北坳片、河口片的片长由包片领导担任。"),
        "6个片区",
    ),
    (
        "the four above",
        plan_of(TIME + "二、要求\n1.自查。\n2.整改。\n3.报告。\n4.未落实以上四项要求的，通报。"),
        "以上四项",
    ),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED])
def test_is_quoted(text, words):
    assert [quote for quote in quotes(text) if words in quote]


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
        ("坚持{}个原则：属地管理、分级负责、谁主管谁负责、全员参与。", "四", "三"),
        (
            "对以下{}个重点行业领域开展整治：\n领域 | 单位\n烟花爆竹 | 应急站\n森林防火 | 林业站\n山塘水库 | 水利站\n",
            "三",
            "四",
        ),
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
