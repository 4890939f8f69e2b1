"""Which village a cell names. Unknown is refused, ambiguous is refused, and the nearest names are only a hint."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from anlan.files.sheets.text import BRACKETED, NOTHING, key, text
from anlan.files.sheets.unclean import Unclean, refuse_non_values

SUFFIX = re.compile(r"(村民委员会|居民委员会|社区居委会|社区居民委员会|行政村|村委会|居委会|村委|居委|社区|村)$")
GROUP = re.compile(r"(第?[\d一二三四五六七八九十]{1,3}(村民)?(小)?(组|队))$")


class Villages:
    """The villages one import may name, by every usual spelling.

    `names` maps code to official name; `above` are the names of township, district and city people write in front.
    """

    def __init__(self, names: Mapping[str, str], above: Iterable[str] = ()) -> None:
        self.names = dict(names)
        self.above = sorted((key(word) for word in above if word), key=len, reverse=True)
        self.codes: dict[str, set[str]] = defaultdict(set)
        for code, official in self.names.items():
            self.codes[base(official)].add(code)

    def read(self, raw: object) -> str:
        """Return the 12-digit code; "" where the cell says nothing. Raises Unclean for unknown and ambiguous names."""
        refuse_non_values(raw)
        if text(raw) in NOTHING:
            return ""
        word = key(raw)
        if word in self.names:
            return word
        codes = self._codes(word)
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            raise Unclean(f"叫“{text(raw)}”的村不止一个：{'、'.join(sorted(codes))}，请写村的代码")
        near = self.nearest(word)
        hint = f"，相近的有：{'、'.join(near)}" if near else ""
        raise Unclean(f"没有这个村：{text(raw)}{hint}")

    def looks_like(self, raw: object) -> bool:
        """Say whether a cell names one of these villages, for recognising the column."""
        word = key(raw)
        return bool(word) and (word in self.names or bool(self._codes(word)))

    def names_one(self, raw: object) -> bool:
        """Say whether a cell says nothing but one of these villages, and only one."""
        return len(self._codes(key(raw))) == 1

    def nearest(self, word: str, at_most: int = 3) -> list[str]:
        """Return official names that resemble a word, the nearest first."""
        wanted = base(self._without_above(key(word)))
        scored = [(SequenceMatcher(None, wanted, base(official)).ratio(), official) for official in self.names.values()]
        return [official for score, official in sorted(scored, reverse=True)[:at_most] if score >= 0.5]

    def _codes(self, word: str) -> set[str]:
        for spelling in (word, self._without_above(word), BRACKETED.sub("", word)):
            for form in (spelling, GROUP.sub("", spelling)):
                if codes := self.codes.get(base(form)):
                    return codes
        return set()

    def _without_above(self, word: str) -> str:
        changed = True
        while changed:
            changed = False
            for name in self.above:
                if word.startswith(name) and len(word) > len(name):
                    word, changed = word[len(name) :], True
        return word


def base(name: str) -> str:
    """Return a village's name without 村, 村委会, 社区 and the like; a name that is nothing else stays whole."""
    word = key(name)
    return SUFFIX.sub("", word) or word
