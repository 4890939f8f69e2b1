"""Names that only what stands around them makes names: 交通、公安三部门, 全县83个零售网点, 镇组织3个检查组."""

from __future__ import annotations

import re

from anlan.campaigns.reading.flow import Span

TRAINED = re.compile(
    "(?:[\u4e00-\u9fff]{0,8}?(?:职工|员工|工人|人员|教师|工作者)|全员)"
    "(?=(?:安全|消防|三级|岗前|上岗|继续|业务)*(?:培训|轮训|教育|学习|演练)[^，。；]{0,6}(?:每|不少于|至少))"
)
DEPARTMENTS = re.compile(
    "(?!会同|联合|配合|协同)(?:[\\u4e00-\\u9fff]{2,6}、){1,6}[\\u4e00-\\u9fff]{2,6}(?:等)?[两二三四五六七八九]?(?:个)?部门(?=[每联共要须应于\\d])"
)
"""交通、公安、应急三部门: short names that only 部门 makes names."""
OF_A_KIND = re.compile(
    "(?!会同|联合|配合|协同)(?P<who>[一-鿿]{2,8}(?:、[一-鿿]{2,8}){1,6}等[一-鿿]{2,14}?(?:单位|企业|场所|人员|部门|机构|项目|学校))(?=每|应|要|须|必须|于\\d|在\\d|\\d{1,2}月)"
)
"""玻璃栈道、滑索等高风险项目运营单位每日…: named by their kind."""
SO_MANY = re.compile(
    "(?:全[县市区镇乡村街旗]道?|辖区(?:内)?|我[县市区镇乡])?的?\\d{1,5}[个家户所处名座](?P<who>[一-鿿]{2,10}?)(?=须|要(?!求)|应当|必须|务必|全部|(?<!少)于\\d|在\\d|\\d{1,2}月\\d|每[日天周月季年])"
)
"""全县83个零售网点须…: named with their number."""
ALL_OF = re.compile(
    "(?P<who>(?:所有|全部|各类)[一-鿿]{2,10}?(?:船舶?|车辆?))(?=\\d{1,2}月|必须|一律|须(?!知)|应(?!急))"
)
"""所有应休渔船4月30日前必须回港."""
LEVELS = re.compile(
    "(?P<who>[省市县区乡镇村]、[省市县区乡镇村](?:、[省市县区乡镇村])?(?:[两二三四]级)?[一-鿿]{0,10}?(?:部门|政府|局|单位|机构))"
)
ITSELF = re.compile(
    "(?:[镇乡县区市村局校]|街道)(?=组织(?!部|委)|召开|成立|组建|统一|抽调|派出|举办|开展|每[周月季年天日半]|将(?!军)|要(?!求)|于\\d|在\\d)"
)
"""镇组织3个检查组逐村检查: the place is the office."""
OF_LEVEL = re.compile("[省市县区乡镇村]级(?=(?:层面)?[一-鿿]{0,4}(?:每[日天晚周月季年半]|全年|不少于|至少))")
"""村级值班每晚不少于1人, 市级全年2次: the level is whoever acts on it."""
BAND = re.compile("[省市县区乡镇村]级(?:应急|救援|抢险|消防|巡逻|扑火|专业|半专业)*(?:队伍?|分队|专班|小组)")
"""镇级应急队伍不少于40人: a band of that level."""


def by_kind(text: str, at: int, end: int) -> Span | None:
    """Where such a name stands that begins at `at`; None where none does."""
    for pattern in (DEPARTMENTS, ALL_OF, OF_A_KIND, LEVELS, SO_MANY, BAND, ITSELF, OF_LEVEL):
        if found := pattern.match(text, at, end):
            return Span(*found.span("who" if "who" in pattern.groupindex else 0))
    return None
