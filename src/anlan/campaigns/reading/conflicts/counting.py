"""Numbers that the text itself belies: stages, tasks, parts and attachments announced and not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.staging import are_tasks
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.outline import Clause, clause_at

N = r"[\d一二两三四五六七八九十]{1,2}"
STAGES = re.compile(rf"分(?:为|成)?(?P<n>{N})个?(?:阶段|步骤|步(?!子))")
TASKS = re.compile(
    rf"(?:以下|下列|如下|做好|抓好|落实|开展|完成|突出|抓实)[一-鿿]{{0,4}}?(?P<n>{N})(?:项|个方面|"
    rf"方面|点|条|大|类)(?:[一-鿿]{{0,6}}?)(?:工作|任务|措施|内容|要求|重点|行动)?(?:：|。|\n)"
)
SAYINGS = re.compile(rf"“(?P<n>{N})个(?:一|必须|到位|严禁|不|清)”(?=[^。；\n]{{0,10}}：)")
BACK = re.compile(rf"(?:前述|上述|以上)(?P<n>{N})(?:项|个方面|方面|类)")


def announced(draft: Draft) -> Iterator[Conflict]:
    """分三个阶段 over four; 以下五项工作 over four clauses; 前述七项 after six."""
    text = draft.flow.text
    counts = set()
    yield from _stages_told_twice(draft)
    for found in STAGES.finditer(text):
        number = numerals.value(found["n"])
        if len(draft.stages) > 1 and number != len(draft.stages) and not are_tasks(draft.stages):
            what = f"文中说分{found['n']}个阶段，写出的却是 {len(draft.stages)} 个。"
            yield Conflict("stage_count", what, "hard", (sentence(draft, Span(found.start(), found.end())),))
    for found in TASKS.finditer(text):
        number, there = numerals.value(found["n"]), _children_after(draft, found.start())
        counts.add(number)
        if there and there != number:
            what = f"文中说{found['n']}项，下面写出的却是 {there} 项。"
            yield Conflict("task_count", what, "hard", (sentence(draft, Span(found.start(), found.end() - 1)),))
    for found in SAYINGS.finditer(text):
        number, there = numerals.value(found["n"]), _children_after(draft, found.start())
        if there and there != number:
            what = f"文中说{found[0]}，下面写出的却是 {there} 项。"
            yield Conflict("task_count", what, "hard", (sentence(draft, Span(found.start(), found.end())),))
    for found in BACK.finditer(text):
        number = numerals.value(found["n"])
        before = _siblings_before(draft, found.start())
        if number not in counts and (counts or before > 1) and number != before:
            what = f"“{found[0]}”与前文的项数对不上。"
            yield Conflict("task_count", what, "soft", (sentence(draft, Span(found.start(), found.end())),))
    yield from _listed(draft)


def _siblings_before(draft: Draft, at: int) -> int:
    """How many items of one list stand before the one that says 以上四项."""
    clause = clause_at(draft.clauses, at)
    siblings = clause.parent.children if clause.parent else []
    return sum(1 for one in siblings if one.kind == clause.kind and one.span.start < clause.span.start)


def _stages_told_twice(draft: Draft) -> Iterator[Conflict]:
    """分两步走 and, further down, 分三步."""
    told = list(STAGES.finditer(draft.flow.text))
    for other in told[1:]:
        if numerals.value(other["n"]) != numerals.value(told[0]["n"]):
            what = f"一处说{told[0][0]}，一处说{other[0]}。"
            spans = [sentence(draft, Span(one.start(), one.end())) for one in (other, told[0])]
            yield Conflict("stage_count", what, "hard", tuple(spans))


def _children_after(draft: Draft, at: int) -> int:
    """How many clauses stand directly below the one that announces them, if it ends with the announcement."""
    clause: Clause = max((one for one in draft.clauses if one.span.start <= at), key=lambda one: one.span.start)
    rest = draft.flow.text[at : clause.span.end]
    return len(clause.children) if len(rest) < 60 or rest.rstrip("\n").endswith("：") else 0


LISTED = re.compile(
    rf"(?:包括|即|分别是|聚焦|突出|围绕|涵盖|：)(?P<list>[^，。；：\n（）“”]{{2,20}}(?:、[^，。；：\n（）“”]{{2,20}}){{1,12}})等(?P<n>{N})(?:个|"
    rf"类|家|种|大)"
)


OF_KINDS = re.compile(
    rf"(?P<list>[一-鿿]{{2,8}}(?:、[一-鿿]{{2,8}}){{2,14}})(?P<n>{N})(?:大|个)(?P<what>行业|领域|重点|方面|系统|环节)"
)
NAMELY = re.compile(
    r"“?(?P<n>[二三四五六七八九十])个(?:100[%％]|百分之百|必须|到位|严禁|不|清|查)[^，。；]{0,4}”?，(?:即|包括|分别是)(?P<list>[^，。；\n]+)"
)


def of_a_kind(draft: Draft) -> Iterator[Conflict]:
    """冶金、建材、轻工八大行业; “四个100%”，即A率、B率、C率达到100%."""
    for pattern in (OF_KINDS, NAMELY):
        for found in pattern.finditer(draft.flow.text):
            items, number = len(re.split("、|和(?=[^、]+$)|以及", found["list"])), numerals.value(found["n"])
            if items != number:
                what = f"文中说“{found['n']}”，列出的却有 {items} 个。"
                yield Conflict("list_count", what, "soft", (Span(found.start(), found.end()),))


def _listed(draft: Draft) -> Iterator[Conflict]:
    for found in LISTED.finditer(draft.flow.text):
        items = re.split("、|和(?=[^、]+$)", found["list"])
        number = numerals.value(found["n"])
        if len(items) > number:
            what = f"文中说“等{found['n']}”，前面列出的却有 {len(items)} 个。"
            yield Conflict("list_count", what, "soft", (Span(found.start("list"), found.end()),))


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
    body_text = text[: listed.start()] if listed else text
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


BATCHES = re.compile(rf"分(?P<n>{N})(?P<what>批|期|轮)(?:次)?(?![一-鿿]{{0,4}}次)")


def batches(draft: Draft) -> Iterator[Conflict]:
    """分两批整治, and below 第三批."""
    for found in BATCHES.finditer(draft.flow.text):
        told = re.finditer(f"第(?P<n>{N}){found['what']}", draft.flow.text)
        beyond = [one for one in told if numerals.value(one["n"]) > numerals.value(found["n"])]
        if beyond:
            what = f"文中说分{found['n']}{found['what']}，下面却写到“{beyond[-1][0]}”。"
            spans = (sentence(draft, Span(*found.span())), sentence(draft, Span(*beyond[-1].span())))
            yield Conflict("task_count", what, "soft", spans)
            return


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
