"""Orders and opinions: a date for each item, a number when issued, dates that bind, service to somebody who refuses.

Clauses C3a, G5 of docs/requirements.md.
"""

import datetime as dt
import io

import pytest
from django.urls import reverse
from docx import Document as Opened
from pypdf import PdfReader

from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enforcement.documents import actions, drafting, papers, queries, rules
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting import actions as inspecting
from anlan.files import office
from anlan.files.presses import tags
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections import actions as visits
from anlan.org import actions as org
from anlan.org.models import User
from tests.enforcement.test_inspecting import DAY, asked, carries, team

__all__ = ["team"]
pytestmark = pytest.mark.django_db
LATER = DAY + dt.timedelta(days=7)
BASIS = "《安全生产法》第六十五条第一款第二项"
RECEIPT = {"served_way": "direct", "served_at_place": "厂区办公室", "receiver": "刘镕", "receiver_post": "总经理"}


@pytest.fixture
def begun(team, factory):
    """An approved inspection that has begun and found three hazards."""
    found = asked(team, factory)
    inspecting.approve(found, actor=team.people["钱执"])
    inspecting.notify(found, actor=team.people["镕玥"], notice_receipt="总经理刘镕签收")
    inspecting.start(found, actor=team.people["赵执"])
    for words in ("疏散通道堆放纸箱", "配电箱没有接地，玥翀车间", "灭火器过期"):
        visits.record_hazard(found.visit, actor=team.people["赵执"], description=words)
    return found


def who(team, name) -> User:
    return User.objects.get(pk=team.people[name].pk)


def drafted(begun, team, days=(7, 14, 7)) -> Document:
    rows = queries.to_order(begun)
    due = {hazard: DAY + dt.timedelta(days=more) for hazard, more in zip(rows, days, strict=False)}
    return drafting.draft_order(begun, actor=who(team, "赵执"), due=due, basis=BASIS)


def issued(begun, team, **more) -> Document:
    document = drafted(begun, team, **more)
    return actions.issue(document, actor=who(team, "钱执"))


def text_of(document) -> str:
    return "\n".join(tags.lines(papers.editable(document)))


def test_an_order_gets_its_number_when_issued_and_its_dates_bind(begun, team):
    draft = drafted(begun, team)
    assert (draft.number, Hazard.objects.exclude(due_basis="order").count()) == ("", 3)
    assert "未经签发" in text_of(draft)
    for name in ("赵执", "镕玥", "林巡", "吴村", "郑邻"):
        with pytest.raises(NotYours):
            actions.issue(draft, actor=who(team, name))
    actions.issue(draft, actor=who(team, "钱执"))
    assert draft.number.endswith("应急责改〔2026〕1号")
    bound = Hazard.objects.order_by("code").values_list("due_on", "due_basis", "state")
    assert list(bound) == [(DAY + dt.timedelta(days=more), "order", "found") for more in (7, 14, 7)]
    text = text_of(draft)
    assert "第1、3项于2026年12月1日前整改完毕；第2项于2026年12月8日前整改完毕。" in text
    assert "41100320001" in text
    assert [word for word in ("或者建安区应急管理局申请", "安全生产监督管理部门", "第三十一条") if word in text] == []
    assert verify().broken == []


def test_a_number_is_never_given_again_and_a_draft_not_issued_uses_none(begun, team):
    dropped = drafted(begun, team)
    actions.drop(dropped, actor=who(team, "钱执"), decision="第二项事实不清，补充后再报")
    before = set(Hazard.objects.values_list("due_on", "due_basis"))
    first = issued(begun, team)
    with pytest.raises(NotYours):
        actions.void(first, actor=who(team, "赵执"), reason="写错了单位名称")
    with pytest.raises(Invalid, match="还在 3 条隐患上"):
        actions.void(first, actor=who(team, "钱执"), reason="写错了单位名称")
    actions.void(first, actor=who(team, "钱执"), reason="写错了单位名称", dates="give_back")
    assert set(Hazard.objects.values_list("due_on", "due_basis")) == before
    second = issued(begun, team)
    assert [one.number[-3:] for one in (first, second)] == ["〕1号", "〕2号"]
    assert (dropped.number, first.state) == ("", "void")
    assert "写错了单位名称" in text_of(first)


