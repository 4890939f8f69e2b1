"""How often an enterprise with major hazards was punished: three in 180 days or four in a year ask to close it.

安全生产法 art. 113(1) (rules.md R5.10; A). Only decisions against the unit over a major hazard count,
annulled ones not.
"""

import datetime as dt
from dataclasses import dataclass

from anlan.core import clock
from anlan.enforcement.cases.models import Case
from anlan.enterprises.models import Enterprise
from anlan.files.presses.document import OfficialDocument, Paragraph, Table
from anlan.hazards.models import Level
from anlan.org.models import Office, Region

IN_DAYS, DAYS = 3, 180
IN_A_YEAR = 4


@dataclass(frozen=True)
class Count:
    """The decisions of the last 180 days and of the last year."""

    in_days: list[Case]
    in_a_year: list[Case]

    @property
    def is_reached(self) -> bool:
        """Whether the law asks for a proposal to close."""
        return len(self.in_days) >= IN_DAYS or len(self.in_a_year) >= IN_A_YEAR

    @property
    def warning(self) -> str:
        """What to know now: reached, one more reaches it, or nothing."""
        if self.is_reached:
            return "已达到《安全生产法》第一百一十三条第一项的次数，应当提请地方人民政府关闭，拟稿可打印。"
        if len(self.in_days) == IN_DAYS - 1 or len(self.in_a_year) == IN_A_YEAR - 1:
            return "再有一次因重大隐患受处罚，就达到提请关闭的次数。"
        return ""


def year_before(day: dt.date) -> dt.date:
    """The same day of the year before."""
    return dt.date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def count_of(enterprise: Enterprise, day: dt.date | None = None) -> Count:
    """The decisions that count on a day, the day itself included; one query."""
    until = day or clock.today()
    since = clock.local(year_before(until) + dt.timedelta(days=1), 0)
    rows = Case.objects.filter(
        enterprise=enterprise, person=None, hazard__level=Level.MAJOR, annulled_at=None, decided_at__gte=since
    )
    found = [one for one in rows.select_related("hazard").order_by("decided_at") if one.penalties]
    found = [one for one in found if clock.local_date(one.decided_at) <= until]  # type: ignore[arg-type]  # only decided cases come here
    first = until - dt.timedelta(days=DAYS - 1)
    return Count([one for one in found if clock.local_date(one.decided_at) >= first], found)  # type: ignore[arg-type]  # only decided cases come here


def proposal(enterprise: Enterprise, count: Count, office: Office, printed_by: str) -> OfficialDocument:
    """The draft to the government of the district to close the enterprise; a person checks and sends it."""
    region = Region.objects.filter(level=Region.Level.DISTRICT, code__startswith=enterprise.region_code[:6]).first()
    government = f"{region.name}人民政府" if region else "县（区）人民政府"
    rows = [
        (at, one.decision_number, clock.day_words(clock.local_date(one.decided_at)), one.penalty_words)  # type: ignore[arg-type]  # only decided cases come here
        for at, one in enumerate(count.in_a_year, start=1)
    ]
    return OfficialDocument(
        issuer=office.name,
        title=f"关于提请关闭{enterprise.name}的请示",
        to=f"{government}：",
        body=[
            Paragraph(
                f"{enterprise.name}存在重大事故隐患，一百八十日内受到行政处罚{len(count.in_days)}次，"
                f"一年内{len(count.in_a_year)}次："
            ),
            Table(("序号", "决定书文号", "决定日期", "处罚"), rows, (1, 4, 3, 4), "clcl"),
            Paragraph(
                "根据《中华人民共和国安全生产法》第一百一十三条第一项的规定，提请依法予以关闭；有关部门依法吊销其有关证照，"
                "其主要负责人五年内不得担任任何生产经营单位的主要负责人。"
            ),
            Paragraph("妥否，请批示。"),
        ],
        signed_by=office.name,
        signed_on=clock.today(),
        remark="拟稿，由负责人核对后报送",
        printed_by=printed_by,
        printed_on=clock.today(),
    )
