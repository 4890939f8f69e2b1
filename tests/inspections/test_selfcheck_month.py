"""The township's view: which small premises did this month's self-check, which did not."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import actions, codes, jobs
from anlan.enterprises.premises.queries import small
from anlan.enterprises.premises.sessions import Standing
from anlan.inspections import actions as visits
from anlan.inspections.items import walk
from anlan.inspections.models import Visit
from anlan.inspections.selfcheck import acting, month, reminding
from anlan.org.models import Notice, User
from tests.inspections.shops import make_shop
from tests.world import ZHOUGOU

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
URL, EXPORT = reverse("inspections:selfchecks"), reverse("inspections:selfchecks_export")


def check(shop, name="张姐", answered=13):
    """A self-check at the door by the actions its pages call."""
    shop = Enterprise.objects.get(pk=shop.pk)
    person = shop.people.get(name=name)
    user = User.objects.get(pk=codes.account_of(person).pk)
    standing = Standing(shop, person, user, "")
    actions.choose_lists(shop, slugs=["baihuo"], actor=user)
    visit = acting.begin(standing)
    for line in walk(visit).lines[:answered]:
        visits.answer(visit, item=line.key, value="yes", actor=user)
    if answered == 13:
        acting.finish(visit, standing, name=name, image=None)


@pytest.fixture
def shops(world, at):
    at(dt.date(2026, 3, 3))
    made = {name: make_shop(world, name) for name in ["带队店", "员工店", "一半店", "没查店", "上月店"]}
    check(made["上月店"])
    at(dt.date(2026, 4, 2))
    check(made["带队店"])
    check(made["员工店"], "小王")
    check(made["一半店"], answered=5)
    return made


def standings(world, name="林巡"):
    return {one.name: one.standing for one in month.rows(world.people[name])}


def test_each_place_stands_as_its_visits_of_this_month_say(shops, world):
    assert standings(world) == {
        "带队店": "led",
        "员工店": "done",
        "一半店": "begun",
        "没查店": "none",
        "上月店": "none",
    }
    assert month.counts(month.rows(world.people["林巡"])) == {"led": 1, "done": 1, "begun": 1, "none": 2}


def test_the_next_month_begins_at_nought(shops, world, at):
    at(dt.date(2026, 5, 1))
    assert set(standings(world).values()) == {"none"}


def test_what_is_shut_above_scale_or_a_factory_is_not_asked_unless_its_people_chose_a_list(shops, world, team):
    Enterprise.objects.filter(name="没查店").update(above_scale=True)
    Enterprise.objects.filter(name="一半店").update(status="closed")
    assert "一半店" not in standings(world)
    assert "没查店" not in standings(world)
    assert "恒通板材厂" not in standings(world)
    factory = Enterprise.objects.get(pk=team.factory.pk)
    actions.choose_lists(factory, slugs=["jiagong"], actor=world.people["林巡"])
    assert standings(world)["恒通板材厂"] == "none"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"standing": "any"}, {"带队店", "员工店"}),
        ({"standing": "none"}, {"没查店", "上月店"}),
        ({"standing": "nonsense"}, set()),
        ({"list": "baihuo"}, {"带队店", "员工店", "一半店", "上月店"}),
        ({"list": "none"}, {"没查店"}),
        ({"list": "qipai"}, set()),
        ({"kind": "clinic"}, set()),
        ({"village": "411003204206"}, {"带队店", "员工店", "一半店", "没查店", "上月店"}),
        ({"strip": "\x00"}, set()),
        ({"q": "带队"}, {"带队店"}),
    ],
)
def test_the_list_is_narrowed_by_the_url_and_exported_as_shown(shops, world, client, words, expected):
    client.force_login(world.people["林巡"])
    page = client.get(URL, words)
    assert {str(cells[0][1]) for _, cells in page.context["rows"]} == expected
    book = load_workbook(io.BytesIO(b"".join(client.get(EXPORT, words).streaming_content)))
    assert {row[0].value for row in list(book.active.rows)[1:]} == expected


def test_each_number_opens_its_records(shops, world, client):
    client.force_login(world.people["林巡"])
    page = client.get(URL)
    tabs = {label: address for address, label, _ in page.context["beside"]}
    assert set(tabs) == {"全部 5", "已查，负责人带队 1", "已查 1", "查了一半 1", "没查 2"}
    for label, address in tabs.items():
        assert len(client.get(URL + address).context["rows"]) == int(label.rsplit(" ", 1)[1])


def test_a_row_opens_the_latest_visit_or_the_file_where_there_is_none(shops, world, client):
    client.force_login(world.people["林巡"])
    visit = Visit.objects.get(enterprise=shops["带队店"])
    led = client.get(reverse("inspections:latest_selfcheck", args=[shops["带队店"].pk]))
    none = client.get(reverse("inspections:latest_selfcheck", args=[shops["没查店"].pk]))
    assert led.url == reverse("inspections:detail", args=[visit.pk])
    assert none.url == reverse("enterprises:detail", args=[shops["没查店"].pk])


WHO = {"路人": (302, 302, 302), "何客": (200, 200, 404), "郑邻": (200, 200, 404), "纪明": (200, 200, 302)}
WHO |= {"马协": (200, 200, 302), "林巡": (200, 200, 302), "系统员": (200, 200, 404)}


@pytest.mark.parametrize("name", WHO)
def test_each_role_gets_what_the_table_says_and_sees_its_own_territory(shops, world, client, name):
    if name != "路人":
        client.force_login(world.people[name])
    one = reverse("inspections:latest_selfcheck", args=[shops["带队店"].pk])
    assert tuple(client.get(address).status_code for address in (URL, EXPORT, one)) == WHO[name]
    if name in ("何客", "郑邻", "系统员"):
        assert client.get(URL).context["rows"] == []


def test_the_list_asks_the_same_number_of_queries_for_three_and_for_thirty(world, client):
    client.force_login(world.people["林巡"])

    def asked(count):
        for number in range(count):
            shop = make_shop(world, f"店{count}-{number}")
            actions.choose_lists(shop, slugs=["baihuo", "qipai"], actor=world.people["林巡"])
        client.get(URL)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(URL)
        return len(queries)

    assert asked(3) == asked(27)


def test_the_receipt_number_finds_the_visit_again(shops, world, client):
    client.force_login(world.people["林巡"])
    visit = Visit.objects.get(enterprise=shops["带队店"])
    page = client.get(reverse("inspections:list"), {"q": visit.receipt})
    assert [one.pk for one in page.context["page"]] == [visit.pk]


def test_on_the_twentieth_who_has_not_begun_is_reminded_once_and_the_village_told(shops, world, monkeypatch, settings):
    sent = []
    monkeypatch.setattr("anlan.core.messages.post", lambda phone, text: sent.append((phone, text)))
    settings.SMS_URL = "http://127.0.0.1:1/"
    day = clock.today().replace(day=19)
    assert reminding.remind(day) == 0
    waiting = month.with_month(small(Enterprise.objects.all()), day.replace(day=1)).filter(standing="none")
    number = waiting.count()
    assert number > 0
    for _ in range(2):
        assert reminding.remind(day.replace(day=20)) == number
    for shop in waiting:
        for _ in range(2):
            jobs.send_reminder(str(shop.pk), f"{day:%Y-%m}")
        assert shop.events.filter(action="enterprises.remind_selfcheck").count() == 1
    assert len(sent) == number
    assert f"{day.month}月自查还没有做" in sent[0][1]
    [notice] = Notice.objects.filter(key=f"inspections.selfcheck.{ZHOUGOU}.{day:%Y-%m}", user=world.people["吴村"])
    assert notice.title == f"周沟村还有 {number} 家小店没做{day.month}月自查"
    assert not Notice.objects.filter(key=notice.key, user=world.people["林巡"]).exists()


def test_what_employs_many_has_lists_of_its_own(shops):
    shop = shops["没查店"]
    Enterprise.objects.filter(pk=shop.pk).update(headcount=51)
    assert shop not in small(Enterprise.objects.all())
    Enterprise.objects.filter(pk=shop.pk).update(headcount=50)
    assert shop in small(Enterprise.objects.all())
