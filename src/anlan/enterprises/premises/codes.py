"""A one-time code to the phone of one of a place's people: asked for at the door, sent or read out, entered once."""

import datetime as dt
import hmac
import re
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from anlan.core import clock, events, jobs, messages
from anlan.core.errors import Invalid, NotYours, Stale
from anlan.core.fields import masked_phone
from anlan.enterprises import actions as register
from anlan.enterprises import queries as people
from anlan.enterprises.models import Enterprise, Person, PhoneCode
from anlan.enterprises.premises import rules
from anlan.org.models import User

LASTS = dt.timedelta(minutes=10)
TRIES = 5
WINDOW = dt.timedelta(hours=1)
PER_PHONE, PER_SITE, PER_ADDRESS = 5, 20, 30
PHONE = re.compile(r"\d{7,12}")
ORDER = [post.value for post in Person.Post]


def ask(enterprise: Enterprise, *, phone: str, address: str) -> PhoneCode:
    """Ask for a code at the door of a place; the answer is the same whether or not the number is on file.

    One event, nobody's: who asks is not known yet. Handed to the worker for sending where a way to phones is set up.
    Raises Invalid for what is no number, and where the number, the place or the network address asks too often.
    """
    number = plain(phone)
    if not PHONE.fullmatch(number):
        raise Invalid("请填写手机号码，只填数字。", code="enterprises.phone", fields={"phone": ["请填写手机号码。"]})
    _refuse_flood(enterprise, number, address)
    person = next(iter(holders(enterprise, hashed(number))), None)
    code = PhoneCode(
        enterprise=enterprise,
        person=person,
        phone_hash=hashed(number),
        shown_phone=masked_phone(number) if len(number) >= 10 else "****" + number[-3:],
        address=address,
        asked_at=clock.now(),
        expires_at=clock.now() + LASTS,
    )
    told = {"enterprise": str(enterprise.pk), "phone": code.shown_phone, "known": person is not None}
    with transaction.atomic():
        events.begin(code, "enterprises.ask_code", actor=None, data=told)
        if messages.is_possible():
            # For an unknown number too, so that the answer takes as long.
            jobs.enqueue("anlan.enterprises.premises.jobs.send_code", code.pk)
    return code


def enter(code: PhoneCode, *, given: str) -> list[Person]:
    """Take the digits of a code; returns those of the place's people who have its number, the principal first.

    Every entry is an event. Raises Invalid with a sentence: run out, used, five wrong ones, wrong.
    """
    if code.used_at is not None:
        raise Invalid("这个验证码已经用过，请重新取一个。", code="enterprises.code_used")
    if code.expires_at <= clock.now():
        raise Invalid("验证码已过期，请重新取一个。", code="enterprises.code_expired")
    if code.tries >= TRIES:
        raise Invalid("输错的次数太多，这个验证码作废了，请重新取一个。", code="enterprises.code_void")
    found = holders(code.enterprise, code.phone_hash) if code.person_id else []
    right = hmac.compare_digest(digits(code).encode(), re.sub(r"\D", "", given).encode())
    if not (found and right):
        raise _wrong(code)
    try:
        events.append(code, "enterprises.enter_code", actor=None, changes={"used_at": clock.now()})
    except Stale as late:
        raise Invalid("这个验证码刚刚用过，请重新取一个。", code="enterprises.code_used") from late
    return found


def _wrong(code: PhoneCode) -> Invalid:
    tries = code.tries + 1
    try:
        events.append(code, "enterprises.miss_code", actor=None, changes={"tries": tries}, data={"tries": tries})
    except Stale:
        tries = PhoneCode.objects.values_list("tries", flat=True).get(pk=code.pk)
    left = TRIES - tries
    words = f"验证码不对，请核对后再填，还可以试 {left} 次。" if left > 0 else "验证码不对，这个作废了，请重新取一个。"
    return Invalid(words, code="enterprises.wrong_code", fields={"code": ["不对。"]})


def digits(code: PhoneCode) -> str:
    """The six digits of a code: they follow from its id and the instance's key, and are kept nowhere."""
    keyed = salted_hmac("anlan.enterprises.phone_code", code.pk.hex, algorithm="sha256").digest()
    return f"{int.from_bytes(keyed[:8], 'big') % 1_000_000:06d}"


