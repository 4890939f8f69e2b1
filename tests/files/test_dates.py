"""Dates as offices write them: every way to write a day, a year or a month that is not written, and what is no date."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anlan.core import clock
from anlan.files.sheets import dates
from anlan.files.sheets.unclean import UncachedFormula, Unclean

TODAY = dt.date(2026, 11, 24)
NINTH = dt.date(2026, 11, 9)

DATES = [
    (dt.datetime(2026, 11, 9, 10, 30), NINTH),
    (NINTH, NINTH),
    (46335, NINTH),
    (46335.75, NINTH),
    ("46335", NINTH),
    ("2026.11.9", NINTH),
    ("2026-11-9", NINTH),
    ("2026/11/09", NINTH),
    ("2026年11月9日", NINTH),
    ("2026年11月9号", NINTH),
    ("２０２６年１１月９日", NINTH),
    (" 2026 年 11 月 9 日 ", NINTH),
    ("2026、11、9", NINTH),
    ("20261109", NINTH),
    (20261109, NINTH),
    (20261109.0, NINTH),
    ("26/11/9", NINTH),
    ("26.11.9", NINTH),
    ("2026-11-9 10:30", NINTH),
    ("2026-11-09T10:30:00", NINTH),
    ("2026年11月9日上午", NINTH),
    ("2026年11月9日 上午9点30分", NINTH),
    ("2026年11月9日（周一）", NINTH),
    ("2026.11.9.", NINTH),
    ("2026年11月9日前", NINTH),
    ("二〇二六年十一月九日", NINTH),
    ("二零二六年十一月九日", NINTH),
    ("二○二六年十二月三十一日", dt.date(2026, 12, 31)),
    ("二〇二六年十月二十日", dt.date(2026, 10, 20)),
    ("2026年11月底", dt.date(2026, 11, 30)),
    ("2024年2月底", dt.date(2024, 2, 29)),
]

NO_DATES = [
    "2026-13-45",
    "2026-2-30",
    "2026年11月",
    "11月",
    "2026",
    "明天",
    "11.8",
    11.8,
    3,
    0,
    "2026-11-9至11-12",
    "11/9/2026",
    "九月",
    "2026//11/9",
    "19000101",
    "1800-1-1",
    "2099-1-1",
    2099_01_01,
    "#REF!",
    True,
    UncachedFormula("A1"),
    1e300,
]


@pytest.fixture(autouse=True)
def _on_a_day_in_november():
    with clock.moved_to(TODAY):
        yield


@pytest.mark.parametrize(("written", "meant"), DATES, ids=repr)
def test_a_date_is_read_however_it_is_written(written, meant):
    assert dates.read(written) == dates.Reading(meant)


@pytest.mark.parametrize("written", NO_DATES, ids=repr)
def test_what_is_no_date_is_refused_with_its_own_text(written):
    with pytest.raises(Unclean) as refused:
        dates.read(written)
    assert str(refused.value)
    if isinstance(written, str) and written[0] != "#":
        assert written in str(refused.value)


@pytest.mark.parametrize("written", ["11月9日", "11.9", "11-9", "11/09", "十一月九日"])
def test_a_year_that_is_not_written_comes_from_the_title_and_is_said(written):
    reading = dates.read(written, year=2026, year_from="标题")
    assert reading == dates.Reading(NINTH, f"“{written}”没有写年份，按标题算作 2026 年")
    with pytest.raises(Unclean, match="没有写年份"):
        dates.read(written)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("桂村乡2026年隐患台账", 2026),
        ("２０２６年１１月", 2026),
        ("2026.11", 2026),
        ("二〇二六年度", 2026),
        ("2026上半年", 2026),
        ("（2026）台账", 2026),
        ("2025-2026年", None),
        ("桂政〔2026〕12号 2025年", None),
        ("电话13820261234", None),
        ("台账", None),
        ("", None),
    ],
)
def test_the_year_of_a_title_is_taken_only_where_there_is_one(title, year):
    assert dates.year_in(title) == year


@given(some.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2030, 12, 31)), some.sampled_from(range(9)))
def test_every_day_is_read_back_from_every_way_to_write_it(day, way):
    digits = "〇一二三四五六七八九"
    written = [
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        (day - dates.EXCEL_EPOCH).days,
        dt.datetime(day.year, day.month, day.day, 23, 59),
        f"{day:%Y-%m-%d %H:%M:%S}",
        "".join(digits[int(d)] for d in str(day.year)) + f"年{day.month}月{day.day}日",
    ][way]
    assert dates.read(written).day == day


@pytest.mark.parametrize(
    ("written", "which", "day"),
    [
        ("2024年3月", "first", dt.date(2024, 3, 1)),
        ("2024年3月", "last", dt.date(2024, 3, 31)),
        ("2024.2", "last", dt.date(2024, 2, 29)),
        ("二〇二四年二月", "last", dt.date(2024, 2, 29)),
        ("2024年3月前", "last", dt.date(2024, 3, 31)),
    ],
)
def test_a_month_stands_for_a_day_of_it_only_where_its_column_says_so_and_it_is_told(written, which, day):
    reading = dates.read(written, in_month=which)
    assert reading == dates.Reading(day, f"“{written}”只写到月，按 {day:%Y-%m-%d} 登记")
    with pytest.raises(Unclean):
        dates.read(written)


@pytest.mark.parametrize(
    ("cells", "year"),
    [
        (["1.8", "24.3.5"], 2024),
        (["三月五日", dt.datetime(2024, 3, 5), "2099.3.5", "无"], 2024),
        (["1月8日", "2023.12.30", "2024.1.5"], None),
        (["2024.1.5", 45301], None),
        (["1.8", "约3天"], None),
    ],
)
def test_a_year_nobody_wrote_is_that_of_the_other_dates_where_all_agree(cells, year):
    assert dates.year_among(cells) == year
