"""The level reached on the labelled descriptions holds (docs/matching.md); the knowledge speaks of what is loaded.

Clause G2 of docs/requirements.md.
"""

from pathlib import Path

import pytest

from anlan.standards.matching.knowledge import knowledge
from anlan.standards.matching.scoring import labelled, score
from anlan.standards.models import Criterion

DATA = Path(__file__).parents[1] / "data" / "matching"

pytestmark = [pytest.mark.usefixtures("shipped", "db"), pytest.mark.slow]


@pytest.mark.parametrize("with_industry", [False, True])
def test_the_development_part_stays_at_its_level(with_industry):
    figures = score(DATA / "development.txt", with_industry).as_json()
    assert figures["first_rate"] >= 0.97
    assert figures["in_three_rate"] >= 0.97
    assert figures["false_major_rate"] <= 0.02
    assert figures["recall_with_perhaps"] >= 0.95


def test_every_line_and_word_of_knowledge_is_of_a_criterion_that_is_loaded():
    there = set(Criterion.objects.values_list("pack__slug", "code"))
    worded = {(pack.slug, code) for pack in knowledge().packs.values() for code in pack.lines}
    named = {(slug, code) for slug, words in knowledge().said.items() for code in words}
    assert (worded | named) - there == set()


def test_every_label_names_a_criterion_that_is_loaded():
    there = set(Criterion.objects.values_list("pack__slug", "code"))
    rows = [one for path in DATA.glob("*.txt") for one in labelled(path)]
    assert len(rows) >= 300
    cited = {each for one in rows if one.slug for each in ((one.slug, one.code), *one.also)}
    assert cited - there == set()
    assert sum(not one.slug for one in rows) >= 0.45 * len(rows)  # about half: sets spread as bulletins hold fewer
