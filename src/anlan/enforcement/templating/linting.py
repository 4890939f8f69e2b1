"""What is wrong with a template before it is used: refused where the law is clear, warned of where it is not.

Fields are those of rules.md 6.3 (B), old wordings those of 6.4: refused by what is A or B, never by what is C.
"""

import re
from dataclasses import dataclass, field

from anlan.enforcement.templating.kinds import PaperKind
from anlan.files.presses import tags

REFUSED = (
    (
        re.compile("第三十[一二]条"),
        "处罚法",
        "《行政处罚法》2021年修订后，告知和陈述申辩的依据是第四十四条、第四十五条",
    ),
    (re.compile("(3|３|三)日内[^。；]{0,12}(陈述|申辩)"), "", "“3日内陈述申辩”在2021年的《行政处罚法》里没有依据"),
    (
        re.compile("人民政府或者?[^。；]{0,30}申请(行政)?复议"),
        "",
        "对地方部门不服只能向本级人民政府申请复议（《行政复议法》第二十四条），不能写成两处任选",
    ),
)
WARNED = (
    (re.compile("安全生产监督管理(部门|局)"), "", "“安全生产监督管理部门”已改为应急管理部门或本单位名称"),
    (re.compile("(3|三)个月内[^。；]{0,20}提起(行政)?诉讼"), "", "起诉期限一般是六个月，需先复议的按《行政复议法》"),
)


@dataclass
class Verdict:
    """What was found: `faults` refuse the file, `warnings` are shown and kept with it."""

    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def look(content: bytes, kind: PaperKind) -> Verdict:
    """Read a file as a template of a kind."""
    found = tags.of(content)
    if found.faults:
        return Verdict(list(dict.fromkeys(found.faults)))
    known = {one.name for one in kind.fields}
    known |= {name.partition(".")[0] for name in known} | {"loop.index", "loop.first", "loop.last", "loop.length"}
    faults = [f"没有“{name}”这个栏目，请按栏目表改标签" for name in sorted(found.names - known)]
    faults += [
        f"缺少必备栏目“{one.label}”（标签 {one.name}）"
        for one in kind.fields
        if one.is_must and one.name not in found.names
    ]
    text = found.text.replace(" ", "")
    return Verdict(faults + _traps(text, REFUSED), _traps(text, WARNED))


def _traps(text: str, traps: tuple) -> list[str]:
    lines = text.split("\n")
    return [words for said, beside, words in traps if any(said.search(line) and beside in line for line in lines)]
