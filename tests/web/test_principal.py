"""What is due from an enterprise now, for its principal and for somebody who only works there."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.campaigns.duties.standing import Standing
from anlan.core import clock
from anlan.enterprises import actions as register
from anlan.enterprises.archives import actions as archives
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.posts import actions as posts
from anlan.hazards import actions as hazards
from anlan.hazards.models import Source
from anlan.web import principal
from anlan.web.principal import Line, due, in_order
from tests.enterprises.conftest import hengtong, liu

__all__ = ["hengtong", "liu"]
pytestmark = pytest.mark.django_db


def test_a_principal_sees_what_is_due_in_their_words_and_each_line_leads_to_where_it_is_done(
    client, world, hengtong, liu
):
    client.force_login(liu)
    home = reverse("web:home")
    assert "现在没有要办的" in client.get(home).content.decode()
    Enterprise.objects.filter(pk=hengtong.pk).update(headcount=2)
    facts = {"actor": liu, "source": Source.SELF_INSPECTION}
    hazard = hazards.record(hengtong, description="砂轮机没有防护罩，火花飞到木屑上", **facts)
    hazards.judge(hazard, actor=world.people["林巡"], level="general", due_on=clock.today() + dt.timedelta(days=5))
    posts.issue_missing(hengtong, actor=liu)
    watching.look_at_all()
    page = client.get(home)
    due = page.context["dues"][0]
    assert [line.what for line in due.now] == [
        "待报整改方案 1 条",
        "您的岗位职责还没有签",
        "全员安全生产责任制没有落实到人：1 人中有人没有签岗位职责",
        "没有专职或者兼职安全生产管理人员",
    ]
    for line in due.now:
        assert client.get(line.url).status_code == 200
    Enterprise.objects.filter(pk=hengtong.pk).update(kind="clinic")
    folded = client.get(home).context["dues"][0].now
    assert [line.what for line in folded][2:] == ["档案还缺 2 样：岗位职责、安全管理人员"]
    assert "没有专职或者兼职安全生产管理人员" in client.get(folded[-1].url).content.decode()
    Enterprise.objects.filter(pk=hengtong.pk).update(kind="enterprise")
    person = hengtong.people.get()
    posts.sign_duties(person, duty_list=hengtong.duty_lists.get(), version=hengtong.duty_lists.get().digest, actor=liu)
    watching.look_at_all()
    assert len(client.get(home).context["dues"][0].now) == 2


@pytest.mark.once
def test_who_is_not_the_principal_reads_that_the_led_inspection_is_the_principals_own():
    duty = SimpleNamespace(lineage=1, action="带队检查")
    asked = SimpleNamespace(duty=duty, proof=SimpleNamespace(name="led_inspection", label=""))
    period = SimpleNamespace(name="2026年11月", due_on=clock.today())
    instance = SimpleNamespace(standing=Standing.DUE, period=period, missing=1)
    mine = SimpleNamespace(row=SimpleNamespace(asked=asked), instance=instance)
    told = [next(principal._duties([mine], leads)).how for leads in (True, False)]
    assert [words[:9] for words in told] == ["扫码或选本单位，按", "要主要负责人本人带"]


@pytest.mark.once
def test_hazards_come_before_papers_with_a_date_and_what_is_late_before_both():
    paper = Line("签岗位职责", "", "", "去签", due_on=clock.today())
    late = Line("自查还差 1 次", "", "", "去做", red=True)
    hazard = Line("待报整改方案 1 条", "", "", "去办", is_hazard=True)
    assert in_order([paper, hazard, late]) == [late, hazard, paper]


def test_an_employee_sees_only_what_is_theirs(client, hengtong, liu):
    register.add_person(hengtong, name="李梅", post="employee", actor=liu)
    person = Person.objects.get(name="李梅")
    user, _ = register.open_account(
        hengtong, person=person, username="limei", actor=None, password="shui-mian-ping-jing"
    )
    posts.issue_missing(hengtong, actor=liu)
    Enterprise.objects.filter(pk=hengtong.pk).update(headcount=2)
    watching.look_at_all()
    client.force_login(user)
    due = client.get(reverse("web:home")).context["dues"][0]
    assert [line.what for line in due.now] == ["您的岗位职责还没有签"]
    assert not due.may_manage


def test_dust_to_be_cleaned_today_is_one_line_that_opens_the_log_and_late_it_comes_first(at, hengtong, liu):
    day = clock.today()
    facts = {"kind": "dust", "name": "砂光车间", "facts": {"dust": "木粉", "system": "干式除尘"}, "every_days": 1}
    archives.record_archive(hengtong, responsible=hengtong.people.get(), actor=liu, **facts)
    seen = []
    for later in range(3):
        at(day + dt.timedelta(days=later))
        watching.look_at_all()
        now = due(liu, [hengtong])[0].now
        seen.append([(line.red, line.verb) for line in now if "清扫" in line.what])
    assert seen == [[], [(False, "今天清扫了")], [(True, "今天清扫了")]]
    assert now[0].url == reverse("enterprises:clean", args=[hengtong.archives.get().pk])


def test_the_home_asks_as_often_for_many_hazards_and_people_as_for_few(client, hengtong, liu):
    client.force_login(liu)

    def asked(count: int) -> int:
        for number in range(count):
            register.add_person(hengtong, name=f"工人{number}", post="employee", actor=liu)
            hazards.record(hengtong, description=f"{number}号机没有防护罩", actor=liu, source=Source.SELF_INSPECTION)
        client.get(reverse("web:home"))
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("web:home"))
        return len(made)

    assert asked(3) == asked(12)
