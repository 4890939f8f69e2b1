"""Documents that leave: read back as the reader would, in Word, in a PDF, in a spreadsheet."""

import datetime as dt
import io
from collections import Counter

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from anlan.files import actions
from anlan.files.presses import docx_marks, docx_official, fonts, pdf, xlsx
from anlan.files.presses.document import (
    Dossier,
    Facts,
    Heading,
    Listing,
    Numbering,
    OfficialDocument,
    Paragraph,
    Part,
    Picture,
    Pictures,
    Table,
    chinese,
    title_lines,
)
from tests.files.photographs import photo, uploaded

TEN = dt.datetime(2026, 11, 24, 10, 30)
HEAD = ["序号", "单位名称", "隐患内容", "级别"]


def notice(**more: object) -> OfficialDocument:
    facts = {
        "issuer": "桂村乡人民政府文件",
        "title": "关于2026年第三季度重大事故隐患专项排查整治情况的通报",
        "number": "桂政〔2026〕12号",
        "to": "各村（社区）：",
        "body": [
            Heading("总体情况"),
            Paragraph("赵镕玥、刘翀、堃喆带队检查，电压110 kV、面积35 ㎡。"),
            Heading("分村情况", 2),
            Table(HEAD, [[i, "鑫达面粉厂", "粉尘未清扫", "一般"] for i in range(40)], [1, 3, 4, 1]),
            Heading("下步工作"),
            Paragraph("逐条验收、逐条销号。", lead="一是压实责任。"),
        ],
        "signed_by": "桂村乡人民政府",
        "signed_on": dt.date(2026, 10, 8),
        "attachments": ["重大事故隐患清单", "各村整改率"],
        "copies_to": "建安区应急管理局。",
        "printed_by": "桂村乡人民政府办公室",
    }
    return OfficialDocument(**{**facts, **more})


def pages(content: bytes) -> list[str]:
    return [page.extract_text().replace("\n", "").replace(" ", "") for page in PdfReader(io.BytesIO(content)).pages]


def test_an_official_document_says_everything_in_its_order():
    text = "".join(pages(pdf.official(notice())))
    places = [
        text.index(words)
        for words in [
            "桂村乡人民政府文件",
            "桂政〔2026〕12号",
            "情况的通报",
            "各村（社区）：",
            "一、总体情况",
            "赵镕玥、刘翀、堃喆",
            "（一）分村情况",
            "二、下步工作",
            "一是压实责任。逐条验收",
            "附件：1.重大事故隐患清单",
            "2.各村整改率",
            "2026年10月8日",
            "抄送：",
        ]
    ]
    assert places == sorted(places)


def test_a_page_holds_22_lines_of_28_characters():
    """GB/T 9704-2012, 5.2.3."""
    page = PdfReader(io.BytesIO(pdf.official(notice(body=[Paragraph("安" * 28 * 60, flush=True)])))).pages[1]
    lines = [line for line in page.extract_text().splitlines() if "安" in line]
    assert [line.strip() for line in lines] == ["安" * 28] * 22


def test_the_head_of_a_table_repeats_on_every_page_it_covers():
    found = pages(pdf.official(notice()))
    assert sum("单位名称" in page for page in found) == sum("鑫达面粉厂" in page for page in found) > 1


def test_a_page_is_filled_before_a_table_goes_on_and_no_page_holds_one_row_of_it():
    rows = [[i, "鑫达面粉厂", "粉尘未清扫", "一般"] for i in range(9)]
    shown = {}
    for lines in range(2, 8):
        body = [Paragraph("安" * 20)] * lines + [Heading("分村情况"), Table(HEAD, rows, [1, 3, 4, 1])]
        found = pages(pdf.official(notice(body=body, attachments=[], copies_to="")))
        shown[lines] = [page.count("粉尘未清扫") for page in found]
        assert sum(shown[lines]) == 9
        assert ["单位名称" in page for page in found] == [bool(count) for count in shown[lines]]
        assert ("分村情况" in found[0]) == bool(shown[lines][0])  # the heading goes with its table
    first = [counts[0] for counts in shown.values()]
    assert first == sorted(first, reverse=True)
    assert {1, 8}.isdisjoint(first)
    assert first[-1] == 0


