"""The crimes of work safety a referral may name, and the papers its packet holds (rules.md R3.21, R5.11; A)."""

LAW = "《中华人民共和国刑法》"
CRIMES = {
    "134-1-1": ("危险作业罪（关闭、破坏监控报警等设备设施，篡改、隐瞒、销毁数据信息）", "第一百三十四条之一第一项"),
    "134-1-2": ("危险作业罪（因重大事故隐患被责令停产停业或者排除危险而拒不执行）", "第一百三十四条之一第二项"),
    "134-1-3": ("危险作业罪（未经批准或者许可擅自从事高度危险的生产作业）", "第一百三十四条之一第三项"),
    "134": ("重大责任事故罪、强令组织他人违章冒险作业罪", "第一百三十四条"),
    "135": ("重大劳动安全事故罪", "第一百三十五条"),
    "136": ("危险物品肇事罪", "第一百三十六条"),
    "137": ("工程重大安全事故罪", "第一百三十七条"),
    "139": ("消防责任事故罪", "第一百三十九条"),
    "139-1": ("不报、谎报安全事故罪", "第一百三十九条之一"),
}
"""Code → what it is called, its article."""
NEEDS_DANGER = frozenset({"134-1-1", "134-1-2", "134-1-3"})
"""Here there must be a present danger of deaths or other grave results (刑法 art. 134-1)."""
PACKET = (
    ("report", "涉嫌犯罪案件情况的调查报告"),
    ("items", "涉案物品清单"),
    ("expertise", "有关检验报告或者鉴定结论"),
    ("others", "其他有关涉嫌犯罪的材料"),
)
"""What goes with the letter (行政执法机关移送涉嫌犯罪案件的规定 art. 6)."""


def name_of(code: str) -> str:
    """What a crime is called."""
    return CRIMES[code][0]


def basis_of(code: str) -> str:
    """Its article, as papers write it."""
    return f"{LAW}{CRIMES[code][1]}"
