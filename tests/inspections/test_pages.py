"""Going to look through HTTP: the whole of a guidance visit first, then who gets which page, and what is sent badly."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.hazards.models import Hazard
from anlan.inspections import actions
from anlan.inspections.models import Answer, Visit, VisitEvent
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"inspections:{name}", args=args)


@pytest.fixture
def browse(client, world):
    """`browse("林巡")`: that person's browser."""

    def _browse(name):
        client.force_login(world.people[name])
        return client

    return _browse


def test_a_guidance_visit_from_the_choice_of_kind_to_the_printed_record(browse, team, world):
    page = browse("林巡")
    assert "先办审批：在“行政检查”里提出" in page.get(at("new")).content.decode()
    assert "恒通板材厂" in page.get(at("choose_enterprise", "guidance"), {"q": "板材"}).content.decode()

    begin = at("begin", "guidance", team.factory.pk)
    assert "共 2 项" in page.get(begin).content.decode()
    came = {"companions": [str(world.people["顾专"].pk)], "outsiders": "蒋工 粉尘防爆专家", "purpose": "复工前帮扶"}
    answer = page.post(begin, {**came, "with_list": "list", "client_id": str(uuid.uuid4())})
    visit = Visit.objects.get()
    assert answer.url == at("walk", visit.pk)
    assert sorted(visit.companions.values_list("name", flat=True)) == ["蒋工", "顾专"]

    first = page.get(at("walk", visit.pk), follow=True).content.decode()
    assert "除尘系统未采取泄爆" in first
    answer = page.post(at("answer", visit.pk, 1), {"value": "no", "photos": picture(1)})
    assert answer.url == at("item", visit.pk, 1)
    assert "不合格：登记隐患" in page.get(answer.url).content.decode()
    words = {
        "description": "泄爆片被铁皮封死",
        "place_words": "打磨车间",
        "how": "recorded",
        "responsible_name": "陈安",
    }
    answer = page.post(at("found", visit.pk, 1), words)
    hazard = Hazard.objects.get()
    assert (hazard.source, hazard.level, hazard.description) == ("guidance", "", "泄爆片被铁皮封死")
    assert answer.url == at("item", visit.pk, 2)
    assert page.post(at("answer", visit.pk, 2), {"value": "yes"}).url == at("review", visit.pk)

    review = page.get(at("review", visit.pk)).content.decode()
    assert "带队人林巡还没有签名" in review
    page.post(at("signatures", visit.pk), {"role": "inspector", "drawn": picture(5)})
    signer = {"role": "enterprise", "name": "郅明", "position": "安全管理员", "paper": picture(6)}
    page.post(at("signatures", visit.pk), signer)
    assert "可以完成了" in page.get(at("review", visit.pk)).content.decode()
    answer = page.post(at("finish", visit.pk), follow=True)
    shown = answer.content.decode()
    assert "检查已完成" in shown
    assert "纸质签名照片" in shown
    assert hazard.code in shown
    record = page.get(at("record", visit.pk))
    assert (record.status_code, record.content[:5]) == (200, b"%PDF-")
    image = visit.signatures.first().image_id
    assert page.get(at("file", visit.pk, image)).status_code == 200


def test_a_visit_goes_on_at_the_item_where_one_was(browse, team):
    page, visit = browse("林巡"), team.visit()
    page.get(at("item", visit.pk, 2))
    assert page.get(at("walk", visit.pk)).url == at("item", visit.pk, 2)
    assert "接着做" in page.get(at("new")).content.decode()


def test_a_no_stays_and_a_yes_goes_on(browse, team):
    page, visit = browse("林巡"), team.visit()
    assert page.post(at("answer", visit.pk, 1), {"value": "no"}).url == at("item", visit.pk, 1)
    assert page.post(at("answer", visit.pk, 1), {"value": "yes"}).url == at("item", visit.pk, 2)


def test_htmx_gets_the_question_alone_and_leaves_the_walk_at_its_end(browse, team):
    page, visit = browse("林巡"), team.visit()
    htmx = {"HTTP_HX_REQUEST": "true"}
    fragment = page.get(at("item", visit.pk, 1), **htmx).content.decode()
    # The browser's title follows: htmx takes it from the part where it stands before everything else.
    assert fragment.strip().startswith(f"<title>第 1 项 · {visit.enterprise.name} · ")
    assert fragment.partition("</title>")[2].startswith('<div class="walk"')
    assert page.get(at("item", visit.pk, 1)).content.decode().count("<title>") == 1
    page.post(at("answer", visit.pk, 1), {"value": "yes"}, **htmx)
    last = page.post(at("answer", visit.pk, 2), {"value": "yes"}, **htmx)
    assert last.headers["HX-Redirect"] == at("review", visit.pk)


