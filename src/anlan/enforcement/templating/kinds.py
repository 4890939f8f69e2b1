"""The kinds of papers, each a file of `data/papers`: its fields with examples, what it must have, its shipped words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import tables
from anlan.files.presses import docx, docx_form, docx_marks, docx_tables

FOLDER = Path(__file__).resolve().parent.parent / "data" / "papers"
SHARED = "shared"
SETS = "一二三四五"
"""What the sets are numbered by; by their code 三 would come before 二."""
MADE_BY = (docx, docx_form, docx_marks, docx_tables)


@dataclass(frozen=True)
class Field:
    """One thing a template may show: its tag, what it is called, an example, and whether the paper must have it."""

    name: str
    label: str
    example: Any
    is_must: bool


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper: the stem of its file, what it is called, its set, its fields, and its shipped words."""

    code: str
    label: str
    group: str
    fields: tuple[Field, ...]
    source: dict[str, Any]

    @property
    def example(self) -> dict[str, Any]:
        """Values for a preview: every field with its example, lists with two rows of theirs."""
        values: dict[str, Any] = {}
        for one in self.fields:
            name, _, inner = one.name.partition(".")
            if inner:
                rows = values.setdefault(name, [{}, {}])
                for row in rows:
                    row[inner] = one.example
            else:
                values[name] = one.example
        return values

    def shipped(self) -> bytes:
        """The .docx that comes with the product, made from its words."""
        return _shipped(self.code)

    @property
    def recipe(self) -> str:
        """What `shipped` is made from, as a digest: while it stays, so does the .docx, which takes long to make."""
        digest = hashlib.sha256()
        makers = [Path(str(one.__file__)) for one in MADE_BY]
        for path in (FOLDER / f"{SHARED}.yaml", FOLDER / f"{self.code}.yaml", *makers):
            digest.update(path.read_bytes())
        return digest.hexdigest()


@cache
def all_kinds() -> dict[str, PaperKind]:
    """Every kind by its code, in the order of their sets."""
    shared = _read(FOLDER / f"{SHARED}.yaml")
    paths = [path for path in sorted(FOLDER.glob("*.yaml")) if path.stem != SHARED]
    kinds = [_kind(path.stem, _read(path), shared) for path in paths]
    return {one.code: one for one in sorted(kinds, key=lambda one: (SETS.index(one.group[0]), one.label))}


def _read(path: Path) -> dict[str, Any]:
    return dict(tables.read(path))


def _kind(code: str, given: dict[str, Any], shared: dict[str, Any]) -> PaperKind:
    fields = {name: row for group in given["shared"] for name, row in shared[group].items()} | given["fields"]
    listed = tuple(Field(name, row[0], row[1], name in given["must"]) for name, row in fields.items())
    signing = shared["signing_lines"] if given.get("signed", True) else []
    source = {
        "issuer": "{{ office }}",
        "number": "{{ number }}" if given.get("numbered", True) else "",
        "to": given.get("to", ""),
        "body": [*given["body"], *signing],
        "foot": "{{ standing }}",
    }
    return PaperKind(code, given["label"], given["group"], listed, source)


@cache
def _shipped(code: str) -> bytes:
    kind = all_kinds()[code]
    return docx_form.form({"title": kind.label, **kind.source})
