"""From a fact to a penalty that was performed: who may, what must come first, by when, how much, and what it leaves.

Clauses C3c, C3d, C3f of docs/requirements.md.
"""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.core.workdays import add_workdays
from anlan.enforcement.cases import actions, clocks, counting, lifecycle, queries, rules
from anlan.enforcement.cases.clauses import CLAUSES
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.exempting.models import Exemption
from anlan.enterprises.models import Person
from anlan.hazards.models import Hazard
from anlan.org import actions as org
from anlan.org.models import Office, Power, User
from tests.enforcement.test_documents import begun, issued
from tests.enforcement.test_inspecting import DAY, carries, team

__all__ = ["begun", "team"]
pytestmark = pytest.mark.django_db
SERVED = {"served_way": "direct", "served_at_place": "厂区办公室", "receiver": "陈安", "receiver_post": "总经理"}
HEARD = {
    "recorder": "周同",
    "attended": "当事人陈安、承办人赵执、镕玥",
    "record": "主持人：现在开始听证。\n陈安：承认事实，请求从轻。",
    "report": "当事人承认事实，请求从轻",
}
LONG = "到场核对，泄爆片在报告之后又被封死，报告内容与现场不符，照片为证。"


@pytest.fixture
def power(team) -> Office:
    """综合执法 may punish, by every clause."""
    office = team.offices["综合执法"]
    return org.give_power(office, kind=Power.Kind.PENALTY, basis="赋权目录", valid_from=dt.date(2026, 1, 1))


@pytest.fixture
def hazard(tell, power) -> Hazard:
    """A major hazard of 恒通板材厂."""
    return tell.to("judged")


def who(team, name) -> User:
    return User.objects.get(pk=team.people[name].pk)


def opened(team, origin, **more) -> Case:
    given: dict[str, Any] = {
        "office": team.offices["综合执法"],
        "clause": "101-5",
        "is_overdue": False,
        "cause": "重大事故隐患不报告",
        "facts": "除尘器泄爆片被铁皮封死，三个月没有报告",
        "lead": who(team, "赵执"),
        "second": who(team, "镕玥"),
    }
    return actions.open_case(origin, actor=who(team, "赵执"), **(given | more))


def step(team, case, name, by="赵执", **more) -> Case:
    return getattr(actions, name)(Case.objects.get(pk=case.pk), actor=who(team, by), **more)


def noticed(team, hazard, amount=30_000, kinds=("fine",), offers=False, is_complex=False, **more) -> Case:
    case = opened(team, hazard, **more)
    step(team, case, "file_case", "钱执")
    step(team, case, "conclude", facts="查明属实", evidence="现场照片三张", opinion="建议罚款", is_complex=is_complex)
    told = {"kinds": list(kinds), "amount": amount, "offers_hearing": offers, "receipt": "陈安当场签收"}
    return step(team, case, "notify_party", **told)


def decided(team, hazard, **more) -> Case:
    case = noticed(team, hazard, **more)
    step(team, case, "hear_statement", statement="陈安当场表示没有陈述申辩")
    return step(team, case, "decide_penalty", "钱执", penalties=["fine"], fine=30_000, decision="首次违法，已着手整改")


