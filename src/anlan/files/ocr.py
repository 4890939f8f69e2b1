"""Words in pictures, by rapidocr where it is installed (`pip install anlan[ocr]`)."""

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Any

MODULES = ("rapidocr", "rapidocr_onnxruntime")
Engine = Callable[[bytes], Any]


def available() -> bool:
    """Whether this installation can read pictures."""
    return any(importlib.util.find_spec(name) for name in MODULES)


@cache
def engine() -> Engine:
    """The reader, loaded at its first use; ask `available` before."""
    name = next(name for name in MODULES if importlib.util.find_spec(name))
    return importlib.import_module(name).RapidOCR()


def lines(read: Engine, image: bytes) -> list[str]:
    """The lines of a picture from top to bottom."""
    told = read(image)
    if hasattr(told, "txts"):
        return list(told.txts or ())
    return [row[1] for row in (told[0] or ())]
