"""Notices are read: what kinds of file, what the rules understand, and how well, measured on labelled notices."""

import datetime as dt
import io
import json
import shutil
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from anlan.campaigns.reading import papers, scoring
from anlan.campaigns.reading.papers import word97
from anlan.campaigns.reading.paragraphs import flow_of
from anlan.campaigns.reading.reader import read_text
from anlan.campaigns.reading.when import whens
from anlan.core.errors import Invalid
from anlan.files import ocr as files_ocr
from anlan.files.presses import pdf as press
from anlan.files.presses.document import OfficialDocument, Paragraph

pytestmark = pytest.mark.once
PLANS = Path(__file__).parent.parent / "data" / "plans"
NAMES = sorted(path.name.removesuffix(".labels.json") for path in PLANS.glob("*.labels.json"))


def plan(name: str) -> str:
    return (PLANS / f"{name}.txt").read_text("utf-8")


def labels(name: str) -> dict:
    return json.loads((PLANS / f"{name}.labels.json").read_text("utf-8"))


def notice(body: str, *, day: str = "2025年3月3日") -> str:
    """A short notice of a made-up township around some clauses."""
    return f"关于开展安全生产检查行动的通知\n各村、各企业：\n{body}\n石桥镇人民政府\n{day}\n"


def duties(body: str, **more: str) -> list[tuple]:
    told = read_text(notice(body, **more)).as_json()["duties"]
    return [(one["subject"], one["rhythm"], one["min_count"], one["due"]) for one in told]


def conflicts(body: str, **more: str) -> list[tuple[str, str]]:
    return [(one.kind, one.severity) for one in read_text(notice(body, **more)).conflicts]


# -- how well


@pytest.mark.parametrize("name", NAMES)
def test_nine_of_ten_duties_are_found_and_every_contradiction(name):
    score = scoring.score(PLANS / f"{name}.txt", labels(name))
    assert score.right_subject >= 0.9 * score.expected, score.wrong
    assert score.false <= 0.12 * score.told, score.wrong
    assert (score.conflicts_found, score.stages_found) == (score.conflicts, score.stages), score.wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_an_exact_piece_of_the_text(name):
    text, draft = plan(name), read_text(plan(name)).as_json()
    quotes = [one["quote"] for one in draft["stages"] + draft["duties"]]
    quotes += [quote for one in draft["conflicts"] for quote in one["quotes"]]
    assert [quote for quote in quotes if not quote or quote not in text] == []


def test_the_townships_own_notice_says_twice_a_month_for_high_risk_and_asks_about_its_dates():
    draft = read_text(plan("guicun")).as_json()
    led = [one for one in draft["duties"] if "带队" in one["action"] and one["rhythm"] == "monthly"]
    assert [(one["applies_to"], one["flags"], one["min_count"], one["clause"]) for one in led] == [
        (None, [], 1, "二(一)2"),
        ("高危行业领域企业", ["high_risk"], 2, "二(一)2"),
    ]
    assert [(one["name"], one["start"], one["end"]) for one in draft["stages"]] == [
        ("动员部署", None, "2023-11-30"),
        ("企业自查自改和部门帮扶", None, "--12-31"),
        ("部门精准执法", None, "--12-31"),
        ("总结提高", "2024-12-01", "2024-12-31"),
    ]
    assert len([one for one in draft["conflicts"] if one["severity"] == "hard"]) >= 8


