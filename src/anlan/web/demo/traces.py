"""A trace-back of the demo: a dust fire where one visit had signed for the dust collector and another had found it."""

import datetime as dt

from anlan.core import clock
from anlan.enforcement.tracing import actions
from anlan.enforcement.tracing.models import Trace
from anlan.enterprises.models import Enterprise
from anlan.inspections.kinds import Kind
from anlan.org.models import User
from anlan.web.demo.township import Township
from anlan.web.demo.visits import walk

PLACE = "鑫达铝制品厂"
WHAT = "打磨车间铝粉除尘器爆燃，一人轻伤。除尘系统未采取泄爆、惰化、抑爆等措施"
SIDE = "当时打磨线停产检修，只看了外观和记录，没有拆检除尘器；过后看到登记的重大隐患，已电话催报整改方案。"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    place = Enterprise.objects.get(name=PLACE)
    visitor, head = (User.objects.get(pk=known.people[name].pk) for name in ("周同", "孙磊"))
    walk(place, visitor, Kind.GUIDANCE, 40)
    happened_at = clock.local(clock.today() - dt.timedelta(days=1), 6)
    with clock.moved_to(happened_at + dt.timedelta(hours=5)):
        trace = actions.open_trace(
            place,
            actor=head,
            trigger=Trace.Trigger.ACCIDENT,
            what=WHAT,
            happened_at=happened_at,
            source="桂村乡事故快报（演示）",
        )
    actions.explain(trace, actor=visitor, words=SIDE)
