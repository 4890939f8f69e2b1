"""Papers as PDF by LibreOffice: one start for many, our fonts beside the machine's, typst where it fails."""

import io
import os

import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from PIL import Image
from pypdf import PdfReader

from anlan.files.presses import docx_form, filling, fonts, reading, setting

pytestmark = pytest.mark.once
OFFICE = """#!/bin/sh
folder="$(dirname "$FONTCONFIG_FILE")"
cp "$FONTCONFIG_FILE" "$SEEN"
echo start >> "$SEEN.starts"
printf %s '%PDF-by-office' > "$folder/paper-0.pdf"
"""


@pytest.fixture
def seen(tmp_path, monkeypatch):
    """A LibreOffice that prints the first paper only, and says what it was told."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(OFFICE)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SEEN", str(tmp_path / "fonts.conf"))
    return tmp_path / "fonts.conf"


def paper(words: str) -> bytes:
    out, made = io.BytesIO(), Document()
    made.add_paragraph(words)
    made.save(out)
    return out.getvalue()


def test_many_papers_take_one_start_and_typst_sets_what_it_left_out(seen):
    first, second = reading.as_pdfs([(paper("第一份"), ""), (paper("第二份：刘镕、陈玥翀"), "未签署")])
    assert first == b"%PDF-by-office"
    assert "刘镕、陈玥翀" in PdfReader(io.BytesIO(second)).pages[0].extract_text()
    assert seen.with_name("fonts.conf.starts").read_text() == "start\n"


def test_libreoffice_knows_our_fonts_and_what_stands_in_for_the_legal_ones(seen):
    reading.as_pdf(paper("一份"))
    told = seen.read_text("utf-8")
    assert [str(folder) for folder in fonts.folders() if f"<dir>{folder}</dir>" not in told] == []
    assert "<family>仿宋_GB2312</family><prefer><family>仿宋_GB2312</family>" in told
    assert told.count("Noto Serif SC</family></prefer>") + told.count("Noto Sans SC</family></prefer>") == 6


def test_a_drawn_signature_lies_over_no_line_of_its_box(monkeypatch):
    drawn = io.BytesIO()
    Image.new("RGB", (900, 200), "white").save(drawn, "PNG")
    monkeypatch.setattr(setting, "shown", lambda sha256: drawn.getvalue())
    source = {"title": "决定书", "issuer": "综合执法队", "body": [{"facts": [["签名", "{{ signature }}"]]}]}
    made = Document(io.BytesIO(filling.fill(docx_form.form(source), {"signature": {"picture": "0" * 64}})))
    cell = made.tables[0].rows[0].cells[1]
    assert cell.paragraphs[0].paragraph_format.line_spacing_rule == WD_LINE_SPACING.AT_LEAST
    assert [round(one.width.mm) for one in made.inline_shapes] == [filling.WIDTH]
