"""Habits of the genre: whose duty it is where a sentence alone does not say, and what is no duty."""

import time

import pytest

from anlan.campaigns.reading import names
from anlan.campaigns.reading.reader import read_text

pytestmark = pytest.mark.once


def test_an_office_that_will_act_does_what_stands_below():
    body = "二、大队将采取以下措施：\n（一）突击检查。每周二检查夜间场所。\n（二）曝光。每周曝光1期。"
    text = f"石桥镇关于开展安全检查的通知\n各单位：\n一、范围\n全镇。\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["subject"] for one in read_text(text).as_json()["duties"]] == ["大队", "大队"]


def test_the_notice_that_starts_a_campaign_is_no_duty():
    body = "二、行动\n自即日起至2025年6月30日，在全镇开展“百日攻坚”行动。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、要求\n各村每月自查。\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["rhythm"] for one in read_text(text).as_json()["duties"]] == ["monthly"]


@pytest.mark.parametrize(
    "said",
    [
        "实行“周报告”制度，每周五前报送进展。",
        "建立“周报告”机制。各村每周五前报告进展。",
    ],
)
def test_a_system_and_its_rule_are_one_duty(said):
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、报送\n（一）信息。{said}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["rhythm"] for one in read_text(text).as_json()["duties"]] == ["weekly"]


def test_a_text_of_nothing_but_one_word_is_read_in_no_time():
    calls = {"n": 0}

    class Counted:
        """END, counting how often it is tried."""

        def match(self, *place):
            calls["n"] += 1
            return names.END.match(*place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "SHORT_END", Counted())
        read_text("由" * 2_000)
    assert calls["n"] < 10_000


def test_a_date_of_completion_in_a_sentence_of_its_own_is_no_duty_besides():
    body = "一、任务\n1.劝导站。每站劝导员不少于2名。责任单位：各村。完成时限：4月15日前。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["quote"] for one in read_text(text).as_json()["duties"]] == ["每站劝导员不少于2名"]


def test_who_leads_a_heading_in_brackets_does_what_stands_below_it():
    body = "一、摸底类（牵头：城管办）\n1.完成车库建档，4月30日前完成；\n2.每月更新一次情况。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert {one["subject"] for one in read_text(text).as_json()["duties"]} == {"城管办"}


