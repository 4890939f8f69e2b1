"""The pages of the register: who gets which, what they say, and that nothing typed is lost."""

import uuid
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.core import hooks
from anlan.core.hooks import Column, Tab
from anlan.enterprises import actions, queries
from anlan.enterprises.models import Enterprise, PersonEvent
from anlan.org.models import Region
from anlan.standards.actions import load_industries
from tests.world import GUICUN, SHUIDAOYANG, ZHOUGOU

pytestmark = pytest.mark.django_db

NOBODY, OUTSIDER, NEIGHBOUR, READER, DOER, OWNER, HEAD = "路人", "何客", "郑邻", "纪明", "林巡", "刘翀", "孙主"
WHO = [NOBODY, OUTSIDER, NEIGHBOUR, READER, DOER, OWNER, HEAD]
PAGES = {
    # address: status for each of WHO
    "list": (302, 200, 200, 200, 200, 200, 200),
    "export": (302, 200, 200, 200, 200, 200, 200),
    "record": (302, 403, 200, 403, 200, 403, 200),
    "alike": (302, 403, 200, 403, 200, 403, 200),
    "detail": (302, 404, 404, 200, 200, 200, 200),
    "change": (302, 404, 404, 403, 200, 200, 200),
    "owners": (302, 404, 404, 403, 403, 403, 200),
    "add_person": (302, 404, 404, 403, 200, 200, 200),
    "change_person": (302, 404, 404, 403, 200, 200, 200),
    "open_account": (302, 404, 404, 403, 200, 403, 200),
}
POSTS = {
    "end_person": (302, 404, 404, 403, 302, 302, 302),
    "phones": (302, 404, 404, 403, 200, 200, 200),
}


@pytest.fixture
def visit(client, world, hengtong, liu):
    """Go to a page of 恒通板材厂 as somebody."""
    person = queries.principal_of(hengtong)
    keys = {"add_person": 1, "detail": 1, "change": 1, "owners": 1}
    keys |= {"change_person": 2, "end_person": 2, "open_account": 2, "phones": 2}

    def go(who, name, method="get", data=None, **more):
        client.logout()
        if who != NOBODY:
            client.force_login(liu if who == OWNER else world.people[who])
        address = reverse(f"enterprises:{name}", args=[hengtong.pk, person.pk][: keys.get(name, 0)])
        return getattr(client, method)(address, data, **more)

    return go


@pytest.mark.parametrize("name", PAGES)
def test_every_page_for_everybody(visit, name):
    assert tuple(visit(who, name).status_code for who in WHO) == PAGES[name]


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize("at", range(len(WHO)))
def test_every_step_for_everybody(visit, name, at):
    assert visit(WHO[at], name, "post", {"client_id": uuid.uuid4()}).status_code == POSTS[name][at]


@pytest.mark.parametrize("name", ["list", "export"])
def test_a_list_asks_the_same_number_of_questions_for_3_rows_and_for_30(client, world, many, name):
    client.force_login(world.people["林巡"])
    many(3)
    client.get(reverse("enterprises:list"))  # the session's own first questions
    few = questions(client, name)
    many(27)
    assert questions(client, name) == few <= 20


def questions(client, name):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"enterprises:{name}"))
    return len(asked)


def test_the_list_is_narrowed_searched_and_sorted_by_its_url(client, world, hengtong, many):
    many(2)
    actions.record(name="无主坑塘", region=Region.objects.get(code=GUICUN), actor=None, kind="no_operator")
    client.force_login(world.people["林巡"])

    def names(words):
        page = client.get(reverse("enterprises:list") + f"?{words}").context["page"]
        return [one.name for one in page.object_list]

    assert names("q=板材") == ["恒通 板材厂"]
    assert names("q=厂长&sort=-name") == ["机械厂1", "机械厂0"]
    assert names("gap=any") == ["无主坑塘"] == names("kind=no_operator") == names("strip=none") == names("gap=body")
    assert names(f"village={ZHOUGOU}&industry=gongmao-jixie") == ["机械厂0", "机械厂1"]
    assert names("strip=nonsense") == names("flag=nonsense") == names("gap=nonsense") == []
    assert names(f"q={hengtong.local_code}") == ["恒通 板材厂"]


