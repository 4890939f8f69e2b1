"""Reading a trace-back: six questions, faults and merits side by side, each line with its place in the journal."""

from dataclasses import dataclass

from anlan.core import hooks
from anlan.enforcement.tracing import follow_up, gathering, papers, visits
from anlan.enforcement.tracing.gathering import Record
from anlan.enforcement.tracing.lines import Line, Section, Telling
from anlan.enforcement.tracing.models import Trace


@dataclass(frozen=True)
class Trail:
    """What a trace-back found: its sections in order, and whether every chain it read holds."""

    sections: list[Section]
    record: Record

    def section(self, name: str) -> Section:
        """The section of this name."""
        return next(one for one in self.sections if one.name == name)

    @property
    def faults(self) -> int:
        """How many lines say that something was not done as it should be."""
        return sum(len(one.lines) for one in self.sections if one.tone == "fault")

    @property
    def merits(self) -> int:
        """How many lines say that something was."""
        return len(self.section("proper").lines)

    @property
    def events(self) -> int:
        """How many events were read."""
        return sum(len(one.events) for one in self.record.chains)


def of(trace: Trace) -> Trail:
    """The trail of a trace, read from the events now."""
    record = gathering.of(trace)
    telling = Telling(trace, record)
    missed, kept = _duties(trace)
    sections = [
        Section("came", "谁来查过", "这段时间没有人来查过。", lines=visits.came(telling)),
        Section(
            "fine",
            "签认为没有问题的（与发生的问题有关）",
            "没有查到与发生的问题有关、又被签认为没有问题的检查项。",
            "fault",
            visits.signed_as_fine(telling),
        ),
        Section(
            "open",
            "查出、没有跟上的",
            "此前登记的隐患、出具的文书没有超期、没有搁置的。",
            "fault",
            [*follow_up.not_followed_up(telling), *papers.not_followed_up(telling), *visits.left_open(telling)],
        ),
        Section("stalled", "卡住的移送", "没有逾期、退回的移送。", "fault", follow_up.stalled(telling)),
        Section("missed", "没有尽到的职责", "这段时间到期的职责任务都有记录。", "fault", missed),
        Section("proper", "做到了的", "这段时间没有留下办理记录。", "proper", _proper(telling, kept)),
    ]
    for section in sections:
        section.lines.sort(key=lambda one: (not one.is_related, str(one.on)))
    return Trail(sections, record)


def _proper(telling: Telling, kept: list[Line]) -> list[Line]:
    return [
        *visits.properly(telling),
        *follow_up.hazards_properly(telling),
        *follow_up.transfers_properly(telling),
        *follow_up.inspections_properly(telling),
        *papers.properly(telling),
        *kept,
    ]


def _duties(trace: Trace) -> tuple[list[Line], list[Line]]:
    """What rooms above asked about the place in the span: missed, and kept; what is missing has no event."""
    found = [
        one
        for _, of_place in hooks.duties.items()
        for one in of_place(trace.enterprise, trace.first_day, trace.last_day)
    ]
    lines = [(one, Line(one.due_on, one.who, f"{one.what}：{one.words}", one.url)) for one in found]
    return [line for one, line in lines if not one.is_done], [line for one, line in lines if one.is_done]