def test_a_notice_without_numbers_orders_behind_its_opening():
    said = (
        "为做好冬春防火，镇里12月10日前召开部署会。现通知如下。\n各村12月5日前清理柴草。镇林业站11月25日前签订责任书。"
    )
    text = f"石桥镇关于做好冬春防火的通知\n各村：\n{said}\n石桥镇人民政府\n2027年11月3日\n"
    told = [(one["subject"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("各村", "2027-12-05"), ("镇林业站", "2027-11-25")]


@pytest.mark.parametrize(
    "said",
    [
        "其中3家、",
        "每月1次，",
        "每月1次",
        "12.",
        "甲|乙|丙\n",
        "各村3月5日前完成检查；",
        "达到5%，",
        "5个村组，",
        "《安全法》（2021年修正）",
        "由村电工石水生每月查线，",
    ],
)
def test_a_text_of_one_thing_again_and_again_is_read_in_its_length(said):
    started = time.process_time()
    read_text(f"关于检查的通知\n各村：\n一、任务\n{said * (15_000 // len(said))}\n石桥镇人民政府\n2025年3月3日\n")
    assert time.process_time() - started < 8


def test_who_pays_does_not_do_it_and_what_is_forbidden_names_nobody():
    said = "镇消安办每周调度。充电棚改造4月15日前完成，经费由镇政府承担。物业每日巡查，严禁电动自行车进楼入户。"
    text = f"石桥镇政府\n2025年消防整治方案\n各村：\n一、要求\n{said}\n石桥镇人民政府\n2025年3月3日\n"
    told = read_text(text).as_json()
    assert [one["subject"] for one in told["duties"]] == ["镇消安办", "镇消安办", "物业"]
    assert [one["rhythm"] for one in told["duties"]] == ["weekly", "once", "daily"]


@pytest.mark.parametrize(
    ("said", "subject", "rhythm", "due"),
    [
        ("县教育局成立5个督查组，9月20日前完成首轮督查。", "县教育局督查组", "once", "2028-09-20"),
        ("9月30日前，各中学完成化学品清查。", "各中学", "once", "2028-09-30"),
        ("初中、高中每学期至少组织1次应急演练。", "初中、高中", "half_yearly", None),
        ("11月9日前后，结合全国消防日，各学校组织1次灭火演练。", "各学校", "once", "2028-11-09"),
        (
            "（一）设置警示标志，做到一处一牌。（责任单位：各企业；完成时限：9月15日前）\n（二）各校每月自查1次。",
            "各企业",
            "once",
            "2028-09-15",
        ),
    ],
)
def test_who_is_set_up_named_by_kind_or_behind_the_clause_does_it(said, subject, rhythm, due):
    text = f"鹿坪县教育局关于做好学校安全工作的通知\n各单位：\n一、要求\n{said}\n鹿坪县教育局\n2028年8月21日\n"
    told = [(one["subject"], one["rhythm"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert (subject, rhythm, due) in told


def test_what_a_campaign_is_and_what_an_act_presumes_are_no_duties():
    text = (
        "青崟县应急管理局关于开展专项治理的通知\n各企业：\n为防范事故，县应急管理局决定自2027年4月15日至9月30日，在全县企业开展专项治理。\n"
        "一、演练\n企业在完成培训的基础上，5月20日前组织1次演练。\n青崟县应急管理局\n2027年4月12日\n"
    )
    told = read_text(text).as_json()["duties"]
    assert [(one["subject"], one["min_count"], one["due"]) for one in told] == [("企业", 1, "2027-05-20")]


@pytest.mark.parametrize(
    ("said", "subject", "rhythm", "times", "due"),
    [
        ("驾驶员每日出车前、收车后各检查车辆1次。", "驾驶员", "daily", 2, None),
        ("医院住院部夜间每2小时巡查1次。", "医院住院部", "daily", 1, None),
        ("线路由村电工廖水生9月10日前检查好。", "村电工廖水生", "once", None, "2028-09-10"),
        ("用液化气的人家，9月15日前都要换上新灶具。", "用液化气的人家", "once", None, "2028-09-15"),
        ("各企业9月10日前完成资质复核，不合格的9月25日前清退。", "各企业", "once", None, "2028-09-25"),
        ("三部门组成联合验收组，每个乡镇抽查不少于10户。", "三部门联合验收组", "once", 10, None),
        ("值班安排：\n9月1日至9月3日 石建国（支书）带班", "石建国（支书）", "once", None, "2028-09-03"),
    ],
)
def test_hours_houses_rosters_and_the_rest_are_read(said, subject, rhythm, times, due):
    text = (
        f"石桥镇关于做好安全工作的通知\n各单位：\n一、要求\n{said}\n二、其他\n各村每月自查1次。\n"
        "石桥镇人民政府\n2028年8月21日\n"
    )
    told = [
        (one["subject"], one["rhythm"], one["min_count"], one["due"]) for one in read_text(text).as_json()["duties"]
    ]
    assert (subject, rhythm, times, due) in told


def test_whose_responsibility_a_heading_tells_does_what_stands_below_it():
    body = "二、企业责任\n1.每半年组织1次演练。\n三、任务\n（一）部门层面，突出抓好以下工作：\n1.4月底前全部轮训一遍。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、范围\n全镇。\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["subject"] for one in read_text(text).as_json()["duties"]] == ["企业", "部门"]


@pytest.mark.parametrize(
    "said",
    [
        "年底考核不得评先评优。",
        "培训机构不得在春节假期（2月5日至2月11日）开展线下培训。",
        "5月1日、2日、3日为法定假日，将4月29日（星期二）公休日调至5月4日（星期日）。",
        "10月8日（星期三）、10月9日（星期四）正常上班。",
        "各阶段依次推进。",
        "对塔吊未按要求每季度检测一次、安全带不系挂等问题，一律责令停工。",
        "检查自2025年4月6日至5月20日，分三步进行。",
    ],
)
def test_what_is_told_or_threatened_is_no_duty(said):
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、要求\n（一）从严。{said}\n石桥镇人民政府\n2025年3月3日\n"
    assert not [one for one in read_text(text).as_json()["duties"] if one["rhythm"] != "none"]


def test_a_rule_told_again_where_its_breach_is_punished_is_no_duty():
    text = (
        "石桥镇关于做好安全工作的通知\n各单位：\n一、演练\n医院每半年演练1次。\n二、考核\n未按规定每半年组织演练的医院，取消评优资格。\n"
        "石桥镇人民政府\n2028年8月21日\n"
    )
    assert [one["rhythm"] for one in read_text(text).as_json()["duties"]] == ["half_yearly"]
