"""B7: Self-inspection for show: four facts and what is none, a person's decision, the answer, the outcome."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enforcement.batches import actions as batches
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.forshow import actions, queries, registers, signs, watching
from anlan.enforcement.forshow.models import Review, Sign
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise
from anlan.hazards import actions as hazards
from anlan.inspections import actions as visits
from anlan.inspections.models import Answer, Finding, Visit
from anlan.org.models import Notice, Office, Power, User
from tests.enforcement.test_documents import RECEIPT, begun, drafted, team
from tests.enforcement.test_inspecting import DAY

__all__ = ["begun", "team"]
pytestmark = pytest.mark.django_db
JUNE = dt.date(2026, 6, 2)
ITEMS = [f"item-{number}" for number in range(8)]


def checked(place, actor, at, on, *, seconds=200.0, bad=(), notes=None, items=ITEMS) -> Visit:
    """A finished self-inspection of a day, its items answered in so many seconds."""
    at(on)
    visit = visits.begin(place, kind="self_inspection", actor=actor, with_list=False)
    begun_at, step = clock.now(), seconds / max(len(items) - 1, 1)
    Answer.objects.bulk_create(
        Answer(
            visit=visit,
            item=item,
            value="no" if item in bad else "yes",
            note=(notes or {}).get(item, ""),
            answered_at=begun_at + dt.timedelta(seconds=step * number),
            answered_by=actor,
        )
        for number, item in enumerate(items)
    )
    Visit.objects.filter(pk=visit.pk).update(state="finished", ended_at=begun_at + dt.timedelta(seconds=seconds))
    return Visit.objects.get(pk=visit.pk)


def rowed(place, actor, on) -> None:
    """The same as a bare row, whoever may make one."""
    ended = clock.local(on, 10)
    Visit.objects.create(
        kind="self_inspection",
        state="finished",
        enterprise=place,
        region_code=place.region_code,
        led_by=actor,
        begun_at=ended,
        ended_at=ended,
    )


def seen(place) -> dict[str, str]:
    actions.look(Enterprise.objects.filter(pk=place.pk))
    return dict(Sign.objects.filter(enterprise=place, over_at=None).values_list("kind", "words"))


class TestSigns:
    def test_a_slow_honest_self_inspection_shows_nothing(self, tell, at):
        for month in (3, 4, 5):
            checked(tell.factory, tell.who("陈安"), at, dt.date(2026, month, 10), bad=ITEMS[:1])
        at(JUNE)
        assert seen(tell.factory) == {}

    def test_nothing_found_in_three_whole_months_until_the_enterprise_records_a_hazard_itself(self, tell, at):
        rows = [checked(tell.factory, tell.who("陈安"), at, dt.date(2026, month, 10)) for month in (3, 4, 5)]
        at(dt.date(2026, 5, 31))
        assert seen(tell.factory) == {}
        at(JUNE)
        assert seen(tell.factory) == {"nothing": "2026年3月以来自查 3 次，没有查出一条隐患。"}
        assert Sign.objects.get().visits == [str(one.pk) for one in rows]
        hazards.record(tell.factory, actor=tell.who("陈安"), description="护栏松动", source="self_inspection")
        assert seen(tell.factory) == {}
        assert [one.action for one in Sign.objects.get().events.all()] == [
            "enforcement.see_sign",
            "enforcement.end_sign",
        ]

    def test_small_premises_may_find_nothing(self, tell, at):
        enterprises.change(tell.factory, actor=None, kind="shop", headcount=3)
        for month in (3, 4, 5):
            checked(tell.factory, tell.who("陈安"), at, dt.date(2026, month, 10))
        at(JUNE)
        assert Enterprise.objects.get().kind == "shop"
        assert "nothing" not in seen(tell.factory)

    def test_the_same_words_three_times_and_all_fine_in_seconds(self, tell, at):
        notes = {ITEMS[0]: "通道畅通，标识完好", ITEMS[1]: "好"}
        for day in (1, 5):
            checked(tell.factory, tell.who("陈安"), at, dt.date(2026, 5, day), notes=notes)
        assert seen(tell.factory) == {}
        fast = checked(tell.factory, tell.who("陈安"), at, dt.date(2026, 5, 9), notes=notes, seconds=12)
        assert seen(tell.factory) == {
            "copied": "连续 3 次自查的 1 处说明一字不差，如“通道畅通，标识完好”。",
            "seconds": "2026-05-09 自查 8 项全部答没有问题，用时 12 秒。",
        }
        assert Sign.objects.get(kind="seconds").visits == [str(fast.pk)]
        checked(tell.factory, tell.who("陈安"), at, dt.date(2026, 5, 12), notes={ITEMS[0]: "北门堆料，已清"})
        assert list(seen(tell.factory)) == ["seconds"]

    def test_what_it_answered_as_fine_others_found_within_thirty_days(self, tell, at):
        checked(tell.factory, tell.who("陈安"), at, dt.date(2026, 3, 1), bad=ITEMS[1:2])
        at(dt.date(2026, 3, 9))
        patrol = visits.begin(tell.factory, kind="patrol", actor=tell.who("马协"), with_list=False)
        visits.record_hazard(patrol, actor=tell.who("马协"), description="通道堆放纸箱")
        Finding.objects.update(item=ITEMS[1])
        assert seen(tell.factory) == {}
        Finding.objects.update(item=ITEMS[0])
        hazard = Finding.objects.get().hazard
        words = f"2026-03-01 自查答没有问题的一项，7 天后周沟村委会查出 {hazard}。"
        assert seen(tell.factory) == {"others": words}
        assert Sign.objects.get().hazards == [str(hazard.pk)]

    def test_many_enterprises_take_as_many_queries_as_one(self, tell, at):
        counts = []
        for number in (1, 4):
            places = [
                enterprises.record(name=f"厂{number}-{one}", region=tell.factory.region, actor=None)
                for one in range(number)
            ]
            for place in places:
                for month in (3, 4, 5):
                    rowed(place, tell.who("林巡"), dt.date(2026, month, 10))
            at(JUNE)
            with CaptureQueriesContext(connection) as asked:
                assert len(list(signs.found(places, JUNE))) == number
            counts.append(len(asked))
        assert counts[0] == counts[1]


def _on_the_list_of_talks(client, review, tell) -> None:
    """It is offered on a draft of the list, goes on with its facts, and is not offered twice."""
    span = {"first_day": JUNE, "last_day": JUNE, "title": "约谈名单", "basis": "方案二（二）3"}
    batch = batches.draft_batch(tell.factory.region.parent, actor=tell.who("林巡"), kind="talk", **span)
    client.force_login(tell.who("林巡"))
    page = client.get(batch.get_absolute_url()).content.decode()
    assert f'value="{review.pk}"' in page
    client.post(reverse("enforcement:enter_batch", args=[batch.pk]), {"key": [str(review.pk)]})
    entry = batch.entries.get()
    assert (entry.enterprise, "自查走过场" in entry.words, review.reason in entry.words) == (tell.factory, True, True)
    assert f'value="{review.pk}"' not in client.get(batch.get_absolute_url()).content.decode()


class TestDeciding:
    @pytest.fixture
    def shown(self, tell, at, team) -> Enterprise:
        """The factory whose last self-inspection took twelve seconds."""
        checked(tell.factory, tell.who("陈安"), at, JUNE, seconds=12)
        seen(tell.factory)
        return tell.factory

    def test_a_named_person_decides_with_a_reason_and_the_enterprise_answers(self, client, shown, tell):
        decide = {"decision": "talk", "reason": "八项十二秒答完，约谈主要负责人"}
        for name in ("林巡", "陈安", "郑邻", "马协"):
            with pytest.raises(NotYours):
                actions.decide_for_show(shown, actor=tell.who(name), **decide)
        with pytest.raises(Invalid, match="请写明理由"):
            actions.decide_for_show(shown, actor=tell.who("王镇"), decision="talk", reason="无")
        review = actions.decide_for_show(shown, actor=tell.who("王镇"), **decide)
        assert review.signs[0]["words"].startswith("2026-06-02 自查 8 项")
        with pytest.raises(NotNow, match="办结后再作新的决定"):
            actions.decide_for_show(shown, actor=tell.who("王镇"), **decide)
        while journal.advance():
            pass
        assert Notice.objects.filter(user=tell.who("陈安"), title__contains="约谈").count() == 1
        actions.reply_for_show(review, actor=tell.who("陈安"), reply="当天按上次的记录补填，今后逐项看")
        with pytest.raises(NotYours, match="已经回应过"):
            actions.reply_for_show(review, actor=tell.who("陈安"), reply="再说一遍")
        while journal.advance():
            pass
        assert Notice.objects.filter(user=tell.who("王镇"), title__contains="作了回应").count() == 1
        assert [one.pk for one in queries.to_talk(tell.who("王镇"))] == [review.pk]
        _on_the_list_of_talks(client, review, tell)
        with pytest.raises(Invalid, match="不能这样办结"):
            actions.settle_for_show(review, actor=tell.who("王镇"), outcome="declined", words="不谈了吧")
        actions.settle_for_show(review, actor=tell.who("王镇"), outcome="talked", words="6月5日在乡政府谈，答应逐项看")
        assert queries.to_talk(tell.who("王镇")) == []
        assert verify().broken == []

    def test_correcting_is_proposed_to_an_office_with_the_power_which_orders_or_says_why_not(
        self, begun, shown, tell, team, at
    ):
        office = Office.objects.get(short_name="综合执法")
        facts = {"decision": "correct", "reason": "自查没有、检查查出三条", "actor": tell.who("王镇")}
        with pytest.raises(Invalid, match="登记了这项职权"):
            actions.decide_for_show(shown, office=Office.objects.get(short_name="应急办"), **facts)
        Power.objects.get_or_create(
            office=office, kind=Power.Kind.ORDER, defaults={"basis": "省政府决定", "valid_from": dt.date(2024, 1, 1)}
        )
        review = actions.decide_for_show(shown, office=office, **facts)
        law = User.objects.get(pk=team.people["赵执"].pk)
        assert [one.pk for one in queries.to_settle(law)] == [review.pk]
        assert queries.to_settle(tell.who("林巡")) == []
        with pytest.raises(Invalid, match="请选择已签发的责令限期整改指令书"):
            actions.settle_for_show(review, actor=law, outcome="ordered", words="已下达")
        order = documents.issue(drafted(begun, team, days=(40, 40, 40)), actor=User.objects.get(full_name="钱执"))
        actions.settle_for_show(review, actor=law, outcome="ordered", words="随检查一并下达", document=order)
        with pytest.raises(Invalid, match="逾期没有改正"):
            actions.decide_for_show(shown, **{**facts, "decision": "stop", "office": office})
        documents.serve(order, actor=law, **RECEIPT)
        at(max(JUNE, DAY) + dt.timedelta(days=90))
        Power.objects.get_or_create(
            office=office, kind=Power.Kind.PENALTY, defaults={"basis": "省政府决定", "valid_from": dt.date(2024, 1, 1)}
        )
        stop = actions.decide_for_show(shown, **{**facts, "decision": "stop", "office": office})
        actions.settle_for_show(stop, actor=law, outcome="declined", words="正在复查，三日内复查后再定")
        assert Review.objects.filter(outcome="").count() == 0

    @pytest.mark.once
    def test_on_the_pages(self, client, shown, tell):
        client.force_login(tell.who("王镇"))
        listed = client.get(reverse("enforcement:for_show"), {"sign": "seconds", "standing": "open"})
        assert "恒通板材厂" in listed.content.decode()
        assert client.get(reverse("enforcement:for_show_export")).status_code == 200
        page = reverse("enforcement:signs_of", args=[shown.pk])
        decide = reverse("enforcement:decide_for_show", args=[shown.pk])
        answer = client.get(decide).content.decode()
        assert "先建议限期改正" in answer
        assert "建议停产停业整顿" not in answer
        assert client.post(decide, {"decision": "nothing", "reason": ""}).status_code == 422
        assert client.post(decide, {"decision": "nothing", "reason": "核实是补录，属实"}).url == page
        assert [str(registers.decided(one)) for one in queries.places(tell.who("王镇"))] == ["不处理"]
        client.force_login(tell.who("陈安"))
        assert "核实是补录，属实" in client.get(page).content.decode()
        reply = reverse("enforcement:reply_for_show", args=[Review.objects.get().pk])
        assert client.post(reply, {"reply": "已改为逐项拍照"}).url == page
        assert client.get(reverse("enforcement:for_show")).status_code == 403
        client.force_login(tell.who("郑邻"))
        assert client.get(page).status_code == 404
        assert client.get(reply).status_code == 404


def test_the_day_looks_at_all_and_a_finished_self_inspection_at_its_own(tell, at):
    checked(tell.factory, tell.who("陈安"), at, JUNE, seconds=12)
    assert (watching.look_at_all(), watching.look_at_all()) == (1, 0)
