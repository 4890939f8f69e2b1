"""Numbers that the text itself belies: stages, tasks, kinds and batches announced and not there."""

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


HEADED = re.compile(
    rf"(?<![第\d])(?P<n>{N})(?:项|个方面|大|条)(?P<what>重点任务|重点工作|主要任务|工作任务|保障措施|工作措施|工作要求|整治重点|整治任务|整治内容)"
)


def under_its_heading(draft: Draft) -> Iterator[Conflict]:
    """落实上述四项重点任务, where 三、重点任务 has two."""
    for found in HEADED.finditer(draft.flow.text):
        of_it = [one for one in draft.clauses if draft.flow.words(one.head) == found["what"] and one.children]
        number = numerals.value(found["n"])
        if len(of_it) == 1 and len(of_it[0].children) > 1 and len(of_it[0].children) != number:
            what = f"文中说“{found[0]}”，“{found['what']}”下面写出的却是 {len(of_it[0].children)} 项。"
            yield Conflict("task_count", what, "soft", (sentence(draft, Span(*found.span())),))


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
