"""What a campaign has to give: money and expert days asked for and spent, experts, the task force.

Clauses D4, F1 of docs/requirements.md.
"""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from anlan.campaigns.steering import actions, queries, registers
from anlan.campaigns.steering.models import Expert, Support, TaskForce
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.standards import actions as standards
from anlan.standards.models import Industry
from tests.campaigns.conftest import MONDAY

pytestmark = pytest.mark.django_db


class TestSupport:
    @pytest.fixture
    def support(self, township, tell, world) -> Support:
        """5,000 yuan and two expert days, asked by the village for a hazard."""
        return actions.ask_support(
            tell.to("judged"),
            actor=tell.who("吴村"),
            office=world.offices["周沟村委会"],
            reason="除尘改造请专家看方案",
            amount=Decimal(5000),
            days=Decimal(2),
        )

    def test_only_one_s_own_office_asks_and_for_something(self, township, tell, world):
        hazard = tell.to("judged")
        with pytest.raises(NotYours):
            actions.ask_support(hazard, actor=tell.who("吴村"), office=world.offices["应急办"], reason="x")
        with pytest.raises(Invalid, match="至少申请一项"):
            actions.ask_support(hazard, actor=tell.who("吴村"), office=world.offices["周沟村委会"], reason="x")

    def test_nothing_is_spent_before_it_is_granted_nor_beyond_it(self, support, tell):
        with pytest.raises(NotYours, match="审批同意后"):
            actions.record_spending(support, actor=tell.who("林巡"), on=MONDAY, to="李工", days=Decimal(1))
        with pytest.raises(Invalid, match="经费来源"):
            actions.decide_support(support, actor=tell.who("王镇"), is_granted=True, amount=Decimal(3000))
        actions.decide_support(
            support, actor=tell.who("王镇"), is_granted=True, amount=Decimal(3000), days=Decimal(1), source="乡财政"
        )
        actions.record_spending(support, actor=tell.who("林巡"), on=MONDAY, to="李工", amount=Decimal(2500))
        assert queries.left_of(support) == queries.Left(Decimal(500), Decimal(1))
        with pytest.raises(Invalid, match="剩余 500"):
            actions.record_spending(support, actor=tell.who("林巡"), on=MONDAY, to="李工", amount=Decimal(501))

    def test_what_is_used_up_says_so_and_is_found_so(self, support, tell, client):
        actions.decide_support(support, actor=tell.who("王镇"), is_granted=True, days=Decimal(1))
        client.force_login(tell.who("林巡"))
        address, listed = support.get_absolute_url(), reverse("campaigns:steering", args=["support"])
        for used, standing, words in (
            (Decimal("0.5"), "granted", "已同意"),
            (Decimal("0.5"), "spent", "已用完；还需要的"),
        ):
            actions.record_spending(support, actor=tell.who("林巡"), on=MONDAY, to="李工", days=used)
            assert queries.supports(tell.who("林巡")).get().standing == standing
            assert words in client.get(address).content.decode()
            assert "除尘改造" in client.get(listed, {"standing": standing}).content.decode()
        assert "除尘改造" not in client.get(listed, {"standing": "granted"}).content.decode()

    def test_what_was_not_granted_is_not_called_zero(self, support, tell, client):
        actions.decide_support(support, actor=tell.who("王镇"), is_granted=True, days=Decimal(1))
        client.force_login(tell.who("林巡"))
        page = client.get(reverse("campaigns:new_spending", args=[support.pk])).content.decode()
        assert "没有批资金；专家还剩 1" in page

    def test_no_more_is_granted_than_was_asked(self, support, tell):
        more = support.asked_amount + 1
        with pytest.raises(Invalid, match="不能超过申请的"):
            actions.decide_support(support, actor=tell.who("王镇"), is_granted=True, amount=more, source="专项")

    def test_a_refusal_says_why(self, support, tell):
        with pytest.raises(Invalid, match="理由"):
            actions.decide_support(support, actor=tell.who("王镇"), is_granted=False)
        actions.decide_support(support, actor=tell.who("王镇"), is_granted=False, answer="由企业自行承担")
        assert support.standing == "refused"

    def test_the_list_leaves_empty_what_nobody_asked_for(self, township, tell, world):
        village = {"actor": tell.who("吴村"), "office": world.offices["周沟村委会"]}
        asked = actions.ask_support(tell.to("judged"), **village, reason="查因", days=Decimal(2))
        assert _sums(tell.who("林巡")) == [None, Decimal(2), None, None, None, None]
        actions.decide_support(asked, actor=tell.who("王镇"), is_granted=True, days=Decimal(1))
        assert _sums(tell.who("林巡")) == [None, Decimal(2), None, Decimal(1), None, Decimal(0)]


