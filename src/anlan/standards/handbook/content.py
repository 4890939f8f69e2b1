"""What a handbook says: criteria of a day as entries, with how to check, what a 否 is, and marks of what is unsure."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from anlan.core import clock
from anlan.files.presses.document import Chapter, Entry, Handbook
from anlan.standards import queries
from anlan.standards.matching.examples import examples_of
from anlan.standards.models import CriteriaPack, Criterion, Industry
from anlan.standards.packs.nature import is_under
from anlan.standards.queries import Line
from anlan.standards.wording import Question, fix_of, is_asked, question_of

NOT_COMPARED, DIFFERS, MAJOR = "未与原文核对", "与原文不一致", "可判重大"
GUIDE = (
    "答“是”表示没有问题，答“否”表示有问题，“不涉及”不算问题。",
    f"标“{MAJOR}”的，查实后可判定为重大事故隐患；没标的，按一般隐患处理。",
    f"标“{NOT_COMPARED}”的，内容是编者改写的摘要，判定前先比对官方原文。",
    "拿不准的，记“存疑”，提请市级部门认定，不要自己下结论。",
    "“如”后面是编者举的现场例子，不是条文；例子之外的，对照条文看。",
    "“通常怎么改”和天数是建议，不是责令的期限；期限由有权的单位另行决定。",
)
CASES = re.compile(r"；|，或(?!者)")
# A case stands alone only where it words a fault itself; else it shares the last one's (A，或B设在C).
FAULT = re.compile("未|没|不|失效|缺|超过|低于|擅自|违规|损坏")
LONG = 60
NOT_ASKED = "兜底、衔接类条款，现场不逐项问；发现类似情形，对照原文单独研判。"


def of_industry(industry: Industry, on: dt.date, *, printed_by: str, township: str = "") -> Handbook | None:
    """The handbook of one industry by the law of a day (of a township, if named); None where none applies."""
    lines = queries.with_comparisons(queries.in_force(on, [industry.code], township))
    return _book(f"{industry.name}行业", lines, f"{on:%Y-%m-%d}有效的标准", printed_by) if lines else None


def of_pack(pack: CriteriaPack, *, printed_by: str) -> Handbook | None:
    """The handbook of one version of one standard; None where it has no items."""
    lines = queries.items_of(pack)
    return _book(pack.title, lines, f"{pack.doc_number}第{pack.version}版", printed_by) if lines else None


def digest_of(lines: Iterable[Line]) -> str:
    """What the book's content is named by: every wording, and what is known of it today."""
    rows = (f"{one.criterion.digest}{one.compared}{one.differs}" for one in lines)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _book(subject: str, lines: Sequence[Line], basis: str, printed_by: str) -> Handbook:
    packs = {one.criterion.pack_id for one in lines}
    digest = digest_of(lines)
    return Handbook(
        title="检查手册",
        subject=subject,
        facts=[
            ("依据", basis),
            ("标准", f"{len(packs)} 个，{len(lines)} 条"),
            (MAJOR, f"{sum(one.criterion.may_be_major for one in lines)} 条"),
            *_compared([one for one in lines if not one.criterion.pack.entered_here]),
            ("版本", f"标准库 {clock.today():%Y-%m-%d}，摘要 {digest[:16]}"),
        ],
        guide=GUIDE,
        chapters=_chapters(lines),
        version=f"{clock.today():%Y-%m-%d} {digest[:8]}",
        printed_by=printed_by,
        printed_at=clock.now(),
    )


def _compared(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """How many items of standards were compared with their texts; key checks entered here have none."""
    if not lines:
        return []
    compared, seen = sum(one.compared for one in lines), sum(one.seen for one in lines)
    words = f"与官方原文核对 {seen} 条，只与转载核对 {compared - seen} 条，未核对 {len(lines) - compared} 条"
    return [("核对", words)]


def _chapters(lines: Sequence[Line]) -> list[Chapter]:
    return [_chapter(list(rows)) for _, rows in groupby(lines, key=lambda one: one.criterion.pack_id)]


def _chapter(lines: Sequence[Line]) -> Chapter:
    pack = lines[0].criterion.pack
    about = [f"{pack.doc_number}　{pack.issuer}　{pack.effective or '施行日期未写明'}施行"]
    if pack.kind != CriteriaPack.Kind.CRITERIA:
        about.append(f"{pack.get_kind_display()}，不能据以判定重大。")
    if pack.topics_only:
        about.append("只收录条号和主题，没有条文，不能据以判定重大。")
    elif not pack.complete:
        about.append("只收录部分条款，其余未见原文。")
    asked = [one for one in lines if is_asked(one.criterion)]
    others = [one for one in lines if not is_asked(one.criterion)]
    codes = [one.criterion.code for one in lines]
    sections = [(name, [_entry(one, codes) for one in rows]) for name, rows in _sections(asked)]
    if others:
        sections.append(("其他条款", [_entry(one, codes) for one in others]))
    return Chapter(pack.title, "　".join(about), sections)


def _sections(lines: Iterable[Line]) -> Iterable[tuple[str, list[Line]]]:
    return [(name, list(rows)) for name, rows in groupby(lines, key=lambda one: one.criterion.section)]


def _entry(line: Line, codes: Sequence[str]) -> Entry:
    criterion = line.criterion
    if not is_asked(criterion):
        return Entry(criterion.code, criterion.summary, _marks(line), [("说明", NOT_ASKED)])
    question = question_of(criterion)
    lines = [("所指的", _others(criterion, codes))] if criterion.refers_to else []
    lines += [("怎么查", criterion.how_to_check)] if criterion.how_to_check else []
    lines.append(("算“否”", _no(criterion, question)))
    fix = fix_of(criterion)
    lines.append(("通常怎么改", f"{fix.words}（建议 {fix.days} 个工作日内）"))
    return Entry(criterion.code, question.text, _marks(line), lines)


def _others(criterion: Criterion, codes: Sequence[str]) -> str:
    """Where what an item speaks of stands in the book."""
    here = [named for named in criterion.refers_to if any(is_under(code, named) for code in codes)]
    return f"见本章{'、'.join(here)}。" if here else "本手册未收，见标准原文。"


def _no(criterion: Criterion, question: Question) -> str:
    """What a 否 looks like: the cases the criterion words, and what was seen on site that is one."""
    told = _cases(question.statement) if question.finding == question.statement else question.finding
    examples = () if criterion.pack.topics_only else examples_of(criterion.pack.slug, criterion.code)
    return "".join([told.rstrip("。"), "。", *([f"如：{'；'.join(examples)}。"] if examples else [])])


def _cases(statement: str) -> str:
    cases = [] if re.search("[（(][^）)]*(?:；|，或)", statement) else CASES.split(statement)
    if len(cases) > 1 and all(FAULT.search(one) for one in cases):
        return "有一项就算：" + "；".join(f"({number}) {one}" for number, one in enumerate(cases, 1))
    return f"查实{statement.rstrip('的')}的" if len(statement) <= LONG else "查实有上列情形的"


def _marks(line: Line) -> list[tuple[str, bool]]:
    marks = [(MAJOR, True)] if line.criterion.may_be_major else []
    if line.differs:
        return [*marks, (DIFFERS, False)]
    return marks if line.compared else [*marks, (NOT_COMPARED, False)]
