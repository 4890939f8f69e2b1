"""The clauses of a notice by its headings: 一、（一）1.（1）①, 第一条, 第一阶段, tables and attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.flow import Flow, Span

C = "一二三四五六七八九十"
KINDS = {
    "part": re.compile(rf"第([{C}]{{1,3}})(?:部分|章|条)[、：]?"),
    "one": re.compile(rf"([{C}]{{1,3}})[、.]"),
    "two": re.compile(rf"（([{C}]{{1,3}})）[、.]?"),
    "three": re.compile(r"(\d{1,2})[.、](?:(?!\d)|(?=20\d\d年|[1-5]A级|\d{1,2}月[\d底末初上中下前份]))"),
    "four": re.compile(r"（(\d{1,2})）[、.]?"),
    "half": re.compile(r"(?<![（\d])(\d{1,2})）"),
    "five": re.compile("([①-⑳])"),
    "said": re.compile(rf"第?([{C}]{{1,2}})(?:(?=[要是])|[，,](?![{C}]))"),
    "stage": re.compile(rf"第([{C}]{{1,2}})(?:个)?(?:阶段|步)[：:、，]?"),
}
ATTACHMENT = re.compile(r"附件(\d{1,2}|[一二三四五六七八九十])?[：:]?")
TAIL = re.compile(r"(抄送|抄报|主题词|联系人|联系电话|（?联系人|（?此件|（?信息公开)")
BREAKS = "。；！？：\n"
TITLE_LENGTH = 45


@dataclass
class Clause:
    """One clause: its label as people cite it (二(一)2), its head, what stands in it before the next clause."""

    label: str
    kind: str
    number: int
    span: Span
    head: Span
    """The words of the heading, without its number."""
    body: Span
    """What follows the heading, up to the next clause of any depth."""
    parent: Clause | None = None
    children: list[Clause] = field(default_factory=list)
    attachment: str = ""

    def __hash__(self) -> int:
        return id(self)

    @property
    def path(self) -> list[Clause]:
        """From the outermost clause to this one."""
        return [*(self.parent.path if self.parent else []), self]

    def within(self) -> list[Clause]:
        """This clause and everything below it, in order."""
        return [self, *(deeper for child in self.children for deeper in child.within())]


@dataclass(frozen=True)
class _Found:
    kind: str
    number: int
    start: int
    end: int


def clauses(flow: Flow) -> list[Clause]:
    """Every clause in order; the first is the opening, without a label."""
    found = _markers(flow)
    first = found[0].start if found else len(flow.text)
    told = [Clause("", "opening", 0, Span(0, first), Span(0, 0), Span(0, first))]
    stack: list[Clause] = []
    attachment = ""
    for index, mark in enumerate(found):
        end = found[index + 1].start if index + 1 < len(found) else len(flow.text)
        if mark.kind == "attachment":
            stack, attachment = [], f"附件{mark.number or ''}"
            clause = Clause(
                attachment, mark.kind, mark.number, Span(mark.start, end), Span(mark.end, mark.end), Span(mark.end, end)
            )
            told.append(clause)
            continue
        while stack and _depth(stack, mark.kind) is not None:
            stack.pop()
        parent = stack[-1] if stack else None
        clause = _clause(flow, mark, end, parent, attachment)
        if parent:
            parent.children.append(clause)
        stack.append(clause)
        told.append(clause)
    return told


def _depth(stack: list[Clause], kind: str) -> int | None:
    """The place of a kind among the open clauses; None where it would be deeper than all of them."""
    kinds = [clause.kind for clause in stack]
    return kinds.index(kind) if kind in kinds else None


def _clause(flow: Flow, mark: _Found, end: int, parent: Clause | None, attachment: str) -> Clause:
    head = _head(flow.text, mark.end, end)
    body_start = min(head.end + (flow.text[head.end : head.end + 1] in BREAKS), end)
    label = (parent.label if parent else attachment) + _shown(mark)
    return Clause(
        label, mark.kind, mark.number, Span(mark.start, end), head, Span(body_start, end), parent, attachment=attachment
    )


def _head(text: str, start: int, end: int) -> Span:
    """The heading behind a number: up to its full stop or colon, or the paragraph's end; empty where it is prose."""
    stop, depth = start, 0
    while stop < end:
        character = text[stop]
        if character == "\n" or (depth == 0 and character in "。：；！？"):
            break
        depth += (character == "（") - (character == "）")
        stop += 1
    return Span(start, stop) if stop - start <= TITLE_LENGTH else Span(start, start)


