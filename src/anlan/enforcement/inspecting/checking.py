"""What an inspection must have before it is proposed and approved: item, officers, day, and room under the cap."""

import datetime as dt

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.enforcement.frequency.queries import cap_of
from anlan.enforcement.inspecting import rules
from anlan.enforcement.inspecting.models import Inspection, Publication
from anlan.enterprises.models import Enterprise
from anlan.org import scope
from anlan.org.models import Office, Power, User


def published_item(office: Office, item: str, day: dt.date) -> tuple[Publication, dict[str, str]]:
    """What the office published and the row of the item. Raises Invalid for one not published, or not its any more."""
    publication = rules.published(office, day)
    if publication is None:
        words = f"{office.name}还没有登记{day.year}年公示的检查事项，请先登记。"
        raise Invalid(words, code="enforcement.nothing_published", fields={"item": [words]})
    row = next((one for one in publication.items if one["name"] == item), None)
    if row is None:
        words = f"“{item}”不在{publication}里；没有公示的事项不能检查。"
        raise Invalid(words, code="enforcement.not_published", fields={"item": [words]})
    if lacking := scope.lacks_power(office, Power.Kind.INSPECT, item):
        words = f"{lacking}，不能检查；请报告或移送有权单位。"
        raise Invalid(words, code="enforcement.not_delegated", fields={"item": [words]})
    return publication, row


def check_officers(officers: list[User], office: Office, day: dt.date) -> None:
    """Two different people of the office, each with a card valid on the day. Raises Invalid otherwise."""
    if officers[0].pk == officers[1].pk:
        words = "行政检查须两名以上执法人员，请选两个人。"
        raise Invalid(words, code="enforcement.one_officer", fields={"second": [words]})
    if faults := rules.lacking(officers, office, day):
        words = f"{'；'.join(faults)}，不能参加{clock.day_words(day)}的行政检查。"
        raise Invalid(words, code="enforcement.no_card", fields={"lead": [words]})


def check_day(day: dt.date) -> None:
    """Today or within a year. Raises Invalid otherwise."""
    if not clock.today() <= day <= clock.today() + dt.timedelta(days=366):
        words = f"检查日期{clock.day_words(day)}应在今天之后的一年内。"
        raise Invalid(words, code="enforcement.day", fields={"planned_on": [words]})


def check_cap(enterprise: Enterprise, year: int, beyond: str, words: str, *, without: Inspection | None = None) -> None:
    """Within the published cap, or beyond it for one of the four cases with its facts. Raises Invalid otherwise."""
    if beyond and not words.strip():
        said = "写明超出频次的具体情形，如举报编号、交办文号。"
        raise Invalid(said, code="enforcement.beyond", fields={"beyond_words": [said]})
    cap, made = cap_of(enterprise, year), rules.used(enterprise, year, without=without)
    if cap and not beyond and made >= cap.times:
        said = f"“{enterprise.name}”{year}年已安排{made}次，公布的上限{cap.times}次；确需检查的，选明超出频次的情形。"
        raise Invalid(said, code="enforcement.cap", fields={"beyond_cap": [said]})


def card_of(user: User) -> str:
    """The card of an officer as a paper names it, on the day it is asked."""
    return f"{user.enforcement_card}，有效期至{clock.day_words(user.enforcement_card_until)}"
