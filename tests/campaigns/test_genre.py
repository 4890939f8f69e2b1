"""Habits of the genre, one sentence each: who is named how, how often, and by when."""

import time

import pytest

from anlan.campaigns.reading import subjects
from anlan.campaigns.reading.reader import read_text

pytestmark = pytest.mark.once

SENTENCES = [
    ("各村两委干部分组入户，每组2人，每天入户不少于20户。", ("两委干部", "daily", 20, None)),
    ("燃气企业加强运行，调压站每日巡检不少于1次。", ("燃气企业", "daily", 1, None)),
    ("供热企业储备物资，抢修人员不少于20人。", ("供热企业", "once", 20, None)),
    ("独居老人由村医、村妇联主席每三天探访一次。", ("村妇联主席", "monthly", 10, None)),
    ("驻村工作队长每周住村不少于4晚。", ("队长", "weekly", 4, None)),
    ("发生事故后，各企业3日内组织一次警示教育。", ("各企业", "on_event", 1, None)),
    ("施工单位联合检查在建项目，每个项目检查不少于1次。", ("施工单位", "once", 1, None)),
    ("各企业加强管理，视频监控每日抽查不少于3处。", ("各企业", "daily", 3, None)),
    ("镇扑火队25人，清明期间集中备勤，每周训练不少于3次。", ("镇扑火队", "weekly", 3, None)),
    ("包村领导高火险期每天到村。", ("包村领导", "daily", None, None)),
    ("网吧营业期间每2小时防火巡查1次。", ("网吧", "daily", None, None)),
    ("集中祭扫点每点配灭火器不少于4具。", ("", "once", 4, None)),
    ("冲压设备光栅每班开机前由操作工点检。", ("操作工", "daily", None, None)),
    ("网格长每日早晚各报1次水情。", ("网格长", "daily", 2, None)),
    ("设组长1名，组长隔日巡查一遍。", ("组长", "monthly", 15, None)),
    ("所有应休渔船4月30日前必须回港停泊。", ("所有应休渔船", "once", None, "2025-04-30")),
    ("各矿矿长是第一责任人，4月15日前主持召开启动会。", ("各矿矿长", "once", None, "2025-04-15")),
    ("机电部门4月1日前完成联合试运转，备用电源每周切换试验一次。", ("机电部门", "weekly", 1, None)),
    ("各村接到通知后，要于4月4日前作出部署，4月6日前把通知传达到户。", ("各村", "once", None, "2025-04-04")),
    ("五一后5月12日前各地上报总结。", ("各地", "once", None, "2025-05-12")),
    ("各医院4月底前桌面推演一次。", ("各医院", "once", 1, "2025-04-30")),
    ("区级领导带队督查，一人一组，每组检查企业不少于3家。", ("区级领导", "once", 3, None)),
    ("施工企业负责人要亲自带队，对所有项目至少检查一遍。", ("施工企业负责人", "once", 1, None)),
    ("各校对校舍逐栋排查，建立台账，4月10日前完成。", ("各校", "once", None, "2025-04-10")),
    ("消防站全年不少于4次无脚本演练。", ("消防站", "yearly", 4, None)),
    ("班组长班前教育不少于10分钟。", ("班组长", "daily", None, None)),
    ("各村坚持每周调度、每月通报、季度考核。", ("各村", "quarterly", 1, None)),
    ("镇组织3个检查组逐村检查，4月15日前完成。", ("镇", "once", None, "2025-04-15")),
    ("村级值班每晚不少于1人。", ("村级", "daily", 1, None)),
    ("镇防汛办实行24小时值班，值班人员不得少于2人。", ("镇防汛办", "once", 2, None)),
    ("驾培机构教练车每半年综合检测一次。", ("驾培机构", "half_yearly", 1, None)),
    ("镇环卫所管理的化粪池每年清掏不少于2次。", ("镇环卫所", "yearly", 2, None)),
    ("食堂食品安全检查每周一次，由综合部负责。", ("综合部", "weekly", 1, None)),
    ("验收工作由镇党政办负责，4月18日前逐村验收。", ("镇党政办", "once", None, "2025-04-18")),
    ("特检所4月起每月抽检不少于10只气瓶。", ("特检所", "monthly", 10, None)),
    ("燃气企业4月20日前发放手册不少于2200册。", ("燃气企业", "once", 2200, "2025-04-20")),
    ("专家组一家不漏核查，4月20日前出具意见。", ("专家组", "once", None, "2025-04-20")),
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
    ("各村每月底前报送情况，镇防汛办于次月3日前汇总上报。", ("镇防汛办", "monthly", None, None)),
    ("镇组建抢险队，分为3个分队，每个分队20人，5月5日前集结演练一次。", ("镇", "once", 1, "2025-05-05")),
    ("各村每周四报送一次工作情况。", ("各村", "weekly", 1, None)),
    ("抽查组每周五向镇安委办报送一次情况。", ("抽查组", "weekly", 1, None)),
    ("景区主要负责人节假日和周末须在岗带班，每日18时前报送接待人数。", ("主要负责人", "daily", 1, None)),
    ("护林员每日巡山，早晚上报位置各一次。", ("护林员", "daily", 2, None)),
    ("镇应急办每学年抽查不少于20所学校。", ("镇应急办", "yearly", 20, None)),
    ("联络员名单报送截止4月8日。", ("", "once", None, "2025-04-08")),
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
    ("总务主任一周一核。", ("总务主任", "weekly", 1, None)),
    ("护林员一日两巡。", ("护林员", "daily", 2, None)),
    ("各校食堂每餐后关阀。", ("食堂", "daily", None, None)),
    ("村里月底收本子看。", ("村里", "monthly", None, None)),
    ("机动泵归民兵连长管，每五天发动一次。", ("民兵连长", "monthly", 6, None)),
    ("夜里由党员轮班打锣喊寨，一晚两趟，值班表由妇女主任排好。", ("党员", "daily", 2, None)),
    ("镇半专业扑火队24人集中食宿，每周训练3次。", ("扑火队", "weekly", 3, None)),
    ("聘请第三方专家，每半月深入企业会诊。", ("专家", "monthly", 2, None)),
    ("住校生200人以上的学校，每栋宿舍每月演练一次。", ("住校生200人以上的学校", "monthly", 1, None)),
    ("新进场工人三级教育不少于32学时，每个项目开展演练各1次。", ("每个项目", "once", 1, None)),
    ("各区县监督站月度检查覆盖率不低于30%。", ("监督站", "monthly", None, None)),
    ("区城管局牵头，4月底前新建充电端口3000个。", ("区城管局", "once", 3000, "2025-04-30")),
    ("区供电所每月巡视一回，学校检查面达100%。", ("供电所", "monthly", 1, None)),
    ("区住建局提供名录，务于4月7日12时前报到。", ("区住建局", "once", None, "2025-04-07")),
    ("各校每月检查2次，早、中、晚各巡视1次。", ("各校", "daily", 3, None)),
    ("技术责任人汛前、汛后各检查一次。", ("技术责任人", "once", 1, None)),
    ("水位超限时，巡查责任人汛期每天巡库3次。", ("巡查责任人", "daily", 3, None)),
    ("值班员每6小时报一次水情，遇暴雨每小时一报。", ("值班员", "daily", None, None)),
    ("派出所每月抽查不少于8家，对群租房开展夜间清查，每周一次。", ("派出所", "weekly", 1, None)),
    ("交通、公安、应急三部门每月联合开展一次行动。", ("三部门", "monthly", 1, None)),
    ("禁放区域由派出所、城管科、社区三方联合巡逻，每晚不少于3次。", ("派出所", "daily", 3, None)),
    ("矿山、危险化学品企业各开展一次演练。", ("危险化学品企业", "once", 1, None)),
    ("6月15日前，县总工会征集职工建议100条以上。", ("县总工会", "once", 100, "2025-06-15")),
    ("达到报废年限的车辆6月30日前全部退出。", ("", "once", None, "2025-06-30")),
    ("企业主要负责人每月谈话一次。请于4月8日前确定联络员。", ("有关单位", "once", None, "2025-04-08")),
    ("设备管理员每班次记录压力。", ("设备管理员", "daily", None, None)),
    ("班子成员实行一周一通报、半月一调度。", ("班子成员", "monthly", 2, None)),
    ("分管负责人每半月、科室主任每周检查一次。", ("分管负责人", "monthly", 2, None)),
    ("塘长每天中午、傍晚各巡一次。", ("塘长", "daily", 2, None)),
    ("成立三个联合组，每组每周抽查不少于4家。", ("联合组", "weekly", 4, None)),
    ("乡应急队5月、7月、9月各演练一次。", ("应急队", "once", 1, None)),
    ("网格员逐户敲门，4月22日前敲完。", ("网格员", "once", None, "2025-04-22")),
    ("各单位请于4月5日前报送小结、2025年5月15日前报送总结。", ("各单位", "once", None, "2025-04-05")),
    ("巡河员每日巡河不少于3次，暑假期间加密至每日5次。", ("巡河员", "daily", 5, None)),
    ("网格员分片，每天12时至19时在水域守点。", ("网格员", "daily", None, None)),
    ("游船公会每月演练1次。", ("游船公会", "monthly", 1, None)),
    ("自建房房主限4月底前整改完毕。", ("房主", "once", None, "2025-04-30")),
    ("企业综合预案演练每年不少于1次。", ("企业", "yearly", 1, None)),
    ("第三方监测单位加密监测频次，雨雪天气每天不少于2次。", ("第三方监测单位", "daily", 2, None)),
    ("质安站对监督项目每月至少监督抽查一次。", ("质安站", "monthly", 1, None)),
    ("每个施工项目部在春节前开展一次应急演练。", ("施工项目部", "once", 1, None)),
    ("其余企业由镇（街道）每月抽查不少于2家。", ("镇（街道）", "monthly", 2, None)),
    ("城区学校4月20日前、农村学校5月20日前完成报警装置联网。", ("城区学校", "once", None, "2025-04-20")),
    ("管理人员每年再培训不少于16学时，一线员工不少于20学时。", ("员工", "yearly", 20, None)),
    ("应急分队储备抢险人员不少于50名，装载机等设备不少于8台。", ("应急分队", "once", 8, None)),
    ("镇安监站6月20日、12月10日前分别报送工作总结。", ("安监站", "once", None, "2025-06-20")),
    ("网格员对A类场所每周巡查一次，B类场所每月巡查一次。", ("网格员", "monthly", 1, None)),
    ("玻璃栈道、滑索等高风险项目运营单位每日开园前试运行。", ("运营单位", "daily", None, None)),
    ("市、县两级文旅部门每季度联合检查一次。", ("文旅部门", "quarterly", 1, None)),
    ("各派出所负责“九小场所”检查，每所每月检查不少于20家。", ("派出所", "monthly", 20, None)),
    ("气象站每日7时、19时各发布一次预报。", ("气象站", "daily", 2, None)),
    ("村集体4月20日前建成充电棚2处。", ("", "once", None, "2025-04-20")),
    ("主要负责人、技术负责人分别按照每季度、每月不少于一次的频次履职。", ("技术负责人", "monthly", 1, None)),
    ("全镇83个零售网点须在4月25日前签订承诺书。", ("零售网点", "once", None, "2025-04-25")),
    (
        "各客运企业每月自查，主要负责人每周夜查一次。对车辆检测，4月28日前将证明报运管所。",
        ("客运企业", "once", None, "2025-04-28"),
    ),
    ("夜间每层护理人员不少于1名，护理主管每晚抽查。", ("护理主管", "daily", None, None)),
    ("当班作业人员每班结束前清扫作业面。", ("作业人员", "daily", None, None)),
    ("10人以上作业场所的企业，4月底前完成改造。", ("企业", "once", None, "2025-04-30")),
    ("汛期（4月15日至10月15日）各单位实行24小时值班。", ("各单位", "once", None, None)),
    ("养老科4月20日前更新台账；5月20日前举办全区负责人培训班。", ("养老科", "once", None, "2025-05-20")),
    ("镇半专业扑火队人数不少于20人，每周训练3次。", ("扑火队", "weekly", 3, None)),
    ("工业企业每月自查1次，每年委托专业机构检测1次。", ("工业企业", "yearly", 1, None)),
    ("专班办公室设在城管局，办公室每周调度一次，每月召开会议。", ("办公室", "monthly", None, None)),
    ("各区（县）局对投诉多的小区，每月检查不少于3个。", ("各区（县）局", "monthly", 3, None)),
    ("工业企业每月自查，安全员每日巡查；报警装置每季度测试1次。", ("工业企业", "quarterly", 1, None)),
    ("每个网点配备灭火器不少于2具。", ("网点", "once", 2, None)),
    ("主要负责人春运期间每天到场站检查一次。", ("主要负责人", "daily", 1, None)),
    ("各企业加强自查，做到班组日查、车间周查、公司月查。", ("班组", "daily", 1, None)),
    ("各企业加强自查，做到班组日查、车间周查、公司月查。", ("公司", "monthly", 1, None)),
    ("剧场、歌舞娱乐场所营业期间每两小时巡查一次。", ("歌舞娱乐场所", "daily", None, None)),
    ("镇级应急队伍不少于40人，各村不少于15人。", ("镇级应急队伍", "once", 40, None)),
    ("镇级应急队伍不少于40人，各村不少于15人。", ("各村", "once", 15, None)),
    (
        "监测员每日早晚观测；演练4月底前每点不少于1次。（责任单位：镇自然资源所）",
        ("镇自然资源所", "once", 1, "2025-04-30"),
    ),
    ("强降雨期间每半小时巡查1次。", ("", "daily", 1, None)),
    ("镇纪委、派出所成立督查组，白天检查，夜间不少于一轮。", ("", "daily", 1, None)),
    ("各企业坚持日碰头、周例会、旬通报。", ("各企业", "daily", 1, None)),
    ("派出所开展夜查，每月不少于2次，7月、8月每月不少于4次。", ("派出所", "monthly", 4, None)),
    ("外委施工单位加强管理。安全管理人员配备不少于3名。", ("外委施工单位", "once", 3, None)),
    ("各村每月检查，库水位每班记录。", ("各村", "daily", 1, None)),
    ("每个社区6月20日前组织1次地下空间防汛演练。", ("每个社区", "once", 1, "2025-06-20")),
    ("收储点与村庄距离不小于200米，每个收储点配备灭火器不少于8具。", ("收储点", "once", 8, None)),
    ("村道两侧杂草，由各村于4月20日前清除。", ("各村", "once", None, "2025-04-20")),
    ("各村加强储备，油料常备不少于200升。", ("各村", "once", 200, None)),
    ("中小学每学期上防火课2节。", ("中小学", "half_yearly", 2, None)),
    ("各管理方于每月8日前向安全科报送情况。", ("管理方", "monthly", 1, None)),
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


def test_an_office_that_will_act_does_what_stands_below():
    body = "二、大队将采取以下措施：\n（一）突击检查。每周二检查夜间场所。\n（二）曝光。每周曝光1期。"
    text = f"石桥镇关于开展安全检查的通知\n各单位：\n一、范围\n全镇。\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["subject"] for one in read_text(text).as_json()["duties"]] == ["大队", "大队"]


def test_a_date_with_its_weekday_signs_and_a_plan_of_a_year_means_that_year():
    text = (
        "2025年石桥镇安全生产工作要点\n一、整治\n各企业12月20日前完成改造。\n石桥镇人民政府\n2025年1月13日（星期一）\n"
    )
    read = read_text(text).as_json()
    assert (read["issued_on"], read["duties"][0]["due"]) == ("2025-01-13", "2025-12-20")


def test_a_date_that_cannot_be_still_tells_the_year():
    text = "石桥镇森林防火十条措施\n1.清理。各村11月15日前完成清理。\n石桥镇人民政府\n2026年9月31日\n"
    read = read_text(text).as_json()
    assert (read["title"], read["duties"][0]["due"]) == ("石桥镇森林防火十条措施", "2026-11-15")


def test_a_short_row_with_a_rhythm_is_no_head_of_a_table():
    table = "任务一 | 检查维保消火栓 | 供水公司 | 每月\n任务二 | 应急演练 | 使用单位 | 每半年1次\n"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、分工\n{table}石桥镇人民政府\n2025年9月1日\n"
    told = [(one["subject"], one["rhythm"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("供水公司", "monthly"), ("使用单位", "half_yearly")]


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


def test_a_table_without_a_head_is_read_by_what_stands_in_it():
    table = "1 | 摸清商铺底数，建立台账 | 各社区 | 9月20日前\n2 | 检查维保消火栓 | 供水公司 | 每月\n"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、分工\n{table}石桥镇人民政府\n2025年9月1日\n"
    told = [(one["subject"], one["rhythm"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("各社区", "once", "2025-09-20"), ("供水公司", "monthly", None)]


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


def test_a_table_pasted_with_tabs_is_a_table():
    table = (
        "序号\t内容\t牵头单位\t完成时限\n1\t零售点逐店检查\t镇应急办\t9月20日前\n2\t电梯检查\t市监所\t每月早晚各1次\n"
    )
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、分工\n{table}石桥镇人民政府\n2025年9月1日\n"
    told = [(one["subject"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("镇应急办", "2025-09-20"), ("市监所", None)]


@pytest.mark.parametrize(
    "said",
    [
        "一、排查建档（9月5日至9月20日）\n各村逐户走访。\n二、分类处置（9月21日至10月31日）\n各村逐项整改。\n三、要求\n各村负责。",
        "一、步骤\n（一）自查阶段。9月5日—9月20日，各村自查。\n（二）检查阶段。9月21日—10月31日，镇检查。",
        "一、步骤\n自查自纠　9月5日至9月20日。各村自查。\n集中检查　9月21日至10月31日。镇检查。",
        "一、时间安排\n9月5日至9月20日：开学准备。各村自查。\n9月21日至10月31日：专项排查。镇检查。",
        "一、节点安排\n准备：9月5日—9月20日；实战：9月21日—10月31日。",
        "一、安排\n行动分两个阶段：自查自纠（9月5日—9月20日），集中执法（9月21日—10月31日）。",
    ],
)
def test_stages_are_read_however_they_are_told(said):
    text = f"石桥镇关于开展安全检查的通知\n各村：\n{said}\n石桥镇人民政府\n2025年9月1日\n"
    told = [(one["start"], one["end"]) for one in read_text(text).as_json()["stages"]]
    assert told == [("2025-09-05", "2025-09-20"), ("2025-09-21", "2025-10-31")]


def test_a_text_of_nothing_but_one_word_is_read_in_no_time():
    calls = {"n": 0}

    class Counted:
        """END, counting how often it is tried."""

        def match(self, *place):
            calls["n"] += 1
            return subjects.END.match(*place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subjects, "SHORT_END", Counted())
        read_text("由" * 2_000)
    assert calls["n"] < 10_000


def test_stages_told_in_running_text_are_no_duty_and_end_with_their_sentence():
    draft = read_text(
        "关于复工检查的通知\n各市属企业：\n一、时间要求。检查分两个阶段：自查阶段2月22日至3月5日，督查阶段3月8日至3月20日。"
        "各企业均应纳入督查范围。\n市国资委\n2027年2月17日"
    ).as_json()
    assert [(one["name"], one["end"]) for one in draft["stages"]] == [
        ("自查阶段", "2027-03-05"),
        ("督查阶段", "2027-03-20"),
    ]
    assert [(one["quote"], one["due"]) for one in draft["duties"]] == [("各企业均应纳入督查范围", None)]


def test_an_article_that_is_one_sentence_orders_it_and_what_follows_undone_orders_nothing():
    body = "第一条 企业自查报告于5月31日前报镇应急办。\n第二条 对5月底前未报告的企业予以通报。\n"
    body += "第三条 本办法自2025年4月1日起施行，有效期至2025年12月31日。"
    text = f"石桥镇安全检查办法\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["quote"] for one in read_text(text).as_json()["duties"]] == ["企业自查报告于5月31日前报镇应急办"]


def test_a_date_of_completion_in_a_sentence_of_its_own_is_no_duty_besides():
    body = "一、任务\n1.劝导站。每站劝导员不少于2名。责任单位：各村。完成时限：4月15日前。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["quote"] for one in read_text(text).as_json()["duties"]] == ["每站劝导员不少于2名"]


def test_stages_stand_in_lines_that_begin_with_their_days_and_a_list_bears_its_date_in_brackets():
    lines = "3月1日—3月15日，自查自纠。学校自查。\n3月16日—4月30日，专项督导。教体局督导。\n"
    text = f"县直学校安全检查任务清单\n各校：\n一、进度安排\n{lines}（教体局办公室 2025年2月20日印发）\n"
    told = read_text(text).as_json()
    assert [(one["name"], one["end"]) for one in told["stages"]] == [
        ("自查自纠", "2025-03-15"),
        ("专项督导", "2025-04-30"),
    ]
    assert told["issued_on"] == "2025-02-20"


def test_a_dash_begins_another_item_and_who_was_named_before_it_does_nothing_in_it():
    lines = "——旅游。文旅部门每月暗访。\n——危化。企业主要负责人每日作出安全承诺。\n——其他。每周报送进展。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、重点\n{lines}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["subject"] for one in read_text(text).as_json()["duties"]] == ["文旅部门", "企业主要负责人", "各村"]


def test_who_leads_a_heading_in_brackets_does_what_stands_below_it():
    body = "一、摸底类（牵头：城管办）\n1.完成车库建档，4月30日前完成；\n2.每月更新一次情况。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert {one["subject"] for one in read_text(text).as_json()["duties"]} == {"城管办"}


def test_each_stage_of_running_text_alone_between_commas_is_no_duty():
    said = "5月8日至5月31日为自查阶段，6月1日至8月31日为检查阶段。"
    text = f"关于开展检查的通知\n各村：\n一、安排\n检查分两个阶段实施：{said}\n石桥镇人民政府\n2025年5月3日\n"
    told = read_text(text).as_json()
    assert ([one["name"] for one in told["stages"]], told["duties"]) == (["自查阶段", "检查阶段"], [])


def test_a_notice_without_numbers_orders_behind_its_opening():
    said = (
        "为做好冬春防火，镇里12月10日前召开部署会。现通知如下。\n各村12月5日前清理柴草。镇林业站11月25日前签订责任书。"
    )
    text = f"石桥镇关于做好冬春防火的通知\n各村：\n{said}\n石桥镇人民政府\n2027年11月3日\n"
    told = [(one["subject"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("各村", "2027-12-05"), ("镇林业站", "2027-11-25")]


def test_headings_with_their_days_in_brackets_are_stages_whatever_they_are_called():
    body = "一、整治安排\n（一）县级核查（4月1日至4月25日）。逐企核查。\n（二）市级抽查（4月26日至5月31日）。抽查三成。"
    text = f"青石县安全整治方案\n各镇：\n{body}\n青石县应急管理局\n2027年3月3日\n"
    assert [one["name"] for one in read_text(text).as_json()["stages"]] == ["县级核查", "市级抽查"]


def test_a_row_is_due_by_its_deadline_in_the_year_of_its_month_and_as_often_as_its_standard_says():
    rows = "2028年5月 | 避险演练 | 各校 | 5月12日前\n2028年7月 | 校舍排查 | 各校 | 7月20日前\n"
    text = f"衡江市校园安全月历\n各校：\n月份 | 工作 | 责任单位 | 完成时限\n{rows}衡江市教育局\n2027年8月25日\n"
    assert [one["due"] for one in read_text(text).as_json()["duties"]] == ["2028-05-12", "2028-07-20"]
    rows = "拉练 | 每月1次 | 执法队 | 长期\n店主培训 | 每季度不少于1场 | 消安办 | 9月10日前\n"
    text = f"望湖街道消防整治方案\n各社区：\n任务 | 标准 | 牵头单位 | 时限\n{rows}望湖街道办事处\n2027年5月6日\n"
    told = {(one["subject"], one["rhythm"]) for one in read_text(text).as_json()["duties"]}
    assert told == {("执法队", "monthly"), ("消安办", "quarterly"), ("消安办", "once")}


def test_a_radical_that_a_pdf_gives_is_read_as_its_character():
    text = "⻘县关于开展安全检查的通知\n各村：\n一、检查\n各村每⺝检查1次。\n⻘县应急管理局\n2027年3月3日\n"
    told = read_text(text).as_json()
    assert (told["issuer"], [one["rhythm"] for one in told["duties"]]) == ("青县应急管理局", ["monthly"])


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


def test_an_office_in_a_line_above_is_no_part_of_the_title():
    lines = "望湖街道办事处\n2027年夏季沿街商铺消防整治方案\n各社区：\n一、检查\n各社区每月检查1次。\n"
    told = read_text(f"{lines}望湖街道办事处\n2027年5月6日\n").as_json()
    assert (told["title"], told["issuer"]) == ("2027年夏季沿街商铺消防整治方案", "望湖街道办事处")


def test_a_number_behind_its_letterhead_on_one_line_is_the_number_alone():
    text = "栖霞镇2028年防汛工作意见\n栖霞镇党委政府文件 栖发〔2028〕9号\n各村：\n一、值守\n各村每周报告一次。\n"
    assert read_text(text).head.document_number == "栖发〔2028〕9号"


@pytest.mark.parametrize(
    ("said", "subject", "rhythm", "due"),
    [
        ("县教育局成立5个督查组，9月20日前完成首轮督查。", "督查组", "once", "2028-09-20"),
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


def test_parts_of_a_cell_with_a_count_or_a_day_of_their_own_are_duties():
    text = (
        "栎湾开发区管理委员会关于印发2029年任务清单的通知\n各部门：\n现印发给你们。\n栎湾开发区管理委员会\n2029年1月22日\n任务清单\n"
        "序号 | 任务 | 内容 | 牵头部门 | 完成时限\n"
        "1 | 应急演练 | 组织综合演练1次、夜间拉动演练2次 | 消防救援站 | 11月15日前\n"
        "2 | 专家会诊 | 聘请专家会诊，第一批5月底前完成，第二批9月底前完成 | 经济发展局 | 9月30日前\n"
    )
    told = [(one["subject"], one["min_count"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert ("消防救援站", 2, "2029-11-15") in told
    assert ("经济发展局", None, "2029-05-31") in told


@pytest.mark.parametrize(
    ("said", "subject", "rhythm", "times", "due"),
    [
        ("驾驶员每日出车前、收车后各检查车辆1次。", "驾驶员", "daily", 2, None),
        ("医院住院部夜间每2小时巡查1次。", "医院住院部", "daily", 1, None),
        ("线路由村电工廖水生9月10日前检查好。", "村电工廖水生", "once", None, "2028-09-10"),
        ("用液化气的人家，9月15日前都要换上新灶具。", "用液化气的人家", "once", None, "2028-09-15"),
        ("各企业9月10日前完成资质复核，不合格的9月25日前清退。", "各企业", "once", None, "2028-09-25"),
        ("三部门组成联合验收组，每个乡镇抽查不少于10户。", "联合验收组", "once", 10, None),
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


def test_a_rule_told_again_where_its_breach_is_punished_is_no_duty():
    text = (
        "石桥镇关于做好安全工作的通知\n各单位：\n一、演练\n医院每半年演练1次。\n二、考核\n未按规定每半年组织演练的医院，取消评优资格。\n"
        "石桥镇人民政府\n2028年8月21日\n"
    )
    assert [one["rhythm"] for one in read_text(text).as_json()["duties"]] == ["half_yearly"]
