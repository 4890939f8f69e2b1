"""C4, F2: Visits of several offices merged into one: joined or explained, one day, one list, and nobody warned."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.errands import actions, queries, showing
from anlan.enforcement.errands.models import Errand
from anlan.enforcement.inspecting import actions as inspecting
from anlan.org import inbox
from tests.enforcement.test_inspecting import DAY, ITEM, asked, team

__all__ = ["team"]

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)
FRIDAY = MONDAY + dt.timedelta(days=4)


@pytest.fixture
def errand(tell, at) -> Errand:
    """应急办 goes on Friday."""
    at(MONDAY)
    return announced(tell)


def announced(tell, who="林巡", day=FRIDAY, **more) -> Errand:
    facts = {"kind": "guidance", "planned_on": day, "what": "除尘系统"} | more
    return actions.announce(tell.factory, actor=tell.who(who), **facts)


class TestJoining:
    def test_a_second_office_joins_or_says_why_not(self, errand, tell):
        with pytest.raises(Invalid, match="应急办已计划2026年3月6日去这家单位，请并入"):
            announced(tell, who="赵执", day=FRIDAY + dt.timedelta(days=10))
        actions.join(errand, actor=tell.who("赵执"), what="消防通道")
        with pytest.raises(NotYours, match="综合执法已经在列"):
            actions.join(errand, actor=tell.who("钱执"), what="用电")
        apart = announced(tell, who="赵执", apart_because="区里交办，须当天到场")
        assert (apart.apart_because, errand.saved) == ("区里交办，须当天到场", 1)

    def test_far_enough_apart_it_is_a_visit_of_its_own(self, errand, tell):
        assert announced(tell, who="赵执", day=FRIDAY + dt.timedelta(days=11)).saved == 0

    def test_no_past_day_no_kind_that_cannot_be_planned_and_nobody_of_the_place(self, tell, at):
        at(MONDAY)
        for bad in ({"day": MONDAY - dt.timedelta(days=1)}, {"day": MONDAY + dt.timedelta(days=400)}):
            with pytest.raises(Invalid, match="计划日期"):
                announced(tell, **bad)
        with pytest.raises(Invalid, match="种类"):
            announced(tell, kind="report_check")
        for name in ("陈安", "郑邻", "何客", "纪明", "马协"):
            with pytest.raises(NotYours):
                announced(tell, who=name)

    def test_those_who_come_along_hear_of_it(self, errand, tell):
        actions.join(errand, actor=tell.who("赵执"), what="消防通道")
        actions.move(errand, actor=tell.who("周同"), planned_on=FRIDAY + dt.timedelta(days=3), reason="企业停产检修")
        for event in errand.events.all():
            showing.tell(event)
        tomorrow = [one.title for one in tell.who("赵执").notices.all()]
        assert [title.rpartition("：")[2] for title in tomorrow] == ["改期"]
        assert inbox.waiting_count(tell.who("林巡")) == 2


class TestGoing:
    def test_it_is_one_visit_with_everybody_and_every_matter(self, errand, tell):
        actions.join(errand, actor=tell.who("赵执"), what="消防通道")
        outside = {"office_name": "建安区住建局", "people": "张工", "what": "燃气经营许可"}
        actions.bring_outside(errand, actor=tell.who("林巡"), **outside)
        with pytest.raises(NotYours, match="由牵头单位"):
            actions.go(errand, actor=tell.who("赵执"))
        actions.go(errand, actor=tell.who("林巡"))
        visit = errand.visit
        assert [one.name for one in visit.companions.all()] == ["赵执", "张工"]
        assert visit.purpose == "联合：应急办：除尘系统；综合执法：消防通道；建安区住建局：燃气经营许可"
        assert (errand.state, errand.saved, tell.factory.visits.count()) == ("made", 2, 1)
        for act, more in ((actions.go, {}), (actions.drop, {"reason": "不去了，下次再说"})):
            with pytest.raises(NotYours, match="已成行"):
                act(errand, actor=tell.who("林巡"), **more)


class TestSight:
    def test_the_visited_and_strangers_know_nothing_of_it(self, errand, tell, client):
        page = errand.get_absolute_url()
        line = reverse("enforcement:line_of", args=[tell.factory.pk])
        for name, status in (("赵执", 200), ("吴村", 200), ("陈安", 403), ("何客", 403), ("郑邻", 404)):
            client.force_login(tell.who(name))
            assert client.get(page).status_code == status, name
        assert queries.visible_to(tell.who("陈安")).count() == 0
        client.force_login(tell.who("陈安"))
        assert "安排了的到访" not in client.get(line).content.decode()
        client.force_login(tell.who("赵执"))
        assert "除尘系统" in client.get(line).content.decode()

    def test_from_plan_to_visit_by_the_pages(self, errand, tell, client):
        client.force_login(tell.who("赵执"))
        form = reverse("enforcement:announce_errand", args=[tell.factory.pk])
        assert "请先看能不能并成一次" in client.get(form).content.decode()
        given = {"kind": "guidance", "planned_on": FRIDAY, "what": "用电"}
        assert client.post(form, given | {"planned_on": "周五"}).status_code == 422
        assert "请并入，或写明理由" in client.post(form, given).content.decode()
        client.post(reverse("enforcement:join_errand", args=[errand.pk]), {"what": "用电"})
        client.force_login(tell.who("林巡"))
        assert "近期到访" in client.get(reverse("hazards:mine")).content.decode()
        assert "少跑" in client.get(errand.get_absolute_url()).content.decode()
        client.post(reverse("enforcement:go_errand", args=[errand.pk]), {"client_id": ""})
        page = client.get(errand.get_absolute_url()).content.decode()
        assert reverse("inspections:detail", args=[Errand.objects.get().visit_id]) in page
        assert "恒通板材厂" in client.get(reverse("enforcement:errands") + "?state=made").content.decode()
        assert client.get(reverse("enforcement:errands_export")).status_code == 200


class TestAnInspectionOthersComeAlongTo:
    def test_its_officers_open_it_up_others_join_and_one_visit_is_made(self, team, factory):
        found = approved(team, factory)
        errand = actions.open_up(found, actor=team.people["镕玥"])
        with pytest.raises(NotYours, match="已经列入到访安排"):
            actions.open_up(found, actor=team.people["赵执"])
        actions.join(errand, actor=team.people["林巡"], what="重大隐患整改进度")
        with pytest.raises(NotYours, match="以批准的为准"):
            actions.move(errand, actor=team.people["赵执"], planned_on=DAY + dt.timedelta(days=1), reason="改期")
        for name in ("镕玥", "林巡"):
            with pytest.raises(NotYours, match="由带队人赵执开始"):
                actions.go(errand, actor=team.people[name])
        actions.go(errand, actor=team.people["赵执"])
        found.refresh_from_db()
        assert (found.state, found.visit_id) == ("begun", errand.visit_id)
        assert sorted(one.name for one in errand.visit.companions.all()) == ["林巡", "镕玥"]
        assert (errand.visit.kind, errand.saved) == ("administrative", 1)
        assert "重大隐患整改进度" in errand.visit.purpose

    def test_an_unannounced_one_stays_closed_and_one_given_up_takes_the_joint_visit_with_it(self, team, factory):
        closed = asked(team, factory, why_unannounced="群众举报夜间违规生产", told=[team.people["王镇"]])
        inspecting.approve(closed, actor=team.people["钱执"])
        with pytest.raises(NotYours, match="只限知悉人员"):
            actions.open_up(closed, actor=team.people["赵执"])
        inspecting.cancel(closed, actor=team.people["赵执"], reason="线索已核实")
        found = approved(team, factory)
        errand = actions.open_up(found, actor=team.people["赵执"])
        inspecting.cancel(found, actor=team.people["赵执"], reason="企业停产")
        showing.follow(found.events.last())
        errand.refresh_from_db()
        assert (errand.state, "企业停产" in errand.events.last().data["reason"]) == ("dropped", True)

    def test_the_page_of_the_inspection_leads_there(self, team, factory, client):
        found = approved(team, factory)
        client.force_login(team.people["赵执"])
        page = reverse("enforcement:open_up_inspection", args=[found.pk])
        assert page in client.get(found.get_absolute_url()).content.decode()
        assert "并入的单位作为同行人员" in client.get(page).content.decode()
        client.post(page, {"form_id": str(uuid.uuid4())})
        errand = Errand.objects.get(inspection=found)
        told = client.get(found.get_absolute_url()).content.decode()
        assert errand.get_absolute_url() in told
        assert ITEM in client.get(errand.get_absolute_url()).content.decode()


def approved(team, factory):
    found = asked(team, factory)
    inspecting.approve(found, actor=team.people["钱执"])
    inspecting.notify(found, actor=team.people["赵执"], notice_receipt="总经理刘镕签收")
    return found
