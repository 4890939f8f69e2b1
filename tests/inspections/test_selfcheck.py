"""A shop's monthly self-check at its door: from the plate to the receipt, and what a stranger can do there: nothing."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.binding import actions as plates
from anlan.enterprises.models import Enterprise, EnterpriseEvent, Person, PersonEvent, PhoneCode, PhoneCodeEvent
from anlan.enterprises.premises import actions, codes, jobs, queries
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections.models import Signature, State, Visit
from anlan.org.models import Notice, User
from anlan.standards import premises
from tests.inspections.conftest import picture
from tests.inspections.shops import HELPER, OWNER, STRANGER, AtDoor, make_shop
from tests.test_urls import BEHIND_LOGIN

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def shop(world, at):
    at(DAY)
    return make_shop(world)


@pytest.fixture
def door(shop):
    return AtDoor(shop)


def test_from_the_plate_to_the_receipt_without_account_password_or_script(door, shop):
    plate = door.client.get(reverse("door:public", args=[door.token]))
    assert door.url("start") in plate.content.decode()
    page = door.comes_in()
    assert "店里有什么" in page.content.decode()
    page = door.chooses("baihuo")
    assert "第 1 题，共 13 题" in page.content.decode()
    door.goes_through(13, {4: {"fixed": "no"}})
    page = door.opens("sign")
    assert "1 处要改" in page.content.decode()
    page = door.sends("sign", name="张姐")
    visit = Visit.objects.get()
    assert visit.receipt in page.content.decode()
    assert (visit.state, visit.kind, visit.led_by.full_name) == (State.FINISHED, "self_inspection", "张姐")
    assert visit.principal_signed_at is not None
    assert visit.signatures.get().method == Signature.Method.TYPED
    hazard = Hazard.objects.get()
    assert (hazard.source, hazard.enterprise, hazard.finder_name) == ("self_inspection", shop, "张姐")
    assert hazard.description == premises.lists()["baihuo"].questions[3].found
    assert hazard.due_on == DAY + dt.timedelta(days=7)
    assert verify().broken == []


def test_what_is_put_right_on_the_spot_with_both_photos_is_struck_off_at_once(door):
    door.comes_in()
    door.chooses("baihuo")
    shots = {"before": picture(10), "after": picture(20), "fixed": "yes"}
    door.goes_through(13, {1: shots, 2: {"fixed": "yes"}})
    first, second = Hazard.objects.order_by("code")
    assert (first.state, first.fixed_at_once) == ("closed", True)
    assert second.state == "found"
    assert "没有前后两张照片" in second.events.last().data["text"]


def test_what_a_criterion_may_make_major_is_never_struck_off_by_the_shop(door, shop, world):
    from anlan.standards import actions as standards

    standards.load_shipped()
    door.comes_in()
    door.chooses("jiagong")
    dust = next(n for n, one in enumerate(premises.lists()["jiagong"].questions, start=1) if one.slug == "fenchen")
    door.answers(dust, "no")
    assert "现在改好了" not in door.opens("wrong", dust).content.decode()
    door.sends("wrong", dust, fixed="yes", before=picture(1), after=picture(2))
    hazard = Hazard.objects.get()
    assert hazard.state == "found"
    assert hazard.events.first().data["suggested_criterion"]["pack"] == "gongmao-2023"


def test_a_hazard_of_last_month_that_is_still_open_is_linked_and_not_written_twice(door, at):
    door.comes_in()
    door.chooses("baihuo")
    door.goes_through(13, {4: {"fixed": "no"}})
    door.sends("sign", name="张姐")
    at(dt.date(2026, 4, 2))
    again = AtDoor(door.shop)
    again.comes_in()
    again.answers(4, "no")
    page = again.opens("wrong", 4).content.decode()
    assert "还是那一处，没改好" in page
    again.sends("wrong", 4, known=str(Hazard.objects.get().pk))
    assert Hazard.objects.count() == 1
    assert Visit.objects.count() == 2


def test_what_the_shop_put_right_later_it_says_at_the_door_and_another_strikes_off(door, world, at):
    door.comes_in()
    door.chooses("baihuo")
    door.goes_through(13, {4: {"fixed": "no"}})
    page = door.sends("sign", name="张姐").content.decode()
    assert door.url("mended") in page
    hazard = Hazard.objects.get()
    at(DAY + dt.timedelta(days=3))
    door = AtDoor(door.shop)
    door.comes_in(HELPER)
    assert hazard.description in door.opens("mended").content.decode()
    asked = {"hazard": str(hazard.pk), "client_id": str(uuid.uuid4())}
    refused = door.sends("mended", **asked, words="换了插座")
    assert (refused.status_code, "拍一张改好以后的照片" in refused.content.decode()) == (422, True)
    for _ in range(2):
        page = door.sends("mended", **asked, words="换了插座", after=picture(20))
    assert "已告诉村里改好了" in page.content.decode()
    hazard.refresh_from_db()
    assert (hazard.state, hazard.event_count) == ("found", 2)
    said = hazard.events.last()
    assert (said.action, said.actor_name, said.data["text"]) == ("hazards.note", "小王", "店里说已改好：换了插座")
    journal.advance()
    told = Notice.objects.filter(key=f"hazards.{said.pk}")
    assert {"吴村", "赵执"} <= set(told.values_list("user__full_name", flat=True))
    hazards.fix_at_once(hazard, actor=world.people["吴村"], statement="到店看过，已换好。")
    assert "都改好了" in door.opens("mended").content.decode()
    assert verify().broken == []


def test_what_belongs_to_another_place_or_is_major_is_not_said_to_be_right_at_this_door(door):
    door.comes_in()
    door.chooses("baihuo")
    door.goes_through(13, {4: {"fixed": "no"}})
    hazard = Hazard.objects.get()
    sent = {"words": "改了", "after": picture(20)}
    assert door.sends("mended", hazard=str(uuid.uuid4()), **sent).status_code == 404
    Hazard.objects.filter(pk=hazard.pk).update(level="major")
    assert "到场验收" in door.sends("mended", hazard=str(hazard.pk), **sent).content.decode()
    assert hazard.events.count() == 1


def test_an_employee_does_it_too_but_it_is_no_led_one(door):
    door.comes_in(HELPER)
    door.chooses("baihuo")
    door.goes_through(13, {1: {"before": picture(10), "after": picture(20), "fixed": "yes"}})
    door.sends("sign", name="小 王")
    visit = Visit.objects.get()
    assert (visit.state, visit.principal_signed_at) == (State.FINISHED, None)
    assert Hazard.objects.get().state == "found"


def test_another_name_than_ones_own_is_not_taken_and_nothing_is_lost(door):
    door.comes_in()
    door.chooses("baihuo")
    door.goes_through(13)
    page = door.sends("sign", name="李四")
    assert page.status_code == 422
    assert "登记的姓名是“张姐”" in page.content.decode()
    assert "李四" in page.content.decode()
    assert Visit.objects.get().is_open


def test_the_end_names_what_is_still_open_with_the_way_to_it(door):
    door.comes_in()
    door.chooses("baihuo")
    for number in range(1, 13):
        door.answers(number)
    page = door.opens("sign").content.decode()
    assert "还有 1 题没有答完" in page
    assert door.url("question", 13) in page
    assert door.sends("sign", name="张姐").status_code == 422


# -- the code


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


def test_nothing_else_of_the_system_is_open_to_who_came_in_by_a_code(door):
    door.comes_in()
    door.chooses("baihuo")
    elsewhere = {}
    for address in BEHIND_LOGIN:
        for method in ("get", "post"):
            answer = getattr(door.client, method)(address)
            refused = {401, 405} if address.startswith("/api/") else {401}
            if (
                not (answer.status_code == 302 and answer.url.startswith("/login"))
                and answer.status_code not in refused
            ):
                elsewhere[f"{method} {address}"] = answer.status_code
    assert elsewhere == {}
    assert "第 1 题" in door.opens("lists").content.decode()


def test_every_page_behind_the_code_sends_a_stranger_to_its_first_one(door):
    for page, args in (("lists", ()), ("question", (1,)), ("wrong", (1,)), ("sign", ()), ("done", ()), ("mended", ())):
        for answer in (door.opens(page, *args), door.sends(page, *args, value="yes")):
            assert "取验证码" in answer.content.decode(), page
    assert Visit.objects.count() == 0


def test_the_account_has_no_password_and_logs_in_nowhere(door, shop):
    door.comes_in()
    user = shop.people.get(name="张姐").user
    assert not user.has_usable_password()
    for password in ("", "None", user.password):
        page = Client().post("/login/", {"username": user.username, "password": password})
        assert page.status_code == 422


def test_a_plate_renewed_while_a_list_is_open_stops_it_and_the_new_one_goes_on(door, shop, world):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1)
    shop = Enterprise.objects.get(pk=shop.pk)
    plates.issue_code(shop, actor=world.people["林巡"], renew=True)
    page = door.answers(2)
    assert page.status_code == 404
    assert "请扫门口最新的门牌。前面答过的都还在" in page.content.decode()
    new = AtDoor(Enterprise.objects.get(pk=shop.pk), door.client)
    assert "取验证码" in new.opens("lists").content.decode()
    assert "第 2 题" in new.comes_in().content.decode()
    assert Visit.objects.get().answers.count() == 1


def test_half_an_hour_without_a_tap_asks_for_a_new_code_and_keeps_what_was_answered(door, at):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1)
    at(clock.now() + dt.timedelta(minutes=31))
    page = door.answers(2).content.decode()
    assert "时间太久了" in page
    assert Visit.objects.get().answers.count() == 1


def test_two_people_of_a_shop_do_it_at_once_and_each_has_their_own(shop):
    first, second = AtDoor(shop), AtDoor(shop)
    first.comes_in()
    first.chooses("baihuo")
    page = second.comes_in(HELPER).content.decode()
    assert "张姐也在做这个月的自查" in page
    first.goes_through(13)
    second.goes_through(13)
    first.sends("sign", name="张姐")
    second.sends("sign", name="小王")
    assert Visit.objects.filter(state=State.FINISHED).count() == 2


def test_one_person_with_two_browsers_goes_on_with_one_visit(shop):
    first, second = AtDoor(shop), AtDoor(shop)
    first.comes_in()
    first.chooses("baihuo")
    first.answers(1)
    assert "第 2 题" in second.comes_in().content.decode()
    assert Visit.objects.count() == 1


def test_the_same_form_sent_twice_records_one_hazard(door):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1, "no")
    once = str(uuid.uuid4())
    for _ in range(2):
        door.sends("wrong", 1, fixed="no", client_id=once)
    assert Hazard.objects.count() == 1
    door.sends("wrong", 1, fixed="no")
    assert Hazard.objects.count() == 1


def test_one_begun_last_month_is_over_and_a_new_one_begins(door, at):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1)
    at(dt.date(2026, 4, 2))
    again = AtDoor(door.shop)
    assert "第 1 题" in again.comes_in().content.decode()
    assert sorted(Visit.objects.values_list("state", flat=True)) == ["abandoned", "in_progress"]


def test_a_photo_that_is_none_is_refused_with_a_sentence_and_the_answer_stays(door):
    from django.core.files.uploadedfile import SimpleUploadedFile

    door.comes_in()
    door.chooses("baihuo")
    door.answers(1, "no")
    page = door.sends("wrong", 1, fixed="no", before=SimpleUploadedFile("a.png", b"no picture"))
    assert page.status_code == 422
    assert Hazard.objects.count() == 0
    assert Visit.objects.get().answers.get().value == "no"


def test_a_factory_has_no_self_check_at_its_door(team, world):
    factory = Enterprise.objects.get(pk=team.factory.pk)
    plates.issue_code(factory, actor=world.people["林巡"])
    door = AtDoor(Enterprise.objects.get(pk=factory.pk))
    assert f'"{door.url("start")}"' not in door.client.get(reverse("door:public", args=[door.token])).content.decode()
    assert door.opens("start").status_code == 409


# -- the lists of a place


def test_the_choice_is_stored_once_with_what_it_was_before(shop, world):
    lin = world.people["林巡"]
    actions.choose_lists(shop, slugs=["baihuo"], actor=lin)
    actions.choose_lists(shop, slugs=["baihuo"], actor=lin)
    actions.choose_lists(shop, slugs=["canyin-yehuaqi", "baihuo"], actor=lin)
    events = EnterpriseEvent.objects.filter(action="enterprises.choose_lists")
    assert [one.data["lists"] for one in events] == [["baihuo"], ["canyin-yehuaqi", "baihuo"]]
    assert queries.lists_of(shop) == ["canyin-yehuaqi", "baihuo"]
    with pytest.raises(NotYours):
        actions.choose_lists(shop, slugs=["baihuo"], actor=world.people["郑邻"])


# -- the page of waiting codes, URL × role

WHO = ["路人", "何客", "郑邻", "纪明", "王镇", "马协", "林巡", "系统员"]
PAGES = {
    # page: (method, status for each of WHO)
    "codes": ("get", (302, 403, 200, 403, 403, 200, 200, 403)),
    "show_code": ("post", (302, 403, 404, 403, 403, 200, 200, 403)),
    "monthly_lists": ("get", (302, 404, 404, 403, 200, 200, 200, 404)),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", range(len(WHO)))
def test_each_page_answers_each_role_as_the_table_says(door, world, client, page, place):
    code = door.asks()
    method, statuses = PAGES[page]
    args = {"codes": [], "show_code": [code.pk], "monthly_lists": [door.shop.pk]}[page]
    if WHO[place] != "路人":
        client.force_login(world.people[WHO[place]])
    answer = getattr(client, method)(reverse(f"enterprises:{page}", args=args))
    assert answer.status_code == statuses[place]


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


def test_every_page_at_the_door_is_named_in_the_list_of_what_is_open_to_all():
    from tests.test_urls import AT_DOOR, walk

    assert {name for name, _ in walk(get_resolver()) if name.startswith(("selfcheck:", "permits_door:"))} == AT_DOOR
