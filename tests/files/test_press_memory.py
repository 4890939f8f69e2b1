"""What a large paper takes is given back: typst remembers the last ten, and each may take a hundred megabytes."""

import datetime as dt
import random
from pathlib import Path

import pytest

from anlan.files.presses import pdf
from anlan.files.presses.document import Listing

pytestmark = pytest.mark.slow


def printed() -> None:
    rows = [[random.random() for _ in range(5)] for _ in range(400)]
    pdf.listing(Listing("清单", list("甲乙丙丁戊"), rows, "林巡", dt.datetime(2026, 11, 24)))


def held() -> int:
    """Megabytes of this process."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096 // 2**20


def test_ten_large_papers_hold_no_more_than_one():
    printed()
    before = held()
    for _ in range(9):
        printed()
    assert held() - before < 60
