"""Found, reported, exempt: what the server had before the inspection decides what is proposed; a person decides.

Clause C3b of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enforcement.exempting import actions, queries, reading
from anlan.enforcement.exempting.models import Exemption
from anlan.files import actions as files
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard, HazardEvent
from anlan.inspections import actions as visits
from anlan.inspections.models import Visit
from tests.hazards.conftest import PLAN
from tests.people import photo

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
NOON = dt.timedelta(hours=12)
LONG = "到场核对，泄爆片已经到货，看守人员在岗，照片由值班员手机拍摄，情况属实。"


@pytest.fixture
def reported(tell, at) -> Hazard:
    """陈安 found it on Monday, judged it major and reported it with a plan; work began on Tuesday."""
    at(MONDAY)
    hazard = hazards.record(
        tell.factory, actor=tell.who("陈安"), description="除尘器泄爆片被铁皮封死", source="self_inspection"
    )
    hazards.judge(hazard, actor=tell.who("林巡"), level="major", criterion=tell.criterion)
    hazards.file_plan(hazard, actor=tell.who("陈安"), due_on=MONDAY + dt.timedelta(days=20), **PLAN)
    hazards.report(hazard, actor=tell.who("陈安"))
    hazards.acknowledge(hazard, actor=tell.who("赵执"))
    hazards.acknowledge(Hazard.objects.get(pk=hazard.pk), actor=tell.who("林巡"))
    at(MONDAY + dt.timedelta(days=1))
    begun = Hazard.objects.get(pk=hazard.pk)
    hazards.start(begun, actor=tell.who("郅明"))
    return begun


def inspected(hazard, tell, begun_at=None) -> Visit:
    """The district comes and meets with it; 林巡 puts the visit on record."""
    visit = visits.begin(
        tell.factory,
        kind="upper_level",
        actor=tell.who("林巡"),
        with_list=False,
        upper_office="区应急管理局",
        document_number="检记〔2026〕3号",
        begun_at=begun_at,
    )
    visits.link_known(visit, actor=tell.who("林巡"), hazard=Hazard.objects.get(pk=hazard.pk), note="仍在整改")
    return visit


def verdicts(hazard) -> dict[str, str]:
    card = reading.card_of(Hazard.objects.get(pk=hazard.pk))
    return {one.label: str(one.verdict) for one in card.facts if one.verdict != "yes"}


def decided(hazard, tell, who="赵执", **more) -> Exemption:
    given = {"granted": True, "reason": LONG} | more
    return actions.decide_exemption(Hazard.objects.get(pk=hazard.pk), actor=tell.who(who), **given)


class TestCard:
    def test_reported_and_under_way_before_the_inspection_needs_only_a_look_at_the_work(self, reported, tell, at):
        at(MONDAY + dt.timedelta(days=2))
        inspected(reported, tell)
        assert verdicts(reported) == {"检查前有效措施正在实施": "doubt"}  # no photo
        card = reading.card_of(reported)
        assert card.moment
        assert "区应急管理局" in card.moment.words
        kinds = [one.before for one in card.lines]
        assert kinds == sorted(kinds, key=lambda one: {True: 0, None: 1, False: 2}[one])
        assert (kinds.count(True), kinds.count(None), kinds.count(False)) == (7, 1, 1)

    def test_with_a_photo_of_the_work_it_is_yes(self, reported, tell, at):
        shown = files.keep(SimpleUploadedFile("改好.jpg", photo().read(), "image/jpeg"), actor=None)
        hazards.note(reported, actor=tell.who("郅明"), text="新泄爆片已装上", photos=[shown.pk])
        at(MONDAY + dt.timedelta(days=2))
        inspected(reported, tell)
        assert (verdicts(reported), str(reading.card_of(reported).proposed)) == ({}, "yes")

    def test_what_came_after_the_inspection_began_does_not_count(self, reported, tell, at):
        at(MONDAY + dt.timedelta(days=2))
        inspected(reported, tell, begun_at=clock.local(MONDAY, 0))
        assert set(verdicts(reported).values()) == {"no"}
        assert len(verdicts(reported)) == 5

    def test_written_on_a_phone_before_and_received_after_is_doubtful(self, tell, at):
        at(MONDAY)
        hazard = hazards.record(
            tell.factory,
            actor=tell.who("陈安"),
            description="除尘器泄爆片被铁皮封死",
            source="self_inspection",
            found_at=clock.now() - dt.timedelta(hours=3),
        )
        hazards.judge(hazard, actor=tell.who("林巡"), level="major", criterion=tell.criterion)
        inspected(hazard, tell, begun_at=clock.now() - dt.timedelta(hours=1))
        assert verdicts(hazard)["检查前本单位自己发现并登记"] == "doubt"

    def test_recorded_while_inspectors_stand_in_the_workshop_is_not_before(self, tell, at):
        at(MONDAY)
        visits.begin(tell.factory, kind="report_check", actor=tell.who("赵执"), with_list=False)
        at(clock.local(MONDAY, 11))
        hazard = hazards.record(
            tell.factory, actor=tell.who("陈安"), description="护栏缺失三米", source="self_inspection"
        )
        assert verdicts(hazard)["检查前本单位自己发现并登记"] == "no"

    def test_found_by_others_late_repeated_or_altered_is_never_a_yes(self, reported, tell, at):
        assert verdicts(tell.to("judged"))["检查前本单位自己发现并登记"] == "no"
        at(MONDAY + dt.timedelta(days=40))
        inspected(reported, tell)
        assert verdicts(reported)["检查时没有超过整改期限"] == "doubt"
        Hazard.objects.filter(pk=reported.pk).update(previous=tell.found())
        assert verdicts(reported)["不是改过又犯的"] == "doubt"
        event = HazardEvent.objects.get(subject=reported, number=2)
        HazardEvent._base_manager.filter(pk=event.pk).update(data={"level": "general"})
        assert verdicts(reported)["记录没有改动过"] == "doubt"

    def test_asks_as_much_for_many_events_as_for_few(self, reported, tell):
        counts = []
        for more in (1, 6):
            for number in range(more):
                hazards.note(Hazard.objects.get(pk=reported.pk), actor=tell.who("郅明"), text=f"第 {number} 天进展")
            with CaptureQueriesContext(connection) as asked:
                reading.card_of(Hazard.objects.get(pk=reported.pk))
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestDeciding:
    @pytest.fixture
    def met(self, reported, tell, at) -> Hazard:
        """The district met with it on Wednesday."""
        at(MONDAY + dt.timedelta(days=2))
        inspected(reported, tell)
        return Hazard.objects.get(pk=reported.pk)

    def test_the_supervising_office_decides_once_and_the_facts_stay_as_they_were(self, met, tell):
        for name in ("林巡", "王镇", "吴村", "陈安", "郑邻"):
            with pytest.raises(NotYours):
                decided(met, tell, who=name)
        made = decided(met, tell)
        assert (made.proposed, made.granted, made.is_against) == ("doubt", True, True)
        assert made.hazard_digest == met.head_digest
        assert ["检查前有效措施正在实施", "doubt"] in [one[:2] for one in made.facts]
        with pytest.raises(NotYours, match="已经认定过"):
            decided(met, tell)
        assert [one.action for one in made.events.all()] == ["enforcement.decide_exemption"]
        assert Hazard.objects.get(pk=met.pk).state == met.state
        assert verify().broken == []

    def test_against_the_facts_it_takes_a_longer_reason(self, met, tell):
        with pytest.raises(Invalid, match="不少于 20 个字"):
            decided(met, tell, reason="情况属实")
        assert not Exemption.objects.exists()

    def test_where_nobody_found_it_there_is_nothing_to_decide_but_a_check_elsewhere_may_be_told(self, reported, tell):
        with pytest.raises(Invalid, match="没有处罚的问题"):
            decided(reported, tell)
        with pytest.raises(Invalid, match="时间和单位都要写"):
            decided(reported, tell, found_words="市局检查")
        with pytest.raises(Invalid, match="晚于现在"):
            decided(reported, tell, found_words="市局检查", found_at=clock.now() + NOON)
        made = decided(reported, tell, found_words="市局检查", found_at=clock.now() - NOON, granted=False)
        assert (made.proposed, made.found_words.startswith("市局检查")) == ("doubt", True)

    def test_another_person_reconsiders_and_the_first_word_stays_on_record(self, met, tell):
        made = decided(met, tell)
        for name in ("赵执", "林巡", "陈安"):
            with pytest.raises(NotYours):
                actions.reconsider_exemption(made, actor=tell.who(name), granted=False, reason=LONG)
        actions.reconsider_exemption(made, actor=tell.who("钱执"), granted=False, reason=LONG)
        assert [one.to_state for one in made.events.all()] == ["granted", "refused"]
        with pytest.raises(NotYours, match="请另一人复核"):
            actions.reconsider_exemption(made, actor=tell.who("钱执"), granted=True, reason=LONG)

    def test_it_waits_in_the_work_of_those_who_decide_only(self, met, tell):
        waiting = {name: queries.to_decide(tell.who(name)) for name in ("赵执", "林巡", "王镇", "何客")}
        assert waiting == {"赵执": [met], "林巡": [], "王镇": [], "何客": []}
        decided(met, tell)
        assert queries.to_decide(tell.who("赵执")) == []

    def test_on_the_pages(self, met, tell, client):
        card = reverse("enforcement:card_of", args=[met.pk])
        form = reverse("enforcement:decide_exemption", args=[met.pk])
        client.force_login(tell.who("陈安"))
        text = client.get(card).content.decode()
        assert "存疑" in text
        assert form not in text
        assert client.get(form).status_code == 403
        client.force_login(tell.who("赵执"))
        assert "待认定的自查自报" in client.get(reverse("hazards:mine")).content.decode()
        assert form in client.get(card, headers={"HX-Request": "true"}).content.decode()
        kept = client.post(form, {"granted": "yes", "reason": "属实"})
        assert kept.status_code == 422
        assert "不少于 20 个字" in kept.content.decode()
        assert client.post(form, {"granted": "maybe", "reason": LONG, "found_at": "昨天"}).status_code == 422
        assert client.post(form, {"granted": "yes", "reason": LONG}).status_code == 302
        made = Exemption.objects.get()
        listed = client.get(reverse("enforcement:exemptions"), {"standing": "granted", "against": "yes"})
        assert str(met) in listed.content.decode()
        assert client.get(reverse("enforcement:exemptions_export")).status_code == 200
        assert client.get(reverse("enforcement:exemption", args=[made.pk])).url == card
        client.force_login(tell.who("钱执"))
        again = reverse("enforcement:reconsider_exemption", args=[made.pk])
        assert again in client.get(card).content.decode()
        assert client.post(again, {"granted": "no", "reason": LONG}).status_code == 302
        record = client.get(reverse("hazards:record", args=[met.pk])).content.decode()
        assert "不适用自查自报不予处罚（钱执" in record
        for name in ("郑邻", "何客"):
            client.force_login(tell.who(name))
            assert client.get(card).status_code == 404
