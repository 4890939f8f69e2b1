"""What a notice points to and does not hold: attachments, parts, articles, items, a paper under another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.outline import clause_at

NAMED = re.compile(r"(?:见|按照?|填写|根据)?附件(?P<n>\d{1,2}|[一二三四五六七八九十])")


LIST = re.compile(r"\n附件：?(?P<rest>[^\n]*(?:\n(?:\d{1,2}[.、．]|附件)[^\n]{2,60})*)")


POINTED = re.compile("(?:见|按照?|填写|填报|根据|对照|按)附件(?![\\d一二三四五六七八九十])")


def attachments(draft: Draft) -> Iterator[Conflict]:
    """Attachments named in the text that are neither listed nor there; attachments listed whose text is missing."""
    text = draft.flow.text
    listed = LIST.search(text)
    numbers = _numbers(listed["rest"]) if listed else set()
    bodies = {
        clause.number
        for clause in draft.clauses
        if clause.kind == "attachment" and clause.span.end - clause.span.start > 80
    }
    body_text = _outside(text, listed, draft)
    for found in NAMED.finditer(body_text):
        number = numerals.value(found["n"])
        if number not in numbers | bodies and body_text[max(0, found.start() - 1) : found.start()] != "\n":
            what = f"文中提到附件{number}，文后却没有列出。"
            yield Conflict("attachment", what, "soft", (sentence(draft, Span(found.start(), found.end())),))
    for found in POINTED.finditer(body_text):
        if not listed and not bodies:
            what = "文中提到附件，文后却没有列出。"
            yield Conflict("attachment", what, "soft", (sentence(draft, Span(found.start(), found.end())),))
    yield from _without_a_body(draft, listed, numbers)
    if listed and listed["rest"].strip() and not bodies:
        first = Span(listed.start() + 1, text.index("\n", listed.start() + 1))
        yield Conflict(
            "attachment", "文后列出了附件，文件里却没有附件的内容。请补上附件，或确认不需要。", "soft", (first,)
        )


def _outside(text: str, listed: re.Match[str] | None, draft: Draft) -> str:
    """The text without the list of attachments, and what stands behind it where it is not a plan that follows."""
    if listed is None:
        return text
    plan = [clause for clause in draft.clauses if clause.span.start > listed.end() and clause.kind in {"one", "part"}]
    behind = text[listed.end() : ATTACHED.search(text, listed.end()).start()] if plan else ""  # type: ignore[union-attr]  # \Z is always found
    return text[: listed.start()] + "\n" * (listed.end() - listed.start()) + behind


ATTACHED = re.compile(r"\n附件\d{0,2}：?\n|\Z")


def _without_a_body(draft: Draft, listed: re.Match[str] | None, numbers: set[int]) -> Iterator[Conflict]:
    """Attachments listed of which some stand behind and one does not."""
    behind = {
        clause.number
        for clause in draft.clauses
        if clause.kind == "attachment" and listed and clause.span.start >= listed.end()
    }
    if listed is None or not behind & numbers:
        return
    for number in sorted(numbers - behind):
        at = re.compile(rf"(?<!\d){number}[.、．][^\n]*").search(draft.flow.text, listed.start(), listed.end())
        what = f"文后列出了附件{number}，文件里却没有它的内容。请补上，或确认不需要。"
        yield Conflict("attachment", what, "soft", (Span(*at.span()),) if at else ())


def _numbers(rest: str) -> set[int]:
    found = {int(number) for number in re.findall(r"(?:^|\n|[^\d])(\d{1,2})[.、．]", rest)}
    return found or ({1} if rest.strip() else set())


OWN = "本(?:方案|通知|文|计划|办法|意见|规定|细则|预案|制度|通告|清单)"


REFERENCE = re.compile(
    rf"{OWN}第?(?P<n>[一二三四五六七八九十]{{1,2}})(?:部分|章|项)|{OWN}第(?P<m>[一二三四五六七八九十]{{1,2}})条|"
    r"(?<=[按照据未])第(?P<k>[一二三四五六七八九十]{1,2})条(?=的?要求|的?规定|所列)"
)


ITEM = re.compile(
    r"第(?P<n>[一二三四五六七八九十]{1,3})(?:条|部分|章)第?（(?P<m>[一二三四五六七八九十]{1,2})）(?:项|款|条)?"
)


def items(draft: Draft) -> Iterator[Conflict]:
    """第四条第（六）项, where the fourth article has five."""
    tops = {one.number: one for one in draft.clauses if one.kind in {"one", "part"} and not one.attachment}
    for found in ITEM.finditer(draft.flow.text):
        clause = tops.get(numerals.value(found["n"]))
        law = draft.flow.text[max(0, found.start() - 1) : found.start()] == "》"
        if clause and clause.children and not law:
            numbers = {one.number for one in clause.children}
            if numerals.value(found["m"]) not in numbers:
                what = f"“{found[0]}”在文中没有：那里只有 {len(numbers)} 项。"
                yield Conflict("reference", what, "soft", (sentence(draft, Span(*found.span())),))


CHAPTER = re.compile("(?:^|\n)第([一二三四五六七八九十]{1,3})章")


def references(draft: Draft) -> Iterator[Conflict]:
    """本方案第六部分 where there are five."""
    tops = {clause.number for clause in draft.clauses if clause.kind in {"one", "part"} and not clause.attachment}
    chapters = {numerals.value(found[1]) for found in CHAPTER.finditer(draft.flow.text)}
    for found in REFERENCE.finditer(draft.flow.text):
        number = numerals.value(found["n"] or found["m"] or found["k"])
        there = chapters if "章" in found[0] and chapters else tops
        if there and number not in there:
            what = f"“{found[0]}”在文中没有。"
            yield Conflict("reference", what, "soft", (sentence(draft, Span(found.start(), found.end())),))


PART_ITEM = re.compile(
    r"(?:本(?:通知|方案|意见|办法|通告|计划)|前述)?第?(?P<n>[一二三四五六七八九十]{1,3})(?:部分|、|条)第?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})[项款条]"
)


def items_in_figures(draft: Draft) -> Iterator[Conflict]:
    """按照本通知第三部分第6项的要求, where the third part has five."""
    tops = {one.number: one for one in draft.clauses if one.kind in {"one", "part"} and not one.attachment}
    for found in PART_ITEM.finditer(draft.flow.text):
        clause = tops.get(numerals.value(found["n"]))
        law = "》" in draft.flow.text[max(0, found.start() - 2) : found.start()]
        numbers = {one.number for one in clause.children} if clause else set()
        if numbers and not law and numerals.value(found["m"]) > max(numbers):
            what = f"“{found[0]}”在文中没有：那里只有 {len(numbers)} 项。"
            yield Conflict("reference", what, "soft", (sentence(draft, Span(*found.span())),))


CALLED = re.compile("《(?P<name>[^》\\n]{4,30})》（附件(?P<n>\\d{1,2})）")


def called_otherwise(draft: Draft) -> Iterator[Conflict]:
    """《电梯隐患整改台账》（附件2）, where the second attachment is called 电梯使用单位安全承诺书."""
    listed = LIST.search(draft.flow.text)
    names = dict(re.findall(r"(?:^|\n|附件：?)(\d{1,2})[.、．]([^\n]{2,60})", listed[0])) if listed else {}
    for found in CALLED.finditer(draft.flow.text[: listed.start()] if listed else ""):
        name = names.get(found["n"], "")
        if name and found["name"][-2:] not in name and found["name"] not in name:
            what = f"附件{found['n']}文中叫“{found['name']}”，文后列的是“{name.strip()}”。请核对。"
            yield Conflict("attachment", what, "soft", (sentence(draft, Span(*found.span())),))


OWN_PART = re.compile("本(?:部分|条|款)第?（(?P<n>[一二三四五六七八九十]{1,2})）[项款]?")


def own_items(draft: Draft) -> Iterator[Conflict]:
    """按本部分第（五）项执行, where the part has four."""
    for found in OWN_PART.finditer(draft.flow.text):
        clause = clause_at(draft.clauses, found.start())
        part = clause.parent or clause
        if part.children and numerals.value(found["n"]) not in {one.number for one in part.children}:
            what = f"“{found[0]}”没有，这一部分写到“{part.children[-1].label}”为止。"
            yield Conflict("reference", what, "soft", (sentence(draft, Span(*found.span())),))


PAPER = re.compile("《(?P<title>[^《》\n]{6,60})》（(?P<number>[^（）\n]{2,12}〔20\\d\\d〕\\d{1,4}号)）")


def numbers_of_one_paper(draft: Draft) -> Iterator[Conflict]:
    """One plan quoted as 12号, and further down as 21号."""
    first: dict[str, re.Match[str]] = {}
    for found in PAPER.finditer(draft.flow.text):
        known = first.setdefault(found["title"], found)
        if known["number"] != found["number"]:
            what = f"《{found['title']}》的文号，一处写{known['number']}，一处写{found['number']}。请核对。"
            yield Conflict("reference", what, "soft", tuple(Span(*one.span()) for one in (found, known)))
