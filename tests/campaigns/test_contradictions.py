"""How notices of the genre contradict themselves, one by one."""

import pytest

from anlan.campaigns.reading.reader import read_text
from tests.campaigns.notices import plan_of

pytestmark = pytest.mark.once

TIME = "一、时间\n即日起至6月30日。\n"
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
    (
        "long name",
        plan_of(TIME + "二、任务\n查遍23个木质连片村寨。\n三、要求\n21个木质连片村寨户户有水缸。"),
        "21个木质连片",
    ),
    ("sum", plan_of(TIME + "二、任务\n质安站4月底前检完60台，5月底前再检60台，合计150台。"), "合计150台"),
    (
        "two commanders",
        plan_of(TIME + "二、组织\n由党委书记和镇长任双指挥长。\n三、要求\n由镇长任指挥长统一调度。"),
        "由镇长任指挥长",
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
        "beyond its stage",
        plan_of(STAGES.replace("3月20日）。", "3月20日）。各村4月10日前摸清底数。")),
        "4月10日前",
    ),
    (
        "before the season",
        plan_of("今年汛期为5月15日至10月15日。\n" + TIME + "二、任务\n各水库5月25日前将汛前自查表报水库股。"),
        "5月25日前",
    ),
    ("groups twice", plan_of(TIME + "二、组织\n成立4个督导组。\n三、要求\n抽调20人编成5个督导组。"), "编成5个督导组"),
    ("ends twice", plan_of(TIME + "二、任务\n各村排查。\n三、附则\n本方案至2025年6月20日止。"), "6月20日止"),
    ("list count", plan_of(TIME + "二、任务\n聚焦燃气、消防、工贸、矿山等三个领域排查。"), "等三个"),
    ("over all", plan_of(TIME + "二、任务\n各村隐患整改率达到120%。"), "120%"),
    ("limit over all", plan_of(TIME + "二、任务\n景区最大承载量不得超过核定的120%。"), "120%"),
    ("falling", plan_of(TIME + "二、任务\n各企业4月底前接入率达到95%，6月底前达到90%。"), "6月底前达到90%"),
    ("year and quarters", plan_of("一、任务\n各村每季度宣讲不少于4期，全年不少于12期。"), "全年不少于12期"),
    ("in words", plan_of(TIME + "二、奖励\n给予50元至500元（大写：伍拾元至伍仟元）奖励。"), "伍仟元"),
    ("of which", plan_of(TIME + "二、经费\n安排经费30万元，其中改造18万元、器材9万元、宣传5万元。"), "30万元"),
    (
        "in force",
        plan_of("一、附则\n本办法自2025年6月1日起施行，有效期二年，至2026年5月31日止。"),
        "有效期二年",
    ),
    ("valid until", plan_of("即日起至2025年6月30日开展整治。\n一、附则\n本方案有效期至2025年5月31日。"), "5月31日"),
    ("hour", plan_of(TIME + "二、报送\n各村每天25时前报送情况。"), "25时"),
    ("range", plan_of(TIME + "二、任务\n各村抽查20家至10家。"), "20家至10家"),
    ("two seats", plan_of(TIME + "二、组织\n办公室设在应急办。\n三、要求\n办公室设在党政办，负责日常工作。"), "党政办"),
    ("industries", plan_of(TIME + "二、范围\n冶金、建材、轻工、纺织五大行业企业。"), "五大"),
    ("four of them", plan_of(TIME + "二、任务\n落实“四个100%”，即培训率、配备率、联网率达到100%。"), "四个100"),
    ("groups listed", plan_of(TIME + "二、组织\n下设五个工作组，分别为综合组、检查组、宣传组、保障组。"), "五个工作组"),
    ("month in brackets", plan_of(TIME + "二、宣传\n各村开展“安全生产月”（5月）活动。"), "（5月）"),
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
    ("office of two ranks", plan_of(TIME + "二、分工\n特设科每月检查一次。\n三、考核\n由特设处汇总。"), "特设处"),
    ("office cut short", plan_of(TIME + "二、分工\n局燃气科每月检查。\n三、奖励\n由燃气管理科兑现。"), "燃气管理科"),
    ("renamed", plan_of(TIME + "二、分工\n县应急管理局牵头。\n三、报送\n每周报县安监局。"), "安监局"),
    ("old name", plan_of(TIME + "二、分工\n道路运输服务中心牵头。\n三、检查\n运管所每月检查一次。"), "运管所"),
    ("households and persons", plan_of(TIME + "二、现状\n受威胁186户。\n三、转移\n共186人签订明白卡。"), "186人"),
    (
        "one thing, two units",
        plan_of(TIME + "二、现状\n经营性自建房326户。\n三、档案\n全镇经营性自建房326处，逐处建档。"),
        "326处",
    ),
    (
        "one thing, two numbers",
        plan_of(TIME + "二、现状\n全市在建水利工程86个。\n三、要求\n对在建的88个水利工程，实行台账管理。"),
        "88个",
    ),
    ("each more than all", plan_of(TIME + "二、经费\n安排12万元，按每只气瓶60万元补助。"), "60万元"),
    ("less than a yuan", plan_of(TIME + "二、经费\n抽查经费每座电站0.3元。"), "0.3元"),
    ("parts in brackets", plan_of(TIME + "二、现状\n餐饮单位2145户（管道气1320户、瓶装气845户）。"), "2145户"),
    ("parts behind the stop", plan_of(TIME + "二、现状\n隐患点14处。其中东村4处、西村5处、南村6处。"), "14处"),
    (
        "rewards",
        plan_of(TIME + "二、举报\n给予举报人500元至1万元奖励。\n三、兑现\n举报奖励最高2万元。"),
        "最高2万元",
    ),
    (
        "in the tail",
        plan_of(TIME + "二、任务\n各企业4月8日前将自查报告报镇应急办。")
        + "（联系人：王军，自查报告请于4月10日前报送）\n",
        "4月10日前",
    ),
    (
        "one attachment missing",
        plan_of(TIME + "附件：1.检查表\n2.统计表") + "附件1 检查表（略）\n",
        "2.统计表",
    ),
    (
        "one task, two offices",
        plan_of(TIME + "二、分工\n有限空间作业由住建局负责。\n三、要求\n有限空间作业由城管局负责牵头排查。"),
        "城管局",
    ),
    ("part and bureau", plan_of(TIME + "二、分工\n公司安监部每周检查。\n三、例会\n安监局每周五召开例会。"), "安监局"),
    ("another article", plan_of("第一条　各村每月自查。\n第二条　凡未按第十二条要求落实的，扣发奖金。"), "第十二条"),
    ("another year's money", plan_of(TIME + "二、经费\n所需资金从2023年度安全费用中列支。"), "2023年度"),
    ("two yuan", plan_of(TIME + "二、经费\n采购经费12元，由财政所列支。"), "12元"),
    (
        "ends at another day",
        plan_of(
            "一、时间\n休渔时间为2025年5月1日12时至8月16日12时。\n二、附则\n本通知自5月1日起执行，至2025年8月6日止。"
        ),
        "8月6日止",
    ),
    ("spent for", plan_of(TIME + "二、经费\n补助35万元，用于灭火器8万元、救生衣15万元、岸电14万元。"), "35万元"),
    ("six of a verb", plan_of(TIME + "二、任务\n开展“复工前六查”，做到查思想、查制度、查设备、查隐患。"), "查思想"),
    ("month of safety", plan_of("一、时间\n3月5日至4月20日。\n二、宣传\n安全生产月期间举办咨询活动。"), "安全生产月"),
    (
        "in front of their sum",
        plan_of(TIME + "二、任务\n新建端口：东村220个、西村180个、南村150个，共600个。"),
        "共600个",
    ),
    (
        "posts counted twice",
        plan_of(TIME + "二、设卡\n进山路口设检查站23个。\n三、标识\n全镇22个进山检查站须于4月3日前完成安装。"),
        "22个",
    ),
    (
        "beyond its heading",
        plan_of(TIME + "二、供热前准备（4月20日前完成）\n1.供热企业4月10日前试运行。\n2.供热企业4月25日前完成打压。"),
        "4月25日前",
    ),
    ("a hundred points", plan_of(TIME + "二、考核\n实行百分制，其中运行50分、服务40分、应急20分。"), "应急20分"),
    ("office and station", plan_of(TIME + "二、分工\n乡民政所4月1日前安装。\n三、登记\n由乡民政办登记。"), "民政办"),
    ("early summary", plan_of(TIME + "二、报送\n各村6月20日前报送行动总结。"), "6月20日前"),
    ("dup dates two", plan_of(TIME + "二、任务\n各村排查。\n石桥镇人民政府\n2024年3月3日\n"), "2024年3月3日"),
    (
        "one line two numbers",
        plan_of(TIME + "二、值班\n值班电话0371-6688112。\n三、报送\n值班电话0371-6688121。"),
        "6688121",
    ),
    (
        "digits swapped",
        plan_of(TIME + "二、联系\n联系人：赵敏，电话：2661234。\n三、索取\n可来电索取，电话2661243。"),
        "2661243",
    ),
    (
        "one mobile two names",
        plan_of(TIME + "二、报送\n联系人李明（13800001111）。\n三、值守\n联系人为张强（13800001111）。"),
        "张强",
    ),
    ("mobile too short", plan_of(TIME + "二、报送\n报镇应急办，联系人：李明，电话：1380000111。"), "1380000111"),
    (
        "limit told twice",
        plan_of(TIME + "二、景区\n瞬时承载量达到80%时启动限流。\n三、假日\n瞬时承载量达到85%时启动限流。"),
        "85%",
    ),
    (
        "season told twice",
        plan_of(TIME + "二、值守\n4月1日至6月30日为汛期。\n三、在岗\n汛期为4月15日至6月15日。"),
        "4月15日",
    ),
    ("product", plan_of(TIME + "二、奖惩\n排名前三的，每个奖励3万元，共奖励12万元。"), "12万元"),
    ("groups and heads", plan_of(TIME + "二、检查\n组成三个检查组，分别由张副镇长、李副镇长带队。"), "三个检查组"),
    (
        "punished by another day",
        plan_of(TIME + "二、排查\n各村4月20日前排查完毕。\n三、问责\n对4月底前未完成排查的村予以通报。"),
        "4月底前",
    ),
    ("in force too early", plan_of(TIME + "二、附则\n本方案自2025年3月1日起施行。"), "3月1日起施行"),
    (
        "mended before found",
        plan_of(TIME + "二、物资\n各村4月25日前完成物资盘点，缺额部分4月15日前补齐。"),
        "4月15日前",
    ),
    ("five in place", plan_of(TIME + "二、要求\n做到“五个到位”：组织到位、排查到位、劝导到位、执法到位。"), "五个到位"),
    ("five to check", plan_of(TIME + "二、要求\n对进场车辆“五必查”：查资质、查押运、查阀门、查静电。"), "五必查"),
    (
        "no sixth item",
        plan_of(
            "第一条 各企业应当：\n（一）每月自查；\n（二）每季度演练。\n第二条 未按第一条第（六）项履职的，予以约谈。"
        ),
        "第（六）项",
    ),
    (
        "ten articles",
        plan_of(
            "一、自查\n各村自查。\n二、排查\n各村排查。\n三、总结\n各村总结。", title="石桥镇关于安全生产的四条措施"
        ),
        "四条措施",
    ),
    (
        "long name of the whole",
        plan_of(TIME + "二、加装\n完成420家“九小场所”独立式感烟报警器加装，其中门店260家、出租房150家、餐饮40家。"),
        "420家",
    ),
    (
        "seat in brackets",
        plan_of(TIME + "二、组织\n办公室设在镇派出所。\n三、报告\n每日16时前报指挥部办公室（镇应急办）。"),
        "镇应急办",
    ),
    (
        "night rounds",
        plan_of(TIME + "二、夜查\n派出所每周开展不少于2次夜查。\n三、分工\n派出所每周夜查夜巡不少于3次。"),
        "不少于3次",
    ),
    ("ninety days", plan_of("一、时间\n2025年4月1日至2025年6月30日，为期95天。", title="石桥镇检查方案"), "为期95天"),
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
    ("pipes", plan_of(TIME + "二、更换\n更换软管4200根，其中东街1500根、西街1600根、南街1300根。"), "4200根"),
    (
        "quoted names",
        plan_of(TIME + "二、目标\n餐饮场所“瓶改管”“瓶改电”600户。\n三、分工\n完成餐饮“瓶改管”“瓶改电”650户。"),
        "650户",
    ),
    ("counties", plan_of(TIME + "二、督导\n分赴八个县（市、区）督导，所辖9个县（市、区）实现全覆盖。"), "9个县"),
    (
        "headed by another",
        plan_of(TIME + "二、防汛安全类（牵头：城管办）\n1.各村巡查。\n三、督导\n防汛工作由平安办负责。"),
        "平安办",
    ),
    (
        "twelve tasks",
        plan_of("本清单共两类4项任务。\n一、摸底\n1.建档；\n2.更新；\n二、检查\n3.自查；\n4.抽查；\n5.夜查。"),
        "4项任务",
    ),
    (
        "accepted too early",
        plan_of(TIME + "二、复产\n查出问题3月18日前全部整改。复产验收由镇里于3月16日至3月20日进行。"),
        "3月18日前",
    ),
    ("three sorts", plan_of(TIME + "二、管理\n对起重等三类作业，即深基坑、高边坡、起重、模板，实行挂牌。"), "三类作业"),
    ("seven stations", plan_of(TIME + "二、设卡\n设检查站7处（石门、梨坪、泥坳、大坪、白沙），每站2人。"), "检查站7处"),
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
    ("village by village", plan_of(TIME + "二、清除\n杂草由各村于4月20日前清除，镇里4月15日前逐村验收。"), "4月15日前"),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in CONTRADICTIONS], ids=[row[0] for row in CONTRADICTIONS])