def _sums(actor) -> list[Decimal | None]:
    """Asked, granted and spent of the one request, as the list and its workbook show them."""
    row = queries.supports(actor).get()
    return [column.cell(row) for column in registers.SUPPORTS.columns if column.css == "num"]


class TestExperts:
    @pytest.fixture
    def expert(self, township, world) -> Expert:
        standards.load_industries()
        facts = {"name": "蒋工", "employer": "市安科院", "qualification": "注册安全工程师", "phone": "13800000000"}
        dates = {"contract_from": dt.date(2026, 1, 1), "contract_to": dt.date(2026, 12, 31)}
        return actions.enrol_expert(
            township, actor=world.people["林巡"], fields=Industry.objects.filter(code="gongmao"), **facts, **dates
        )

    def test_an_interest_keeps_an_expert_away_until_it_ends(self, expert, factory, world):
        actor = world.people["林巡"]
        sent = {"task": "guidance", "on": MONDAY, "days": Decimal(1), "enterprise": factory}
        actions.declare_conflict(expert, actor=actor, enterprise=factory, why="妻子任财务")
        with pytest.raises(Invalid, match="应当回避"):
            actions.engage_expert(expert, actor=actor, **sent)
        actions.end_conflict(expert, conflict=expert.conflicts.get(), actor=actor, reason="已离职")
        actions.engage_expert(expert, actor=actor, **sent)
        assert queries.experts(actor).get().times == 1

    def test_a_contract_that_ended_sends_nobody(self, expert, factory, world, at):
        at(dt.date(2027, 1, 4))
        with pytest.raises(Invalid, match="不在聘期内"):
            actions.engage_expert(
                expert, actor=world.people["林巡"], task="guidance", on=MONDAY, days=Decimal(1), enterprise=factory
            )

    def test_who_has_not_gone_yet_has_no_opinion_and_nobody_goes_after_the_contract(
        self, client, expert, factory, world
    ):
        actor, sent = world.people["林巡"], {"task": "guidance", "days": Decimal(1), "enterprise": factory}
        actions.engage_expert(expert, actor=actor, on=MONDAY + dt.timedelta(days=1), **sent)
        with pytest.raises(Invalid, match="去了以后再登记意见"):
            actions.record_opinion(expert, engagement=expert.engagements.get(), actor=actor, opinion="还没去")
        client.force_login(actor)
        assert "还没有去" in client.get(expert.get_absolute_url()).content.decode()
        with pytest.raises(Invalid, match="不在聘期内"):
            actions.engage_expert(expert, actor=actor, on=dt.date(2027, 1, 2), **sent)

    def test_days_of_an_expert_that_no_grant_has_booked_are_told(self, client, expert, factory, tell, world):
        lin, hazard = world.people["林巡"], tell.to("judged")
        asked = actions.ask_support(hazard, actor=lin, office=lin.office, reason="论证方案", days=Decimal(2))
        actions.decide_support(asked, actor=world.people["王镇"], is_granted=True, days=Decimal(2))
        sent = {"task": "plan_review", "on": MONDAY, "days": Decimal("1.5"), "enterprise": hazard.enterprise}
        actions.engage_expert(expert, actor=lin, hazard=hazard, **sent)
        client.force_login(lin)
        page = client.get(asked.get_absolute_url()).content.decode()
        assert "已去的有 1.5 人天还没有登记支出" in page
        actions.record_spending(asked, actor=lin, on=MONDAY, to="蒋工", days=Decimal("1.5"))
        page = client.get(asked.get_absolute_url()).content.decode()
        assert "蒋工" in page
        assert "还没有登记支出" not in page

    def test_who_did_not_go_is_counted_nowhere(self, client, expert, factory, world):
        lin, sent = world.people["林巡"], {"task": "guidance", "days": Decimal(1), "on": MONDAY}
        for _ in range(2):
            actions.engage_expert(expert, actor=lin, enterprise=factory, **sent)
        off, gone = expert.engagements.all()
        actions.record_opinion(expert, engagement=gone, actor=lin, opinion="泄爆面积不足")
        client.force_login(lin)
        address = reverse("campaigns:call_off_engagement", args=[expert.pk, off.pk])
        assert client.post(address, {"reason": "专家临时有事"}).status_code == 302
        assert (queries.experts(lin).get().times, queries.experts(lin).get().days) == (1, Decimal(1))
        assert "专家临时有事" in client.get(expert.get_absolute_url()).content.decode()
        with pytest.raises(NotNow, match="已经取消"):
            actions.record_opinion(expert, engagement=expert.engagements.get(pk=off.pk), actor=lin, opinion="补写")
        with pytest.raises(NotNow, match="不能取消"):
            actions.call_off_engagement(expert, engagement=expert.engagements.get(pk=gone.pk), actor=lin, reason="误登")

    def test_an_opinion_is_written_once_and_its_phone_is_in_no_event(self, expert, factory, world):
        actor = world.people["林巡"]
        actions.engage_expert(expert, actor=actor, task="guidance", on=MONDAY, days=Decimal(1), enterprise=factory)
        sent = expert.engagements.get()
        actions.record_opinion(expert, engagement=sent, actor=actor, opinion="泄爆面积不足")
        with pytest.raises(NotNow, match="不能改写"):
            actions.record_opinion(expert, engagement=expert.engagements.get(), actor=actor, opinion="改口")
        assert "13800000000" not in str([event.data for event in expert.events.all()])


