"""B2a: A shop's monthly self-check at its door: from the plate to the receipt, and what is put right later."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core import journal
from anlan.core.verify import verify
from anlan.enterprises.models import PhoneCode
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections.models import Signature, State, Visit
from anlan.org.models import Notice
from anlan.standards import premises
from tests.inspections.conftest import picture
from tests.inspections.shops import DAY, HELPER, AtDoor

pytestmark = pytest.mark.django_db


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


def test_what_a_criterion_may_make_major_is_never_struck_off_by_the_shop(door, shop, law):
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
    refused = door.sends("mended", **asked, words=" ", after=picture(20)).content.decode()
    kept = re.search('name="kept_after" value="([^"]+)" checked', refused).group(1)
    for _ in range(2):
        page = door.sends("mended", **asked, words="换了插座", kept_after=kept)
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


def test_who_comes_to_say_that_something_is_mended_goes_there_at_once_also_with_what_others_found(door, world):
    door.comes_in()
    found = hazards.record(door.shop, actor=world.people["林巡"], description="灭火器过期", source="patrol")
    door = AtDoor(door.shop)
    assert door.url("mended") in Client().get(reverse("door:public", args=[door.token])).content.decode()
    assert "隐患改好了" in door.opens("mended").content.decode()
    page = door.comes_in().content.decode()
    assert ("灭火器过期" in page, "巡查查出" in page) == (True, True)
    sent = {"words": "换了两具新的", "after": picture(20), "hazard": str(found.pk)}
    assert "已告诉村里" in door.sends("mended", **sent).content.decode()
    found.refresh_from_db()
    assert hazards.fix_at_once(found, actor=world.people["吴村"], statement="到店看过，新的").state == "closed"


def test_one_code_opens_the_monthly_list_the_mended_hazard_and_the_declaration(door):
    door.comes_in()
    door.chooses("baihuo")
    door.goes_through(13, {4: {"fixed": "no"}})
    assert "回执号" in door.sends("sign", name="张姐").content.decode()
    sent = {"words": "换了插座", "after": picture(20), "hazard": str(Hazard.objects.get().pk)}
    assert "已告诉村里" in door.sends("mended", **sent).content.decode()
    page = door.client.get(reverse("permits_door:phone", args=[door.token]), follow=True).content.decode()
    assert ("报上去" in page, 'value="张姐"' in page) == (True, True)
    assert PhoneCode.objects.count() == 1


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


def test_a_photo_that_is_none_is_refused_with_a_sentence_and_the_answer_stays(door):
    from django.core.files.uploadedfile import SimpleUploadedFile

    door.comes_in()
    door.chooses("baihuo")
    door.answers(1, "no")
    page = door.sends("wrong", 1, fixed="no", before=SimpleUploadedFile("a.png", b"no picture"))
    assert page.status_code == 422
    assert Hazard.objects.count() == 0
    assert Visit.objects.get().answers.get().value == "no"
