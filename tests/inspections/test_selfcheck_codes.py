"""The code on the phone that opens a shop's self-check: who gets one, how long it holds, who may read it out."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.enterprises import actions as register
from anlan.enterprises.models import Person, PersonEvent, PhoneCode, PhoneCodeEvent
from anlan.enterprises.premises import codes, jobs
from anlan.inspections.models import Visit
from anlan.org.models import User
from tests.inspections.shops import OWNER, STRANGER, AtDoor, make_shop

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_unknown_phone_gets_the_same_answer_as_a_known_one(door):
    known, unknown = AtDoor(door.shop), AtDoor(door.shop)
    pages = [one.sends("start", phone=phone) for one, phone in ((known, OWNER), (unknown, STRANGER))]
    texts = [page.content.decode() for page in pages]
    plain = [text.replace("139****1111", "N").replace("139****9999", "N") for text in texts]
    assert plain[0].split("csrfmiddlewaretoken")[0] == plain[1].split("csrfmiddlewaretoken")[0]
    wrong = [one.sends("code", code="000000").content.decode().count("还可以试 4 次") for one in (known, unknown)]
    assert wrong == [1, 1]


def test_no_code_of_an_unknown_phone_ever_opens_the_door(door):
    code = door.asks(STRANGER)
    assert code.person is None
    assert "验证码不对" in door.sends("code", code=codes.digits(code)).content.decode()
    assert User.objects.filter(username__startswith="shouji-").count() == 0


def test_five_wrong_entries_make_the_code_void_and_the_right_one_comes_too_late(door):
    code = door.asks()
    right = codes.digits(code)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        door.sends("code", code=wrong)
    page = door.sends("code", code=right)
    assert "作废了" in page.content.decode()
    assert PhoneCode.objects.get().tries == 5
    assert [one.action for one in PhoneCodeEvent.objects.order_by("number")] == [
        "enterprises.ask_code",
        *["enterprises.miss_code"] * 5,
    ]


def test_a_code_runs_out_after_ten_minutes(door, at):
    code = door.asks()
    at(clock.now() + dt.timedelta(minutes=10, seconds=1))
    assert "验证码已过期" in door.sends("code", code=codes.digits(code)).content.decode()


def test_a_code_is_good_once(door):
    code = door.asks()
    thief = AtDoor(door.shop)
    thief.client.cookies = door.client.cookies.copy()
    door.sends("code", code=codes.digits(code))
    assert Visit.objects.count() == 0
    assert "取验证码" in thief.sends("code", code=codes.digits(code)).content.decode()
    with pytest.raises(Invalid, match="已经用过"):
        codes.enter(PhoneCode.objects.get(), given=codes.digits(code))


def test_two_entries_at_the_same_moment_let_one_in(door):
    code = door.asks()
    twin = PhoneCode.objects.get(pk=code.pk)
    codes.enter(code, given=codes.digits(code))
    with pytest.raises(Invalid, match="刚刚用过"):
        codes.enter(twin, given=codes.digits(twin))


def test_a_code_stands_nowhere_in_the_database_and_the_number_neither(door):
    from django.db import connection

    code = door.asks()
    digits = codes.digits(code)
    rows = [*PhoneCode.objects.values_list(), *PhoneCodeEvent.objects.values_list("data", "actor_name")]
    assert connection.vendor in {"sqlite", "postgresql"}
    assert not any(OWNER in str(row) for row in rows)
    assert not any(value == digits for row in rows for value in row if isinstance(value, str))


@pytest.mark.parametrize(
    ("count", "phone"),
    [(codes.PER_PHONE, lambda n: OWNER), (codes.PER_SITE, lambda n: f"1390000{n:04d}")],
)
def test_asking_too_often_is_refused_per_phone_and_per_door(shop, count, phone):
    for number in range(count):
        AtDoor(shop).sends("start", phone=phone(number))
    page = AtDoor(shop).sends("start", phone=phone(count))
    assert page.status_code == 422
    assert "太频繁了，请过 60 分钟再试" in page.content.decode()
    assert PhoneCode.objects.count() == count


def test_asking_too_often_from_one_address_is_refused_at_every_door(world, shop):
    doors = [make_shop(world, f"店{number}") for number in range(4)]
    for number in range(codes.PER_ADDRESS):
        AtDoor(doors[number % 4]).sends("start", phone=f"1380000{number:04d}")
    assert AtDoor(shop).sends("start", phone=OWNER).status_code == 422


@pytest.mark.parametrize("typed", ["", "abc", "123", "1" * 30, "\x00", "139-0000-1111", "+86 139 0000 1111"])
def test_what_is_typed_as_a_number_is_taken_or_refused_with_a_sentence(door, typed):
    page = door.sends("start", phone=typed)
    taken = typed.startswith(("139-", "+86"))
    assert page.status_code == (200 if taken else 422)
    assert PhoneCode.objects.filter(person__name="张姐").exists() == taken


def test_a_phone_of_two_people_asks_which_one_stands_there(world, door, shop):
    register.add_person(shop, name="老张", post=Person.Post.EMPLOYEE, phones=[OWNER], actor=None)
    page = door.comes_in().content.decode()
    assert "您是哪一位" in page
    person = shop.people.get(name="老张")
    assert "老张，您好" in door.sends("who", person=str(person.pk)).content.decode()


def test_a_phone_of_two_shops_opens_each_door_for_itself(world, door):
    other = AtDoor(make_shop(world, "张记二店"), door.client)
    door.comes_in()
    assert "取验证码" in other.opens("lists").content.decode()
    assert Person.objects.filter(user__isnull=False).count() == 1
    other.comes_in()
    assert User.objects.filter(username__startswith="shouji-").count() == 2


def test_somebody_who_left_or_whose_account_was_closed_does_not_come_in(door, shop):
    door.comes_in()
    person = shop.people.get(name="张姐")
    User.objects.filter(pk=person.user_id).update(is_active=False)
    assert "取验证码" in door.opens("lists").content.decode()
    code = AtDoor(shop).asks()
    assert code.person is None


# -- the session


def test_who_reads_a_code_out_sees_the_owners_number_and_stands_on_record_twice(door, world, client):
    code = door.asks()
    client.force_login(world.people["马协"])
    listed = client.get(reverse("enterprises:codes")).content.decode()
    assert codes.digits(code) not in listed
    assert OWNER not in listed
    shown = client.post(reverse("enterprises:show_code", args=[code.pk])).content.decode()
    assert codes.digits(code) in shown
    assert OWNER in shown
    assert PhoneCodeEvent.objects.get(action="enterprises.show_code").actor_name == "马协"
    assert PersonEvent.objects.get().actor_name == "马协"
    assert "已电话告知" in client.get(reverse("enterprises:codes")).content.decode()


def test_a_number_nobody_has_on_file_is_shown_as_such_and_has_no_code_to_read(door, world, client):
    code = door.asks(STRANGER)
    client.force_login(world.people["林巡"])
    assert "没有登记这个号码" in client.get(reverse("enterprises:codes")).content.decode()
    assert client.post(reverse("enterprises:show_code", args=[code.pk])).status_code == 422


def test_the_job_sends_once_and_only_what_can_still_be_entered(door, monkeypatch, settings):
    sent = []
    monkeypatch.setattr("anlan.core.messages.post", lambda phone, text: sent.append((phone, text)))
    settings.SMS_URL, settings.JOBS_IN_PLACE = "http://127.0.0.1:1/", False
    code, stranger = door.asks(), AtDoor(door.shop).asks(STRANGER)
    for one in (code, code, stranger):
        jobs.send_code(str(one.pk))
    assert [phone for phone, _ in sent] == [OWNER]
    assert codes.digits(code) in sent[0][1]
    assert PhoneCode.objects.get(pk=code.pk).delivery == "sent"
