"""The lists of a period and the batches of typical cases: laid out by facts, chosen and approved by two people.

Clauses C3g, C3h, F3 of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.batches import actions, candidates, privacy, queries
from anlan.enforcement.batches.models import Batch
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.org.models import Region
from tests.world import GUICUN

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
LATER = MONDAY + dt.timedelta(days=40)


def drafted(tell, kind, who="林巡", **more) -> Batch:
    facts = {"title": "第四季度名单", "basis": "方案二（二）3", "first_day": MONDAY, "last_day": LATER} | more
    return actions.draft_batch(Region.objects.get(code=GUICUN), actor=tell.who(who), kind=kind, **facts)


def entered(batch, tell) -> Batch:
    return actions.enter(batch, actor=tell.who("林巡"), keys=[one.key for one in candidates.of(batch)])


class TestCandidates:
    def test_each_list_names_those_whose_facts_put_them_there(self, tell, at):
        at(MONDAY)
        late, unplanned = tell.to("rectifying"), tell.to("judged")
        closed = tell.to("closed")
        again = hazards.record(
            tell.factory, actor=tell.who("马协"), description="泄爆片又被封死", source="patrol", previous=closed
        )
        hazards.list_supervision(
            late, actor=tell.who("王镇"), reason="久拖未改", due_on=MONDAY, leader=tell.who("王镇")
        )
        at(LATER)
        found = {kind: {one.hazard for one in candidates.of(drafted(tell, kind))} for kind in Batch.Kind.values}
        assert found == {
            "notice": {late, unplanned},
            "talk": {late},
            "discipline": {again},
            "stop": {unplanned},
            "cases": {closed},
        }

    def test_what_is_on_it_is_not_offered_again_and_a_name_left_out_is(self, tell, at):
        at(MONDAY)
        tell.to("judged")
        at(LATER)
        batch = entered(drafted(tell, "notice"), tell)
        assert candidates.of(batch) == []
        with pytest.raises(Invalid, match="至少勾选一条"):
            actions.enter(batch, actor=tell.who("林巡"), keys=list(Hazard.objects.values_list("code", flat=True)))
        actions.leave_out(batch, actor=tell.who("林巡"), entry=batch.entries.get(), reason="已整改，材料在路上")
        assert len(candidates.of(batch)) == 1
        assert queries.entries_of(batch).count() == 0


class TestApproval:
    @pytest.fixture
    def notice(self, tell, at) -> Batch:
        at(MONDAY)
        tell.to("judged")
        at(LATER)
        return entered(drafted(tell, "notice"), tell)

    def test_another_person_approves_and_the_number_is_taken_then(self, notice, tell):
        assert notice.number == ""
        for name in ("林巡", "孙主", "赵执", "吴村", "郑邻", "纪明"):
            with pytest.raises(NotYours):
                actions.approve(notice, actor=tell.who(name))
        actions.approve(notice, actor=tell.who("王镇"))
        assert (notice.state, notice.number) == ("approved", "桂通报〔2027〕1号")
        assert [one.batch for one in queries.of_enterprise(tell.factory.pk)] == [notice]
        for act, more in (
            (actions.enter, {"keys": []}),
            (actions.reword, {"entry": notice.entries.get(), "heading": "改", "words": "改一改"}),
        ):
            with pytest.raises(NotYours, match="已经批准"):
                act(notice, actor=tell.who("林巡"), **more)

    def test_nothing_empty_goes_out_and_no_false_period_is_drafted(self, tell, at):
        at(MONDAY)
        with pytest.raises(Invalid, match="还是空的"):
            actions.approve(drafted(tell, "stop"), actor=tell.who("王镇"))
        with pytest.raises(Invalid, match="截止日期早于"):
            drafted(tell, "stop", last_day=MONDAY - dt.timedelta(days=1))
        with pytest.raises(NotYours):
            drafted(tell, "stop", who="郑邻")

    def test_by_hand_an_enterprise_of_the_township_once(self, tell, at):
        at(MONDAY)
        batch = drafted(tell, "talk")
        facts = {"actor": tell.who("林巡"), "enterprise": tell.factory, "words": "两次拒不参加培训"}
        actions.enter_enterprise(batch, **facts)
        with pytest.raises(Invalid, match="已在名单里"):
            actions.enter_enterprise(batch, **facts)


class TestCases:
    def test_personal_data_is_taken_out_of_the_draft_and_refused_at_approval(self, tell, at, client):
        at(MONDAY)
        tell.to("closed")
        Hazard.objects.update(description="陈安经营的打磨车间除尘器封死，电话13837471037")
        at(LATER)
        batch = entered(drafted(tell, "cases"), tell)
        entry = batch.entries.get()
        assert "陈某经营的打磨车间除尘器封死，电话（略）" in entry.words
        bad = {"heading": "陈安案", "words": "负责人身份证 411023198001011234，车 豫K12345"}
        actions.reword(batch, actor=tell.who("林巡"), entry=entry, **bad)
        with pytest.raises(Invalid) as refused:
            actions.approve(batch, actor=tell.who("王镇"))
        for what in ("姓名 陈安", "身份证号 411023198001011234", "车牌号 豫K12345"):
            assert what in refused.value.message
        assert client.get(reverse("enforcement:case_batch", args=[batch.pk])).status_code == 404
        actions.reword(batch, actor=tell.who("林巡"), entry=entry, heading="某厂除尘器案", words="除尘器泄爆片封死。")
        actions.approve(batch, actor=tell.who("王镇"))
        page = client.get(reverse("enforcement:case_batch", args=[batch.pk])).content.decode()
        assert "某厂除尘器案" in page
        assert batch.title in client.get(reverse("enforcement:cases")).content.decode()
        actions.take_back(batch, actor=tell.who("王镇"), reason="企业提出异议，核实中")
        assert client.get(reverse("enforcement:case_batch", args=[batch.pk])).status_code == 404

    def test_a_place_the_description_begins_with_is_not_said_twice(self, tell, at):
        at(MONDAY)
        tell.to("closed")
        Hazard.objects.update(place_words="打磨车间", description="打磨车间除尘器封死")
        at(LATER)
        assert "该单位打磨车间除尘器封死" in entered(drafted(tell, "cases"), tell).entries.get().words

    def test_a_list_never_reaches_the_public_page(self, tell, at, client):
        at(MONDAY)
        tell.to("judged")
        at(LATER)
        batch = actions.approve(entered(drafted(tell, "notice"), tell), actor=tell.who("王镇"))
        assert client.get(reverse("enforcement:case_batch", args=[batch.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("电话 13800138000", ["电话 13800138000"]),
            ("0374-1234567 找李工", ["电话 0374-1234567"]),
            ("编号 2026112300001", []),
            ("李四海和李四", ["姓名 李四海", "姓名 李四"]),
        ],
    )
    def test_what_counts_as_personal(self, text, left):
        assert privacy.left_in(text, ["李四海", "李四"]) == left
        assert privacy.left_in(privacy.removed(text, ["李四海", "李四"]), ["李四海", "李四"]) == []


class TestPages:
    def test_from_draft_to_paper(self, tell, at, client):
        at(MONDAY)
        hazard = tell.to("judged")
        at(LATER)
        client.force_login(tell.who("林巡"))
        given = {"kind": "notice", "title": "逾期通报", "basis": "方案", "first_day": MONDAY, "last_day": LATER}
        assert client.post(reverse("enforcement:new_batch"), given | {"last_day": "昨天"}).status_code == 422
        assert client.post(reverse("enforcement:new_batch"), given).status_code == 302
        batch = Batch.objects.get()
        assert str(hazard) in client.get(batch.get_absolute_url()).content.decode()
        client.post(reverse("enforcement:enter_batch", args=[batch.pk]), {"key": [str(hazard)]})
        by_hand = reverse("enforcement:enter_enterprise", args=[batch.pk])
        assert client.post(by_hand, {"enterprise": "没有这家", "words": "拒不整改"}).status_code == 422
        client.post(by_hand, {"enterprise": "恒通板材厂", "words": "拒不整改，两次催办"})
        entry = batch.entries.last()
        client.post(
            reverse("enforcement:reword_entry", args=[batch.pk, entry.pk]), {"heading": "恒通", "words": "拒不整改"}
        )
        client.force_login(tell.who("王镇"))
        approving = reverse("enforcement:approve_batch", args=[batch.pk])
        assert "1. 恒通板材厂" in client.get(approving).content.decode()
        client.post(approving, {"client_id": ""})
        assert Batch.objects.get().state == "approved"
        paper = client.get(reverse("enforcement:batch_paper", args=[batch.pk]))
        assert paper.content[:5] == b"%PDF-"
        assert "逾期通报" in client.get(reverse("enforcement:batches") + "?kind=notice").content.decode()
        assert client.get(reverse("enforcement:batches_export")).status_code == 200

    def test_a_batch_asks_as_much_for_many_entries_as_for_few(self, tell, at, client):
        counts = []
        for more in (2, 6):
            at(MONDAY)
            for _ in range(more):
                tell.to("judged")
            with_all = entered(drafted_later(tell, at), tell)
            client.force_login(tell.who("林巡"))
            client.get(reverse("enforcement:batches"))
            with CaptureQueriesContext(connection) as asked:
                client.get(with_all.get_absolute_url())
            counts.append(len(asked))
        assert counts[0] == counts[1]


def drafted_later(tell, at) -> Batch:
    at(LATER)
    return drafted(tell, "notice")
