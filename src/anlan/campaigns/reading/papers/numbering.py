"""The numbers Word draws itself: 一、（一）1. as counters of a list, not as characters of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

from anlan.campaigns.reading import numerals

CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting", "ideographDigital"}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Counter:
    """Counts the automatic numbers of a document, paragraph by paragraph, in the order they are asked."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style.element for style in document.styles}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {item.get(qn("w:abstractNumId")): item for item in root.iterchildren(qn("w:abstractNum"))}
        for number in root.iterchildren(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            if link is not None and (item := abstract.get(link.get(qn("w:val")))) is not None:
                self._levels[number.get(qn("w:numId"))] = {
                    int(level.get(qn("w:ilvl"))): _level(level) for level in item.iterchildren(qn("w:lvl"))
                }

    def of(self, paragraph: Any) -> str:
        """The number in front of a paragraph, "" where it has none."""
        list_id, depth = self._place(paragraph)
        level = self._levels.get(list_id, {}).get(depth)
        if level is None or level[0] == "bullet":
            return ""
        counts = self._counts[list_id]
        counts[depth] = counts.get(depth, level[2] - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda found: self._shown(list_id, int(found[1]) - 1), level[1])

    def _shown(self, list_id: str, depth: int) -> str:
        shape, _, start = self._levels[list_id].get(depth, ("decimal", "", 1))
        number = self._counts[list_id].get(depth, start)
        if shape in CHINESE:
            return numerals.chinese(number)
        return CIRCLED[number - 1] if shape == "decimalEnclosedCircle" and number <= len(CIRCLED) else str(number)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph, from itself or from its style."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        if (place := _place_in(properties)) is not None:
            return place
        style = properties.find(qn("w:pStyle"))
        element = self._styles.get(style.get(qn("w:val"))) if style is not None else None
        within = element.find(qn("w:pPr")) if element is not None else None
        return (_place_in(within) if within is not None else None) or ("", 0)


def _place_in(properties: Any) -> tuple[str, int] | None:
    numbered = properties.find(qn("w:numPr"))
    if numbered is None:
        return None
    list_id, depth = numbered.find(qn("w:numId")), numbered.find(qn("w:ilvl"))
    value = list_id.get(qn("w:val")) if list_id is not None else ""
    return value, int(depth.get(qn("w:val"))) if depth is not None else 0


def _level(level: Any) -> tuple[str, str, int]:
    def told(tag: str, default: str) -> str:
        found = level.find(qn(tag))
        return found.get(qn("w:val")) if found is not None else default

    return told("w:numFmt", "decimal"), told("w:lvlText", ""), int(told("w:start", "1"))
