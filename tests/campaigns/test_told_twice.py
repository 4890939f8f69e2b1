"""Contradictions of notices: one thing told twice and differently, whatever the words around it."""

import pytest

from anlan.campaigns.reading.reader import read_text
from tests.campaigns.notices import STAGES, TIME, plan_of

pytestmark = pytest.mark.once

ROWS = "二、清单\n序号 | 任务 | 牵头部门\n1 | 检查 | 应急办\n2 | 培训 | 教育办\n3 | 演练 | 消防站\n"
TOLD_TWICE = [
    (
        "bound and its breach",
        plan_of(TIME + "二、作业\n硫化氢浓度不高于10mg/m³方可进入。\n三、检查\n硫化氢浓度超标（高于15mg/m³）的停工。"),
        "15mg/m³",
    ),
    (
        "name in front",
        plan_of(TIME + "二、检查\n对14家粉尘涉爆企业逐家检查。\n三、名单\n16家粉尘涉爆企业另发。"),
        "16家",
    ),
    (
        "head by one letter",
        plan_of(TIME + "二、分组\n第一督导组（组长：李树清）：东村。\n三、汇总\n第一督导组组长李树青负责汇总。"),
        "李树青",
    ),
    (
        "villages in groups",
        plan_of(
            TIME
            + "二、督导\n对8个村（社区）各督导1次。\n第一组：东村、西村、北村、新街社区。\n第二组：石村、塘村、南村。"
        ),
        "8个村（社区）",
    ),
    ("another campaign", plan_of(TIME + "二、考核\n“百日清零”行动结束后，镇应急办组织评价。"), "百日清零"),
    (
        "no such row",
        plan_of(TIME + ROWS + "注：第5项任务纳入评优。"),
        "第5项",
    ),
    (
        "row led by another",
        plan_of(TIME + ROWS + "注：第2项由城管办牵头。"),
        "第2项由城管办牵头",
    ),
    (
        "presumed too early",
        plan_of(
            TIME
            + "二、培训\n各企业5月31日前开展专题培训。\n三、演练\n各企业在完成专题培训的基础上，5月20日前组织演练1次。"
        ),
        "完成专题培训的基础上",
    ),
    (
        "received by two",
        plan_of(
            TIME + "二、报送\n各村每月25日前将工作情况报镇消安办。\n三、月报\n各村每月25日前将火灾月报报镇应急办。"
        ),
        "报镇应急办",
    ),
    ("eve", plan_of(TIME + "二、值守\n除夕（2028年2月16日）当晚，各村巡逻1次。"), "除夕"),
    ("each month and all year", plan_of(TIME + "二、暗访\n每月暗访企业8家，全年共84家。"), "84家"),
    (
        "in two turns",
        plan_of(TIME + "二、会诊\n为86家企业会诊，第一批40家4月底前完成，第二批36家5月底前完成。"),
        "86家",
    ),
    (
        "hours of one ban",
        plan_of(TIME + "二、停运\n长途客车凌晨2时至5时停止运行。\n三、查处\n凌晨2时至6时运行的长途客车，立案。"),
        "6时",
    ),
    (
        "beds",
        plan_of(TIME + "二、范围\n床位100张以上的医院为重点单位。\n三、检测\n床位50张以上的重点单位检测1次。"),
        "50张",
    ),
    (
        "rhythm in a breach",
        plan_of(
            TIME
            + "二、演练\n医院每半年至少组织1次全院消防演练。\n三、考核\n未按规定每季度组织全院消防演练的医院，通报。"
        ),
        "每季度组织",
    ),
    (
        "still not done",
        plan_of(
            TIME
            + "二、安装\n各单位4月30日前安装燃气报警器。\n三、处罚\n对3月31日后仍未安装燃气报警器的单位，予以处罚。"
        ),
        "3月31日后",
    ),
    (
        "done by another",
        plan_of(
            TIME
            + "二、管理\n氧气站日常管理由后勤保障科负责。\n三、指定\n保卫科负责氧气站日常管理，无保卫科的另行指定。"
        ),
        "保卫科负责",
    ),
    (
        "headed in its clause",
        plan_of(
            TIME
            + "二、重点\n1．动态监控。监控每日抽查3次。（牵头股室：安全监督股）\n三、责任\n法规股牵头做好动态监控整治。"
        ),
        "法规股牵头",
    ),
    (
        "six named, five listed",
        plan_of(TIME + "二、巡山\n聘请护林员6名：石大山、石有才、周长根、廖金发、廖春生。"),
        "护林员6名",
    ),
    ("four departments", plan_of(TIME + "二、会商\n县住建局、县市场监管局、县商务局四部门每月会商1次。"), "四部门"),
    (
        "no such item",
        plan_of(TIME + "二、要求\n1．自查。\n2．整改。\n三、宣传\n按照本方案第二部分第6项的要求宣传1次。"),
        "第6项",
    ),
    (
        "attachment called otherwise",
        plan_of(TIME + "二、报送\n各村每月25日前报送《隐患整改台账》（附件2）。\n附件：1．自查表\n2．安全承诺书"),
        "附件2",
    ),
    (
        "twice on the roster",
        plan_of(
            TIME
            + "二、值班\n卡口值班安排：\n3月31日至4月2日 王明带班\n4月3日至4月5日 李强带班\n4月5日至4月7日 周平带班"
        ),
        "4月7日",
    ),
    (
        "season in brackets",
        plan_of(TIME + "二、禁火\n3月20日至5月10日是禁火期。\n三、处罚\n在禁火期内（3月20日至4月30日）用火的罚款。"),
        "4月30日",
    ),
    (
        "one electrician",
        plan_of(TIME + "二、线路\n村电工石水生每月查线1次。\n三、村部\n由村电工廖水生每月查村部1次。"),
        "廖水生",
    ),
    ("batches", plan_of(TIME + "二、批次\n分两批整治，第一批20家，第二批25家，第三批15家。"), "分两批"),
    ("stages of a month", plan_of(STAGES + "二、时间\n每阶段一周。"), "每阶段一周"),
    (
        "spirit before meeting",
        plan_of(TIME + "二、会议\n4月20日召开动员会。\n三、落实\n动员会精神4月15日前传达。"),
        "4月15日前",
    ),
    (
        "result before check",
        plan_of(TIME + "二、检查\n镇组5月1日至5月20日开展检查。\n三、通报\n检查结果5月10日前通报。"),
        "5月10日前",
    ),
    ("too few drawn", plan_of(TIME + "二、抽查\n抽查比例不低于20%，全镇50家企业抽查不少于5家。"), "不少于5家"),
    (
        "not all covered",
        plan_of(TIME + "二、范围\n全镇26个行政村。\n三、督导\n4个督导组，每组负责6个村，实现全覆盖。"),
        "每组负责6个村",
    ),
    (
        "another township",
        plan_of(TIME + "二、要求\n各村及时向青山乡应急办报告。").replace("石桥镇", "石桥乡"),
        "青山乡",
    ),
    ("a digit less", plan_of(TIME + "二、电话\n联系电话：0371-66881122。\n举报电话：0371-6688112。"), "0371-6688112"),
    (
        "two versions of a law",
        plan_of(TIME + "二、依据\n《安全生产法》（2021年修正）。\n三、处罚\n《安全生产法》（2014年修正）。"),
        "2014年修正",
    ),
    (
        "a paper of last year",
        plan_of(TIME + "二、依据\n按照《石桥镇2027年工作要点》（石政〔2028〕5号）。"),
        "2027年工作要点",
    ),
    (
        "chair in apposition",
        plan_of(TIME + "二、组织\n由镇长任组长。\n三、调度\n组长、镇党委书记每月调度1次。"),
        "党委书记",
    ),
    (
        "two weekdays",
        plan_of(TIME + "二、报送\n每周五前报送周报。\n三、通报\n对周四前未报送周报的单位通报。"),
        "周四前",
    ),
    (
        "not in a month",
        plan_of(TIME + "二、检查\n企业主要负责人每周带队检查1次。\n三、考核\n主要负责人一个月内未带队检查的，约谈。"),
        "一个月内",
    ),
    (
        "signed by another",
        plan_of(TIME + "二、签批\n动火作业由安全总监审批。\n三、检查\n检查动火作业票是否有动火作业车间主任审批。"),
        "车间主任",
    ),
    (
        "paid by another",
        plan_of(TIME + "二、经费\n所需经费由镇财政承担。\n三、保障\n整治经费由企业自行承担。"),
        "企业自行承担",
    ),
    (
        "chief of another office",
        plan_of(TIME + "二、机构\n领导小组办公室设在镇应急办，办公室主任由镇城建办负责人兼任。"),
        "城建办",
    ),
    ("months of three", plan_of(TIME + "二、演练\n组织3次演练，分别在3月、4月、5月、6月。"), "3次演练"),
    (
        "fourth part of town",
        plan_of(
            TIME + "二、片区\n全镇分为东片、西片、北片。\n三、包片\n东片由王明负责，西片由李强负责，南片由赵军负责。"
        ),
        "南片",
    ),
    (
        "how old",
        plan_of(TIME + "二、走访\n对70岁以上独居老人走访。\n三、台账\n75岁以上独居老人台账由各村建立。"),
        "75岁",
    ),
    (
        "every four hours",
        plan_of(TIME + "二、巡查\n营业期间每2小时巡查1次。\n三、记录\n营业期间每4小时巡查记录1次。"),
        "每4小时",
    ),
    (
        "any statement",
        plan_of(
            TIME
            + "二、报送\n重大隐患应在3个工作日内录入治理系统。\n三、问责\n重大隐患未在5个工作日内录入治理系统的约谈。"
        ),
        "5个工作日内",
    ),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in TOLD_TWICE], ids=[row[0] for row in TOLD_TWICE])
def test_what_is_told_twice_and_differently_is_quoted(text, words):
    found = read_text(text).as_json()["conflicts"]
    assert [quote for one in found for quote in one["quotes"] if words in quote], found
