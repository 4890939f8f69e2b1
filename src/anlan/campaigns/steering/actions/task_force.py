"""The task force: set up by a document, people join and leave."""

import datetime as dt
import uuid

from anlan.campaigns.steering import rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.models import TaskForce, TaskForceEvent, TaskForceMember
from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.org.models import Office, Region, User


@events.once(TaskForceEvent)
def set_up_task_force(
    region: Region, *, actor: User, name: str, basis: str, set_up_on: dt.date, client_id: uuid.UUID | None = None
) -> TaskForce:
    """Put a task force on record with the document it stands on."""
    require(rules.may_steer(actor, region))
    force = TaskForce(region=region, name=name, basis=basis, set_up_on=set_up_on)
    data = {"name": name, "basis": basis, "set_up_on": set_up_on}
    events.begin(force, "campaigns.set_up_task_force", actor=actor, data=data, client_id=client_id)
    return force


@events.once(TaskForceEvent)
def join_task_force(
    force: TaskForce,
    *,
    actor: User,
    part: str,
    name: str,
    office: Office | None = None,
    line: str = "",
    since: dt.date | None = None,
    client_id: uuid.UUID | None = None,
) -> TaskForce:
    """Somebody joins in a part.

    Raises Invalid for a second head at the same time, for who is on it already, or for a day before it was set up.
    """
    require(rules.may_steer(actor, force.region))
    since = since or clock.today()
    _may_join(force, part, name, office, since)
    user = User.objects.filter(full_name=name, office=office, is_active=True).first() if office else None
    data = {"part": part, "name": name, "office": office.name if office else "", "line": line, "since": since}
    events.append(force, "campaigns.join_task_force", actor=actor, data=data, client_id=client_id)
    TaskForceMember.objects.create(force=force, part=part, name=name, user=user, office=office, line=line, since=since)
    return force


def _may_join(force: TaskForce, part: str, name: str, office: Office | None, since: dt.date) -> None:
    present = list(force.members.filter(until=None))
    head = TaskForceMember.Part.HEAD
    if part == head and (other := next((one for one in present if one.part == head), None)):
        raise Invalid(f"组长现在是{other.name}，先办理离任，再定新组长。", fields={"part": ["组长只有一人。"]})
    if same := next((one for one in present if (one.name, one.office_id) == (name, office and office.pk)), None):
        told = f"{name}已经在专班里（{same.get_part_display()}），换职务的先办理离任。"
        raise Invalid(told, fields={"name": ["已经在专班里。"]})
    if since < force.set_up_on:
        told = f"专班成立于{clock.day_words(force.set_up_on)}，任职日期不能早于这一天。"
        raise Invalid(told, fields={"since": ["太早。"]})


@events.once(TaskForceEvent)
def leave_task_force(
    force: TaskForce, *, member: TaskForceMember, actor: User, client_id: uuid.UUID | None = None
) -> TaskForce:
    """Somebody leaves as of today."""
    require(rules.may_steer(actor, force.region))
    data = {"name": member.name, "part": member.part}
    events.append(force, "campaigns.leave_task_force", actor=actor, data=data, client_id=client_id)
    TaskForceMember.objects.filter(pk=member.pk, until=None).update(until=clock.today())
    return force


@events.once(TaskForceEvent)
def end_task_force(force: TaskForce, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> TaskForce:
    """Dissolve it as of today with the reason; its record stays."""
    require(rules.may_steer(actor, force.region))
    changes = {"ended_on": clock.today()}
    events.append(
        force,
        "campaigns.end_task_force",
        actor=actor,
        changes=changes,
        expect={"ended_on": None},
        data={"reason": reason},
        client_id=client_id,
    )
    return force
