"""F2, G7: Where to look next: places ranked by reasons that open their records; what a cap forbids is not offered."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.campaigns.nextplaces import distance, ranking
from anlan.campaigns.nextplaces.ranking import Place
from anlan.core import clock
from anlan.enforcement.errands import actions as errands
from anlan.enforcement.frequency import actions as frequency
from anlan.enforcement.inspecting.models import Inspection, Publication
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.inspections.models import Visit
from anlan.org.models import Region, User
from tests.campaigns.test_lookouts import OVER, lesson, measured, plant, sent
from tests.campaigns.test_plans import campaign, running, township
from tests.world import GUICUN, SHUIDAOYANG, ZHOUGOU

__all__ = ["campaign", "lesson", "measured", "plant", "running", "sent", "township"]
pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 1, 20)


@pytest.fixture(autouse=True)
def _today(at):
    at(TODAY)


@pytest.fixture
def lin(world) -> User:
    return User.objects.get(pk=world.people["林巡"].pk)


def shop(name: str, code: str = ZHOUGOU, **more) -> Enterprise:
    made = enterprises.record(name=name, region=Region.objects.get(code=code), actor=None, **more)
    Enterprise.objects.filter(pk=made.pk).update(created_at=clock.local(dt.date(2024, 6, 1), 9))
    return Enterprise.objects.get(pk=made.pk)


def went(place: Enterprise, user: User, day: dt.date, kind: str = "guidance") -> Visit:
    at = clock.local(day)
    facts = {"kind": kind, "state": "finished", "begun_at": at, "ended_at": at, "led_by": user}
    return Visit.objects.create(enterprise=place, region_code=place.region_code, **facts)


def told(user: User) -> dict[str, list[str]]:
    """The places in their order, each with the kinds of its reasons."""
    places = ranking.places_for(User.objects.get(pk=user.pk))
    return {one.enterprise.name: [reason.kind for reason in one.reasons] for one in places}


def place(user: User, name: str) -> Place:
    return next(one for one in ranking.places_for(user) if one.enterprise.name == name)


def test_a_place_that_was_visited_of_late_and_owes_nothing_is_no_place_to_go(factory, lin):
    assert told(lin) == {"恒通板材厂": ["never"]}
    went(factory, lin, TODAY - dt.timedelta(days=30), "report_check")
    assert told(lin) == {"恒通板材厂": ["never"]}, "nothing may tell that somebody reported"
    went(factory, lin, TODAY - dt.timedelta(days=30), "self_inspection")
    assert told(lin) == {"恒通板材厂": ["never"]}, "the enterprise looked at itself, nobody went"
    visit = went(factory, lin, TODAY - dt.timedelta(days=182))
    assert told(lin) == {}
    Visit.objects.filter(pk=visit.pk).update(ended_at=clock.local(TODAY - dt.timedelta(days=183)))
    assert place(lin, "恒通板材厂").reasons[0].words == "183 天没有去，上次 2024年7月21日（周日）（一般 182 天去一次）"


def test_high_risk_is_due_sooner_and_no_reason_by_itself(factory, lin):
    enterprises.change(factory, actor=None, high_risk=True, high_risk_basis="粉尘涉爆")
    went(factory, lin, TODAY - dt.timedelta(days=121))
    assert told(lin) == {}
    Visit.objects.update(ended_at=clock.local(TODAY - dt.timedelta(days=122)))
    assert told(lin) == {"恒通板材厂": ["long_ago", "high_risk"]}


def test_the_gravest_reason_ranks_then_how_many_then_what_lasts_longest(factory, tell, lin, client):
    shops = {name: shop(name) for name in ("甲店", "乙店", "丙店", "丁店", "戊店")}
    for one in shops.values():
        went(one, lin, TODAY - dt.timedelta(days=3))
    went(factory, lin, TODAY - dt.timedelta(days=3))
    went(shops["丁店"], lin, TODAY)
    Visit.objects.filter(enterprise=shops["丁店"]).update(ended_at=clock.local(dt.date(2024, 6, 2)))

    def hazard(one: Enterprise, **facts) -> None:
        made = tell.found()
        Hazard.objects.filter(pk=made.pk).update(enterprise=one, **facts)

    hazard(shops["甲店"], due_on=TODAY - dt.timedelta(days=1), level="general", state="judged")
    hazard(shops["乙店"], due_on=TODAY - dt.timedelta(days=9), level="general", state="judged")
    hazard(shops["丙店"], due_on=TODAY - dt.timedelta(days=1), level="general", state="submitted")
    plan = {"plan_due_on": TODAY - dt.timedelta(days=1), "criterion": tell.criterion}
    hazard(factory, level="major", state="judged", **plan)
    hazard(shops["戊店"], due_on=TODAY, level="general", state="judged")
    expected = {
        "恒通板材厂": ["overdue_major"],
        "丙店": ["recheck"],
        "乙店": ["overdue"],
        "甲店": ["overdue"],
        "丁店": ["long_ago"],
    }
    assert (told(lin), list(told(lin))) == (expected, list(expected))
    client.force_login(lin)
    for one in ranking.places_for(lin):
        (reason,) = one.reasons
        page = client.get(reason.url)
        assert page.status_code == 200
        assert reason.kind == "long_ago" or one.enterprise.name in page.content.decode()


def test_what_it_missed_and_the_lesson_of_its_kind_are_reasons(running, sent, plant, lin, at):
    went(plant, lin, TODAY)
    at(OVER)
    found = place(lin, "恒通板材厂")
    assert [reason.kind for reason in found.reasons] == ["missed", "alike"]
    assert found.reasons[0].words.startswith("任务逾期未做：")
    assert found.reasons[1].url == sent.get_absolute_url()


def inspected(factory, world, **more) -> Inspection:
    office, wang = world.offices["综合执法"], world.people["王镇"]
    told_of = Publication.objects.create(office=office, year=TODAY.year, items=[], source="网站", published_on=TODAY)
    facts = {"item": "粉尘", "basis": "法", "reason": "查", "planned_on": TODAY, "state": "approved", **more}
    return Inspection.objects.create(
        enterprise=factory,
        region_code=factory.region_code,
        office=office,
        publication=told_of,
        lead=world.people["赵执"],
        second=world.people["钱执"],
        asked_by=wang,
        asked_at=clock.now(),
        **facts,
    )


def test_a_place_the_cap_forbids_says_so_and_is_not_offered_but_to_a_patrol(client, factory, world, lin):
    region = Region.objects.get(code=GUICUN)
    frequency.publish_cap(region, actor=world.people["王镇"], year=TODAY.year, times=1, basis="桂政〔2025〕1号")
    hidden = inspected(factory, world, is_unannounced=True, why_unannounced="暗访")
    assert place(lin, "恒通板材厂").barred == "", "the number of what is planned unannounced would tell of it"
    Inspection.objects.filter(pk=hidden.pk).update(is_unannounced=False)
    assert place(lin, "恒通板材厂").barred == "今年行政检查已安排 1 次，到了公布的上限 1 次"
    client.force_login(lin)
    page = client.get(reverse("campaigns:next_places")).content.decode()
    begin = f"{reverse('inspections:new')}?enterprise={factory.pk}"
    assert ("另有 1 家" in page, begin in page, "去检查" in page) == (True, False, False)
    shown = client.get(reverse("campaigns:next_places") + "?barred=yes").content.decode()
    assert ("到了公布的上限 1 次" in shown, "去检查" in shown) == (True, False)
    client.force_login(world.people["吴村"])
    page = client.get(reverse("campaigns:next_places")).content.decode()
    assert reverse("inspections:begin", args=["patrol", factory.pk]) in page
    Inspection.objects.filter(pk=hidden.pk).update(beyond_cap="urgent", beyond_words="险情")
    assert place(lin, "恒通板材厂").barred == ""


def test_who_goes_there_anyway_is_told(factory, lin, world):
    planned = errands.announce(factory, actor=lin, kind="guidance", planned_on=TODAY, what="看看")
    assert place(lin, "恒通板材厂").planned == planned
    assert place(world.people["吴村"], "恒通板材厂").planned == planned
    assert place(world.people["马协"], "恒通板材厂").planned is None, "who plans no visits is not told of any"


def test_how_far_it_is_from_a_village_is_told_where_points_are_on_file(client, factory, lin):
    near, far, lost = shop("近店", SHUIDAOYANG), shop("远店", SHUIDAOYANG), shop("没有坐标的店", "411003204002")
    for one, latitude in ((factory, "34.10"), (near, "34.11"), (far, "34.20")):
        point = {"longitude": Decimal("113.80"), "latitude": Decimal(latitude)}
        Enterprise.objects.filter(pk=one.pk).update(**point)
    found = {one.enterprise.name: one for one in distance.measured(ranking.places_for(lin), ZHOUGOU)}
    assert found["恒通板材厂"].is_same_village
    assert round(found["近店"].kilometres, 1) == 1.1
    assert round(found["远店"].kilometres, 1) == 11.1
    assert found[lost.name].kilometres is None
    client.force_login(lin)
    page = client.get(reverse("campaigns:next_places") + f"?from={ZHOUGOU}&sort=near").content.decode()
    order = [page.index(name) for name in ("恒通板材厂", "近店", "远店", lost.name)]
    assert (order == sorted(order), "1.1 公里" in page) == (True, True)
    assert client.get(reverse("campaigns:next_places") + "?from=甲&sort=x&reason=y&q=\x00").status_code == 200


def test_the_page_narrows_sorts_and_is_for_those_who_go(client, factory, world):
    other = shop("邻店", SHUIDAOYANG)
    address = reverse("campaigns:next_places")
    client.force_login(world.people["林巡"])
    assert other.name not in client.get(address + f"?village={ZHOUGOU}").content.decode()
    assert factory.name not in client.get(address + "?reason=overdue").content.decode()
    assert other.name in client.get(address + "?q=邻&sort=-last").content.decode()
    assert client.get(reverse("campaigns:export_next_places") + "?reason=never").status_code == 200
    client.force_login(world.people["吴村"])
    page = client.get(address).content.decode()
    assert (factory.name in page, other.name in page) == (True, False)
    found = {}
    for name in ("王镇", "赵执", "马协", "纪明", "顾专", "陈安", "何客", "系统员"):
        client.force_login(world.people[name])
        found[name] = client.get(address).status_code
    assert found == {
        "王镇": 200, "赵执": 200, "马协": 200, "纪明": 403, "顾专": 403, "陈安": 403, "何客": 403, "系统员": 403,
    }  # fmt: skip


def test_thirty_places_take_as_many_queries_as_three(client, factory, lin):
    client.force_login(lin)

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(reverse("campaigns:next_places")).status_code == 200
        return len(made)

    for number in range(2):
        shop(f"店{number}")
    queries()
    three = queries()
    for number in range(2, 30):
        shop(f"店{number}")
    assert queries() == three
