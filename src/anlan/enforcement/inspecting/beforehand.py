"""What the system holds of the six jobs of an enterprise, laid out for who goes there (C3a; 专项行动方案二（二）3).

Facts with their records, counted for nobody and judged by nobody: what is missing here may be there on paper.
"""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from anlan.core import clock, hooks
from anlan.core.templatetags.anlan import day
from anlan.enterprises.models import Enterprise, Gap
from anlan.hazards import queries as hazards
from anlan.hazards.figures import OPEN, overdue
from anlan.inspections import queries as visits
from anlan.inspections.kinds import Kind
from anlan.inspections.models import State
from anlan.org.models import User

SINCE = dt.timedelta(days=183)
MOST = 12
"""So many gaps and tasks are named; the page they lead to has the rest."""


@dataclass(frozen=True)
class Line:
    """One fact: in words, with the page of its record and what stands behind it."""

    words: str
    url: str = ""
    note: str = ""


def facts(user: User, enterprise: Enterprise) -> list[Line]:
    """Hazards, self-inspection, what the file lacks, what was asked and not done: a fixed number of queries."""
    return [_hazards(user, enterprise), _looked(user, enterprise), *_gaps(enterprise), *_left_undone(enterprise)]


def _hazards(user: User, enterprise: Enterprise) -> Line:
    rows = hazards.visible_to(user).filter(enterprise=enterprise)
    url = f"{reverse('hazards:ledger')}?{urlencode({'enterprise': str(enterprise.pk)})}"
    late = rows.filter(overdue(clock.today())).count()
    return Line(f"未销号隐患 {rows.filter(OPEN).count()} 条", url, f"其中逾期 {late} 条" if late else "")


def _looked(user: User, enterprise: Enterprise) -> Line:
    rows = visits.of_enterprise(user, enterprise.pk).filter(kind=Kind.SELF_INSPECTION, state=State.FINISHED)
    last = rows.order_by("-ended_at").first()
    if last is None:
        return Line("没有企业自查的记录")
    led = "主要负责人带队并签名" if last.principal_signed_at else "主要负责人没有签名"
    return Line(f"最近一次企业自查：{day(last.ended_at)}", reverse("inspections:detail", args=[last.pk]), led)


def _gaps(enterprise: Enterprise) -> list[Line]:
    rows = Gap.objects.filter(enterprise=enterprise, filled_at=None)[:MOST]
    return [Line(one.words, one.get_absolute_url(), one.clause) for one in rows]


def _left_undone(enterprise: Enterprise) -> list[Line]:
    today = clock.today()
    asked = [one for _, tell in hooks.duties.items() for one in tell(enterprise, today - SINCE, today)]
    own = [one for one in asked if one.who == enterprise.name and not one.is_done]
    return [Line(one.what, one.url, f"{day(one.due_on)}前，{one.words}") for one in own[:MOST]]
