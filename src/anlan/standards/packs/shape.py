"""The shape of a pack between its file and the tables, and what can be wrong with it."""

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass, field

from anlan.standards.packs import succession
from anlan.standards.packs.dates import NOTHING, Understood, last_day_in

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Problem:
    """What is wrong where: the file, the item ("" for the pack itself), the field, and the reason as a sentence."""

    file: str
    item: str
    field: str
    reason: str

    @property
    def inside(self) -> str:
        """The same where the file is named already."""
        return self._told([])

    def __str__(self) -> str:
        return self._told([f"文件 {self.file}"])

    def _told(self, where: list[str]) -> str:
        where += [f"条目 {self.item}"] if self.item else []
        where += [f"字段 {self.field}"] if self.field else []
        return "：".join(["，".join(where), self.reason] if where else [self.reason])


@dataclass
class Item:
    """One item as read."""

    code: str
    section: str
    summary: str
    check: str
    keywords: list[str]
    checked: bool
    may_be_major: bool
    why_not_major: str
    refers_to: list[str] = field(default_factory=list)


@dataclass
class Pack:
    """One pack as read, ready to be written."""

    file: str
    file_digest: str
    slug: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    complete: bool = False
    topics_only: bool = False
    official_urls: list[str] = field(default_factory=list)
    industry_codes: list[str] = field(default_factory=list)
    region_code: str = ""
    items: list[Item] = field(default_factory=list)
    issued: Understood = NOTHING
    effective: Understood = NOTHING

    @property
    def doc_number(self) -> str:
        """The number the issuer gave it."""
        return self.texts["doc_number"]

    @property
    def effective_on(self) -> dt.date | None:
        """The day it became law, as far as the text tells."""
        return self.effective.day

    @property
    def ending(self) -> succession.Ending | None:
        """That it is no longer law: by its own fields, else by the words of its status."""
        day, by = last_day_in(self.texts["ended"]), self.texts["replaced_by"]
        if by:
            return succession.Ending(by, by if SLUG.fullmatch(by) else "", day)
        said = succession.ending_of(self.texts["status"])
        if said:
            return succession.Ending(said.by, said.pack, day or said.day)
        return succession.Ending("", "", day) if day else None

    @property
    def digest(self) -> str:
        """sha256 of the content, whatever the file looks like."""
        content = [self.slug, self.texts, self.kind, self.complete, self.topics_only, self.official_urls]
        content += [self.industry_codes, [vars(item) for item in self.items]]
        content += [self.region_code] if self.region_code else []
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
