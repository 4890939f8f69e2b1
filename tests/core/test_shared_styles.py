"""What pages of every room use is styled for every room."""

from pathlib import Path

import pytest

import anlan

STYLES = Path(anlan.__file__).parent / "core" / "static" / "anlan"

pytestmark = pytest.mark.once


def test_the_remark_of_a_row_has_its_line_wherever_rows_stand():
    assert ".rows > li > .whole" in (STYLES / "parts.css").read_text("utf-8")
