"""Writing the register of equipment."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.enterprises.models import Enterprise
from anlan.org.models import User
from anlan.permits import rules
from anlan.permits.actions.checking import require, say, wrong
from anlan.permits.models import Equipment, EquipmentEvent


@events.once(EquipmentEvent)
def register_equipment(
    enterprise: Enterprise, *, kind: str, name: str, tag: str, actor: User, client_id: uuid.UUID | None = None
) -> Equipment:
    """Put a set on the register. One event. Raises NotYours, Invalid for a tag that is taken."""
    require(rules.may_keep(actor, enterprise))
    tag = say("tag", tag, "编号")
    if Equipment.objects.filter(enterprise=enterprise, tag=tag).exists():
        raise wrong("tag", f"编号“{tag}”已经登记过一台设备，请换一个编号。")
    made = Equipment(enterprise=enterprise, kind=kind, name=say("name", name, "名称、型号"), tag=tag)
    data = {"enterprise": enterprise.name, "kind": kind, "name": made.name, "tag": tag}
    events.begin(made, "permits.register_equipment", actor=actor, data=data, client_id=client_id)
    return made


@events.once(EquipmentEvent)
def check_equipment(
    equipment: Equipment,
    *,
    on: dt.date,
    by: str,
    result: str,
    actor: User,
    fault: str = "",
    client_id: uuid.UUID | None = None,
) -> Equipment:
    """Put a check on record: when, by whom, with what result. Raises NotYours, Invalid."""
    require(rules.may_check(actor, equipment))
    if not dt.date(2000, 1, 1) <= on <= clock.today():
        raise wrong("on", "检查日期应在 2000 年以后、不晚于今天。")
    if result != Equipment.Result.GOOD and not fault.strip():
        raise wrong("fault", "不合格的，请写明什么问题。")
    changes = {"checked_on": on, "checked_by": say("by", by, "谁检查的"), "result": result, "fault": fault.strip()}
    events.append(equipment, "permits.check_equipment", actor=actor, changes=changes, data=changes, client_id=client_id)
    return equipment


@events.once(EquipmentEvent)
def eliminate_equipment(
    equipment: Equipment, *, basis: str, actor: User, client_id: uuid.UUID | None = None
) -> Equipment:
    """Mark a set as of an eliminated type, with the list that names it; there is no way back. Raises NotYours."""
    require(rules.may_check(actor, equipment))
    changes = {"eliminated": True, "eliminated_basis": say("basis", basis, "列入哪个淘汰目录")}
    events.append(
        equipment, "permits.eliminate_equipment", actor=actor, changes=changes, data=changes, client_id=client_id
    )
    return equipment
