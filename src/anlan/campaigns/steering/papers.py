"""Minutes on paper: what the meeting was, who came, what was said, and what it gave to whom by when."""

from anlan.campaigns.steering.models import Meeting
from anlan.campaigns.steering.standings import TASK
from anlan.core import clock
from anlan.files.presses.document import Block, Facts, Heading, Paragraph, Sheet, Table


def minutes_of(meeting: Meeting, printed_by: str) -> Sheet:
    """The minutes of a meeting that was held."""
    blocks: list[Block] = [Facts(_facts(meeting))]
    if meeting.agenda:
        blocks += [Heading("议题"), *_paragraphs(meeting.agenda)]
    blocks += [Heading("会议内容"), *_paragraphs(meeting.minutes)]
    given = [one for one in meeting.tasks.select_related("office") if not one.taken_back]
    if given:
        rows = [
            [n, one.what, str(one.office), clock.day_words(one.due_on), TASK[one.standing][0]]
            for n, one in enumerate(given, 1)
        ]
        blocks += [
            Heading("议定事项"),
            Table(["序号", "事项", "承办单位", "办结期限", "进展"], rows, widths=[1.4, 9, 4, 4, 2]),
        ]
    kind = meeting.get_kind_display()
    return Sheet(
        title=f"{meeting.title}纪要", blocks=blocks, printed_by=printed_by, printed_at=clock.now(), subtitle=kind
    )


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    facts = [
        ("时间", clock.day_words(meeting.held_on)),
        ("地点", meeting.place),
        ("主持（带队）", meeting.chair_name),
        ("主办单位", str(meeting.office)),
        ("到访单位", "、".join(one.name for one in meeting.enterprises.order_by("sort_key"))),
        ("参加人员", f"{'、'.join(meeting.attendees)}（{len(meeting.attendees)} 人）"),
        ("请假、缺席", "、".join(meeting.absent)),
    ]
    return [pair for pair in facts if pair[1]]


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]
