"""Who leads, told twice and differently: a chair, a seat, a task, a heading, and so many groups with fewer heads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

N = r"\d{1,3}|[一二三四五六七八九十两]{1,3}"
HEADS = re.compile(
    r"(?P<role>组长|总指挥|指挥长)(?:由|为|：)(?P<who>[一-鿿]{2,10}?)(?:担任|兼任|[，。；\n、])|由(?P<who2>[一-鿿]{2,10}?)(?:担任|任|兼任)双?(?P<role2>组长|总指挥|指挥长)"
    r"|(?<!副)(?P<role3>组长|总指挥|指挥长)、(?P<who3>[一-鿿]{2,8}?[长任记])(?=[每应要须，]|负责|主持|召集|带队)"
)


OF_ONE_GROUP = re.compile("副$|第[一二三四五六七八九十\\d]{1,2}[一-鿿]{0,4}组$")
REACHES = 10


def _same_heads(one: str, other: str) -> bool:
    """Whether the same persons are named; 党委书记和镇长 are two."""
    pairs = [re.split("[和、及]", words) for words in (one, other)]
    alike = all(
        (first in second or second in first) and ("副" in first) == ("副" in second)
        for first, second in zip(*pairs, strict=False)
    )
    return len(pairs[0]) == len(pairs[1]) and alike


SEAT = re.compile(
    "办公室设(?:在|于)(?P<who>[一-鿿]{2,14})(?=[，。；（])|部办公室（(?P<of>[一-鿿]{2,12}[局办委所站队科股部])）"
    "|设[在于](?P<at>[一-鿿]{2,12}[局办委所站队科股部])的(?:领导小组|专班|指挥部|[一-鿿]{0,4}组)?办公室"
)


def seats(draft: Draft) -> Iterator[Conflict]:
    """办公室设在应急局, and elsewhere 办公室设在教育局."""
    told: tuple[str, Span] | None = None
    for found in SEAT.finditer(draft.flow.text):
        who, span = found["who"] or found["of"] or found["at"], Span(found.start(), found.end())
        if told and told[0][-3:] != who[-3:]:
            what = f"办公室一处写设在“{told[0]}”，一处写设在“{who}”。请定下设在哪里。"
            yield Conflict("two_heads", what, "soft", (sentence(draft, span), sentence(draft, told[1])))
        told = told or (who, span)


def headed_by_two(draft: Draft) -> Iterator[Conflict]:
    """组长由镇长担任 and 组长由党委书记担任."""
    told: dict[str, tuple[str, Span]] = {}
    for found in HEADS.finditer(draft.flow.text):
        if OF_ONE_GROUP.search(draft.flow.text[max(0, found.start() - REACHES) : found.start()]):
            continue
        role, who = found["role"] or found["role2"] or found["role3"], found["who"] or found["who2"] or found["who3"]
        who = re.sub("^(?:镇|乡|县|区|市|村)(?!长)", "", who)
        span = Span(found.start(), found.end())
        known = told.setdefault(role, (who, span))
        if not _same_heads(known[0], who):
            what = f"{role}一处写“{known[0]}”，一处写“{who}”。请定下由谁担任。"
            yield Conflict("two_heads", what, "soft", (sentence(draft, span), sentence(draft, known[1])))


LED = re.compile(
    rf"(?P<n>{N})个(?P<what>[一-鿿]{{0,8}}组)[，,](?:分别)?由(?P<list>[一-鿿]{{2,16}}(?:、[一-鿿]{{2,16}}?)*)(?:分别)?(?:带队|任组长|担任组长|牵头)"
)


def led_by_each(draft: Draft) -> Iterator[Conflict]:
    """三个检查组，分别由张副局长、李副局长带队."""
    for found in LED.finditer(draft.flow.text):
        names = [one for one in re.split("[、和及]", found["list"]) if one]
        number = numerals.value(found["n"])
        if len(names) > 1 and "等" not in found["list"] and len(names) != number:
            what = f"文中说{found['n']}个{found['what']}，带队的却写了 {len(names)} 人。"
            start = sentence(draft, Span(*found.span("n"))).start
            yield Conflict("task_count", what, "soft", (Span(start, found.end()),))


HEADED = re.compile(
    "(?P<stem>[一-鿿]{2})[一-鿿]{0,6}?(?:类|工作|领域|任务|专项)?（(?:牵头|责任)(?:单位|部门|科室)?：(?P<who>[一-鿿]{3,16})）"
)

MEANT = re.compile("(?P<stem>[一-鿿]{2})(?:安全)?(?:工作|任务)由(?P<who>[一-鿿]{3,16}?)(?:具体)?(?:负责|牵头)")


def headed_by_another(draft: Draft) -> Iterator[Conflict]:
    """三、防汛安全类（牵头：城管办）, and elsewhere 防汛工作由平安办负责."""
    heads = list(HEADED.finditer(draft.flow.text))
    for found in MEANT.finditer(draft.flow.text):
        of_it = [one for one in heads if one["stem"] == found["stem"]]
        if of_it and not any(one["who"] in found["who"] or found["who"] in one["who"] for one in of_it):
            who = (of_it[0]["who"], found["who"])
            what = f"{found['stem']}工作一处写由“{who[0]}”牵头，一处写由“{who[1]}”负责。请定下由谁负责。"
            spans = (sentence(draft, Span(*found.span())), Span(*of_it[0].span()))
            yield Conflict("two_heads", what, "soft", spans)
