"""How often an enterprise is inspected: from facts it sees and may object to, inside the published cap; who came.

Clauses C3j, G7 of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.frequency import actions, factors, queries
from anlan.enforcement.frequency.models import Cap, Objection
from anlan.enterprises.models import Enterprise
from anlan.hazards import actions as hazards
from anlan.inspections import actions as visits
from anlan.org.models import Region
from tests.world import GUICUN

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)


def proposal(tell, cap=None) -> factors.Proposal:
    return factors.of(Enterprise.objects.get(pk=tell.factory.pk), cap)


def counted(tell) -> dict[str, int]:
    return {one.factor.name: one.factor.weight for one in proposal(tell).counting}


def cap(tell, times=3, year=2026, **more) -> Cap:
    region = Region.objects.get(code=GUICUN)
    facts = {"actor": tell.who("王镇"), "times": times, "year": year, "basis": "桂政〔2026〕2号"} | more
    return actions.publish_cap(region, **facts)


class TestProposal:
    def test_without_facts_it_is_twice_a_year_and_never_none(self, tell, at):
        at(MONDAY)
        assert (proposal(tell).times, counted(tell)) == (factors.BASE, {})

    def test_each_fact_counts_once_shows_its_records_and_fades_after_a_year(self, tell, at):
        at(MONDAY)
        first, second = tell.to("judged"), tell.to("judged")
        assert counted(tell) == {"found_by_others": 1}
        at(MONDAY + dt.timedelta(days=30))
        late = next(one for one in proposal(tell).facts if one.factor.name == "late")
        assert (late.counts, late.hazards) == (True, [first, second])
        assert proposal(tell).times == 4
        at(MONDAY + dt.timedelta(days=400))
        assert counted(tell) == {"late": 1}

    def test_what_it_does_well_makes_it_less_often(self, tell, at):
        at(MONDAY)
        hazard = hazards.record(tell.factory, actor=tell.who("陈安"), description="护栏松动", source="self_inspection")
        hazards.judge(hazard, actor=tell.who("林巡"), level="general", due_on=MONDAY + dt.timedelta(days=5))
        assert counted(tell) == {"self_found": -1}
        hazards.fix_at_once(hazard, actor=tell.who("马协"), statement="已加固，复看无松动")
        assert counted(tell) == {"self_found": -1, "in_time": -1}
        assert proposal(tell).times == 1

    def test_the_published_cap_is_never_exceeded(self, tell, at):
        at(MONDAY)
        tell.to("judged")
        at(MONDAY + dt.timedelta(days=30))
        capped = proposal(tell, cap=3)
        assert (capped.times, capped.is_capped) == (3, True)

    def test_a_principal_who_leads_every_month_is_left_alone_more(self, tell, at, monkeypatch):
        for month in (3, 4, 5):
            at(dt.date(2026, month, 10))
            visit = visits.begin(tell.factory, kind="self_inspection", actor=tell.who("陈安"), with_list=False)
            type(visit).objects.filter(pk=visit.pk).update(
                state="finished", ended_at=visit.begun_at, principal_signed_at=visit.begun_at
            )
        at(dt.date(2026, 6, 2))
        assert counted(tell) == {"self_inspected": -1}


class TestObjection:
    @pytest.fixture
    def against(self, tell, at):
        at(MONDAY)
        hazard = tell.to("judged")
        facts = {"factor": "found_by_others", "hazard": hazard, "words": "我单位两天前已自查报告，有记录"}
        return actions.object_to(tell.factory, actor=tell.who("郅明"), **facts)

    def test_upheld_the_record_no_longer_counts(self, against, tell):
        for name in ("陈安", "林巡", "吴村", "郑邻"):
            with pytest.raises(NotYours):
                actions.answer_objection(against, actor=tell.who(name), upheld=True, answer="经核属实")
        actions.answer_objection(against, actor=tell.who("钱执"), upheld=True, answer="经核属实")
        assert counted(tell) == {}
        with pytest.raises(NotYours, match="已经答复"):
            actions.answer_objection(against, actor=tell.who("王镇"), upheld=False, answer="再看看吧")

    def test_not_upheld_it_still_counts_and_says_why(self, against, tell):
        actions.answer_objection(against, actor=tell.who("钱执"), upheld=False, answer="报告在检查之后")
        assert counted(tell) == {"found_by_others": 1}

    def test_only_its_managers_object_to_what_counts_and_once(self, against, tell):
        facts = {"factor": "found_by_others", "hazard": against.hazard, "words": "还是不服这一条"}
        with pytest.raises(Invalid, match="正在等待答复"):
            actions.object_to(tell.factory, actor=tell.who("陈安"), **facts)
        with pytest.raises(Invalid, match="没有计入"):
            actions.object_to(tell.factory, actor=tell.who("陈安"), **facts | {"factor": "recurrence"})
        with pytest.raises(NotYours):
            actions.object_to(tell.factory, actor=tell.who("林巡"), **facts)


class TestCap:
    def test_a_leader_publishes_it_and_a_change_keeps_the_old(self, tell, at):
        at(MONDAY)
        cap(tell, times=3)
        changed = cap(tell, times=2)
        assert [one.data.get("before") for one in changed.events.all()] == [None, 3]
        for bad in ({"year": 2025}, {"year": 2030}, {"times": 0}, {"times": 99}, {"basis": "无"}):
            with pytest.raises(Invalid):
                cap(tell, **bad)
        for name in ("孙主", "郑邻", "陈安"):
            with pytest.raises(NotYours):
                cap(tell, actor=tell.who(name))


class TestLine:
    @pytest.fixture
    def visited(self, tell, at):
        """A patrol by the village, guidance by 应急办, a report check by 综合执法, all this year."""
        for day, kind, name in ((3, "patrol", "马协"), (4, "guidance", "林巡"), (5, "report_check", "赵执")):
            at(dt.date(2026, 3, day))
            visits.begin(tell.factory, kind=kind, actor=tell.who(name), with_list=False)
        return tell

    def test_everybody_who_sees_the_place_sees_who_came_but_no_report_check(self, visited):
        def kinds(name):
            line = queries.line_of(visited.who(name), visited.factory, 2026)
            return [(one.visit.kind, one.is_open) for one in line.goings]

        assert kinds("王镇") == [("report_check", True), ("guidance", True), ("patrol", True)]
        assert kinds("陈安") == []  # nothing is finished yet
        type(visited.factory).objects.get().visits.update(state="finished", ended_at=dt.datetime.now(dt.UTC))
        assert kinds("陈安") == [("guidance", True), ("patrol", True)]

    def test_only_inspections_count_against_the_cap(self, visited):
        cap(visited)
        line = queries.line_of(visited.who("王镇"), visited.factory, 2026)
        assert (line.used, line.others, line.is_full) == (0, 3, False)
        assert queries.line_of(visited.who("王镇"), visited.factory, 2025).goings == []

    def test_the_page_for_official_and_enterprise(self, visited, client):
        cap(visited)
        hazard = visited.to("judged")
        page = reverse("enforcement:line_of", args=[visited.factory.pk])
        client.force_login(visited.who("陈安"))
        text = client.get(page).content.decode()
        assert "建议每年检查 3 次" in text
        form = reverse("enforcement:object_to", args=[visited.factory.pk, "found_by_others", hazard.pk])
        assert form in text
        assert client.post(form, {"words": ""}).status_code == 422
        assert client.post(form, {"words": "两天前已自查报告"}).status_code == 302
        client.force_login(visited.who("钱执"))
        assert "待答复的频次异议" in client.get(reverse("hazards:mine")).content.decode()
        answering = reverse("enforcement:answer_objection", args=[Objection.objects.get().pk])
        assert answering in client.get(page, headers={"HX-Request": "true"}).content.decode()
        assert client.post(answering, {"upheld": "yes", "answer": "经核属实"}).status_code == 302
        assert "建议每年检查 2 次" in client.get(page + "?year=abc").content.decode()
        for name in ("郑邻", "何客"):
            client.force_login(visited.who(name))
            assert client.get(page).status_code == 404

    def test_caps_are_published_by_the_page(self, tell, at, client):
        at(MONDAY)
        client.force_login(tell.who("王镇"))
        assert "还没有公布年度上限" in client.get(reverse("enforcement:caps")).content.decode()
        form = reverse("enforcement:publish_cap")
        assert client.post(form, {"year": "今年", "times": "3", "basis": "x"}).status_code == 422
        assert client.post(form, {"year": "2026", "times": "3", "basis": "桂政〔2026〕2号"}).status_code == 302
        assert "桂政〔2026〕2号" in client.get(reverse("enforcement:caps")).content.decode()

    def test_asks_as_much_for_many_hazards_as_for_few(self, tell, at):
        at(MONDAY)
        counts = []
        for more in (1, 5):
            for _ in range(more):
                tell.to("judged")
            with CaptureQueriesContext(connection) as asked:
                proposal(tell)
            counts.append(len(asked))
        assert counts[0] == counts[1]
