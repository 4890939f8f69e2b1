"""Words left over from another place's notice: 我乡 of a 镇, 区应急局 of a 县, another township or county by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

TOWNS, COUNTIES = ("乡", "镇", "街道"), ("县", "旗", "区")
OWN = re.compile("(?:[一-鿿]{2,10}人民政府(?=[一-鿿]))?[一-鿿]{1,12}?(?P<level>街道|[乡镇县旗区市])(?!域)")
OWN_WORDS = 4
SELF = re.compile("(?P<whose>[我全本])(?P<level>街道|[乡镇县旗区])(?=[一-鿿，。、])(?![镇村域])")
OFFICES = (
    "安委|安办|安监|应急|教育|教体|住建|公安|卫健|市场监管|市场监督|消防|民政|交通|农业|林业|水利|水务|财政|文旅|文化|商务|发改|工信|"
    "自然资源|生态环境|森林|防汛|防火|道路交通|食品安全|食安|林长|河长|农机|卫生健康|教育局|城建|住房|工业和信息|城管|城市管理|综合(?:行政)?执法|人民政府|政府|党委(?!会)|党工委|办事处|委办公室|纪委|平安|综治|派出所|司法所"
)
OF_ANOTHER = "(?<=[，。；、：（由向报经将请与会同\\n])(?:{others})(?={offices})"


def named_as_another(draft: Draft) -> Iterator[Conflict]:
    """我乡 in a notice of a 镇, 我区 or 区应急局 in one of a 县."""
    own = OWN.match(draft.head.issuer)
    others = [one for one in _class_of(own["level"]) if one != own["level"]] if own else []
    told = [one for one in SELF.finditer(draft.flow.text) if one["level"] in others and _is_its_own(draft, one, own)]
    if own and own["level"] in COUNTIES:
        told += re.finditer(OF_ANOTHER.format(others="|".join(others), offices=OFFICES), draft.flow.text)
    if own and own["level"] in (*COUNTIES, "市"):
        told += [one for one in OF_A_TOWN.finditer(draft.flow.text) if "各" not in one["before"]]
    for found in islice(told, 1):
        what = f"发文单位是“{draft.head.issuer}”，文中却写“{found[0][-OWN_WORDS:]}”，像是从别处抄来的。"
        yield Conflict("other_place", what, "soft", (sentence(draft, Span(*found.span())),))


OF_A_TOWN = re.compile(
    "(?P<before>[^，。；\\n]*?)"
    "(?:(?:我|本)(?:镇|乡|街道)(?=各|辖区|企业|范围|安全)|在全(?:镇|乡|街道)(?=范围|通报|开展|推开))"
)
"""What only a township says of itself."""


def _class_of(level: str) -> tuple[str, ...]:
    """Levels of which a notice's place has one."""
    return next((levels for levels in (TOWNS, COUNTIES) if level in levels), ())


def _is_its_own(draft: Draft, found: re.Match[str], own: re.Match[str] | None) -> bool:
    """Whether 我, 本 or 全 means the place itself: 全区 of a county's notice does, 本区域 does not."""
    return own is not None and (
        found["whose"] != "全" or draft.flow.text[found.start() - 1] in "在，。对为，\n的及、本"
    )


NO_NAME = (
    "会同配合协助联我全本各邻外跨该日时前报向发由成立根据委第条内案小政府县乡镇市区对经请送到在及月每按把将省设组有关相所属地"
    "涉其他周边级街道村社呈告年园片库厂景集为以并部门单位令是个处"
)
NAME = (
    f"(?!主城|中心城|老城|新城|城区|城镇|县城)(?P<name>(?:(?![{NO_NAME}])[一-鿿]){{{{2,3}}}}(?:{{levels}}))"
    f"(?=各?(?:{OFFICES}|乡镇|[乡镇村校](?!级))|辖区|境内|范围内|安全|火灾|消防|实际|形势|行政区域|供电|公司|医院|委|政协|人大|人民)"
)
STARTS = "(?:(?<![一-鿿])|(?<=[由报向经送请在与和及会同对将按照据为到告实行网保]))"


def of_another_place(draft: Draft) -> Iterator[Conflict]:
    """由松岭镇政府通报, 桃坪街道综合执法队, 浔口县各派出所: a place of the issuer's level that is not its own."""
    levels = _levels_of(draft)
    known = draft.head.issuer + draft.head.title + "".join(draft.head.addressees)
    seen: set[str] = set()
    for found in re.finditer(STARTS + NAME.format(levels="|".join(levels)), draft.flow.text) if levels else ():
        if found["name"][:2] not in known and found["name"] not in seen:
            seen.add(found["name"])
            what = f"发文单位是“{draft.head.issuer}”，文中却出现“{found['name']}”，像是从别处抄来的。"
            yield Conflict("other_place", what, "hard", (sentence(draft, Span(*found.span())),))