# -- what the rules understand


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("12月底前", (None, "--12-31")),
        ("2023年11月30日前", (None, "2023-11-30")),
        ("即日起至2月8日", (None, "--02-08")),
        ("2024年12月", ("2024-12-01", "2024-12-31")),
        ("2024年11月下旬至2025年3月31日", ("2024-11-21", "2025-03-31")),
        ("11月25日—12月5日", ("--11-25", "--12-05")),
        ("2024年12月20日至1月10日", ("2024-12-20", "2025-01-10")),
        ("2024.11.25-2024.12.5", ("2024-11-25", "2024-12-05")),
        ("3月1日至15日", ("--03-01", "--03-15")),
        ("二〇二四年九月一日至二〇二四年十二月三十一日", ("2024-09-01", "2024-12-31")),
        ("2026年第一季度", ("2026-01-01", "2026-03-31")),
        ("2025年上半年", ("2025-01-01", "2025-06-30")),
        ("12月前", (None, "--11-30")),
        ("2025年2月底前", (None, "2025-02-28")),
        ("2月30日前", (None, None)),
    ],
)
def test_spans_of_time_as_notices_write_them(words, told):
    flow = flow_of(words)
    [when] = whens(flow.text, 0, len(flow.text))
    assert tuple(mark.iso() if mark else None for mark in (when.begins, when.ends)) == told
    assert flow.quote(when.span) == words


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("各村每月至少召开2次安全例会。", ("各村", "monthly", 2, None)),
        ("各企业要每半年组织一次演练。", ("各企业", "half_yearly", 1, None)),
        ("各村于3月20日前报送工作方案。", ("各村", "once", None, "2025-03-20")),
        ("镇应急办每半月巡查一次。", ("镇应急办", "monthly", 2, None)),
        ("各企业主要负责人每季度带队检查不少于3次。", ("各企业主要负责人", "quarterly", 3, None)),
        ("发生事故后，各企业须1小时内报告镇应急办。", ("各企业", "on_event", None, None)),
        ("各村要定期开展宣传。", ("各村", "as_needed", None, None)),
        ("由镇应急办每周汇总通报。", ("镇应急办", "weekly", 1, None)),
        ("4月10日前各村完成摸排。", ("各村", "once", None, "2025-04-10")),
    ],
)
def test_a_sentence_becomes_a_duty(sentence, told):
    assert duties(f"一、工作任务\n（一）日常工作。{sentence}") == [told]


def test_a_bracket_with_a_class_of_enterprises_is_a_duty_of_its_own():
    assert duties("一、任务\n（一）自查。各企业每月检查1次（高危企业每周1次，其他企业每季度1次）。") == [
        ("各企业", "monthly", 1, None),
        ("各企业", "weekly", 1, None),
        ("各企业", "quarterly", 1, None),
    ]


def test_who_is_responsible_may_stand_behind_the_clause():
    body = "一、任务\n1.培训。组织培训一次。（责任单位：镇应急办；完成时限：4月底前）\n2.检查。派出所每周检查网吧。"
    assert duties(body) == [("镇应急办", "once", 1, "2025-04-30"), ("派出所", "weekly", 1, None)]


def test_goals_and_laws_and_limits_are_no_duties():
    body = (
        "一、工作目标\n力争事故每年下降10%，坚决守牢底线。\n"
        "二、依据\n按照《每月检查办法》（石政〔2024〕3号）执行。对同一企业检查每年不超过2次。"
    )
    assert [one for one in duties(body) if one[1] in scoring.PERIODIC] == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("一、任务\n各村于2月31日前报送方案。", [("impossible_day", "hard")]),
        ("一、任务\n各村于2025年3月12日（星期一）参加会议。", [("weekday", "hard")]),
        ("一、任务\n各村于2025年3月1日前报送方案。", [("due_before_notice", "hard")]),
        (
            "一、阶段安排\n（一）部署阶段（3月5日至3月20日）。动员。\n（二）整治阶段（3月10日至4月30日）。整治。",
            [("stages_overlap", "hard")],
        ),
        (
            "一、阶段安排\n（一）部署阶段（3月5日至3月20日）。动员。\n（二）整治阶段（4月30日至3月21日）。整治。",
            [("stage_backwards", "hard")],
        ),
        (
            "一、任务\n抓好以下三项工作：\n（一）查隐患。各村排查。\n（二）改隐患。各企业整改。",
            [("task_count", "hard")],
        ),
        ("一、任务\n各村对照附件2自查。", [("attachment", "soft")]),
        ("一、任务\n各村自查。\n三、要求\n各村落实。", [("numbering", "soft")]),
        ("一、时间\n即日起至4月15日。\n二、要求\n各村每季度开展一次演练。", [("rhythm_too_slow", "soft")]),
        ("一、时间\n即日起至6月30日。\n二、要求\n纳入2024年度考核。", [("assessment_year", "hard")]),
        (
            "一、任务\n各村于3月20日前报送总结。\n二、要求\n各村于3月25日前将总结报镇应急办。",
            [("two_deadlines", "hard")],
        ),
        ("一、时间\n即日起至6月30日。\n二、要求\n我乡各企业自查。", [("other_place", "soft")]),
        ("一、时间\n即日起至6月30日。\n二、要求\n各村自查。", []),
    ],
)
def test_contradictions_are_found_and_nothing_else(body, found):
    assert conflicts(body) == found


