"""A planned visit of the demo that two offices and one from outside make together."""

import datetime as dt

from anlan.core import clock
from anlan.enforcement.errands import actions
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.inspections.kinds import Kind
from anlan.org.models import User
from anlan.web.demo.township import Township

PLACE = "桂村液化气充装站"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    place = Enterprise.objects.get(name=PLACE)
    safety, market = (User.objects.get(pk=known.people[name].pk) for name in ("林巡", "石昌"))
    errand = actions.announce(
        place,
        actor=safety,
        kind=Kind.GUIDANCE,
        planned_on=clock.today() + dt.timedelta(days=4),
        what="冬季用气安全、应急处置",
    )
    if place.strip == known.offices["市监所"]:
        actions.join(errand, actor=market, what="气瓶检验、充装记录")
    _with_inspection(known)
    outside = {"office_name": "建安区住建局燃气股", "people": "一名工作人员", "what": "燃气经营许可"}
    actions.bring_outside(errand, actor=safety, **outside)


def _with_inspection(known: Township) -> None:
    """The approved inspection of the demo is open to others, and one comes along."""
    for inspection in Inspection.objects.filter(state=Inspection.State.APPROVED, is_unannounced=False):
        errand = actions.open_up(inspection, actor=inspection.lead)
        actions.join(errand, actor=User.objects.get(pk=known.people["林巡"].pk), what="重大隐患整改进度")
