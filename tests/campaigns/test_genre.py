"""Habits of the genre, one sentence each: who is named how, and what contradicts itself how."""

import pytest

from anlan.campaigns.reading.reader import read_text

pytestmark = pytest.mark.once

SENTENCES = [
    ("每季度召开一次警示教育会，由县安委办组织。", ("县安委办", "quarterly", 1, None)),
    ("典型案例每月曝光不少于2起，县融媒体中心负责刊播。", ("县融媒体中心", "monthly", 2, None)),
    ("校外培训机构由职成教科负责，每季度抽查一次。", ("职成教科", "quarterly", 1, None)),
    ("消防水泵每周试一次机，由电工老周负责。", ("电工老周", "weekly", 1, None)),
    ("社区书记要亲自抓。每月随网格员上门不少于5户。", ("社区书记", "monthly", 5, None)),
    ("批发市场的主要负责人，每月至少参加一次检查。", ("批发市场的主要负责人", "monthly", 1, None)),
    ("排查由镇应急办牵头，水利站配合。每半月再排查一次。", ("镇应急办", "monthly", 2, None)),
    ("辖区各生产经营单位法人每月至少带队检查1次。", ("法人", "monthly", 1, None)),
    ("属地镇街每周巡查不少于2次。", ("镇街", "weekly", 2, None)),
    ("市直有关部门每季度督导一轮。", ("市直有关部门", "quarterly", 1, None)),
    ("包联干部每周入企不少于1次。", ("包联干部", "weekly", 1, None)),
    ("村“两委”每月专题研究一次。", ("两委", "monthly", 1, None)),
    ("分管副县长每月调度一次。", ("副县长", "monthly", 1, None)),
    ("各乡镇长每月带队检查不少于1次。", ("乡镇长", "monthly", 1, None)),
    ("企业安全生产管理机构每周开展一次自查。", ("管理机构", "weekly", 1, None)),
    ("第三方机构每季度出具一次评估报告。", ("第三方机构", "quarterly", 1, None)),
    ("各园区管委会于3月25日前上报方案。", ("园区管委会", "once", None, "2025-03-25")),
    ("县安委会成员单位每半年向县安委会书面述职一次。", ("成员单位", "half_yearly", 1, None)),
    ("加油站站长每日班前检查。", ("站长", "daily", 1, None)),
    ("特种作业人员每年复训不少于8学时。", ("特种作业人员", "yearly", 8, None)),
    ("各商超、餐饮单位每日营业结束后检查用火用电。", ("餐饮单位", "daily", 1, None)),
    ("养老机构每月、医院每季度开展一次消防培训。", ("养老机构", "monthly", 1, None)),
    ("旅游景区在“五一”前完成一次设备检测。", ("景区", "once", 1, None)),
    ("各单位务必于4月5日下班前反馈整改情况。", ("各单位", "once", None, "2025-04-05")),
    ("请各村4月2日上午10时前报名单。", ("各村", "once", None, "2025-04-02")),
    ("镇安监站要坚持每周一调度、每月一通报。", ("镇安监站", "weekly", 1, None)),
    ("各企业每年不少于两次应急演练。", ("各企业", "yearly", 2, None)),
    ("每名班子成员每月到所包村检查不少于2次。", ("每名班子成员", "monthly", 2, None)),
    ("每家企业至少组织1次疏散演练，演练结束后10日内报送总结。", ("每家企业", "once", 1, None)),
    ("各村召开动员会，会后3日内报送会议纪要。", ("各村", "on_event", None, None)),
    ("全镇网格员至少每周上门一次。", ("网格员", "weekly", 1, None)),
    ("各部门至少每季度组织1次联合执法。", ("各部门", "quarterly", 1, None)),
    ("各校要上好每学期一堂安全课。", ("各校", "half_yearly", 1, None)),
    ("4月至6月，各村逐户排查。", ("各村", "once", None, "2025-06-30")),
    ("各矿山企业班组每班、车间每周、公司每月开展一次隐患排查。", ("公司", "monthly", 1, None)),
    ("各社区要按照每月不少于4次的频次开展夜查。", ("各社区", "monthly", 4, None)),
    ("确保每家企业每季度至少检查一次，镇应急所具体落实。", ("", "quarterly", 1, None)),
    ("重点时段各村每天两次巡查。", ("各村", "daily", 2, None)),
    ("镇应急办每月初制定检查计划，月底前汇总情况。", ("镇应急办", "monthly", 1, None)),
    ("各单位主要负责人半年内至少参加一次培训。", ("主要负责人", "once", 1, None)),
    ("自本月起，各村实行安全例会制度，每月1日、15日召开。", ("各村", "monthly", None, None)),
    ("应急、消防、市场监管等部门每季度至少组织开展1次联合检查。", ("部门", "quarterly", 1, None)),
    ("业主单位和施工单位要在开工前开展一次安全技术交底。", ("施工单位", "on_event", 1, None)),
    ("镇政府领导班子成员按照分工，每人每月至少检查2家企业。", ("班子成员", "monthly", 2, None)),
    ("各村（社区）书记、主任要每旬至少组织一次全面排查。", ("书记", "monthly", 3, None)),
    ("各企业应当在收到本通知后5日内制定方案。", ("各企业", "on_event", None, None)),
    ("各镇（街道）、开发区，市有关部门每周五16:00前报送进展。", ("市有关部门", "weekly", 1, None)),
    ("公安交警部门对“两客一危”车辆每月见面检查一次。", ("公安交警部门", "monthly", 1, None)),
    ("护林员早晚各巡山一次，清明、春节期间全天守卡口。", ("护林员", "daily", 2, None)),
    ("网格员分片包干，每人每天至少在自己片里转一圈，每周到每户不少于1次。", ("网格员", "weekly", 1, None)),
    (
        "各村民小组组长在3月20日之前，把本组用煤炉的户登记造册，交给文书刘敏汇总，3月22日交到镇消防站。",
        ("文书刘敏", "once", None, "2025-03-22"),
    ),
    ("义务消防队由民兵连长带队，每月练一次。", ("义务消防队", "monthly", 1, None)),
    ("包村领导每周到所包村不少于2天。", ("包村领导", "weekly", 2, None)),
    ("党员中心户每月串门两次，提醒老人关火。", ("党员中心户", "monthly", 2, None)),
    ("小卖部、农家乐、养鸡场每晚关门前自己查一遍电。", ("农家乐", "daily", 1, None)),
    ("电工张师傅每季度把各户线路看一遍。", ("张师傅", "quarterly", 1, None)),
    ("请各支部于4月10日前把名单报到文书处。", ("支部", "once", None, "2025-04-10")),
    ("一要强化调度。指挥部每日调度一次，各工作专班每日18时前报进展。", ("专班", "daily", 1, None)),
    ("各地接电后，立即停止露天作业，24小时内反馈。", ("各地", "on_event", None, None)),
    ("接此电后，各乡镇务于4月3日12时前完成人员转移。", ("各乡镇", "once", None, "2025-04-03")),
    ("各行业主管部门要督促企业每月开展自查不少于2次。", ("企业", "monthly", 2, None)),
    ("督促辖区企业每半年开展一次应急演练。", ("企业", "half_yearly", 1, None)),
    ("分管领导周检查、主要领导月检查。", ("主要领导", "monthly", 1, None)),
    ("客运企业每趟发车前对车辆例检一次。", ("客运企业", "on_event", 1, None)),
    ("学校每月开展1次疏散演练，幼儿园每两月1次。", ("幼儿园", "half_yearly", 3, None)),
    ("驻村工作队、第一书记每周入户不少于10户。", ("第一书记", "weekly", 10, None)),
    ("指导员、技术员每个季度下企服务一次。", ("技术员", "quarterly", 1, None)),
    ("党建办牵头，经发办、城建办参加，每月暗访一次，每次不少于3家企业。", ("党建办", "monthly", 1, None)),
    ("牵头单位为应急局，每月会商1次。", ("应急局", "monthly", 1, None)),
    ("渔船船东每航次出海前自检一次。", ("船东", "on_event", 1, None)),
    ("快递网点每天收工后断电检查。", ("快递网点", "daily", 1, None)),
    ("工贸企业主要负责人每季度、车间每月、班组每周、岗位每日开展排查。", ("岗位", "daily", 1, None)),
    ("强化宣传引导。融媒体中心每周播发公益广告不少于5条次，各村大喇叭每天播放不少于2次。", ("各村", "daily", 2, None)),
    ("成立由镇长任组长的工作专班，每周研究一次。", ("专班", "weekly", 1, None)),
    ("自建房房主限4月底前整改完毕。", ("房主", "once", None, "2025-04-30")),
]
TIME = "一、时间\n即日起至6月30日。\n"