def _shown(mark: _Found) -> str:
    if mark.kind in {"one", "said", "part"}:
        return numerals.chinese(mark.number) if mark.kind != "part" else f"第{numerals.chinese(mark.number)}条"
    if mark.kind == "two":
        return f"({numerals.chinese(mark.number)})"
    if mark.kind == "stage":
        return f"第{numerals.chinese(mark.number)}阶段"
    if mark.kind == "five":
        return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[mark.number - 1]
    return f"({mark.number})" if mark.kind == "four" else str(mark.number)


def _markers(flow: Flow) -> list[_Found]:
    """Headings at the beginning of paragraphs, and those whose line break was lost: their number is the next."""
    text, told = flow.text, []
    state: dict[str, int] = {}
    order: list[str] = []
    for paragraph in flow.paragraphs():
        at = paragraph.start
        if (begun := ATTACHMENT.match(text, at)) and _is_attachment(text, begun, paragraph):
            told.append(_Found("attachment", numerals.value(begun[1]) if begun[1] else 0, at, begun.end()))
            order, state = [], {}
            at = begun.end()
        while at < paragraph.end:
            mark = _marker_at(text, at, paragraph)
            if mark and _is_next(mark, at == paragraph.start, state, order, text, told):
                told.append(mark)
                _enter(mark, state, order)
                at = mark.end
            else:
                at += 1
    return told


def _is_attachment(text: str, begun: re.Match[str], paragraph: Span) -> bool:
    """A paragraph of its own: a list of attachments, or an attachment's beginning."""
    return paragraph.end - begun.end() < 60 or text[begun.end() - 1] in "：:"


def _marker_at(text: str, at: int, paragraph: Span) -> _Found | None:
    if text[at] not in f"{C}（第0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫":
        return None
    for kind, pattern in KINDS.items():
        if found := pattern.match(text, at, paragraph.end):
            number = ord(found[1]) - 0x245F if kind == "five" else numerals.value(found[1])
            return _Found(kind, number, at, found.end())
    return None


def _is_next(
    mark: _Found, begins: bool, state: dict[str, int], order: list[str], text: str, told: list[_Found]
) -> bool:
    if mark.kind == "said":
        # 一要落实责任。/第一，立即部署。 are headings where paragraphs begin so and nothing above them is numbered.
        return begins and not set(order) - {"said"} and mark.number == state.get("said", 0) + 1
    if begins:
        return mark.number > 0
    if mark.kind == "part":
        return False
    before = text[mark.start - 1]
    expected = state.get(mark.kind, 0) + 1
    if mark.number != expected:
        return False
    if before in "。；！？\n":
        return True
    if before == "：":
        return mark.number == 1 or mark.kind == "stage"
    # 一、总体要求（一）工作思路: a heading right behind a heading that has no stop.
    last = told[-1] if told else None
    if last is None or mark.number != 1 or mark.kind not in {"two", "three"} or last.kind == mark.kind:
        return False
    between = text[last.end : mark.start]
    return 2 <= len(between) <= 20 and not re.search("[，。；：、（）\n]", between)


def _enter(mark: _Found, state: dict[str, int], order: list[str]) -> None:
    if mark.kind in order:
        for deeper in order[order.index(mark.kind) + 1 :]:
            state.pop(deeper, None)
        del order[order.index(mark.kind) + 1 :]
    else:
        order.append(mark.kind)
    state[mark.kind] = mark.number


def clause_at(clauses: list[Clause], position: int) -> Clause:
    """The clause a position stands in."""
    return max((one for one in clauses if one.span.start <= position), key=lambda one: one.span.start)
