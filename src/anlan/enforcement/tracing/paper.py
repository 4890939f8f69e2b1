"""A trace-back on paper: cover, index, one part a question, each line with its place in the journal."""

import datetime as dt

from anlan.core import clock, journal
from anlan.core.templatetags.anlan import day, moment
from anlan.enforcement.tracing.lines import Line, Section
from anlan.enforcement.tracing.models import Trace
from anlan.enforcement.tracing.reading import Trail
from anlan.files.presses.document import Block, Dossier, Heading, Paragraph, Part, Table

SAID = "enforcement.explain"


def of(trace: Trace, trail: Trail, printed_by: str) -> Dossier:
    """The file as the events tell it now."""
    seal = journal.latest_seal()
    return Dossier(
        title="责任倒查卷",
        subject=f"{trace.enterprise.name}　{trace.what}",
        facts=_cover(trace, trail),
        parts=[_found(trail), _statements(trace), *_conclusion(trace)],
        printed_by=printed_by,
        printed_at=clock.now(),
        office=trace.opened_by.office_name if trace.opened_by else "",
        seal_line=f"最近日封 {seal.sealed_on} 第 {seal.number} 号　{seal.digest[:32]}" if seal else "",
        warnings=[f"{one.subject} 的事件链核对不符，请运行 anlan verify 查明。" for one in trail.record.broken],
    )


def _cover(trace: Trace, trail: Trail) -> list[tuple[str, object]]:
    return [
        ("编号", trace.number),
        ("单位", trace.enterprise.name),
        ("起因", trace.get_trigger_display()),
        ("发生时间", moment(trace.happened_at)),
        ("倒查时段", f"{day(trace.first_day)}至{day(trace.last_day)}（{trace.days} 天）"),
        ("来源文书", trace.source or "无"),
        ("启动", f"{trace.opened_by} {moment(trace.opened_at)}"),
        ("读取事件", f"{trail.events} 个，{len(trail.record.chains)} 条链"),
        ("没有做到", f"{trail.faults} 条"),
        ("做到了", f"{trail.merits} 条"),
    ]


def _found(trail: Trail) -> Part:
    blocks: list[Block] = []
    for section in trail.sections:
        blocks += [Heading(f"{section.title}（{len(section.lines)}）"), _table(section)]
    return Part("倒查记录", blocks)


def _table(section: Section) -> Block:
    if not section.lines:
        return Paragraph(section.nothing)
    rows = [(_on(one), one.who, _words(one), one.proof.words if one.proof else "没有记录") for one in section.lines]
    return Table(("时间", "办理人", "记录", "事件 · 位置 · 日封"), rows, (2.4, 2.6, 7.2, 3), "llll")


def _on(line: Line) -> str:
    return moment(line.on) if isinstance(line.on, dt.datetime) else day(line.on)


def _words(line: Line) -> str:
    return ("【有关】" if line.is_related else "") + line.words + ("（发生以后才登记）" if line.came_later else "")


def _statements(trace: Trace) -> Part:
    rows: list[Block] = [
        Paragraph(one.data.get("reason", ""), lead=f"{one.actor_name}（{one.office_name}）{moment(one.recorded_at)}")
        for one in trace.events.all()
        if one.action == SAID
    ]
    return Part("当事人说明", rows or [Paragraph("尚无说明。")])


def _conclusion(trace: Trace) -> list[Part]:
    if not trace.concluded_at:
        return []
    by = trace.concluded_by.full_name if trace.concluded_by else ""
    return [Part("结论", [Paragraph(trace.conclusion)], moment(trace.concluded_at), by)]