class TestOpening:
    def test_an_office_without_the_power_proposes_and_gets_an_answer(self, team, tell):
        hazard = tell.to("judged")
        with pytest.raises(Invalid, match="没有登记行政处罚权"):
            opened(team, hazard)
        district = org.found_office(
            name="区应急局", short_name="区应急", kind=Office.Kind.DISTRICT, region=hazard.region.parent.parent
        )
        with pytest.raises(Invalid, match="另选有权单位"):
            opened(team, hazard, office=district)
        org.give_power(district, kind=Power.Kind.PENALTY, basis="安全生产法", valid_from=dt.date(2026, 1, 1))
        case = opened(team, hazard, office=district, lead=None, second=None)
        assert (case.state, case.from_office, case.handlers) == ("proposed", team.offices["综合执法"], [])
        with pytest.raises(Invalid, match="受理的文号"):
            step(team, case, "accept_proposal")
        other = opened(team, hazard, office=district)
        step(team, other, "return_proposal", reason="证据不足，请补充现场照片")
        step(team, case, "accept_proposal", receipt="区应急受〔2026〕8号")
        assert list(Case.objects.order_by("opened_at", "id").values_list("state", flat=True)) == ["handed", "returned"]

    def test_a_delegated_list_reaches_only_its_items(self, team, hazard):
        Power.objects.filter(kind="penalty").update(is_delegated=True, items=[CLAUSES["97-5"].label])
        with pytest.raises(Invalid, match="下放事项清单"):
            opened(team, hazard)
        assert opened(team, hazard, clause="97-5").state == "asked"

    def test_handlers_have_cards_and_somebody_else_files_it(self, team, hazard):
        with pytest.raises(Invalid, match="没有登记执法证"):
            opened(team, hazard, second=who(team, "钱执"))
        with pytest.raises(Invalid, match="选两名"):
            opened(team, hazard, second=None)
        with pytest.raises(NotYours):
            actions.open_case(hazard, actor=who(team, "吴村"), office=team.offices["综合执法"], clause="101-5",
                              is_overdue=False, cause="不报告", facts="不报告")  # fmt: skip
        case = opened(team, hazard)
        for name in ("赵执", "镕玥", "林巡", "吴村", "郑邻", "纪明"):
            with pytest.raises(NotYours):
                step(team, case, "file_case", name)
        step(team, case, "file_case", "钱执", decision="同意")
        case.refresh_from_db()
        assert case.filing_number.endswith("应急管立〔2026〕1号")
        assert case.due_on == DAY + dt.timedelta(days=90)

    def test_an_officer_whose_card_expired_yesterday_handles_nothing(self, team, hazard, at):
        case = opened(team, hazard)
        step(team, case, "file_case", "钱执")
        carries(team.people["镕玥"], DAY)
        at(DAY + dt.timedelta(days=1))
        with pytest.raises(NotYours, match="先更新执法证"):
            step(team, case, "conclude", facts="属实", evidence="照片", opinion="罚款")

    def test_an_order_not_obeyed_carries_a_case_once_its_date_has_passed(self, team, power, begun, at):
        order = issued(begun, team)
        assert "不履行的才立案" in rules.may_open_over_order(who(team, "赵执"), order)
        documents.serve(order, actor=who(team, "赵执"), **SERVED)
        with pytest.raises(NotYours, match="期限未到"):
            opened(team, order)
        at(DAY + dt.timedelta(days=8))
        about = Hazard.objects.get(pk=order.items[0]["hazard"])
        case = opened(team, order, hazard=about, clause="102", cause="未采取措施消除事故隐患")
        assert (case.source, case.order, case.inspection, case.hazard) == ("order", order, begun, about)


