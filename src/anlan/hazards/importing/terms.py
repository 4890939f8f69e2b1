"""The term a ledger gives: a date, or how long from the day of the find (三日内, 7个工作日内, 立即, 月底前)."""

import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from anlan.core import clock, workdays
from anlan.core.numerals import in_digits
from anlan.files.sheets.fields import Cell, Reader
from anlan.files.sheets.text import NOTHING

DATES = re.compile(r"(?<!\d)\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}日?(?!\d)|(?<!\d)\d{1,2}月\d{1,2}日")
BEFORE = (
    r"(?:请|要求|责令|须|应|务必)*(?:[自从]?(?:发现|检查|排查|下达|签收|接到?|收到)?(?:隐患|本?(?:通知|指令|文)书?)?(?:之日|当日)?起?后?)"
    r"[,，]?(?:限期?|于|在)?"
)
AFTER = r"(?:之内|以内|内|前)?[,，]?(?:必须)?(?:整改|治理|改正|处理|完成|完毕|到位)*[.。]?"
AT_ONCE = re.compile(
    r"(?:请|要求|责令|须|应)?(?:当[日天场即]|立[即刻]|即时|即日|马上|随即|现场|立[行查改]立改|即[查知]即改)" + AFTER
)
COUNTED = re.compile(
    BEFORE
    + r"(?:(?P<workday>\d{1,3})个?工作日|(?P<day>\d{1,3})(?:个?自然日|天|日(?=之内|以内|内))|(?P<hour>\d{1,3})个?小时"
    r"|(?P<week>\d{1,2})(?:周|个?星期|个?礼拜)|(?P<month>\d{1,2})个月|半个?(?P<half>月)(?=之内|以内|内|$))" + AFTER
)
MONTH_END = re.compile(r"(?:于|在)?[本当]?月(?:底|末)" + AFTER)
YEAR_END = re.compile(r"(?:于|在)?(?:[本当今]?年(?:底|末)|[本当]?年(?=之内|以内|内))" + AFTER)


class Term(NamedTuple):
    """How long the ledger gives from the day of the find: `unit` is day, workday, month, month_end or year_end."""

    number: int
    unit: str = "day"

    def after(self, day: dt.date) -> dt.date:
        """The last day of it."""
        if self.unit == "workday":
            return workdays.add_workdays(day, self.number)
        if self.unit == "month":
            return clock.months_after(day, self.number)
        if self.unit == "month_end":
            return clock.months_after(day.replace(day=1), 1) - dt.timedelta(days=1)
        return day.replace(month=12, day=31) if self.unit == "year_end" else day + dt.timedelta(days=self.number)


def term_in(words: str) -> Term | None:
    """Read a term in words; None where they are none, a bare 15日 too, which is a day of some month."""
    plain = in_digits(re.sub(r"\s", "", unicodedata.normalize("NFKC", words)))
    if AT_ONCE.fullmatch(plain):
        return Term(0)
    if MONTH_END.fullmatch(plain) or YEAR_END.fullmatch(plain):
        return Term(0, "month_end" if MONTH_END.fullmatch(plain) else "year_end")
    found = COUNTED.fullmatch(plain)
    if not found:
        return None
    [(name, written)] = [(name, one) for name, one in found.groupdict().items() if one]
    if name == "half":
        return Term(15)
    count = {"week": int(written) * 7, "hour": int(written) // 24}.get(name) if written.isdigit() else None
    return Term(int(written), name) if count is None else Term(count)


def date_in_words(read: Reader) -> Reader:
    """Make a reader of a date that finds the one date beside a name (王镇 2025.12.14); words without any say none."""

    def reading(raw: object, cell: Cell) -> object:
        written = raw.strip() if isinstance(raw, str) else ""
        if written and written not in NOTHING and not re.search(r"\d|[一二三四五六七八九十]月", written):
            cell.say(f"“{written[:20]}”不是日期，没有采用")
            return None
        found = DATES.findall(written)
        if len(found) != 1 or len(found[0]) == len(written):
            return read(raw, cell)
        cell.say(f"“{written[:20]}”里取出日期 {found[0]}")
        return read(found[0], cell)

    return reading


def date_or_term(read: Reader) -> Reader:
    """Make a reader of a date that reads how long as a Term: it counts from the day of the find."""

    def reading(raw: object, cell: Cell) -> object:
        return (term_in(raw) if isinstance(raw, str) else None) or read(raw, cell)

    return reading
