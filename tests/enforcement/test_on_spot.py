"""Sealed on the spot: told to the head in a day, approved or lifted. Power is cut a day after its notice."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.documents import actions, clocks, on_spot, queries, rules, showing
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from tests.enforcement.test_documents import RECEIPT, begun, issued, team, who
from tests.enforcement.test_inspecting import DAY
from tests.enforcement.test_paper_sets import SEALING, draft, may_coerce, signed, words_of

__all__ = ["begun", "team"]
pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def typed(at: dt.datetime) -> str:
    return at.astimezone(clock.local(DAY).tzinfo).strftime("%Y-%m-%dT%H:%M")


def sealed(begun, team, at) -> Document:
    may_coerce(team, begun)
    acted = clock.local(DAY, 8)
    at(clock.local(DAY, 10))
    return draft(begun, team, Kind.SEALING, SEALING | {"acted_at": typed(acted)})


def test_what_was_done_on_the_spot_is_reported_before_it_is_approved(begun, team, at, client):
    document, officer, head = sealed(begun, team, at), who(team, "赵执"), who(team, "钱执")
    assert clocks.report_by(document) == clock.local(DAY, 8) + 24 * HOUR
    assert "先由检查人员登记向负责人报告" in rules.may_decide(head, document)
    work = showing._on_spot(officer)
    assert (work.count, work.is_red) == (1, False)
    client.force_login(officer)
    assert "尚未报告" in client.get(document.get_absolute_url()).content.decode()
    assert client.post(reverse("enforcement:report_measure", args=[document.pk]), {"words": ""}).status_code == 422
    told = {"words": "电话报告队长钱执，配电箱短路冒烟"}
    assert client.post(reverse("enforcement:report_measure", args=[document.pk]), told).status_code == 302
    document.refresh_from_db()
    with pytest.raises(NotYours, match="已经报告"):
        on_spot.report_measure(document, actor=officer, words="再次报告")
    actions.issue(document, actor=head)
    assert document.due_on == DAY + dt.timedelta(days=29)
    assert "2026年11月24日8时00分当场实施" in words_of(document)
    assert queries.to_report(officer) == []


def test_a_report_after_a_day_says_so_and_what_is_not_approved_is_lifted(begun, team, at):
    document, officer = sealed(begun, team, at), who(team, "赵执")
    at(clock.local(DAY + dt.timedelta(days=1), 9))
    assert showing._on_spot(officer).is_red
    on_spot.report_measure(document, actor=officer, words="当面报告")
    assert document.events.get(action="enforcement.report_measure").data["late"] is True
    with pytest.raises(NotYours, match="没有批准的才"):
        on_spot.lift_measure(document, actor=officer, words="已启封")
    actions.drop(document, actor=who(team, "钱执"), decision="没有紧急情形，不应当采取")
    assert queries.to_report(officer) == [document]
    on_spot.lift_measure(document, actor=officer, words="上午九点半启封，张翀签收")
    assert queries.to_report(officer) == []


def test_a_sealing_approved_first_has_no_such_clock_and_no_such_sentence(begun, team):
    may_coerce(team, begun)
    document = signed(draft(begun, team, Kind.SEALING, SEALING), team)
    assert (clocks.report_by(document), "当场实施" in words_of(document)) == (None, False)
    with pytest.raises(Invalid, match="三十日之内"):
        draft(begun, team, Kind.SEALING, SEALING | {"acted_at": "2026-12-24T08:00"})


def test_power_is_cut_a_day_after_the_notice_unless_it_burns(begun, team, at):
    order = issued(begun, team)
    actions.serve(order, actor=who(team, "赵执"), **RECEIPT)
    now = clock.now()
    given = {"supplier": "建安区供电公司", "supply": "供电", "danger": "粉尘作业区仍在生产", "emergency": ""}
    with pytest.raises(Invalid, match="提前二十四小时"):
        draft(begun, team, Kind.POWER_CUT, given | {"cut_at": typed(now + 23 * HOUR)}, order)
    with pytest.raises(Invalid, match="三十日之内"):
        draft(begun, team, Kind.POWER_CUT, given | {"cut_at": typed(now - HOUR), "emergency": "正在冒烟"}, order)
    draft(begun, team, Kind.POWER_CUT, given | {"cut_at": typed(now + HOUR), "emergency": "正在冒烟"}, order)
    Document.objects.filter(kind=Kind.POWER_CUT).update(state="dropped")
    notice = draft(begun, team, Kind.POWER_CUT, given | {"cut_at": typed(now + 30 * HOUR)}, order)
    assert clocks.tell_by(notice) == now + 6 * HOUR
    signed(notice, team)
    assert "建安区供电公司" in words_of(notice)
    assert notice in queries.running(who(team, "赵执"))
    back = draft(begun, team, Kind.POWER_BACK, {"reason": "已停止作业并拆除设备，复查危险消除"}, notice)
    signed(back, team)
    assert notice.number in words_of(back)
    assert queries.running(who(team, "赵执")) == []
