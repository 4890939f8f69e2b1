"""What every .docx of ours is written with: faces, runs, lines around a paragraph, marks in the order Word wants."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

FANG, KAI, HEI, SONG, XIAOBIAO = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
BODY = 16  # points: 三号


def say(
    paragraph: Paragraph, words: str, face: str, size: float, align: Any, line: float, color: RGBColor | None = None
) -> None:
    """Set a paragraph in one face; `size` and `line` (its pitch) in points."""
    if align is not None:
        paragraph.alignment = align
    if line:
        paragraph.paragraph_format.line_spacing = Pt(line)
    if words:
        put(paragraph, words, face, size, color)


def put(paragraph: Paragraph, words: str, face: str, size: float = BODY, color: RGBColor | None = None) -> None:
    """Add words to a paragraph; `face` for Chinese, the Latin face for the rest."""
    run = paragraph.add_run(words)
    run.font.size, run.font.name = Pt(size), LATIN
    marks = run._r.get_or_add_rPr()
    marks.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if size != BODY:
        marks.append(element("w:spacing", val=0))
    if color is not None:
        run.font.color.rgb = color


def border(paragraph: Paragraph, *, color: str = "000000", space: int = 1, **eighths: int) -> Paragraph:
    """Draw lines around a paragraph; `top` and `bottom` in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    for where, size in eighths.items():
        if not size:
            continue
        borders.append(element(f"w:{where}", val="single", sz=size, space=space, color=color))
    paragraph._p.get_or_add_pPr().append(borders)
    return paragraph


def keep_with_next(paragraph: Paragraph) -> None:
    """Never let a page end between this paragraph and the next."""
    paragraph.paragraph_format.keep_with_next = True


# The order in which Word wants the marks of a paragraph, a run, a table and a row (ECMA-376-1, 17.3-17.4): it refuses
# files where they stand otherwise.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid spacing ind jc "
    "textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs highlight u",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "trPr": "cantSplit trHeight tblHeader tblCellSpacing jc hidden",
}


def in_order(*roots: Any) -> None:
    """Sort the marks below these roots as Word wants them."""
    for root in roots:
        for kind, names in ORDERS.items():
            places = {qn(f"w:{name}"): place for place, name in enumerate(names.split())}
            for marks in root.iter(qn(f"w:{kind}")):
                marks[:] = sorted(marks, key=lambda mark: places.get(mark.tag, len(places)))


def element(name: str, /, **attributes: object) -> Any:
    """One element of WordprocessingML; names and attributes in the namespace w."""
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    return element
