"""Writing what binds: receipts, reminders, and the token of the plate."""

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.enterprises.binding import queries, rules
from anlan.enterprises.models import Enterprise, EnterpriseEvent, Person, Receipt, SiteCode
from anlan.org import inbox
from anlan.org.models import User

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
LENGTH = 12


@dataclass(frozen=True)
class Reminded:
    """What a reminder reached: enterprises, people told, and enterprises where nobody has an account."""

    enterprises: int
    people: int
    out_of_reach: int


@events.once(EnterpriseEvent)
def confirm_read(
    enterprise: Enterprise,
    *,
    person: Person,
    version: str,
    actor: User,
    how: str = Receipt.How.ONLINE,
    client_id: uuid.UUID | None = None,
) -> Enterprise:
    """Put on record that a person of the enterprise has read the list it is bound by.

    `version` is the digest of what was shown. One EnterpriseEvent. Raises NotYours for somebody else's receipt, Stale
    words (NotNow) where the list was published anew meanwhile, and Invalid where the receipt is there already.
    """
    _may_confirm(enterprise, person, how, actor)
    binding = queries.binding_of(enterprise)
    if binding is None or binding.checklist.digest != version:
        raise NotNow("这份清单刚刚更新，请看过新版本再确认。", code="enterprises.new_version")
    if person.receipts.filter(checklist=binding.checklist).exists():
        raise Invalid(f"{person.name}已经读过这一版，不用再登记。", code="enterprises.read_already")
    moment = clock.now()
    data = {"name": person.name, "post": person.post, "how": str(how), "version": version}
    data["reason"] = f"{Receipt.How(how).label}，清单版本{version[:8]}"
    events.append(enterprise, "enterprises.confirm_read", actor=actor, data=data, client_id=client_id)
    Receipt.objects.create(
        enterprise=enterprise,
        person=person,
        checklist=binding.checklist,
        how=how,
        recorded_by=actor,
        read_at=moment,
    )
    return enterprise


def _may_confirm(enterprise: Enterprise, person: Person, how: str, actor: User) -> None:
    if person.enterprise_id != enterprise.pk or person.until is not None:
        raise Invalid(f"{person.name}不在“{enterprise.name}”任职，请刷新后再选。", code="enterprises.person_ended")
    if how == Receipt.How.ONLINE and person.user_id != actor.pk:
        raise NotYours("只能由本人确认已读。当面告知的，请登记告知方式。", code="enterprises.not_yours")
    if how != Receipt.How.ONLINE and not rules.can_make_known(actor, enterprise):
        raise NotYours("标准告知由乡、村工作人员登记。", code="enterprises.not_yours")


def remind(rows: QuerySet[Enterprise], *, actor: User) -> Reminded:
    """Remind the people of every enterprise among `rows` that has not read its present list.

    Goes into the next morning's digest, once a day per person and list however often it is asked for. Enterprises the
    person may not remind are left out.
    """
    unread = queries.with_standing(rows).filter(standing__in=["unread", "new"])
    reached = told = lost = 0
    people = _people_by_enterprise(unread)
    for one in unread.select_related("main_industry"):
        if not rules.can_make_known(actor, one):
            continue
        known = people.get(one.pk, [])
        lost += not known
        reached += bool(known)
        told += inbox.tell(
            known,
            key=f"enterprises.remind.{one.pk}.{clock.today()}",
            title=f"请阅读约束“{one.name}”的标准清单并确认",
            url=reverse("enterprises:binding", args=[one.pk]),
        )
    return Reminded(reached, told, lost)


def _people_by_enterprise(rows: QuerySet[Enterprise]) -> dict[uuid.UUID, list[User]]:
    found: dict[uuid.UUID, list[User]] = {}
    posts = Person.objects.filter(enterprise__in=rows.values("pk"), until=None, user__is_active=True)
    for post in posts.select_related("user"):
        if post.user:
            found.setdefault(post.enterprise_id, []).append(post.user)
    return found


def issue_codes(rows: Iterable[Enterprise], *, actor: User) -> list[Enterprise]:
    """Give each of these a token that has none yet and that the person may make plates for; returns those with one."""
    found = list(rows)
    known = set(SiteCode.objects.filter(enterprise__in=found).values_list("enterprise", flat=True))
    for one in found:
        if one.pk not in known and rules.can_make_plate(actor, one):
            issue_code(one, actor=actor)
            known.add(one.pk)
    return [one for one in found if one.pk in known]


@events.once(EnterpriseEvent)
def issue_code(
    enterprise: Enterprise, *, actor: User, renew: bool = False, client_id: uuid.UUID | None = None
) -> Enterprise:
    """Give the enterprise the token of its plate; `renew` makes a new one and the old plate void.

    One EnterpriseEvent; without `renew` an enterprise that has its token keeps it and nothing is written.
    """
    if not rules.can_make_plate(actor, enterprise):
        raise NotYours("门牌二维码由乡、村工作人员或本单位管理人员制发。", code="enterprises.not_yours")
    code = SiteCode.objects.filter(enterprise=enterprise).first()
    if code and not renew:
        return enterprise
    reason = "换发，旧码作废" if code else ""
    events.append(enterprise, "enterprises.issue_code", actor=actor, data={"reason": reason}, client_id=client_id)
    token, moment = "".join(secrets.choice(LETTERS) for _ in range(LENGTH)), clock.now()
    if code:
        code.token, code.renewed_at = token, moment
        code.save(update_fields=["token", "renewed_at"])
    else:
        SiteCode.objects.create(enterprise=enterprise, token=token, issued_at=moment)
    return enterprise
