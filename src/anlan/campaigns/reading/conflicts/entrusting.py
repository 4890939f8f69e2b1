"""To whom a task is given, told twice: who leads, who stands in brackets, where one registers, how many departments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

OF_ALL = re.compile(
    "(?P<what>行动|整治|治理|攻坚|工作)由(?P<who>[一-鿿]{2,12}?[局办委所站队科股部室心府])(?:统一|具体)?(?:牵头|负责)"
    "|牵头(?:部门|单位)(?P<who2>[一-鿿]{2,12}?[局办委所站队科股部室心府])(?=每|要|应|负责|会同|定期|组织|[，。])"
)


def led_by_another(draft: Draft) -> Iterator[Conflict]:
    """攻坚行动由应急管理分局牵头, and elsewhere 牵头部门经济发展局每两周调度."""
    told = [
        (one["who"] or one["who2"], Span(*one.span()), bool(one["who"])) for one in OF_ALL.finditer(draft.flow.text)
    ]
    firsts = [one for one in told if one[2]]
    for who, span, is_said in told:
        if firsts and not is_said and not any(who in first or first in who for first, _, _ in firsts):
            what = f"一处写由“{firsts[0][0]}”牵头，一处写牵头的是“{who}”。请定下由谁负责。"
            yield Conflict("two_heads", what, "soft", (sentence(draft, span), sentence(draft, firsts[0][1])))


OFFICE = "[一-鿿]{2,12}?(?:局|办|中心|所|站|大队|支队|委|科|股|室)"


IN_CHARGE = re.compile(
    f"(?:^|[。；\n）]|[一二三四五六七八九十\\d][、.）])(?P<who>{OFFICE})(?=对|要|应|负责|组织|每|牵头|会同|在)"
)


BRACKET = re.compile("（责任(?:单位|部门)：(?P<list>[^；）\n]{2,60})")


def in_brackets_another(draft: Draft) -> Iterator[Conflict]:
    """县公路中心对临水路段逐段排查。（责任单位：县港航中心）: the sentence names one, its bracket another."""
    text = draft.flow.text
    for found in BRACKET.finditer(text):
        start = max(text.rfind(mark, 0, found.start()) for mark in "\n）") + 1
        doer = IN_CHARGE.search("\n" + text[start : found.start()])
        if doer and not _is_listed(doer["who"], found["list"]):
            what = f"这一条写由“{doer['who']}”做，括号里的责任单位却是“{found['list']}”。请定下由谁负责。"
            yield Conflict("two_heads", what, "soft", (Span(start, found.start()), Span(*found.span("list"))))


def _is_listed(who: str, listed: str) -> bool:
    short = re.sub("^[省市县区镇乡]", "", who)
    return short in listed or any(
        one and re.sub("^[省市县区镇乡]", "", one) in who for one in re.split("[、，]", listed)
    )


JOINT = re.compile(r"(?P<n>[二两三四五六七八九]|\d)个?部门(?:组成|联合|共同|各自|每|抽调|决定|商定|研究决定)")


def departments_counted(draft: Draft) -> Iterator[Conflict]:
    """四部门组成联合检查组 of a notice that three issue."""
    issuers = [one for one in re.split("[、 \n]", draft.head.issuer) if one]
    for found in JOINT.finditer(draft.flow.text) if len(issuers) > 1 else ():
        if numerals.value(found["n"]) != len(issuers):
            what = f"文中说“{found[0]}”，发文的却是 {len(issuers)} 个单位。"
            yield Conflict("task_count", what, "soft", (sentence(draft, Span(*found.span())),))


AT = re.compile(f"(?:到|向)(?P<who>[镇乡县区市]?{OFFICE})(?P<act>登记|备案|申报|申领|办理)")


def registered_with_two(draft: Draft) -> Iterator[Conflict]:
    """开工前到村镇建设办登记, and elsewhere 未到自然资源所登记擅自开工的."""
    told: list[tuple[re.Match[str], frozenset[str]]] = []
    for found in AT.finditer(draft.flow.text):
        words = (
            draft.flow.words(sentence(draft, Span(*found.span()))).replace(found["who"], "").replace(found["act"], "")
        )
        pairs = frozenset(words[at : at + 2] for at in range(len(words) - 1))
        for known, others in told:
            apart = known["who"] not in found["who"] and found["who"] not in known["who"]
            if apart and known["act"] == found["act"] and pairs & others:
                what = f"一处写到“{known['who']}”{known['act']}，一处写到“{found['who']}”。请定下到哪里。"
                spans = tuple(sentence(draft, Span(*one.span())) for one in (found, known))
                yield Conflict("two_offices", what, "soft", spans)
                break
        told.append((found, pairs))
