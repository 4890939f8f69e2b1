"""The demo's published cap, and an enterprise that objects to a record held against it."""

from anlan.core import clock
from anlan.enforcement.frequency import actions, factors
from anlan.enterprises.models import Enterprise
from anlan.org.models import Region, User
from anlan.web.demo.township import TOWNSHIP, Township

PLACE = "鑫达铝制品厂"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    leader = User.objects.get(pk=known.people["李航"].pk)
    region, year = Region.objects.get(code=TOWNSHIP), clock.today().year
    actions.publish_cap(region, actor=leader, year=year, times=3, basis=f"桂村乡涉企行政检查计划（{year}，演示）")
    place = Enterprise.objects.get(name=PLACE)
    principal = place.people.exclude(user=None).filter(name="陈安").get()
    held = next(one for one in factors.of(place, None).facts if one.factor.name == "found_by_others")
    actions.object_to(
        place,
        actor=User.objects.get(pk=principal.user_id),
        factor="found_by_others",
        hazard=held.hazards[-1],
        words="检查前一天我厂自查已发现并口头报告，请核对。",
    )