def test_an_order_without_a_date_late_or_about_what_is_over_is_refused(begun, team):
    hazard = queries.to_order(begun)[0]
    with pytest.raises(Invalid, match="至少选一条"):
        drafting.draft_order(begun, actor=who(team, "赵执"), due={}, basis=BASIS)
    with pytest.raises(Invalid):
        drafting.draft_order(begun, actor=who(team, "赵执"), due={hazard: DAY - dt.timedelta(days=1)}, basis=BASIS)
    draft = drafted(begun, team)
    hazards.judge(hazard, actor=who(team, "林巡"), level="general")
    hazards.fix_at_once(Hazard.objects.get(pk=hazard.pk), actor=who(team, "赵执"), statement="已当场清走")
    with pytest.raises(NotNow, match="已办结"):
        actions.issue(draft, actor=who(team, "钱执"))
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("draft", "")


def test_an_officer_whose_card_expired_yesterday_drafts_nothing(begun, team, at):
    carries(team.people["镕玥"], DAY)
    found = type(begun).objects.get(pk=begun.pk)
    assert rules.may_draft(who(team, "赵执"), found) == ""
    at(DAY + dt.timedelta(days=1))
    found = type(begun).objects.get(pk=begun.pk)
    assert "镕玥" in rules.may_draft(who(team, "赵执"), found)
    with pytest.raises(NotYours, match="先更新执法证"):
        drafted(found, team)


def test_an_office_that_lost_its_power_gives_no_orders(begun, team, at):
    org.end_power(begun.office, power_id=begun.office.powers.get(kind="inspect").pk, reason="赋权到期")
    at(DAY + dt.timedelta(days=1))
    assert "请报告有权单位" in rules.may_draft(who(team, "赵执"), begun)


def test_who_refuses_is_served_by_leaving_it_before_a_witness(begun, team):
    order = issued(begun, team)
    officer = who(team, "赵执")
    for bad in (
        {"receiver": ""},
        {"refusal": "拒绝签字"},
        {"receiver": "", "refusal": "拒绝签字"},
        {"receiver": "", "refusal": "拒绝签字", "served_way": "left"},
        {"receiver": "", "refusal": "拒绝签字", "witness": "马协"},
    ):
        with pytest.raises(Invalid):
            actions.serve(order, actor=officer, **RECEIPT | bad)
    left = {"receiver": "", "refusal": "总经理拒绝签字，留置办公室", "served_way": "left", "witness": "马协"}
    actions.serve(order, actor=officer, **RECEIPT | left)
    assert "见证人：马协" in text_of(order)
    assert "总经理拒绝签字，留置办公室" in "".join(tags.lines(papers.receipt(order)))
    with pytest.raises(NotYours, match="已经送达"):
        actions.serve(order, actor=officer, **RECEIPT)


def test_an_opinion_needs_the_order_it_answers_and_changes_no_hazard(begun, team):
    order = issued(begun, team)
    officer = who(team, "镕玥")
    found = [(True, "通道已清空"), (False, "仍未接地"), (True, "已更换")]
    with pytest.raises(NotYours, match="还没有送达"):
        drafting.draft_opinion(order, actor=officer, found=found)
    actions.serve(order, actor=officer, **RECEIPT)
    with pytest.raises(Invalid, match="每一项"):
        drafting.draft_opinion(order, actor=officer, found=found[:2])
    opinion = drafting.draft_opinion(order, actor=officer, found=found)
    with pytest.raises(NotYours, match="先有已签发的责令限期整改指令书"):
        drafting.draft_opinion(opinion, actor=officer, found=found)
    actions.issue(opinion, actor=who(team, "钱执"))
    assert opinion.number.endswith("应急复查〔2026〕1号")
    assert "第2项没有整改到位" in text_of(opinion)
    assert order.number in text_of(opinion)
    assert set(Hazard.objects.values_list("state", flat=True)) == {"found"}
    with pytest.raises(NotYours, match="不能作废"):
        actions.void(order, actor=who(team, "钱执"), reason="写错了单位名称")