def test_the_export_holds_exactly_what_is_shown_and_no_full_phone(client, world, many):
    many(3)
    client.force_login(world.people["林巡"])
    answer = client.get(reverse("enterprises:export") + "?q=机械厂1")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    [_, row] = list(sheet.iter_rows(values_only=True))
    assert row[1] == "机械厂1"
    assert row[8:10] == ("厂长", "138****1118")


def test_a_higher_room_adds_a_column_and_a_tab(client, world, hengtong, monkeypatch):
    monkeypatch.setattr(hooks, "columns", hooks.Columns())
    monkeypatch.setattr(hooks, "tabs", hooks.Tabs())
    hooks.columns.register(
        "enterprises", Column("x", "未销号", lambda user, ids: dict.fromkeys(ids, ("7 条", "/there")))
    )
    hooks.tabs.register("enterprise", Tab("检查", "enterprises:change"))
    client.force_login(world.people["林巡"])
    assert '<a class="link" href="/there">7 条</a>' in client.get(reverse("enterprises:list")).content.decode()
    page = client.get(reverse("enterprises:detail", args=[hengtong.pk])).content.decode()
    assert f'hx-get="{reverse("enterprises:change", args=[hengtong.pk])}"' in page


def form(**more):
    return {"name": "鑫达铝业", "kind": "enterprise", "region": ZHOUGOU, "client_id": uuid.uuid4(), **more}


