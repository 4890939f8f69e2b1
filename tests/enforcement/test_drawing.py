"""F2: Places and inspectors are drawn at random, so that anybody can repeat it; interests keep away."""

import datetime as dt
import hashlib
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enforcement.drawing import actions, lots, population
from anlan.enforcement.drawing.lots import Inspector
from anlan.enforcement.drawing.models import Draw, DrawEvent, Interest
from anlan.enforcement.drawing.population import Rule
from anlan.enforcement.drawing.registers import DRAWS
from anlan.enforcement.errands import actions as errands
from anlan.enforcement.errands.models import Errand
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise, Person
from anlan.inspections.models import Visit
from anlan.org.models import Grant, Notice, Office, Power, Region, User
from anlan.org.roles import Role
from tests.enforcement.test_inspecting import team
from tests.world import GUICUN, SHUIDAOYANG, ZHOUGOU, statuses

__all__ = ["team"]
pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _monday(at):
    at(MONDAY)


@pytest.fixture
def shops(factory) -> list[Enterprise]:
    """Six more places, three of them in another village."""
    codes = [ZHOUGOU] * 3 + [SHUIDAOYANG] * 3
    return [
        enterprises.record(name=f"店{number}", region=Region.objects.get(code=code), actor=None)
        for number, code in enumerate(codes)
    ]


def drawn(world, wanted: int = 3, who: str = "孙主", rule: Rule | None = None, **more) -> Draw:
    facts = {"title": "春季抽查", "kind": "guidance", "offices": Office.objects.filter(name="应急办"), "seed": "8841"}
    return actions.make_draw(
        Region.objects.get(code=GUICUN),
        actor=User.objects.get(pk=world.people[who].pk),
        office=world.offices["应急办"],
        rule=rule or Rule(),
        wanted=wanted,
        **facts | more,
    )


def names(draw: Draw) -> list[str]:
    return [draw.place(one["code"])["name"] for one in draw.chosen]


