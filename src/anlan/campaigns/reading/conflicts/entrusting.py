"""To whom a task is given, told twice: who leads, who stands in brackets, where one registers, how many departments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.repeating import pairs_of
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


GIVEN = re.compile(f"(?P<what>[一-鿿、]{{6,30}}?)由(?P<who>{OFFICE})(?:负责|承担|牵头)(?=[，。；\n])")
MOSTLY = 0.7


def done_by_another(draft: Draft) -> Iterator[Conflict]:
    """文旅局每月对漂流项目检查1次, and elsewhere 漂流项目每月检查由市场监管局负责."""
    for found in GIVEN.finditer(draft.flow.text):
        wanted = pairs_of(found["what"])
        for duty in draft.duties:
            alike = len(wanted & pairs_of(draft.flow.words(duty.span))) >= MOSTLY * len(wanted)
            elsewhere = not (duty.span.start < found.end() and found.start() < duty.span.end)
            office = re.search(f"{OFFICE}$", duty.subject) and "、" not in duty.subject
            if wanted and alike and elsewhere and office and not _is_listed(duty.subject, found["who"]):
                what = f"“{duty.action}”一处由“{duty.subject}”做，一处写由“{found['who']}”负责。请定下由谁负责。"
                yield Conflict("two_heads", what, "soft", (sentence(draft, Span(*found.span())), duty.span))
                break


DECIDED = re.compile(
    f"(?P<what>[一-鿿“”]{{2,16}}?)(?:须经|应经|经|由)(?P<who>[一-鿿]{{3,14}}?)(?:负责)?(?P<act>审批|批准|解释|签发|验收)(?=[，。；、\n]|合格|后)"
    f"|(?P<who2>{OFFICE})负责对?(?P<what2>[一-鿿]{{2,12}}?)(?:作出)?(?P<act2>审批|批准|解释|签发|验收)(?=[，。；、\n])"
)


def decided_by_another(draft: Draft) -> Iterator[Conflict]:
    """特级动火作业由企业主要负责人审批, and elsewhere 特级动火须经企业安全总监审批."""
    told: list[tuple[re.Match[str], str, set[str]]] = []
    for found in DECIDED.finditer(draft.flow.text):
        who, about = found["who"] or found["who2"], set(pairs_of(found["what"] or found["what2"]))
        for known, other, of_other in told:
            same_act = (found["act"] or found["act2"]) == (known["act"] or known["act2"])
            alike = len(about & of_other) >= MOSTLY * max(1, min(len(about), len(of_other)))
            if same_act and alike and who not in other and other not in who:
                what = f"一处写由“{other}”{found['act'] or found['act2']}，一处写由“{who}”。请定下由谁负责。"
                spans = tuple(sentence(draft, Span(*one.span())) for one in (found, known))
                yield Conflict("two_heads", what, "soft", spans)
                break
        told.append((found, who, about))
