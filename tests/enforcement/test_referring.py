"""From a clue in the records to the police and back: never by itself, decided by the head, each with its three days.

Clause C3e of docs/requirements.md.
"""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.documents import drafting, papers
from anlan.enforcement.documents import queries as documented
from anlan.enforcement.referring import actions, clocks, lifecycle, queries, telling, triggers
from anlan.enforcement.referring.models import Referral
from anlan.files import actions as files
from anlan.files.presses import tags
from anlan.hazards.models import Hazard, Level
from anlan.org.models import Notice
from anlan.org.roles import Role
from tests.enforcement.test_cases import SERVED, begun, hazard, noticed, opened, power, step, team, who
from tests.enforcement.test_documents import issued
from tests.enforcement.test_inspecting import DAY
from tests.people import photo
from tests.world import STRIP

__all__ = ["begun", "hazard", "power", "team"]
pytestmark = pytest.mark.django_db
FACTS = "2026年11月24日责令停止使用除尘系统，复查时仍在运行，提交的整改照片为旧照片。"
WHY = "事实清楚，证据确实，情节达到追诉标准，应当移送公安机关。"


def proposed(team, origin, **more) -> Referral:
    given: dict[str, Any] = {
        "crime": "134-1-2",
        "facts": FACTS,
        "danger": "木粉尘车间随时可能爆炸，当班四十人",
        "materials": {"report": "调查报告一份"},
        "to_name": "建安区公安局",
    }
    return actions.propose_referral(origin, actor=who(team, "赵执"), **(given | more))


def take(team, referral, name, by="赵执", **more) -> Referral:
    return getattr(actions, name)(Referral.objects.get(pk=referral.pk), actor=who(team, by), **more)


def sent(team, case) -> Referral:
    referral = proposed(team, case)
    take(team, referral, "decide_referral", "钱执", reason=WHY)
    return take(team, referral, "send_referral", receipt="治安大队李警官签收", copied_to="建安区人民检察院")


class TestClues:
    def test_a_false_rectification_is_one_said_shown_or_found(self, team, tell):
        fixed = tell.to("submitted")
        assert [one.code for one in triggers.of_hazard(fixed)] == []
        from anlan.hazards import actions as hazards

        hazards.send_back(fixed, actor=who(team, "赵执"), reasons=["泄爆片并未整改，照片为旧照片"])
        found = triggers.of_hazard(Hazard.objects.get(pk=fixed.pk))
        assert [(one.code, one.crime) for one in found] == [("fake", "134-1-2")]
        assert "虚假整改" in found[0].words
        assert "事件 #" in found[0].source

    def test_the_same_photo_before_and_after_is_one(self, team, tell):
        from anlan.hazards import actions as hazards

        shot = files.keep(SimpleUploadedFile("现场.jpg", photo().read(), "image/jpeg"), actor=None)
        found = tell.to("rectifying")
        hazards.note(found, actor=tell.who("郅明"), text="整改前", photos=[shot.pk])
        event = found.events.latest("number")
        later = found.events.model(subject=found, action="hazards.submit", number=99, files=[shot.pk])
        later.happened_at, later.digest = event.happened_at, "0" * 64
        rows = list(triggers._same_photo(found, [*found.events.order_by("number"), later]))
        assert [one.code for one in rows] == ["same_photo"]

    def test_an_order_about_a_major_hazard_not_obeyed_is_one_about_a_general_one_is_none(self, team, power, begun, at):
        order = issued(begun, team)
        documents.serve(order, actor=who(team, "赵执"), **SERVED)
        about = Hazard.objects.get(pk=order.items[0]["hazard"])
        at(DAY + dt.timedelta(days=8))
        assert triggers.of_hazard(about) == []
        Hazard.objects.filter(pk=about.pk).update(level=Level.MAJOR)
        found = triggers.of_hazard(Hazard.objects.get(pk=about.pk))
        assert [(one.code, order.number in one.words) for one in found] == [("refused", True)]
        rows = [(False, "通道仍被占用"), (True, "已接地"), (True, "已更换")]
        opinion = drafting.draft_opinion(order, actor=who(team, "赵执"), found=rows)
        documents.issue(opinion, actor=who(team, "钱执"))
        assert "复查未整改到位" in triggers.of_hazard(Hazard.objects.get(pk=about.pk))[0].words

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("将可燃气体报警器电源关闭", ["tampered"]),
            ("篡改监测数据", ["tampered"]),
            ("未取得经营许可证，擅自储存危险化学品", ["unlicensed"]),
            ("灭火器压力不足", []),
        ],
    )
    def test_words_are_only_a_clue_to_be_checked(self, text, codes):
        found = triggers.of_text(text, "案情")
        assert [one.code for one in found] == codes
        assert all("须核实" in one.source for one in found)


