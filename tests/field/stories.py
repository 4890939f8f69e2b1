"""What the field's tests tell: a whole visit as a phone writes it, a hazard on its way, what there is in the end."""

from decimal import Decimal

from anlan.core import clock
from anlan.core.models import Receipt
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections.models import Signature, State, Visit
from tests.field.phones import Phone
from tests.inspections.conftest import picture


def whole_visit(phone: Phone, team, checklist) -> list[dict]:
    """A visit from the title page to the last signature: one 否 with a photo and its hazard, one 是."""
    first, second = [str(item["criterion"]) for item in checklist.items]
    photo, drawn = phone.uploads(picture(91).read()), phone.uploads(picture(92, "签名.png").read())
    begin = phone.begins(team.factory, checklist=checklist.digest, outsiders=[["蒋工", "粉尘专家"]])
    thread = begin["client_id"]
    signer = {"name": "陈安", "position": "主要负责人"}
    return [
        begin,
        phone.write("inspections.answer", thread=thread, item=first, value="yes", seen=""),
        phone.write("inspections.answer", thread=thread, item=second, value="no", seen="", files=[photo]),
        phone.write(
            "inspections.record_hazard",
            thread=thread,
            item=second,
            description="通道堆满木托盘",
            responsible_name=" 陈安 ",
            files=[photo],
        ),
        phone.write("inspections.sign", thread=thread, role="inspector", files=[drawn]),
        phone.write("inspections.sign", thread=thread, role="companion", companion_name="蒋工", files=[drawn]),
        phone.write("inspections.sign", thread=thread, role="enterprise", files=[drawn], **signer),
        phone.write("inspections.finish", thread=thread),
    ]


def facts() -> dict:
    """What there is, to be compared after every mishap."""
    return {
        "visits": Visit.objects.count(),
        "finished": Visit.objects.filter(state=State.FINISHED).count(),
        "hazards": Hazard.objects.count(),
        "signatures": Signature.objects.count(),
        "receipts": Receipt.objects.count(),
        "steps": sorted(e.action for visit in Visit.objects.all() for e in visit.events.all()),
    }


def walk_to_submitted(hazard: Hazard, team) -> None:
    """Judged, planned, put right and submitted by 陈安."""
    chen = team.who("陈安")
    hazards.judge(hazard, actor=team.who("赵执"), level="general")
    plan = {"responsible_name": "陈安", "measures": "配上盖子并上锁", "funds": Decimal(100), "emergency": "断电"}
    hazards.file_plan(hazard, actor=chen, due_on=clock.today(), interim_control="派人看守", **plan)
    hazards.start(hazard, actor=chen)
    hazards.self_accept(hazard, actor=chen, statement="已加盖")
    hazards.submit(hazard, actor=chen, statement="已加盖")
