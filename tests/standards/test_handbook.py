"""C2: The handbook: every item of an industry with its clause, how to check and what is unsure, in three forms."""

import io
import uuid

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from anlan.core import clock
from anlan.standards import actions
from anlan.standards.handbook import content
from anlan.standards.models import CriteriaPack, Criterion, Industry

pytestmark = pytest.mark.django_db
TODAY_S_LAW = {"effective": "2023-02-01", "issued": "2023-01-01"}
ITEMS = [
    {"code": "第三条(一)", "summary": "安全出口锁闭", "check": "看出口"},
    {"code": "第三条(二)", "summary": "除尘器未泄爆", "check": "看除尘", "checked_against_text": False},
    {"code": "第九条", "summary": "其他严重违反规定的情形", "section": "兜底"},
]


@pytest.fixture
def pack(load) -> CriteriaPack:
    load(**TODAY_S_LAW, items=ITEMS)
    return CriteriaPack.objects.get()


def book_of(code="gongmao"):
    return content.of_industry(Industry.objects.get(pk=code), clock.today(), printed_by="林巡")


def entries(book) -> dict:
    return {one.code: one for chapter in book.chapters for _, rows in chapter.sections for one in rows}


def test_each_item_says_how_to_check_and_what_counts_as_no(pack):
    one = entries(book_of())["第三条(一)"]
    assert one.words == "是否确认不存在下列情形：安全出口锁闭"
    assert dict(one.lines)["怎么查"] == "看出口"
    assert "算“否”" in dict(one.lines)
    assert dict(one.lines)["通常怎么改"].startswith("立即打开锁闭")
    assert dict(one.lines)["通常怎么改"].endswith("（建议 1 个工作日内）")


@pytest.mark.parametrize(
    ("slug", "code", "summary", "told"),
    [
        ("x", "一", "安全出口锁闭的", "查实安全出口锁闭的。"),
        ("x", "一", "未设阀，或阀失效", "有一项就算：(1) 未设阀；(2) 阀失效。"),
        ("x", "一", "会议室，或修罐工位，设在吊运跨内", "查实会议室，或修罐工位，设在吊运跨内的。"),
        ("x", "一", "一类场所（甲；乙）未设阀", "查实一类场所（甲；乙）未设阀的。"),
        ("gongmao-2023", "第十一条(三)", "干式除尘系统未采取泄爆等措施", "如：除尘器未设置泄爆装置；"),
    ],
)
@pytest.mark.once
def test_what_a_no_looks_like_is_told_in_the_criterion_s_own_words_and_by_what_was_seen(slug, code, summary, told):
    criterion = Criterion(code=code, summary=summary, pack=CriteriaPack(slug=slug))
    assert told in content._no(criterion, content.question_of(criterion))


def test_an_item_not_compared_with_the_text_says_so_until_somebody_compares_it(pack, world):
    marks = [words for words, _ in entries(book_of())["第三条(二)"].marks]
    assert content.NOT_COMPARED in marks
    item = Criterion.objects.get(code="第三条(二)")
    actions.compare(
        item, actor=world.people["林巡"], outcome="agrees", source="应急管理部网站", note="", client_id=uuid.uuid4()
    )
    assert content.NOT_COMPARED not in [words for words, _ in entries(book_of())["第三条(二)"].marks]


def test_clauses_nobody_can_answer_on_site_stand_apart(pack):
    [chapter] = book_of().chapters
    assert [name for name, _ in chapter.sections] == ["管理", "其他条款"]


def test_the_digest_names_the_content(pack, load):
    before = book_of().version
    assert book_of().version == before
    load(**TODAY_S_LAW, items=[{**ITEMS[0], "summary": "安全出口堵塞"}, *ITEMS[1:]])
    assert book_of().version != before


@pytest.mark.parametrize("form", ["a4", "a5"])
def test_the_paper_has_contents_page_numbers_and_every_item(client, pack, world, form):
    client.force_login(world.people["林巡"])
    answer = client.get(reverse("standards:handbook", args=["gongmao", form]))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = "".join(page.extract_text() for page in pages)
    assert all(item["code"] in text for item in ITEMS)
    assert "目录" in pages[1].extract_text()
    assert "第2页" in pages[2].extract_text().replace(" ", "")
    assert round(float(pages[0].mediabox.width)) == {"a4": 595, "a5": 420}[form]


def test_the_editable_one_opens_with_every_item_and_links_its_contents_to_places(client, pack, world):
    client.force_login(world.people["林巡"])
    answer = client.get(reverse("standards:pack_handbook", args=[pack.slug, pack.version, "docx"]))
    document = Document(io.BytesIO(answer.content))
    cells = [row.cells[0].text for table in document.tables for row in table.rows]
    assert {item["code"] for item in ITEMS} <= set(cells)
    xml = document.element.xml
    assert xml.count("PAGEREF place") == xml.count("w:bookmarkStart ") == 3


def test_what_is_wanted_of_nothing_is_told_in_a_sentence(client, pack, world):
    client.force_login(world.people["林巡"])
    assert client.get(reverse("standards:handbook", args=["weihua", "a4"])).status_code == 404
    answer = client.get(reverse("standards:handbook", args=["gongmao", "epub"]))
    assert answer.status_code == 404
    assert "三种" in answer.content.decode()


@pytest.mark.parametrize("name", ["standards:pack", "standards:preview"])
def test_it_is_one_click_away(client, pack, world, name):
    client.force_login(world.people["林巡"])
    page = client.get(
        reverse("standards:pack", args=[pack.slug]) if name.endswith("pack") else reverse(name) + "?industry=gongmao"
    )
    assert "/handbook/a5/" in page.content.decode()


def test_a_stranger_gets_none(client, pack):
    assert client.get(reverse("standards:handbook", args=["gongmao", "a4"])).status_code == 302


def test_what_speaks_of_other_items_says_where_they_stand(load):
    speaks = {"code": "第十四条", "summary": "本标准所列情形中的报警装置失效", "refers_to": ["第三条", "第九条"]}
    load(**TODAY_S_LAW, items=[*ITEMS[:2], speaks, {**ITEMS[2], "code": "第十条"}, {**ITEMS[0], "code": "第九条"}])
    told = {code: dict(one.lines).get("所指的") for code, one in entries(book_of()).items()}
    assert told["第十四条"] == "见本章第三条、第九条。"
    assert told["第三条(一)"] is None