class TestDeciding:
    def test_the_fine_stays_within_the_clause_where_the_clause_is_sure(self, team, hazard):
        case = opened(team, hazard)
        step(team, case, "file_case", "钱执")
        step(team, case, "conclude", facts="查明属实", evidence="照片", opinion="罚款")
        told = {"kinds": ["fine"], "offers_hearing": True, "receipt": "陈安签收"}
        with pytest.raises(Invalid, match="0 至 100000 元"):
            step(team, case, "notify_party", amount=100_001, **told)
        with pytest.raises(Invalid, match="应当告知听证权利"):
            step(team, case, "notify_party", amount=0, **(told | {"kinds": ["stop"], "offers_hearing": False}))
        step(team, case, "notify_party", amount=80_000, **(told | {"offers_hearing": False}))
        assert "可能属于较大数额" in Case.objects.get().said["notify_party"]["warnings"][0]

    def test_a_clause_nobody_checked_only_warns(self, team, hazard):
        case = noticed(team, hazard, amount=600_000, offers=True, clause="yu-59", is_overdue=True)
        assert "尚未核对原文" in case.said["notify_party"]["warnings"][0]

    def test_a_hearing_asked_in_time_is_called_seven_work_days_ahead_and_reviewed_after(self, team, hazard, at):
        case = noticed(team, hazard, offers=True)
        step(team, case, "hear_statement", statement="认为罚款过重", answer="不采纳")
        decide = {"penalties": ["fine"], "fine": 30_000, "decision": "情节一般"}
        with pytest.raises(NotNow, match="要求听证的期限到2026年12月1日"):
            step(team, case, "decide_penalty", "钱执", **decide)
        at(dt.date(2026, 12, 1))
        step(team, case, "ask_hearing", words="陈安书面要求")
        call = {"place": "乡政府会议室", "chair": "王镇"}
        with pytest.raises(Invalid, match="最早2026年12月10日"):
            step(team, case, "call_hearing", "钱执", hearing_on=dt.date(2026, 12, 9), **call)
        with pytest.raises(Invalid, match="非本案调查人员"):
            step(team, case, "call_hearing", "钱执", hearing_on=dt.date(2026, 12, 10), **(call | {"chair": "赵执"}))
        step(team, case, "call_hearing", "钱执", hearing_on=dt.date(2026, 12, 10), **call)
        with pytest.raises(NotNow, match="先举行听证"):
            step(team, case, "decide_penalty", "钱执", **decide)
        at(dt.date(2026, 12, 10))
        step(team, case, "hold_hearing", "钱执", **HEARD)
        with pytest.raises(NotNow, match="法制审核"):
            step(team, case, "decide_penalty", "钱执", **decide)
        step(team, case, "review_case", "钱执", opinion="事实清楚，程序合法")
        with pytest.raises(Invalid, match="不得因陈述申辩加重处罚"):
            step(team, case, "decide_penalty", "钱执", **(decide | {"fine": 30_001}))
        assert step(team, case, "decide_penalty", "钱执", **decide).decision_number.endswith("应急罚〔2026〕1号")
        assert verify().broken == []

    def test_a_hearing_asked_too_late_is_not_held(self, team, hazard, at):
        case = noticed(team, hazard, offers=True)
        at(dt.date(2026, 12, 2))
        with pytest.raises(NotNow, match="已经过了"):
            step(team, case, "ask_hearing", words="陈安书面要求")

    def test_a_complex_case_is_reviewed_and_discussed(self, team, hazard):
        case = noticed(team, hazard, is_complex=True)
        step(team, case, "hear_statement", statement="没有陈述申辩")
        step(team, case, "review_case", "钱执", opinion="程序合法")
        with pytest.raises(NotNow, match="集体讨论"):
            step(team, case, "decide_penalty", "钱执", penalties=["fine"], fine=30_000, decision="情节一般")

    def test_over_a_card_that_says_no_penalty_it_takes_a_head_and_a_reason(self, team, hazard, tell):
        case = noticed(team, hazard)
        step(team, case, "hear_statement", statement="没有陈述申辩")
        Exemption.objects.create(
            hazard=hazard, region_code=hazard.region_code, proposed="yes", hazard_digest="", found_at=clock.now(),
            found_words="区局检查", granted=True, reason="属实", decided_by=who(team, "赵执"), decided_at=clock.now(),
        )  # fmt: skip
        decide = {"penalties": ["fine"], "fine": 30_000, "decision": "情节一般"}
        with pytest.raises(NotNow, match="不予处罚；仍要处罚的"):
            step(team, case, "decide_penalty", "钱执", **decide)
        with pytest.raises(NotYours, match="不能自己审批"):
            step(team, case, "override_exemption", reason=LONG)
        with pytest.raises(Invalid, match="不少于 20 个字"):
            step(team, case, "override_exemption", "钱执", reason="应当处罚")
        step(team, case, "override_exemption", "钱执", reason=LONG)
        step(team, case, "decide_penalty", "钱执", **decide)
        assert case.events.get(action="enforcement.override_exemption").data["reason"] == LONG

    def test_on_the_spot_only_little(self, team, factory, power):
        from anlan.enforcement.inspecting import actions as inspecting
        from tests.enforcement.test_inspecting import asked

        found = asked(team, factory)
        inspecting.approve(found, actor=team.people["钱执"])
        inspecting.notify(found, actor=team.people["镕玥"], notice_receipt="签收")
        inspecting.start(found, actor=team.people["赵执"])
        small = {"clause": "97-5", "facts": "台账三处没有记录", "receiver": "陈安"}
        with pytest.raises(Invalid, match="3000 元以下"):
            actions.decide_on_spot(found, actor=who(team, "赵执"), fine=3001, **small)
        made = actions.decide_on_spot(found, actor=who(team, "赵执"), fine=0, **small)
        assert (made.state, made.penalty_words) == ("served", "警告")


