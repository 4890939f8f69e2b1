"""To whom among the subjects a duty applies: the classes of enterprises, and what kind of subject a name is."""

from __future__ import annotations

import re

CLASSES = {
    "high_risk": re.compile("高危"),
    "above_scale": re.compile("规上|规模以上"),
    "crowded": re.compile("人员密集"),
    "labour_intensive": re.compile("劳动密集"),
    "small_premises": re.compile("[“]?九小[”]?"),
    "key": re.compile("重点企业|重点单位|重点场所|重点监管|重大危险源"),
}
CLASS = re.compile(
    "(?P<class>(?:[\u4e00-\u9fff“”、]{0,24}(?:高危|规上|规模以上|人员密集|劳动密集|九小|重点|"
    "重大危险源|危险化学品|危化|化工|矿山|烟花爆竹|一般|其他|其它|大型|小型|中小|小微|建筑施工|"
    "粉尘|涉[\u4e00-\u9fff]{1,3}|燃气|寄宿制|连片)"
    "[\u4e00-\u9fff“”、]{0,24}?)(?:企业|单位|场所|行业领域|行业|领域|学校|机构|户|工地|项目|店|养老院|医院)+)"
)


def class_of(words: str) -> str:
    """The class of subjects a phrase narrows to: 高危行业领域企业; "" where it names all."""
    found = CLASS.search(words)
    return found["class"].lstrip("、").removeprefix("其中") if found else ""


def flags_of(words: str) -> tuple[str, ...]:
    """The flags of enterprises a phrase speaks of."""
    return tuple(name for name, pattern in CLASSES.items() if pattern.search(words))


KINDS = [
    ("principal", "主要负责人|实际控制人|法定代表人|企业负责人|业主|校长|园长|院长"),
    ("employee", "从业人员|职工|员工|驾驶员|作业人员|焊工"),
    ("leader", "领导|主要负责同志|负责同志|分管同志|班子成员|乡长|镇长|书记(?<!支部书记)"),
    ("village_secretary", "村支部书记|村书记|支部书记|村党支部"),
    ("grid", "网格员|协管员|安全员|信息员|联络员|检查员|志愿者"),
    ("village", "村|社区|居委会"),
    ("township", "乡政府|镇政府|人民政府|办事处|乡级|镇级|党委"),
    (
        "enterprise",
        "企业|公司|生产经营单位|经营户|商户|场所|学校|幼儿园|医院|卫生院|机构|工地|项目部|施工单位|"
        "矿山|加油站|宾馆|酒店|超市|商场|经营者|物业|单位主体",
    ),
    ("office", "部门|办公室|单位|站|所|办|局|委|队|中心|专班|组|科室|股"),
]


def kind_of(words: str) -> str:
    """What kind of subject it is: principal, enterprise, village, office, township, leader …; "other" where unclear."""
    return next((kind for kind, pattern in KINDS if re.search(pattern, words)), "other")
