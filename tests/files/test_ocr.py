"""Pictures are read upright, whichever way they lie."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw

from anlan.files import ocr

pytestmark = pytest.mark.once


def page() -> Image.Image:
    """A page of two lines; the first is black where it begins."""
    picture = Image.new("L", (300, 400), 255)
    ImageDraw.Draw(picture).rectangle((20, 20, 60, 50), fill=0)
    return picture


def lies(width: int, height: int) -> bool:
    return width > height


def reads(image: bytes, *, use_det: bool, use_cls: bool, use_rec: bool) -> SimpleNamespace:
    """An engine that finds both lines wherever they lie, in the order in which they then stand."""
    picture = Image.open(BytesIO(image)).convert("L")
    if not use_det:
        half = picture.width // 2
        left, right = (sum(picture.crop(box).histogram()[:64]) for box in ((0, 0, half, 60), (half, 0, 2 * half, 60)))
        return SimpleNamespace(scores=(0.99 if left > right else 0.4,))
    if lies(*picture.size):
        boxes = [[(20, 20), (50, 20), (50, 280), (20, 280)], [(90, 20), (120, 20), (120, 280), (90, 280)]]
        return SimpleNamespace(boxes=boxes, txts=("乱", "序"))
    upright = picture.getpixel((40, 35)) < 128
    first = 20 if upright else 350
    boxes = [
        [(20, top), (280, top), (280, top + 30), (20, top + 30)] for top in (first, first - 50 if first > 200 else 90)
    ]
    return SimpleNamespace(boxes=boxes, txts=("一、任务", "各村自查。") if upright else ("各村自查。", "一、任务"))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_or_stands_on_its_head_is_read_from_its_top(turned):
    out = BytesIO()
    page().rotate(turned, expand=True).save(out, "PNG")
    assert ocr.lines(reads, out.getvalue()) == ["一、任务", "各村自查。"]


def test_a_picture_without_words_has_no_lines():
    out = BytesIO()
    page().save(out, "PNG")
    assert ocr.lines(lambda image, **what: SimpleNamespace(boxes=None, txts=None), out.getvalue()) == []
