"""C3i: A hazard outside an office's remit: sent, taken or refused in time, ruled on, reported back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core import journal
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enforcement.transfers import actions, queries, rules, telling
from anlan.enforcement.transfers.models import Transfer
from anlan.hazards import actions as hazards
from anlan.hazards import queries as ledger
from anlan.hazards.models import Hazard
from anlan.hazards.rules import supervises
from anlan.org import inbox
from tests.hazards.conftest import PLAN

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
WHY = {"reason": "燃气计量器具由市场监管部门管", "basis": "安全生产法第六十九条"}


@pytest.fixture
def hazard(market, tell, at) -> Hazard:
    """A major hazard being rectified, under 综合执法."""
    at(MONDAY)
    return tell.to("rectifying")


@pytest.fixture
def sent(hazard, market, tell) -> Transfer:
    """Sent by 赵执 of 综合执法 to 市监所."""
    return send(hazard, market, tell)


def send(hazard, market, tell, to="市监所", who="赵执"):
    return actions.send(hazard, actor=tell.who(who), to_office=market.offices[to], **WHY)


def refused(transfer, tell, who="石所"):
    return actions.give_back(transfer, actor=tell.who(who), reason="计量器具没有问题，是管道的事")


class TestResponsibility:
    def test_stays_with_the_sender_until_the_receiver_accepts(self, sent, hazard, market, tell, again):
        assert again(hazard).strip == market.offices["综合执法"]
        assert "对方接收前仍由移送单位负责" in sent.holder
        assert supervises(tell.who("赵执"), again(hazard), "hazards.accept")
        assert not supervises(tell.who("石所"), again(hazard), "hazards.accept")
        actions.accept(sent, actor=tell.who("石所"))
        now = again(hazard)
        assert (now.strip, sent.responsible) == (market.offices["市监所"], "市监所")
        assert supervises(tell.who("石所"), now, "hazards.accept")
        assert not supervises(tell.who("赵执"), now, "hazards.accept")

    def test_a_refusal_leaves_it_where_it_is(self, sent, hazard, market, tell, again):
        refused(sent, tell)
        assert (sent.state, again(hazard).strip) == ("returned", market.offices["综合执法"])

    def test_both_desks_see_the_record_and_who_holds_it(self, sent, hazard, tell, client):
        for name, sees_before in (("赵执", True), ("石所", False)):
            assert ledger.visible_to(tell.who(name)).filter(pk=hazard.pk).exists() is sees_before
            client.force_login(tell.who(name))
            page = client.get(reverse("hazards:record", args=[hazard.pk])).content.decode()
            assert "对方接收前仍由移送单位负责" in page
        actions.accept(sent, actor=tell.who("石所"))
        for name in ("赵执", "石所"):
            client.force_login(tell.who(name))
            page = client.get(reverse("hazards:record", args=[hazard.pk])).content.decode()
            assert "现由市监所（已接收，待反馈办理结果）" in page

    def test_an_office_that_has_nothing_to_do_with_it_does_not_see_it(self, sent, hazard, tell, client):
        client.force_login(tell.who("魏员"))
        assert client.get(reverse("hazards:record", args=[hazard.pk])).status_code == 404
        assert client.get(sent.get_absolute_url()).status_code == 404

    def test_a_report_nobody_acknowledged_yet_waits_at_the_new_desk(self, market, tell, at):
        at(MONDAY)
        hazard = tell.to("judged")
        hazards.file_plan(hazard, actor=tell.who("陈安"), due_on=MONDAY + dt.timedelta(days=20), **PLAN)
        hazards.report(hazard, actor=tell.who("陈安"))
        actions.accept(send(hazard, market, tell), actor=tell.who("石所"))
        hazards.acknowledge(Hazard.objects.get(pk=hazard.pk), actor=tell.who("石所"))
        hazards.acknowledge(Hazard.objects.get(pk=hazard.pk), actor=tell.who("林巡"))
        assert Hazard.objects.get(pk=hazard.pk).state == "planned"

    def test_to_the_safety_office_the_leader_becomes_the_second_desk(self, market, tell, at):
        at(MONDAY)
        hazard = tell.to("judged")
        hazards.file_plan(hazard, actor=tell.who("陈安"), due_on=MONDAY + dt.timedelta(days=20), **PLAN)
        hazards.report(hazard, actor=tell.who("陈安"))
        actions.accept(send(hazard, market, tell, to="应急办"), actor=tell.who("孙主"))
        waiting = Hazard.objects.get(pk=hazard.pk).receipts.filter(
            acknowledged_at=None, desk__in=["supervising", "leader"]
        )
        assert sorted((one.desk, str(one.office or "")) for one in waiting) == [
            ("leader", ""),
            ("supervising", "应急办"),
        ]


class TestAnswering:
    def test_three_work_days_then_it_is_late_and_everybody_concerned_hears(self, sent, tell, at):
        assert sent.answer_due_on == dt.date(2026, 11, 26)
        at(dt.date(2026, 11, 27))
        assert Transfer.objects.get(pk=sent.pk).standing == "sent_late"
        telling.remind(dt.date(2026, 11, 27))
        telling.remind(dt.date(2026, 11, 27))
        for name in ("石所", "彭员", "赵执", "王镇"):
            told = [one.title for one in inbox.shown_to(tell.who(name)) if "逾期" in one.title]
            assert len(told) == 1, (name, told)
        assert inbox.shown_to(tell.who("林巡")).count() == 0

    def test_only_the_receiver_answers_and_only_the_sender_withdraws(self, sent, tell):
        for name in ("赵执", "林巡", "王镇", "吴村", "何客", "郑邻"):
            with pytest.raises(NotYours):
                actions.accept(sent, actor=tell.who(name))
        with pytest.raises(NotYours, match="由综合执法撤回"):
            actions.withdraw(sent, actor=tell.who("石所"), reason="弄错了")
        actions.withdraw(sent, actor=tell.who("赵执"), reason="对方电话里说不管")
        with pytest.raises(NotYours, match="不再等待答复"):
            actions.accept(sent, actor=tell.who("石所"))

    def test_a_refusal_says_why(self, sent, tell):
        with pytest.raises(Invalid, match="退回理由"):
            actions.give_back(sent, actor=tell.who("石所"), reason="无")

    def test_a_hazard_is_on_its_way_to_one_desk_at_a_time(self, sent, hazard, market, tell):
        with pytest.raises(NotYours, match="还没有办结"):
            send(hazard, market, tell, to="应急办")

    def test_not_to_oneself_nor_to_a_village_nor_to_nobody(self, hazard, market, tell):
        for to in ("综合执法", "周沟村委会"):
            with pytest.raises(Invalid):
                send(hazard, market, tell, to=to)
        with pytest.raises(Invalid, match="写明接收单位"):
            actions.send(hazard, actor=tell.who("赵执"), to_name="  ", **WHY)
        assert Transfer.objects.count() == 0

    def test_what_is_over_is_not_sent(self, market, tell, at):
        at(MONDAY)
        with pytest.raises(NotYours, match="已办结"):
            send(tell.to("closed", major=False), market, tell)

    def test_the_result_goes_back_once(self, sent, tell):
        actions.accept(sent, actor=tell.who("石所"), answer="彭员经办")
        with pytest.raises(NotYours, match="由市监所反馈"):
            actions.report_result(sent, actor=tell.who("赵执"), result="办好了")
        actions.report_result(sent, actor=tell.who("彭员"), result="责令更换计量表，已更换")
        with pytest.raises(NotYours, match="不需要反馈"):
            actions.report_result(sent, actor=tell.who("彭员"), result="再报一次")
        assert [one.action.partition(".")[2] for one in sent.events.all()] == ["send", "accept", "report_result"]
        assert [one.to_state for one in sent.events.all()] == ["sent", "accepted", "reported"]
        assert verify().broken == []


class TestTheTaskForce:
    @pytest.fixture
    def disputed(self, sent, hazard, market, tell) -> Transfer:
        """Refused by 市监所, sent on to 应急办, refused there too."""
        refused(sent, tell)
        return refused(send(hazard, market, tell, to="应急办"), tell, who="孙主")

    def test_the_second_refusal_is_not_the_receivers_to_make(self, disputed, hazard, market, again):
        assert (disputed.state, disputed.ruling_due_on) == ("disputed", dt.date(2026, 11, 25))
        assert again(hazard).strip == market.offices["综合执法"]

    def test_a_refusal_after_the_date_goes_there_at_once(self, sent, tell, at):
        at(dt.date(2026, 11, 30))
        assert refused(Transfer.objects.get(pk=sent.pk), tell).state == "disputed"

    def test_a_leader_rules_and_that_is_final(self, disputed, hazard, market, tell, again):
        with pytest.raises(NotYours, match="由专班"):
            actions.rule(disputed, actor=tell.who("孙主"), office=market.offices["市监所"], reason="职责清单第九项")
        with pytest.raises(Invalid, match="没有能在这里办理的人"):
            actions.rule(disputed, actor=tell.who("王镇"), office=market.offices["周沟村委会"], reason="就近")
        actions.rule(disputed, actor=tell.who("王镇"), office=market.offices["市监所"], reason="职责清单第九项")
        assert (again(hazard).strip, disputed.responsible) == (market.offices["市监所"], "市监所")
        with pytest.raises(NotYours, match="专班已裁定由市监所负责"):
            send(again(hazard), market, tell, to="应急办", who="石所")
        actions.report_result(disputed, actor=tell.who("石所"), result="已责令更换")

    def test_it_can_rule_that_the_sender_keeps_it(self, disputed, hazard, market, tell, again):
        actions.rule(disputed, actor=tell.who("李副"), office=market.offices["综合执法"], reason="消防审批在执法队")
        assert (disputed.state, again(hazard).strip) == ("returned", market.offices["综合执法"])
        with pytest.raises(NotYours, match="不再移送"):
            send(again(hazard), market, tell)


class TestReceiversOutside:
    def test_the_sender_enters_the_paper_receipt_and_keeps_following(self, hazard, market, tell, again):
        outside = actions.send(hazard, actor=tell.who("赵执"), to_name="许昌市消防救援支队", **WHY)
        with pytest.raises(NotYours, match="由综合执法登记对方的回执"):
            actions.accept(outside, actor=tell.who("石所"), receipt="x")
        with pytest.raises(Invalid, match="回执"):
            actions.accept(outside, actor=tell.who("赵执"))
        actions.accept(outside, actor=tell.who("赵执"), receipt="张三签收，2026-11-24")
        assert (outside.responsible, again(hazard).strip) == ("许昌市消防救援支队", market.offices["综合执法"])
        actions.report_result(outside, actor=tell.who("赵执"), result="支队已下达责令改正通知书")
        assert outside.state == "reported"


class TestNumbers:
    def test_each_sender_has_one_series_a_year_without_gaps(self, hazard, market, tell):
        first = send(hazard, market, tell)
        actions.withdraw(first, actor=tell.who("赵执"), reason="写错了接收单位")
        with pytest.raises(Invalid):
            send(hazard, market, tell, to="综合执法")
        assert [first.number, send(hazard, market, tell).number] == [
            "桂综合执法移〔2026〕1号",
            "桂综合执法移〔2026〕2号",
        ]


class TestPages:
    def test_by_the_pages_of_both_desks(self, hazard, market, tell, client):
        client.force_login(tell.who("赵执"))
        tab = client.get(reverse("enforcement:transfers_of", args=[hazard.pk]), headers={"HX-Request": "true"})
        assert "移送其他单位" in tab.content.decode()
        form = reverse("enforcement:send_transfer", args=[hazard.pk])
        both = client.post(form, {"to_office": "市监所", "to_name": "某局", **WHY})
        assert (both.status_code, "只填一个" in both.content.decode()) == (422, True)
        assert client.post(form, {"to_office": "市监所", **WHY}).status_code == 302
        sent = Transfer.objects.get()
        assert "对方接收前仍由本单位负责" in client.get(reverse("hazards:mine")).content.decode()
        client.force_login(tell.who("彭员"))
        assert "待接收的移送" in client.get(reverse("hazards:mine")).content.decode()
        page = client.get(sent.get_absolute_url()).content.decode()
        assert "由综合执法撤回" in page
        assert client.post(reverse("enforcement:return_transfer", args=[sent.pk]), {"reason": ""}).status_code == 422
        assert client.post(reverse("enforcement:accept_transfer", args=[sent.pk]), {"answer": ""}).status_code == 302
        client.post(reverse("enforcement:report_transfer", args=[sent.pk]), {"result": "已责令更换计量表"})
        assert Transfer.objects.get().state == "reported"
        paper = client.get(reverse("enforcement:transfer_letter", args=[sent.pk]))
        assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
        rows = client.get(reverse("enforcement:transfers") + "?standing=reported").content.decode()
        assert sent.number in rows
        assert client.get(reverse("enforcement:transfers_export")).status_code == 200

    def test_the_list_asks_as_much_for_many_as_for_few(self, market, tell, client, at):
        at(MONDAY)
        client.force_login(tell.who("王镇"))
        counts = []
        client.get(reverse("enforcement:transfers"))
        for more in (2, 8):
            for _ in range(more):
                send(tell.to("judged", major=False), market, tell)
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("enforcement:transfers"))
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_a_step_is_told_to_the_other_side(self, sent, tell):
        while journal.place():
            pass
        for event in sent.events.all():
            telling.tell(event)
        assert [one.is_red for one in inbox.shown_to(tell.who("石所"))] == [True]
        assert queries.to_answer(tell.who("彭员")).count() == 1
        assert rules.has_desk_here(sent)
