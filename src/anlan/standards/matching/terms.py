"""The language field knowledge is written in: `除尘 & 泄爆|抑爆 & @缺 & !漆`.

A line is terms joined by `&`, all of which must stand in one sentence. `|` parts alternatives: regular expressions
without `&`; `@name` is a concept; `{毫米>=3}` is a quantity, whatever unit the words use. `!` in front of a term means:
must not stand there. A line that begins with `?` makes it "perhaps" only.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from anlan.standards.matching.quantities import quantities

Found = tuple[int, int]
COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
ALTERNATIVE = re.compile(r"(?:^|(?<=[|(:]))[\u3400-\u9fff]+(?=[|)]|$)")
"""A plain word between bars; what has signs of a regular expression in it looks after itself."""
ENCLOSED = re.compile(r"\((?!\?<?!)[^()]*\{[^{}<>]+?(?:>=|<=|>|<)[\d.]+\}[^()]*\)")
QUANTITY = re.compile(r"\|?\{([^{}<>]+?)(>=|<=|>|<)([\d.]+)\}")


class Sentence:
    """A sentence under the eye of many lines: what a term found in it is looked up once.

    `around` is what it was taken from, where that is more: what must not stand there is looked for in it.
    """

    def __init__(self, text: str, around: "Sentence | None" = None) -> None:
        self.text = text
        self.around = around or self
        self._found: dict[str, Found | None] = {}

    def find(self, term: "Term") -> Found | None:
        """Where the term stands, or None."""
        if term.written not in self._found:
            self._found[term.written] = term.look(self.text)
        return self._found[term.written]


@dataclass(frozen=True)
class Term:
    """One condition of a line."""

    written: str
    look: Callable[[str], Found | None]
    absent: bool = False


@dataclass(frozen=True)
class Line:
    """One way to word one criterion."""

    terms: tuple[Term, ...]
    unsure: bool = False

    def match(self, sentence: Sentence) -> tuple[Found, ...] | None:
        """Where the terms stand, if all that must stand there do and none that must not."""
        places = []
        for term in self.terms:
            found = (sentence.around if term.absent else sentence).find(term)
            if term.absent == (found is not None):
                return None
            if found:
                places.append(found)
        return tuple(places)


def line(written: str, concepts: Mapping[str, str], longer: Iterable[str] = ()) -> Line:
    """A line read; raises ValueError that names what is wrong with it."""
    unsure = written.startswith("?")
    terms = tuple(_term(part.strip(), concepts, longer) for part in written.removeprefix("?").split("&"))
    if all(term.absent for term in terms):
        raise ValueError(f"“{written}”里没有一个必须出现的词")
    return Line(terms, unsure)


def _term(written: str, concepts: Mapping[str, str], longer: Iterable[str]) -> Term:
    absent, bare = written.startswith("!"), written.removeprefix("!").strip()
    if not bare:
        raise ValueError("“&”的一边是空的")
    if match := ENCLOSED.search(bare):
        raise ValueError(f"“{match[0]}”：数量要单独作一个并列项，不能写在括号里")
    looks = [_quantity(match[1], match[2], float(match[3])) for match in QUANTITY.finditer(bare)]
    if words := QUANTITY.sub("", bare).removeprefix("|"):
        looks.insert(0, _words(compiled(words, concepts, longer)))

    def look(text: str) -> Found | None:
        return next((found for one in looks if (found := one(text))), None)

    return Term(bare, look, absent)


def _words(pattern: re.Pattern[str]) -> Callable[[str], Found | None]:
    def look(text: str) -> Found | None:
        found = pattern.search(text)
        return found.span() if found else None

    return look


def compiled(written: str, concepts: Mapping[str, str], longer: Iterable[str] = ()) -> re.Pattern[str]:
    """Alternatives with their concepts put in, as one regular expression.

    A word of an alternative is not found inside one of the `longer` words: 行车 is a crane, but not in 自行车.
    """

    def put_in(match: re.Match[str]) -> str:
        if match[1] not in concepts:
            raise ValueError(f"没有“{match[1]}”这个概念")
        return f"(?:{concepts[match[1]]})"

    whole = re.sub(r"@([\u3400-\u9fff]+)", put_in, written)
    pattern = re.compile(ALTERNATIVE.sub(lambda match: _alone(match[0], longer), whole))
    if pattern.match(""):
        raise ValueError(f"“{written}”什么都没有也算数：有一项是空的")
    return pattern


def _alone(word: str, longer: Iterable[str]) -> str:
    """The word where it does not stand inside a longer one."""
    inside = [one.partition(word) for one in longer if word in one and one != word]
    return "".join(f"(?!(?<={before}){word}{after})" for before, _, after in inside) + word


def _quantity(unit: str, sign: str, limit: float) -> Callable[[str], Found | None]:
    def look(text: str) -> Found | None:
        for value, measured, span in quantities(text):
            if measured == unit and COMPARE[sign](value, limit):
                return span
        return None

    return look
