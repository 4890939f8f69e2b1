"""Who is named in passing: 由X负责, 督促X每月…, 成立专班, 交给X汇总, 责任单位：X."""

from __future__ import annotations

import re
from itertools import islice

from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.names import named_alone
from anlan.campaigns.reading.people import STARTS_BADLY
from anlan.campaigns.reading.subjects import THEN, Subject, followed

BY_THEN = re.compile(
    "结对|包联|委托|联合|共同|轮|排好|负责|牵头|组织|统一|具体|进行|完成|到场|每|按|汇总|会同|及时|分管|督|对|开展|实施|管理|看管|维护|保管|统筹|执行|办理|落实|承担|盯|看|签|管(?!委|理局|理所|理站|理部|控)|守|排|写|记"
)
BY_ANYONE = re.compile(
    "由(?P<who>[\u4e00-\u9fff]{2,14}?)(?:负责|牵头|带队|组织|承办|点检|确认|监护|清场|盯|看护|照看|管理|看管|守着|排(?![查水涝])|(?:执笔|登记)|(?=\\d{1,2}月\\d{1,2}日前))(?![人同局所站])"
)
"""Behind 由 and in front of 负责 stands a person, whatever the word (由电工老周负责)."""
GIVEN = re.compile("归(?P<who>[\u4e00-\u9fff]{2,10}?)(?:管|负责|看|保管|维护)(?![理部])")
"""机动泵归民兵连长管."""
ANSWERS = re.compile("(?:是|作为|为)[^，。；]{0,16}(?:责任人|责任主体)")
RESPONSIBLE = re.compile(
    "(?P<as>责任单位|组织单位|承办单位|牵头单位|(?<=（)牵头|(?<=（)责任|责任部门|牵头部门|负责单位|实施单位|落实单位|责任主体|牵头责任单位|"
    "主要责任单位|责任人|牵头领导|责任领导)(?:及责任人|和责任人)?："
    "(?P<who>(?:[^；。（）|\n]|（[^（）|\n]{1,12}）){2,60})"
)
BEHIND = re.compile(
    "（(?P<who>[^（）；。：]{2,60}?)(?:分别)?(?:牵头|按职责分工负责|按照?职责负责|负责)(?:[，；][^（）]{0,60})?）"
)
THIS_WORK = re.compile(
    "(?:此项|该项|这项|上述|以上)工作，?由(?P<who>[一-鿿、（）]{2,40}?)(?:具体|牵头|共同)?(?:负责|组织|落实|承办)[^。；]{0,8}"
)
"""此项工作由镇司法所负责: who does what the item asks, in a sentence behind it."""
BOUND = re.compile("(?:严格)?(?:落实|执行|做到)?每|至少|\\d{1,2}月|于|在\\d|半年|按月|按季|定期")
URGES = re.compile("(?<![对日常全])(?:督促|指导|要求|责成|监督|责令)(?:指导|检查)?(?=[\u4e00-\u9fff])")
APPOINTED = re.compile(
    "^(?:总?牵头单位|牵头部门|责任单位|责任部门|实施单位|主办单位|承办单位|责任人|总指挥|组长)(?:为|是)(?P<who>[\u4e00-\u9fff、]{2,40})$"
)
PLAYS = re.compile(
    "^要?(?:充分|积极)?发挥(?P<who>[\u4e00-\u9fff、]{2,20}?)的?(?:主力军|先锋模范|带头|主体|骨干|前哨|职能|专业)?作用$"
)
FOUNDED = re.compile(
    "(?:下设|派出(?!所)|组织[一二两三四五六七八九\\d]{1,2}个|成立|组建|设立|组成|抽调|聘请|邀请)[^，。；]{0,30}?(?P<who>[\u4e00-\u9fff“”]{0,16}(?:专家|技术人员|[\u4e00-\u9fff]{2}组(?![织建成])|专班|小组|工作组|督导组|检查组|专家组|指挥部|服务队|工作队|志愿队|小分队|[\u4e00-\u9fff]{2}队))(?:(?:分片|分组|分头)[\u4e00-\u9fff]{2,4})?$"
)
MADE_UP = re.compile("组成|组建|成立")
DRAWN = re.compile("(?:统一|分别|联合)?(?:抽调|选派|派出)?(?:精干)?(?:人员|力量|骨干)?$")
"""镇政府抽调人员组成督导组: the persons drawn are no owner."""
SO_MANY = re.compile("^[一两二三四五六七八九十若干]*[个支名]")
EXPERTS = re.compile("专家$|人员$")
HANDED = re.compile(
    "(?:交|报|送)(?:给|由|到)?(?P<who>[\u4e00-\u9fff]{2,12}?)(?:处|那里)?(?:统一)?(?:汇总|收齐|整理|审核|造册)$"
)
LED = ("带队", "带领", "率领", "领队", "统领")
BY = re.compile("由")
PAYS = re.compile("(?:经费|费用|资金|款项|开支)[一-鿿]{0,4}$")
"""经费由街道承担: who pays for it does not do it."""
SIGNS = re.compile("由[一-鿿]{2,10}?(?:签字|签名|签章|签批|审签|审核|同意)(?:盖章)?[后，]")
"""由主要负责人签字后报镇里: who signs does not send it."""
MOST_TRIED = 12
"""No sentence says 由 more often between two commas; a text of nothing else must not take minutes."""
OFFICES_FIRST = ["责任人", "牵头领导", "责任领导"]


