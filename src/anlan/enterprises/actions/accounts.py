"""Accounts of an enterprise's people, and looking at their personal data."""

import uuid

from django.db import transaction

from anlan.core import events
from anlan.core.errors import Invalid, NotYours
from anlan.enterprises import rules
from anlan.enterprises.actions.people import require_in_office
from anlan.enterprises.models import Enterprise, Person
from anlan.org import actions as accounts
from anlan.org.models import User


@transaction.atomic
def open_account(
    enterprise: Enterprise,
    *,
    person: Person,
    username: str,
    actor: User | None,
    password: str | None = None,
    hashed: str = "",
    client_id: uuid.UUID | None = None,
) -> tuple[User, str]:
    """Open an account for one of the enterprise's people; returns it with its first password, shown once.

    Raises NotYours, and Invalid when the person left, has an account, or the login name is taken. `password` and
    `hashed` (its stored form, made once for many) are for the demo, and for an account without a password.
    """
    if actor is not None and not rules.can_open_account(actor, enterprise):
        raise NotYours("您不能为这家单位开通账号，请联系应急管理办公室。", code="enterprises.not_yours")
    require_in_office(person)
    if person.contractor:
        words = f"{person.name}是“{person.contractor.name}”的人，不开本单位的账号；用合同页上的链接看自己的事项。"
        raise Invalid(words, code="enterprises.outsider")
    if person.user_id:
        raise Invalid(f"{person.name}已有账号，忘记密码可请安全管理员（三员）重置。", code="enterprises.has_account")
    phone = person.phones[0] if person.phones else ""
    user, given = accounts.open_account(
        username=username,
        full_name=person.name,
        phone=phone[:20],
        title=person.get_post_display(),
        password=password,
        hashed=hashed,
    )
    person.user = user
    person.save(update_fields=["user"])
    data = {"person": person.pk, "name": person.name, "username": username}
    events.append(enterprise, "enterprises.open_account", actor=actor, data=data, client_id=client_id)
    return user, given


def see_personal(person: Person, *, actor: User, why: str = "") -> list[str]:
    """The person's phones in full. Writes one event in the person's own chain each time somebody looks.

    `why` says what their data went into, such as an inquiry record that has their ID number.
    Raises NotYours for whoever has no need to reach them (个人信息保护法 art. 34).
    """
    if not rules.can_see_personal(actor, person.enterprise):
        raise NotYours("您不能查看完整电话号码，请联系当地工作人员。", code="enterprises.not_yours")
    events.append(
        person, "enterprises.see_personal", actor=actor, data={"name": person.name} | ({"reason": why} if why else {})
    )
    return list(person.phones)
