"""C7, F4: Trace-back: given what happened, who looked, what they signed, what was not followed up, what was done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from anlan.core import clock, hooks, journal
from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.tracing import actions, gathering, reading, showing
from anlan.enforcement.tracing.models import Trace
from anlan.enforcement.transfers import actions as transfers
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard, HazardEvent
from anlan.inspections import actions as visiting
from anlan.org import inbox
from tests.enforcement.conftest import market
from tests.inspections.conftest import Team, factory, questions, team

__all__ = ["factory", "market", "questions", "team"]
pytestmark = pytest.mark.django_db
FIRE = dt.datetime(2026, 11, 20, 6, 0, tzinfo=timezone.get_default_timezone())
WHAT = "除尘系统未采取泄爆、惰化、抑爆等措施，打磨车间发生爆燃"


@pytest.fixture
def story(team: Team, market, at) -> Team:
    """林巡 signed for the dust collector in September; what 周同 found in October was sent on and never answered."""
    at(dt.date(2026, 9, 14))
    visit = team.all_fine(team.visit("guidance"))
    team.sign(visit)
    visiting.sign(
        visit, role="enterprise", image=team.photo(7), actor=team.who("林巡"), name="陈安", position="主要负责人"
    )
    visiting.finish(visit, actor=team.who("林巡"))
    at(dt.date(2026, 10, 12))
    hazard = hazards.record(team.factory, actor=team.who("周同"), description="液化气瓶与明火同处", source="guidance")
    hazards.judge(hazard, actor=team.who("周同"), level="general", due_on=dt.date(2026, 10, 26))
    at(dt.date(2026, 10, 13))
    transfers.send(
        Hazard.objects.get(pk=hazard.pk),
        actor=team.who("赵执"),
        to_office=market.offices["市监所"],
        reason="气瓶由市场监管部门管",
        basis="安全生产法第六十九条",
    )
    at(dt.date(2026, 11, 20))
    return team


def opened(team: Team, **more) -> Trace:
    given = {"trigger": "accident", "what": WHAT, "happened_at": FIRE} | more
    return actions.open_trace(team.factory, actor=team.who("王镇"), **given)


class TestTheTrail:
    def test_tells_who_looked_under_which_list_and_what_they_signed_as_fine(self, story):
        trail = reading.of(opened(story))
        came = trail.section("came").lines[0]
        assert "帮扶指导带队" in came.words
        assert "查 2 项，不合格 0 项" in came.words
        assert "版本" in came.words
        fine = trail.section("fine").lines
        assert [(one.who, "签名：林巡、陈安" in one.words) for one in fine] == [("林巡（应急办）", True)]

    def test_tells_what_was_found_and_not_followed_up_and_which_transfer_stalled(self, story):
        trail = reading.of(opened(story))
        open_ = [one.words for one in trail.section("open").lines]
        assert len(open_) == 2
        assert "逾期 25 天仍为“待整改”" in open_[0] + open_[1]
        assert "以后 38 天没有办理" in open_[0] + open_[1]
        assert ["没有答复，仍由综合执法负责" in one.words for one in trail.section("stalled").lines] == [True]

    def test_tells_equally_what_was_done_properly(self, story):
        words = " ".join(one.words for one in reading.of(opened(story)).section("proper").lines)
        for merit in ("双方签名", "发现并登记", "判定级别", "不属职责的移送市监所"):
            assert merit in words

    def test_what_was_asked_in_rooms_above_and_missed_is_told_without_an_event(self, story, monkeypatch):
        asked = hooks.Asked("周沟村", "巡查一次", dt.date(2026, 10, 31), False, "逾期未完成（应有 1 次，有 0 次）")
        monkeypatch.setattr(hooks.duties, "_by_name", {"test": lambda enterprise, since, until: [asked]})
        lines = reading.of(opened(story)).section("missed").lines
        assert [(one.who, one.proof) for one in lines] == [("周沟村", None)]

    def test_looks_no_farther_back_than_asked_and_not_beyond_the_moment(self, story, at):
        trace = opened(story, days=30)
        assert reading.of(trace).section("came").lines == []
        at(dt.date(2026, 11, 25))
        hazards.note(Hazard.objects.get(), actor=story.who("周同"), text="事后补记：已去看过")
        assert "以后 38 天没有办理" in " ".join(one.words for one in reading.of(trace).section("open").lines)

    def test_what_was_written_down_afterwards_is_marked(self, story, at):
        at(FIRE + dt.timedelta(hours=3))
        hazards.record(
            story.factory,
            actor=story.who("林巡"),
            description="除尘系统未采取泄爆措施",
            source="guidance",
            found_at=FIRE - dt.timedelta(days=2),
        )
        lines = reading.of(opened(story)).section("proper").lines
        assert [one.came_later for one in lines if "除尘系统" in one.words] == [True]

    def test_each_line_stands_on_an_event_with_its_place_and_seal(self, story):
        trace = opened(story)
        assert reading.of(trace).section("came").lines[0].proof.words.endswith("待编位 · 待封")
        while journal.place():
            pass
        journal.seal()
        for section in reading.of(trace).sections:
            assert [one.proof.seal for one in section.lines if one.proof] == [1] * len(section.lines)

    def test_a_changed_event_is_found_out(self, story):
        trace = opened(story)
        assert reading.of(trace).record.broken == []
        HazardEvent._base_manager.filter(action="hazards.judge").update(actor_name="别人")
        assert [str(one.subject) for one in reading.of(trace).record.broken] == ["桂26-0001"]

    def test_asks_as_much_for_many_events_as_for_few(self, story):
        trace, counts = opened(story), []
        for more in (0, 6):
            for number in range(more):
                hazard = hazards.record(
                    story.factory,
                    actor=story.who("周同"),
                    description=f"第 {number} 处线路私拉乱接",
                    source="guidance",
                    found_at=FIRE - dt.timedelta(days=3),
                )
                hazards.judge(hazard, actor=story.who("林巡"), level="general")
            with CaptureQueriesContext(connection) as asked:
                gathering.of(trace)
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestPeople:
    def test_those_who_acted_there_are_asked_and_told_and_may_see_and_explain(self, story, client):
        trace = opened(story)
        assert {one.full_name for one in trace.asked.all()} == {"林巡", "周同", "赵执"}
        for event in trace.events.all():
            showing.tell(event)
        assert [one.is_red for one in inbox.shown_to(story.who("周同"))] == [True]
        client.force_login(story.who("周同"))
        assert client.get(trace.get_absolute_url()).status_code == 200
        assert "请您说明情况的倒查" in client.get(reverse("hazards:mine")).content.decode()
        actions.explain(trace, actor=story.who("周同"), words="发现后已判定并催办两次")
        assert "请您说明情况的倒查" not in client.get(reverse("hazards:mine")).content.decode()
        assert "发现后已判定并催办两次" in client.get(trace.get_absolute_url()).content.decode()

    def test_others_neither_see_it_nor_explain(self, story, client):
        trace = opened(story)
        for name in ("孙主", "纪明"):
            client.force_login(story.who(name))
            assert client.get(trace.get_absolute_url()).status_code == 200
        for name in ("魏员", "郑邻", "马协"):
            client.force_login(story.who(name))
            assert client.get(trace.get_absolute_url()).status_code == 404, name
            with pytest.raises(NotYours):
                actions.explain(trace, actor=story.who(name), words="我要说明一下情况")

    def test_a_leader_opens_and_concludes_and_not_over_oneself(self, story, market):
        for name in ("林巡", "纪明", "马协", "郑邻", "陈安"):
            with pytest.raises(NotYours):
                actions.open_trace(
                    story.factory, actor=story.who(name), trigger="accident", what=WHAT, happened_at=FIRE
                )
        trace = opened(story)
        trace.asked.add(story.who("王镇"))
        with pytest.raises(NotYours, match="另一位领导"):
            actions.conclude(trace, actor=story.who("王镇"), conclusion="综合执法未催办移送")
        actions.conclude(trace, actor=story.who("李副"), conclusion="综合执法未催办移送，责令整改")
        with pytest.raises(NotYours, match="已作出结论"):
            actions.explain(trace, actor=story.who("周同"), words="我还要补充说明")

    def test_nothing_to_come_and_no_hazard_of_another_place(self, story):
        with pytest.raises(Invalid, match="晚于现在"):
            opened(story, happened_at=clock.now() + dt.timedelta(hours=1))
        with pytest.raises(Invalid, match="发生了什么"):
            opened(story, what="无")
        assert Trace.objects.count() == 0


class TestPages:
    def test_a_finding_from_above_where_one_looked_before_leads_to_it(self, story, client):
        finding = hazards.record(story.factory, actor=story.who("林巡"), description=WHAT, source="upper_level")
        client.force_login(story.who("王镇"))
        page = client.get(reverse("hazards:record", args=[finding.pk])).content.decode()
        assert "此前 90 天本地到这里查过 1 次，没有查出这个问题" in page
        form = reverse("enforcement:open_trace", args=[story.factory.pk]) + f"?hazard={finding}"
        assert WHAT in client.get(form).content.decode()
        given = {"trigger": "upper", "what": WHAT, "happened_at": "2026-11-20T08:00", "days": "90"}
        assert client.post(form, given | {"days": "x"}).status_code == 422
        assert client.post(form, given).status_code == 302
        trace = Trace.objects.get()
        assert trace.hazard == finding
        page = client.get(trace.get_absolute_url()).content.decode()
        assert "逐一核对相符" in page
        paper = client.get(reverse("enforcement:trace_paper", args=[trace.pk]))
        assert paper.content[:5] == b"%PDF-"
        tab = client.get(reverse("enforcement:traces_of", args=[story.factory.pk]), headers={"HX-Request": "true"})
        assert trace.number in tab.content.decode()
        assert trace.number in client.get(reverse("enforcement:traces") + "?standing=running").content.decode()
        assert client.get(reverse("enforcement:traces_export")).status_code == 200
