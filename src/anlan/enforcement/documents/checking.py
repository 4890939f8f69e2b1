"""What a draft must have before it is one: rows and facts its paper cannot be without, and days within the law's."""

import datetime as dt
from typing import Any

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.enforcement.documents import clocks
from anlan.enforcement.documents.clocks import POWER_NOTICE, SEALED_DAYS
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.templating.kinds import all_kinds

MOST_DAYS = 30
"""Days back something may have been done on the spot, and ahead power may be cut: further is a slip of the pen."""
ROWS = {
    Kind.MEASURES: "至少给一条隐患写明处理决定。",
    Kind.INQUIRY: "至少写一问一答。",
    Kind.PRESERVATION: "写明登记保存的证据，一行一件。",
    Kind.PRESERVATION_RESULT: "每一件都要写明处理决定。",
    Kind.SEALING: "写明查封、扣押的场所、设施或财物，一行一件。",
    Kind.SEALING_RELEASE: "每一件都要写明处理决定。",
}


def complete(kind: Kind, items: list[dict[str, Any]], facts: dict[str, Any], private: str) -> None:
    """Raises Invalid for a kind without the rows it is about, or with a must-have fact of its paper given empty."""
    if kind in ROWS and not items:
        raise Invalid(ROWS[kind], code="enforcement.items")
    given = facts | {"id_number": private} if kind == Kind.INQUIRY else facts
    empty = [one for one in all_kinds()[kind].fields if one.is_must and given.get(one.name, " ") == ""]
    if empty:
        words = {one.name: [f"请写明{one.label}。"] for one in empty}
        raise Invalid(f"还缺：{'、'.join(one.label for one in empty)}。", code="enforcement.facts", fields=words)


def on_spot(acted_at: dt.datetime | None) -> None:
    """Raises Invalid for something done on the spot at a time that has not come, or days ago."""
    if acted_at is None:
        return
    if not clock.now() - dt.timedelta(days=MOST_DAYS) <= acted_at <= clock.now():
        words = "当场实施时间在现在之前、三十日之内，请核对。"
        raise Invalid(words, code="enforcement.acted_at", fields={"acted_at": [words]})


def power(facts: dict[str, Any]) -> None:
    """Raises Invalid where power would be cut less than a day from now and it is no emergency (安全生产法 art. 70)."""
    cut_at = dt.datetime.fromisoformat(facts["cut_at"])
    if not clock.now() < cut_at < clock.now() + dt.timedelta(days=MOST_DAYS):
        words = "停供时间在现在之后、三十日之内，请核对。"
        raise Invalid(words, code="enforcement.cut_at", fields={"cut_at": [words]})
    if clocks.needs_notice(facts) and cut_at - clock.now() < POWER_NOTICE:
        words = "停供应当提前二十四小时通知生产经营单位；有危及生产安全的紧急情形的，写明情形。"
        raise Invalid(words, code="enforcement.cut_at", fields={"cut_at": [words]})


def within(kind: Kind, facts: dict[str, Any], parent: Document) -> None:
    """Raises Invalid for an extension beyond thirty more days (行政强制法 art. 25), power cut too soon."""
    if kind == Kind.POWER_CUT:
        power(facts)
    if kind != Kind.SEALING_EXTENSION or parent.due_on is None:
        return
    until, last = dt.date.fromisoformat(facts["until_on"]), parent.due_on + dt.timedelta(days=SEALED_DAYS)
    if not parent.due_on < until <= last:
        first, latest = clock.day_words(parent.due_on), clock.day_words(last)
        words = f"延长后的截止日期应在{first}之后、{latest}以前（最多延长三十日）。"
        raise Invalid(words, code="enforcement.extension", fields={"until_on": [words]})
