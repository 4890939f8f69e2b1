"""Dates and succession as documents write them."""

import datetime as dt

import pytest

from anlan.standards.packs import succession
from anlan.standards.packs.dates import understand
from anlan.standards.packs.phrases import in_chinese

ISSUED = dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "day", "plain"),
    [
        ("2023-05-15", dt.date(2023, 5, 15), True),
        ("2023年5月15日", dt.date(2023, 5, 15), True),
        ("2025-04-14（自印发之日起施行）", dt.date(2025, 4, 14), False),
        ("2020-11-20公布，2026-05-24修订", dt.date(2026, 5, 24), False),
        ("通知要求遵照执行，未单列施行日（成文2024-12-03；试行版同日即时失效）", dt.date(2024, 12, 3), False),
        ("2023-09", dt.date(2023, 9, 30), False),
        ("2023（月日待核）", dt.date(2023, 12, 31), False),
        ("自印发之日起施行", ISSUED, False),
        ("印发之日", ISSUED, False),
        ("2023-13-45", None, False),
        ("2023-02-30", None, False),
        ("待定", None, False),
        ("", None, False),
    ],
)
def test_dates_are_understood_where_they_can_be(text, day, plain):
    found = understand(text, ISSUED)
    assert (found.day, found.plain) == (day, plain)


@pytest.mark.parametrize(
    ("status", "by", "pack", "day"),
    [
        ("superseded by GB 35181-2025 (2025-11-01)", "GB 35181-2025", "", dt.date(2025, 11, 1)),
        ("superseded by 建质规〔2024〕5号（2024-12-13发布）", "建质规〔2024〕5号", "", dt.date(2024, 12, 13)),
        (
            "superseded by 某〔2024〕2号（2024-12-03印发；见包minbao-2024）",
            "某〔2024〕2号",
            "minbao-2024",
            dt.date(2024, 12, 3),
        ),
        ("已被应急管理部令第20号替代", "应急管理部令第20号", "", None),
        (
            "见 note：AQ 3067-2026 已于2026-09-30实施；新判定以AQ 3067-2026为准",
            "AQ 3067-2026",
            "",
            dt.date(2026, 9, 30),
        ),
        ("已废止", "", "", None),
    ],
)
def test_a_status_says_by_what_and_since_when_a_standard_was_replaced(status, by, pack, day):
    assert succession.ending_of(status) == succession.Ending(by, pack, day)


@pytest.mark.parametrize(
    "status",
    [
        "in force",
        "in force（取代安监总管四〔2017〕129号2017版）",
        "in force（2022版同时废止）",
        "未查到废止或替代，使用前须核新版",
        "",
    ],
)
def test_a_status_that_speaks_of_other_standards_ends_nothing(status):
    assert succession.ending_of(status) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("in force（第十一条：自发布之日起执行）", "现行有效（第十一条：自发布之日起执行）"),
        ("superseded by GB 35181-2025 (2025-11-01)", "已被替代，现行的是：GB 35181-2025 (2025-11-01)"),
        (
            "0 of 53 items were checked against a reprint of the text; the others must be compared with the official "
            "original\n  before they are relied on",
            "53 条中 0 条与转载的条文核对过，其余未核对，使用前须与官方原件核对。",
        ),
        (
            "65 of 65 items were checked against a reprint of the text; compare with the official original before\n"
            "  relying on them. 核对来源：公开转载",
            "全部 65 条与转载的条文核对过，使用前须再与官方原件核对。核对来源：公开转载",
        ),
    ],
)
def test_fixed_english_phrases_are_shown_in_chinese(text, shown):
    assert in_chinese(text) == shown
