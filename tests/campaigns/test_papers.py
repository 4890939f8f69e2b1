"""Kinds of files: Word, PDF, scans, text, and what is refused in a sentence."""

import datetime as dt
import io
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter

from anlan.campaigns.reading import papers, scoring
from anlan.campaigns.reading.papers.pdf import without_heads
from anlan.campaigns.reading.reader import read_text
from anlan.core.errors import Invalid
from anlan.files import ocr as files_ocr
from anlan.files import office
from anlan.files.presses import pdf as press
from anlan.files.presses.document import OfficialDocument, Paragraph
from tests.campaigns.notices import labels, plan

pytestmark = pytest.mark.once


def saved(document: Document, path: Path) -> Path:
    document.save(path)
    return path


def test_a_word_file_gives_its_automatic_numbers_its_tables_and_its_insertions(tmp_path):
    document = Document()
    document.add_paragraph("每周检查", style="List Number")
    document.add_paragraph("每月报告", style="List Number")
    table = document.add_table(2, 3)
    for cell, words in zip(
        [*table.rows[0].cells, *table.rows[1].cells],
        ["行业", "时间", "责任单位", "燃气", "3月份", "城建办"],
        strict=True,
    ):
        cell.text = words
    paragraph = document.add_paragraph("原文")
    for tag, words in (("w:ins", "新增"), ("w:del", "删去")):
        mark, run, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement("w:t" if tag == "w:ins" else "w:delText")
        said.text = words
        run.append(said)
        mark.append(run)
        paragraph._p.append(mark)
    text = papers.read(saved(document, tmp_path / "通知.docx")).text
    assert text.splitlines() == [
        "1.每周检查",
        "2.每月报告",
        "行业 | 时间 | 责任单位 |",
        "燃气 | 3月份 | 城建办 |",
        "原文新增",
    ]


def test_chinese_automatic_numbers_count_as_headings_do(tmp_path):
    document = Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for depth, (shape, words) in enumerate([("chineseCounting", "%1、"), ("chineseCounting", "（%2）")]):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", shape), ("w:lvlText", words)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            level.append(element)
        abstract.append(level)
    numbering.insert(0, abstract)
    number = numbering.add_num(90)
    for words, depth in (("总体要求", 0), ("思路", 1), ("目标", 1), ("任务", 0), ("自查", 1)):
        paragraph = document.add_paragraph(words)
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId
        paragraph._p.pPr.numPr.get_or_add_ilvl().val = depth
    text = papers.read(saved(document, tmp_path / "通知.docx")).text
    assert text.splitlines() == ["一、总体要求", "（一）思路", "（二）目标", "二、任务", "（一）自查"]


def test_a_printed_notice_is_read_from_its_pdf(tmp_path):
    """As an office prints it: red head, number, wrapped lines, page numbers, the signature behind the text."""
    lines = [line.strip() for line in plan("a_yunxi").splitlines() if line.strip()]
    body = lines[lines.index("一、整治目标") : lines.index("附件：1.沿街店铺排查登记表")]
    opening = next(line for line in lines if line.startswith("为切实防范化解"))
    path = tmp_path / "通知.pdf"
    path.write_bytes(
        press.official(
            OfficialDocument(
                issuer="云溪街道办事处",
                title="关于印发《云溪街道沿街店铺和电动自行车消防安全集中整治工作方案》的通知",
                number="云街办〔2025〕14号",
                to="各社区居委会、村委会，街道各科室，辖区有关单位",
                body=[Paragraph(line) for line in [opening, *body]],
                attachments=["沿街店铺排查登记表", "消防安全承诺书（样式）"],
                signed_by="云溪街道办事处",
                signed_on=dt.date(2025, 3, 12),
            )
        )
    )
    score = scoring.score(path, labels("a_yunxi"))
    assert (score.right_subject, score.stages_found, score.masthead_right) == (score.expected, 3, 4), score.wrong
    assert score.conflicts_found == score.conflicts, score.wrong


def test_a_sender_above_the_first_page_and_below_the_last_is_no_running_head():
    pages = [
        "沣河县教育局\n一、任务\n各校自查。\n— 1 —",
        "各校整改。\n— 2 —",
        "各校总结。\n沣河县教育局\n2026年9月2日\n— 3 —",
    ]
    assert "\n".join(without_heads(pages)).count("沣河县教育局") == 2


def scanned(tmp_path: Path) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(out, "PDF")
    path = tmp_path / "扫描.pdf"
    path.write_bytes(out.getvalue())
    return path


def test_a_scan_says_that_it_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(files_ocr, "MODULE", "no_such_reader")
    with pytest.raises(Invalid, match="是扫描件，1 页里没有可读的文字"):
        papers.read(scanned(tmp_path))


RAPIDOCR = """
class Told:
    boxes = None
    txts = ("石桥镇用电安全工作方案", "各村每月检查一次。")

class RapidOCR:
    def __init__(self, params):
        assert params == {"Global.log_level": "warning"}

    def __call__(self, image, **what):
        assert image[:2] == b"\\xff\\xd8"
        return Told()
"""
PYPDFIUM2 = """
from PIL import Image

class Page:
    def render(self, scale):
        return self

    def to_pil(self):
        return Image.new("RGB", (40, 56), "white")

class PdfDocument(list):
    def __init__(self, content):
        super().__init__([Page()])

    def close(self):
        pass
"""


@pytest.fixture
def ocr(tmp_path, monkeypatch):
    """An installed rapidocr that reads the same two lines on every page, and what draws the page."""
    (tmp_path / "rapidocr.py").write_text(RAPIDOCR)
    (tmp_path / "pypdfium2.py").write_text(PYPDFIUM2)
    monkeypatch.syspath_prepend(tmp_path)
    files_ocr.engine.cache_clear()
    yield
    files_ocr.engine.cache_clear()
    for name in ("rapidocr", "pypdfium2"):
        sys.modules.pop(name, None)


