"""Words in pictures, by rapidocr where it is installed (`pip install anlan[ocr]`)."""

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

MODULE = "rapidocr"
Engine = Callable[..., Any]
PAGE = {"use_det": True, "use_cls": True, "use_rec": True}
LINE = {"use_det": False, "use_cls": False, "use_rec": True}
"""What rapidocr does is said at each call: it keeps what was said last."""
LOOKED_AT = 3
MARGIN = 1.2


def available() -> bool:
    """Whether this installation can read pictures."""
    return importlib.util.find_spec(MODULE) is not None


@cache
def engine() -> Engine:
    """The reader, loaded at its first use; ask `available` before."""
    made: Engine = importlib.import_module(MODULE).RapidOCR(params={"Global.log_level": "warning"})
    return made


def lines(read: Engine, image: bytes) -> list[str]:
    """The lines of a picture from top to bottom, though it lies on its side or stands on its head."""
    told = read(image, **PAGE)
    if _lies(told.boxes):
        image = _turned(image, 90)
        told = read(image, **PAGE)
    if _is_on_its_head(read, image, told.boxes):
        told = read(_turned(image, 180), **PAGE)
    return list(told.txts or ())


def _edges(box: Any) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the four corners of a line."""
    across, down = [corner[0] for corner in box], [corner[1] for corner in box]
    return int(min(across)), int(min(down)), int(max(across)), int(max(down))


def _lies(boxes: Any) -> bool:
    """Whether most lines are higher than wide."""
    edges = [_edges(box) for box in boxes] if boxes is not None else []
    lying = sum(1 for left, top, right, bottom in edges if bottom - top > MARGIN * (right - left))
    return lying * 2 > len(edges)


def _is_on_its_head(read: Engine, image: bytes, boxes: Any) -> bool:
    """Whether the longest lines are read with more certainty when turned round."""
    edges = sorted((_edges(box) for box in boxes), key=lambda one: one[0] - one[2]) if boxes is not None else []
    picture = Image.open(BytesIO(image))
    strips = [_bytes(picture.crop(one)) for one in edges[:LOOKED_AT]]
    return sum(_certainty(read, _turned(one, 180)) for one in strips) > sum(_certainty(read, one) for one in strips)


def _certainty(read: Engine, strip: bytes) -> float:
    return sum(float(score) for score in read(strip, **LINE).scores or ())


def _turned(image: bytes, degrees: int) -> bytes:
    return _bytes(Image.open(BytesIO(image)).rotate(degrees, expand=True))


def _bytes(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()