class TestAfter:
    def test_it_is_served_paid_late_with_a_surcharge_and_closed_and_the_hazard_stays_open(self, team, hazard, at):
        case, before = decided(team, hazard), Hazard.objects.get(pk=hazard.pk)
        assert [one.due_on for one in clocks.clocks(case)[2:]] == [add_workdays(DAY, 7)] * 2
        step(team, case, "publish_decision", where="信用建安网")
        step(team, case, "serve_decision", **SERVED)
        with pytest.raises(NotNow, match="缴款期限到2026年12月9日"):
            step(team, case, "urge_payment", receipt="陈安签收")
        at(dt.date(2026, 12, 14))
        case.refresh_from_db()
        assert clocks.surcharge(case, clock.today()) == 30_000 * 15 // 100
        assert clocks.surcharge(case, dt.date(2027, 12, 1)) == 30_000
        step(team, case, "urge_payment", receipt="陈安签收")
        with pytest.raises(NotNow, match="2026年12月28日"):
            step(team, case, "ask_court", words="建安区人民法院")
        step(team, case, "perform", performed_on=clock.today(), paid=34_500, words="银行回单 01")
        step(team, case, "close_case", "钱执", summary="已履行")
        after = Hazard.objects.get(pk=hazard.pk)
        assert (after.state, after.head_digest) == (before.state, before.head_digest)
        assert Case.objects.get().state == "closed"

    def test_an_annulled_one_leaves_the_web_in_three_work_days_and_no_longer_counts(self, team, hazard):
        case = decided(team, hazard)
        step(team, case, "publish_decision", where="信用建安网")
        step(team, case, "annul", "钱执", reason="复议决定撤销")
        case.refresh_from_db()
        running = [(one.label, one.due_on) for one in clocks.clocks(case) if one.is_running and "公示" in one.label]
        assert running == [("撤回公示", add_workdays(DAY, 3))]
        assert counting.count_of(case.enterprise).in_a_year == []
        step(team, case, "take_down", reason="已撤回并说明理由")

    def test_an_extension_is_on_record(self, team, hazard):
        case = noticed(team, hazard)
        with pytest.raises(Invalid, match="不能早于"):
            step(team, case, "extend", "钱执", due_on=case.due_on, reason="等待鉴定")
        step(team, case, "extend", "钱执", due_on=case.due_on + dt.timedelta(days=30), reason="等待鉴定")
        assert case.events.get(action="enforcement.extend").data["before"] == str(DAY + dt.timedelta(days=90))

    def test_unit_and_principal_are_two_cases_and_closing_one_names_the_other(self, team, hazard, factory, client):
        case = decided(team, hazard)
        chen = Person.objects.get(name="陈安")
        with pytest.raises(Invalid, match="换另一方当事人"):
            step(team, case, "open_twin", clause="101-5", is_overdue=False)
        twin = step(team, case, "open_twin", clause="94", is_overdue=False, person=chen)
        assert (twin.other, case.other, twin.state) == (case, twin, "asked")
        step(team, case, "serve_decision", **SERVED)
        step(team, case, "perform", performed_on=DAY, paid=30_000, words="银行回单 01")
        client.force_login(who(team, "钱执"))
        page = client.get(reverse("enforcement:take_case_step", args=[case.pk, "close_case"])).content.decode()
        assert "还没有结案" in page
        assert "还没有销号" in page
        step(team, case, "close_case", "钱执", summary="已履行")
        assert "陈安" in case.events.get(action="enforcement.close_case").data["twin_open"]

    def test_somebody_is_barred_for_five_years_and_the_enterprise_shows_it(self, team, hazard, client):
        chen = Person.objects.get(name="陈安")
        case = decided(team, hazard, clause="94", person=chen)
        step(team, case, "bar", "钱执", barred_from=DAY, for_life=False, reason="安全生产法第一百一十三条")
        case.refresh_from_db()
        assert case.barred_until == dt.date(2031, 11, 24)
        client.force_login(who(team, "赵执"))
        page = client.get(reverse("enforcement:penalties_of", args=[case.enterprise_id])).content.decode()
        assert "限制中" in page

    def test_three_in_180_days_ask_for_closing_and_the_second_warns(self, team, hazard, at, client):
        warned = []
        for days in (0, 100, 179, 180):
            at(DAY + dt.timedelta(days=days))
            if days < 180:
                decided(team, hazard)
            warned.append(
                (counting.count_of(hazard.enterprise).is_reached, counting.count_of(hazard.enterprise).warning[:4])
            )
        assert warned == [(False, ""), (False, "再有一次"), (True, "已达到《"), (False, "再有一次")]
        client.force_login(who(team, "赵执"))
        url = reverse("enforcement:closure_proposal", args=[hazard.enterprise_id])
        assert client.get(url).status_code == 409
        at(DAY + dt.timedelta(days=179))
        page = client.get(Case.objects.latest("opened_at").get_absolute_url()).content.decode()
        assert "一百八十日内 3 次、一年内 3 次：已达到《安全生产法》" in page
        assert client.get(url).content.startswith(b"%PDF")


