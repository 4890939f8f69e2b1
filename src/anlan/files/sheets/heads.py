"""Which column holds what: heads matched with aliases, confirmed or corrected by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from anlan.files.sheets.archive import column_letters
from anlan.files.sheets.fields import Field
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.text import head_keys, is_blank, key, text
from anlan.files.sheets.unclean import Unclean

EXACT, LEAST = 1.0, 0.45
ENOUGH_CONTENT = 0.8
BETWEEN = re.compile(r"[及和与/、，,＋+]|以及")
WITH_PHONE = re.compile(r"(.+?)\s*[（(]\s*((?:联系)?电话|手机号?|联系方式)\s*[）)]")
ABOUT_WHOM = re.compile(r"[被受]?(检查?|查|排查|巡查)?(单位|企业|场所|对象|主体)?")
FACTS = re.compile(r"的?(基本)?(情况|信息|概况)$")
PHONE_BESIDE = re.compile(r"[及和与、/]+(其)?(联系)?(电话号?码?|方式|手机号?码?)$")
REMARK = re.compile(r"[:：\d]")
ALIKE = 0.66
SAMPLES = 120
ORDINALS = {"序号", "编号序号", "no", "序", "项目序号", "行号", "序列"}


@dataclass
class Column:
    """One column of a table: what its head says, and what it was taken for. `sureness` is 0 to 1.

    `also` is a second field whose head stands in the same cell: 负责人及联系电话. `words` is `head` row by row.
    """

    index: int
    head: str
    field: str = ""
    sureness: float = 0.0
    why: str = ""
    also: str = ""
    words: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """Return the column as Excel calls it."""
        return column_letters(self.index)


def words_of(sheet: Sheet, first: int, last: int) -> list[list[str]]:
    """Return for each column the head's words from top to bottom, merged and left-open group heads filled in."""
    width, bounded = sheet.width, set()
    grid = [[_word(sheet.cell(row, column)) for column in range(width)] for row in range(first, last + 1)]
    for (top, left), (bottom, right) in sheet.merges:
        if bottom < first or top > last:
            continue
        for row in range(max(top, first), min(bottom, last) + 1):
            for column in range(left, min(right, width - 1) + 1):
                grid[row - first][column] = _word(sheet.cell(top, left))
                if right > left:
                    bounded.add((row - first, column))
    for row, (upper, lower) in enumerate(pairwise(grid)):
        _fill_groups(upper, lower, {column for at, column in bounded if at == row})
    return [list(dict.fromkeys(word for word in column if word)) for column in zip(*grid, strict=True)]


def _word(raw: object) -> str:
    try:
        return text(raw).replace("\n", "")
    except Unclean:
        return ""


def _fill_groups(upper: list[str], lower: list[str], bounded: set[int]) -> None:
    """Carry 基本信息 over the columns it heads where the merge was lost, as in a csv; a merge says itself how far."""
    for column in range(1, len(upper)):
        if (
            not upper[column]
            and column - 1 not in bounded
            and lower[column]
            and lower[column - 1]
            and _is_group(upper[column - 1], lower[column - 1])
        ):
            upper[column] = upper[column - 1]


def _is_group(upper: str, lower: str) -> bool:
    return upper != lower and len(upper) <= 12 and not REMARK.search(upper)


def match(words: Sequence[str], field: Field) -> tuple[float, str]:
    """Return how surely a head names a field, 0 to 1, and why in Chinese."""
    return _match(tuple(words), field.label, field.aliases, field.unlike)


@lru_cache(maxsize=50_000)
def _match(words: tuple[str, ...], label: str, aliases: tuple[str, ...], unlike: tuple[str, ...]) -> tuple[float, str]:
    if not words:
        return 0.0, ""
    joined, leaf = "".join(words), words[-1]
    if _ruled_out(words, unlike):
        return 0.0, ""
    known = alias_keys(label, aliases)
    above = key("".join(words[:-1]))  # a group such as 单位基本情况 says nothing of its columns by itself
    own = [alias for alias in known if alias not in above]
    best = max((_likeness(form, alias) for form in head_keys(joined) for alias in own), default=(0.0, ""))
    if joined == leaf or best[0] == EXACT:
        return best
    below = max((_likeness(form, alias) for form in head_keys(leaf) for alias in known), default=(0.0, ""))
    return max(best, (below[0] * 0.98, below[1]))


