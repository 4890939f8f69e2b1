"""Paper: the record of a drill with its evaluation, to be signed and kept."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.models import Drill
from anlan.files.presses.document import Block, Facts, Heading, Paragraph, Sheet, Table

LAW = "生产安全事故应急预案管理办法 第三十三条、第三十四条：演练后评估，写出评估报告。"
BLANK = "签字：　　　　　　　　　　　　　　　　　　　　年　　月　　日"


def drill(one: Drill, *, printed_by: str) -> Sheet:
    """The record: what was practised, by how many, what the evaluation says, what was mended."""
    blocks: list[Block] = [
        Facts(_facts(one)),
        *_script(one.planned.script if one.planned else ""),
        Heading("评估"),
        Paragraph(one.evaluation or "（还没有评估，这次演练还不计入次数）"),
        Heading("要改进的"),
        *_improvements(one),
        Heading("签字"),
        Facts([("现场指挥", BLANK), ("记录人", BLANK)]),
    ]
    return Sheet("应急演练记录", blocks, printed_by, clock.now(), subtitle=one.enterprise.name, remark=f"依据：{LAW}")


def _facts(one: Drill) -> list[tuple[str, object]]:
    reported = f"{clock.day_words(one.reported_on)}，{one.reported_to}" if one.reported_on else ""
    return [
        ("类别", one.get_kind_display()),
        ("日期", clock.day_words(one.held_on)),
        *([("计划日期", clock.day_words(one.planned.planned_on))] if one.planned else []),
        ("情景", one.scenario),
        ("参加人数", f"{one.people} 人"),
        ("用时", f"{one.minutes} 分钟"),
        ("现场指挥", one.led_by),
        ("逃生出口、避灾路线", "人人知道" if one.routes_known else "还有人不知道"),
        ("评估日期", clock.day_words(one.evaluated_on)),
        *([("报送", reported)] if reported else []),
    ]


def _script(script: str) -> list[Block]:
    return [Heading("方案、脚本"), *(Paragraph(line) for line in script.splitlines())] if script else []


def _improvements(one: Drill) -> list[Block]:
    rows = [
        [number, row.text, clock.day_words(row.due_on), _done(row.done_on, row.done_words)]
        for number, row in enumerate(one.improvements.all(), 1)
    ]
    return [Table(["", "改进", "期限", "改好情况"], rows, [1, 10, 5, 10])] if rows else [Paragraph("没有。")]


def _done(on: dt.date | None, words: str) -> str:
    return f"{clock.day_words(on)}：{words}" if on else "没有改好"
