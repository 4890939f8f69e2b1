"""Whom and where a campaign reaches: industries and territories as the notice lists them."""

from __future__ import annotations

import re
from collections import Counter

from anlan.campaigns.reading import tables
from anlan.campaigns.reading.draft import Draft

INDUSTRY = re.compile(
    "危险化学品|危化|烟花爆竹|矿山|煤矿|交通|建筑|施工|消防|燃气|自建房|渔业|渔船|特种设备|"
    "旅游|文化|工贸|校园|学校|幼儿园|培训机构|医疗|养老|电力|水利|农机|冶金|粉尘|有限空间|"
    "人员密集|商贸|景区|宾馆|民宿|液氨|仓储|物流|电动|锂电|寄递|加油站|油气|管道|民爆|林业|"
    "体育|餐饮|宗教|文物|网吧|歌舞|厂房|九小|城镇|道路|水上|铁路|机械|纺织|家具|木材|锅炉|尾矿|"
    "非煤|医院|市政|供热|经营性|高层|群租|沿街"
)
LISTED = re.compile(
    r"(?:突出|聚焦|围绕|包括|涵盖|紧盯|重点(?:检查|排查|整治|对|是)?|针对|在|对|全[\u4e00-\u9fff])(?P<list>(?:[^，"
    r"。；：\n（）]|（[^）]*）){4,220}?)等?(?:重点|各)?(?:行业领域|行业（领域）|行业|领域|场所)"
)
OWN = re.compile("(?:在|对|全)?(全(?:乡|镇|街道|县|区|市|域|办|园区|场|州|旗|省)|辖区内?)")


def industries(draft: Draft) -> list[str]:
    """The industries of the longest list in the text; of a table's rows; of the title; of the addressees."""
    rows = [stage.name for stage in draft.stages if stage.row_of]
    if rows and any("行业" in row.heads.get("what", "") for row in tables.rows(draft.flow)):
        return [row.cells["what"].strip("、，") for row in tables.rows(draft.flow) if row.cells.get("what")]
    lists = [_items(found["list"]) for found in LISTED.finditer(draft.flow.text)]
    best = max((items for items in lists if len(items) >= 2), key=len, default=[])
    if best:
        return best
    titled = list(dict.fromkeys(INDUSTRY.findall(draft.head.title)))
    return titled or [one for one in draft.head.addressees if INDUSTRY.search(one)]


def _items(words: str) -> list[str]:
    flat = re.sub("（[^）]*）", lambda found: found[0].replace("、", "\0").replace("和", "\1"), words)
    items = [
        item.replace("\0", "、").replace("\1", "和").strip("和及以等对在“”")
        for item in re.split("、|以及|和(?=[\u4e00-\u9fff]{2,8}$)", flat)
    ]
    named = [item for item in items if INDUSTRY.search(item) and len(item) <= 30]
    return named if len(named) * 2 >= len(items) else []


def territories(draft: Draft) -> list[str]:
    """The place the issuer's name begins with, and 全乡 and the like where it says more than that."""
    place = re.match("[\u4e00-\u9fff]{2,12}?(?:自治县|开发区|街道|乡|镇|县|区|市|省)", draft.head.issuer)
    counted = Counter(found[1] for found in OWN.finditer(draft.flow.text))
    own = counted.most_common(1)[0][0] if counted else ""
    says_more = own and not (place and place[0].endswith(own.removeprefix("全")))
    return [*([place[0]] if place else []), *([own] if says_more else [])]
