"""Scanned pages to words, where files.ocr can read pictures.

Each page is drawn as a viewer draws it: scanners cut pages into strips, lay words over paper, or only say that a page
is turned.
"""

import importlib
import importlib.util
from collections.abc import Callable
from io import BytesIO
from typing import Any

from anlan.files import ocr

RENDERER = "pypdfium2"
DOTS_AN_INCH = 170
POINTS_AN_INCH = 72


def available() -> bool:
    """Whether this installation can draw pages and read them."""
    return ocr.available() and importlib.util.find_spec(RENDERER) is not None


def pages(content: bytes, told: Callable[[int], None] | None = None) -> list[str]:
    """The words of each page, line by line from top to bottom; `told` hears after each how many are read."""
    document = importlib.import_module(RENDERER).PdfDocument(content)
    try:
        read = []
        for page in document:
            read.append("\n".join(ocr.lines(ocr.engine(), _drawn(page))))
            if told:
                told(len(read))
        return read
    finally:
        document.close()


def _drawn(page: Any) -> bytes:
    out = BytesIO()
    picture = page.render(scale=DOTS_AN_INCH / POINTS_AN_INCH).to_pil()
    picture.convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()