class TestReferring:
    def test_the_head_decides_within_three_days_and_it_goes_within_a_day(self, team, hazard, at):
        case = opened(team, hazard)
        step(team, case, "file_case", "钱执")
        for bad, words in (
            ({"facts": "拒不整改"}, "不少于 20 个字"),
            ({"danger": ""}, "现实危险"),
            ({"to_name": ""}, "送哪个公安机关"),
            ({"materials": {}}, "调查报告"),
            ({"crime": "999"}, "罪名表里没有"),
        ):
            with pytest.raises(Invalid, match=words):
                proposed(team, case, **bad)
        referral = proposed(team, case)
        assert Case.objects.get(pk=case.pk).suspended_at is None
        for name in ("赵执", "镕玥", "林巡", "吴村", "郑邻"):
            with pytest.raises(NotYours):
                take(team, referral, "decide_referral", name, reason=WHY)
        with pytest.raises(Invalid, match="不少于 20 个字"):
            take(team, referral, "refuse_referral", "钱执", reason="不移送")
        assert [(one.label, one.due_on) for one in clocks.clocks(referral)] == [
            ("负责人决定是否移送", DAY + dt.timedelta(days=3))
        ]
        referral = take(team, referral, "decide_referral", "钱执", reason=WHY)
        assert referral.number.endswith("应急罪移〔2026〕1号")
        due = clocks.next_clock(referral)
        assert due
        assert (due.label, due.due_at) == ("送公安机关", clock.now() + dt.timedelta(hours=24))
        at(DAY + dt.timedelta(days=2))
        assert clocks.next_clock(referral).is_late  # type: ignore[union-attr]  # there is one
        letter = referral.documents.get()
        text = "".join(tags.lines(papers.editable(letter, to_sign=True)))
        held = (
            "建安区公安局：",
            FACTS[:20],
            "第一百三十四条之一第二项",
            "调查报告一份",
            "涉案物品清单",
            "立案审批表",
            "移送回执",
        )
        assert [words for words in held if words not in text] == []
        assert not documented.served_to(who(team, "陈安")).filter(pk=letter.pk).exists()
        assert verify().broken == []

    def test_it_is_proposed_once_and_refused_with_a_reason_that_stays(self, team, hazard):
        case = opened(team, hazard)
        step(team, case, "file_case", "钱执")
        referral = proposed(team, case)
        with pytest.raises(NotYours, match="已经提出移送"):
            proposed(team, case)
        take(team, referral, "refuse_referral", "钱执", reason="没有现实危险的证据，继续调查取证，按行政案件办理")
        assert proposed(team, case).state == "proposed"

    def test_while_the_police_have_it_there_is_no_penalty(self, team, hazard):
        case = noticed(team, hazard)
        step(team, case, "hear_statement", statement="没有陈述申辩")
        referral = sent(team, case)
        assert referral.copied_at is not None
        decide = {"penalties": ["fine"], "fine": 30_000, "decision": "情节一般"}
        with pytest.raises(NotNow, match="移送公安机关，有结果之前不作处罚"):
            step(team, case, "decide_penalty", "钱执", **decide)
        with pytest.raises(NotNow, match="移送公安机关"):
            step(team, case, "decide_none", "钱执", reason="已移送")
        take(team, referral, "accept_filing", answer="建公立字〔2026〕88号")
        take(team, referral, "hand_over", words="配电箱一台，李警官签收")
        take(team, referral, "give_result", result_kind="not_prosecuted", result="不起诉，建议给予行政处罚")
        assert step(team, case, "decide_penalty", "钱执", **decide).state == "decided"
        names = [one.action for one in case.events.all()]
        assert ("enforcement.suspend" in names, "enforcement.resume" in names) == (True, True)

    def test_declined_it_is_objected_to_within_three_days_upheld_and_goes_back(self, team, hazard, at):
        case = noticed(team, hazard)
        referral = sent(team, case)
        take(team, referral, "decline", answer="建公不立字〔2026〕5号，没有现实危险")
        at(DAY + dt.timedelta(days=4))
        with pytest.raises(NotNow, match="超过三日"):
            take(team, referral, "object", reason=WHY)
        at(DAY + dt.timedelta(days=3))
        referral = take(team, referral, "object", reason=WHY)
        assert clocks.next_clock(referral).label == "公安作出复议决定"  # type: ignore[union-attr]  # there is one
        referral = take(team, referral, "uphold", answer="复议维持")
        assert "已经提请过复议" in lifecycle.reason(who(team, "赵执"), referral, "object")
        take(team, referral, "end_referral", reason="公安机关不予立案，依法作行政处罚")
        case.refresh_from_db()
        assert case.suspended_at is None

    def test_over_a_hazard_two_officers_with_cards_look_after_it(self, team, hazard):
        with pytest.raises(Invalid, match="专案组"):
            proposed(team, hazard)
        with pytest.raises(Invalid, match="没有登记执法证"):
            proposed(team, hazard, lead=who(team, "赵执"), second=who(team, "钱执"))
        referral = proposed(team, hazard, lead=who(team, "赵执"), second=who(team, "镕玥"))
        assert (referral.case, referral.hazard) == (None, hazard)

    def test_the_police_at_a_desk_here_answer_themselves_and_both_see_who_holds_it(self, team, hazard, client):
        station = team.office("派出所", "department")
        officer = team.person("jing", "景警", Role.OFFICER, "派出所", **STRIP)
        case = noticed(team, hazard)
        referral = proposed(team, case, to_name="", to_office=station)
        page = referral.get_absolute_url()
        client.force_login(officer)
        assert client.get(page).status_code == 404
        take(team, referral, "decide_referral", "钱执", reason=WHY)
        take(team, referral, "send_referral", receipt="景警签收")
        held = "派出所审查，立案前仍由移送单位负责"
        for name in ("赵执", "景警"):
            client.force_login(who(team, name))
            assert held in client.get(page).content.decode()
        assert [one for one, _ in queries.waiting(officer)] == [referral]
        with pytest.raises(NotYours, match="由派出所办理"):
            take(team, referral, "accept_filing", answer="立案")
        take(team, referral, "accept_filing", "景警", answer="桂公立字〔2026〕1号")
        client.force_login(who(team, "赵执"))
        assert "派出所（已立案侦查）" in client.get(page).content.decode()
        assert "派出所（已立案侦查）" in client.get(reverse("hazards:record", args=[hazard.pk])).content.decode()
        client.force_login(who(team, "陈安"))
        assert "移送涉嫌犯罪" not in client.get(reverse("hazards:record", args=[hazard.pk])).content.decode()

    def test_who_must_act_is_told_and_once_more_when_it_is_late(self, team, hazard, at):
        case = opened(team, hazard)
        step(team, case, "file_case", "钱执")
        referral = proposed(team, case)
        telling.tell(referral.events.get())
        assert {one.user.full_name for one in Notice.objects.filter(key__contains="referring")} == {"钱执", "王镇"}
        at(DAY + dt.timedelta(days=4))
        Notice.objects.all().delete()
        for _ in range(2):
            telling.remind(clock.today())
        assert "已逾期" in Notice.objects.filter(user=who(team, "赵执")).get().title

    def test_through_the_pages(self, team, hazard, client):
        case = noticed(team, hazard)
        client.force_login(who(team, "赵执"))
        form = reverse("enforcement:propose_referral_over_case", args=[case.pk])
        assert form in client.get(case.get_absolute_url()).content.decode()
        assert client.get(form).status_code == 200
        given = {"crime": "134-1-2", "facts": FACTS, "to_name": "建安区公安局", "report": "一份"}
        assert client.post(form, given).status_code == 422
        assert client.post(form, given | {"danger": "随时爆炸"}).status_code == 302
        referral = Referral.objects.get()
        for name in lifecycle.STEPS:
            url = reverse("enforcement:take_referral_step", args=[referral.pk, name])
            assert client.get(url).status_code in (200, 403, 409)
        over = reverse("enforcement:propose_referral_over_hazard", args=[hazard.pk])
        assert client.get(over).status_code == 403
        assert "建安区公安局" in client.get(reverse("enforcement:referrals") + "?group=open").content.decode()
        assert client.get(reverse("enforcement:referrals_export")).status_code == 200
        client.force_login(who(team, "郑邻"))
        assert client.get(referral.get_absolute_url()).status_code == 404
