"""Deadlines, rhythms and their order, told twice and differently, one by one."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

DEADLINES = [
    ("daily hour", plan_of(TIME + "二、任务\n各村每日17时前报平安。\n三、要求\n各村每日18时前报平安。"), "18时"),
    (
        "weekly day",
        plan_of(TIME + "二、任务\n各村每周四前报送进展。\n三、要求\n各村每周五前报送工作进展。"),
        "每周五前",
    ),
    (
        "two due same act",
        plan_of(TIME + "二、任务\n各企业5月20日前完成电气线路检测。\n三、要求\n各企业应于6月10日前完成电气线路检测。"),
        "6月10日前",
    ),
    (
        "two counts drill",
        plan_of(TIME + "二、任务\n各企业组织应急演练不少于2次。\n三、要求\n各企业要组织应急演练不少于1次。"),
        "不少于",
    ),
    (
        "hours",
        plan_of(TIME + "二、任务\n发现险情要在30分钟内报告镇应急办。\n三、值守\n发现险情要在1小时内报告镇应急办。"),
        "1小时内",
    ),
    (
        "two rhythms",
        plan_of(TIME + "二、任务\n（一）巡查。各村每周巡查1次。\n三、要求\n各村每月巡查1次。"),
        "每周巡查1次",
    ),
    (
        "two rhythms count",
        plan_of(
            TIME + "二、任务\n（一）检查。镇应急办每月检查企业不少于10家。\n三、要求\n镇应急办每月检查企业不少于5家。"
        ),
        "不少于10家",
    ),
    ("rhythm slow", plan_of("一、时间\n即日起至3月31日。\n二、任务\n各企业每季度演练一次。"), "每季度"),
    (
        "long name",
        plan_of(TIME + "二、任务\n查遍23个木质连片村寨。\n三、要求\n21个木质连片村寨户户有水缸。"),
        "21个木质连片",
    ),
    (
        "first round",
        plan_of(TIME + "二、任务\n各村4月12日前完成首轮排查。\n三、要求\n各村首轮排查务必于4月20日前全部完成。"),
        "4月20日前",
    ),
    (
        "time of it",
        plan_of(TIME + "二、任务\n各商户4月28日前备齐灭火器。\n三、要求\n商户灭火器备齐的时间是4月30日。"),
        "4月30日",
    ),
    (
        "graded",
        plan_of(TIME + "二、巡查\n网格员对C类场所每月巡查一次。\n三、要求\n上述C类场所，网格员每两个月至少巡查一次。"),
        "每两个月",
    ),
    (
        "gap",
        plan_of("一、步骤\n（一）动员阶段（3月5日—3月20日）。\n（二）整治阶段（4月1日—5月31日）。"),
        "4月1日—5月31日",
    ),
    (
        "before its stage",
        plan_of(
            "一、步骤\n（一）自查阶段（3月5日—3月31日）。\n（二）整治阶段（4月1日—5月31日）。各村3月20日前报送结果。"
        ),
        "3月20日前",
    ),
    ("sent before done", plan_of(TIME + "二、任务\n镇安委办5月20日前完成评估，4月20日前提请镇政府研究。"), "4月20日前"),
    (
        "punished below",
        plan_of(TIME + "二、任务\n护林员每天巡查2次。\n三、问责\n护林员每天巡查少于1次的，扣发补助。"),
        "少于1次",
    ),
    (
        "in the tail",
        plan_of(TIME + "二、任务\n各企业4月8日前将自查报告报镇应急办。")
        + "（联系人：王军，自查报告请于4月10日前报送）\n",
        "4月10日前",
    ),
    (
        "beyond its heading",
        plan_of(TIME + "二、供热前准备（4月20日前完成）\n1.供热企业4月10日前试运行。\n2.供热企业4月25日前完成打压。"),
        "4月25日前",
    ),
    (
        "limit told twice",
        plan_of(TIME + "二、景区\n瞬时承载量达到80%时启动限流。\n三、假日\n瞬时承载量达到85%时启动限流。"),
        "85%",
    ),
    (
        "punished by another day",
        plan_of(TIME + "二、排查\n各村4月20日前排查完毕。\n三、问责\n对4月底前未完成排查的村予以通报。"),
        "4月底前",
    ),
    (
        "mended before found",
        plan_of(TIME + "二、物资\n各村4月25日前完成物资盘点，缺额部分4月15日前补齐。"),
        "4月15日前",
    ),
    (
        "night rounds",
        plan_of(TIME + "二、夜查\n派出所每周开展不少于2次夜查。\n三、分工\n派出所每周夜查夜巡不少于3次。"),
        "不少于3次",
    ),
    (
        "fines",
        plan_of(TIME + "二、奖惩\n凡发现一处火点，扣村经费2000元。\n三、问责\n凡发现一处火点的，扣除村经费3000元。"),
        "3000元",
    ),
    (
        "punished each week",
        plan_of(TIME + "二、食堂\n校长每周陪餐不少于1次。\n三、问责\n对食堂陪餐每周少于2次的学校，取消评优。"),
        "少于2次",
    ),
    (
        "checked before asked",
        plan_of(TIME + "二、验收\n各校5月25日前提交申请，5月22日前县教体局完成验收。"),
        "5月22日前",
    ),
    (
        "accepted too early",
        plan_of(TIME + "二、复产\n查出问题3月18日前全部整改。复产验收由镇里于3月16日至3月20日进行。"),
        "3月18日前",
    ),
    (
        "term",
        plan_of(TIME + "二、整改\n重大隐患整改期限原则上不超过60日。\n三、期限\n重大隐患整改期限不得超过30日。"),
        "30日",
    ),
    (
        "monthly order",
        plan_of(TIME + "二、通报\n安全科每月5日前汇总情况。\n三、报送\n各企业每月8日前向安全科报送情况。"),
        "8日前",
    ),
    ("wind", plan_of(TIME + "二、用火\n五级风以上禁止一切野外用火，四级风以上禁止一切野外用火。"), "四级风"),
    ("passed on", plan_of(TIME + "二、报告\n村15分钟内报乡。\n三、应急\n起火村须在10分钟内报乡。"), "10分钟内"),
    ("report before it", plan_of(TIME + "二、验收\n各村5月10日前完成自验，5月5日前提交自验报告。"), "5月5日前"),
    (
        "passed on first",
        plan_of(TIME + "二、通报\n镇教办每月5日前通报上月情况，各校每月8日前报送上月情况。"),
        "5日前通报",
    ),
    ("year and months", plan_of(TIME + "二、抽查\n专家组每月抽查企业不少于8家，全年不少于120家。"), "全年不少于120家"),
    (
        "handed on monthly",
        plan_of(TIME + "二、填报\n各校每月25日前登录平台填报，镇教办每月20日前审核上报。"),
        "20日前审核",
    ),
    (
        "handed on yearly",
        plan_of("二、计划\n企业每年12月31日前上报检修计划；镇应急办每年12月20日前汇总检修计划。"),
        "12月20日前汇总",
    ),
    (
        "told before found",
        plan_of("二、评定\n镇安委办每年12月20日前完成年度评定。年度评定结果每年12月10日前通报各村。"),
        "12月10日前",
    ),
    (
        "opinion before it is asked",
        plan_of(TIME + "二、审查\n产权单位5月15日前报镇城建办审查，镇城建办应于5月10日前出具审查意见。"),
        "5月10日前",
    ),
    (
        "limit",
        plan_of(TIME + "二、限流\n客流达到承载量80%时启动预警。\n三、值守\n客流达到承载量90%时启动预警。"),
        "承载量90%",
    ),
    (
        "closing day",
        plan_of(TIME + "二、名单\n联络员名单4月10日前报送。\n三、其他\n联络员名单报送截止4月8日。"),
        "4月8日",
    ),
    ("village by village", plan_of(TIME + "二、清除\n杂草由各村于4月20日前清除，镇里4月15日前逐村验收。"), "4月15日前"),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in DEADLINES], ids=[row[0] for row in DEADLINES])
def test_is_quoted(text, words):
    assert [quote for quote in quotes(text) if words in quote]