@pytest.mark.once
@pytest.mark.parametrize(
    ("in_days", "in_a_year", "is_reached", "words"),
    [
        (1, 2, False, ""),
        (2, 2, False, "再有一次"),
        (0, 3, False, "再有一次"),
        (3, 3, True, "已达到"),
        (1, 4, True, "已达到"),
    ],
)
def test_three_in_180_days_or_four_in_a_year(in_days, in_a_year, is_reached, words):
    count = counting.Count([Case()] * in_days, [Case()] * in_a_year)
    assert (count.is_reached, count.warning[: len(words) or None]) == (is_reached, words)


@pytest.mark.once
def test_a_year_ends_on_the_same_day(at):
    days = (dt.date(2026, 11, 24), dt.date(2028, 2, 29))
    assert [counting.year_before(one) for one in days] == [dt.date(2025, 11, 24), dt.date(2027, 2, 28)]


class TestPages:
    def test_every_step_is_a_page_and_one_s_work_shows_the_nearest_clock(self, team, hazard, client):
        case = noticed(team, hazard, offers=True)
        client.force_login(who(team, "赵执"))
        page = client.get(case.get_absolute_url()).content.decode()
        assert "当事人要求听证" in page
        for name in lifecycle.STEPS:
            assert client.get(reverse("enforcement:take_case_step", args=[case.pk, name])).status_code in (
                200,
                403,
                409,
            )
        assert [(one.pk, next_.label) for one, next_ in queries.to_handle(who(team, "赵执"))] == [
            (case.pk, "当事人要求听证")
        ]
        assert client.get(reverse("enforcement:penalty_cases") + "?party=unit&group=open").status_code == 200
        assert client.get(reverse("enforcement:penalty_cases_export")).status_code == 200
        client.force_login(who(team, "郑邻"))
        assert client.get(case.get_absolute_url()).status_code == 404

    def test_a_case_is_opened_from_the_page_of_its_hazard(self, team, hazard, client):
        client.force_login(who(team, "赵执"))
        assert "提出立案" in client.get(reverse("enforcement:penalties_over", args=[hazard.pk])).content.decode()
        url = reverse("enforcement:open_case_over_hazard", args=[hazard.pk])
        given = {
            "clause": "101-5", "cause": "不报告", "facts": "三个月没有报告", "office": team.offices["综合执法"].pk,
            "lead": team.people["赵执"].pk, "second": team.people["镕玥"].pk,
        }  # fmt: skip
        assert client.post(url, given | {"clause": "94"}).status_code == 422
        assert client.post(url, given).status_code == 302
        assert rules.heads(who(team, "钱执"), Case.objects.get()) == ""
