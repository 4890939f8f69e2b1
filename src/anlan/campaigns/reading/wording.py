"""The words of duties: what is an order, what is to be done, what shows that it was done."""

from __future__ import annotations

import re

from anlan.campaigns.reading import people
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.sentences import BRACKET

ACTION_VERBS = (
    "配(?=[一-鿿]{1,6}[器具机桶箱员车泵灯牌服材])|安检|上好|补报|补录|轮训(?!每)|推演|完工|竣工|投用|自查|核对|核实|停工|停业|停产|闭园|加固|清扫|广播|核验|张挂|开展|组织|召开|报送|上报|报告|检查|排查|整改|制定|制订|建立|完善|"
    "督促|督导|演练|培训|学习|宣传|通报|约谈|公布|公示|部署|听取|汇报|总结|完成|提交|填报|填写|"
    "登记|更新|签订|"
    "配备|设置|设立|聘请|整治|巡查|抽查|检测|维护|清理|拆除|评估|验收|销号|移送|查处|曝光|考核|"
    "调度|会商|研判|值班|值守|报备|备案|印发|成立|明确|指导|帮扶|服务|走访|入户|张贴|"
    "发放|悬挂|播放|推送|发布|更换|安装|配齐|储备|复查|复核|回访|核查|摸排|摸底|摸清|建档|带队|"
    "参加|履行|牵头|负责(?!人|同志)|汇总|收集|整理|拿出|派|下发|下达|反馈|报请|报(?:[至给经县镇乡区市省安]|大队)|"
    "统筹|协调|"
    "开设|举办|进行|形成|留存|保存|记录|实行|实施|健全|编制|修订|确定|指定|安排|抽调|选派|发动|"
    "动员|教育|告知|公开|清查|治理|处置|巡逻|检修|检验|审批|审核|审查|对照|关闭|取缔|"
    "落实|加强|强化|推进|推动|保障|做好|抓好|抓实|严查|打击|配合|纳入|结合|发挥|充实|购置|投保|"
    "提取|监测|研究|报镇|报乡|报县|报街道|分析|点评|销|评比|评选|宣讲|带头|试|体检|清洗|疏通|"
    "上岗(?![前后培])|移交|督办|会诊|转发|交办|包案|化解|履职|巡视|包保|包联|结对|盘点|清点|谈心|谈话|家访|陪餐|抽检|普查|查验|检疫|校验|维修|清淤|清运|疏浚|拨付|兑现|复训|实操|考试|观摩|比武|暗访|夜查|联查|互查|互检|驻守|驻点|蹲点|下沉|备勤|执勤|值勤|除险|撤离|转移|收缴|封存|关停|立案|授课|宣贯|述职|述责|归档|送检|测试|试验|修剪|喷洒|消杀|消毒|铺设|布设|架设|增设|补齐|压减|贯通|"
    "制作|推出|提供|编印|启动|主持|补充|缴纳|巡护|责令|组建|巡线|巡山|巡河|巡堤|回收|收回|入库|带班|拆解|销毁|没收|举行|征集|布展|退出|淘汰|传达[到至给]|报到(?!会)|作出(?!部署)|公告(?!栏|牌)|清除|割除|常备|备足|报齐|报完|交齐|交回|办结|办完|备好|备齐|贴出|送达|到位|签字|签到|交[到至给]|送[到至交]|更新|上传|录入|建成|投入|覆盖"
)
COMMANDS = re.compile("要|应|须|必须|务必|请|每")
MODAL = re.compile(
    r"(?:^|[\u4e00-\u9fff）])(?:要(?!求|点|素|内容|领导|负责)|应当|应(?!急|用|对|有)|须|必须|"
    r"务必|将(?!军)|负责|牵头)"
)
SCORES = re.compile("[扣记]\\d+分|得\\d+分|得分(?:率|标准|细则)|加\\d+分|分值|计分")
PUNISHES = re.compile(
    "|".join(
        (
            "(?:少于|不足|低于|达不到)\\d{1,2}次的[一-鿿]{0,8}，",
            "(?:[次起]以上|[次起])的，[^。；]*(?:约谈|换人)",
            "(?:未|拒不|逾期|不|擅自)[^，。；]{1,20}的，[^。；]*(?:诫勉|问责|追责|追究|通报批评|予以通报|处分|处罚)",
            "^[^，。；]{0,12}(?:未|拒不|逾期)[^，。；]{1,20}的[一-鿿]{1,6}，[^。；]*(?:通报|追究|问责)",
            "^对[^，。；]{0,24}(?:未|不|拒|擅自|逾期)[^，。；]{1,20}的?(?:[一-鿿]{1,8})?，?(?:一律|将|要)?(?:予以|进行|给予)?"
            "(?:全[一-鿿])?(?:通报|约谈|问责|曝光|诫勉|追责|扣分|处罚)",
            "不得评(?:先|优)",
        )
    )
)
"""未整改到位的，对校长进行诫勉谈话: what follows when it is not done."""
TELLS = re.compile(
    "|".join(
        (
            "^未尽事宜|^(?:近年来|今年以来|去年|当前|目前|据统计|截至)|是(?:法定|事故|企业)的|造成\\d+人|奖励\\d+元",
            "(?:以下|下列|如下)(?:几[项个方面]{1,2})?(?:工作|事项|任务|要求)$",
            "^[^，。；]{0,24}(?:结束|期满|届满)后$|(?<![日底]前)(?:结束|为止)$",
            "起(?:施行|实施|执行)|(?:有效|试行|执行|实施)期(?:限)?(?:至|到|为|[一二三四五两\\d])",
            "^本(?:通知|方案|办法|通告|公告|规定|计划)自",
            "^[一-鿿]{0,12}(?:时间|期限|范围|对象)：|(?:^|，)[一-鿿]{0,6}[期月](?:限)?为(?:20)?\\d",
            "^20\\d\\d年\\d{1,2}月为“|日为[一-鿿]{1,8}期|会定[在于]\\d{1,2}月",
            "分[一两二三四五六]个(?:阶段|步骤)|分[两三四五]步(?:进行|实施|推进)|压茬",
            "^第[一二三四五六]组由[^，]{2,16}(?:牵头|带队)$",
            "正式上课|法定假日|调休|(?:照常|正常)(?:上班|休息|公休)|公休日",
            "(?<!公)共[一-鿿]{1,6}\\d+[轮次场]|^其中[一-鿿]{2,6}\\d+[轮次]、",
        )
    )
)
"""What is told, not ordered: how things stand, the time of the whole, how many parts there are."""
PROHIBITS = re.compile("^(?:严禁|禁止|不得|坚决杜绝|坚决防止|严防|防止|避免|杜绝|决不|绝不|切忌|不准|严格禁止)")
SLOGANS = re.compile(
    "^(?:进一步)?(?:牢固树立|牢牢|坚持|提高(?!报告)|增强|切实提高|切实增强|筑牢|守牢|坚决守|"
    "坚决克服|坚决防范|坚决遏制|确保|切实保障|深刻认识|深刻吸取|认清|压实|压紧|发扬|弘扬|营造|"
    "克服|消除|做到|实现|以|为|对于|对[^，]{2,30}的(?=，|要|依|予|一律|给|$)|按照|根据|依据|"
    "通过|围绕|如|若|凡|因|由于|是|其|该|此|并|从而|进而|推动形成|力争|最大限度|不断|逐步|有效|"
    "努力|鼓励|支持|依法依规|情节|涉嫌|造成|导致|构成)"
)
PAST = re.compile(
    "发生|以来|事故(?!应急|隐患)|会议精神|讲话|施行|颁布|出台|公布的|印发的|下发的|发布的|召开的|"
    "起施行|投产|建成|成立的|生效"
)
REPORTING = "报送|上报|报告|报(?:[至给经县镇乡区市省安]|大队)|提交|反馈|填报"
PROOFS = [
    "台账清单", "工作台账", "隐患台账", "台账", "责任清单", "问题清单", "任务清单", "清单", "工作方案",
    "实施方案", "方案", "工作总结", "总结", "工作报告", "报告", "会议纪要", "纪要", "检查记录", "培训记录",
    "演练记录", "巡查记录", "会议记录", "记录", "培训档案", "档案", "统计表", "报表", "进展情况表", "手册",
    "通报", "整改通知书", "整改通知", "通知书", "签到", "照片", "影像", "承诺书", "责任书", "协议",
    "联络员名单", "名单", "工作信息", "简报", "审批手续", "数据库", "资料", "制度", "预案", "计划", "情况",
    "信息",
]  # fmt: skip
MAKING = re.compile(
    f"(?<!未)(?:建立|制定|制订|形成|留存|签订|填写|编制|完善|健全|整理|收集|拿出|建档|印发|下发|"
    f"{REPORTING}|上传|录入|记录|通报|清单化|留|汇总|备查|公示|公布)"
)
AMOUNTS = {
    "家",
    "家次",
    "户",
    "户次",
    "处",
    "个",
    "名",
    "人",
    "人次",
    "小时",
    "学时",
    "课时",
    "具",
    "台",
    "篇",
    "条",
    "例",
    "起",
    "件",
    "份",
}
URGED = re.compile(
    r"(?:督促|指导|要求|组织)(?P<who>[\u4e00-\u9fff]{0,12}(?:负责人|企业|单位|场所|学校))[^。"
    r"\n]{0,60}(?:以下|下列)[^。\n]{0,14}：$"
)


