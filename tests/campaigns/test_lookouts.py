"""B2e: A lesson sent as a task: those of the same kind check for the same hazard by a day, seen by what they did."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.campaigns.duties import board as duties
from anlan.campaigns.duties import proofs
from anlan.campaigns.duties.models import Happening
from anlan.campaigns.lookouts import actions, board, reminding, showing
from anlan.campaigns.lookouts.models import Lookout, LookoutEvent, NoneHere, NoneHereEvent
from anlan.campaigns.plans.models import Duty
from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as enterprises
from anlan.enterprises.lessons import actions as lessons
from anlan.enterprises.models import Enterprise
from anlan.files import actions as files
from anlan.inspections import actions as inspections
from anlan.inspections.models import Visit
from anlan.org.models import Notice, Region
from anlan.standards.models import Checklist, Criterion, Industry
from tests.campaigns.test_board import row
from tests.campaigns.test_plans import campaign, running, township
from tests.inspections.conftest import picture
from tests.world import GUICUN, SHUIDAOYANG, ZHOUGOU

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db
SENT, DUE, OVER = dt.date(2025, 1, 10), dt.date(2025, 1, 20), dt.date(2025, 1, 21)


@pytest.fixture
def measured(criterion, industries) -> Criterion:
    """The criterion of dust, of 工贸."""
    criterion.pack.industries.add(Industry.objects.get(pk="gongmao"))
    return criterion


@pytest.fixture
def lesson(world, at):
    at(SENT)
    words = {"title": "除尘管道燃爆", "clause": "安全生产法 第四十三条", "body": "火星被吸进管道。", "minutes": 5}
    return lessons.write_lesson(actor=world.people["林巡"], **words)


@pytest.fixture
def plant(factory, industries) -> Enterprise:
    """The factory, which cuts wood: a part of 工贸."""
    enterprises.change(factory, actor=None, industries=[Industry.objects.get(pk="gongmao-qinggong")])
    return Enterprise.objects.get(pk=factory.pk)


@pytest.fixture
def sent(lesson, measured, plant, world) -> Lookout:
    """Sent to everybody of 工贸 in 桂村乡."""
    return send(lesson, measured, world, industries=Industry.objects.filter(pk="gongmao"))


def send(lesson, criterion, world, **more) -> Lookout:
    given = {"criteria": [criterion], "due_on": DUE, "actor": world.people["林巡"], **more}
    return actions.send_lookout(lesson, region=Region.objects.get(code=GUICUN), **given)


def standing(lookout: Lookout, place: Enterprise) -> tuple[str, list[str]]:
    rows = board.standings(board.shown(Lookout.objects.filter(pk=lookout.pk)))[lookout.pk]
    (one,) = [one for one in rows if one.subject.key == place.pk]
    return one.standing.value, [fact.words for fact in one.facts]


def check(place, actor, checklist: Checklist, value: str = "yes", note: str = "", kind="self_inspection") -> Visit:
    """A finished visit in which every item of a list was answered so."""
    visit = inspections.begin(place, kind=kind, actor=actor, checklist=checklist)
    for item in checklist.items:
        inspections.answer(visit, item=item["criterion"], value=value, actor=actor, note=note)
    inspections.sign(visit, role="inspector", image=files.keep(picture(200), actor=None), actor=actor)
    if visit.enterprise_signs:
        inspections.sign(
            visit,
            role="enterprise",
            image=files.keep(picture(100), actor=None),
            actor=actor,
            name="陈安",
            position="主要负责人",
        )
    inspections.finish(visit, actor=actor)
    return visit


def test_a_check_of_its_item_answers_it_and_another_check_does_not(sent, plant, world, at):
    chen = world.people["陈安"]
    assert standing(sent, plant) == ("due", [])
    other = Checklist.objects.create(
        title="别的", items=[sent.checklist.items[0] | {"criterion": "own-1"}], digest="9" * 64, made_on=SENT
    )
    first = check(plant, chen, other)
    assert standing(sent, plant) == ("due", [])
    visit = check(plant, chen, sent.checklist)
    assert standing(sent, plant) == ("done", ["企业自查查了这一条"])
    at(OVER)
    assert standing(sent, plant)[0] == "done"
    led = proofs.PROOFS["led_inspection"].gather([plant.pk], SENT, OVER)[plant.pk]
    assert [fact.url for fact in led] == [reverse("inspections:detail", args=[first.pk])], "one item is none"
    Visit.objects.filter(pk=visit.pk).update(kind="report_check")
    assert standing(sent, plant) == ("missed", []), "nothing may tell that somebody reported"


def test_what_was_checked_before_it_was_sent_does_not_count_and_what_came_late_is_late(sent, plant, world, at):
    chen = world.people["陈安"]
    visit = check(plant, chen, sent.checklist)
    visit.answers.update(answered_at=sent.sent_at - dt.timedelta(minutes=1))
    assert standing(sent, plant) == ("due", [])
    at(OVER)
    assert standing(sent, plant) == ("missed", [])
    check(plant, chen, sent.checklist)
    assert standing(sent, plant)[0] == "late"


@pytest.mark.parametrize(
    ("value", "note", "expected"), [("no", "", "done"), ("na", "", "due"), ("na", "没有除尘", "done")]
)
def test_found_wanting_is_an_answer_and_not_applicable_only_with_a_reason(sent, plant, world, value, note, expected):
    chen = world.people["陈安"]
    visit = inspections.begin(plant, kind="self_inspection", actor=chen, checklist=sent.checklist)
    inspections.answer(visit, item=sent.checklist.items[0]["criterion"], value=value, actor=chen, note=note)
    Visit.objects.filter(pk=visit.pk).update(state="finished", ended_at=clock.now())
    assert standing(sent, plant)[0] == expected


def test_the_same_item_of_a_later_version_and_a_hazard_by_it_answer_too(sent, plant, measured, tell, world):
    pack = measured.pack
    measured.pk = None
    pack.pk, pack.version, pack.ended_on = None, 2, dt.date(2030, 1, 1)
    pack._state.adding = True
    pack.save(force_insert=True)
    later = Criterion(pack=pack, position=1, code=measured.code, summary="换了说法", digest="2" * 64)
    later.save()
    items = [sent.checklist.items[0] | {"criterion": str(later.pk), "wording": later.digest}]
    listed = Checklist.objects.create(title="新版", items=items, digest="8" * 64, made_on=SENT)
    visit = check(plant, world.people["陈安"], listed)
    assert standing(sent, plant)[0] == "done"
    visit.answers.all().delete()
    hazard = tell.found()
    assert standing(sent, plant)[0] == "due"
    type(hazard).objects.filter(pk=hazard.pk).update(criterion=later)
    assert standing(sent, plant)[1][0].startswith("登记隐患：")
    type(hazard).objects.filter(pk=hazard.pk).update(state="void")
    assert standing(sent, plant)[0] == "due"


def test_whom_it_asks_follows_from_industry_village_and_business(lesson, measured, plant, world, at):
    other = Region.objects.get(code=SHUIDAOYANG)
    shop = enterprises.record(name="小店", region=other, actor=None)
    mill = enterprises.record(
        name="面粉厂", region=other, actor=None, industries=[Industry.objects.get(pk="gongmao-qinggong")]
    )

    def asked(**more) -> set[str]:
        one = send(lesson, measured, world, **more)
        return {row.subject.name for row in board.standings([one])[one.pk]}

    gongmao = Industry.objects.filter(pk="gongmao")
    assert asked(industries=gongmao) == {"恒通板材厂", "面粉厂"}
    assert asked(industries=gongmao, villages=[ZHOUGOU]) == {"恒通板材厂"}
    assert asked() == {"恒通板材厂", "面粉厂", "小店"}
    enterprises.change(mill, actor=None, status="paused")
    one = send(lesson, measured, world, industries=gongmao)
    Enterprise.objects.filter(pk=shop.pk).update(created_at=clock.local(OVER, 9))
    assert {row.subject.name for row in board.standings([one])[one.pk]} == {"恒通板材厂"}
    with pytest.raises(Invalid, match="没有一家在营的单位"):
        send(lesson, measured, world, industries=Industry.objects.filter(pk="weihua"))
    with pytest.raises(Invalid, match="期限应在今天以后"):
        send(lesson, measured, world, due_on=SENT - dt.timedelta(days=1))
    with pytest.raises(Invalid, match="请选 1 到 8 条"):
        send(lesson, measured, world, criteria=[])
    with pytest.raises(NotYours):
        send(lesson, measured, world, actor=world.people["吴村"])
    assert LookoutEvent.objects.count() == Lookout.objects.count() == 4
    assert verify().broken == []


def test_an_item_that_speaks_of_others_is_not_sent_alone(lesson, measured, plant, world):
    alone = Criterion.objects.create(
        pack=measured.pack,
        position=2,
        code="第十四条",
        summary="前条所列情形失效",
        digest="3" * 64,
        refers_to=["第九条"],
    )
    with pytest.raises(Invalid, match="不能单独拿去现场查"):
        send(lesson, alone, world)
    assert not Lookout.objects.exists()


def test_the_principal_says_there_is_none_and_the_office_sends_it_back(sent, plant, world, at):
    chen, lin = world.people["陈安"], world.people["林巡"]
    with pytest.raises(NotYours, match="主要负责人本人"):
        actions.say_none(sent, enterprise=plant, reason="没有除尘系统", actor=world.people["郅明"])
    word = actions.say_none(sent, enterprise=plant, reason="没有除尘系统", actor=chen)
    assert standing(sent, plant) == ("done", ["没有此类：没有除尘系统"])
    with pytest.raises(NotYours, match="已经查过"):
        actions.say_none(sent, enterprise=plant, reason="再说一次", actor=chen)
    with pytest.raises(NotYours):
        actions.send_back_none(word, reason="不信", actor=chen)
    actions.send_back_none(word, reason="档案里有两台除尘器", actor=lin)
    assert standing(sent, plant)[0] == "due"
    while journal.advance():
        pass
    assert "两台除尘器" in Notice.objects.get(user=chen, title__contains="被退回").body
    again = actions.say_none(sent, enterprise=plant, reason="除尘器已拆", actor=chen)
    with pytest.raises(NotYours, match="本人撤回"):
        actions.take_back_none(again, reason="代撤", actor=lin)
    actions.take_back_none(again, reason="看错了", actor=chen)
    assert (standing(sent, plant)[0], NoneHere.objects.count()) == ("due", 2)
    elsewhere = enterprises.record(name="邻厂", region=Region.objects.get(code=ZHOUGOU), actor=None)
    with pytest.raises(Invalid, match="没有要邻厂查"):
        actions.say_none(sent, enterprise=elsewhere, reason="没有", actor=chen)
    assert verify().broken == []


def test_those_asked_are_told_once_reminded_before_and_after_and_by_hand_once_a_day(sent, plant, world, at):
    chen, lin = world.people["陈安"], world.people["林巡"]
    while journal.advance():
        pass

    def told() -> list[str]:
        rows = Notice.objects.filter(user=chen, key__startswith="campaigns.lookouts.").order_by("created_at")
        return list(rows.values_list("title", flat=True))

    assert told() == ["举一反三：除尘管道燃爆"]
    at(DUE - dt.timedelta(days=3))
    assert reminding.remind() == reminding.remind() == 1
    at(OVER)
    reminding.remind()
    assert told()[1:] == ["举一反三任务 3 天后到期：除尘管道燃爆", "举一反三任务逾期未查：除尘管道燃爆"]
    (work,) = showing.work(lin)
    assert (work.count, work.is_red, work.tasks[0].under) == (1, True, "还有 1 家没有查")
    actions.remind(sent, actor=lin)
    assert told()[-1] == "催办：除尘管道燃爆", "by hand it arrives on the day the system reminded too"
    at(OVER + dt.timedelta(days=1))
    actions.remind(sent, actor=lin)
    assert (len(told()), sent.events.last().data) == (5, {"places": 1, "without_account": 0})
    with pytest.raises(NotNow, match="今天已经催办过"):
        actions.remind(sent, actor=lin)
    with pytest.raises(NotYours):
        actions.remind(sent, actor=chen)
    actions.say_none(sent, enterprise=plant, reason="没有除尘系统", actor=chen)
    at(OVER + dt.timedelta(days=2))
    with pytest.raises(NotNow, match="没有要催的"):
        actions.remind(sent, actor=lin)
    assert showing.work(lin)[0].count == 0
    assert [one.what for one in showing.asked(plant, SENT, OVER)] == ["举一反三：除尘管道燃爆"]


def test_in_a_campaign_that_orders_it_each_lookout_is_one_time_of_the_duty(running, sent, plant, world, at):
    words = "及时吸取典型事故教训，迅速组织排查整治本企业同类事故隐患"
    Duty.objects.filter(pk=row(running, "带队检查").asked.duty.pk).update(action=words, rhythm="none")
    found = row(running, "同类事故隐患")
    assert [(one.subject.name, one.period.name, one.standing) for one in found.instances] == [
        ("恒通板材厂", "除尘管道燃爆", "due")
    ]
    shop = enterprises.record(name="不是工贸", region=Region.objects.get(code=ZHOUGOU), actor=None)
    check(plant, world.people["陈安"], sent.checklist)
    again = row(running, "同类事故隐患")
    assert [one.standing for one in again.instances] == ["done"], f"{shop} is not asked"
    Happening.objects.create(campaign=running, name="事故", sort="accident", on=SENT, days=3, at=clock.now())
    assert len(row(running, "同类事故隐患").instances) == 1, "what happened otherwise calls for other duties"
    actions.call_off_lookout(sent, reason="已另行部署", actor=world.people["林巡"])
    (nothing,) = [one for one in duties.rows_of(running) if "同类事故隐患" in one.asked.duty.action]
    assert (nothing.instances, nothing.asked.why_not[:8]) == ([], "发了举一反三任务")


def test_a_fact_of_one_lookout_does_not_answer_another_of_the_same_days(running, sent, plant, world, lesson):
    words = "迅速组织排查整治本企业同类事故隐患"
    Duty.objects.filter(pk=row(running, "带队检查").asked.duty.pk).update(action=words, rhythm="none")
    exits = Criterion.objects.create(
        pack=Criterion.objects.first().pack, position=3, code="第三条(一)", summary="安全出口锁闭", digest="4" * 64
    )
    other = send(lesson, exits, world)
    check(plant, world.people["陈安"], other.checklist)
    assert sorted(one.standing for one in row(running, "同类事故隐患").instances) == ["done", "due"]
    assert (standing(sent, plant)[0], standing(other, plant)[0]) == ("due", "done")


def test_two_who_say_at_once_that_there_is_none_are_one_word_and_a_sentence(sent, plant, world, monkeypatch):
    chen = plant.people.get(name="陈安").user
    facts = {"reason": "没有除尘系统", "said_by": chen, "said_at": clock.now()}

    def meanwhile(*asked):
        NoneHere.objects.create(lookout=sent, enterprise=plant, **facts)
        return ""

    monkeypatch.setattr(actions.rules, "may_say_none", meanwhile)
    with pytest.raises(NotNow, match="刚刚已经说明过"):
        actions.say_none(sent, enterprise=plant, reason="没有", actor=chen)
    assert not NoneHereEvent.objects.exists()


def test_another_officer_does_not_end_what_was_asked_of_many(sent, world):
    with pytest.raises(NotYours, match="由发出人、乡镇领导或站所负责人撤销"):
        actions.call_off_lookout(sent, reason="不查了", actor=world.people["周同"])
    actions.call_off_lookout(sent, reason="已另行部署", actor=world.people["孙主"])
    with pytest.raises(NotYours, match="已撤销"):
        actions.remind(sent, actor=world.people["林巡"])
    assert board.standings(board.shown(Lookout.objects.all()))[sent.pk] == []
