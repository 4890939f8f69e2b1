"""Filling a .docx that holds tags ({{ unit }}, {%tr for … %}) with plain values, and marking a copy of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from PIL import Image

from anlan.core.errors import Invalid
from anlan.files.presses import setting

PICTURE = "picture"
"""A value {"picture": sha256} stands for a stored picture, such as a signature."""
WIDTH, HEIGHT = 26, 11
"""Millimetres a signature has at most."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
MARK = (Path(__file__).resolve().parent / "watermark.xml").read_text("utf-8").strip()
"""A run for the head of a page, as Word writes its own watermarks; {words} are those across the page."""


def environment() -> ImmutableSandboxedEnvironment:
    """What tags are read by: they reach nothing of the program, and a name without a value is an error."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def fill(template: bytes, values: dict[str, Any]) -> bytes:
    """Fill the tags. Raises Invalid where one cannot be filled."""
    opened, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    try:
        opened.render(_ready(opened, values), jinja_env=environment(), autoescape=True)
    except TemplateError as error:
        words = f"模板有填不了的标签（{error}），没有生成文书。请上传改好的模板。"
        raise Invalid(words, code="files.template") from error
    opened.save(out)
    return out.getvalue()


def each(value: Any, change: Callable[[Any], Any]) -> Any:
    """Plain values with every word in them changed."""
    if isinstance(value, dict) and PICTURE not in value:
        return {name: each(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [each(one, change) for one in value]
    return change(value)


def _ready(opened: DocxTemplate, values: dict[str, Any]) -> Any:
    def ready(value: Any) -> Any:
        if isinstance(value, dict):
            return _drawn(opened, setting.shown(value[PICTURE]))
        return UNPRINTABLE.sub("", value) if isinstance(value, str) else value

    return each(values, ready)


def _drawn(opened: DocxTemplate, content: bytes) -> InlineImage:
    """A picture as large as its box in a form holds, so that it lies over no line of it."""
    with Image.open(io.BytesIO(content)) as picture:
        broad = picture.width * HEIGHT > picture.height * WIDTH
    size = {"width": Mm(WIDTH)} if broad else {"height": Mm(HEIGHT)}
    return InlineImage(opened, io.BytesIO(content), **size)


def mark(content: bytes, words: str) -> bytes:
    """The same document with words in grey across every page, as Word does it."""
    opened, out = Document(io.BytesIO(content)), io.BytesIO()
    for section in opened.sections:
        heads = [section.header]
        heads += [section.first_page_header] if section.different_first_page_header_footer else []
        heads += [section.even_page_header] if opened.settings.odd_and_even_pages_header_footer else []
        for head in heads:
            head.is_linked_to_previous = False
            paragraph = head.paragraphs[0] if head.paragraphs else head.add_paragraph()
            paragraph._p.append(parse_xml(MARK.replace("{words}", words)))
    opened.save(out)
    return out.getvalue()
