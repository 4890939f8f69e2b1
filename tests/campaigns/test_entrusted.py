"""Contradictions of who a task is given to, of parts and their whole, of years and terms, and what is none."""

import pytest

from anlan.campaigns.reading.reader import read_text
from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

TABLE = (
    "序号 | 任务 | 牵头部门 | 完成时限\n1 | 完成有限空间企业专项核查，建立台账 | 应急局 | 4月30日前\n"
    "2 | 开展粉尘企业专项检查 | 应急局 | 5月31日前\n3 | 完成加油站防雷检测核查 | 商务局 | 6月20日前\n"
)
STAGES = (
    "一、步骤\n分三个阶段实施。\n阶段 | 时间 | 内容 | 责任主体\n企业自查 | 3月5日至4月20日 | 自查 | 各企业\n"
    "专家诊断 | 4月10日至5月10日 | 诊断 | 应急局\n集中整改 | 5月11日至5月31日 | 整改 | 各企业\n"
    "巩固提升 | 6月1日至6月30日 | 总结 | 各企业\n"
)
FOUND = [
    ("parts exceed", TIME + "二、任务\n现有校车37辆，其中城区16辆、镇区12辆、乡村11辆，3月底前检验。", "37辆"),
    ("parts lack one", TIME + "二、任务\n专家组由6名专家组成，其中工艺2名、设备1名、电气1名、安全1名。", "6名"),
    (
        "areas",
        TIME + "二、任务\n全镇14个村分片包干，东片5个村由甲包片，中片4个村由乙包片，西片6个村由丙包片。",
        "14个村",
    ),
    (
        "another lead",
        TIME + "二、组织\n专项行动由应急局牵头。\n三、要求\n牵头部门经发局每两周召开一次调度会。",
        "经发局",
    ),
    (
        "in brackets",
        TIME + "二、任务\n（一）县公路中心对临水路段逐段排查。（责任单位：县港航中心；完成时限：4月30日前）",
        "公路中心",
    ),
    (
        "register",
        TIME + "二、任务\n建房户开工前到镇村建办登记。\n三、处理\n未到镇自然资源所登记擅自开工的，责令停工。",
        "自然资源所",
    ),
    (
        "done by another",
        TIME
        + "二、任务\n县文旅局每月对漂流、玻璃栈道项目检查1次。\n三、分工\n漂流、玻璃栈道项目每月检查由县市监局负责。",
        "市监局",
    ),
    (
        "chair by name",
        TIME + "二、组织\n由副镇长刘振华任组长。\n三、要求\n领导小组组长刘振国每月主持召开1次例会。",
        "刘振国",
    ),
    (
        "chair by title",
        TIME + "二、组织\n由常务副镇长任组长。\n三、要求\n专班组长、分管副镇长每月主持召开一次调度会。",
        "分管副镇长",
    ),
    (
        "unsent",
        TIME + "二、报送\n各村每月25日前报送进展情况。\n三、问责\n未在每月28日前报送进展情况的，予以通报。",
        "28日",
    ),
    ("a row's day", TIME + "二、清单\n" + TABLE + "\n三、要求\n应急局5月20日前完成有限空间企业专项核查。", "5月20日"),
    ("wind", TIME + "二、任务\n风力达到6级及以上，立即停止运营。\n三、要求\n遇7级及以上大风方可停止运营。", "7级"),
    ("stages of a table", STAGES, "4月10日至5月10日"),
    ("stages counted", STAGES, "分三个阶段"),
]
ALIKE = [
    ("parts make it", TIME + "二、任务\n现有校车39辆，其中城区16辆、镇区12辆、乡村11辆，3月底前检验。"),
    ("some of them", TIME + "二、任务\n全镇企业126家，其中造纸34家、印染21家、化工8家，3月底前检查。"),
    ("the lead again", TIME + "二、组织\n专项行动由应急局牵头。\n三、要求\n牵头部门应急局每两周召开一次调度会。"),
    ("in its bracket", TIME + "二、任务\n（一）县公路中心对临水路段逐段排查。（责任单位：公路中心；时限：4月30日前）"),
    ("a row's own day", TIME + "二、清单\n" + TABLE + "\n三、要求\n应急局4月30日前完成有限空间企业专项核查。"),
    ("two chairs", TIME + "二、组织\n第一组由刘振华任组长，第二组由刘建国任组长。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [one[1:] for one in FOUND], ids=[one[0] for one in FOUND])
def test_is_found(text, words):
    assert any(words in quote for quote in quotes(plan_of(text)))


@pytest.mark.parametrize("text", [one[1] for one in ALIKE], ids=[one[0] for one in ALIKE])
def test_is_no_contradiction(text):
    assert quotes(plan_of(text)) == []


LEFT_OVER = [
    (
        ("石桥县今冬明春消防行动方案", "石桥县消安委"),
        "一、时间\n2027年12月1日至2028年3月10日。\n二、任务\n确保2027年元旦期间平安。",
        "2027年元旦",
    ),
    (
        ("石桥县教育局关于做好2027年秋季学期学校安全工作的通知", "石桥县教育局"),
        "一、任务\n春季学期开学第一周，各学校上一节安全课。",
        "春季学期",
    ),
    (
        ("石桥县消防行动方案", "石桥县消安委"),
        "一、任务\n各乡镇每月夜查1次。浔口县各派出所每月检查1次。",
        "浔口县",
    ),
    (
        ("石桥县文旅局 石桥县公安局关于开展景区安全行动的通知", "石桥县文旅局\n石桥县公安局"),
        "一、任务\n四部门组成联合检查组。",
        "四部门",
    ),
]


@pytest.mark.parametrize(("head", "words", "told"), LEFT_OVER)
def test_what_is_left_over_from_another_notice(head, words, told):
    title, issuer = head
    assert any(told in one.what for one in read_text(plan_of(words, "2027年11月20日", title, issuer)).conflicts)


AGAIN = [
    (
        "a rule among others",
        TIME + "二、任务\n网格员每周上门走访独居老人2次，提醒用电。\n"
        "三、考核\n将网格员每月上门走访独居老人2次落实情况纳入考核。",
        "每月",
    ),
    (
        "minutes",
        TIME + "二、报告\n发生交通事故的，须在20分钟内报告镇安办。\n"
        "三、问责\n发生交通事故后30分钟内未报告的，予以通报。",
        "30分钟",
    ),
    (
        "a named list",
        TIME + "二、任务\n牢记“六不”：不私自下水，不擅自结伴，不到无救护的水域，不到不熟悉的水域，不盲目施救。",
        "六不",
    ),
    ("groups of four", TIME + "二、督查\n成立3个督查组，每组4人，共14人，对二级以上医院逐家督查。", "14人"),
]


@pytest.mark.parametrize(("text", "words"), [one[1:] for one in AGAIN], ids=[one[0] for one in AGAIN])
def test_is_found_again(text, words):
    assert any(words in quote for quote in quotes(plan_of(text)))


def test_spoken_and_written_reports_have_their_own_hours():
    assert quotes(plan_of(TIME + "二、报告\n发生事故的，1小时内电话报告县局。发生事故的，2小时内书面报告县局。")) == []


RULES = "二、附则\n本规定由园区应急办负责解释。\n三、其他\n园区安环局负责对本规定作出解释。"
POSTS = "二、组织\n由副镇长刘长河任总指挥。\n三、要求\n重大事项报镇党委副书记刘长河研究决定。"
GROUPS = "二、督导\n第一组：负责东桥、西桥街道。\n第二组：负责南桥、柳堤街道。\n第四组：负责北桥、西桥街道。"
FIRES = "二、任务\n特级动火作业由企业主要负责人审批。\n三、要求\n特级动火作业须经企业安全总监审批。"
ONCE_MORE = [
    ("decided", FIRES, "安全总监"),
    ("explained", RULES, "安环局"),
    ("two posts", POSTS, "刘长河"),
    ("a group left out", GROUPS, "第四组"),
    ("a street twice", GROUPS, "西桥"),
    ("own items", "二、任务\n（一）自查。\n（二）整改，按本部分第（五）项执行。", "第（五）项"),
    ("a whole county", "二、要求\n对落实不力的，在全县范围内通报批评。", "全县"),
]


@pytest.mark.parametrize(("text", "words"), [one[1:] for one in ONCE_MORE], ids=[one[0] for one in ONCE_MORE])
def test_is_found_once_more(text, words):
    draft = read_text(plan_of(TIME + text, "2027年3月3日", "石桥区安全生产专项整治行动方案", "石桥区安委会"))
    assert any(words in draft.flow.quote(span) for one in draft.conflicts for span in one.spans)


BRACKETS = "各燃气经营企业、各乡镇（街道）；完成时限：5月20日前）"


def test_who_stands_behind_a_clause_may_have_a_bracket_of_its_own():
    draft = read_text(plan_of(TIME + "二、任务\n1．餐饮用户每半年安检1次。（责任单位：" + BRACKETS))
    assert {one.subject for one in draft.duties} == {"各燃气经营企业、各乡镇（街道）"}


@pytest.mark.parametrize(
    "words",
    [
        "第一组由安全股牵头，负责城区小学。",
        "3月20日前未报送台账的村，在全镇通报批评。",
        "未在每月28日前报送的，予以通报。",
    ],
)
def test_who_is_in_a_group_and_what_follows_a_breach_is_no_duty(words):
    assert read_text(plan_of(TIME + "二、督导\n" + words)).duties == []


def test_a_stage_in_a_table_without_units_orders_what_its_last_cell_says():
    table = (
        "一、步骤\n阶段 | 时间 | 主要任务\n自查阶段 | 3月5日至4月20日 | 各企业全面自查，4月15日前报送自查报告\n"
        "督查阶段 | 4月21日至5月31日 | 督查\n总结阶段 | 6月1日至6月30日 | 总结经验\n"
    )
    told = read_text(plan_of(table)).duties
    assert [(one.subject, one.due.iso()) for one in told if one.due] == [
        ("各企业", "2025-04-20"),
        ("各企业", "2025-04-15"),
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("一、任务\n各村每月自查1次。对工作不力的，由松岭镇政府通报批评。", "松岭镇"),
        ("一、任务\n各村每月自查1次。拒不整改的，报丰泽县安委会处理。", "丰泽县"),
        ("为做好2026年高温汛期工作，现将有关事项通知如下。\n一、任务\n各村每月自查1次。", "2026"),
    ],
)
def test_places_and_years_of_last_years_notice_are_asked_about(words, told):
    title, issuer = "关于做好2027年高温汛期安全防范工作的通知", "安陵县人民政府" if "县" in words else "枫渡乡人民政府"
    assert any(told in one.what for one in read_text(plan_of(words, "2027年5月28日", title, issuer)).conflicts)


def test_whom_one_reports_to_is_no_other_county():
    told = read_text(plan_of("一、任务\n各村每月向乡党委会报告一次，会同县公安局夜查。", "2027年5月28日"))
    assert [one.what for one in told.conflicts if one.kind == "other_place"] == []


def test_a_contradiction_tells_its_days_as_officials_write_them():
    (told,) = read_text(plan_of(TIME + "二、任务\n3月12日（星期五），各村自查。")).conflicts
    assert told.what.startswith("2025年3月12日是星期三")