def test_a_notice_to_post_is_set_closer_so_as_to_stay_on_one_page():
    lengths = []
    for lines in (15, 20, 40):
        lines_of_it = [Paragraph("安" * 20)] * lines
        posted = notice(issuer="", number="", to="", copies_to="", printed_by="", attachments=[], body=lines_of_it)
        lengths.append(len(pages(pdf.official(posted))))
    assert lengths == [1, 1, 2]


def test_headings_become_bookmarks():
    outline = PdfReader(io.BytesIO(pdf.official(notice()))).outline
    assert [entry.title for entry in outline if not isinstance(entry, list)] == ["一、总体情况", "二、下步工作"]


def test_odd_and_even_pages_are_numbered_on_their_outer_edges():
    found = pages(pdf.official(notice()))
    assert [f"—{number}—" in page for number, page in enumerate(found, 1)] == [True] * len(found)


def test_no_page_holds_a_signature_alone():
    for length in range(0, 700, 35):
        last = pages(pdf.official(notice(body=[Paragraph("隐患" * length)], attachments=[], copies_to="")))[-1]
        assert "桂村乡人民政府" in last
        assert "隐患隐患" in last or length < 1, f"nothing but the signature on the last page after {length}"


def test_a_character_no_font_can_draw_is_marked_and_named_not_dropped():
    assert fonts.printable("赵镕玥𬀩㎡〔〕") == ("赵镕玥𬀩㎡〔〕", [])
    text = "".join(pages(pdf.official(notice(to="𮯠同志："))))
    assert "〓同志" in text
    assert "U+2EBE0" in text


def test_words_are_never_taken_for_commands():
    nasty = '#panic() $x$ *粗* _斜_ @label <b> \\ "引" `码` // 注 [ ] { } = 标题 - 项'
    text = "".join(pages(pdf.official(notice(body=[Paragraph(nasty)], title="#let x"))))
    assert nasty.replace(" ", "") in text


def test_a_list_prints_with_its_head_page_numbers_and_who_printed_it():
    rows = [[i, "鑫达面粉厂", "粉尘未清扫", "一般"] for i in range(100)]
    found = pages(pdf.listing(Listing("隐患台账", HEAD, rows, "林巡", TEN, widths=[1, 3, 4, 1], aligned="clc")))
    assert len(found) == 4
    assert all("单位名称" in page and "打印人：林巡" in page and "2026-11-2410:30" in page for page in found)
    assert [f"第{number}页，共4页" in page for number, page in enumerate(found, 1)] == [True] * 4


@pytest.mark.django_db
def test_a_dossier_has_an_index_whose_page_numbers_are_true():
    kept = actions.keep(uploaded(photo()), actor=None)
    parts = [
        Part(
            "登记与判定",
            [Facts([("发现人", "林巡"), ("条款", "长" * 60)]), Pictures([Picture("整改前", sha256=kept.sha256)])],
        ),
        Part("整改方案", [Table(HEAD, [[i, "鑫达", "粉尘" * 30, "重大"] for i in range(60)])], "2026-11-05", "李卫东"),
        Part("验收", [Paragraph("现场已整改到位。")]),
    ]
    facts = [("编码", "桂26-0012"), ("单位", "鑫达面粉厂"), ("内容", "未采取控爆措施" * 5)]
    content = pdf.dossier(Dossier("重大事故隐患销号卷宗", "桂26-0012", facts, parts, "林巡", TEN))
    found, reader = pages(content), PdfReader(io.BytesIO(content))
    begins = [
        next(n for n, page in enumerate(found) if n > 1 and f"{i}.{part.title}" in page)
        for i, part in enumerate(parts, 1)
    ]
    for number, (part, begin) in enumerate(zip(parts, begins, strict=True), 1):
        assert f"{number}{part.title}{part.made_by}{part.made_on}{begin}" in found[1]
    assert [entry.title for entry in reader.outline] == ["1. 登记与判定", "2. 整改方案", "3. 验收"]
    assert len(reader.pages[begins[0]].images) == 1


