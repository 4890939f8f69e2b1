"""Words left over from another place's notice, another kind's or last year's."""

import pytest

from anlan.campaigns.reading.reader import read_text
from tests.campaigns.notices import TIME, plan_of

pytestmark = pytest.mark.once

STREET, COUNTY = "松园街道办事处", "石桥县安全生产委员会"


def _told(words, issuer, day="2025年3月3日"):
    kinds = {"other_place", "title_year"}
    title = issuer[:4] + "安全整治工作方案"
    return [one.what for one in read_text(plan_of(words, day, title, issuer)).conflicts if one.kind in kinds]


@pytest.mark.parametrize(
    ("words", "issuer", "said"),
    [
        ("二、分工\n派出所负责夜查；桃坪街道综合执法队负责清理占道。", STREET, "桃坪街道"),
        ("二、要求\n拒不整改的，向青山镇应急办报告。", STREET, "青山镇"),
        ("二、要求\n我镇各单位每月自查1次。", STREET, "我镇"),
        ("二、要求\n工作不力的，在全区通报。", COUNTY, "全区"),
        ("二、要求\n每月自查1次，报区应急局。", COUNTY, "区"),
        ("二、要求\n对情况复杂的，由青河县公安局督办。", COUNTY, "青河县"),
        ("二、要求\n发生火情的，立即报告青屏县森林防火指挥部。", COUNTY, "青屏县"),
        ("二、要求\n行动迟缓的，由高新区管委会约谈。", "鹭港经济开发区安委办", "高新区"),
        ("二、要求\n各学校每月自查。各乡镇卫生院要明确专人巡查。", "石桥县教育局", "卫生院"),
        ("二、分工\n城西街道综合行政执法队负责清理占道。", "榆城区人民政府城东街道办事处", "城西街道"),
        ("二、要求\n拒不整改的，依照《枫桥村村规民约》处理。", "柳浦镇石涧村村民委员会", "枫桥村"),
        ("二、要求\n对工作不力的，在全镇范围内通报。", COUNTY, "全镇"),
        ("二、目标\n确保2024年全县形势稳定。", COUNTY, "2024"),
        ("二、要求\n按照2024年工作要求抓好落实。", COUNTY, "2024"),
    ],
)
def test_is_asked_about(words, issuer, said):
    assert [one for one in _told(TIME + words, issuer) if said in one]


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("二、要求\n各村每月向街道办事处报告，会同公安派出所夜查，将报告呈区政府。", STREET),
        ("二、要求\n各乡镇政府、有关街道办事处每月自查1次，县应急局抽查。", COUNTY),
        ("二、行动\n在全街道开展行动，城区安全由派出所负责。", "榆城区人民政府城东街道办事处"),
        ("二、要求\n各镇要在全镇范围内开展自查。", COUNTY),
        ("二、要求\n管委会各部门每月自查，由开发区管委会约谈。", "鹭港经济开发区安委办"),
        ("二、要求\n石桥镇政府、大坪乡政府每月自查1次。", COUNTY),
        ("二、现状\n2024年以来发生事故2起。比2024年下降的，予以表扬。", COUNTY),
        ("二、要求\n全区域覆盖，按《2024年工作要点》完成任务。", COUNTY),
    ],
)
def test_is_left_alone(words, issuer):
    assert _told(TIME + words, issuer) == []


def test_a_paper_has_one_name():
    letter = (
        "现将《石桥县工贸企业安全专项整治方案》印发给你们。\n石桥县安委会\n2025年3月3日\n{}县{}企业安全专项整治方案\n"
    )
    told = [
        plan_of(letter.format(*words) + TIME, issuer=COUNTY)
        for words in (("石桥", "工贸"), ("石桥", "商贸"), ("青河", "工贸"))
    ]
    kinds = [[one.kind for one in read_text(text).conflicts].count("two_names") for text in told]
    assert kinds == [0, 1, 1]


def test_a_season_of_the_title_holds_its_days():
    title = "石桥县关于做好寒假期间校园安全工作的通知"
    for words, told in (("各校2月20日前完成检查。", 0), ("各校9月1日前完成检查。", 1), ("暑假期间每周家访。", 1)):
        asked = read_text(plan_of("一、任务\n" + words, "2025年1月10日", title, "石桥县教育局")).conflicts
        assert len(asked) == told, words
