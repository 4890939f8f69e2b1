"""What a .docx asks to be filled with: its tags and words, and every tag that is broken, by the words it stands in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from anlan.files.presses.filling import environment

MOST_BYTES = 30 * 1024 * 1024
OPENING = re.compile(r"\{[{%]")
CLOSING = re.compile(r"[}%]\}")
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.For, nodes.If),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)
"""What a tag may do: show a value, go through a list, ask a condition. No calls: a template is words, not a program."""


@dataclass
class Found:
    """What stands in a file: `names` as dotted paths (items.words), `text` without tags, `faults` in words."""

    names: set[str] = field(default_factory=set)
    text: str = ""
    faults: list[str] = field(default_factory=list)


def of(content: bytes) -> Found:
    """Read a file's tags; a file that is no .docx, or reaches outside itself, is a fault too."""
    if fault := _unsafe(content):
        return Found(faults=[fault])
    found = Found(text="\n".join(lines(content)), faults=[*_torn(content)])
    if not found.faults:
        for xml in _parts(content):
            _read(xml, found)
    return found


def lines(content: bytes) -> list[str]:
    """Every paragraph as text, those of tables, heads and feet among them."""
    opened = Document(io.BytesIO(content))
    roots = [opened.element.body]
    for section in opened.sections:
        roots += [section.header._element, section.footer._element]
    mark = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(one.text or "" for one in row.iter(f"{mark}t")) for root in roots for row in root.iter(f"{mark}p")]


def told(content: bytes) -> list[str]:
    """The body as one reads it down: each paragraph, and each row of a table as one line."""
    found: list[str] = []
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            found += ["　".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in part.rows]
        else:
            found.append(part.text.strip())
    return [line for line in found if line]


def _unsafe(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                return "文件展开后太大，不是一份文书模板"
            names = archive.namelist()
            linked = [name for name in names if name.endswith(".rels") and b'"External"' in archive.read(name)]
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return "不是 docx 文件，或文件已损坏，请用 Word 或 WPS 另存为 docx"
    if "word/document.xml" not in names:
        return "不是 docx 文件，请用 Word 或 WPS 另存为 docx"
    if linked or any("vbaProject" in name for name in names):
        return "文件带有外部链接或宏，请去掉后再上传"
    try:
        Document(io.BytesIO(content))
    except Exception:  # whatever the library stumbles over, the file cannot be used
        return "文件内部结构有误，请用 Word 或 WPS 打开后另存"
    return ""


def _torn(content: bytes) -> Iterator[str]:
    """Tags that open and do not close in their paragraph, or the other way round."""
    for line in lines(content):
        if len(OPENING.findall(line)) != len(CLOSING.findall(line)):
            yield f"标签没有成对：“{line.strip()[:60]}”"


def _parts(content: bytes) -> Iterator[str]:
    opened = DocxTemplate(io.BytesIO(content))
    opened.init_docx()
    yield opened.patch_xml(opened.get_xml())
    for address in (opened.HEADER_URI, opened.FOOTER_URI):
        for _, part in opened.get_headers_footers(address):
            yield opened.patch_xml(opened.get_part_xml(part))


def _read(xml: str, found: Found) -> None:
    try:
        tree = environment().parse(xml)
    except TemplateSyntaxError as error:
        found.faults.append(f"标签写错了：{error.message}")
        return
    _walk(tree, {}, found)


def _walk(node: Any, scope: dict[str, str], found: Found) -> None:
    if not isinstance(node, ALLOWED):
        found.faults.append(f"标签里不能用“{type(node).__name__}”，只能写栏目名、循环和条件")
        return
    if isinstance(node, nodes.For):
        _loop(node, scope, found)
        return
    if path := _path(node, scope):
        found.names.add(path)
        return
    for child in node.iter_child_nodes():
        _walk(child, scope, found)


def _loop(node: nodes.For, scope: dict[str, str], found: Found) -> None:
    _walk(node.iter, scope, found)
    if not isinstance(node.target, nodes.Name):
        found.faults.append("循环里只能写一个名字，如 for one in items")
        return
    inner = {**scope, node.target.name: _path(node.iter, scope), "loop": "loop"}
    for child in [*node.body, *node.else_]:
        _walk(child, inner, found)


def _path(node: Any, scope: dict[str, str]) -> str:
    """The dotted path a name stands for, the name of a loop put back to its list; empty for what is no name."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr) and (head := _path(node.node, scope)):
        return f"{head}.{node.attr}"
    return ""
