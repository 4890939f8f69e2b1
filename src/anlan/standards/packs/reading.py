"""One pack from one YAML file: everything checked, every problem named by file, item and field, nothing guessed."""

import hashlib
import re
from typing import Any

import yaml

from anlan.standards.models import CriteriaPack
from anlan.standards.packs import nature, succession
from anlan.standards.packs.dates import understand
from anlan.standards.packs.shape import SLUG, Item, Pack, Problem

FILE_LIMIT = 8 * 1024 * 1024
ITEMS_LIMIT = 2000
LIMITS = {"summary": 2000, "check": 1000, "section": 120, "code": 60, "title": 120, "doc_number": 120, "issuer": 120}
LIMITS |= {
    "issued": 120,
    "effective": 120,
    "status": 1000,
    "applies_to": 2000,
    "note": 3000,
    "replaces": 130,
    "replaced_by": 130,
}
NEEDED = ("id", "title", "doc_number", "issuer", "industry", "items")
TEXTS = ("issued", "effective", "status", "applies_to", "note", "kind", "replaced_by", "ended")
KNOWN = {*NEEDED, *TEXTS, "region", "complete", "topics_only", "official_urls"}
KNOWN_ITEM = {"code", "section", "summary", "check", "keywords", "checked_against_text"}
KNOWN_ITEM |= {"may_be_major", "replaces", "replaced_by", "refers_to"}
REGION = re.compile(r"\d{9}000")
YES, NO = {"true", "yes", "是"}, {"false", "no", "否", ""}


class PlainLoader(yaml.loader.BaseLoader):
    """YAML as text only: 4.10 stays 4.10, a date that is none is no crash; a key written twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping, unless a key comes twice (YAML would silently keep the last)."""
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise yaml.constructor.ConstructorError(None, None, f"“{twice[0]}”写了两次", node.start_mark)
        return super().construct_mapping(node, deep)


def read(file: str, raw: bytes, industries: set[str]) -> tuple[Pack, list[Problem]]:
    """Read one file's bytes; the pack is only to be used when there are no problems."""
    reader = _Reader(file, industries)
    return reader.read(raw), reader.problems