def show(code: PhoneCode, *, actor: User) -> tuple[str, list[str]]:
    """The digits, for whoever rings the owner, with the person's numbers in full; who looked is on record twice.

    One event on the code, one in the person's own chain. Raises NotYours outside one's territory, Invalid once it
    cannot be entered any more or belongs to nobody.
    """
    if not rules.can_read_codes(actor, code.enterprise):
        raise NotYours("验证码由当地村、乡工作人员电话告知。", code="enterprises.not_yours")
    if code.person is None:
        words = f"“{code.enterprise.name}”的档案里没有这个号码，请先在人员里登记或更正电话，再请对方重新取验证码。"
        raise Invalid(words, code="enterprises.unknown_phone")
    if not code.is_open:
        raise Invalid("这个验证码已用过或已过期，请对方重新取一个。", code="enterprises.code_expired")
    phones = register.see_personal(code.person, actor=actor)
    changes = {"delivery": PhoneCode.Delivery.READ_OUT}
    events.append(code, "enterprises.show_code", actor=actor, changes=changes, data={"name": code.person.name})
    return digits(code), phones


def sent(code: PhoneCode, *, taken: bool) -> PhoneCode:
    """Put on record whether the gateway took the code. One event, the system's."""
    delivery = PhoneCode.Delivery.SENT if taken else PhoneCode.Delivery.FAILED
    action = "enterprises.send_code" if taken else "enterprises.fail_to_send_code"
    events.append(code, action, actor=None, changes={"delivery": delivery})
    return code


@transaction.atomic
def account_of(person: Person) -> User:
    """The account the person acts under; opened without a password at the first use of a code.

    It can log in nowhere until an administrator gives it a password. Raises NotYours where the account was closed or
    locked meanwhile.
    """
    if person.user is None:
        username = f"shouji-{person.pk.hex[-10:]}"
        register.open_account(
            person.enterprise, person=person, username=username, actor=None, password="", hashed=make_password(None)
        )
    user = person.user
    assert user is not None  # just opened
    if not _may_act(person):
        raise NotYours("您的账号已停用，请联系当地工作人员。", code="enterprises.account_ended")
    return user


def holders(enterprise: Enterprise, phone_hash: str) -> list[Person]:
    """Those of a place's own people in office who have this number and whose account is not closed, principal first."""
    rows = people.people_of(enterprise).filter(since__lte=clock.today(), contractor=None)
    found = [one for one in rows if number_of(one, phone_hash) and _may_act(one)]
    return sorted(found, key=lambda one: ORDER.index(one.post))


def number_of(person: Person, phone_hash: str) -> str:
    """Which of a person's numbers it is; empty where it is none of theirs."""
    return next((one for one in map(plain, person.phones) if hashed(one) == phone_hash), "")


def _may_act(person: Person) -> bool:
    return person.user is None or (person.user.is_active and not person.user.is_locked)


def plain(phone: str) -> str:
    """A number by its digits alone, without the country's: 138-3747-1118 is 13837471118."""
    number = re.sub(r"\D", "", phone or "")[:20]
    return number.removeprefix("86") if len(number) == 13 else number


def hashed(number: str) -> str:
    """What a number is found again by; without the instance's key nobody can count through all numbers."""
    return salted_hmac("anlan.enterprises.phone", number, algorithm="sha256").hexdigest()


def _refuse_flood(enterprise: Enterprise, number: str, address: str) -> None:
    limits: list[tuple[dict[str, Any], int]] = [
        ({"enterprise": enterprise, "phone_hash": hashed(number)}, PER_PHONE),
        ({"enterprise": enterprise}, PER_SITE),
        ({"address": address}, PER_ADDRESS),
    ]
    for where, most in limits:
        rows = PhoneCode.objects.filter(asked_at__gt=clock.now() - WINDOW, **where)
        if rows.count() >= most:
            raise Invalid(f"取验证码太频繁了，请过 {_wait(rows, most)} 分钟再试。", code="enterprises.too_many_codes")


def _wait(rows: QuerySet[PhoneCode], most: int) -> int:
    oldest = list(rows.order_by("-asked_at").values_list("asked_at", flat=True)[:most])[-1]
    return max(1, -int((clock.now() - oldest - WINDOW).total_seconds() // 60))
