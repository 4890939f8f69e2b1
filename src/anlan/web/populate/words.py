"""The words populated hazards are made of: what inspectors write, put together by chance."""

import random

PLACES = [
    "后厨",
    "大厅",
    "配电室",
    "原料库",
    "成品库",
    "打磨车间",
    "喷漆房",
    "宿舍二层",
    "楼梯间",
    "疏散通道",
    "锅炉房",
    "充电棚",
    "污水站",
    "加油棚",
    "冷库",
    "门厅",
    "食堂",
    "机房",
    "屋面",
    "院墙",
]
FAULTS = [
    "燃气软管老化开裂，没有更换记录",
    "可燃气体报警器断电，指示灯不亮",
    "液化气瓶与明火距离不足一米",
    "灭火器压力不足，指针在红区",
    "安全出口上锁，钥匙不在现场",
    "疏散通道堆放杂物，宽度不足",
    "应急照明灯损坏，断电后不亮",
    "线路私拉乱接，插线板串接使用",
    "配电箱没有漏电保护，箱门缺失",
    "电工没有操作证，正在作业",
    "电焊工操作证过期仍在作业",
    "除尘器积尘严重，清扫制度未落实",
    "泄爆片被铁皮封堵",
    "机械传动部位没有防护罩",
    "急停按钮失灵，联锁被短接",
    "电动自行车在楼道内停放充电",
    "消防车通道被占用",
    "彩钢板夹芯材料易燃",
    "有限空间没有警示标志和台账",
    "动火作业没有审批，现场无监护人",
    "叉车年检过期",
    "压力容器安全阀未校验",
    "锅炉水位计看不清",
    "危险化学品与食品混放",
    "氧气瓶、乙炔瓶间距不足五米",
    "脚手架连墙件缺失",
    "临边洞口没有防护栏杆",
    "塔吊力矩限制器失效",
    "食堂排烟罩积油，长期未清洗",
    "围墙开裂外倾，没有围挡",
    "宿舍与车间设在同一建筑内",
    "外来承包单位没有安全协议",
]
DETAILS = [
    "",
    "，共两处",
    "，共三处",
    "，上次检查时已指出",
    "，负责人称近期整改",
    "，现场已设警示",
    "，位于东侧",
    "，位于西侧",
]
SURNAMES = list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂")
TRADES = [
    "板材",
    "纸箱",
    "面粉",
    "铸造",
    "塑料",
    "木业",
    "服饰",
    "食品",
    "机械",
    "建材",
    "饭店",
    "超市",
    "宾馆",
    "农资",
    "养殖",
    "冷链",
    "汽修",
    "广告",
    "印刷",
    "家具",
]
FORMS = ["厂", "有限公司", "加工坊", "经营部", "店", "合作社"]


def person(chance: random.Random) -> str:
    """A made-up name."""
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))


def enterprise(chance: random.Random, number: int) -> str:
    """A made-up enterprise's name, unlike any other of the same world."""
    return f"{chance.choice(SURNAMES)}{chance.choice(GIVEN)}{chance.choice(TRADES)}{chance.choice(FORMS)}{number}"


def hazard(chance: random.Random) -> tuple[str, str]:
    """Where and what: a place and a description."""
    return chance.choice(PLACES), chance.choice(FAULTS) + chance.choice(DETAILS)
