"""C3i: A case that is another authority's: sent, answered on both desks or on paper, and never sent round for ever."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enforcement.cases import actions, queries
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import queries as documents
from anlan.enforcement.moving import telling
from anlan.org.models import Notice
from tests.enforcement.test_case_papers import lacks, words_of
from tests.enforcement.test_cases import begun, hazard, opened, power, step, team, who
from tests.enforcement.test_inspecting import DAY

__all__ = ["begun", "hazard", "power", "team"]
pytestmark = pytest.mark.django_db
TOLD = {"basis": "《行政处罚法》第二十五条", "reason": "属于特种设备监管"}


@pytest.fixture
def filed(team, hazard) -> Case:
    """A case that was filed."""
    return step(team, opened(team, hazard), "file_case", "钱执")


def move(case: Case) -> str:
    return reverse("enforcement:moved_case", args=[case.pk])


def test_on_paper_the_handlers_enter_number_day_and_reason(team, filed, client):
    case = step(team, filed, "move_case", "钱执", to_name="建安区市场监管局", **TOLD)
    text = words_of(case, "case_transfer")
    assert lacks(text, "建安区市场监管局：", "立案审批表", "移送回执", "属于特种设备监管", case.move_number) == []
    with pytest.raises(NotYours, match="登记对方的答复"):
        step(team, case, "case_taken", "林巡", on=DAY, number="1")
    with pytest.raises(Invalid, match="请写明对方文书的文号"):
        step(team, case, "case_returned", on=DAY, reason="不是特种设备")
    for wrong in (DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)):
        with pytest.raises(Invalid, match="不晚于今天"):
            step(team, case, "case_returned", on=wrong, number="1", reason="不是特种设备")
    returned = step(team, case, "case_returned", on=DAY, number="建市监退〔2026〕1号", reason="不是特种设备")
    assert (returned.state, returned.holder) == ("filed", "综合执法（建安区市场监管局退回，继续办理）")
    step(team, case, "move_case", "钱执", to_name="建安区市场监管局", **TOLD)
    client.force_login(team.people["赵执"])
    answer = reverse("enforcement:answer_move", args=[case.pk, "case_taken"])
    assert client.post(answer, {"on": str(DAY), "number": ""}).status_code == 422
    assert client.post(answer, {"on": str(DAY), "number": "建市监受〔2026〕3号"}).headers["Location"] == move(case)
    page = client.get(move(case)).content.decode()
    held = ("建安区市场监管局（已受理，待反馈处理结果）", "建市监退〔2026〕1号", "不是特种设备", "建市监受〔2026〕3号")
    assert lacks(page, *held, "反馈处理结果") == []
    step(team, case, "report_case", on=DAY, number="建市监罚〔2026〕8号", result="罚款二万元")
    assert (case.pk in [one.pk for one in queries.to_take(who(team, "赵执"))], verify().broken) == (False, [])


def test_the_second_return_goes_to_the_common_superior(team, filed):
    for state in ("filed", "disputed"):
        step(team, filed, "move_case", "钱执", to_name="建安区市场监管局", **TOLD)
        assert step(team, filed, "case_returned", on=DAY, number="退1", reason="不归我局管").state == state
    with pytest.raises(NotNow, match="两次退回"):
        step(team, filed, "move_case", "钱执", to_name="建安区市场监管局", **TOLD)
    named = {"authority": "建安区人民政府", "number": "建政函〔2026〕5号", "on": DAY}
    assert step(team, filed, "settle_move", "钱执", is_ours=False, **named).state == "moved"


def test_a_receiver_in_the_system_sees_and_answers_at_its_own_desk(market, team, filed, client):
    case = step(team, filed, "move_case", "钱执", to_office=market.offices["市监所"], **TOLD)
    peng = market.people["彭员"]
    client.force_login(peng)
    assert client.get(case.get_absolute_url()).status_code == 404
    page = client.get(move(case)).content.decode()
    assert lacks(page, "综合执法（已移送市监所，对方受理前仍由移送单位负责）", "受理移送", "退回移送") == []
    assert [one.pk for one in queries.to_take(peng)] == [case.pk]
    for name in ("move_letter", "move_material"):
        assert client.get(reverse(f"enforcement:{name}", args=[case.pk])).content[:5] == b"%PDF-"
    with pytest.raises(NotYours, match="由市监所办理"):
        step(team, case, "case_taken", on=DAY)
    telling.tell(case.events.get(action="enforcement.move_case"))
    with clock.moved_to(DAY + dt.timedelta(days=8)):
        telling.remind(DAY + dt.timedelta(days=8))
    told = [one.title for one in Notice.objects.filter(user=peng).order_by("created_at")]
    assert [title.rpartition("：")[2] for title in told] == ["移送有管辖权的机关", "对方答复移送已逾期"]
    answer = reverse("enforcement:answer_move", args=[case.pk, "case_returned"])
    kept = client.post(answer, {"on": str(DAY), "reason": "", "number": "市监退〔2026〕1号"})
    assert (kept.status_code, "市监退〔2026〕1号" in kept.content.decode()) == (422, True)
    assert client.post(answer, {"on": str(DAY), "reason": "不是特种设备"}).status_code == 302
    assert client.get(move(case)).status_code == 200
    assert client.get(reverse("enforcement:move_material", args=[case.pk])).status_code == 403
    client.force_login(team.people["郑邻"])
    assert client.get(move(case)).status_code == 404


def test_who_had_it_before_still_reads_where_it_went_and_nothing_more(market, team, filed, client):
    """Returned by one and sent on to another: the case's page tells both, the first receiver keeps reading."""
    first = step(team, filed, "move_case", "钱执", to_office=market.offices["市监所"], **TOLD).move_number
    peng = market.people["彭员"]
    actions.case_returned(Case.objects.get(pk=filed.pk), actor=peng, on=DAY, reason="不是特种设备")
    case = step(team, filed, "move_case", "钱执", to_office=market.offices["卫生院"], **TOLD)
    client.force_login(peng)
    page = client.get(move(case)).content.decode()
    assert (
        lacks(page, first, case.move_number, "不是特种设备", "综合执法（已移送卫生院，对方受理前仍由移送单位负责）")
        == []
    )
    assert (queries.to_take(peng), queries.lies_open(peng, case)) == ([], False)
    assert client.get(reverse("enforcement:move_material", args=[case.pk])).status_code == 403
    assert client.post(reverse("enforcement:answer_move", args=[case.pk, "case_taken"]), {"on": DAY}).status_code == 403
    client.force_login(team.people["赵执"])
    page = client.get(case.get_absolute_url()).content.decode()
    assert lacks(page, "移送经过", first, case.move_number, "不是特种设备", "市监所", "卫生院") == []
    assert ("缴款日期" in page, "11月24日（周二）" in page) == (False, True)


def test_a_letter_answered_at_a_desk_here_waits_for_no_receipt(market, team, filed):
    case = step(team, filed, "move_case", "钱执", to_office=market.offices["市监所"], **TOLD)
    letter = case.documents.get(kind="case_transfer")
    assert letter in documents.to_serve(who(team, "赵执"))
    actions.case_taken(Case.objects.get(pk=case.pk), actor=market.people["彭员"], on=DAY)
    letter.refresh_from_db()
    assert letter not in documents.to_serve(who(team, "赵执"))
    assert (letter.receiver, letter.served_at_place, verify().broken) == ("彭员", "市监所", [])


def test_it_goes_neither_to_nobody_nor_to_itself(team, filed, client):
    client.force_login(team.people["钱执"])
    send = reverse("enforcement:take_case_step", args=[filed.pk, "move_case"])
    for receiver, words in ({}, "请写明接收单位"), ({"to_name": "综合执法"}, "请选另一个单位"):
        page = client.post(send, TOLD | receiver)
        assert (page.status_code, lacks(page.content.decode(), words, TOLD["reason"])) == (422, [])
    assert Case.objects.get(pk=filed.pk).state == "filed"
