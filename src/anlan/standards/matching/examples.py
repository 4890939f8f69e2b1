"""What a criterion looks like on site: sentences people wrote of it, kept among its words of the field."""

import re
from functools import cache

from anlan.standards.matching.knowledge import knowledge
from anlan.standards.matching.terms import Sentence

SHORTEST, LONGEST = 9, 30
# Not of places everywhere: a person, a firm, a machine's name in letters.
OF_ONE = re.compile(r"某|[a-z]|老[张王李赵]|师傅")


@cache
def examples_of(slug: str, code: str, most: int = 2) -> tuple[str, ...]:
    """Sentences that a line of the criterion is sure of, the plainest first; empty where nobody wrote one."""
    lines = [one for one in knowledge().lines_of(slug, code) if not one.unsure]
    written = [one for one in knowledge().said_of(slug, code).split() if _is_plain(one)]
    sure = [one for one in written if any(line.match(Sentence(one)) is not None for line in lines)]
    return tuple(sure[:most])


def _is_plain(words: str) -> bool:
    return SHORTEST <= len(words) <= LONGEST and not OF_ONE.search(words)
