"""Every page of org × everybody: who sees it, who is told no, who does not learn that it is there."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.org import actions, inbox, roles
from anlan.org.models import User
from tests.world import CAST

pytestmark = pytest.mark.django_db

EVERYBODY = {name for _, name, *_ in CAST}
WITH_GRANT = EVERYBODY - {"何客"}
OWN = ["org:me", "org:password", "org:inbox", "org:office_options", "org:region_options"]
ALL_GRANTED = ["org:people", "org:offices", "org:regions", "org:calendar", "org:roles"]
THIRDS = {
    "系统员": ["org:new_office", "org:set_region", "org:load_regions"],
    "安全员": ["org:new_person"],
    "审计员": ["org:logins", "org:account_events"],
}
ABOUT_LIN = {
    "org:person": WITH_GRANT - {"郑邻", "赵执", "钱执", "吴村", "马协"},
    "org:change_person": {"安全员"},
    "org:reset_password": {"安全员"},
    "org:lock_person": {"安全员"},
    "org:end_person": {"安全员"},
    "org:unlock": {"安全员"},
    "org:new_grant": {"安全员"},
}
ABOUT_SAFETY_OFFICE = {
    "org:office": WITH_GRANT - {"郑邻", "赵执", "钱执", "吴村", "马协"},
    "org:change_office": {"系统员"},
    "org:end_office": {"系统员"},
    "org:new_power": {"安全员"},
}


def status(client, person, address, method="get"):
    client.force_login(person)
    return getattr(client, method)(address).status_code


def who_gets(client, world, address):
    return {name for name, person in world.people.items() if status(client, person, address) == 200}


@pytest.fixture(autouse=True)
def _own_passwords(world):
    User.objects.update(must_change_password=False)
    for person in world.people.values():
        person.must_change_password = False


@pytest.mark.parametrize("name", OWN)
def test_everybody_has_their_own_pages(client, world, name):
    assert who_gets(client, world, reverse(name)) == EVERYBODY


@pytest.mark.parametrize("name", ALL_GRANTED)
def test_who_holds_a_post_reads_who_is_who(client, world, name):
    assert who_gets(client, world, reverse(name)) == WITH_GRANT


@pytest.mark.parametrize(("holder", "name"), [(holder, name) for holder, names in THIRDS.items() for name in names])
def test_each_administrator_has_only_their_third(client, world, holder, name):
    assert who_gets(client, world, reverse(name)) == {holder}


@pytest.mark.parametrize("name", ABOUT_LIN)
def test_a_person_is_seen_in_the_territory_and_changed_by_the_security_administrator(client, world, name):
    assert who_gets(client, world, reverse(name, args=[world.people["林巡"].pk])) == ABOUT_LIN[name]


@pytest.mark.parametrize("name", ABOUT_SAFETY_OFFICE)
def test_an_office_is_seen_in_the_territory_and_changed_by_whoever_may(client, world, name):
    address = reverse(name, args=[world.offices["应急办"].pk])
    assert who_gets(client, world, address) == ABOUT_SAFETY_OFFICE[name]


def test_what_lies_elsewhere_is_not_found_and_what_is_not_ours_is_refused(client, world):
    lin = world.people["林巡"]
    assert status(client, world.people["郑邻"], reverse("org:person", args=[lin.pk])) == 404
    assert status(client, world.people["林巡"], reverse("org:change_person", args=[lin.pk])) == 403
    assert status(client, world.people["何客"], reverse("org:people")) == 403


def test_pages_that_end_something_lead_to_their_own_thing_only(client, world):
    security, office = world.people["安全员"], world.offices["应急办"]
    actions.give_power(office, kind="inspect", basis="区政府公告", valid_from=clock.today(), actor=security)
    power, grant = office.powers.get(), world.people["林巡"].grants.get()
    fits = reverse("org:end_power", args=[office.pk, power.pk])
    strays = reverse("org:end_power", args=[world.offices["综合执法"].pk, power.pk])
    assert who_gets(client, world, fits) == {"安全员"}
    assert status(client, security, strays) == 404
    assert who_gets(client, world, reverse("org:end_grant", args=[world.people["林巡"].pk, grant.pk])) == {"安全员"}
    assert status(client, security, reverse("org:end_grant", args=[world.people["周同"].pk, grant.pk])) == 404
    actions.set_workday(dt.date(2027, 2, 8), is_workday=False, note="春节", actor=world.people["系统员"])
    assert who_gets(client, world, reverse("org:forget_workday", args=["2027-02-08"])) == {"系统员"}
    assert status(client, world.people["系统员"], reverse("org:forget_workday", args=["nonsense"])) == 404


@pytest.mark.parametrize("name", ["org:people", "org:offices", "org:inbox", "org:logins", "org:account_events"])
def test_a_list_asks_the_database_as_often_for_three_rows_as_for_thirty(client, world, name, django_assert_num_queries):
    reader = world.people["审计员" if name in ("org:logins", "org:account_events") else "林巡"]
    grow(world, reader, 3)
    client.force_login(reader)
    client.get(reverse(name))
    with CountQueries() as few:
        client.get(reverse(name))
    grow(world, reader, 30)
    with django_assert_num_queries(few.count):
        client.get(reverse(name))


class CountQueries:
    """How many queries a block makes."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.capture = CaptureQueriesContext(connection)
        self.capture.__enter__()
        return self

    def __exit__(self, *error):
        self.capture.__exit__(*error)
        self.count = len(self.capture)


def grow(world, reader, count):
    begin = User.objects.count()
    for n in range(begin, begin + count):
        office = actions.found_office(
            name=f"站所{n}", short_name=f"站所{n}", kind="department", region=world.offices["应急办"].region
        )
        person, _ = actions.open_account(username=f"p{n}", full_name=f"人员{n}", office=office, password="a-b-c-d-e-f")
        actions.grant(person, role="officer", office=office)
        inbox.tell([reader], key=f"notice-{n}", title=f"消息{n}", is_red=True)
        actions.count_failure(person, limit=5, minutes=15)


def test_the_role_table_names_every_permission_in_chinese(client, world):
    client.force_login(world.people["王镇"])
    page = client.get(reverse("org:roles")).content.decode()
    body = page[page.index("<tbody>") : page.index("</table>")]
    assert [name for name in sorted(roles.names()) if name in body] == []
    assert "开通、锁定、注销账号" in body