def plan_of(body: str, day="2025年3月3日", title="石桥镇安全生产专项整治行动方案", issuer="石桥镇人民政府") -> str:
    """A plan of a made-up township around some clauses."""
    return f"{title}\n各村、各企业：\n{body}\n{issuer}\n{day}\n"


STAGES = (
    "一、步骤\n（一）动员部署阶段（3月5日—3月20日）。各村召开动员会。\n（二）整治阶段（3月21日—5月31日）。\n"
    "（三）总结阶段（6月1日—6月30日）。\n"
)

CONTRADICTIONS = [
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
    (
        "two counts",
        plan_of(TIME + "二、任务\n全镇共有烟花爆竹零售点23家，派出所对全镇21家烟花爆竹零售点逐一检查。"),
        "2",
    ),
    ("villages", plan_of(TIME + "二、任务\n全镇12个村要全部建立台账。\n三、要求\n11个村3月底前报送。"), "11个村"),
    ("range backwards", plan_of(TIME + "二、任务\n4月20日至4月5日，各村集中清理。"), "4月20日至4月5日"),
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
        "leader",
        plan_of(TIME + "二、组织\n成立领导小组，组长由镇长担任。\n三、要求\n领导小组组长由党委书记担任。"),
        "组长由",
    ),
    (
        "hours",
        plan_of(TIME + "二、任务\n发现险情要在30分钟内报告镇应急办。\n三、值守\n发现险情要在1小时内报告镇应急办。"),
        "1小时内",
    ),
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
    (
        "name two",
        plan_of(
            TIME + "二、任务\n扎实开展“铁拳”行动。\n三、要求\n“铁腕”行动期间每周一报。",
            title="石桥镇“铁拳”安全生产专项行动方案",
        ),
        "铁腕",
    ),
    ("attachment letter", plan_of(TIME + "二、任务\n按附件填写登记表。"), "附件"),
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
    ("attachment", plan_of(TIME + "二、任务\n各村按附件2填报，见附件3。\n附件：1.登记表"), "附件2"),
    ("weekday", plan_of(TIME + "二、任务\n3月12日（周五）召开会议。"), "周五"),
    (
        "two deadlines",
        plan_of(TIME + "二、任务\n各村于5月20日前报送工作总结。\n三、要求\n各村6月5日前将总结报镇应急办。"),
        "5月20日前",
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
    ("length", plan_of("一、时间\n2025年3月5日至2025年9月30日，为期三个月。\n二、任务\n各村排查。"), "为期三个月"),
    (
        "docno year",
        "石桥镇安全生产专项整治行动方案\n石政〔2023〕12号\n各村：\n一、任务\n各村排查。\n石桥镇人民政府\n2025年3月3日\n",
        "2023",
    ),
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
    ("rhythm slow", plan_of("一、时间\n即日起至3月31日。\n二、任务\n各企业每季度演练一次。"), "每季度"),
    ("other place", plan_of(TIME + "二、任务\n我乡各村要落实。"), "我乡"),
    ("other place2", plan_of(TIME + "二、任务\n由清溪镇人民政府组织实施，各村落实。"), "清溪镇"),
    ("numbering", plan_of("一、任务\n各村排查。\n二、要求\n落实。\n四、考核\n考核。"), "四、考核"),
    ("numbering dup", plan_of("一、任务\n各村排查。\n二、要求\n（一）一。落实。\n（一）二。落实。"), "（一）"),
    ("ref", plan_of(TIME + "二、任务\n按照本方案第五部分执行。"), "第五部分"),
    ("before gte", plan_of("一、时间\n2025年6月1日至2025年4月30日。\n二、任务\n各村排查。"), "2025年6月1日"),
    (
        "backref count",
        plan_of(
            "一、任务\n抓好以下三项工作：\n（一）甲。各村查。\n（二）乙。各村改。\n（三）丙。各村报。"
            "\n二、执法\n派出所对前述五项任务检查。"
        ),
        "前述五项",
    ),
    ("list count", plan_of(TIME + "二、任务\n聚焦燃气、消防、工贸、矿山等三个领域排查。"), "等三个"),
    ("dup dates two", plan_of(TIME + "二、任务\n各村排查。\n石桥镇人民政府\n2024年3月3日\n"), "2024年3月3日"),
]


