"""B2a, F2: A visit from the choice of its kind to the last signature, and what may never happen in it."""

import datetime as dt
import uuid

import pytest

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.hazards.models import Hazard, HazardEvent
from anlan.inspections import actions, content, gaps
from anlan.inspections.items import walk
from anlan.inspections.kinds import KINDS, Kind
from anlan.inspections.models import Answer, Signature, Visit, VisitEvent

pytestmark = pytest.mark.django_db

ALONE = {
    # who may begin which kind at 恒通板材厂 without anybody beside them
    Kind.SELF_INSPECTION: {"陈安", "郅明", "工友"},
    Kind.PATROL: {"吴村", "马协"},
    Kind.GUIDANCE: {"林巡", "周同", "孙主", "赵执", "钱执", "王镇"},
    Kind.UPPER_LEVEL: {"林巡", "周同", "孙主"},
    Kind.REPORT_CHECK: {"林巡", "周同", "孙主", "赵执", "钱执"},
    Kind.ADMINISTRATIVE: set(),  # only from an approval
}
UPPER = {"upper_office": "许昌市应急管理局", "document_number": "许应急检〔2026〕12号"}


def names(world):
    return sorted(world.people)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_made_by_those_of_the_table_and_nobody_else(team, world, kind):
    made = set()
    for name in names(world):
        before = VisitEvent.objects.count()
        try:
            team.visit(kind, name, **(UPPER if kind == Kind.UPPER_LEVEL else {}))
            made.add(name)
        except (NotYours, Invalid):
            assert VisitEvent.objects.count() == before
    assert made == ALONE[kind]


def test_only_the_administrative_inspection_needs_an_approval():
    assert [line.label for line in KINDS.values() if line.needs_approval] == ["行政检查"]


def test_an_expert_goes_only_together_with_an_official_of_the_place(team):
    with pytest.raises(Invalid, match="专家不单独进企业"):
        team.visit("guidance", "顾专")
    with pytest.raises(Invalid, match="专家不单独进企业"):
        team.visit("guidance", "顾专", companions=[team.who("马协")])
    visit = team.visit("guidance", "顾专", companions=[team.who("林巡")])
    with pytest.raises(Invalid, match="专家不单独进企业"):
        actions.leave_out(visit, actor=team.who("顾专"), companion_id=visit.companions.get().pk)


def test_an_upper_level_inspection_names_its_office_and_document(team):
    with pytest.raises(Invalid, match="上级单位"):
        team.visit("upper_level")
    with pytest.raises(Invalid, match="文号"):
        team.visit("upper_level", upper_office="许昌市应急管理局")


def test_the_list_is_that_of_the_enterprises_industries_and_frozen(team):
    visit = team.visit()
    assert [item["code"] for item in visit.items] == ["第十一条(三)", "第1项"]
    assert team.visit().checklist == visit.checklist
    assert team.visit(with_list=False).items == []


def test_a_guidance_visit_with_a_no_makes_a_hazard_and_is_finished(team, again):
    visit = team.visit(companions=[team.who("顾专")], outsiders=[("蒋工", "粉尘防爆专家")])
    team.answer(visit, 1, "no", photos=[team.photo().sha256])
    key = visit.items[0]["criterion"]
    actions.record_hazard(
        visit, actor=team.who("林巡"), item=key, description="泄爆片被铁皮封死", place_words="打磨车间"
    )
    team.answer(visit, 2, "yes")
    team.sign(visit)
    words = {"name": "郅明", "position": "安全管理员"}
    actions.sign(visit, role="enterprise", image=team.photo(), actor=team.who("林巡"), **words)
    actions.finish(visit, actor=team.who("林巡"))
    hazard = Hazard.objects.get()
    assert (hazard.source, hazard.state, hazard.level, hazard.criterion) == ("guidance", "found", "", None)
    recorded = HazardEvent.objects.get(action="hazards.record").data
    assert (recorded["visit"], recorded["item"]) == (str(visit.pk), key)
    assert recorded["suggested_criterion"]["code"] == "第十一条(三)"
    assert [event.action.removeprefix("inspections.") for event in again(visit).events.all()] == [
        "begin",
        "answer",
        "record_hazard",
        "answer",
        "sign",
        "sign",
        "finish",
    ]
    assert verify().broken == []


def test_changing_an_answer_keeps_old_and_new(team):
    visit = team.visit()
    team.answer(visit, 1, "yes")
    team.answer(visit, 1, "na", note="没有除尘系统")
    assert visit.answers.get().value == Answer.Value.NOT_APPLICABLE
    assert visit.events.last().data["before"] == {"value": "yes", "note": ""}


