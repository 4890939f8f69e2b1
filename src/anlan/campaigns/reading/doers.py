"""Doers that no list holds: the words in front of what only a doer is followed by (看山员每天…, 党员中心户要…)."""

from __future__ import annotations

import re

LONGEST = 40
BINDS = re.compile(
    r"于(?=每[日天周月季年半])|每(?:个)?(?:工作日|星期|礼拜|学期|航次|隔|逢|半|[半一二三四五六七八九十两\d]{0,3}(?:个)?(?:小时|[日天周月季年旬晚早夜班趟]))|"
    r"[开收停复出入][一-鿿](?:之)?[前后](?=[一-鿿]{2})|[每一](?:日|天|晚|周|旬|月|季|年)[一两二三四](?=[一-鿿])|"
    r"(?:放假|开学|开机|上岗|下班|上班|收工|开工|营业|出车|发车|出海|出港|作业|施工|动火|入井|下井|开业|打烊|关门|闭店|交接班|班|进场|"
    r"使用|复工|复产|停产|检修|雨|汛|节|假)(?:之)?[前后](?=[\u4e00-\u9fff]{2})|每[卖售装换进](?=[一-鿿])|24小时|全天候|天天|月月|早晚|全天|昼夜|轮流|"
    r"分片|分头|分组|逐户|逐家|挨家|随时|至少|自行(?!车)|自己|亲自|各自|轮班|值守|总负责|负总责|"
    r"(?<!主)要(?!求|点|素|闻|道|害|塞|领导|负责)|应当|(?<!响)应(?![急对用])|须|必须|务必|务于|务请|一律|负责(?!人|同志)|牵头|带队(?!人)|"
    r"限?(?:于|在|务于)?(?:20\d\d年)?\d{1,2}月(?:\d|底|上旬|中旬|下旬|前)|限\d|(?:接|收)(?:到|此|电|文|报|警)|发现|遇到|一旦"
)
JOINTS = re.compile("以及|及其|[、及]|(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})")
THING = re.compile(
    "(?:[目轮坑轨迹报板坡群]|车辆|物资|故障|双人|专人|(?<!车)间|[器泵栓机仪线阀灯箱柜炉灶池井罐梯道路桥渠坝车船电气水火料品物表单图款费率课班数值量钱牌墙窗门棚塔信]|天|(?<![协商工公事员合人学金委党妇联])会|(?<![水矿油粮冷])库|(?<!主)管|电源|接地|监控|水质|气体|录像|清单|名单|台账|信息|数据|水位|液位|部位|(?<!单)(?<!岗)位置|情况|进展|问题|部分|缺额|缺口|差额|"
    "隐患|结果|总结|报告|材料|方案|预案|计划|制度|机制|记录|档案|资料|设施|设备|系统|装置|标志|标识|标语|喇叭|例会|会议|活动|次数|"
    "时间|时长|频次|比例|期限|任务|行动|工作|措施|责任|部位|区域|时段|期间|阶段|时期|季节|节日|假日|环节|岗位责任|内容|范围|重点|事故|"
    "火情|险情|灾情|案件|案例|线索|通道|出口|名称|房屋|建筑|力度|原因|人数|家数|户数|期|节|日|月|年|前|后|时|内|外|上|下|中|里)$"
)
ACT = re.compile(
    "(?:检查|排查|自查|抽查|巡查|督查|核查|普查|摸排|会诊|复训|安检|校验|检验|整改|整治|治理|演练|培训|轮训|教育|宣传|学习|督导|帮扶|指导|服务|调度|会商|研判|"
    "值守|巡护|巡逻|执法|考核|评估|检测|监测|检修|维护|维保|保养|训练|拉练|清理|清洗|报送|上报|通报|公示|曝光|约谈|复查|回访|验收|销号|管理|监管|"
    "监督|保障|建设|落实|统计|汇总|更新|处置|救援|改造|拆除|安装|使用|经营|作业|施工|生产|运行|操作|值班|包保|联系|走访|入户|"
    "管控|防控|防范|准备|动员|部署|组织|实施|推进|负责|参加|配合|开展|完成)$"
)
STARTS = re.compile(
    "(?:检查|排查|自查|抽查|巡查|督查|整改|整治|治理|演练|培训|教育|宣传|学习|督导|帮扶|调度|会商|研判|执法|考核|评估|检测|监测|"
    "清理|报送|上报|通报|复查|验收|销号|落实|统计|汇总|更新|处置|改造|拆除|安装|开展|组织|召开|做好|抓好)"
    "(?!组|队|员|站|所|办|科|股|室|中心|专班|人员|机构|单位|部门|公司|小组|委员|负责人|联络|干事)"
)
CLAUSE = re.compile("[，。；：！？\n|《》]")
SET_UP = re.compile("(?:实行|执行|落实|采取|保持)$")
"""瞭望哨实行24小时值守: the verb in front of what binds."""
WHILE = re.compile(
    "(?<=[一-鿿]{2})(?:(?:营业|施工|生产|作业|使用|经营|开放|运行|停产|检修|放假|开学|节日|节假日|值班)(?:期间|时段)|(?:非|主)?汛期|旺季|淡季|供暖期|枯水期|高温期)$"
)
"""剧场营业期间每两小时巡查: when they do it stands behind who they are."""
BRACKETS = re.compile("（[^（）]{1,30}）")


def unlisted(text: str, start: int, end: int, begins_badly: re.Pattern[str], no_name: re.Pattern[str]) -> int | None:
    """Where the name of a doer ends that begins at `start`, by what follows it; None where no doer can be meant.

    `begins_badly` and `no_name` say what no name begins with or holds.
    """
    for found in BINDS.finditer(text, start + 2, min(end, start + LONGEST)):
        words = WHILE.sub("", SET_UP.sub("", text[start : found.start()]))
        if CLAUSE.search(BRACKETS.sub("", words)) or words.count("（") != words.count("）"):
            return None
        if all(is_doer(part, begins_badly, no_name) for part in parts(words)):
            return start + len(words)
    return None


NAMED_OF = re.compile("^[\u4e00-\u9fff]{2,6}的(?=(?:[\u4e00-\u9fff]{2,3}[、和]){0,4}[\u4e00-\u9fff]{2,3}$)")
"""老人会的陈木生、陈火金: persons of a body."""


def parts(words: str) -> list[str]:
    """The names of a chain one by one: 小卖部、农家乐和养鸡场; what stands in brackets belongs to its name."""
    return JOINTS.split(NAMED_OF.sub("", BRACKETS.sub("", words).strip("，、 ")))


def is_doer(part: str, begins_badly: re.Pattern[str], no_name: re.Pattern[str]) -> bool:
    """Whether words can name somebody: no thing, no act, nothing that only a sentence has."""
    if not 2 <= len(part.removesuffix("等")) <= 18 or begins_badly.match(part) or STARTS.match(part):
        return False
    bare = part.removesuffix("等")
    is_none = part.endswith("请") or THING.search(bare) or ACT.search(bare) or no_name.search(bare)
    return not is_none and "不" not in bare
