"""Days, stages, terms and seasons that contradict each other, one by one."""

import pytest

from tests.campaigns.notices import STAGES, TIME, plan_of, quotes

pytestmark = pytest.mark.once

DAYS = [
    ("weekday bare", plan_of(TIME + "二、任务\n3月12日星期五召开会议。"), "星期五"),
    ("weekday before", plan_of(TIME + "二、任务\n各村于周五（3月12日）前报送名单。"), "3月12日"),
    ("mobilise after stage", plan_of(STAGES + "二、要求\n各村3月31日前开完动员会。"), "3月31日前"),
    ("summary in stage", plan_of(STAGES + "二、要求\n各村5月10日前报送专项行动总结。"), "5月10日前"),
    (
        "selfcheck after",
        plan_of(
            "一、步骤\n（一）自查自纠阶段（3月5日—3月31日）。企业自查。\n（二）执法检查阶段（4月1日—6月30日）。\n二、要求\n各企业4月20日前完成自查自纠。"
        ),
        "4月20日前",
    ),
    ("range backwards", plan_of(TIME + "二、任务\n4月20日至4月5日，各村集中清理。"), "4月20日至4月5日"),
    (
        "season2",
        plan_of("一、时间\n2025年6月1日至9月30日。\n二、任务\n各村清明节前完成清理。", day="2025年5月28日"),
        "清明",
    ),
    (
        "spring festival",
        plan_of("一、时间\n2025年4月1日至9月30日。\n二、任务\n春节期间各村加强值守。", day="2025年3月28日"),
        "春节",
    ),
    (
        "months quarter",
        plan_of("一、时间\n2025年4月1日至6月30日。\n二、任务\n第三季度各村开展一次演练。", day="2025年3月28日"),
        "第三季度",
    ),
    ("due after end", plan_of(TIME + "二、任务\n各企业8月底前完成检测。"), "8月底前"),
    ("due before", plan_of(TIME + "二、任务\n各企业2025年2月20日前完成检测。"), "2月20日前"),
    ("due year wrong", plan_of(TIME + "二、任务\n各企业2024年4月20日前完成检测。"), "2024年4月20日前"),
    ("assessment", plan_of(TIME + "二、任务\n整治情况纳入2024年度目标考核。"), "2024年度目标考核"),
    ("assessment2", plan_of(TIME + "二、任务\n作为评定2023年度安全生产先进的依据。"), "2023年度"),
    ("4月31", plan_of(TIME + "二、任务\n各村4月31日前报送台账。"), "4月31日"),
    (
        "2月29 nonleap",
        plan_of(TIME.replace("6月30日", "2026年6月30日") + "二、任务\n各村2026年2月29日前报送台账。"),
        "2月29日",
    ),
    ("13月", plan_of(TIME + "二、任务\n各村13月1日前报送台账。"), "13月"),
    (
        "overlap by day",
        plan_of(
            "一、步骤\n（一）动员阶段（3月5日—3月20日）。\n（二）整治阶段（3月15日—5月31日）。\n（三）总结阶段（6月1日—6月30日）。"
        ),
        "3月15日",
    ),
    (
        "gap order",
        plan_of(
            "一、步骤\n（一）动员阶段（3月5日—3月20日）。\n（二）整治阶段（6月1日—6月30日）。\n（三）总结阶段（4月1日—4月30日）。"
        ),
        "4月1日",
    ),
    (
        "stage before doc",
        plan_of("一、步骤\n（一）动员阶段（2月1日—2月20日）。\n（二）整治阶段（3月1日—5月31日）。"),
        "2月1日",
    ),
    (
        "stage year",
        plan_of("一、步骤\n（一）动员阶段（2024年3月5日—3月20日）。\n（二）整治阶段（2025年3月21日—5月31日）。"),
        "2024年3月5日",
    ),
    (
        "stage beyond period",
        plan_of(TIME + "二、步骤\n（一）动员阶段（3月5日—3月20日）。\n（二）整治阶段（3月21日—8月31日）。"),
        "8月31日",
    ),
    ("weekday", plan_of(TIME + "二、任务\n3月12日（周五）召开会议。"), "周五"),
    (
        "two deadlines",
        plan_of(TIME + "二、任务\n各村于5月20日前报送工作总结。\n三、要求\n各村6月5日前将总结报镇应急办。"),
        "5月20日前",
    ),
    ("length", plan_of("一、时间\n2025年3月5日至2025年9月30日，为期三个月。\n二、任务\n各村排查。"), "为期三个月"),
    ("title year", plan_of(TIME + "二、任务\n各村排查。", title="石桥镇2024年春季安全生产专项整治行动方案"), "2024年"),
    (
        "season",
        plan_of(
            "一、时间\n2025年11月10日至12月20日。\n二、任务\n各村排查。",
            day="2025年11月5日",
            title="石桥镇今冬明春火灾防控方案",
        ),
        "12月20日",
    ),
    (
        "safety month",
        plan_of("一、时间\n即日起至2026年2月28日。\n二、任务\n各村组织好“安全生产月”活动。", day="2025年11月5日"),
        "安全生产月",
    ),
    ("119", plan_of("一、时间\n即日起至2025年6月30日。\n二、任务\n结合“119”消防宣传月活动开展宣传。"), "消防宣传月"),
    ("before gte", plan_of("一、时间\n2025年6月1日至2025年4月30日。\n二、任务\n各村排查。"), "2025年6月1日"),
    (
        "beyond its stage",
        plan_of(STAGES.replace("3月20日）。", "3月20日）。各村4月10日前摸清底数。")),
        "4月10日前",
    ),
    (
        "before the season",
        plan_of("今年汛期为5月15日至10月15日。\n" + TIME + "二、任务\n各水库5月25日前将汛前自查表报水库股。"),
        "5月25日前",
    ),
    ("ends twice", plan_of(TIME + "二、任务\n各村排查。\n三、附则\n本方案至2025年6月20日止。"), "6月20日止"),
    (
        "in force",
        plan_of("一、附则\n本办法自2025年6月1日起施行，有效期二年，至2026年5月31日止。"),
        "有效期二年",
    ),
    ("valid until", plan_of("即日起至2025年6月30日开展整治。\n一、附则\n本方案有效期至2025年5月31日。"), "5月31日"),
    ("month in brackets", plan_of(TIME + "二、宣传\n各村开展“安全生产月”（5月）活动。"), "（5月）"),
    ("another year's money", plan_of(TIME + "二、经费\n所需资金从2023年度安全费用中列支。"), "2023年度"),
    (
        "ends at another day",
        plan_of(
            "一、时间\n休渔时间为2025年5月1日12时至8月16日12时。\n二、附则\n本通知自5月1日起执行，至2025年8月6日止。"
        ),
        "8月6日止",
    ),
    ("month of safety", plan_of("一、时间\n3月5日至4月20日。\n二、宣传\n安全生产月期间举办咨询活动。"), "安全生产月"),
    ("early summary", plan_of(TIME + "二、报送\n各村6月20日前报送行动总结。"), "6月20日前"),
    (
        "season told twice",
        plan_of(TIME + "二、值守\n4月1日至6月30日为汛期。\n三、在岗\n汛期为4月15日至6月15日。"),
        "4月15日",
    ),
    ("ninety days", plan_of("一、时间\n2025年4月1日至2025年6月30日，为期95天。", title="石桥镇检查方案"), "为期95天"),
    ("days of a holiday", plan_of(TIME + "二、值守\n放假（5月1日至5月5日）共6天，各村值班。"), "共6天"),
    ("weeks in front", plan_of(TIME + "二、集中\n用两周时间（5月1日至6月5日）集中整治。"), "两周时间"),
    (
        "season to its end",
        plan_of("3月1日至5月31日为我镇森林防火期。\n二、值守\n防火期至6月15日结束后撤卡。"),
        "防火期至6月15日",
    ),
    ("trial", plan_of("一、施行\n本办法自2025年4月1日起施行，试行一年，至2026年12月31日止。"), "试行一年"),
    ("over at once", plan_of("一、施行\n本通告自2025年6月1日起实施，有效期至2025年5月31日。"), "有效期至2025年5月31日"),
    ("half a year", plan_of(TIME + "二、报告\n各村上半年（7月底前）报送一次。"), "上半年"),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_is_quoted(text, words):
    assert [quote for quote in quotes(text) if words in quote]