def acting_by(text: str, start: int, end: int) -> Subject | None:
    """由X负责: the subject stands in the middle."""
    if told := GIVEN.search(text, start, end):
        return Subject(told["who"], Span(*told.span("who")))
    for word in islice(BY.finditer(text, start, end), MOST_TRIED):
        at = word.start()
        if PAYS.search(text, max(start, at - 8), at) or text.endswith("不得", start, at) or SIGNS.match(text, at, end):
            continue
        if found := followed(text, at + 1, end, BY_THEN) or followed(text, at + 1, end, THEN):
            return found
        if told := BY_ANYONE.match(text, at, end):
            return Subject(told["who"], Span(*told.span("who")))
    return None


def answerable(text: str, start: int, end: int) -> Subject | None:
    """校长是第一责任人，每月要…: who is answerable does what follows."""
    found = followed(text, start, end, ANSWERS)
    if found is None:
        return None
    rest = ANSWERS.match(text, found.span.end, end)
    return found if rest and rest.end() == end else None


def urged(text: str, start: int, end: int) -> Subject | None:
    """督促企业每月自查: whoever is urged to do it so often does it, not who urges."""
    for found in URGES.finditer(text, start, end):
        if who := followed(text, found.end(), end, BOUND):
            return who
    return None


def appointed(text: str, start: int, end: int) -> Subject | None:
    """牵头单位为应急局，…; 发挥网格员作用，…: who is named so does what follows."""
    words = text[start:end]
    if found := APPOINTED.match(words):
        return Subject(found["who"], Span(start, end))
    plays = PLAYS.match(words)
    return Subject(plays["who"], Span(start, end)) if plays and named_alone(plays["who"]) else None


def founded(text: str, start: int, end: int, owner: str = "") -> str:
    """区安委办成立督导组，每月督导: the body set up (区安委办督导组) does what follows; "" where none is."""
    found = FOUNDED.search(text[start:end])
    if not found:
        return ""
    body = MADE_UP.split(found["who"])[-1].rsplit("的", 1)[-1]
    body = SO_MANY.sub("", body).strip("“”")
    whose = DRAWN.sub("", owner)
    return body if body.startswith(whose) or EXPERTS.search(body) else f"{whose}{body}"


def handed(text: str, start: int, end: int) -> str:
    """交给文书刘敏汇总，22日交到镇里: who gets the papers sends them on; "" where nobody does."""
    found = HANDED.search(text[start:end])
    return found["who"] if found and STARTS_BADLY.match(found["who"]) is None else ""


def responsible(words: str) -> str:
    """Whom a clause names as responsible behind its text: offices rather than persons, （县应急局牵头） as well."""
    found = sorted(RESPONSIBLE.finditer(words), key=lambda one: one["as"] in OFFICES_FIRST)
    if found:
        return re.split("，(?:配合|协助|参与)", found[0]["who"])[0].strip("，、 ")
    behind = BEHIND.search(words)
    return behind["who"].strip("，、 ") if behind and named_alone(behind["who"].split("，")[0]) else ""