class TestLots:
    def test_the_order_is_that_of_plain_sha256_as_the_paper_says(self):
        codes = ["QY-1", "QY-2", "QY-3", "QY-4"]
        by_hand = sorted(codes, key=lambda code: hashlib.sha256(f"8841|单位|{code}".encode()).hexdigest())
        assert lots.places("8841", codes, 2) == by_hand[:2]

    @given(st.text(max_size=20), st.integers(2, 9), st.integers(1, 30), st.booleans())
    def test_two_different_people_go_to_each_place_and_work_is_shared_evenly(self, seed, people, places, paired):
        crew = [Inspector(number, "一所" if number % 2 or not paired else "二所") for number in range(people)]
        codes = [f"QY-{number}" for number in range(places)]
        found = lots.teams(seed, codes, crew, set(), of_one_office=False)
        assert all(len(set(team)) == 2 for team in found.values())
        load = Counter(number for team in found.values() for number in team)
        assert max(load.values()) - min(load[one.number] for one in crew) <= 1
        assert lots.teams(seed, codes, crew, set(), of_one_office=False) == found

    @given(st.text(max_size=20), st.sets(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", "c"]))))
    def test_nobody_goes_where_they_must_not_and_officers_go_with_their_own(self, seed, apart):
        crew = [Inspector(number, "一所" if number < 3 else "二所") for number in range(6)]
        found = lots.teams(seed, ["a", "b", "c"], crew, apart, of_one_office=True)
        for code, sent in found.items():
            assert not {(number, code) for number in sent} & apart
            assert len({crew[number].office for number in sent}) <= 1
            free = Counter(one.office for one in crew if (one.number, code) not in apart)
            assert len(sent) == (2 if max(free.values(), default=0) >= 2 else 0)

    def test_nobody_knows_a_seed_before_whatever_was_said(self):
        said = {lots.seed(" 8841 ") for _ in range(20)} | {lots.seed("") for _ in range(20)}
        assert len(said) == 40
        assert sum(one.startswith("8841-") for one in said) == 20

    def test_another_seed_draws_others(self):
        codes = [f"QY-{number}" for number in range(50)]
        assert len({tuple(lots.places(str(seed), codes, 5)) for seed in range(20)}) == 20


def test_a_draw_keeps_all_that_is_needed_to_repeat_it_and_is_one_event(shops, world):
    draw = drawn(world)
    draw.refresh_from_db()
    assert (len(draw.chosen), len(draw.places), actions.repeated(draw)) == (3, 7, draw.chosen)
    assert {one["name"] for one in draw.people} == {"林巡", "周同", "孙主"}
    assert all(len(one["people"]) == 2 for one in draw.chosen)
    assert names(drawn(world, title="再抽")) == names(draw), "the same lists and seed give the same"
    event = DrawEvent.objects.get(subject=draw)
    assert (event.data["seed"], event.data["chosen"], event.data["from"]) == ("8841", draw.chosen, 7)
    while journal.advance():
        pass
    going = {draw.inspector(number)["name"] for one in draw.chosen for number in one["people"]}
    told = Notice.objects.filter(key=f"enforcement.draws.{draw.pk}")
    assert {one.user.full_name for one in told} == going
    assert verify().broken == []


def test_the_population_is_what_the_rule_says(shops, world, tell):
    villages = Rule(villages=(SHUIDAOYANG,))
    assert {one["name"] for one in drawn(world, rule=villages).places} == {"店3", "店4", "店5"}
    enterprises.change(shops[0], actor=None, high_risk=True, high_risk_basis="粉尘涉爆")
    draw = drawn(world, wanted=1, rule=Rule(flags=("high_risk", "crowded")))
    assert (names(draw), draw.rule["words"]) == (["店0"], "行业：不限；村：全乡；类别：高危行业、人员密集")
    enterprises.change(shops[1], actor=None, status="closed")
    enterprises.record(name="废井", region=Region.objects.get(code=ZHOUGOU), actor=None, kind="no_operator")
    assert {"店1", "废井"}.isdisjoint(one["name"] for one in drawn(world).places)
    at = dt.datetime(2026, 2, 20, tzinfo=dt.UTC)
    facts = {"kind": "guidance", "state": "finished", "begun_at": at, "ended_at": at, "led_by": world.people["林巡"]}
    visit = Visit.objects.create(enterprise=shops[2], region_code=ZHOUGOU, **facts)
    rested = drawn(world, rule=Rule(rest_days=30))
    assert [(one["name"], one["why"]) for one in rested.left_out] == [("店2", "2026年2月20日检查过")]
    assert drawn(world, rule=Rule(rest_days=5)).left_out == []
    Visit.objects.filter(pk=visit.pk).update(kind="report_check")
    assert drawn(world, rule=Rule(rest_days=30)).left_out == [], "nothing may tell that somebody reported"
    with pytest.raises(Invalid, match="可抽的只有 3 家，抽不出 4 家"):
        drawn(world, wanted=4, rule=villages)


def test_what_the_cap_forbids_is_left_out_and_said(shops, world, monkeypatch):
    monkeypatch.setattr(population, "barred", lambda rows, day: {shops[0].pk: "到了公布的上限 1 次"})
    draw = drawn(world)
    assert draw.left_out == [{"code": shops[0].local_code, "name": "店0", "why": "到了公布的上限 1 次"}]
    assert "店0" not in {one["name"] for one in draw.places}


def test_who_has_an_interest_or_works_there_is_not_sent(shops, world):
    lin = User.objects.get(pk=world.people["林巡"].pk)
    declared = actions.declare_interest(shops[0], why="配偶在该店任职", actor=lin)
    with pytest.raises(Invalid, match="已经申报过"):
        actions.declare_interest(shops[0], why="再报", actor=lin)
    with pytest.raises(NotYours):
        actions.declare_interest(shops[0], why="亲戚", actor=world.people["吴村"])
    gone = Person.objects.create(
        enterprise=shops[1], name="周同", post="employee", user=world.people["周同"], since=dt.date(2020, 1, 1),
        until=MONDAY - dt.timedelta(days=700),
    )  # fmt: skip
    draw = drawn(world, wanted=7)
    told = {(draw.inspector(one["number"])["name"], draw.place(one["code"])["name"], one["why"]) for one in draw.apart}
    assert told == {("林巡", "店0", "申报回避：配偶在该店任职"), ("周同", "店1", "两年内在该单位任职")}
    teams = {draw.place(one["code"])["name"]: one["people"] for one in draw.chosen}
    sent = {name: {draw.inspector(number)["name"] for number in people} for name, people in teams.items()}
    assert (sent["店0"], sent["店1"]) == ({"周同", "孙主"}, {"林巡", "孙主"})
    Person.objects.filter(pk=gone.pk).update(until=MONDAY - dt.timedelta(days=731))
    actions.end_interest(declared, reason="配偶已离职", actor=lin)
    assert drawn(world).apart == []
    sun = User.objects.get(pk=world.people["孙主"].pk)
    for who in (lin, sun):
        actions.declare_interest(shops[0], why="股东", actor=who)
    with pytest.raises(Invalid, match="“店0”除去要回避的，同去的不足两人"):
        drawn(world, wanted=7)
    assert verify().broken == []


def test_two_declarations_at_once_are_one_and_a_sentence(shops, world, monkeypatch):
    lin = User.objects.get(pk=world.people["林巡"].pk)

    def meanwhile(text, *asked):
        Interest.objects.create(who=lin, enterprise=shops[0], why=text, declared_at=clock.now())
        return text

    monkeypatch.setattr(actions, "say", meanwhile)
    with pytest.raises(Invalid, match="已经申报过"):
        actions.declare_interest(shops[0], why="本人持股", actor=lin)


def test_an_administrative_draw_sends_two_of_one_office_with_valid_cards(shops, world, team):
    offices = Office.objects.filter(name__in=["应急办", "综合执法"])
    draw = drawn(world, kind="administrative", offices=offices)
    cards = {one["name"] for one in draw.people}
    assert {one.full_name for one in User.objects.all() if not one.lacks_card(MONDAY)} >= cards
    assert all(len({draw.inspector(number)["office"] for number in one["people"]}) == 1 for one in draw.chosen)
    with pytest.raises(NotYours, match="逐家办审批"):
        plan(draw, world)
    Power.objects.filter(kind=Power.Kind.INSPECT).delete()
    with pytest.raises(Invalid, match="有行政检查权、持有效执法证的人员只有 0 人"):
        drawn(world, kind="administrative", offices=offices)
    Power.objects.create(
        office=world.offices["应急办"], kind=Power.Kind.INSPECT, basis="授权", valid_from=dt.date(2026, 1, 1)
    )
    User.objects.filter(pk__in=[world.people[name].pk for name in ("林巡", "周同", "孙主")]).update(
        enforcement_card="豫-1", enforcement_card_until=dt.date(2028, 1, 1)
    )
    drawn_of = {one["office"] for one in drawn(world, kind="administrative", offices=offices).people}
    assert drawn_of == {str(world.offices["应急办"])}, "who may not inspect is not drawn to inspect"
    User.objects.update(enforcement_card_until=MONDAY - dt.timedelta(days=1))
    with pytest.raises(Invalid, match="持有效执法证的人员只有 0 人"):
        drawn(world, kind="administrative", offices=offices)


def plan(draw: Draw, world, who: str = "孙主", **more) -> Draw:
    facts = {"first_on": MONDAY, "a_day": 2, "what": "消防通道"} | more
    return actions.plan_draw(draw, actor=User.objects.get(pk=world.people[who].pk), **facts)


def test_visits_are_planned_from_it_on_work_days_and_what_others_visit_is_joined(shops, world):
    draw = drawn(world, wanted=5)
    first = Enterprise.objects.get(name=names(draw)[0])
    errands.announce(
        first, actor=User.objects.get(pk=world.people["王镇"].pk), kind="guidance", planned_on=MONDAY, what="看看"
    )
    with pytest.raises(NotYours, match="由抽取人安排"):
        plan(draw, world, who="王镇")
    friday = MONDAY + dt.timedelta(days=4)
    plan(draw, world, first_on=friday)
    made = {one.enterprise.name: one for one in Errand.objects.exclude(matters__what="看看")}
    assert first.name not in made
    days = [made[name].planned_on for name in names(draw)[1:]]
    assert days == [friday, *[dt.date(2026, 3, 9)] * 2, dt.date(2026, 3, 10)]
    assert all("双随机抽查（" in one.present[0].what for one in made.values())
    event = draw.events.last()
    assert (event.data["planned"], event.data["to_join"]) == (4, [draw.chosen[0]["code"]])
    with pytest.raises(NotYours, match="已经安排过"):
        plan(draw, world)
    assert verify().broken == []


def test_a_first_day_off_moves_to_the_next_work_day(shops, world):
    plan(drawn(world), world, first_on=MONDAY + dt.timedelta(days=5))
    assert sorted(one.planned_on.day for one in Errand.objects.all()) == [9, 9, 10], "Saturday the 7th is a day off"


def test_who_declares_an_interest_after_the_draw_is_not_sent_there(shops, world):
    draw = drawn(world)
    one = draw.chosen[0]
    who = User.objects.get(pk=draw.inspector(one["people"][0])["id"])
    actions.declare_interest(Enterprise.objects.get(pk=draw.place(one["code"])["id"]), why="近亲属", actor=who)
    with pytest.raises(Invalid, match=f"{who.full_name}对“.+”要回避了，.+请重新抽取"):
        plan(draw, world)
    assert not Errand.objects.exists()


def test_the_list_tells_the_day_of_the_place_not_that_of_greenwich(client, shops, world, at):
    at(dt.datetime(2026, 3, 2, 22, 30, tzinfo=dt.UTC))
    drawn(world)
    client.force_login(world.people["孙主"])
    assert "3月3日" in client.get(reverse("enforcement:draws")).content.decode()


def test_through_the_pages_it_is_drawn_shown_printed_and_planned(client, shops, world):
    client.force_login(world.people["孙主"])
    form = {
        "title": "春季抽查", "kind": "guidance", "wanted": 3, "rest_days": 0, "seed": "8841",
        "offices": [world.offices["应急办"].pk], "villages": [ZHOUGOU],
    }  # fmt: skip
    new = reverse("enforcement:new_draw")
    assert "抽不出 99 家" in client.post(new, form | {"wanted": 99}).content.decode()
    assert client.post(new, form).status_code == 302
    draw = Draw.objects.get()
    page = client.get(draw.get_absolute_url()).content.decode()
    assert ("一致" in page, "8841-" in page, "同一范围还抽过" in page) == (True, True, False)
    with CaptureQueriesContext(connection) as asked:
        assert "春季抽查" in client.get(reverse("enforcement:draws")).content.decode()
    assert not any('"left_out"' in one["sql"] for one in asked), "a list of draws reads no population"
    again = drawn(world, rule=Rule(villages=(ZHOUGOU,)), title="又抽一次", seed="9")
    assert "同一范围还抽过 1 次" in client.get(again.get_absolute_url()).content.decode()
    paper = client.get(reverse("enforcement:draw_paper", args=[draw.pk]))
    assert paper.content.startswith(b"%PDF")
    assert (
        client.post(
            reverse("enforcement:plan_draw", args=[draw.pk]), {"first_on": f"{MONDAY}", "a_day": 2, "what": "用电"}
        ).status_code
        == 302
    )
    assert Errand.objects.count() == 3
    listed = client.get(reverse("enforcement:draws") + "?planned=yes&q=春").content.decode()
    assert ("春季抽查" in listed, f'"{reverse("enforcement:interests")}">回避申报' in listed) == (True, True)
    for changed in ({"seed": "改过"}, {"places": draw.places[:-1]}, {"people": draw.people[::-1]}):
        Draw.objects.filter(pk=draw.pk).update(**changed)
        assert "结果与写下的不一样" in client.get(draw.get_absolute_url()).content.decode()
        Draw.objects.filter(pk=draw.pk).update(seed=draw.seed, places=draw.places, people=draw.people)
    client.force_login(world.people["林巡"])
    assert (
        client.post(reverse("enforcement:declare_interest"), {"enterprise": "店0", "why": "本人持股"}).status_code
        == 302
    )
    declared = Interest.objects.get()
    assert "本人持股" in client.get(declared.get_absolute_url()).content.decode()
    assert client.post(reverse("enforcement:end_interest", args=[declared.pk]), {"reason": "已转让"}).status_code == 302
    for name in ("draws_export", "interests_export"):
        assert client.get(reverse(f"enforcement:{name}")).status_code == 200


def test_why_somebody_keeps_away_is_read_by_themselves_and_those_who_answer_here(client, shops, world):
    actions.declare_interest(shops[0], why="本人持股", actor=User.objects.get(pk=world.people["林巡"].pk))
    page = drawn(world).get_absolute_url()
    there = Grant.objects.get(user=world.people["郑邻"])
    Grant.objects.create(
        user=world.people["周同"], role=Role.OFFICE_HEAD, region=there.region, office=there.office, valid_from=MONDAY
    )
    read = {}
    for name in ("孙主", "林巡", "周同"):
        client.force_login(world.people[name])
        read[name] = "本人持股" in client.get(page).content.decode()
    assert read == {"孙主": True, "林巡": True, "周同": False}, "who heads an office elsewhere does not read it here"


def test_who_may_see_and_draw_by_role_and_what_one_declared_is_not_everybodys(client, shops, world):
    draw = drawn(world)
    declared = actions.declare_interest(shops[0], why="本人持股", actor=User.objects.get(pk=world.people["林巡"].pk))
    pages = [draw.get_absolute_url(), reverse("enforcement:new_draw"), declared.get_absolute_url()]
    expected = {
        "孙主": [200, 200, 200],
        "王镇": [200, 200, 200],
        "林巡": [200, 403, 200],
        "周同": [200, 403, 404],
        "纪明": [200, 403, 200],
        "吴村": [403, 403, 403],
        "陈安": [403, 403, 403],
        "郑邻": [404, 403, 404],
        "何客": [403, 403, 403],
    }
    assert statuses(client, world, expected, pages) == expected
    Person.objects.create(enterprise=shops[0], name="周同", post="employee", user=world.people["周同"], since=MONDAY)
    client.force_login(world.people["周同"])
    assert client.get(draw.get_absolute_url()).status_code == 404, "nobody of a place is warned"


def test_the_list_tells_the_day_by_the_clock_of_the_place(shops, world):
    draw = drawn(world)
    draw.drawn_at = clock.local(MONDAY, 7)
    told = {column.label: column.cell(draw) for column in DRAWS.columns}
    assert told["抽取时间"] == MONDAY


def test_thirty_draws_take_as_many_queries_as_three(client, shops, world):
    client.force_login(world.people["孙主"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(reverse("enforcement:draws")).status_code == 200
        return len(made)

    for number in range(3):
        drawn(world, title=f"抽查{number}", seed=str(number))
    queries()
    three = queries()
    for number in range(3, 30):
        drawn(world, title=f"抽查{number}", seed=str(number))
    assert queries() == three
