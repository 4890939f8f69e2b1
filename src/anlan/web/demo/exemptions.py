"""Exemptions of the demo: an inspection from above met with two reported major hazards; one is decided."""

import datetime as dt

from anlan.core import clock
from anlan.enforcement.exempting import actions, queries, reading
from anlan.hazards.models import Hazard, Level
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.inspections import actions as visits
from anlan.inspections.kinds import Kind
from anlan.org.models import User
from anlan.web.demo.township import Township

UPPER = "建安区应急管理局"
REASON = "到场核对：检查前已经报告，方案齐全，改好的部位与照片一致，看守记录完整，情况属实。"


def build(known: Township) -> None:
    """Everything through the same actions as in real life; nothing where no enterprise has reported anything."""
    safety = User.objects.get(pk=known.people["林巡"].pk)
    rows = Hazard.objects.filter(source="self_inspection", level=Level.MAJOR, state__in=OPEN_STATES, exemption=None)
    rows = rows.filter(reported_at__isnull=False, enterprise__region_code__startswith=safety.office.region_id[:9])  # type: ignore[union-attr]  # the demo has it
    for hazard in rows.order_by("found_at")[:2]:
        _inspect(hazard, safety)
    for person in known.people.values():
        if waiting := queries.to_decide(User.objects.get(pk=person.pk)):
            _decide(waiting, User.objects.get(pk=person.pk))
            return


def _inspect(hazard: Hazard, safety: User) -> None:
    last = hazard.events.order_by("number").last()
    assert last is not None
    yesterday = clock.local(clock.today() - dt.timedelta(days=1), 15)
    with clock.moved_to(max(yesterday, last.recorded_at + dt.timedelta(minutes=5))):
        visit = visits.begin(
            hazard.enterprise,
            kind=Kind.UPPER_LEVEL,
            actor=safety,
            with_list=False,
            upper_office=UPPER,
            document_number="建安应急检记〔2026〕演示",
        )
        visits.link_known(visit, actor=safety, hazard=hazard, note="区局检查时该隐患正在整改")


def _decide(waiting: list[Hazard], actor: User) -> None:
    # The one the facts speak for; the other waits.
    for hazard in waiting:
        if reading.card_of(hazard).proposed == "yes":
            actions.decide_exemption(hazard, actor=actor, granted=True, reason=REASON)
            return
