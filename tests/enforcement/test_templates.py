"""Templates of papers: linted at upload, dated, refused when expired, and an old paper is made by its own version."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Opened

from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.documents import papers
from anlan.enforcement.templating import actions, kinds, linting, making, queries
from anlan.enforcement.templating.kinds import all_kinds
from anlan.enforcement.templating.models import Template
from anlan.files.presses import tags
from tests.enforcement.test_documents import begun, drafted, issued, team, who
from tests.enforcement.test_inspecting import DAY

__all__ = ["begun", "team"]
pytestmark = pytest.mark.django_db
ORDER = "order"


def changed(old: str = "", new: str = "", *, more: str = "", kind: str = ORDER) -> bytes:
    """The shipped template as somebody changed it in Word."""
    opened, out = Opened(io.BytesIO(all_kinds()[kind].shipped())), io.BytesIO()
    for run in (run for paragraph in opened.paragraphs for run in paragraph.runs):
        run.text = run.text.replace(old, new) if old else run.text
    if more:
        opened.add_paragraph(more)
    opened.save(out)
    return out.getvalue()


def uploaded(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("责令限期整改指令书.docx", content)


def replaced(team, content: bytes, **more) -> Template:
    days = {"valid_from": DAY, **more}
    actor = who(team, "钱执")
    return actions.replace_template(
        all_kinds()[ORDER], uploaded(content), actor=actor, source="执法队〔2026〕3号", **days
    )


@pytest.mark.slow
def test_every_shipped_template_is_fit_to_use_and_shows_its_example():
    for kind in all_kinds().values():
        assert (kind.code, linting.look(kind.shipped(), kind)) == (kind.code, linting.Verdict())


def test_the_sets_stand_in_the_order_of_their_numbers():
    groups = list(dict.fromkeys(one.group for one in all_kinds().values()))
    assert [name[:2] for name in groups] == ["一、", "二、", "三、"]


def test_a_start_makes_no_template_anew_whose_words_are_the_same(db):
    actions.register_shipped()
    kinds._shipped.cache_clear()
    assert actions.register_shipped() == 0
    assert kinds._shipped.cache_info().misses == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ({"more": "电话：{{ phone"}, "标签没有成对：“电话：{{ phone”"),
        ({"more": "{{ telephone }}"}, "没有“telephone”这个栏目"),
        ({"old": "{{ basis }}", "new": "有关规定"}, "缺少必备栏目“依据”"),
        ({"more": "{% for one in items %}无尽"}, "标签写错了"),
        ({"more": "{{ office.__class__ }}"}, "没有“office.__class__”这个栏目"),
        ({"more": "{{ unit.upper() }}"}, "标签里不能用“Call”"),
        ({"more": "根据《行政处罚法》第三十一条告知。"}, "第四十四条、第四十五条"),
        ({"more": "可在3日内向我单位陈述和申辩。"}, "没有依据"),
        ({"more": "可以向建安区人民政府或者许昌市应急管理局申请行政复议。"}, "不能写成两处任选"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(team, content, fault):
    with pytest.raises(Invalid, match="没有登记") as refused:
        replaced(team, changed(**content))
    assert [words for words in refused.value.fields["file"] if fault in words]
    assert queries.versions(ORDER).count() == 1


def test_what_is_no_docx_is_refused_and_what_is_doubtful_is_kept_with_a_warning(team):
    with pytest.raises(Invalid, match="不是 docx 文件"):
        replaced(team, b"PK\x03\x04 nothing")
    with pytest.raises(NotYours):
        actions.replace_template(
            all_kinds()[ORDER], uploaded(changed()), actor=who(team, "赵执"), source="自改", valid_from=DAY
        )
    with pytest.raises(Invalid, match="已过"):
        replaced(team, changed(more="附注"), valid_from=DAY - dt.timedelta(days=1))
    kept = replaced(team, changed(more="一份由安全生产监督管理部门备案。"))
    assert ("应急管理部门" in kept.warnings[0], kept.version) == (True, 2)
    assert verify().broken == []


def test_an_old_order_keeps_its_version_and_an_expired_template_makes_nothing(begun, team, at):
    first = issued(begun, team)
    at(DAY + dt.timedelta(days=1))
    tomorrow = DAY + dt.timedelta(days=1)
    new = replaced(team, changed(more="第二版的附注"), valid_from=tomorrow, valid_to=tomorrow)
    documents.void(first, actor=who(team, "钱执"), reason="写错了单位名称", dates="keep")
    second = issued(begun, team)
    assert ["第二版的附注" in "".join(tags.lines(papers.editable(one))) for one in (first, second)] == [False, True]
    later = drafted(begun, team)
    old = queries.versions(ORDER).get(version=1)
    actions.end_template(old, actor=who(team, "钱执"), valid_to=tomorrow, reason="上级下发新格式")
    at(DAY + dt.timedelta(days=2))
    with pytest.raises(NotNow, match=f"第{new.version}版到{tomorrow}为止"):
        documents.issue(later, actor=who(team, "钱执"))
    later.refresh_from_db()
    assert (later.state, later.number) == ("draft", "")
    assert "第二版的附注" in "".join(tags.lines(papers.editable(second)))


def test_a_box_without_a_fact_says_so_and_what_somebody_typed_is_no_tag(world):
    kind = all_kinds()["approval"]
    said = kind.example | {"phone": "", "reason": "{{ unit }} & <b>\x07镕玥翀"}
    text = "\n".join(tags.lines(making.written("approval", said)))
    assert "{{ unit }} & <b>镕玥翀" in text
    phone = Opened(io.BytesIO(making.written("approval", said))).tables[0].rows[2].cells[3].text
    assert phone == making.NOTHING


def test_through_the_pages(team, client):
    client.force_login(team.people["赵执"])
    assert "责令限期整改指令书" in client.get(reverse("enforcement:templates")).content.decode()
    assert client.get(reverse("enforcement:preview_template", args=[ORDER, 1])).content[:5] == b"%PDF-"
    assert client.get(reverse("enforcement:replace_template", args=[ORDER])).status_code == 403
    client.force_login(team.people["钱执"])
    page = reverse("enforcement:replace_template", args=[ORDER])
    given = {"source": "区局下发", "valid_from": DAY.isoformat()}
    refused = client.post(page, given | {"file": uploaded(changed(more="{{ telephone }}"))})
    assert (refused.status_code, "telephone" in refused.content.decode()) == (422, True)
    assert client.post(page, given | {"file": uploaded(changed(more="附注"))}).status_code == 302
    kind = client.get(reverse("enforcement:template_kind", args=[ORDER])).content.decode()
    assert "第 2 版有效" in kind
    assert client.get(reverse("enforcement:download_template", args=[ORDER, 2])).content[:2] == b"PK"
    end = reverse("enforcement:end_template", args=[ORDER, 2])
    assert client.post(end, {"valid_to": DAY.isoformat(), "reason": "格式有误"}).status_code == 302
    assert client.get(reverse("enforcement:template_kind", args=["nothing"])).status_code == 404


@pytest.mark.once
def test_each_part_of_a_page_number_has_a_run_of_its_own_and_so_keeps_its_size():
    runs = Opened(io.BytesIO(all_kinds()[ORDER].shipped())).sections[0].footer.paragraphs[0].runs
    marks = [len(run._r.xpath("w:fldChar | w:instrText")) for run in runs]
    assert (max(marks), sum(marks)) == (1, 8)
    assert {run.font.size.pt for run in runs} == {10.5}
