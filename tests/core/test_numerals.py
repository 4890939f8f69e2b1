"""Numbers in Chinese characters."""

import pytest

from anlan.core.numerals import in_digits, number


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("两", 2),
        ("一百", 100),
        ("一百零五", 105),
        ("一百二十", 120),
        ("三千五百", 3500),
        ("一百二", None),
        ("百", None),
        ("一二", None),
        ("", None),
    ],
)
def test_a_number_in_characters_is_read_or_not_at_all(words, meant):
    assert number(words) == meant


def test_numbers_within_words_become_figures():
    assert in_digits("三日内，共二十五人，三五个") == "3日内，共25人，三五个"
