"""The papers of a penalty: made out by its steps, frozen, signed or sealed, served, and bound into one file."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enforcement.cases import actions, evidence
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import papers, queries, rules, signatures, signing
from anlan.enforcement.documents.models import Document
from anlan.enforcement.templating import actions as templating
from anlan.enforcement.templating.models import Template
from anlan.files import actions as files
from anlan.files.presses import tags
from anlan.hazards import actions as hazards
from tests.enforcement.test_cases import HEARD, SERVED, begun, decided, hazard, noticed, power, step, team, who
from tests.enforcement.test_inspecting import DAY
from tests.inspections.conftest import picture

__all__ = ["begun", "hazard", "power", "team"]
pytestmark = pytest.mark.django_db


def paper_of(case, kind) -> Document:
    return case.documents.filter(kind=kind).latest("drafted_at")


def words_of(case, kind) -> str:
    return "\n".join(tags.lines(papers.editable(paper_of(case, kind), to_sign=True)))


def lacks(text: str, *held: str) -> list[str]:
    return [words for words in held if words not in text]


def test_filing_and_notice_say_what_the_case_held_when_they_were_made_out(team, hazard, client):
    case = noticed(team, hazard, offers=True)
    assert [one.kind for one in case.documents.order_by("drafted_at", "id")] == ["case_filing", "penalty_notice"]
    filing, notice = words_of(case, "case_filing"), words_of(case, "penalty_notice")
    assert (
        lacks(filing, case.filing_number, "重大事故隐患不报告", "钱执", "赵执（41100320001", "泄爆片被铁皮封死") == []
    )
    told = ("查明属实", "现场照片三张", "罚款 30000 元", "第四十四条、第四十五条", "要求听证", "陈安当场签收")
    assert lacks(notice, *told) == []
    type(case).objects.filter(pk=case.pk).update(facts="后来改过的事实")
    assert words_of(case, "penalty_notice") == notice
    client.force_login(team.people["赵执"])
    page = client.get(case.get_absolute_url()).content.decode()
    assert lacks(page, paper_of(case, "penalty_notice").get_absolute_url()) == []
    first = paper_of(case, "case_filing")
    assert client.get(reverse("enforcement:document_paper", args=[first.pk])).content[:5] == b"%PDF-"
    assert "不单独作废" in rules.may_void(who(team, "钱执"), first)
    assert first not in queries.to_serve(who(team, "赵执"))
    client.force_login(team.people["郑邻"])
    assert client.get(first.get_absolute_url()).status_code == 404


def test_a_notice_again_is_a_paper_of_its_own(team, hazard):
    case = noticed(team, hazard)
    told = {"kinds": ["fine"], "amount": 40_000, "offers_hearing": False, "receipt": "陈安再次签收"}
    step(team, case, "notify_party", **told)
    rows = case.documents.filter(kind="penalty_notice").order_by("drafted_at", "id")
    assert [one.said["proposed"] for one in rows] == ["罚款 30000 元", "罚款 40000 元"]


def test_without_a_template_that_holds_the_step_is_not_taken(team, hazard):
    Template.objects.filter(kind="penalty_decision").update(valid_to=DAY - dt.timedelta(days=1))
    with pytest.raises(NotNow, match="没有有效的模板"):
        decided(team, hazard)
    templating.register_shipped()
    assert hazard.penalty_cases.get().state == "noticed"


def test_a_decision_is_sealed_and_scanned_its_receipt_is_the_step_s(team, hazard, client):
    case = decided(team, hazard)
    paper, text = paper_of(case, "penalty_decision"), words_of(case, "penalty_decision")
    told = ("罚款 30000 元", "首次违法", "没有陈述申辩", "建安区人民政府申请行政复议", "百分之三")
    assert lacks(text, case.decision_number, *told) == []
    with pytest.raises(NotYours, match="盖章"):
        signing.sign_document(paper, actor=who(team, "赵执"), role="lead", image=None)
    client.force_login(team.people["赵执"])
    page = client.get(paper.get_absolute_url()).content.decode()
    assert lacks(page, "未盖章", "在案件里登记送达") == []
    attach = reverse("enforcement:attach_scan", args=[paper.pk])
    assert client.post(attach, {"scan": SimpleUploadedFile("决定书.pdf", b"%PDF-1.4\n")}).status_code == 302
    refused = {"refusal": "陈安拒绝签收，留置办公室", "witness": "马协", "receiver": "", "receiver_post": ""}
    step(team, case, "serve_decision", **(SERVED | refused | {"served_way": "left"}))
    paper.refresh_from_db()
    assert (signatures.is_signed(paper), paper.witness, paper.standing) == (True, "马协", "served")
    assert lacks("".join(tags.lines(papers.receipt(paper))), "拒绝签收", "行政处罚决定书", "留置送达") == []
    assert verify().broken == []


def test_the_filing_is_signed_by_both_handlers_and_who_approved(team, hazard):
    paper = paper_of(noticed(team, hazard), "case_filing")
    shot = files.keep(picture(90), actor=None)
    with pytest.raises(NotYours, match="本人登录"):
        signing.sign_document(paper, actor=who(team, "赵执"), role="head", image=shot)
    with pytest.raises(NotYours, match="没有这一栏"):
        signing.sign_document(paper, actor=who(team, "赵执"), role="unit", image=shot, name="陈安", position="总经理")
    for name, role in (("赵执", "lead"), ("镕玥", "second"), ("钱执", "head")):
        assert not signatures.is_signed(paper)
        signing.sign_document(paper, actor=who(team, name), role=role, image=shot)
    assert signatures.is_signed(paper)


def test_a_hearing_has_its_notice_and_its_record(team, hazard, at):
    case = noticed(team, hazard, offers=True)
    step(team, case, "ask_hearing", words="陈安书面要求")
    on = DAY + dt.timedelta(days=20)
    step(team, case, "call_hearing", "钱执", hearing_on=on, place="乡政府会议室", chair="王镇")
    assert lacks(words_of(case, "hearing_notice"), "2026年12月14日", "乡政府会议室", "王镇", case.notice_number) == []
    assert paper_of(case, "hearing_notice") in queries.to_serve(who(team, "镕玥"))
    at(on)
    step(team, case, "hold_hearing", "钱执", **HEARD)
    text = words_of(case, "hearing_record")
    assert lacks(text, "周同", "陈安：承认事实，请求从轻。", "罚款 30000 元") == []
    assert "（签发后编号）" not in text


def test_what_is_decided_on_the_spot_is_served_at_once(team, power, begun):
    told = {"clause": "101-5", "facts": "没有记录排查情况", "fine": 1000, "receiver": "陈安"}
    case = actions.decide_on_spot(begun, actor=who(team, "赵执"), **told)
    text = words_of(case, "spot_decision")
    assert lacks(text, case.decision_number, "罚款 1000 元", "没有记录排查情况", "陈安") == []
    assert paper_of(case, "spot_decision").standing == "served"


def test_the_file_has_cover_index_numbered_pages_and_bookmarks(team, hazard, client):
    case = decided(team, hazard)
    step(team, case, "serve_decision", **SERVED)
    step(team, case, "perform", performed_on=DAY, paid=30_000, words="银行回单 01")
    case = step(team, case, "close_case", "钱执", summary="已履行，同意结案", retention="永久")
    client.force_login(team.people["赵执"])
    opened = PdfReader(io.BytesIO(client.get(reverse("enforcement:penalty_case_file", args=[case.pk])).content))
    pages = [page.extract_text() for page in opened.pages]
    titles = [one.title for one in opened.outline]
    assert titles[:4] == ["案卷封面", "卷内目录", "行政处罚决定书", "送达回执（行政处罚决定书）"]
    assert set(titles[4:]) == {"立案审批表", "行政处罚告知书", "结案审批表"}
    cover = "".join(pages[0].split())
    assert lacks(cover, "应急案〔2026〕1号", "永久", f"{len(pages) - 2}页", "恒通板材厂") == []
    index = "".join(pages[1].split())
    assert lacks(index, *titles[2:]) == []
    assert [page.split()[-1] for page in pages[2:]] == [str(at) for at in range(1, len(pages) - 1)]
    for code in ("case_cover", "case_index"):
        assert client.get(reverse("enforcement:penalty_case_sheet", args=[case.pk, code])).content[:2] == b"PK"
    assert client.get(reverse("enforcement:penalty_case_sheet", args=[case.pk, "order"])).status_code == 404
    client.force_login(team.people["郑邻"])
    assert client.get(reverse("enforcement:penalty_case_file", args=[case.pk])).status_code == 404


def a_pdf() -> SimpleUploadedFile:
    out, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return SimpleUploadedFile("送货单.pdf", out.getvalue())


def test_evidence_is_numbered_listed_with_its_hash_and_bound_into_the_file(team, hazard, client, at):
    from tests.enforcement.test_cases import opened

    before = files.keep(picture(7), actor=None)
    hazards.note(hazard, actor=team.people["林巡"], text="泄爆片被封", photos=[before.pk])
    case = opened(team, hazard)
    step(team, case, "file_case", "钱执")
    client.force_login(team.people["赵执"])
    bring = reverse("enforcement:take_case_step", args=[case.pk, "add_evidence"])
    told = {"shows": "铁皮上的焊点是新的", "place": "一车间除尘器", "made_on": "2026-11-20"}
    kept = client.post(bring, told | {"photos": SimpleUploadedFile("a.docx", b"x"), "place": ""})
    assert (kept.status_code, "焊点是新的" in kept.content.decode()) == (422, True)
    assert client.post(bring, told | {"photos": [picture(8), a_pdf()]}).status_code == 302
    found = evidence.of(case)
    assert [(one.name, one.place) for one in found][1:] == [("证据 2", "一车间除尘器"), ("证据 3", "一车间除尘器")]
    opened_file = PdfReader(io.BytesIO(client.get(reverse("enforcement:penalty_case_file", args=[case.pk])).content))
    titles, pages = [one.title for one in opened_file.outline], [one.extract_text() for one in opened_file.pages]
    assert titles[-2:] == ["证据 1、证据 2（照片）", "证据 3（送货单.pdf）"]
    index = "".join(pages[1].split())
    assert lacks(index, "铁皮上的焊点是新的", *(one.file.pk[:16] for one in found)) == []
    sheet = "".join(pages[-2].split())
    held = (f"隐患{hazard}", "2026年11月20日形成", "承办人调取", "一车间除尘器", *(one.file.pk for one in found[:2]))
    assert lacks(sheet, *held) == []
    page = client.get(case.get_absolute_url()).content.decode()
    shot = reverse("enforcement:penalty_case_evidence", args=[case.pk, before.pk, "thumbnail"])
    assert (shot in page, client.get(shot).status_code) == (True, 200)
    other = files.keep(picture(9), actor=None)
    assert (
        client.get(reverse("enforcement:penalty_case_evidence", args=[case.pk, other.pk, "shown"])).status_code == 404
    )
    Case.objects.filter(pk=case.pk).update(closed_at=clock.now())
    at(DAY + dt.timedelta(days=9))
    hazards.note(hazard, actor=team.people["林巡"], text="结案以后的照片", photos=[other.pk])
    assert len(evidence.of(Case.objects.get(pk=case.pk))) == len(found)


def test_what_cannot_be_bound_is_no_evidence(team, hazard):
    from tests.enforcement.test_cases import opened

    case = opened(team, hazard)
    step(team, case, "file_case", "钱执")
    text = files.keep_made(b"PK", name="说明.docx", media_type="application/x", actor=None)
    told = {"shows": "说明", "place": "厂区"}
    for photos, words in (([], "拍照或选文件"), ([text.pk], "“说明.docx”装订不进案卷")):
        with pytest.raises(Invalid, match=words):
            step(team, case, "add_evidence", photos=photos, **told)


def test_nothing_is_added_to_a_closed_case(team, hazard, client):
    case = decided(team, hazard)
    step(team, case, "serve_decision", **SERVED)
    step(team, case, "perform", performed_on=DAY, paid=30_000, words="银行回单 01")
    step(team, case, "close_case", "钱执", summary="已履行")
    before = case.documents.count()
    with pytest.raises(NotNow, match="已结案"):
        step(team, case, "urge_payment", receipt="陈安签收")
    with pytest.raises(NotNow, match="已结案"):
        step(team, case, "decide_penalty", "钱执", penalties=["fine"], fine=1, decision="再罚")
    client.force_login(team.people["赵执"])
    told = {"kinds": ["fine"], "amount": 1, "receipt": "陈安"}
    assert client.post(reverse("enforcement:take_case_step", args=[case.pk, "notify_party"]), told).status_code == 409
    assert case.documents.count() == before


def test_against_a_person_only_that_person_reads_what_was_served(team, hazard, client):
    from anlan.enterprises.models import Person

    chen = Person.objects.get(name="陈安")
    case = noticed(team, hazard, clause="94", person=chen)
    paper = paper_of(case, "penalty_notice")
    assert queries.served_to(who(team, "陈安")).filter(pk=paper.pk).exists()
    Person.objects.filter(pk=chen.pk).update(user=None)
    assert not queries.served_to(who(team, "陈安")).filter(pk=paper.pk).exists()
