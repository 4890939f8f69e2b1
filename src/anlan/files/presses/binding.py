"""Binding PDFs into one: what stands in front without a number, then every piece with page numbers and a bookmark."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, UnidentifiedImageError
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from anlan.files.presses import setting

PDF_START = b"%PDF-"


def bound(front: Sequence[tuple[str, bytes]], pieces: Sequence[tuple[str, bytes]]) -> bytes:
    """One PDF of titled PDFs; the pages of `pieces` are numbered at the lower right from 1."""
    writer, out = PdfWriter(), io.BytesIO()
    for title, content in [*front, *pieces]:
        first = len(writer.pages)
        writer.append(io.BytesIO(content), import_outline=False)
        writer.add_outline_item(title=title, page_number=first)
    unnumbered = sum(count(content) for _, content in front)
    _stamp(list(writer.pages)[unnumbered:])
    writer.write(out)
    return out.getvalue()


def _stamp(pages: list[PageObject]) -> None:
    """Lay a number over each page."""
    if not pages:
        return
    boxes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in pages]
    rows = [{"width": box[0], "height": box[1], "number": at} for at, box in enumerate(boxes, start=1)]
    with setting.Paper() as paper:
        paper.fill({"pages": rows})
        stamps = PdfReader(io.BytesIO(paper.printed("stamps.typ")))
    for page, stamp in zip(pages, stamps.pages, strict=True):
        page.merge_page(stamp)


def count(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(content)).pages)


def pages_of(content: bytes) -> bytes:
    """A stored scan as PDF: a PDF as it is, a picture on an A4 page; nothing where it is neither, or damaged."""
    try:
        if content.startswith(PDF_START):
            return content if count(content) else b""
        with Image.open(io.BytesIO(content)) as picture:
            return _on_a4(picture.convert("RGB"))
    except (PyPdfError, UnidentifiedImageError, OSError, ValueError, KeyError):
        return b""


def _on_a4(picture: Image.Image) -> bytes:
    out, page = io.BytesIO(), Image.new("RGB", (1240, 1754), "white")  # A4 at 150 dpi
    picture.thumbnail((1160, 1640))
    page.paste(picture, ((1240 - picture.width) // 2, (1754 - picture.height) // 2))
    page.save(out, "PDF", resolution=150)
    return out.getvalue()