def test_forty_items_print_on_pages_with_rare_characters(begun, team, monkeypatch):
    """As typst sets them: LibreOffice draws the mark, and puts gaps before digits."""
    monkeypatch.setattr(office, "program", lambda: None)
    order = issued(begun, team)
    order.said["items"] = [
        {**order.said["items"][place % 3], "words": f"第{place}处：镕玥翀配电箱没有接地"} for place in range(40)
    ]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(papers.printed(order))).pages]
    holding = [page for page in pages if "处：镕玥翀" in page]
    assert len(holding) > 1
    assert [page for page in holding if "存在的问题" not in page] == []
    assert all(f"第{place}处：镕玥翀" in "".join(pages) for place in range(40))
    assert [page for page in pages if order.number not in page or "未签署" not in page] == []
    rows = Opened(io.BytesIO(papers.editable(order))).tables[0].rows
    assert (len(rows), "w:tblHeader" in rows[0]._tr.xml) == (41, True)


def test_through_the_pages(begun, team, client):
    client.force_login(team.people["赵执"])
    assert reverse("enforcement:draft_order", args=[begun.pk]) in client.get(begun.get_absolute_url()).content.decode()
    form = reverse("enforcement:draft_order", args=[begun.pk])
    first = queries.to_order(begun)[0]
    assert client.post(form, {"basis": BASIS}).status_code == 422
    assert client.post(form, {"basis": BASIS, f"due_{first.pk}": "很快"}).status_code == 422
    assert client.post(form, {"basis": BASIS, f"due_{first.pk}": LATER.isoformat()}).status_code == 302
    order = Document.objects.get()
    issue = reverse("enforcement:issue_document", args=[order.pk])
    assert client.post(issue).status_code == 403
    client.force_login(team.people["钱执"])
    assert "待签发的执法文书" in client.get(reverse("hazards:mine")).content.decode()
    client.post(issue, {"decision": "同意"})
    client.force_login(team.people["赵执"])
    serve = reverse("enforcement:serve_document", args=[order.pk])
    assert client.post(serve, {"served_way": "direct", "served_at_place": "厂里"}).status_code == 422
    assert client.post(serve, RECEIPT).status_code == 302
    opinion = reverse("enforcement:draft_opinion", args=[order.pk])
    assert client.post(opinion, {"done_1": "yes"}).status_code == 422
    assert client.post(opinion, {"done_1": "yes", "note_1": "通道已清空"}).status_code == 302
    page = client.get(order.get_absolute_url()).content.decode()
    assert "刘镕" in page
    assert client.get(reverse("enforcement:document_paper", args=[order.pk])).content[:5] == b"%PDF-"
    assert client.get(reverse("enforcement:document_editable", args=[order.pk])).content[:2] == b"PK"
    listed = client.get(reverse("enforcement:documents"), {"standing": "served", "kind": "order"}).content.decode()
    assert "恒通板材厂" in listed
    assert client.get(reverse("enforcement:documents_export")).status_code == 200
    client.force_login(team.people["郑邻"])
    assert client.get(order.get_absolute_url()).status_code == 404


def test_an_office_that_may_inspect_but_not_order_reports_instead(begun, team):
    team.offices["综合执法"].powers.filter(kind="order").delete()
    with pytest.raises(NotYours, match="没有登记责令限期整改权；请督促当场改正，并报告或移送有权单位"):
        drafted(begun, team)
