"""Signing on the screen, on paper with its scan, or refused before a witness; and who reads what was served."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Opened
from pypdf import PdfReader

from anlan.core import clock
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enforcement.documents import actions, papers, signatures, signing
from anlan.files import actions as files
from anlan.files.models import Use
from anlan.org.models import User
from tests.enforcement.test_documents import RECEIPT, begun, drafted, issued, team, who
from tests.field.phones import Phone, states
from tests.inspections.conftest import picture

__all__ = ["begun", "team"]
pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.4\n%signed by hand\n"


def shot(shade=200):
    return files.keep(picture(shade), actor=None)


def is_marked(content: bytes) -> bool:
    """Whether a .docx bears the mark on every page: it stands in the head."""
    return "未签署" in Opened(io.BytesIO(content)).sections[0].header._element.xml


def test_each_signs_for_themselves_and_the_mark_goes_when_all_have(begun, team):
    lead, second = who(team, "赵执"), who(team, "镕玥")
    with pytest.raises(NotYours, match="签发之后才签名"):
        signing.sign_document(drafted(begun, team), actor=lead, role="lead", image=shot())
    order = issued(begun, team)
    assert is_marked(papers.editable(order))
    assert not is_marked(papers.editable(order, to_sign=True))
    with pytest.raises(NotYours, match="本人登录"):
        signing.sign_document(order, actor=lead, role="second", image=shot())
    with pytest.raises(Invalid, match="还没有签名"):
        signing.sign_document(order, actor=lead, role="lead", image=None)
    signing.sign_document(order, actor=lead, role="lead", image=shot(10))
    with pytest.raises(NotYours, match="已经签名"):
        signing.sign_document(order, actor=lead, role="lead", image=shot(20))
    signing.sign_document(order, actor=second, role="second", image=shot(30))
    assert is_marked(papers.editable(order))
    signing.sign_document(order, actor=lead, role="unit", image=shot(40), name="刘镕", position="总经理")
    content = papers.editable(order)
    assert (is_marked(content), len(Opened(io.BytesIO(content)).inline_shapes)) == (False, 3)
    pages = PdfReader(io.BytesIO(papers.printed(order))).pages
    assert ("总经理" in "".join(page.extract_text() for page in pages), sum(len(page.images) for page in pages)) == (
        True,
        3,
    )
    assert {one.digest for one in order.signatures.all()} == {signatures.digest(order)}
    assert verify().broken == []


def test_a_refusal_needs_a_witness_who_is_no_officer(begun, team):
    lead, order = who(team, "赵执"), issued(begun, team)
    with pytest.raises(Invalid, match="不能作见证人"):
        signing.refuse_to_sign(order, actor=lead, reason="不认可第二项", witness="镕玥")
    signing.refuse_to_sign(order, actor=lead, reason="不认可第二项", witness="马协", name="刘镕")
    with pytest.raises(NotYours, match="已经签名"):
        signing.sign_document(order, actor=lead, role="unit", image=shot(), name="刘镕", position="总经理")
    text = Opened(io.BytesIO(papers.editable(order))).tables[-1]._tbl.xml
    assert "刘镕拒签：不认可第二项。见证人：马协" in re.sub("<[^>]+>", "", text)


def test_a_scan_of_what_was_signed_by_hand_is_kept_as_it_came(begun, team, client):
    order = issued(begun, team)
    client.force_login(team.people["赵执"])
    page = reverse("enforcement:sign_document", args=[order.pk])
    assert "执法人员本人签名" in client.get(page).content.decode()
    attach = reverse("enforcement:attach_scan", args=[order.pk])
    assert client.post(attach).status_code == 422
    assert client.post(attach, {"scan": SimpleUploadedFile("签字.pdf", SCAN)}).status_code == 302
    order.refresh_from_db()
    assert (is_marked(papers.editable(order)), Use.objects.get(purpose="scan").file_id) == (False, order.scan_id)
    scan = client.get(reverse("enforcement:document_scan", args=[order.pk]))
    assert b"".join(scan.streaming_content) == SCAN
    assert client.post(page, {"role": "lead", "drawn": picture()}).status_code == 403
    client.force_login(team.people["林巡"])
    assert client.post(attach, {"scan": SimpleUploadedFile("签字.pdf", SCAN)}).status_code == 403


def test_the_enterprise_reads_what_it_was_served_and_nothing_else(begun, team, client):
    waiting, order = issued(begun, team), issued(begun, team)
    actions.serve(order, actor=who(team, "赵执"), **RECEIPT)
    page = reverse("enforcement:documents_of", args=[begun.enterprise_id])
    client.force_login(team.people["陈安"])
    shown = client.get(page).content.decode()
    assert (order.number in shown, waiting.number in shown) == (True, False)
    assert client.get(reverse("enforcement:served_document", args=[order.pk])).content[:5] == b"%PDF-"
    assert client.get(reverse("enforcement:served_document", args=[waiting.pk])).status_code == 404
    client.force_login(team.people["何客"])
    assert client.get(page).status_code == 404
    assert client.get(reverse("enforcement:served_document", args=[order.pk])).status_code == 404
    client.force_login(team.people["赵执"])
    assert waiting.number in client.get(page).content.decode()


def test_signed_and_served_on_a_phone_that_had_no_network(begun, team, at):
    order = issued(begun, team)
    User.objects.update(must_change_password=False)
    lead, second = Phone(who(team, "赵执")), Phone(who(team, "镕玥"))
    (paper,) = lead.client.get("/field/day/").json()["rooms"]["enforcement"]["papers"]
    assert (paper["number"], paper["roles"], paper["serves"]) == (order.number, ["lead", "unit", "refused"], True)
    assert any("疏散通道堆放纸箱" in line for line in paper["lines"])
    asked = {"thread": order.pk, "document": str(order.pk), "digest": paper["digest"]}
    moment = clock.now()

    def signs(phone, role, shade, **more):
        drawn = phone.uploads(picture(shade).read())
        return phone.write("enforcement.sign_document", role=role, files=[drawn], at=moment, **asked, **more)

    receiver = {"receiver": "刘镕", "receiver_post": "总经理", "served_at_place": "厂区办公室"}
    kept = [
        signs(lead, "lead", 11),
        signs(lead, "unit", 12, name="刘镕", position="总经理"),
        lead.write("enforcement.serve", at=moment, **asked, **receiver),
    ]
    at(moment + dt.timedelta(minutes=20))
    for _ in range(2):
        assert states(lead.sends(*kept)) == ["done"] * 3
    order.refresh_from_db()
    assert (order.served_at, {one.at for one in order.signatures.all()}) == (moment, {moment})
    late = second.write("enforcement.refuse_to_sign", reason="不认可", witness="马协", **asked)
    other = signs(second, "second", 13)
    answers = second.sends(late, other)
    assert states(answers) == ["refused", "done"]
    assert "当事人栏 刘镕" in answers[0]["words"]
    assert lead.client.get("/field/day/").json()["rooms"]["enforcement"]["papers"] == []
    changed = lead.write("enforcement.sign_document", role="lead", **(asked | {"digest": "0" * 64}))
    assert "内容与手机里的不同" in lead.sends(changed)[0]["words"]
    assert verify().broken == []