class _Reader:
    """Walks one file and collects its problems."""

    def __init__(self, file: str, industries: set[str]) -> None:
        self.file = file
        self.industries = industries
        self.problems: list[Problem] = []

    def wrong(self, item: str, name: str, reason: str) -> None:
        self.problems.append(Problem(self.file, item, name, reason))

    def read(self, raw: bytes) -> Pack:
        pack = Pack(self.file, hashlib.sha256(raw).hexdigest())
        data = self.parse(raw)
        if data is not None:
            self.fill(pack, data)
        return pack

    def parse(self, raw: bytes) -> dict[str, Any] | None:
        try:
            return _mapping(raw)
        except UnicodeDecodeError:
            self.wrong("", "", "不是 UTF-8 编码的文本，请另存为 UTF-8 后再载入。")
        except yaml.YAMLError as error:
            self.wrong("", "", f"YAML 格式有误：{_place(error)}。")
        except RecursionError:
            self.wrong("", "", "YAML 格式有误：层次太深。")
        except ValueError as error:
            self.wrong("", "", str(error))
        return None

    def fill(self, pack: Pack, data: dict[str, Any]) -> None:
        pack.slug = self.text(data, "id", "", needed=True)
        if pack.slug and not (SLUG.fullmatch(pack.slug) and len(pack.slug) <= 60):
            self.wrong("", "id", f"“{pack.slug[:60]}”不是标准包编号，只能用小写字母、数字和连字符。")
        for name in ("title", "doc_number", "issuer"):
            pack.texts[name] = self.text(data, name, "", needed=True)
        for name in TEXTS:
            pack.texts[name] = self.text(data, name, "")
        pack.complete = self.yes_or_no(data, "complete", "")
        pack.topics_only = self.yes_or_no(data, "topics_only", "")
        pack.official_urls = self.words(data, "official_urls", "")
        pack.industry_codes = self.industry_codes(data)
        pack.region_code = self.region_code(data)
        pack.issued = understand(pack.texts["issued"])
        pack.effective = understand(pack.texts["effective"], pack.issued.day)
        pack.kind = self.kind(pack)
        pack.items = self.items(data, pack)
        self.not_itself(pack)
        for name in sorted(set(data) - KNOWN):
            self.wrong("", str(name)[:60], "没有这个字段，请核对拼写。")

    def kind(self, pack: Pack) -> str:
        kind = pack.texts["kind"] or nature.kind_of(pack.texts["title"], pack.texts["applies_to"])
        if kind not in CriteriaPack.Kind.values:
            self.wrong("", "kind", f"“{kind[:60]}”不是标准包的种类，可用：{'、'.join(CriteriaPack.Kind.values)}。")
        return kind

    def industry_codes(self, data: dict[str, Any]) -> list[str]:
        codes = self.words(data, "industry", "")
        if not codes:
            self.wrong("", "industry", "没有写适用行业。")
        for code in codes:
            if code not in self.industries:
                self.wrong("", "industry", f"没有代码为“{code[:60]}”的行业，请先在行业表里增加，或改用已有代码。")
        return codes

    def region_code(self, data: dict[str, Any]) -> str:
        code = self.text(data, "region", "")
        if code and not REGION.fullmatch(code):
            self.wrong("", "region", f"“{code[:60]}”不是区县或乡镇的12位代码；全国适用的不写。")
        return code

    def items(self, data: dict[str, Any], pack: Pack) -> list[Item]:
        rows = data.get("items")
        if not isinstance(rows, list) or not rows:
            self.wrong("", "items", "没有条目，items 应为条目的列表。")
            return []
        if len(rows) > ITEMS_LIMIT:
            self.wrong("", "items", f"有 {len(rows)} 条，超过 {ITEMS_LIMIT} 条。")
            return []
        items = [self.item(row, number, pack) for number, row in enumerate(rows, start=1)]
        self.no_code_twice([item.code for item in items])
        self.refers_to_others(items)
        return items

    def item(self, row: Any, number: int, pack: Pack) -> Item:
        name = f"第 {number} 条"
        if not isinstance(row, dict):
            self.wrong(name, "", "不是条目：应为“字段: 值”。")
            row = {"code": name, "summary": name}
        code = self.text(row, "code", name, needed=True)
        name = code or name
        for unknown in sorted(set(row) - KNOWN_ITEM):
            self.wrong(name, str(unknown)[:60], "没有这个字段，请核对拼写。")
        section, summary = self.text(row, "section", name), self.text(row, "summary", name, needed=True)
        for link in ("replaces", "replaced_by"):
            if code and self.text(row, link, name) in {code, f"{pack.slug}#{code}"}:
                self.wrong(name, link, "写成了替代自己。")
        why = nature.why_not_major(pack.kind, pack.topics_only, section, summary)
        if not why and "may_be_major" in row and not self.yes_or_no(row, "may_be_major", name):
            why = "标准包写明本条不用于判定重大"
        return Item(
            code,
            section,
            summary,
            check=self.text(row, "check", name),
            keywords=self.words(row, "keywords", name),
            checked=self.yes_or_no(row, "checked_against_text", name),
            may_be_major=not why,
            why_not_major=why,
            refers_to=self.words(row, "refers_to", name),
        )

    def no_code_twice(self, codes: list[str]) -> None:
        for code in sorted({code for code in codes if code and codes.count(code) > 1}):
            self.wrong(code, "code", f"条号重复，出现 {codes.count(code)} 次。")

    def refers_to_others(self, items: list[Item]) -> None:
        for item in items:
            others = [one.code for one in items if one is not item]
            for named in item.refers_to:
                if not any(nature.is_under(code, named) for code in others):
                    self.wrong(item.code, "refers_to", f"“{named[:60]}”不是本标准包里另一条的条号。")

    def not_itself(self, pack: Pack) -> None:
        if pack.slug and pack.doc_number and (ending := pack.ending) and succession.is_named(ending, pack):
            name = "replaced_by" if pack.texts["replaced_by"] else "status"
            self.wrong("", name, "写成了被自己替代。")

    def text(self, data: dict[str, Any], name: str, item: str, *, needed: bool = False) -> str:
        value = data.get(name, "")
        if not isinstance(value, str):
            self.wrong(item, name, "应为文字。")
            return ""
        value, limit = value.strip().replace("\x00", ""), LIMITS.get(name, 200)
        if len(value) > limit:
            self.wrong(item, name, f"有 {len(value):,} 字，超过 {limit} 字。")
            return ""
        if needed and not value:
            self.wrong(item, name, "没有填写。")
        return value

    def words(self, data: dict[str, Any], name: str, item: str) -> list[str]:
        value = data.get(name) or []
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.wrong(item, name, "应为文字的列表。")
            return []
        if len(value) > 50 or any(len(word) > 300 for word in value):
            self.wrong(item, name, "列表最多 50 个词，每个最多 300 字。")
            return []
        return list(dict.fromkeys(word.strip() for word in value if word.strip()))

    def yes_or_no(self, data: dict[str, Any], name: str, item: str) -> bool:
        value = data.get(name, "")
        word = value.strip().lower() if isinstance(value, str) else "?"
        if word not in YES | NO:
            self.wrong(item, name, "应为 true 或 false。")
        return word in YES


def _mapping(raw: bytes) -> dict[str, Any]:
    if len(raw) > FILE_LIMIT:
        raise ValueError(f"文件有 {len(raw):,} 字节，超过 {FILE_LIMIT:,} 字节。")
    data = yaml.load(raw.decode("utf-8-sig"), PlainLoader)
    if not isinstance(data, dict):
        raise ValueError("不是判定标准包：最外层应为“字段: 值”。")
    return data


SPOILED = {
    "mapping values are not allowed": "冒号用错了地方：缩进不齐，或文字里的冒号没有加引号",
    "could not find expected ':'": "少了冒号",
    "expected <block end>": "缩进不齐",
    "cannot start any token": "用了制表符或不能开头的符号，请改用空格或加引号",
    "expected ',' or": "括号里少了逗号，或括号没有成对",
    "unexpected end of stream": "引号没有成对",
    "undefined alias": "文字以星号开头，请加引号",
}
"""What the reader of YAML says, and what to look at."""


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    told = str(getattr(error, "problem", None) or "")
    ours = "" if told.isascii() else told
    what = ours or next((words for said, words in SPOILED.items() if said in told), "写法不对，请核对缩进、引号和冒号")
    return f"第 {mark.line + 1} 行第 {mark.column + 1} 列，{what}" if mark else what
