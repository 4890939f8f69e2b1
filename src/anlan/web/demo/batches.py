"""Lists of the demo's quarter: a notice being drafted, and a batch of typical cases that is out."""

from anlan.campaigns.forms import quarter_of
from anlan.core import clock
from anlan.enforcement.batches import actions, candidates
from anlan.enforcement.batches.models import Batch
from anlan.org.models import Region, User
from anlan.web.demo.township import TOWNSHIP, Township

BASIS = "桂村乡专项行动方案二（二）3"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    people = {name: User.objects.get(pk=known.people[name].pk) for name in ("林巡", "李航")}
    first, _ = quarter_of(clock.today())
    more = {"actor": people["林巡"], "basis": BASIS, "first_day": first, "last_day": clock.today()}
    region = Region.objects.get(code=TOWNSHIP)
    cases = actions.draft_batch(region, kind=Batch.Kind.CASES, title="第四季度重大事故隐患典型案例", **more)
    actions.enter(cases, actor=people["林巡"], keys=[one.key for one in candidates.of(cases)[:3]])
    actions.approve(cases, actor=people["李航"])
    notice = actions.draft_batch(region, kind=Batch.Kind.NOTICE, title="重大隐患逾期未改通报名单", **more)
    actions.enter(notice, actor=people["林巡"], keys=[one.key for one in candidates.of(notice)[:2]])