def test_the_same_form_sent_twice_is_one_answer_and_one_visit(browse, team):
    page, sent = browse("林巡"), {"client_id": str(uuid.uuid4())}
    for _ in range(2):
        page.post(at("begin", "guidance", team.factory.pk), {"with_list": "list", **sent})
    visit = Visit.objects.get()
    sent = {"client_id": str(uuid.uuid4())}
    for _ in range(2):
        page.post(at("answer", visit.pk, 1), {"value": "yes", **sent})
    assert (Answer.objects.count(), VisitEvent.objects.count()) == (1, 2)


def test_the_phones_time_of_an_answer_is_kept(browse, team):
    page, visit = browse("林巡"), team.visit()
    page.post(at("answer", visit.pk, 1), {"value": "yes", "moment": "2026-01-01T00:00:00.000Z"})
    earlier = visit.begun_at.astimezone().strftime("%Y-%m-%dT%H:%M:%S.000Z")
    page.post(at("answer", visit.pk, 2), {"value": "yes", "moment": earlier})
    assert Answer.objects.count() == 2


def test_an_open_hazard_of_the_same_item_is_offered_first(browse, team):
    first = team.visit("patrol", "马协")
    team.answer(first, 1, "no", "马协")
    key = first.items[0]["criterion"]
    actions.record_hazard(first, actor=team.who("马协"), item=key, description="泄爆口焊死了")
    hazard = Hazard.objects.get()
    page, visit = browse("林巡"), team.visit()
    page.post(at("answer", visit.pk, 1), {"value": "no"})
    assert "是同一处" in page.get(at("item", visit.pk, 1)).content.decode()
    page.post(at("known", visit.pk, 1), {"hazard": str(hazard.pk)})
    assert (Hazard.objects.count(), visit.findings.get().hazard) == (1, hazard)


def test_fixing_on_the_spot_takes_both_photos_in_one_form(browse, team):
    page, visit = browse("马协"), team.visit("patrol", "马协")
    page.post(at("answer", visit.pk, 2), {"value": "no"})
    words = {"description": "通道堆放木料", "how": "fixed", "statement": "当场清走"}
    refused = page.post(at("found", visit.pk, 2), {**words, "photos": picture(1)})
    assert refused.status_code == 422
    assert "整改前、整改后" in refused.content.decode()
    page.post(at("found", visit.pk, 2), {**words, "photos": picture(1), "after": picture(2)})
    assert Hazard.objects.get().fixed_at_once


def test_what_is_missing_in_the_sheet_is_said_beside_it(browse, team):
    page, visit = browse("林巡"), team.visit()
    page.post(at("answer", visit.pk, 1), {"value": "no"})
    refused = page.post(at("found", visit.pk, 1), {"description": " "})
    assert (refused.status_code, "请写明看到的隐患" in refused.content.decode()) == (422, True)


def test_a_signature_without_a_picture_is_refused_with_a_sentence(browse, team):
    page, visit = browse("林巡"), team.visit()
    refused = page.post(at("signatures", visit.pk), {"role": "inspector"})
    assert (refused.status_code, "还没有签名" in refused.content.decode()) == (422, True)


def test_what_is_no_photo_is_refused_with_a_sentence(browse, team):
    page, visit = browse("林巡"), team.visit()
    fake = picture(1)
    fake.file.seek(0)
    fake.file.write(b"MZ" + b"0" * 200)
    fake.file.seek(0)
    refused = page.post(at("answer", visit.pk, 1), {"value": "no", "photos": fake})
    assert (refused.status_code, Answer.objects.count()) == (422, 0)


def test_a_refused_signature_and_an_abandoned_visit(browse, team):
    page, visit = browse("林巡"), team.visit()
    words = {"reason": "不认可", "witness": "吴村", "witness_position": "村支书"}
    page.post(at("refuse", visit.pk), words)
    assert visit.signatures.get().witness == "吴村"
    page.post(at("abandon", visit.pk), {"reason": "企业临时停电"})
    assert Visit.objects.get().state == "abandoned"
    assert page.get(at("review", visit.pk)).url == at("detail", visit.pk)


def test_companions_are_added_and_taken_off(browse, team, world):
    page, visit = browse("林巡"), team.visit()
    page.post(at("people", visit.pk), {"user": str(world.people["吴村"].pk)})
    page.post(at("people", visit.pk), {"name": "蒋工", "position": "粉尘防爆专家"})
    assert [one.name for one in visit.companions.all()] == ["吴村", "蒋工"]
    page.post(at("leave_out", visit.pk, visit.companions.get(name="蒋工").pk))
    assert [one.name for one in visit.companions.filter(left_out=False)] == ["吴村"]


