"""Gates, not warnings: what keeps a permit from being approved, and that nothing but an own rule gives way.

Clauses B4b, B4c of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock, hooks
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.certificates import actions as certificates
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.learning import actions as learning
from anlan.enterprises.models import Enterprise, Person
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard, Level
from anlan.org.models import Notice
from anlan.permits import actions, clocks, gates, lifecycle, phone, registers, showing
from anlan.permits.models import Permit, State
from tests.permits.conftest import MONDAY, only, words

pytestmark = pytest.mark.django_db


def test_the_light_ticket_from_filling_in_to_closing_behind_every_gate(site, at, world):
    here = site("恒通木业")
    permit = here.draft()
    assert (permit.profile, permit.level, permit.number) == ("light", "light", "桂作26-0001")
    assert words(permit) == ["安全措施还有 7 条没有现场确认"]
    with pytest.raises(NotNow, match="还有 1 项没有解决：安全措施还有 7 条"):
        actions.approve(permit, photos=[here.photo()], actor=here.officer)
    for one in gates.measures_of(permit):
        actions.tick(permit, code=one.code, actor=here.officer)
    with pytest.raises(NotNow, match="已经确认过"):
        actions.tick(Permit.objects.get(pk=permit.pk), code="clear", actor=here.boss)
    permit = Permit.objects.get(pk=permit.pk)
    assert words(permit) == []
    with pytest.raises(NotYours):
        actions.approve(permit, photos=[here.photo()], actor=world.people["林巡"])
    with pytest.raises(Invalid, match="现场拍一张"):
        actions.approve(permit, photos=[], actor=here.officer)
    actions.approve(permit, photos=[here.photo()], actor=here.officer)
    assert permit.state == State.OPEN
    assert permit.certificate.person == here.welder
    with pytest.raises(NotNow):
        actions.change(permit, actor=here.boss, **here.facts())
    actions.step(permit, name="finish", actor=here.boss)
    with pytest.raises(NotNow, match="看守到 09:30"):
        actions.step(permit, name="close", actor=here.boss)
    at(clock.local(MONDAY, 9, 31))
    actions.step(permit, name="close", actor=here.boss)
    assert permit.state == State.CLOSED
    assert [reason for name in lifecycle.STEPS if not (reason := lifecycle.reason(name, here.boss, permit))] == []
    assert verify().broken == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ends_at": clock.local(MONDAY, 18, 0)}, "最长 8 小时"),
        ({"equipment": []}, "没有选用哪台设备"),
        ({"guardian": None}, "没有监护人"),
        ({"outdoors": True}, "没有填风力"),
        ({"outdoors": True, "wind": 5}, "风力 5 级，5 级以上不得露天动火"),
    ],
)
def test_each_gate_names_what_is_wrong(site, change, expected):
    assert only(site("恒通木业").ready(**change), expected)


def test_nobody_without_a_certificate_good_to_the_last_day(site):
    here = site("恒通木业")
    assert here.welder.certificates.get().last_day == dt.date(2028, 1, 6)
    permit = here.ready(worker=here.guardian, guardian=here.welder)
    assert only(permit, "李监没有作业期间有效的焊接与热切割作业证：没有登记")
    permit = here.ready(place_words="成品库")
    here.welder.certificates.update(review_on=MONDAY - dt.timedelta(days=1))
    assert only(permit, "复审期限 11月22日（周日） 已过")


def test_a_certificate_that_ends_during_the_permit_shuts_the_gate(site):
    there = site("顺达化工", industry="weihua")
    there.welder.certificates.update(review_on=MONDAY + dt.timedelta(days=1))
    permit = there.draft(ends_at=clock.local(MONDAY + dt.timedelta(days=2), 9, 30))
    assert any("复审期限 11月24日（周二） 已过" in one for one in words(permit))
    assert not any("复审" in one for one in words(there.draft(place_words="罐区", guardian=None)))


def test_faulty_old_and_eliminated_sets_cannot_be_named(site, at):
    here = site("恒通木业")
    permit = here.ready()
    actions.check_equipment(here.set, on=MONDAY, by="安全员", result="faulty", fault="漏电", actor=here.boss)
    assert only(permit, "带病，停用待修")
    actions.check_equipment(here.set, on=dt.date(2025, 11, 1), by="安全员", result="good", actor=here.boss)
    assert only(permit, "检查已过期")
    actions.eliminate_equipment(here.set, basis="淘汰目录第 3 项", actor=here.boss)
    assert only(permit, "淘汰类型")
    with pytest.raises(Invalid, match="不能写进作业票：属于淘汰类型"):
        here.draft(place_words="成品库")
    with pytest.raises(Invalid, match="什么问题"):
        actions.check_equipment(here.set, on=MONDAY, by="安全员", result="faulty", actor=here.boss)
    with pytest.raises(Invalid, match="已经登记过"):
        actions.register_equipment(here.enterprise, kind="arc", name="又一台", tag="HJ-01", actor=here.boss)


def test_one_guardian_guards_one_place_and_never_himself(site):
    here = site("恒通木业")
    with pytest.raises(Invalid, match="监护人不能是作业人自己"):
        here.draft(guardian=here.welder)
    first, second = here.ready(), here.ready(place_words="成品库")
    actions.approve(first, photos=[here.photo()], actor=here.officer)
    assert only(second, f"李监同一时间还在 {first} 监护")
    with pytest.raises(NotNow, match="不能同时看两处"):
        actions.approve(Permit.objects.get(pk=second.pk), photos=[here.photo()], actor=here.officer)
    swapped = here.draft(worker=here.guardian, guardian=here.welder, place_words="配电间")
    assert any(f"李监同一时间还在 {first} 监护，监护人不能离开去作业" in one for one in words(swapped))
    assert any(f"王焊同一时间还在 {first} 作业，不能同时看两处" in one for one in words(swapped))
    later = here.ready(begins_at=clock.local(MONDAY, 11, 30), ends_at=clock.local(MONDAY, 12, 30), place_words="门卫室")
    assert words(later) == []


def test_two_jobs_at_one_place_need_a_coordinator_and_a_major_hazard_shuts_it(site, world):
    here = site("恒通木业")
    first = here.draft()
    second = here.ready(place_words="二车间 南墙 3 号机")
    assert only(second, f"同一地点、同一时间还有 {first}")
    facts = here.facts(place_words="二车间南墙3号机", coordinator="安全员")
    actions.change(second, actor=here.boss, **facts)
    for one in gates.measures_of(second):
        actions.tick(second, code=one.code, actor=here.boss)
    assert words(second) == []
    seen = {"description": "除尘管道积尘，未设隔爆", "source": "survey", "place_words": "二车间"}
    hazard = hazards.record(here.enterprise, actor=world.people["林巡"], **seen)
    assert words(second) == []
    Hazard.objects.filter(pk=hazard.pk).update(level=Level.MAJOR)
    assert only(second, "没销号的重大隐患")


@pytest.mark.parametrize(
    ("opens", "shuts", "begins", "hours", "shut"),
    [
        ((9, 0), (21, 0), (20, 0), 2, True),
        ((9, 0), (21, 0), (21, 0), 2, False),
        ((18, 0), (2, 0), (1, 0), 2, True),
        ((18, 0), (2, 0), (2, 0), 2, False),
        ((9, 0), (21, 0), (8, 0), 1, False),
    ],
)
def test_crowded_places_weld_after_closing_time_only(opens, shuts, begins, hours, shut):
    start = clock.local(MONDAY, *begins)
    permit = Permit(
        enterprise=Enterprise(crowded=True),
        begins_at=start,
        ends_at=start + dt.timedelta(hours=hours),
        opens=dt.time(*opens),
        shuts=dt.time(*shuts),
    )
    assert gates.in_opening_hours(permit) is shut


def test_a_crowded_place_hangs_up_its_notice_first(site):
    here = site("好又多超市", crowded=True)
    assert any("没有填营业时间" in one for one in words(here.draft()))
    hours = {"opens": dt.time(8), "shuts": dt.time(22)}
    assert any("营业期间（08:00 至 22:00）不得动火" in one for one in words(here.draft(**hours)))
    night = {"begins_at": clock.local(MONDAY, 22, 0), "ends_at": clock.local(MONDAY, 23, 30)}
    permit = here.draft(**hours, **night)
    with pytest.raises(Invalid, match="不能选“不涉及”"):
        actions.tick(permit, code="notice", concerns=False, actor=here.boss)
    for one in gates.measures_of(permit):
        actions.tick(permit, code=one.code, actor=here.boss)
    assert words(permit) == []


def test_only_a_rule_of_ones_own_gives_way_and_it_takes_two(site, client):
    here = site("恒通木业")
    rule = actions.set_rule(here.enterprise, words="动火前通知值班电工", actor=here.boss)
    permit = here.draft()
    for one in gates.measures_of(permit):
        if not one.code.startswith("own:"):
            actions.tick(permit, code=one.code, actor=here.boss)
    assert only(permit, "本单位规定")
    actions.ask_override(permit, rule=rule, reason="电工已在现场", actor=here.officer)
    override = permit.overrides.get()
    with pytest.raises(NotYours):
        actions.agree_override(permit, override=override, actor=here.officer)
    assert only(permit, "本单位规定")
    actions.agree_override(permit, override=override, actor=here.boss)
    assert words(permit) == []
    client.force_login(here.officer)
    assert "例外：安全员提出、刘厂长同意" in client.get(permit.get_absolute_url()).content.decode()
    told = [one.actor_name for one in permit.events.filter(action__contains="override")]
    assert told == ["安全员", "刘厂长"]
    other = here.draft(place_words="成品库")
    actions.ask_override(other, rule=rule, reason="同上面", actor=here.boss)
    with pytest.raises(NotYours, match="提出人不能自己同意"):
        actions.agree_override(other, override=other.overrides.get(), actor=here.boss)


def test_the_worker_neither_confirms_nor_approves_nor_closes(site):
    here = site("恒通木业")
    boss = Person.objects.get(user=here.boss)
    permit = here.draft(guardian=boss)
    Person.objects.filter(pk=here.welder.pk).update(user=None)
    with pytest.raises(NotYours, match="作业人、监护人不能批准"):
        actions.approve(permit, photos=["0"], actor=here.boss)
    permit = here.draft(worker=boss, guardian=here.guardian)
    with pytest.raises(NotYours, match="作业人不能自己确认"):
        actions.tick(permit, code="clear", actor=here.boss)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("worker", "作业人王焊已不在本单位"),
        ("guardian", "监护人李监已不在本单位"),
        ("card", "王焊没有有效的焊接与热切割作业证：没有登记这一类的特种作业操作证"),
        ("false", "王焊没有有效的焊接与热切割作业证：核验结果是“查无此证”"),
        ("set", "HJ-01 ZX7-315不能用：检查结果是“带病，停用待修”"),
    ],
)
def test_open_work_stops_at_once_when_who_or_what_it_names_is_no_longer_good(site, what, expected):
    here = site("恒通木业")
    permit = here.ready()
    actions.approve(permit, photos=[here.photo()], actor=here.officer)
    assert clocks.why_stopped(Permit.objects.get(pk=permit.pk)) == ""
    card = here.welder.certificates.get()
    if what in ("worker", "guardian"):
        register.end_person(here.enterprise, person_id=getattr(permit, what).pk, actor=here.boss)
    elif what == "set":
        actions.check_equipment(here.set, on=MONDAY, by="安全员", result="faulty", fault="漏电", actor=here.boss)
    elif what == "card":
        certificates.withdraw_certificate(card, reason="登记错了", actor=here.boss)
    else:
        certificates.verify_certificate(card, outcome="not_found", where="考试网", on=MONDAY, actor=here.officer)
    permit = Permit.objects.get(pk=permit.pk)
    assert (clocks.why_stopped(permit), clocks.standing(permit)) == (expected, "halted")
    assert [clocks.standing(one) for one in registers.PERMITS.asked(here.boss, {"standing": "halted"})] == ["halted"]
    told = phone.day(here.boss)
    assert told is not None
    assert [one["unfit"] for one in told["permits"]] == [expected]
    actions.step(permit, name="pause", actor=here.boss)
    with pytest.raises(NotNow, match="补好再恢复，或叫停另办一张"):
        actions.step(permit, name="resume", actor=here.boss)
    actions.step(permit, name="stop", reason=expected, actor=here.boss)


def test_a_permit_lapses_by_itself_and_cannot_be_resumed(site, at):
    here = site("恒通木业")
    permit = here.ready()
    actions.approve(permit, photos=[here.photo()], actor=here.officer)
    assert (permit.minutes_left, permit.is_over_time) == (150, False)
    actions.step(permit, name="pause", actor=here.boss)
    at(clock.local(MONDAY, 11, 30))
    assert clocks.standing(permit) == "lapsed"
    assert next((one.label, one.count) for one in showing.work(here.boss)) == ("到期没验收的作业票", 1)
    at(clock.local(MONDAY, 11, 59))
    assert (showing.remind_soon(), showing.remind()) == (0, 0)
    at(clock.local(MONDAY, 12, 0))
    assert dict(hooks.minutely.items())["permits.lapsed"]() > 1
    told = Notice.objects.filter(key=f"permits.lapsed.{permit.pk}", is_red=True)
    assert {"刘厂长", "林巡"} <= {one.user.full_name for one in told.select_related("user")}
    assert (showing.remind_soon(), showing.remind()) == (0, 0)
    assert "到期，自动失效" in clocks.why_stopped(permit)
    with pytest.raises(NotNow, match="要继续干请另办一张"):
        actions.step(permit, name="resume", actor=here.boss)
    actions.step(permit, name="finish", actor=here.boss)
    assert clocks.standing(permit) == "watched"


def test_what_a_phone_kept_is_judged_by_its_own_moment_but_not_against_another_content(site, at):
    here = site("恒通木业")
    permit = here.ready()
    early = clock.now() + dt.timedelta(minutes=35)
    at(clock.local(MONDAY, 12, 30))
    with pytest.raises(NotNow, match="作业时间已经过去"):
        actions.approve(permit, photos=[here.photo()], actor=here.officer)
    actions.approve(permit, photos=[here.photo()], actor=here.officer, at=early)
    actions.step(permit, name="finish", actor=here.boss, at=early + dt.timedelta(minutes=60))
    with pytest.raises(NotNow, match="看守到 11:05"):
        actions.step(permit, name="close", actor=here.boss, at=early + dt.timedelta(minutes=70))
    actions.step(permit, name="close", actor=here.boss, at=early + dt.timedelta(minutes=90))
    assert (permit.state, permit.closed_at) == (State.CLOSED, early + dt.timedelta(minutes=90))
    late = here.draft(begins_at=clock.local(MONDAY, 14), ends_at=clock.local(MONDAY, 16), place_words="成品库")
    seen = clock.now()
    at(clock.local(MONDAY, 12, 40))
    times = {"begins_at": clock.local(MONDAY, 14), "ends_at": clock.local(MONDAY, 16)}
    actions.change(late, actor=here.boss, **here.facts(place_words="油漆库", **times))
    with pytest.raises(NotNow, match="在这之后改过内容"):
        actions.tick(late, code="clear", actor=here.officer, at=seen)


def test_who_comes_from_outside_and_was_never_taught_on_entry_neither_works_nor_guards(site):
    here = site("恒通木业")
    builder = contracts.record_contractor(name="安达除尘", actor=here.boss)
    outsider = {"post": "employee", "contractor": builder, "actor": here.boss, "phones": ["13837470001"]}
    register.add_person(here.enterprise, name="马工", **outsider)
    ma = here.enterprise.people.get(name="马工")
    permit = here.draft(guardian=ma)
    assert words(permit)[0] == "马工从相关方来，没有入场教育记录（安全生产法 第二十八条：未经教育和培训合格不得上岗）"
    facts = {"title": "入场教育", "kind": "entry", "held_on": MONDAY, "hours": 1, "content": "厂规"}
    learning.record_training(here.enterprise, people=[ma], actor=here.boss, **facts)
    assert len(words(permit)) == 1  # the measures, as for everybody


def test_whose_contract_ended_neither_works_nor_guards_until_it_is_renewed(site):
    here = site("恒通木业")
    ma = here.outsider(ends_on=dt.date(2026, 11, 22))
    permit = here.ready(guardian=ma)
    (shut,) = gates.check(Permit.objects.get(pk=permit.pk))
    assert shut.words == "马工从“安达除尘”来，与它的合同2026年11月22日到期"
    first = ma.contractor.contracts.get()
    assert (shut.fix, shut.url) == ("续签并登记合同，或换人", first.get_absolute_url())
    facts = {"kind": "outsourced", "content": "清灰", "ends_on": dt.date(2027, 3, 1), "actor": here.boss}
    contracts.record_contract(here.enterprise, contractor=ma.contractor, starts_on=dt.date(2026, 12, 1), **facts)
    assert words(permit) == ["马工从“安达除尘”来，与它的合同2026年12月1日才开始"]
    contracts.change_contract(first, starts_on=first.starts_on, ends_on=MONDAY, actor=here.boss)
    assert words(permit) == []


def test_a_contract_that_ends_while_the_permit_runs_does_not_carry_it(site):
    here = site("顺达化工", industry="weihua")
    ma = here.outsider(ends_on=MONDAY)
    here_today = {"guardian": ma, "begins_at": clock.local(MONDAY, 9, 30), "ends_at": clock.local(MONDAY, 16, 0)}
    assert not [one for one in words(here.draft(**here_today)) if "合同" in one]
    longer = here_today | {"ends_at": clock.local(MONDAY + dt.timedelta(days=1), 16, 0)}
    assert [one for one in words(here.draft(**longer)) if "合同" in one] == [
        "马工从“安达除尘”来，与它的合同2026年11月23日到期"
    ]


def test_where_no_contract_was_ever_put_on_file_none_has_ended(site):
    here = site("恒通木业")
    assert words(here.ready(guardian=here.outsider())) == []


def test_ending_an_own_rule_is_no_way_around_the_two_and_what_is_approved_keeps_what_it_was_asked(site, at, client):
    here = site("恒通木业")
    early = actions.approve(here.ready(place_words="门口"), photos=[here.photo()], actor=here.boss)
    at(clock.local(MONDAY, 9, 5))
    rule = actions.set_rule(here.enterprise, words="动火前通知值班电工", actor=here.officer)
    permit = here.draft()
    at(clock.local(MONDAY, 9, 10))
    with pytest.raises(NotYours, match="由主要负责人或分管负责人废止"):
        actions.end_rule(rule, actor=here.officer)
    page = reverse("permits:own_rules", args=[here.enterprise.pk])
    client.force_login(here.officer)
    assert "废止</button>" not in client.get(page).content.decode()
    client.force_login(here.boss)
    assert "安全员 11月23日 09:05 增加" in client.get(page).content.decode()
    client.post(reverse("permits:end_rule", args=[here.enterprise.pk, rule.pk]))
    assert "刘厂长 11月23日 09:10 废止" in client.get(page).content.decode()
    rule.refresh_from_db()
    with pytest.raises(NotNow, match="已经废止"):
        actions.end_rule(rule, actor=here.boss)
    assert [one.action for one in rule.events.all()] == ["permits.set_rule", "permits.end_rule"]
    later = here.draft(place_words="成品库", guardian=here.enterprise.people.get(name="安全员"))
    asked = [[one.words for one in gates.own_rules_of(one)] for one in (early, permit, later)]
    assert asked == [[], ["动火前通知值班电工"], []]
    with pytest.raises(NotNow, match="对本单位自己的规定"):
        actions.ask_override(later, rule=rule, reason="已经废止", actor=here.officer)
    assert verify().broken == []
