"""How many people a register says, in every way offices write it; what was made of it is said."""

import datetime as dt

import pytest

from anlan.files.sheets import headcounts
from anlan.files.sheets.fields import Cell
from anlan.files.sheets.unclean import Unclean


@pytest.mark.parametrize(
    ("written", "meant", "said"),
    [
        (36, 36, False),
        ("36人", 36, False),
        ("十二人", 12, False),
        ("共12名", 12, False),
        ("夫妻二人", 2, False),
        ("１２", 12, False),
        ("1,200人", 1200, False),
        ("约20人", 20, True),
        ("20余人", 20, True),
        ("三十多人", 30, True),
        ("20人左右", 20, True),
        ("3-5人", 5, True),
        ("8～10人", 10, True),
        ("12人（其中季节工3人）", 12, True),
        ("/", None, False),
        ("", None, False),
    ],
)
def test_a_headcount_is_read_and_what_was_made_of_it_said(written, meant, said):
    cell = Cell()
    assert (headcounts.read(written, cell), bool(cell.remarks)) == (meant, said)


@pytest.mark.parametrize("written", ["十几人", "三五人", "若干", "男3女5", "-3", dt.datetime(2026, 3, 5)])
def test_what_says_no_number_is_no_number(written):
    with pytest.raises(Unclean):
        headcounts.read(written, Cell())