VILLAGE = re.compile("《(?P<name>[一-鿿]{2,3})村(?=村规|村民|[一-鿿]{0,8}(?:公约|制度|办法|方案))")


def of_another_village(draft: Draft) -> Iterator[Conflict]:
    """依照《枫桥村村规民约》处理 in a notice of 石涧村."""
    for found in VILLAGE.finditer(draft.flow.text) if "村" in draft.head.issuer else ():
        if found["name"] not in draft.head.issuer:
            what = f"发文单位是“{draft.head.issuer}”，文中却写“{found['name']}村”，像是从别处抄来的。"
            yield Conflict("other_place", what, "soft", (sentence(draft, Span(*found.span())),))


def _levels_of(draft: Draft) -> tuple[str, ...]:
    """Of which levels the issuer has one place: a city's brigade of 洪山 that speaks of 洪山县 has one county."""
    own = OWN.match(draft.head.issuer)
    if own and own["level"] == "市":
        named = re.findall("([一-鿿]{2})[县旗区]", draft.flow.text)
        return COUNTIES if any(one in draft.head.issuer for one in named) else ()
    return _class_of(own["level"]) if own else ()


ZONE = re.compile(
    "(?P<name>高新|经开|经济(?:技术)?开发|高新技术(?:产业)?开发|工业园|化工园|产业园|保税)区?(?:管委会|管理委员会)"
)


def of_another_zone(draft: Draft) -> Iterator[Conflict]:
    """由高新区管委会约谈 in a notice of an economic development zone."""
    own = re.search("高新|经开|经济(?:技术)?开发|工业园|化工园|产业园|保税", draft.head.issuer)
    for found in ZONE.finditer(draft.flow.text) if own else ():
        if own and found["name"][0] != own[0][0]:
            what = f"发文单位是“{draft.head.issuer}”，文中却写“{found[0]}”，像是从别处抄来的。"
            yield Conflict("other_place", what, "soft", (sentence(draft, Span(*found.span())),))
            return


OF_A_KIND = {
    "学校|幼儿园": "学校|校园|校长|师生|学生|幼儿园|教育|教师|学期",
    "医院|卫生院|医疗机构": "医院|医疗|卫生院|卫生健康|诊疗|患者",
    "养老机构|敬老院": "养老|敬老|老年|福利",
    "矿山|煤矿": "矿",
    "景区|旅行社": "景区|旅游|游客|文旅",
    "工地|施工单位|项目部": "工地|施工|建设|建筑|工程",
}


def of_another_kind(draft: Draft) -> Iterator[Conflict]:
    """各学校要将检查情况纳入校长考核 in a notice that speaks of hospitals everywhere else."""
    for kind, words in OF_A_KIND.items():
        first = re.search(f"(?<=[，。；）.．、\\n])各(?:乡镇|镇|乡|街道)?(?:{kind})(?=要|应|须|必须)", draft.flow.text)
        span = sentence(draft, Span(*first.span())) if first else Span(0, 0)
        elsewhere = (one.start() for one in re.finditer(words, draft.flow.text))
        if first and all(span.start <= at < span.end for at in elsewhere):
            what = f"别处都没有说到{kind}，只有这里写“{first[0]}”。请看是不是从别的通知抄来的。"
            yield Conflict("other_place", what, "soft", (span,))


YEAR = re.compile(
    "(?P<before>[^，。；：\\n]{0,16})(?<![\\d〔至—-])(?P<y>20\\d\\d)年(?!\\d|[度]?\\d|至|—)(?P<behind>[^，。；\\n]{0,12})"
)
AHEAD = re.compile("确保|实现|力争|圆满|做好|加强|抓好|推进|推动|全力|落实|完成|为|按照|迎接|贯彻")
PAST = re.compile(
    "以来|去年|曾|总结|回顾|建成|印发|修订|修正|以前|之前|前建|事故|同比|相比|较|比|发生|发布|颁布|施行|〔|《|评定|公布|投用|竣工|普查|冬明春|冬春"
)


def of_another_year(draft: Draft) -> Iterator[Conflict]:
    """为做好2028年高温汛期工作, 确保2027年形势平稳: a year that is over, of which something is still to come."""
    issued = draft.head.issued_on
    first = min((day.year for day in (issued, draft.starts) if day), default=0)
    for found in YEAR.finditer(draft.flow.text):
        ahead = AHEAD.search(found["before"]) and not PAST.search(found["before"] + found["behind"])
        if ahead and int(found["y"]) < first and not _in_a_title(draft, found.start("y")):
            what = f"发文在 {first} 年，这里写{found['y']}年的工作，像是去年的文字。请核对年份。"
            yield Conflict("title_year", what, "hard", (sentence(draft, Span(*found.span("y"))),))


def _in_a_title(draft: Draft, at: int) -> bool:
    before = draft.flow.text[max(0, at - 60) : at]
    return before.rfind("《") > before.rfind("》")
