"""The days of feasts, by the moon and the sun: known for every year, published or not."""

import datetime as dt
from functools import lru_cache

BY_MOON = {"春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "七夕": (7, 7), "中秋": (8, 15), "重阳": (9, 9)}
"""Month and day of the moon's year."""
BY_DATE = {"元旦": (1, 1), "妇女节": (3, 8), "劳动节": (5, 1), "五一": (5, 1), "儿童节": (6, 1), "国庆": (10, 1)}
EVE, CLEAR = "除夕", "清明"
NAMES = (EVE, *BY_MOON, CLEAR, *BY_DATE)
FIRST, LAST = 1900, 2099
HOLIDAYS = {"元旦": ("元旦", 0, 1), "清明": ("清明节", 0, 1), "劳动节": ("劳动节", 0, 2), "端午": ("端午节", 0, 1)}
HOLIDAYS |= {"中秋": ("中秋节", 0, 1), "国庆": ("国庆节", 0, 3), "春节": ("春节", -1, 4)}
"""The day it hangs on → what it is called, how many days before it it begins, how many days it lasts."""


@lru_cache(maxsize=1024)
def day_of(name: str, year: int) -> dt.date | None:
    """The day of a feast (one of NAMES) that falls into a year; None for years the moon's table does not have."""
    if name in BY_DATE:
        return dt.date(year, *BY_DATE[name])
    if not FIRST < year <= LAST:
        return None
    # Imported where it is used: most processes never ask for the moon.
    from lunar_python import Lunar

    if name == EVE:
        return _date(Lunar.fromYmd(year, 1, 1)) - dt.timedelta(days=1)
    if name == CLEAR:
        return _date(Lunar.fromYmd(year, 1, 1).getJieQiTable()[CLEAR].getLunar())
    return _date(Lunar.fromYmd(year, *BY_MOON[name]))


def _date(moon) -> dt.date:
    sun = moon.getSolar()
    return dt.date(sun.getYear(), sun.getMonth(), sun.getDay())


@lru_cache(maxsize=64)
def holidays(year: int) -> dict[dt.date, str]:
    """The days off of a year without the make-up days around them (全国年节及纪念日放假办法, 2024, art. 2), by name."""
    off: dict[dt.date, str] = {}
    for name, (called, first, days) in HOLIDAYS.items():
        day = day_of(name, year)
        off |= {day + dt.timedelta(days=first + n): called for n in range(days)} if day else {}
    return off