@pytest.mark.parametrize(("sentence", "told"), SENTENCES)
def test_who_has_to_do_it_how_often_and_by_when(sentence, told):
    who, rhythm, count, due = told
    opening = "为加强管理，即日起至12月31日开展检查，通知如下："
    body = f"{opening}\n一、工作任务\n（一）日常工作。{sentence}"
    text = f"石桥镇关于开展安全检查的通知\n有关单位：\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    read = read_text(text).as_json()["duties"]
    assert [
        one
        for one in read
        if who in one["subject"] + (one["applies_to"] or "")
        and one["rhythm"] == rhythm
        and count in (None, one["min_count"])
        and due in (None, one["due"])
    ], read


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


def test_a_table_without_a_head_is_read_by_what_stands_in_it():
    table = "1 | 摸清商铺底数，建立台账 | 各社区 | 9月20日前\n2 | 检查维保消火栓 | 供水公司 | 每月\n"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、分工\n{table}石桥镇人民政府\n2025年9月1日\n"
    told = [(one["subject"], one["rhythm"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("各社区", "once", "2025-09-20"), ("供水公司", "monthly", None)]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in CONTRADICTIONS], ids=[row[0] for row in CONTRADICTIONS])
def test_what_contradicts_itself_is_quoted(text, words):
    found = read_text(text).as_json()["conflicts"]
    assert [quote for one in found for quote in one["quotes"] if words in quote], found


@pytest.mark.parametrize(
    "said",
    [
        "专项行动自2025年4月10日起至2025年6月30日止。",
        "整治从4月10日开始，至6月30日结束。",
        "时间为2025年4月10日至6月30日。",
    ],
)
def test_the_time_of_the_whole_is_read_however_it_is_told(said):
    body = f"一、时间安排\n{said}\n二、工作任务\n（一）自查。各村每月自查一次。"
    read = read_text(f"石桥镇关于开展安全检查的通知\n各村：\n{body}\n石桥镇人民政府\n2025年4月3日\n").as_json()
    assert (read["starts"], read["ends"]) == ("2025-04-10", "2025-06-30")
