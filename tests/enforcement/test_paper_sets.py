"""The sets of papers: a record from the visit itself, inquiries, evidence kept for a time, sealing with its days."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enforcement.documents import actions, drafting, papers, queries, rules, values
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document, DocumentEvent
from anlan.enforcement.documents.paper_forms import FORMS
from anlan.enforcement.templating import making
from anlan.enterprises import actions as register
from anlan.enterprises.models import PersonEvent
from anlan.files import actions as files
from anlan.files.presses import tags
from anlan.inspections import actions as visits
from anlan.org import actions as org
from anlan.org.models import Power
from tests.enforcement.test_documents import RECEIPT, begun, drafted, issued, team, who
from tests.inspections.conftest import picture

__all__ = ["begun", "team"]
pytestmark = pytest.mark.django_db
THINGS = "二号配电箱｜1台｜XL-21型\n出入库登记本|2本"
SEALING = {"things": THINGS, "measure": "查封", "reason": "使用的配电箱不符合国家标准", "keeping": "配电室"}
SEALING |= {"basis": "《安全生产法》第六十五条第一款第四项"}
KEPT = {
    "things": THINGS,
    "reason": "可能灭失",
    "keeping": "档案室",
    "keeper": "张翀",
    "basis": "《行政处罚法》第五十六条",
}
ID = "11010519491231002X"
TALK = "问：成品库的通道由谁负责？\n答：仓库管理员赵玥负责。\n问：多久检查一次？\n答：每周一次。"


def draft(begun, team, kind, given, parent=None) -> Document:
    """As the page does it: the form, and what it makes of what was typed."""
    form = FORMS[kind](given, inspection=begun, parent=parent)
    assert form.errors == {}
    return drafting.draft_paper(begun, kind, actor=who(team, "赵执"), parent=parent, **form.drafted())


def signed(document, team) -> Document:
    return actions.issue(document, actor=who(team, "钱执"))


def words_of(document) -> str:
    return "\n".join(tags.lines(papers.editable(document)))


def may_coerce(team, begun):
    org.give_power(begun.office, kind=Power.Kind.COERCE, basis="法律授权", valid_from=dt.date(2026, 1, 1))


def test_the_record_is_the_visit_and_its_officers_make_it_out(begun, team):
    officer = who(team, "赵执")
    assert values.of(drafted(begun, team))["found_in"] == begun.number
    assert "还没有完成" in rules.may_begin(officer, begun, Kind.RECORD)
    shot = files.keep(picture(200), actor=None)
    visits.sign(begun.visit, role="inspector", image=shot, actor=officer)
    visits.sign(begun.visit, role="enterprise", image=shot, actor=officer, name="刘镕", position="总经理")
    visits.finish(begun.visit, actor=officer)
    record = draft(begun, team, Kind.RECORD, {})
    actions.issue(record, actor=officer)
    assert record.number.endswith("应急检记〔2026〕1号")
    text = words_of(record)
    held = [
        "疏散通道堆放纸箱",
        "玥翀车间",
        "41100320001",
        "没有使用检查表",
        "总经理",
        "开始检查时没有扫码",
        "一份交被检查单位",
    ]
    assert [words for words in held if words not in text] == []
    assert "这次检查已经有现场检查记录" in rules.may_begin(officer, begun, Kind.RECORD)
    assert f"（{begun.number}，现场检查记录{record.number}）" in words_of(issued(begun, team))


def test_measures_are_decided_item_by_item_and_can_be_reviewed(begun, team):
    first = queries.to_order(begun)[0]
    basis = "《安全生产法》第六十五条第一款第三项"
    with pytest.raises(Invalid, match="至少给一条隐患"):
        draft(begun, team, Kind.MEASURES, {"basis": basis})
    decision = draft(begun, team, Kind.MEASURES, {"basis": basis, f"decision_{first.pk}": "责令立即清走"})
    signed(decision, team)
    assert "责令立即清走" in words_of(decision)
    actions.serve(decision, actor=who(team, "赵执"), **RECEIPT)
    opinion = drafting.draft_opinion(decision, actor=who(team, "镕玥"), found=[(True, "已清走")])
    signed(opinion, team)
    assert f"现场处理措施决定书（{decision.number}）" in words_of(opinion)


def test_an_inquiry_pairs_questions_with_answers_and_hides_the_id_number(begun, team):
    person = begun.enterprise.people.first()
    given = {"who": person.pk, "person_address": "周沟村", "place": "办公室", "recorder": "镕玥", "talk": TALK}
    given |= {"began_at": "2026-11-24T10:00", "ended_at": "2026-11-24T10:40", "id_number": "41100319800101123x"}
    for bad, field in (
        ({"talk": "问：谁？"}, "talk"),
        ({"talk": "答：我"}, "talk"),
        ({"id_number": "411003199013011234"}, "id_number"),
    ):
        assert field in FORMS[Kind.INQUIRY](given | bad, inspection=begun).errors
    record = actions.issue(draft(begun, team, Kind.INQUIRY, given), actor=who(team, "赵执"))
    text = words_of(record)
    held = ["仓库管理员赵玥负责", "41100319800101123X", "男，46岁", person.name, "申请回避"]
    assert [words for words in held if words not in text] == []
    kept = str(list(DocumentEvent.objects.values_list("data", flat=True))) + str(record.said) + str(record.facts)
    assert ("123X" in kept, record.number) == (False, "")
    assert looks(person) == []


def test_an_id_number_taken_from_the_file_is_a_look_at_personal_data(begun, team):
    person = begun.enterprise.people.first()
    kept = {"name": person.name, "phones": person.phones, "id_number": ID}
    register.change_person(begun.enterprise, person=person, actor=None, **kept)
    given = {"who": person.pk, "person_address": "周沟村", "place": "办公室", "recorder": "镕玥", "talk": TALK}
    given |= {"began_at": "2026-11-24T10:00", "ended_at": "2026-11-24T10:40"}
    assert draft(begun, team, Kind.INQUIRY, given).private == ID
    assert looks(person) == [("赵执", f"询问笔录（{begun.number}）")]


def looks(person) -> list[tuple[str, str]]:
    rows = PersonEvent.objects.filter(subject=person, action="enterprises.see_personal")
    return [(one.actor_name, one.data.get("reason", "")) for one in rows]


def test_kept_evidence_is_dealt_with_in_seven_work_days(begun, team, at):
    kept = signed(draft(begun, team, Kind.PRESERVATION, KEPT), team)
    assert kept.due_on == dt.date(2026, 12, 3)
    text = words_of(kept)
    assert ("2026年12月3日前" in text, making.NOTHING in text) == (True, True)
    assert [one.pk for one in queries.running(who(team, "赵执"))] == [kept.pk]
    at(dt.date(2026, 12, 4))
    given = {"decision_1": "退还", "decision_2": "复制后退还"}
    result = draft(begun, team, Kind.PRESERVATION_RESULT, given, kept)
    assert "正在等待批准" in rules.may_answer(who(team, "赵执"), kept, Kind.PRESERVATION_RESULT)
    signed(result, team)
    assert queries.running(who(team, "赵执")) == []
    assert "复制后退还" in words_of(result)
    assert "只能有一次" in rules.may_answer(who(team, "赵执"), kept, Kind.PRESERVATION_RESULT)


def test_sealing_needs_its_power_runs_thirty_days_and_is_extended_once(begun, team, at):
    with pytest.raises(NotYours, match="没有登记行政强制权"):
        draft(begun, team, Kind.SEALING, SEALING)
    may_coerce(team, begun)
    sealing = signed(draft(begun, team, Kind.SEALING, SEALING), team)
    assert (sealing.due_on, "2026年12月23日止" in words_of(sealing)) == (dt.date(2026, 12, 23), True)
    reason = {"reason": "检测尚未完成"}
    with pytest.raises(Invalid, match="最多延长三十日"):
        draft(begun, team, Kind.SEALING_EXTENSION, reason | {"until_on": "2027-01-23"}, sealing)
    with pytest.raises(NotYours, match="先有已签发的查封"):
        draft(begun, team, Kind.SEALING_EXTENSION, reason | {"until_on": "2027-01-22"}, issued(begun, team))
    longer = draft(begun, team, Kind.SEALING_EXTENSION, reason | {"until_on": "2027-01-22"}, sealing)
    signed(longer, team)
    assert "期限至2026年12月23日" in words_of(longer)
    assert queries.running(who(team, "赵执"))[0].ends_on == dt.date(2027, 1, 22)
    at(dt.date(2026, 12, 24))
    assert "只能有一次" in rules.may_answer(who(team, "赵执"), sealing, Kind.SEALING_EXTENSION)
    signed(draft(begun, team, Kind.SEALING_RELEASE, {"decision_1": "解除查封", "decision_2": "退还"}, sealing), team)
    assert queries.running(who(team, "赵执")) == []
    assert verify().broken == []


def test_through_the_pages(begun, team, client):
    client.force_login(team.people["赵执"])
    page = client.get(begun.get_absolute_url()).content.decode()
    assert ">先行登记保存证据通知书</a>" in page
    assert "没有登记行政强制权" in page
    form = reverse("enforcement:draft_paper", args=[begun.pk, "preservation"])
    assert client.post(form, KEPT | {"things": "登记本"}).status_code == 422
    assert client.post(form, KEPT).status_code == 302
    kept = Document.objects.get()
    assert client.get(reverse("enforcement:draft_paper", args=[begun.pk, "nothing"])).status_code == 404
    assert client.get(reverse("enforcement:draft_paper", args=[begun.pk, "sealing"])).status_code == 403
    signed(kept, team)
    answer = reverse("enforcement:draft_answer", args=[kept.pk, "preservation_result"])
    assert client.get(answer).status_code == 200
    detail = client.get(kept.get_absolute_url()).content.decode()
    assert ("二号配电箱" in detail, "还剩 7 个工作日" in detail) == (True, True)
    assert "登记保存、查封扣押待处理" in client.get(reverse("hazards:mine")).content.decode()
    notice = reverse("enforcement:draft_paper", args=[begun.pk, "inquiry_notice"])
    given = {"who": begun.enterprise.people.first().pk, "matter": "通道堵塞", "place": "办公室"}
    assert client.post(notice, given | {"come_at": "2020-01-01T09:00"}).status_code == 422
    assert client.post(notice, given | {"come_at": "2026-11-27T09:00"}).status_code == 302
