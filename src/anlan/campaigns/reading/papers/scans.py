"""Scanned pages to words by rapidocr, where it is installed (`pip install anlan[ocr]`).

The pictures are taken out of the PDF itself, one or more to a page.
"""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader

MODULES = ("rapidocr", "rapidocr_onnxruntime")


def available() -> bool:
    """Whether this installation can read pictures."""
    return any(importlib.util.find_spec(name) for name in MODULES)


def pages(content: bytes) -> list[str]:
    """The words of each page, line by line from top to bottom."""
    engine = _engine()
    reader = PdfReader(BytesIO(content))
    return ["\n".join(line for image in page.images for line in _lines(engine, image.data)) for page in reader.pages]


@cache
def _engine() -> Any:
    name = next(name for name in MODULES if importlib.util.find_spec(name))
    return importlib.import_module(name).RapidOCR()


def _lines(engine: Any, image: bytes) -> list[str]:
    told = engine(image)
    if hasattr(told, "txts"):
        return list(told.txts or ())
    return [row[1] for row in (told[0] or ())]