def test_the_docx_can_be_edited_in_the_fonts_the_law_names():
    document = Document(io.BytesIO(docx_official.official(notice())))
    faces = Counter(
        run._r.rPr.rFonts.get(qn("w:eastAsia"))
        for p in document.paragraphs
        for run in p.runs
        if run.text and run._r.rPr is not None
    )
    assert set(faces) == {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"}
    words = [p.text for p in document.paragraphs if p.text]
    assert words[:2] == ["桂村乡人民政府文件", "桂政〔2026〕12号"]
    assert [w for w in words if w[:2] in ("一、", "（一", "二、")] == ["一、总体情况", "（一）分村情况", "二、下步工作"]
    section = document.sections[0]
    assert [
        round(edge.mm)
        for edge in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ] == [
        37,
        35,
        28,
        26,
    ]


def test_the_docx_keeps_the_ends_of_a_table_together():
    table = Document(io.BytesIO(docx_official.official(notice()))).tables[0]
    kept = [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in table.rows]
    assert [place for place, keeps in enumerate(kept) if keeps] == [0, 1, 39]  # of a head and forty rows


def test_the_marks_of_the_docx_stand_in_the_order_word_wants():
    document = Document(io.BytesIO(docx_official.official(notice(signatory="王镇", secrecy="", urgency="特急"))))
    for kind, order in docx_marks.ORDERS.items():
        places = [qn(f"w:{name}") for name in order.split()]
        for marks in document.element.iter(qn(f"w:{kind}")):
            found = [places.index(mark.tag) for mark in marks]
            assert found == sorted(found)
            assert len(found) == len(set(found))


def test_headings_are_numbered_anew_below_each_higher_one():
    numbering = Numbering()
    assert [numbering.next(level) for level in (1, 2, 2, 3, 1, 2, 3, 4)] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "1.",
        "（1）",
    ]
    assert [chinese(number) for number in (1, 10, 11, 20, 23, 99)] == ["一", "十", "十一", "二十", "二十三", "九十九"]


def test_a_long_title_breaks_between_words_into_lines_of_like_length():
    assert title_lines("关于2026年第三季度重大事故隐患专项排查整治情况的通报") == [
        "关于2026年第三季度",
        "重大事故隐患专项排查整治情况的通报",
    ]
    assert title_lines("桂村乡人民政府\n关于开展检查的通知") == ["桂村乡人民政府", "关于开展检查的通知"]


def test_a_spreadsheet_keeps_codes_as_text_and_computes_nothing():
    out = io.BytesIO()
    rows = [
        ["91411003MA44ABCD0X", "13837471037", "=cmd|' /C calc'!A0", dt.date(2026, 11, 3), None, True],
        ["+1", "-5", "@x", None, 2, False],
    ]
    assert xlsx.stream(["信用代码", "电话", "内容", "日期", "数", "电话"], rows, out) == 2
    sheet = load_workbook(io.BytesIO(out.getvalue())).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["信用代码", "电话", "内容", "日期", "数", "电话（6）"],
        ["91411003MA44ABCD0X", "13837471037", "'=cmd|' /C calc'!A0", dt.datetime(2026, 11, 3), None, "是"],
        ["+1", "-5", "'@x", None, 2, "否"],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F3")


def test_an_empty_list_still_has_its_head():
    out = io.BytesIO()
    assert xlsx.stream(["编码", "单位"], [], out) == 0
    assert [cell.value for cell in next(load_workbook(io.BytesIO(out.getvalue())).active.rows)] == ["编码", "单位"]