def test_the_list_is_filtered_searched_and_exported(browse, team):
    team.visit(), team.visit("patrol", "吴村", purpose="冬季防火")
    page = browse("林巡")
    assert "2 次" in page.get(at("list")).content.decode()
    assert "1 次" in page.get(at("list"), {"kind": "patrol", "sort": "-begun", "month": "this"}).content.decode()
    assert "1 次" in page.get(at("list"), {"q": "防火"}).content.decode()
    sheet = page.get(at("export"), {"kind": "patrol"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


READERS = {"林巡", "周同", "孙主", "赵执", "钱执", "王镇", "吴村", "马协", "顾专", "纪明", "陈安", "郅明"}


def test_a_finished_guidance_visit_is_seen_by_those_of_the_place_and_the_enterprise(client, team, world):
    visit = team.all_fine(team.visit())
    team.sign(visit)
    actions.refuse_signature(visit, actor=team.who("林巡"), reason="不认可", witness="吴村", witness_position="村支书")
    actions.finish(visit, actor=team.who("林巡"))
    seen = set()
    for name, user in world.people.items():
        client.force_login(user)
        status = client.get(at("detail", visit.pk)).status_code
        assert status in (200, 404)
        seen |= {name} if status == 200 else set()
        assert client.get(at("list")).status_code == 200
    assert seen == READERS


def test_a_report_check_is_hidden_from_the_enterprise(client, team, world):
    visit = team.visit("report_check", "林巡")
    for name in ("陈安", "郅明", "工友"):
        client.force_login(world.people[name])
        assert client.get(at("detail", visit.pk)).status_code == 404


PAGES = ("item", "review", "people", "signatures", "seen", "items", "abandon")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_the_walk_are_for_those_who_came_along(client, team, world, page):
    visit = team.visit(companions=[team.who("周同")])
    address = at(page, visit.pk, 1) if page == "item" else at(page, visit.pk)
    wanted = {"林巡": 200, "周同": 200, "吴村": 403, "纪明": 403, "郑邻": 404, "何客": 404, "系统员": 404}
    found = {}
    for name in wanted:
        client.force_login(world.people[name])
        found[name] = client.get(address).status_code
    assert found == wanted


def test_nobody_begins_what_the_table_does_not_give_them(client, team, world):
    wanted = {"马协": 403, "顾专": 422, "纪明": 403, "郑邻": 404, "何客": 404, "陈安": 403}
    found = {}
    for name in wanted:
        client.force_login(world.people[name])
        found[name] = client.post(at("begin", "guidance", team.factory.pk), {"with_list": "list"}).status_code
    assert (found, Visit.objects.count()) == (wanted, 0)


def test_the_table_of_kinds_is_shown_to_everybody(browse):
    text = browse("何客").get(at("kinds")).content.decode()
    assert [word for word in ("企业自查", "村级巡查", "帮扶指导", "上级检查登记", "举报核查") if word not in text] == []


@pytest.mark.parametrize("address", ["list", "of_enterprise"])
def test_lists_ask_the_same_number_of_questions_for_3_and_for_12(browse, team, address):
    page, counted = browse("林巡"), set()
    target = at("list") if address == "list" else at("of_enterprise", team.factory.pk)
    page.get(target)
    for wanted in (3, 12):
        while Visit.objects.count() < wanted:
            team.visit()
        with CaptureQueriesContext(connection) as queries:
            page.get(target)
        counted.add(len(queries))
    assert len(counted) == 1


def test_the_walk_asks_the_same_number_of_questions_for_one_answer_and_for_all(browse, team):
    page, visit, counted = browse("林巡"), team.visit(), set()
    page.get(at("item", visit.pk, 1))
    for number in (1, 2):
        team.answer(visit, number, "yes")
        with CaptureQueriesContext(connection) as queries:
            page.get(at("item", visit.pk, 1))
        counted.add(len(queries))
    assert len(counted) == 1


def test_who_judges_is_shown_the_criterion_the_question_came_from_unticked(browse, team):
    visit = team.visit()
    team.answer(visit, 1, "no")
    key = visit.items[0]["criterion"]
    actions.record_hazard(visit, actor=team.who("林巡"), item=key, description="泄爆片被铁皮封死")
    address = reverse("hazards:step", args=[Hazard.objects.get().pk, "judge"])
    text = browse("林巡").get(address).content.decode()
    assert "检查表里对应的条款，仅供参考" in text
    assert not re.search(rf'value="{key}"[^>]* checked', text)


def test_a_photo_of_another_visit_is_named_but_not_the_hazards_own(browse, team):
    page, visit = browse("林巡"), team.visit()
    page.post(at("answer", visit.pk, 1), {"value": "no"})
    shown = page.post(at("found", visit.pk, 1), {"description": "泄爆片被封", "photos": picture(7)}, follow=True)
    assert "已用于" not in shown.content.decode()
    other = team.visit()
    shown = page.post(at("answer", other.pk, 1), {"value": "no", "photos": picture(7)}, follow=True)
    assert "已用于" in shown.content.decode()


def test_the_tab_is_a_part_of_the_enterprises_page_and_alone_a_page(browse, team):
    team.visit()
    page, address = browse("林巡"), at("of_enterprise", team.factory.pk)
    assert "<html" in page.get(address).content.decode()
    part = page.get(address, HTTP_HX_REQUEST="true").content.decode()
    assert ("<html" in part, "帮扶指导" in part) == (False, True)
    assert browse("郑邻").get(address).status_code == 404
