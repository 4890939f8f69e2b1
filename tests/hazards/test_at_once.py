"""Two people at one hazard at once, and one form sent twice: one acts, the other is told, and nothing is lost."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anlan.core import hooks
from anlan.core.hooks import Work
from anlan.hazards.models import Hazard
from tests.people import photo

pytestmark = pytest.mark.django_db
SEEN = "到场试车三次，泄爆片动作正常"


def at(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client, hazard, step, **given):
    given = {"client_id": uuid.uuid4()} | given
    return client.post(reverse("hazards:step", args=[hazard.pk, step]), given)


def test_of_two_who_accept_the_later_keeps_what_was_typed_and_photographed(tell):
    hazard = tell.to("submitted", major=False)
    send(at(tell.who("赵执")), hazard, "accept", statement="看过了，通道已清空")
    late = at(tell.who("吴村"))
    answer = send(late, hazard, "accept", statement=SEEN, photos=photo())
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "现在是“待销号”，不能验收通过" in page
    assert "先办了“验收通过”：看过了，通道已清空" in page
    assert "待验收" not in page
    assert SEEN in page
    assert "已上传" in page
    kept = [line.split('"')[0] for line in page.split('name="kept_photos" value="')[1:]]
    send(late, hazard, "accept", statement=SEEN, kept_photos=kept, as_note="1")
    event = hazard.events.last()
    assert (event.action, event.actor_name, len(event.files)) == ("hazards.note", "吴村", 1)
    assert SEEN in event.data["text"]
    assert Hazard.objects.get(pk=hazard.pk).accepted_by == tell.who("赵执")


@pytest.mark.parametrize(("name", "first"), [("吴村", "赵执 11月"), ("赵执", "您 11月")])
def test_who_goes_back_to_a_step_that_is_done_reads_who_was_first_and_comes_to_the_record(tell, name, first):
    hazard = tell.to("submitted", major=False)
    send(at(tell.who("赵执")), hazard, "accept", statement="看过了，通道已清空")
    answer = at(tell.who(name)).get(reverse("hazards:step", args=[hazard.pk, "accept"]))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert first in page
    assert "办了“验收通过”：看过了，通道已清空" in page
    assert "现在是“待销号”" in page
    assert f'<a class="btn primary" href="{reverse("hazards:record", args=[hazard.pk])}">打开这条隐患</a>' in page


def test_an_old_page_that_still_offers_a_step_is_told_who_took_it(tell):
    hazard = tell.to("submitted", major=False)
    send(at(tell.who("赵执")), hazard, "accept", statement="看过了，通道已清空")
    address = reverse("hazards:step", args=[hazard.pk, "accept"])
    answer = at(tell.who("吴村")).get(address, headers={"HX-Request": "true"})
    told = json.loads(answer["HX-Trigger"])["anlan:error"]["message"]
    assert answer.status_code == 409
    assert "现在是“待销号”" in told
    assert "赵执" in told
    assert "先办了“验收通过”：看过了，通道已清空。" in told


def test_the_same_step_sent_again_from_another_window_says_that_it_was_oneself(tell):
    hazard, client = tell.to("submitted", major=False), at(tell.who("赵执"))
    send(client, hazard, "accept", statement=SEEN)
    page = send(client, hazard, "accept", statement=SEEN).content.decode()
    assert "您 11月" in page
    assert f"已经办了“验收通过”：{SEEN}" in page
    assert ">打开这条隐患</a>" in page


def test_where_nothing_can_be_added_any_more_the_words_still_stand_on_the_page(tell):
    hazard = tell.to("closed", major=False)
    page = send(at(tell.who("吴村")), hazard, "send_back", reasons="灯不亮").content.decode()
    assert "灯不亮" in page
    assert "存为补充说明" not in page


@pytest.mark.parametrize("step", ["accept", "send_back"])
def test_the_same_form_sent_twice_is_one_step(tell, step):
    hazard = tell.to("submitted", major=False)
    form = {"client_id": uuid.uuid4(), "statement": SEEN, "reasons": "灯不亮"}
    client = at(tell.who("赵执"))
    first, second = (send(client, hazard, step, **form) for _ in range(2))
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert hazard.events.filter(action=f"hazards.{step}").count() == 1


@pytest.mark.slow
def test_the_same_record_sent_twice_is_one_hazard(tell):
    client, key = at(tell.who("马协")), uuid.uuid4()
    form = {"enterprise": tell.factory.pk, "description": "安全通道堆放纸箱", "source": "patrol", "client_id": key}
    answers = [client.post(reverse("hazards:new"), form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Hazard.objects.count() == 1


def test_a_photo_used_before_is_kept_and_said_on_the_record(tell):
    client, taken = at(tell.who("马协")), photo().getvalue()
    for words in ("安全通道堆放纸箱", "配电箱没有门"):
        picture = SimpleUploadedFile("现场.jpg", taken, "image/jpeg")
        form = {"enterprise": tell.factory.pk, "description": words, "source": "patrol", "photos": picture}
        page = client.post(reverse("hazards:new"), form, follow=True).content.decode()
    first = Hazard.objects.get(code="桂26-0001")
    assert f'已用于 <a class="link" href="{reverse("hazards:record", args=[first.pk])}">桂26-0001</a>。' in page
    assert "已用于" not in client.get(reverse("hazards:record", args=[first.pk])).content.decode()


def test_a_hazard_that_comes_again_says_so_where_it_is_recorded_on_both_records_and_in_the_ledger(tell):
    old, client = tell.to("closed", major=False), at(tell.who("林巡"))
    form = {"enterprise": tell.factory.pk, "description": old.description, "source": "survey"}
    page = client.post(reverse("hazards:new"), form | {"alike": f"again:{old.pk}"}, follow=True).content.decode()
    fresh = Hazard.objects.get(previous=old)
    assert f"已登记隐患 {fresh}，关联为 {old} 复发" in page
    for person in ("林巡", "王镇"):
        leader = at(tell.who(person))
        assert "复发：同样的隐患在这家单位" in leader.get(reverse("hazards:record", args=[fresh.pk])).content.decode()
        assert "销号后又复发：" in leader.get(reverse("hazards:record", args=[old.pk])).content.decode()
        assert "<small>复发" in leader.get(reverse("hazards:ledger")).content.decode()


def test_a_photo_from_before_does_not_show_what_was_done(tell):
    client, before, after = at(tell.who("马协")), photo().getvalue(), photo().getvalue()
    form = {"enterprise": tell.factory.pk, "source": "patrol", "fixed": "on", "statement": "已更换"}
    pages = []
    for words, shown in (("灯管缺防爆罩", before), ("三号车间开关没有盖", after)):
        files = {"photos": SimpleUploadedFile("前.jpg", before), "after": SimpleUploadedFile("后.jpg", shown)}
        answer = client.post(reverse("hazards:new"), {**form, "description": words, **files}, follow=True)
        pages.append(answer.content.decode())
    told = "作为整改后的照片，就是登记时整改前的那一张。"
    assert [(told in page, "前后对照" in page) for page in pages] == [(True, False), (False, True)]


def test_my_work_begins_with_what_is_red_and_hazards_stand_before_papers(tell, monkeypatch):
    tell.to("submitted", major=False)
    tell.to("found", major=False)
    waiting = [Work("待签发的文书", "", [], 1, "/"), Work("超期未复的移送", "", [], 1, "/", is_red=True)]
    monkeypatch.setattr(hooks.work, "items", lambda: [("enforcement", lambda user: waiting)])
    sections = at(tell.who("林巡")).get(reverse("hazards:mine")).context["sections"]
    names = [one["work"].label if "work" in one else one["duty"].label for one in sections]
    assert names[:4] == ["超期未复的移送", "待我验收", "待判定级别", "待签发的文书"]