def test_the_same_answer_again_writes_nothing(team):
    visit = team.visit()
    for _ in range(2):
        team.answer(visit, 1, "yes")
    assert visit.events.count() == 2


def test_an_answer_sent_twice_is_one_answer(team):
    visit, sent = team.visit(), uuid.uuid4()
    team.answer(visit, 1, "yes", client_id=sent)
    team.answer(visit, 1, "no", client_id=sent)
    assert [visit.events.count(), visit.answers.get().value] == [2, "yes"]


def test_a_hazard_sent_twice_is_one_hazard(team):
    visit, sent = team.visit(), uuid.uuid4()
    for _ in range(2):
        actions.record_hazard(visit, actor=team.who("林巡"), description="通道堆放木料", client_id=sent)
    assert [Hazard.objects.count(), visit.findings.count()] == [1, 1]


def test_a_no_with_a_hazard_is_not_taken_back(team):
    visit = team.visit()
    team.answer(visit, 1, "no")
    actions.record_hazard(
        visit, actor=team.who("林巡"), item=visit.items[0]["criterion"], description="泄爆片被铁皮封死"
    )
    with pytest.raises(NotNow, match="作废"):
        team.answer(visit, 1, "yes")


def test_a_general_hazard_is_put_right_on_the_spot_with_both_photos(team):
    visit = team.visit("patrol", "马协")
    key, ma = visit.items[1]["criterion"], team.who("马协")
    team.answer(visit, 2, "no", "马协")
    words = {"item": key, "description": "通道堆放木料", "statement": "当场清走木料"}
    with pytest.raises(Invalid, match="整改前、整改后"):
        actions.fix_at_once(visit, actor=ma, before=[team.photo().sha256], **words)
    assert Hazard.objects.count() == 0
    actions.fix_at_once(visit, actor=ma, before=[team.photo(1).sha256], after=[team.photo(2).sha256], **words)
    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.level, hazard.fixed_at_once) == ("closed", "general", True)


def test_what_may_be_major_is_never_fixed_on_the_spot(team):
    visit = team.visit()
    team.answer(visit, 1, "no")
    with pytest.raises(Invalid, match="不能当场销号"):
        actions.fix_at_once(
            visit,
            actor=team.who("林巡"),
            item=visit.items[0]["criterion"],
            description="泄爆片被铁皮封死",
            statement="拆掉铁皮",
            before=[team.photo(1).sha256],
            after=[team.photo(2).sha256],
        )
    assert Hazard.objects.count() == 0


def test_a_known_hazard_gets_a_note_instead_of_a_twin(team):
    first = team.visit("patrol", "马协")
    actions.record_hazard(first, actor=team.who("马协"), description="通道堆放木料")
    hazard = Hazard.objects.get()
    visit = team.visit()
    team.answer(visit, 2, "no")
    actions.link_known(visit, actor=team.who("林巡"), hazard=hazard, item=visit.items[1]["criterion"])
    assert Hazard.objects.count() == 1
    assert hazard.events.last().data["text"] == "帮扶指导时仍未整改到位"
    assert walk(visit).lacking_hazard == []


def test_nobody_else_writes_to_a_visit(team):
    visit = team.visit()
    with pytest.raises(NotYours):
        team.answer(visit, 1, "yes", "周同")
    actions.add_companion(visit, actor=team.who("林巡"), user=team.who("周同"))
    team.answer(visit, 1, "yes", "周同")
    with pytest.raises(NotYours):
        actions.abandon(visit, actor=team.who("周同"), reason="天黑了")


def test_two_phones_write_to_one_visit(team, again):
    visit = team.visit(companions=[team.who("周同")])
    other = again(visit)
    team.answer(visit, 1, "yes")
    team.answer(other, 2, "yes", "周同")
    assert Visit.objects.get(pk=visit.pk).events.count() == 3


def test_a_visit_is_not_finished_with_a_gap_and_says_which(team):
    visit = team.visit()
    team.answer(visit, 1, "no")
    with pytest.raises(NotNow) as refused:
        actions.finish(visit, actor=team.who("林巡"))
    assert refused.value.message == (
        "还不能完成检查：有 1 项没有回答；有 1 项不合格还没有登记隐患；带队人林巡还没有签名；被检查单位还没有签名。"
    )


def test_a_skipped_item_says_why_and_lets_the_visit_finish(team):
    visit = team.visit("self_inspection", "郅明")
    team.answer(visit, 1, "yes", "郅明")
    with pytest.raises(Invalid, match="原因"):
        actions.skip(visit, item=visit.items[1]["criterion"], reason=" ", actor=team.who("郅明"))
    actions.skip(visit, item=visit.items[1]["criterion"], reason="车间停产上锁", actor=team.who("郅明"))
    team.sign(visit, name="郅明")
    actions.finish(visit, actor=team.who("郅明"))
    assert visit.state == "finished"


