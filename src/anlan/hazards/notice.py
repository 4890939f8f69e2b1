"""The notice to workers: what the danger is, what is being done, what to do meanwhile (安全生产法 art. 41, 50)."""

from anlan.core import clock
from anlan.files.presses.document import Facts, Heading, OfficialDocument, Paragraph
from anlan.hazards.columns import criterion_words
from anlan.hazards.models import Hazard
from anlan.hazards.needs import latest_plan


def of(hazard: Hazard) -> OfficialDocument:
    """The notice of one major hazard, in the name of the enterprise."""
    plan = latest_plan(hazard)
    name = hazard.governed_by.name if hazard.governed_by else hazard.enterprise.name
    body: list[Heading | Paragraph | Facts] = [
        Paragraph(
            f"本单位{hazard.place_words or '现场'}存在下列重大事故隐患，"
            "依照《中华人民共和国安全生产法》第四十一条向全体职工通报。"
        ),
        Heading("隐患情况"),
        Facts(
            [
                ("编号", str(hazard)),
                ("部位", hazard.place_words or "见描述"),
                ("隐患", hazard.description),
                ("判定依据", criterion_words(hazard) or hazard.opinion),
            ]
        ),
    ]
    if plan:
        body += [
            Heading("可能的危害"),
            Paragraph(_ended(plan.harm or "见整改方案")),
            Heading("整改期间必须遵守的管控措施"),
            Paragraph(_ended(plan.interim_control)),
            Heading("应急处置"),
            Paragraph(_ended(plan.emergency)),
            Heading("整改安排"),
            Paragraph(_ended(f"责任人{plan.responsible_name}，{clock.day_words(plan.due_on)}前完成：{plan.measures}")),
        ]
    body.append(
        Paragraph(
            "职工发现直接危及人身安全的紧急情况，有权停止作业或者采取可能的应急措施后撤离；有权对本单位安全生产工作提出批评、检举、控告。"
        )
    )
    return OfficialDocument(
        issuer="", title="重大事故隐患告知书", body=body, signed_by=name, signed_on=clock.today(), to="本单位全体职工："
    )


def _ended(words: str) -> str:
    """What people typed without a full stop, with one."""
    words = words.rstrip()
    return words if words.endswith(("。", "！", "？", "”", "）")) else f"{words}。"