def tells_past(text: str, when: When, piece: Span) -> bool:
    """Whether a date only tells when something happened."""
    behind = text[when.span.end : min(piece.end, when.span.end + 16)]
    if when.is_deadline:
        return bool(
            re.search("(?:投产|建成|成立|发生|颁布|印发|发布)的", behind)
        )  # 11月20日前建成充电棚 is still to come
    return (bool(PAST.search(behind)) and not re.match("[，将把]", behind)) or behind.startswith(("颁布", "发生"))


MEANS = re.compile(
    "^通过[^，]{2,40}?(?=广泛|大力|深入|集中|宣传|组织)|"
    "^(?:按照|根据|依据)[^，]{2,14}?(?=抓|整改|治理|推进|落实|开展|整治|完成|检查|抽查|排查|组织|报送|逐[项条家户]|自查|认真|全面)"
)
"""各村通过微信群广泛宣传, 企业按照方案自查: by what means, in front of what is done."""


def is_order(words: str, names_subject: bool) -> bool:
    """Whether words without time and number order something that can be done and seen."""
    if PROHIBITS.search(words):
        return False
    plain = re.split("[，：]", words)
    verb = re.compile(f"(?:{ACTION_VERBS})")
    if MODAL.search(words) and verb.search(words):
        return True
    by_rule = MEANS.sub("", words)
    if names_subject and verb.search(by_rule) and not SLOGANS.search(by_rule):
        return True
    starts = [part for part in plain if not SLOGANS.search(part) and not PROHIBITS.search(part)]
    return any(
        verb.match(part.lstrip("一二三四五六七八九十是、"))
        or (
            re.match(
                f"(?:{people.ADVERBS}|认真|积极|全面|主动|严格|切实|及时|立即|迅速|深入|大力|广泛|组织|"
                f"定期|集中|充分|按规定|对|将|在[^，]{{2,14}}(?=举行|召开|开展|设)){{1,3}}",
                part,
            )
            and verb.search(part)
        )
        for part in starts
    )