def test_a_change_after_the_signature_shows_and_asks_for_a_new_one(team):
    visit = team.all_fine(team.visit("self_inspection", "郅明"), "郅明")
    team.sign(visit, name="郅明")
    signed = visit.signatures.get()
    assert signed.digest == content.digest(visit)
    team.answer(visit, 1, "na", "郅明")
    assert signed.digest != content.digest(visit)
    with pytest.raises(NotNow, match="签名以后内容有改动"):
        actions.finish(visit, actor=team.who("郅明"))
    team.sign(visit, name="郅明")
    actions.finish(visit, actor=team.who("郅明"))
    assert [how for _, how in content.standing(visit)] == ["renewed", "holds"]


def test_an_answer_changed_behind_our_back_is_found_out_by_the_signature(team):
    visit = team.all_fine(team.visit("self_inspection", "郅明"), "郅明")
    team.sign(visit, name="郅明")
    actions.finish(visit, actor=team.who("郅明"))
    visit.answers.filter(value="yes").update(value="na")
    assert visit.signatures.get().digest != content.digest(visit)


def test_a_finished_visit_is_frozen(team):
    visit = team.all_fine(team.visit("self_inspection", "郅明"), "郅明")
    team.sign(visit, name="郅明")
    actions.finish(visit, actor=team.who("郅明"))
    who = team.who("郅明")
    steps = [
        lambda: team.answer(visit, 1, "no", "郅明"),
        lambda: actions.skip(visit, item=visit.items[0]["criterion"], reason="没看", actor=who),
        lambda: actions.record_hazard(visit, actor=who, description="通道堆放木料"),
        lambda: actions.add_companion(visit, actor=who, name="蒋工", position="专家"),
        lambda: team.sign(visit, name="郅明"),
        lambda: actions.abandon(visit, actor=who, reason="不查了"),
        lambda: actions.finish(visit, actor=who),
    ]
    for step in steps:
        with pytest.raises(NotNow, match="已完成"):
            step()
    assert visit.events.count() == 5


def test_a_refusal_needs_a_witness_who_is_not_the_leader(team):
    visit = team.all_fine(team.visit())
    team.sign(visit)
    refuse = {"reason": "负责人称不认可", "witness_position": "周沟村委会委员", "actor": team.who("林巡")}
    with pytest.raises(Invalid, match="见证人姓名"):
        actions.refuse_signature(visit, witness="", **refuse)
    with pytest.raises(Invalid, match="带队人不能作见证人"):
        actions.refuse_signature(visit, witness="林巡", **refuse)
    actions.refuse_signature(visit, witness="吴村", **refuse)
    actions.finish(visit, actor=team.who("林巡"))
    assert visit.signatures.get(role=Signature.Role.REFUSED).witness == "吴村"


def test_a_self_inspection_notes_when_the_principal_signs_in_person(team):
    visit = team.all_fine(team.visit("self_inspection", "郅明"), "郅明")
    team.sign(visit, name="郅明")
    assert visit.principal_signed_at is None
    led = team.all_fine(team.visit("self_inspection", "陈安"), "陈安")
    team.sign(led, name="陈安")
    assert led.principal_signed_at is not None


def test_only_the_leader_signs_as_the_leader(team):
    visit = team.visit(companions=[team.who("周同")])
    with pytest.raises(Invalid, match="林巡本人登录"):
        team.sign(visit, name="周同")


def test_an_abandoned_visit_keeps_its_reason_and_its_hazards(team):
    visit = team.visit()
    actions.record_hazard(visit, actor=team.who("林巡"), description="通道堆放木料")
    with pytest.raises(Invalid, match="原因"):
        actions.abandon(visit, actor=team.who("林巡"), reason="")
    actions.abandon(visit, actor=team.who("林巡"), reason="企业临时停电")
    assert (visit.state, Hazard.objects.count()) == ("abandoned", 1)


def test_the_phones_time_is_kept_unless_its_clock_is_wrong(team, at):
    present = at(dt.datetime(2026, 11, 23, 10, 0))
    earlier = present - dt.timedelta(minutes=40)
    assert team.visit(begun_at=earlier).begun_at == earlier
    assert team.visit(begun_at=present + dt.timedelta(days=300)).begun_at == clock.now()


def test_a_blank_list_needs_no_answer_only_signatures(team):
    visit = team.visit("patrol", "吴村", with_list=False)
    team.sign(visit, name="吴村")
    assert [gap.words for gap in gaps.of(visit, walk(visit))] == ["被检查单位还没有签名"]
