# ruff: noqa: F811 (a test's argument bears the name of the fixture it is given)
"""Fire rounds: which there are of a day, made in two taps, missed ones as facts, what is wrong a hazard."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.gaps import watching as gaps
from anlan.enterprises.learning.rules import asked_for_rounds, round_hours
from anlan.enterprises.models import Enterprise, Gap
from anlan.hazards.models import Hazard
from anlan.inspections.rounds import actions, phone, queries, rules, slots
from anlan.inspections.rounds.models import Round, RoundPlan
from anlan.inspections.rounds.registers import PLACES
from anlan.web.principal import due
from tests.enterprises.conftest import hengtong, liu, many  # noqa: F401 (fixtures)
from tests.field.phones import Phone, states
from tests.people import photo
from tests.world import PASSWORD

MONDAY = dt.date(2026, 11, 23)
HOURS = {"every_hours": 2, "opens": dt.time(9), "shuts": dt.time(21)}


def on(hour: int, minute: int = 0, days: int = 0) -> dt.datetime:
    return clock.local(MONDAY + dt.timedelta(days=days), hour, minute)


@pytest.fixture(autouse=True)
def monday(at) -> None:
    at(on(8))


@pytest.fixture
def shop(hengtong, liu) -> Enterprise:
    """Where the public gathers."""
    Enterprise.objects.filter(pk=hengtong.pk).update(kind="shop", crowded=True)
    hengtong.refresh_from_db()
    return hengtong


@pytest.fixture
def plan(shop, liu) -> RoundPlan:
    actions.set_plan(shop, people=shop.people.all(), actor=liu, **HOURS)
    found = queries.current(shop)
    assert found is not None
    return found


def walk(plan: RoundPlan, actor, at: dt.datetime | None = None, **more) -> RoundPlan:
    return actions.record_round(plan, person=plan.enterprise.people.first(), actor=actor, at=at, **more)


def standings(plan: RoundPlan, days: int = 0) -> list[str]:
    made = list(Round.objects.filter(plan=plan, struck_why=""))
    return [standing for _, standing, _ in slots.told(plan, made, MONDAY + dt.timedelta(days=days))]


@pytest.mark.once
@pytest.mark.parametrize(
    ("facts", "labels"),
    [
        ({}, ["当天"]),
        ({**HOURS, "closing": True}, ["09:00—11:00", "11:00—13:00", "13:00—15:00", "15:00—17:00", "17:00—19:00"]),
        ({**HOURS, "shuts": dt.time(11, 30)}, ["09:00—11:30"]),
        ({**HOURS, "shuts": dt.time(12), "closing": True}, ["09:00—11:00", "11:00—12:00", "营业结束"]),
        ({**HOURS, "opens": dt.time(22), "shuts": dt.time(2)}, ["22:00—00:00", "00:00—02:00"]),
        ({**HOURS, "opens": dt.time(9), "shuts": dt.time(9, 20), "closing": True}, ["09:00—09:20", "营业结束"]),
        ({**HOURS, "opens": dt.time(0), "shuts": dt.time(0)}, ["00:00—02:00", "02:00—04:00"]),
        ({**HOURS, "rest_days": [0]}, []),
    ],
)
def test_a_day_has_its_rounds(facts, labels):
    given = RoundPlan(**{"began_at": on(0, days=-1), "rest_days": [], **facts})
    found = [one.label for one in slots.of(given, MONDAY)]
    assert found[: len(labels)] == labels
    assert len(found) == {5: 7, 0: 0}.get(len(labels), 12 if facts.get("opens") == dt.time(0) else len(labels))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "hours"),
    [
        ({"kind": "shop", "crowded": True}, 2),
        ({"kind": "shop"}, None),
        ({"kind": "enterprise", "crowded": True}, 2),
        ({"kind": "school", "crowded": True}, None),
        ({"kind": "nursing_home", "fire_key": True}, 24),
        ({"kind": "shop", "crowded": True, "fire_key": True}, 2),
    ],
)
def test_the_law_asks_each_day_of_key_units_and_every_two_hours_of_where_the_public_gathers(hengtong, facts, hours):
    Enterprise.objects.filter(pk=hengtong.pk).update(**facts)
    hengtong.refresh_from_db()
    assert round_hours(hengtong) == hours
    assert Enterprise.objects.filter(asked_for_rounds()).exists() is (hours is not None)


@pytest.mark.django_db
def test_crowded_works_with_their_own_people_only_are_not_asked(many):
    (factory,) = many(1)
    Enterprise.objects.filter(pk=factory.pk).update(crowded=True)
    factory.refresh_from_db()
    assert round_hours(factory) is None
    assert not Enterprise.objects.filter(asked_for_rounds()).exists()


@pytest.mark.django_db
def test_a_round_is_due_made_or_missed_and_entered_afterwards_says_so(at, plan, liu):
    assert standings(plan) == ["later"] * 7
    at(on(9, 5))
    assert standings(plan)[0] == "due"
    walk(plan, liu)
    at(on(13, 0))
    assert standings(plan)[:3] == ["made", "missed", "due"]
    walk(plan, liu, at=on(12, 30))
    assert standings(plan)[:3] == ["made", "made", "due"]
    assert [one.is_late_entry for one in Round.objects.order_by("at")] == [False, False]
    at(on(13, 1))
    walk(plan, liu, at=on(12, 20))
    assert Round.objects.order_by("at")[1].is_late_entry
    for wrong in (on(13, 2), on(13, 0, days=-1)):
        with pytest.raises(Invalid, match="补记只补最近 24 小时"):
            walk(plan, liu, at=wrong)
    made = Round.objects.order_by("at").first()
    actions.strike_round(made, reason="那天没去", actor=liu)
    assert standings(plan)[0] == "missed"
    with pytest.raises(NotYours, match="已经划掉"):
        actions.strike_round(Round.objects.get(pk=made.pk), reason="又划", actor=liu)
    assert verify().broken == []


@pytest.mark.django_db
def test_what_is_wrong_goes_on_the_ledger_as_found_by_the_enterprise_itself(at, plan, liu):
    at(on(9, 30))
    walk(plan, liu, problem=" 后门安全出口堆了货 ")
    made, hazard = Round.objects.get(), Hazard.objects.get()
    assert (made.hazard, made.problem, hazard.source) == (hazard, "后门安全出口堆了货", "self_inspection")
    assert (hazard.finder_name, hazard.found_at) == ("刘翀", on(9, 30))
    actions.strike_round(made, reason="走错了店", actor=liu)
    assert Hazard.objects.get().is_open


@pytest.mark.django_db
def test_a_plan_names_who_and_when_and_changed_it_judges_what_was_by_what_was(at, world, plan, shop, liu):
    people = shop.people.all()
    wrong = {
        "营业时间": {"opens": None},
        "至少一人": {"people": []},
        "天天都不巡": {"rest_days": range(7)},
    }
    for words, given in wrong.items():
        with pytest.raises(Invalid, match=words):
            actions.set_plan(shop, actor=liu, **{**HOURS, "people": people, **given})
    with pytest.raises(NotYours):
        actions.set_plan(shop, people=people, actor=world.people["郑邻"], **HOURS)
    at(on(12))
    actions.set_plan(shop, people=people, actor=liu, every_hours=1, opens=dt.time(9), shuts=dt.time(21))
    old, new = RoundPlan.objects.order_by("began_at")
    assert [one.label for one in slots.of(old, MONDAY)] == ["09:00—11:00"]
    assert slots.of(new, MONDAY)[0].label == "12:00—13:00"
    with pytest.raises(NotYours, match="安排已经换了"):
        walk(old, liu)
    with pytest.raises(NotYours, match="不能停"):
        actions.end_plan(new, reason="麻烦", actor=liu)
    Enterprise.objects.filter(pk=shop.pk).update(crowded=False)
    new = RoundPlan.objects.get(pk=new.pk)
    actions.end_plan(new, reason="不再是人员密集场所", actor=liu)
    with pytest.raises(NotNow):
        actions.end_plan(new, reason="又停", actor=liu)


@pytest.mark.django_db
def test_a_new_plan_makes_nothing_unmissed(at, plan, shop, liu):
    at(on(14))
    missed = ["09:00—11:00", "11:00—13:00"]
    assert [one.label for one in queries.missed(queries.near(shop), MONDAY)] == missed
    actions.set_plan(shop, people=shop.people.all(), actor=liu, **HOURS | {"opens": dt.time(10)})
    known = queries.near(shop)
    assert [one.label for one in queries.missed(known, MONDAY)] == missed
    assert queries.in_force(known).began_at == on(14)
    at(on(9, days=9))
    assert [one.ended_at for one in queries.near(shop)] == [None]


@pytest.mark.django_db
def test_a_plan_that_asks_for_less_than_the_law_is_taken_and_says_so(shop, liu, client):
    made = actions.set_plan(shop, people=shop.people.all(), actor=liu)
    assert rules.is_too_rare(made)
    client.force_login(liu)
    assert "少于规定的每 2 小时一次" in client.get(reverse("inspections:rounds_of", args=[shop.pk])).content.decode()


@pytest.mark.django_db
def test_only_those_named_and_the_managers_of_the_place_make_rounds(world, plan, shop, liu):
    register.add_person(shop, name="保安老陈", post="employee", actor=liu)
    guard = shop.people.get(name="保安老陈")
    user, _ = register.open_account(shop, person=guard, username="laochen", actor=None, password=PASSWORD)
    for other in (user, world.people["林巡"], world.people["郑邻"]):
        with pytest.raises(NotYours):
            walk(plan, other)
    actions.set_plan(shop, people=[guard], actor=world.people["林巡"], **HOURS)
    now = queries.current(shop)
    walk(now, user)
    assert Round.objects.get().recorded_by == user
    assert rules.rhythm(now) == "每 2 小时一次，09:00 至 21:00，营业结束再看一遍"


@pytest.mark.django_db
def test_the_home_asks_for_the_round_of_now_and_tells_the_missed_as_facts(at, shop, liu):
    def lines() -> list[tuple[str, str]]:
        return [(one.what, one.how) for one in due(liu, [shop])[0].now if "巡" in one.what]

    assert [what for what, _ in lines()] == ["还没有定防火巡查的时间和人员"]
    actions.set_plan(shop, people=shop.people.all(), actor=liu, **HOURS)
    assert lines() == []
    at(on(12))
    ((what, how),) = lines()
    assert (what, "没有记录的：11月23日 09:00—11:00。" in how) == ("11:00—13:00的防火巡查", True)
    walk(queries.current(shop), liu)
    ((what, how),) = lines()
    assert what == "防火巡查从昨天起漏了 1 轮"


@pytest.mark.django_db
def test_through_the_pages_a_plan_is_set_a_round_made_in_two_taps_and_the_township_sees_it(
    at, client, world, shop, liu
):
    at(on(8, 50))
    client.force_login(liu)
    place, new = (reverse(f"inspections:{name}", args=[shop.pk]) for name in ("rounds_of", "set_rounds"))
    assert "每两小时" in client.get(place).content.decode()
    person = shop.people.get()
    assert client.post(new, {"every_hours": "2", "people": person.pk}).status_code == 422
    sent = {"every_hours": "2", "opens": "09:00", "shuts": "21:00", "people": person.pk}
    assert client.post(new, sent).url == place
    plan = queries.current(shop)
    at(on(9, 5))
    address = reverse("inspections:walk_round", args=[plan.pk])
    form = client.get(address).context["form"]
    assert form["person"].value() == person.pk
    assert client.post(address, {"person": person.pk}).url == place
    assert client.post(address, {"person": person.pk, "problem": "消防栓被挡", "photos": photo()}).url == place
    made = Round.objects.exclude(problem="").get()
    (sha,) = made.files
    pages = [
        place,
        made.get_absolute_url(),
        reverse("inspections:round_photo", args=[made.pk, sha]),
    ]
    strike = reverse("inspections:strike_round", args=[made.pk])
    assert client.get(strike).status_code == 200
    for reader in (liu, world.people["林巡"]):
        client.force_login(reader)
        assert [client.get(one).status_code for one in pages] == [200] * 3
    assert "已巡 1 轮" in client.get(reverse("inspections:rounds")).content.decode()
    assert "消防栓被挡" in client.get(reverse("inspections:rounds_made") + "?seen=problem").content.decode()
    for name in ("rounds_export", "rounds_made_export"):
        assert client.get(reverse(f"inspections:{name}")).status_code == 200
    assert client.get(address).status_code == 403
    learning = client.get(reverse("enterprises:learning", args=[shop.pk])).content.decode()
    assert place in learning
    part = client.get(place, headers={"HX-Request": "true"}).content.decode()
    assert "09:00—11:00" in part
    assert "<html" not in part
    client.force_login(world.people["郑邻"])
    assert [client.get(one).status_code for one in [*pages, address, new]] == [404] * 5


@pytest.mark.django_db
def test_the_list_asks_as_often_for_many_as_for_few_and_finds_who_has_no_plan(at, world, many, liu):
    lin = world.people["林巡"]
    rows = many(9)
    Enterprise.objects.filter(pk__in=[one.pk for one in rows]).update(fire_key=True)

    def asked(number: int) -> int:
        for one in rows[:number]:
            actions.set_plan(one, people=one.people.all(), actor=lin)
        with CaptureQueriesContext(connection) as found:
            listed = [[column.cell(row) for column in PLACES.columns] for row in PLACES.asked(lin, {})]
        assert len(listed) == 9
        return len(found)

    asked(1)
    assert asked(2) == asked(8)
    assert [one.pk for one in PLACES.asked(lin, {"plan": "no"})] == [rows[8].pk]
    at(on(9, days=2))
    told = {str(PLACES.columns[0].cell(row)): PLACES.columns[2].cell(row) for row in PLACES.asked(lin, {})}
    assert (told["机械厂0"], told["机械厂8"]) == (1, "")


@pytest.mark.django_db
def test_a_round_kept_without_a_network_counts_when_it_was_made_and_comes_once(at, plan, liu):
    pocket = Phone(liu)
    at(on(9, 10))
    told = phone.day(liu)
    assert told is not None
    (carried,) = told["rounds"]
    assert (carried["me"], carried["slots"][0][2:]) == (str(plan.enterprise.people.get().pk), ["09:00—11:00", False])
    fine = pocket.write("inspections.record_round", plan=str(plan.pk), person=carried["me"], problem="")
    at(on(11, 5))
    bad = pocket.write("inspections.record_round", plan=str(plan.pk), person=carried["me"], problem="消防栓被挡")
    at(on(13, 30))
    assert states(pocket.sends(fine, bad, fine)) == ["done"] * 3
    assert standings(plan)[:3] == ["made", "made", "due"]
    assert [one.is_late_entry for one in Round.objects.all()] == [True, True]
    assert Hazard.objects.get().found_at == on(11, 5)
    actions.set_plan(plan.enterprise, people=plan.people.all(), actor=liu, **HOURS)
    late = pocket.write("inspections.record_round", plan=str(plan.pk), person=carried["me"])
    strange = pocket.write("inspections.record_round", plan=str(liu.pk), person=carried["me"])
    answers = pocket.sends(late, strange)
    assert states(answers) == ["done", "refused"]
    assert "没有这个巡查安排" in answers[1]["words"]


@pytest.mark.django_db
def test_the_phones_day_asks_as_often_for_many_plans(world, plan, liu):
    def asked(number: int) -> int:
        for one in range(number):
            register.add_person(plan.enterprise, name=f"保安{one}", post="employee", actor=liu)
            walk(plan, liu)
        with CaptureQueriesContext(connection) as found:
            assert phone.day(liu)
        return len(found)

    assert asked(1) == asked(5)
    assert phone.day(world.people["林巡"]) is None


def open_gaps() -> list[str]:
    gaps.look_at_all()
    return list(Gap.objects.filter(kind="rounds", filled_at=None).values_list("words", flat=True))


@pytest.mark.django_db
def test_no_plan_where_the_law_asks_is_a_gap_and_so_is_half_of_a_week_without_a_record(at, shop, liu):
    assert open_gaps() == ["没有定防火巡查的时间和人员"]
    actions.set_plan(shop, people=shop.people.all(), actor=liu, **HOURS)
    assert open_gaps() == []
    at(on(23))
    assert open_gaps() == []  # a day that is not over says nothing
    at(on(8, days=1))
    assert open_gaps() == ["2026年11月23日应做防火巡查 7 次，7 次没有记录"]
    for hour in (9, 11, 13, 15):
        walk(queries.current(shop), liu, on(hour, 5))
    assert open_gaps() == []  # three of seven are facts
    gap = Gap.objects.get(about="made")
    assert gap.get_absolute_url() == reverse("enterprises:learning", args=[shop.pk])
    assert ("第二十五条（待核）" in gap.clause, verify().broken) == (True, [])


@pytest.mark.django_db
def test_one_round_left_out_and_a_place_nobody_asks_are_no_gap(at, shop, liu):
    Enterprise.objects.filter(pk=shop.pk).update(crowded=False, fire_key=True)
    shop.refresh_from_db()
    actions.set_plan(shop, people=shop.people.all(), actor=liu)
    at(on(8, days=2))
    assert open_gaps() == []
    at(on(8, days=3))
    assert len(open_gaps()) == 1
    Enterprise.objects.filter(pk=shop.pk).update(fire_key=False)
    assert open_gaps() == []
