"""Writes of grants: a role at an office given and ended."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.org import roles, scope
from anlan.org.models import Grant, Office, Region, User, UserEvent
from anlan.org.rules import require


@events.once(UserEvent)
def grant(
    user: User,
    *,
    role: str,
    office: Office,
    region: Region | None = None,
    breadth: str = Grant.Breadth.TERRITORY,
    industries: list[str] | None = None,
    post: str = "",
    valid_to: dt.date | None = None,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> User:
    """Give a person a role at an office from today. Raises Invalid when one person would be two administrators."""
    require(actor, "org.change_grants")
    _refuse_two_thirds(user, role)
    given = Grant.objects.create(
        user=user,
        role=role,
        office=office,
        region=region or office.region,
        breadth=breadth,
        industries=industries or [],
        post=post,
        granted_by=actor,
        valid_from=clock.today(),
        valid_to=valid_to,
    )
    data = {
        "grant": given.pk,
        "role": role,
        "office": office.name,
        "region": given.region_id,
        "breadth": breadth,
    }
    events.append(user, "org.grant", actor=actor, data=data, client_id=client_id)
    user.__dict__.pop("_grants", None)
    return user


def _refuse_two_thirds(user: User, role: str) -> None:
    held = {held.role for held in scope.grants_of(user)}
    if role in roles.ADMINISTRATORS and held - {role}:
        raise Invalid(
            "系统、安全、审计三名管理员必须是三个人，且不兼任业务岗位，请另选一人。",
            code="org.three_administrators",
        )
    if role not in roles.ADMINISTRATORS and held & roles.ADMINISTRATORS:
        raise Invalid(
            f"{user.full_name}是管理员，不能兼任业务岗位，请另选一人。",
            code="org.three_administrators",
        )


@events.once(UserEvent)
def end_grant(
    user: User,
    *,
    grant_id: uuid.UUID,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> User:
    """End a grant as of yesterday, so that it no longer holds today."""
    require(actor, "org.change_grants")
    ended = clock.today() - dt.timedelta(days=1)
    running = Grant.objects.filter(pk=grant_id, user=user).exclude(valid_to__lt=clock.today())
    if not running.update(valid_to=ended):
        raise Invalid("这项授权已经终止，请刷新后再看。", code="org.grant_ended")
    events.append(
        user,
        "org.end_grant",
        actor=actor,
        data={"grant": grant_id, "valid_to": ended},
        client_id=client_id,
    )
    user.__dict__.pop("_grants", None)
    return user