class TestTaskForce:
    def test_one_head_at_a_time(self, township, world):
        actor = world.people["林巡"]
        force = actions.set_up_task_force(
            township, actor=actor, name="冬春专班", basis="桂政〔2026〕9号", set_up_on=MONDAY
        )
        actions.join_task_force(force, actor=actor, part="1", name="王镇", office=world.offices["桂村乡人民政府"])
        with pytest.raises(Invalid, match="组长现在是王镇"):
            actions.join_task_force(force, actor=actor, part="1", name="李航")
        member = force.members.get()
        assert member.user == world.people["王镇"]
        actions.leave_task_force(force, member=member, actor=actor)
        actions.join_task_force(force, actor=actor, part="1", name="李航")
        assert [one.name for one in queries.task_forces(actor).get().present] == ["李航"]
        actions.end_task_force(force, actor=actor, reason="行动结束")
        assert TaskForce.objects.get().ended_on == MONDAY

    def test_its_story_says_who_joined_and_left(self, township, world, client):
        actor = world.people["林巡"]
        force = actions.set_up_task_force(
            township, actor=actor, name="冬春专班", basis="桂政〔2026〕9号", set_up_on=MONDAY
        )
        actions.join_task_force(force, actor=actor, part="1", name="王镇")
        actions.leave_task_force(force, member=force.members.get(), actor=actor)
        client.force_login(actor)
        page = client.get(reverse("campaigns:task_force", args=[force.pk])).content.decode()
        assert page.partition("经过")[2].count("王镇") == 2

    def test_nobody_joins_twice_or_before_it_was_set_up(self, township, world, client):
        actor = world.people["林巡"]
        force = actions.set_up_task_force(
            township, actor=actor, name="冬春专班", basis="桂政〔2026〕9号", set_up_on=MONDAY
        )
        address = reverse("campaigns:join_task_force", args=[force.pk])
        client.force_login(actor)
        assert '<option value="1" selected>组长' in client.get(address).content.decode()
        with pytest.raises(Invalid, match="任职日期不能早于这一天"):
            actions.join_task_force(force, actor=actor, part="1", name="王镇", since=MONDAY - dt.timedelta(days=1))
        actions.join_task_force(force, actor=actor, part="1", name="王镇")
        with pytest.raises(Invalid, match="王镇已经在专班里（组长）"):
            actions.join_task_force(force, actor=actor, part="3", name="王镇")
        assert '<option value="3" selected>成员' in client.get(address).content.decode()