def test_an_enterprise_is_recorded_with_the_office_of_its_industry_and_once(visit, world):
    load_industries()
    words = form(main_industry="gongmao-youse", industries=["ranqi"], headcount=12)
    for _ in range(2):
        assert visit(DOER, "record", "post", words).status_code == 302
    found = Enterprise.objects.get(name="鑫达铝业")
    assert [one.pk for one in actions.ordered_industries(found)] == ["gongmao-youse", "ranqi"]
    assert (found.event_count, found.headcount) == (1, 12)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"credit_code": "91350100M000100Y44"}, "credit_code", "校验位不对"),
        ({"high_risk": "on"}, "high_risk_basis", "写明依据"),
        ({"longitude": "113.8"}, "longitude", "同时填写经度和纬度"),
        ({"governed_by": "office"}, "governed_by", "无主体场所"),
        ({"name": "恒通板材厂"}, "name", "周沟村委会已有“恒通 板材厂”"),
        ({"region": "411003299000"}, "region", "辖区内的村"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(visit, world, wrong, field, words):
    if "governed_by" in wrong:
        wrong = {"governed_by": str(world.offices["应急办"].pk)}
    answer = visit(DOER, "record", "post", form(address="村东头", **wrong))
    assert answer.status_code == 422
    assert words in "".join(answer.context["form"].errors[field])
    assert 'value="村东头"' in answer.content.decode()
    assert Enterprise.objects.count() == 1


def test_a_name_like_another_in_the_township_is_asked_about_first(visit):
    alike = form(name="许昌恒通板材有限公司", region=SHUIDAOYANG)
    answer = visit(DOER, "record", "post", alike)
    assert [twin.name for twin in answer.context["twins"]] == ["恒通 板材厂"]
    assert visit(DOER, "record", "post", alike | {"same_place": "on"}).status_code == 302
    fragment = visit(DOER, "alike", data={"name": "恒通板材", "region": ZHOUGOU}).content.decode()
    assert "恒通 板材厂" in fragment
    assert "<html" not in fragment


def test_the_second_of_two_who_edit_at_once_is_told_and_keeps_what_was_typed(visit, world, hengtong):
    page = visit(DOER, "change")
    seen = page.context["form"].initial["seen"]
    actions.change(Enterprise.objects.get(pk=hengtong.pk), actor=world.people["周同"], headcount=30)
    words = form(name="恒通板材厂", status="open", address="村西头", headcount=31, seen=seen)
    answer = visit(DOER, "change", "post", words)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()[0].startswith("周同刚刚改过这份档案")
    assert 'value="村西头"' in answer.content.decode()
    again = words | {"seen": answer.context["form"]["seen"].value(), "client_id": uuid.uuid4()}
    assert visit(DOER, "change", "post", again).status_code == 302
    assert Enterprise.objects.get(pk=hengtong.pk).headcount == 31


def test_an_enterprise_changes_what_it_knows_best_and_not_its_flags(visit, hengtong):
    fields = set(visit(OWNER, "change").context["form"].fields)
    assert fields == {
        "address",
        "longitude",
        "latitude",
        "point_source",
        "headcount",
        "safety_department",
        "seen",
        "client_id",
    }
    words = {"headcount": 40, "high_risk": "on", "address": "x", "client_id": uuid.uuid4(), "seen": 3}
    assert visit(OWNER, "change", "post", words).status_code == 302
    found = Enterprise.objects.get(pk=hengtong.pk)
    assert (found.headcount, found.high_risk) == (40, False)


def test_owners_are_set_by_the_head_with_a_reason_that_stays_in_the_history(visit, world, hengtong):
    words = {
        "region": SHUIDAOYANG,
        "strip": world.offices["应急办"].pk,
        "reason": "2月专班会议",
        "client_id": uuid.uuid4(),
    }
    assert visit(HEAD, "owners", "post", words).status_code == 302
    page = visit(DOER, "detail").content.decode()
    assert "2月专班会议" in page
    assert "<del>周沟村委会</del> → <ins>水道杨村委会</ins>" in page


def test_phones_are_masked_until_somebody_asks_and_asking_is_on_record(visit, hengtong):
    assert "138****1118" in visit(DOER, "detail").content.decode()
    assert "13837471118" not in visit(DOER, "detail").content.decode()
    before = Enterprise.objects.get(pk=hengtong.pk).event_count
    answer = visit(DOER, "phones", "post", headers={"HX-Request": "true"}).content.decode()
    assert "13837471118" in answer
    assert "<html" not in answer
    assert [(event.actor_name, event.action) for event in PersonEvent.objects.all()] == [
        ("林巡", "enterprises.see_personal")
    ]
    assert Enterprise.objects.get(pk=hengtong.pk).event_count == before


def test_a_person_is_added_corrected_given_an_account_once_and_ended(visit, world, hengtong, client):
    words = {"name": "安全", "post": "safety_officer", "phones": "13837471139 13837471140", "client_id": uuid.uuid4()}
    for _ in range(2):
        assert visit(DOER, "add_person", "post", words).status_code == 302
    person = hengtong.people.get(name="安全")
    assert person.phones == ["13837471139", "13837471140"]

    account = reverse("enterprises:open_account", args=[hengtong.pk, person.pk])
    taken = client.post(account, {"username": "LIUCHONG", "client_id": uuid.uuid4()})
    assert (taken.status_code, "已被使用" in taken.content.decode()) == (422, True)
    opened = client.post(account, {"username": "anquan", "client_id": uuid.uuid4()})
    person.refresh_from_db()
    assert person.user.must_change_password
    assert person.user.check_password(opened.context["password"])
    assert opened["Cache-Control"] == "private, no-store"
    assert client.post(account, {"username": "another", "client_id": uuid.uuid4()}).status_code == 422

    assert list(queries.visible_to(person.user)) == [hengtong]
    client.post(reverse("enterprises:end_person", args=[hengtong.pk, person.pk]), {"client_id": uuid.uuid4()})
    del person.user._posts
    assert list(queries.visible_to(person.user)) == []


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": "甲", "post": "deputy", "phones": "1383747"}, "phones"),
        ({"name": "", "post": "deputy"}, "name"),
        ({"name": "甲", "post": "deputy", "since": "2099-01-01"}, "since"),
        ({"name": "甲", "post": "emperor"}, "post"),
    ],
)
def test_a_person_with_a_wrong_phone_name_day_or_post_is_refused(visit, words, field):
    answer = visit(DOER, "add_person", "post", words | {"client_id": uuid.uuid4()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_person_of_another_enterprise_is_not_found_through_this_one(visit, client, world, many):
    [other] = many(1)
    stranger = queries.principal_of(other)
    visit(DOER, "list")
    mine = Enterprise.objects.get(name_key="恒通板材厂")
    assert client.post(reverse("enterprises:phones", args=[mine.pk, stranger.pk])).status_code == 404


def test_the_file_of_many_people_begins_with_who_leads_and_folds_the_rest(client, hengtong, liu):
    for number in range(14):
        actions.add_person(hengtong, name=f"工{number}", post="employee", actor=None)
    client.force_login(liu)
    page = client.get(reverse("enterprises:detail", args=[hengtong.pk])).content.decode()
    assert page.index("<b>刘翀</b>") < page.index("<b>工0</b>")
    assert "其余 3 人" in page
