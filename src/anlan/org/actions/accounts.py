"""Writes of accounts: opened, changed, locked, ended, and their passwords."""

import datetime as dt
import secrets
import uuid
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from anlan.core import clock, events, names
from anlan.core.errors import Invalid
from anlan.core.fields import masked_phone
from anlan.org.models import Office, User, UserEvent
from anlan.org.names import sort_key
from anlan.org.rules import require

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
FOR_GOOD = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
"""The end of a lock that only the security administrator ends."""


def first_password() -> str:
    """A random first password that can be read out: three groups of four."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))


@transaction.atomic
def open_account(
    *,
    username: str,
    full_name: str,
    phone: str = "",
    office: Office | None = None,
    title: str = "",
    enforcement_card: str = "",
    enforcement_card_until: dt.date | None = None,
    password: str | None = None,
    hashed: str = "",
    actor: User | None = None,
    permission: str = "org.change_people",
    client_id: uuid.UUID | None = None,
) -> tuple[User, str]:
    """Open an account; returns it with its first password, which is shown once and must be changed.

    The same form sent twice gives the account of the first time with an empty password. Raises Invalid when the user
    name is taken. `password` (and its hash, to be spared the work) is for the demo only.
    """
    require(actor, permission)
    if earlier := events.repeated(UserEvent, client_id, "org.open_account"):
        return earlier.subject, ""  # type: ignore[attr-defined]  # each room's table has it
    if User.objects.filter(username__iexact=username).exists():
        raise Invalid(
            f"登录名“{username}”已被使用，请换一个。",
            fields={"username": ["已被使用。"]},
        )
    names.checked(full_name, "full_name")
    given = password or first_password()
    user = User(
        username=username,
        full_name=full_name,
        phone=phone,
        office=office,
        title=title,
        enforcement_card=enforcement_card,
        enforcement_card_until=enforcement_card_until,
        must_change_password=password is None,
        sort_key=sort_key(full_name),
    )
    user.password = hashed or make_password(given)
    data = {"username": username, "office": office.name if office else ""}
    events.begin(user, "org.open_account", actor=actor, data=data, client_id=client_id)
    return user, given


@events.once(UserEvent)
def end_account(
    user: User,
    *,
    reason: str,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> User:
    """Close an account; the person can no longer log in, their record stays."""
    require(actor, "org.change_people")
    if actor == user:
        raise Invalid("不能注销自己的账号，请由其他管理员办理。", code="org.own_account")
    if not user.is_active:
        raise Invalid(f"{user.full_name}的账号已经注销，无需再次办理。", code="org.account_ended")
    events.append(
        user,
        "org.end_account",
        actor=actor,
        changes={"is_active": False},
        data={"reason": reason},
        client_id=client_id,
    )
    return user


@events.once(UserEvent)
def reset_password(
    user: User,
    *,
    password: str,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> User:
    """Give a person who forgot theirs a new first password; also ends a lock."""
    require(actor, "org.change_people")
    user.set_password(password)
    changes = {
        "password": user.password,
        "must_change_password": True,
        "failed_logins": 0,
        "locked_until": None,
    }
    events.append(user, "org.reset_password", actor=actor, changes=changes, client_id=client_id)
    return user


@events.once(UserEvent)
def unlock(user: User, *, actor: User | None = None, client_id: uuid.UUID | None = None) -> User:
    """End a lock before its time."""
    require(actor, "org.change_people")
    events.append(
        user,
        "org.unlock",
        actor=actor,
        changes={"failed_logins": 0, "locked_until": None},
        client_id=client_id,
    )
    return user


def change_password(user: User, *, password: str, client_id: uuid.UUID | None = None) -> User:
    """Change one's own password. Raises Invalid with the reasons when it is too weak."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Invalid(
            "新密码不符合要求：" + "".join(weak.messages),
            fields={"password": weak.messages},
        ) from weak
    user.set_password(password)
    changes = {"password": user.password, "must_change_password": False}
    events.append(user, "org.change_password", actor=user, changes=changes, client_id=client_id)
    return user


def changed_fields(before: Any, after: dict[str, Any]) -> dict[str, list[Any]]:
    """Old and new value of each field that differs, as an event's data shows a change."""
    return {name: [getattr(before, name), value] for name, value in after.items() if getattr(before, name) != value}


@events.once(UserEvent)
def change_person(
    user: User,
    *,
    full_name: str,
    phone: str,
    office: Office | None,
    title: str,
    enforcement_card: str,
    enforcement_card_until: dt.date | None = None,
    actor: User | None = None,
    client_id: uuid.UUID | None = None,
) -> User:
    """Change what is on file about a person; the event shows old and new, the phone number masked."""
    require(actor, "org.change_people")
    wanted = {
        "full_name": full_name,
        "phone": phone,
        "office": office,
        "title": title,
        "enforcement_card": enforcement_card,
        "enforcement_card_until": enforcement_card_until,
    }
    changed = changed_fields(user, wanted)
    if changed:
        names.checked(full_name, "full_name")
        changes = {field: wanted[field] for field in changed} | {"sort_key": sort_key(full_name)}
        data = {"changes": {field: _shown(field, pair) for field, pair in changed.items()}}
        events.append(user, "org.change_person", actor=actor, changes=changes, data=data, client_id=client_id)
    return user


def follow_post(user: User, *, was: str, title: str, actor: User | None) -> None:
    """Let an account's title follow its person to another post of their enterprise; one in words of its own stays.

    Asks for no power of its own: call it in the transaction of whoever may move the person. One event if it changes.
    """
    if user.title == was:
        told = {"changes": {"title": [was, title]}}
        events.append(user, "org.change_person", actor=actor, changes={"title": title}, data=told)


def _shown(field: str, pair: list[Any]) -> list[str]:
    return [masked_phone(one) if field == "phone" else str(one or "") for one in pair]


@events.once(UserEvent)
def lock(user: User, *, reason: str, actor: User | None = None, client_id: uuid.UUID | None = None) -> User:
    """Lock an account until it is unlocked; what is logged in ends at once."""
    require(actor, "org.change_people")
    if actor == user:
        raise Invalid("不能锁定自己的账号，请由其他管理员办理。", code="org.own_account")
    changes = {"locked_until": FOR_GOOD, "sessions_from": clock.now()}
    events.append(user, "org.lock", actor=actor, changes=changes, data={"reason": reason}, client_id=client_id)
    return user


@events.once(UserEvent)
def end_sessions(user: User, *, actor: User, client_id: uuid.UUID | None = None) -> User:
    """Log the person out everywhere but where they say it."""
    events.append(user, "org.end_sessions", actor=actor, changes={"sessions_from": clock.now()}, client_id=client_id)
    return user


def choose_digest(user: User, *, wants_digest: bool) -> User:
    """Say whether ordinary notices wait for the next morning. A preference, not a record: it leaves no event."""
    user.wants_digest = wants_digest
    user.save(update_fields=["wants_digest"])
    return user