def test_a_plan_without_dates_says_so():
    draft = read_text("石桥镇安全生产工作方案\n一、任务\n各村每月检查一次。\n").as_json()
    assert [(one["kind"], one["severity"]) for one in draft["conflicts"]] == [("no_date", "hard")]
    assert (draft["issued_on"], draft["stages"]) == (None, [])


def test_the_year_is_told_only_where_the_text_leaves_no_doubt():
    assert duties("一、任务\n各村12月底前报送总结。", day="2024年11月23日") == [("各村", "once", None, "2024-12-31")]
    assert duties("一、任务\n各村6月15日前报送总结。", day="2024年11月23日") == [("各村", "once", None, "--06-15")]


def test_wrapped_lines_page_numbers_and_running_heads_are_no_text():
    draft = read_text(plan("c_linjiang"))
    assert "临江区住建局" not in draft.flow.text
    assert "起重机械安装、拆卸前" in draft.flow.text


def test_headings_whose_line_breaks_were_lost_are_clauses_again():
    labels_read = [one.label for one in read_text(plan("d_dongwa")).clauses]
    assert labels_read == ["", "一", "一(一)", "一(二)", "一(三)", "二", "二(一)", "二(二)", "二(三)", "三", "三(一)", "三(二)", "三(三)", "四"]  # fmt: skip  # noqa: E501


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="一二（）1.年月日前每至少次、。；：\n企业要|〔〕2023附件第阶段", max_size=200))
def test_no_text_breaks_the_reader(text):
    draft = read_text(text).as_json()
    assert [one for one in draft["duties"] + draft["stages"] if one["quote"] not in text] == []


# -- kinds of files


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


def scanned(tmp_path: Path) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(out, "PDF")
    path = tmp_path / "扫描.pdf"
    path.write_bytes(out.getvalue())
    return path


def test_a_scan_says_that_it_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(files_ocr, "MODULES", ())
    with pytest.raises(Invalid, match="是扫描件，1 页里没有可读的文字"):
        papers.read(scanned(tmp_path))


RAPIDOCR = """
class Told:
    txts = ("石桥镇用电安全工作方案", "各村每月检查一次。")

class RapidOCR:
    def __call__(self, image):
        assert image[:2] == b"\\xff\\xd8" or image[:4] == b"\\x89PNG"
        return Told()
"""


@pytest.fixture
def ocr(tmp_path, monkeypatch):
    """An installed rapidocr that reads the same two lines on every page."""
    (tmp_path / "rapidocr.py").write_text(RAPIDOCR)
    monkeypatch.syspath_prepend(tmp_path)
    files_ocr.engine.cache_clear()
    yield
    files_ocr.engine.cache_clear()
    sys.modules.pop("rapidocr", None)


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
    monkeypatch.setattr(word97, "office_program", lambda: None)
    path = tmp_path / "通知.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(Invalid, match="没有安装 LibreOffice"):
        papers.read(path)


# -- the command


SHAPE = {"title", "document_number", "issuer", "issued_on", "industries", "stages", "duties", "conflicts"}

DUTY_KEYS = {"clause", "subject", "applies_to", "action", "rhythm", "min_count", "due", "proof", "quote"}


def test_the_command_prints_the_promised_shape(capsys):
    call_command("read_plan", str(PLANS / "guicun.txt"), "--json")
    told = json.loads(capsys.readouterr().out)
    assert set(told) >= SHAPE
    assert set(told["stages"][0]) >= {"name", "start", "end", "as_written", "clause"}
    assert set(told["duties"][0]) >= DUTY_KEYS
    assert set(told["conflicts"][0]) >= {"what", "severity", "quotes"}


def test_the_command_tells_people_what_it_read(capsys):
    call_command("read_plan", str(PLANS / "guicun.txt"))
    said = capsys.readouterr().out
    assert "桂村乡2024今冬明春重大事故隐患专项排查整治实施方案" in said
    assert "    “6月15日前组织开展1次全员安全警示教育活动”\n" in said
    assert said.splitlines()[-1].startswith("共 4 个阶段")


def test_the_command_refuses_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="找不到文件"):
        call_command("read_plan", str(tmp_path / "没有.docx"))


def test_the_bench_measures_a_folder_of_labelled_notices(tmp_path, capsys):
    for ending in (".txt", ".labels.json"):
        shutil.copy(PLANS / f"f_shilong{ending}", tmp_path)
    call_command("bench", "read-plan", plans=tmp_path)
    told = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["expected"]) for one in told] == [("f_shilong", 15), ("held_out", 15), ("all", 15)]