def action(text: str, span: Span, taken: list[Span]) -> str:
    """What is to be done, in about forty characters: without subject, rhythm and date (`taken`) and without modal."""
    words = ""
    cut = sorted((one.start, one.end) for one in taken)
    at = span.start
    for low, high in cut:
        if low >= at:
            words += re.sub("[于在]$", "", text[at:low])
        at = max(at, high)
    words += text[at : span.end]
    words = re.sub("(?<![一-鿿])自(?=开|组)|不少于|不低于|至少", "", BRACKET.sub("", words).replace("\n", ""))
    words = re.sub("^(?:活动|工作|主要|整治|具体)(?:内容|任务|要求)：", "", words)
    parts = [
        re.sub(
            r"^(?:[，：、；。\s]|其中|[一二三四五六七八九]是|[①-⑳]|要(?!求)|应当|应(?!急)|须|必须|务必|"
            r"需|将|于|在|也|均|都|并|且|同时)+",
            "",
            part,
        )
        for part in words.split("，")
    ]
    kept = [part for part in parts if len(part) > 1] or [part for part in parts if part]
    told = ""
    for part in kept:
        if told and len(told) + len(part) > 40:
            break
        told += ("，" if told else "") + part
    return told.strip("，：。；、（）")[:60]


def proof(words: str) -> str:
    """What a duty leaves that shows it: the paper that is made, kept or sent; "" where it names none."""
    if not MAKING.search(words):
        return ""
    bare = re.sub("[《“][^》”]*[》”]", "", words)
    for word in PROOFS:
        for found in re.finditer(word, bare):
            before = bare[max(0, found.start() - 24) : found.end() + 6]
            if MAKING.search(before):
                return word
    return ""


def urged(text: str, span: Span) -> str:
    """督促企业主要负责人抓好以下六项工作：the clauses below bind those who are urged."""
    found = URGED.search(text[span.start : span.end + 1])
    return found["who"] if found else ""
