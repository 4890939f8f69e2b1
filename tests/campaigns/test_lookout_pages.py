"""B2e: A lesson sent as a task, through its pages: who sees it, finds, sends, answers and exports it."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.campaigns.lookouts import actions
from anlan.campaigns.lookouts.models import Lookout, NoneHere
from anlan.core import clock
from anlan.enterprises import actions as enterprises
from anlan.inspections.models import Visit
from anlan.org.models import Region
from anlan.standards.models import Industry
from anlan.web import principal
from tests.campaigns.test_lookouts import DUE, lesson, measured, plant, send, sent, standing
from tests.world import SHUIDAOYANG, ZHOUGOU, statuses

__all__ = ["lesson", "measured", "plant", "sent"]
pytestmark = pytest.mark.django_db


def test_through_the_pages_it_is_found_sent_answered_and_exported(client, lesson, measured, plant, world):
    client.force_login(world.people["林巡"])
    page = client.get(lesson.get_absolute_url()).content.decode()
    send_page = reverse("campaigns:send_lookout", args=[lesson.pk])
    assert send_page in page
    looked = client.post(send_page, {"find": "泄爆", "look": "1", "due_on": f"{DUE}"}).content.decode()
    assert str(measured.pk) in looked
    form = {"criteria": [measured.pk], "industries": ["gongmao"], "due_on": f"{DUE}", "words": "拍照", "find": "泄爆"}
    assert "将发给 <b>1</b> 家" in client.post(send_page, form | {"count": "1"}).content.decode()
    assert not Lookout.objects.exists()
    assert client.post(send_page, form | {"criteria": []}).status_code == 422
    assert client.post(send_page, form).status_code == 302
    sent = Lookout.objects.get()
    assert "应查 1 家，已查 0 家" in client.get(lesson.get_absolute_url()).content.decode()
    assert "恒通板材厂" in client.get(sent.get_absolute_url() + "?standing=due&sort=-name").content.decode()
    assert "恒通板材厂" not in client.get(sent.get_absolute_url() + "?standing=done").content.decode()
    assert client.get(reverse("campaigns:export_lookout", args=[sent.pk])).status_code == 200
    client.force_login(world.people["陈安"])
    assert sent.get_absolute_url() in client.get(reverse("campaigns:my_duties")).content.decode()
    (due,) = principal.due(world.people["陈安"], [plant])
    assert [line.verb for line in due.now if line.url == sent.get_absolute_url()] == ["去查"]
    none = reverse("campaigns:say_none", args=[sent.pk, plant.pk])
    begin = reverse("campaigns:check_lookout", args=[sent.pk, plant.pk])
    page = client.get(sent.get_absolute_url()).content.decode()
    assert (none in page, begin in page, "导出所见" in page) == (True, True, False)
    assert client.post(none, {"reason": "没有除尘系统"}).status_code == 302
    taken = reverse("campaigns:take_back_none", args=[NoneHere.objects.get().pk])
    assert taken in client.get(sent.get_absolute_url()).content.decode()
    assert client.post(taken, {"reason": "看错了"}).status_code == 302
    walk = client.post(begin)
    visit = Visit.objects.get()
    assert (walk.url, visit.checklist) == (reverse("inspections:walk", args=[visit.pk]), sent.checklist)
    client.force_login(world.people["林巡"])
    assert client.post(reverse("campaigns:remind_lookout", args=[sent.pk])).status_code == 302
    assert client.post(reverse("campaigns:call_off_lookout", args=[sent.pk]), {"reason": "重发"}).status_code == 302
    assert "已撤销" in client.get(sent.get_absolute_url()).content.decode()
    assert "已撤销" in client.get(reverse("campaigns:lookouts") + "?state=called_off&q=除尘").content.decode()
    assert sent.get_absolute_url() not in client.get(reverse("campaigns:lookouts") + "?state=running").content.decode()
    answer = client.get(reverse("campaigns:export_lookouts"))
    head, told = load_workbook(io.BytesIO(answer.getvalue())).active.values
    assert dict(zip(head, told, strict=True)) | {"应查": None, "状态": "已撤销", "撤销原因": "重发"} == dict(
        zip(head, told, strict=True)
    ), "the workbook counts nobody either for what was called off"


def test_who_goes_there_may_check_by_its_list_for_those_without_an_account(client, sent, plant, world):
    begin = reverse("campaigns:check_lookout", args=[sent.pk, plant.pk])
    client.force_login(world.people["马协"])
    assert begin in client.get(sent.get_absolute_url()).content.decode()
    assert client.post(begin).status_code == 302
    visit = Visit.objects.get()
    assert (visit.kind, visit.checklist) == ("patrol", sent.checklist)
    client.force_login(world.people["纪明"])
    assert begin not in client.get(sent.get_absolute_url()).content.decode()
    assert client.post(begin).status_code == 403
    Visit.objects.update(state="finished", ended_at=clock.now())
    told = {"value": "yes", "answered_at": clock.now(), "answered_by": world.people["马协"]}
    visit.answers.create(item=sent.checklist.items[0]["criterion"], **told)
    assert standing(sent, plant) == ("done", ["村级巡查查了这一条"])


def test_nobody_goes_by_a_list_that_asks_nothing_there_any_more(client, sent, plant, world):
    other = enterprises.record(name="小吃店", region=Region.objects.get(code=SHUIDAOYANG), actor=None)
    client.force_login(world.people["林巡"])
    begin = reverse("campaigns:check_lookout", args=[sent.pk, other.pk])
    assert "没有要小吃店查" in client.post(begin).content.decode()
    actions.call_off_lookout(sent, reason="发错了", actor=world.people["林巡"])
    begin = reverse("campaigns:check_lookout", args=[sent.pk, plant.pk])
    assert "或者已撤销" in client.post(begin).content.decode()
    assert not Visit.objects.exists()


def test_what_no_database_takes_is_looked_for_without_it(client, lesson, world):
    client.force_login(world.people["林巡"])
    page = reverse("campaigns:send_lookout", args=[lesson.pk])
    typed = {
        "count": "1",
        "find": "除尘\x00",
        "industries": ["gong\x00mao"],
        "villages": ["\x00"],
        "criteria": ["\x00"],
    }
    assert client.post(page, typed).status_code == 200


def test_who_may_see_and_send_by_role(client, sent, lesson, plant, world):
    pages = [
        sent.get_absolute_url(),
        reverse("campaigns:lookouts"),
        reverse("campaigns:send_lookout", args=[lesson.pk]),
    ]
    expected = {
        "林巡": [200, 200, 200],
        "王镇": [200, 200, 200],
        "赵执": [200, 200, 200],
        "吴村": [200, 200, 403],
        "纪明": [200, 200, 403],
        "陈安": [200, 403, 403],
        "郑邻": [404, 200, 200],
        "何客": [404, 403, 403],
        "系统员": [404, 403, 403],
    }
    assert statuses(client, world, expected, pages) == expected


def test_the_list_makes_the_same_queries_for_three_and_for_thirty(client, sent, lesson, measured, world):
    client.force_login(world.people["林巡"])

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert client.get(reverse("campaigns:lookouts")).status_code == 200
        return len(made)

    for _ in range(2):
        send(lesson, measured, world, industries=Industry.objects.filter(pk="gongmao"))
    queries()
    three = queries()
    for _ in range(27):
        send(lesson, measured, world, villages=[ZHOUGOU])
    assert queries() == three
