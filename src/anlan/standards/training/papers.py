"""Papers of training: the sheet to sign, and the record."""

from anlan.core import clock
from anlan.files.presses.document import Block, Facts, Heading, Paragraph, Sheet, Table
from anlan.standards.models import TrainingSession

BLANK_LINES = 6
SIGNED = 9  # points above and below: room to sign by hand


def sign_sheet(session: TrainingSession, *, printed_by: str) -> Sheet:
    """The sheet to sign by hand, with some empty lines."""
    listed = list(session.attendances.all())
    rows = [(number, one.name, one.office_name, "", "") for number, one in enumerate(listed, start=1)]
    rows += [(len(listed) + number, "", "", "", "") for number in range(1, BLANK_LINES + 1)]
    head = ("序号", "姓名", "单位", "签名", "备注")
    blocks: list[Block] = [
        Facts(_facts(session)),
        Table(head, rows, widths=(1, 2.4, 4, 3, 2), aligned="cllll", padding=SIGNED),
    ]
    return Sheet("培训签到表", blocks, printed_by, clock.now(), subtitle=session.title)


def record(session: TrainingSession, *, printed_by: str) -> Sheet:
    """The record of a session: facts, what was taught, who came and who passed."""
    rows = [
        (number, one.name, one.office_name, "到" if one.signed_in_at else "未到", one.quiz if one.signed_in_at else "")
        for number, one in enumerate(session.attendances.all(), start=1)
    ]
    blocks: list[Block] = [
        Facts(_facts(session)),
        Heading("培训内容"),
        Paragraph(session.summary or "（未举办）"),
        Heading("参加人员"),
        Table(("序号", "姓名", "单位", "到场", "测验"), rows, widths=(1, 2.4, 5, 1.4, 2), aligned="cllcc"),
    ]
    return Sheet("培训记录", blocks, printed_by, clock.now(), subtitle=session.title)


def _facts(session: TrainingSession) -> list[tuple[str, object]]:
    return [
        ("日期", session.held_on or session.planned_on),
        ("地点", session.place),
        ("主办单位", session.office.name),
        ("授课人", session.trainer),
        ("培训对象", session.audience),
        ("教什么", f"{session.checklist.title}（摘要 {session.checklist.digest[:8]}）"),
    ]