def _ruled_out(words: Sequence[str], unlike: tuple[str, ...]) -> bool:
    """Whether the head says that the column is something else: by its own words, or by those of a group.

    A group says nothing by 情况 nor by whom its columns are about (被检查单位基本情况), and a column nothing by the
    phone that stands beside (责任人及电话).
    """
    groups = [FACTS.sub("", word) for word in words[:-1]]
    telling = [word for word in groups if not ABOUT_WHOM.fullmatch(word)]
    joined = "".join([*telling, PHONE_BESIDE.sub("", words[-1])])
    return any(word in joined for word in unlike)


@lru_cache(maxsize=2_000)
def alias_keys(label: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys under which a field is known."""
    return tuple(dict.fromkeys(form for alias in (label, *aliases) for form in head_keys(alias)[:1]))


def _likeness(head: str, alias: str) -> tuple[float, str]:
    if head == alias:
        return EXACT, "表头一致"
    shorter, longer = sorted((head, alias), key=len)
    if len(shorter) >= 2 and shorter in longer:
        base, share = (0.62, 0.3) if shorter == alias else (0.4, 0.45)
        return base + share * len(shorter) / len(longer), "表头包含"
    if len(shorter) < 3 or len(set(head) & set(alias)) * 2 < ALIKE * (len(head) + len(alias)):
        return 0.0, ""  # too few characters in common: comparing them in order is slow and could not say more
    ratio = SequenceMatcher(None, head, alias).ratio()
    return (ratio * 0.8, "表头相近") if ratio >= ALIKE else (0.0, "")


def assign(words: list[list[str]], fields: Sequence[Field], samples: list[list[object]] | None = None) -> list[Column]:
    """Give each column at most one field and each field at most one column (several where `many`), surest first.

    Without `samples` by the heads alone, which is enough to tell a head from another row.
    """
    columns = [Column(index, "/".join(parts), words=tuple(parts)) for index, parts in enumerate(words)]
    claims = sorted(
        (
            (sureness, -column.index, why, column, field)
            for column in columns
            if not is_ordinal(words[column.index])
            for field in fields
            for sureness, why in [_claim(words[column.index], field, samples[column.index] if samples else [])]
            if sureness >= LEAST
        ),
        key=lambda claim: claim[:2],
        reverse=True,
    )
    taken: set[str] = set()
    for sureness, _, why, column, field in claims:
        if not column.field and (field.name not in taken or (field.many and "表头" in why and sureness > 0.7)):
            column.field, column.sureness, column.why = field.name, round(sureness, 2), why
            taken.add(field.name)
    for column in columns:
        _share(column, words[column.index], fields, taken)
    return columns


def _share(column: Column, words: list[str], fields: Sequence[Field], taken: set[str]) -> None:
    """Give a column a second field where its head names two: 负责人及联系电话, 姓名/电话, 项目经理（电话）."""
    head = words[-1] if words and column.field else ""
    phone = WITH_PHONE.fullmatch(head.strip())
    parts = list(phone.groups()) if phone else [part for part in BETWEEN.split(head) if part]
    for part in parts if len(parts) == 2 else []:
        for field in fields:
            if field.name not in taken and match([part], field)[0] >= 0.95:
                column.also = field.name
                taken.add(field.name)
                return


def is_ordinal(words: list[str]) -> bool:
    """Say whether a column only counts its lines."""
    return bool(words) and any(form in ORDINALS for form in head_keys(words[-1]))


def _claim(words: list[str], field: Field, samples: list[object]) -> tuple[float, str]:
    sureness, why = match(words, field)
    if field.by_column and sureness < EXACT:
        return field.by_column(words, samples)
    if field.evidence is None or not samples:
        return sureness, why
    share = sum(map(field.evidence, samples)) / len(samples)
    if sureness == 0.0:
        if words and _ruled_out(words, field.unlike):
            return 0.0, ""  # 房东电话 holds phones, and not the enterprise's
        enough = field.by_content and share >= ENOUGH_CONTENT and len(samples) >= 3
        return (0.7 * share, "按内容判断") if enough else (0.0, "")
    if share == 0.0 and sureness < 0.95:
        return sureness * (0.5 if len(samples) >= 3 else 0.65), why
    return sureness * (0.75 + 0.25 * share), why + ("，内容也像" if share >= ENOUGH_CONTENT else "")


def samples_of(sheet: Sheet, first: int) -> list[list[object]]:
    """Return up to SAMPLES filled cells of each column from a row on."""
    found: list[list[object]] = [[] for _ in range(sheet.width)]
    for row in sheet.rows[first : first + SAMPLES * 2]:
        for column, raw in enumerate(row):
            if not is_blank(raw) and len(found[column]) < SAMPLES:
                found[column].append(raw)
    return found
