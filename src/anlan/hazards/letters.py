"""Letters of supervision: the one that asks a higher level, and the one that urges (rules.md 4.1, 4.3)."""

import datetime as dt

from anlan.core import clock
from anlan.core.workdays import add_workdays
from anlan.files.presses.document import Block, Facts, Heading, OfficialDocument, Paragraph
from anlan.hazards.dossier import facts
from anlan.hazards.models import Hazard, Supervision, UpwardProposal, Urging
from anlan.hazards.needs import standing_supervision
from anlan.org import scope
from anlan.org.models import Office

REPLY_WORKDAYS = 3


def government_of(hazard: Hazard) -> str:
    """The township's government by name: supervision goes out in its name."""
    township = scope.township_of(hazard.region_code)
    office = Office.objects.filter(region_id=township, kind=Office.Kind.TOWNSHIP, ended_on=None).first()
    return office.name if office else "乡镇人民政府"


def upward(proposal: UpwardProposal) -> OfficialDocument:
    """The letter that asks a higher level to supervise a major hazard."""
    hazard, name = proposal.hazard, government_of(proposal.hazard)
    level = proposal.get_level_display()
    body: list[Block] = [
        Paragraph(f"下列重大事故隐患，依照《安全生产法》第四十一条，提请{level}挂牌督办。"),
        Heading("隐患情况"),
        Facts(facts(hazard)),
        Heading("提请理由"),
        Paragraph(proposal.reason),
        Paragraph("当否，请批示。"),
    ]
    return OfficialDocument(
        issuer=name,
        title=f"关于提请{level}挂牌督办{hazard.enterprise.name}重大事故隐患的请示",
        number=proposal.number,
        body=body,
        signed_by=name,
        signed_on=clock.local_date(proposal.proposed_at),
    )


def urging(hazard: Hazard) -> OfficialDocument | None:
    """The letter that urges: as it was issued last, or the draft of the next; None where nothing is supervised."""
    running = standing_supervision(hazard)
    if running is None:
        return None
    issued = list(running.urgings.all())
    last = issued[-1] if issued and issued[-1].due_on >= clock.today() else None
    name = government_of(hazard)
    return OfficialDocument(
        issuer=name,
        title=f"督办函{'' if last else '（草稿，未编号）'}",
        number=last.number if last else "",
        to=f"{hazard.governed_by.name if hazard.governed_by else hazard.enterprise.name}：",
        body=_urging(hazard, running, last),
        signed_by=name,
        signed_on=clock.local_date(last.issued_at) if last else clock.today(),
        copies_to=hazard.strip.name if hazard.strip else "",
    )


def _urging(hazard: Hazard, running: Supervision, last: Urging | None) -> list[Block]:
    due_on: dt.date = last.due_on if last else add_workdays(clock.today(), REPLY_WORKDAYS)
    told: list[Block] = [
        Paragraph(
            f"你单位{hazard.place_words or ''}“{hazard.description}”由{running.get_level_display()}挂牌督办"
            f"（{running.number}），督办期限{clock.day_words(running.due_on)}。期限已过，至今没有收到办理情况。"
        ),
        Paragraph(
            f"请于{clock.day_words(due_on)}前整改到位并书面回复；确有困难的，写明原因、临时管控措施和完成日期。"
            "逾期仍不办理的，将予通报并依法处理。"
        ),
    ]
    return [*told, *([Paragraph(last.words)] if last and last.words else [])]