def test_a_scan_is_read_where_ocr_is_installed_and_warns_that_words_may_be_wrong(tmp_path, ocr):
    paper = papers.read(scanned(tmp_path))
    assert paper.text == "石桥镇用电安全工作方案\n各村每月检查一次。"
    assert "可能有错字" in paper.notes[0]


def test_a_scan_of_many_pages_is_refused_before_anybody_waits(tmp_path, ocr):
    writer = PdfWriter()
    for _ in range(11):
        writer.append(PdfReader(scanned(tmp_path)))
    path = tmp_path / "厚.pdf"
    with path.open("wb") as stream:
        writer.write(stream)
    with pytest.raises(Invalid, match="一次最多 10 页"):
        papers.read(path)


def test_a_locked_pdf_says_that_it_is_locked(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(scanned(tmp_path)))
    writer.encrypt("geheim", algorithm="RC4-128")
    path = tmp_path / "加密.pdf"
    with path.open("wb") as stream:
        writer.write(stream)
    with pytest.raises(Invalid, match="设了打开密码"):
        papers.read(path)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.txt", b"  \n", "是空文件"),
        ("坏.docx", b"PK\x03\x04broken", "已损坏或不完整"),
        ("坏.pdf", b"%PDF-1.4 broken", "已损坏或不是完整的 PDF"),
        ("图.jpg", bytes(range(256)) * 8, "不是能读的文件"),
        ("页.txt", b"<html><body>x</body></html>", "是网页或 RTF"),
    ],
)
def test_what_is_no_notice_is_refused_in_a_sentence(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Invalid, match=says):
        papers.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_of_offices(tmp_path, encoding):
    path = tmp_path / "通知.txt"
    path.write_bytes("各村每月检查一次。".encode(encoding))
    assert papers.read(path).text == "各村每月检查一次。"


def test_an_old_word_file_needs_libreoffice_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    path = tmp_path / "通知.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(Invalid, match="没有安装 LibreOffice"):
        papers.read(path)


NO_NOTICES = [
    (
        "会议纪要",
        "石桥镇安委会第三次会议纪要\n\n会议指出，形势严峻。\n一、应急办9月20日前拿出方案。\n石桥镇人民政府\n2027年9月5日\n",
    ),
    ("会议纪要", "会议指出，形势严峻。会议要求，各村每月排查。会议决定，成立专班。\n石桥镇人民政府\n2027年9月5日\n"),
    ("函", "关于商请支援救援力量的函\n\n县消防救援大队：\n请于6月8日前派员指导。\n石桥镇人民政府\n2027年6月1日\n"),
    ("简报", "安全生产简报\n第12期\n本周应急办检查企业12家，每周调度一次。\n石桥镇人民政府\n2027年6月1日\n"),
    ("总结或报告", "石桥镇2027年安全生产工作总结\n\n我镇每月召开例会。\n石桥镇人民政府\n2027年12月20日\n"),
    ("新闻或简报", "石桥镇扎实开展检查\n\n近日，石桥镇组织召开燃气会议，下一步将每月开展检查。\n"),
    ("自己的文件", "宏泰建材有限公司安全计划\n各部门：\n一、检查\n安环部每周检查。\n宏泰建材有限公司\n2027年1月5日\n"),
]


@pytest.mark.once
@pytest.mark.parametrize(("kind", "text"), NO_NOTICES)
def test_a_paper_that_is_no_notice_says_what_it_is_and_asks(kind, text):
    [asked] = [one for one in read_text(text).as_json()["conflicts"] if one["kind"] == "no_notice"]
    assert f"{kind}（" in asked["what"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("关于商请支援救援力量的函", NO_NOTICES[2][1]),
        ("石桥镇安委会第三次会议纪要", NO_NOTICES[0][1]),
        ("石桥镇2027年安全生产工作总结", NO_NOTICES[4][1]),
        ("石桥镇扎实开展检查", NO_NOTICES[5][1]),
        ("现场检查记录", "现场检查记录\n石桥应急检〔2027〕12号\n被检查单位：宏泰公司\n检查中发现未戴安全帽。\n"),
        ("", "各村、各企业：\n请于6月8日前报送名单。\n石桥镇人民政府\n2027年6月1日\n"),
    ],
)
def test_a_paper_that_is_no_notice_has_its_title(title, text):
    assert read_text(text).as_json()["title"] == title


@pytest.mark.once
def test_a_notice_that_speaks_of_letters_minutes_and_summaries_is_a_notice():
    body = "一、要求\n各村落实会议纪要，发放告知书、倡议书，报送工作总结，每月编发简报。"
    text = f"关于开展检查的通知\n各村：\n{body}\n石桥镇人民政府\n2027年1月5日\n"
    assert "no_notice" not in {one["kind"] for one in read_text(text).as_json()["conflicts"]}


def test_the_radicals_a_pdf_gives_are_kept_as_their_characters(tmp_path, monkeypatch):
    monkeypatch.setattr(PageObject, "extract_text", lambda page: "⻔⾯房每⽉检查1次，6⽉30⽇前报送⼯作总结。")
    path = tmp_path / "通知.pdf"
    office = "桂村乡人民政府"
    paper = OfficialDocument(issuer=office, title="通知", body=[], signed_by=office, signed_on=dt.date(2026, 3, 3))
    path.write_bytes(press.official(paper))
    assert papers.read(path).text.strip() == "门面房每月检查1次，6月30日前报送工作总结。"