def test_what_contradicts_itself_is_quoted(text, words):
    found = read_text(text).as_json()["conflicts"]
    assert [quote for one in found for quote in one["quotes"] if words in quote], found


@pytest.mark.parametrize(
    "said",
    [
        "（一）动员阶段（3月5日—3月20日）。\n（二）整治阶段（3月24日—5月31日）。",
        "县消防救援大队牵头，每周向市消防救援支队报告。",
        "市应急管理局部署，县应急局每月检查一次。",
        "现有餐饮单位45家（其中规上12家）。",
        "各村4月10日前完成排查；镇应急办3月20日前印发方案。",
        "大队大队长带队，由值班室登记，各处隐患一处一档。",
        "安排30万元，每户补助2万元。",
        "值班电话0371-6688112，举报电话0371-6688113。",
        "联系人：李明（13800001111），张强（13800002222）。",
        "风力达到6级时停止高处作业，风力达到8级时停止室外作业。",
        "4个组，每组5人，共20人。",
        "约谈一次扣2分。约谈两次扣4分。",
        "第一责任人处罚款2000元；直接责任人处罚款3000元。",
        "派出所开展夜查，每月不少于2次，7月、8月每月不少于4次。",
        "非汛期巡查责任人每周巡查1次，汛期巡查责任人每天巡查1次。",
    ],
)
def test_what_only_looks_like_a_contradiction_is_left_alone(said):
    kinds = {one["kind"] for one in read_text(plan_of(f"一、步骤\n{said}")).as_json()["conflicts"]}
    assert not kinds & {
        "stages_gap",
        "two_offices",
        "two_units",
        "two_amounts",
        "falling_dates",
        "two_phones",
        "two_rhythms",
    }


def test_parts_are_looked_for_near_their_sum_only():
    text = plan_of("一、数据\n" + "东村220个，" * 300 + "西村180个、南村150个，共330个。")
    found = [one for one in read_text(text).as_json()["conflicts"] if "共330个" in "".join(one["quotes"])]
    assert len(found) == 1
    assert "加起来却是" in found[0]["what"]
