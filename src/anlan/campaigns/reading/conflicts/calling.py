"""Names that do not agree: one person written in two ways, and another campaign's name left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts import masthead
from anlan.campaigns.reading.conflicts.pairs import near
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤郅"
)
ROLE = (
    "(?:常务)?副?(?:组长|主任|局长|镇长|乡长|县长|区长|市长|书记|站长|所长|队长|大队长|校长|园长|科长|股长|主席|经理|总指挥|指挥长|院长|部长|委员)"
    "|联系人|联络员|责任人|负责人|带队人?|安全员"
)
PERSON = re.compile(
    f"(?P<of>[一-鿿\\d]{{0,10}}?)(?P<open>（)?(?P<role>{ROLE})(?:[：为是]|由)?(?P<name>[{SURNAMES}][一-鿿]{{1,2}}?)"
    "(?=[，。；、：（）\n| ]|同志|负责|任|担任|牵头|带队|主持|汇总|兼|和|等|电话|每|定期|亲自|约谈|召集|研究|决定|$)"
)
OF_NOBODY = re.compile("[的是为由负责任室人部门]$|单位|会议|责任")


CHAIR = re.compile(f"(?P<of>)(?P<name>[{SURNAMES}][一-鿿]{{1,2}})(?:同志)?(?:担任|兼任|任)(?P<role>组长|总指挥|指挥长)")
WHOLE = re.compile("领导小组$|指挥部$|专班$")
GROUPS = re.compile("第[一二三四五六七八九十\\d]{1,2}(?:[一-鿿]{0,4})组|各组组长")


def written_in_two_ways(draft: Draft) -> Iterator[Conflict]:
    """组长：李树清, and below 组长李树青: one person, or a slip of the pen; 刘振华任组长, and below 组长刘振国."""
    text = draft.flow.text
    told: dict[tuple[str, bool], re.Match[str]] = {}
    for found in sorted([*PERSON.finditer(text), *CHAIR.finditer(text)], key=lambda one: one.start()):
        if not OF_NOBODY.search(found["name"]):
            told.setdefault((found["name"], found.re is CHAIR), found)
    only_one = GROUPS.search(text) is None
    for ((name, _), first), ((other, _), second) in near(list(told.items())):
        if name != other and (_sound_alike(name, other) or _same_seat(first, second, only_one)):
            yield _two(draft, first, second, f"一处写“{name}”，一处写“{other}”，像是同一个人。请核对姓名。")


def _two(draft: Draft, first: re.Match[str], second: re.Match[str], what: str) -> Conflict:
    """The two places where a name stands, the later first."""
    spans = tuple(sentence(draft, Span(*one.span("name"))) for one in (second, first))
    return Conflict("two_names", what, "soft", spans)


def _same_seat(one: re.Match[str], other: re.Match[str], only_one: bool) -> bool:
    """Whether both hold one seat: of one group or office that is named, or the chair where there is one only."""
    if one["role"] != other["role"] or "副" in one["role"]:
        return False
    of = [found["of"][-4:] for found in (one, other)]
    is_chair = one["role"] in {"组长", "总指挥", "指挥长"} and (one.re is CHAIR) != (other.re is CHAIR)
    of_the_whole = any(WHOLE.search(words) for words in of)
    return (len(of[0]) > 2 and of[0] == of[1]) or (is_chair and (only_one or of_the_whole))


def _sound_alike(one: str, other: str) -> bool:
    """Whether one character differs, and is spoken as the other."""
    if len(one) != len(other) or one[0] != other[0]:
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    # Imported where it is used: its dictionary is 55 MB, and few notices have two such names.
    from pypinyin import pinyin
    from pypinyin.constants import Style

    spoken = [
        {sound for sounds in pinyin(char, Style.NORMAL, heteronym=True) for sound in sounds} for char in differing[0]
    ]
    return bool(spoken[0] & spoken[1])


KIND = "行动|整治|攻坚|会战|大排查"
AS_THIS = re.compile(
    f"“(?P<quoted>[一-鿿]{{2,4}})”(?:专项|集中)?(?:{KIND})(?=期间|结束|启动|领导小组|开展以来|办公室|实施方案)"
    f"|(?<=[，。；：\\n])(?P<plain>[一-鿿]{{2,6}}?)(?:{KIND})(?=期间|结束|启动)"
)
COMMON = re.compile(
    "^(?:[本此该各全在自]|专项|集中|这次|隐患|安全|重大|排查|攻坚|工作|治理|综合|联合|统一|具体|执法|后续|开展)"
)


def another_campaign(draft: Draft) -> Iterator[Conflict]:
    """“百日清零”行动结束后 in a notice on another campaign: left over from an earlier one."""
    known = draft.head.title + draft.head.notice_title
    quoted_there = {one["name"] for one in masthead.QUOTED.finditer(known)}
    """A name like one of these is `masthead.quoted_names`' to tell."""
    for found in AS_THIS.finditer(draft.flow.text) if re.search(KIND, known) else ():
        name, quoted = found["quoted"] or found["plain"], bool(found["quoted"])
        told = quoted and any(set(name) & set(one) for one in quoted_there)
        if told or COMMON.search(name) or draft.flow.text.count(name) > 1 or _is_called(name, known, quoted):
            continue
        what = f"标题里的行动不叫“{name}”，像是从别的行动抄来的。请核对名称。"
        yield Conflict("two_names", what, "soft", (sentence(draft, Span(*found.span())),))


def _is_called(name: str, known: str, quoted: bool) -> bool:
    """Whether the title may mean it: all of a name in quotes, two characters of another."""
    return name in known or (not quoted and any(name[at : at + 2] in known for at in range(len(name) - 1)))


POST = re.compile(
    f"(?P<post>[村镇乡局厂队站](?:电工|医|文书|会计|主任|支书|联络员|安全员|联系人))(?P<name>[{SURNAMES}][一-鿿]{{2}})"
    "(?=[，。；、：（\\d]|每|负责|应|要|于)"
)


def one_post(draft: Draft) -> Iterator[Conflict]:
    """村电工石水生, and elsewhere 村电工廖水生."""
    told: dict[str, re.Match[str]] = {}
    for found in POST.finditer(draft.flow.text):
        known = told.setdefault(found["post"], found)
        name, other = known["name"], found["name"]
        if name != other and sum(one == two for one, two in zip(name, other, strict=True)) == 2:
            what = f"{found['post']}一处写“{name}”，一处写“{other}”，像是同一个人。请核对姓名。"
            yield _two(draft, known, found, what)


TITLED = re.compile(
    f"(?P<title>副?(?:镇长|乡长|县长|区长|书记|主任|局长|主席|部长|所长|站长))(?P<name>[{SURNAMES}][一-鿿]{{1,2}}?)"
    "(?=[，。；、（）\n]|同志|负责|任|担任|牵头|带队|主持|兼|研究|决定|每|审定|签批|约谈)"
)


def of_two_posts(draft: Draft) -> Iterator[Conflict]:
    """副镇长刘长河任总指挥, and below 镇党委副书记刘长河: one man, two posts."""
    first: dict[str, re.Match[str]] = {}
    for found in TITLED.finditer(draft.flow.text):
        known = first.setdefault(found["name"], found)
        if known["title"] not in found["title"] and found["title"] not in known["title"]:
            what = f"{found['name']}一处写“{known['title']}”，一处写“{found['title']}”。请核对职务。"
            yield _two(draft, known, found, what)
