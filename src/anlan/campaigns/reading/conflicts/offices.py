"""One office under two names: 监督科 and 监督处, before and after it was renamed, a short name and a long one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.pairs import near
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

RANKED = re.compile(
    "(?P<stem>[一-鿿]{2,10}?)(?P<rank>科|处|股|部|局|办|所)(?![室长员学技目研普教置理罚分于所境在以设方级于治死暑门署队面位公事案法有属需辖管])"
)
ONE_OFFICE = [
    {"科", "处"},
    {"科", "股"},
    {"处", "股"},
    {"部", "局"},
    {"部", "处"},
    {"部", "科"},
    {"办", "科"},
    {"办", "股"},
    {"办", "所"},
]
"""A bureau and its 科 may bear one name; of these two one is a slip."""
PLACES = re.compile(
    "^.*(?:[省市县区镇乡局]|街道|支队|大队|中心|公司|集团|学校|医院|委|由|向|报|设在|及|和|与|各|交|经)"
)
NO_OFFICE = re.compile(
    "[到好各多几每出各此何害益短长坏]$|\\d|隐患|问题|风险|点|之|宣传|组织|统战|武装|(?<!安)全$|内$|外$|干$|(?<!公)用$"
)
RENAMED = [
    ("安监办公室|安全监管办公室|安全生产监督管理办公室", "应急管理办公室"),
    ("安监局|安全生产监督管理局", "应急局|应急管理局"),
    ("安监办|安监站|安监所|安监中队", "应急办|应急管理办公室|应急所|应急管理所|应急站|应急管理站"),
    ("消防大队|消防支队", "消防救援大队|消防救援支队"),
    ("运管所|运管局|运管处|运管中心", "道路运输服务中心|道路运输事业发展中心|运输服务中心|运输事业发展中心"),
    ("质监局|工商局|食药监局|工商所", "市场监管局|市场监督管理局|市监局|市场监管所"),
    ("国土局|国土资源局|国土所", "自然资源局|自然资源和规划局|自规局|自然资源所"),
    ("环保局|环境保护局|环保所", "生态环境局|生态环境分局"),
    ("卫计局|卫生计生局|卫计委|卫生局", "卫健局|卫健委|卫生健康局|卫生健康委"),
    ("旅游局|文化局|文广新局|文体局", "文旅局|文化和旅游局|文化旅游局|文广旅局|文旅体局"),
    ("农业局|农委", "农业农村局"),
    ("卫生监督所|卫生监督局", "卫生健康综合监督执法所|卫生健康监督所|卫生监督中心"),
    ("平安建设办|综治办|综治中心", "平安法治办"),
    ("安监股|安监科", "应急股|应急科"),
    ("商业局", "商务局"),
    ("水务局", "水利局"),
    ("文化和旅游局|文化旅游局", "文化广电和旅游局|文化广电旅游局"),
    ("教育体育局|教体局", "教育局"),
]
"""Offices before and after they were renamed (机构改革 of 2018 and 2019): both in one notice are one office twice."""


def of_two_ranks(draft: Draft) -> Iterator[Conflict]:
    """特设科 and 特设处; 燃气科 and 燃气管理科: one office, or was one left over from another notice?"""
    told: dict[tuple[str, str], Span] = {}
    for found in RANKED.finditer(draft.flow.text):
        stem = PLACES.sub("", found["stem"])
        if len(stem) >= 2 and not NO_OFFICE.search(stem):
            told.setdefault((stem, found["rank"]), Span(found.end() - len(stem) - 1, found.end()))
    for (one, first), (other, second) in near(list(told.items())):
        ranks = one[0] == other[0] and {one[1], other[1]} in ONE_OFFICE
        of_kin = {one[1], other[1]} <= {"科", "处", "股"}
        short = of_kin and one[0] != other[0] and _shortens(one[0], other[0])
        if ranks or short:
            yield _twice(draft, first, second)


OF_LEVEL = re.compile("(?P<level>[市县区])(?P<stem>[一-鿿]{1,4}?)(?P<rank>委|局)(?![一-鿿]?员|托|派|机关|部)")


def of_one_level(draft: Draft) -> Iterator[Conflict]:
    """市住建委 and 市住建局: of one level there is one."""
    told: dict[tuple[str, str], tuple[str, Span]] = {}
    for found in OF_LEVEL.finditer(draft.flow.text):
        key, span = (found["level"], found["stem"]), Span(*found.span())
        known = told.setdefault(key, (found["rank"], span))
        if known[0] != found["rank"]:
            yield _twice(draft, known[1], span)
            return


OWN = re.compile(
    "(?:街道|[镇乡县区市局])(?P<name>(?P<kin>应急|安全|平安|经济|综治|社会|规划|文化|民政|市场|农业)[一-鿿]{2}(?P<rank>科|办|股|所|站))(?![长员室])"
)


def of_one_kin(draft: Draft) -> Iterator[Conflict]:
    """街道应急消防科 and 街道应急安全科: an office has one name."""
    told: dict[tuple[str, str], tuple[str, Span]] = {}
    for found in OWN.finditer(draft.flow.text):
        known = told.setdefault((found["kin"], found["rank"]), (found["name"], Span(*found.span("name"))))
        if known[0] != found["name"]:
            yield _twice(draft, known[1], Span(*found.span("name")))
            return


def _shortens(one: str, other: str) -> bool:
    """Whether one name is the other with more words behind it: 燃气科, 燃气管理科."""
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long.startswith(short)


def renamed(draft: Draft) -> Iterator[Conflict]:
    """区消防大队 and 区消防救援大队, 运管中心 and 道路运输服务中心; of one level, where both say which."""
    text = draft.flow.text
    for old, new in RENAMED:
        before, since = (
            re.search(f"(?P<level>[省市县区镇乡]?)(?<![电原和化])(?:{names})", text) for names in (old, new)
        )
        if before and since and _one_level(before["level"], since["level"], is_colloquial="消防" in old):
            yield _twice(draft, Span(*since.span()), Span(*before.span()))


def _one_level(one: str, other: str, *, is_colloquial: bool) -> bool:
    """Whether both can be one office; 大队 alone is what everybody says, 区消防大队 is the old name."""
    return bool(one) and one == other if is_colloquial else one == other or not (one and other)


def _twice(draft: Draft, one: Span, other: Span) -> Conflict:
    names = [draft.flow.words(span) for span in (one, other)]
    what = f"一处写“{names[0]}”，一处写“{names[1]}”，像是同一个单位的两个名称。请定下由谁承担。"
    return Conflict("two_offices", what, "soft", (sentence(draft, other), sentence(draft, one)))
