"""Self-inspections of the demo that look for show: one factory nobody has decided about yet, one carrier talked to."""

import datetime as dt

from anlan.core import clock
from anlan.enforcement.forshow import actions, watching
from anlan.enterprises.models import Enterprise, Person
from anlan.inspections.kinds import Kind
from anlan.org.models import User
from anlan.web.demo import visits
from anlan.web.demo.township import Township

FOR_SHOW = [
    # enterprise, days ago, seconds an item, what it wrote each time
    ("福盛纸箱厂", 102, 1, "消防通道畅通，无杂物"),
    ("福盛纸箱厂", 71, 1, "消防通道畅通，无杂物"),
    ("福盛纸箱厂", 40, 1, "消防通道畅通，无杂物"),
    ("顺达客运", 33, 1, ""),
]
TALKED = "顺达客运"


def build(known: Township) -> None:
    """Everything through the same actions as in real life; places the demo does not have are passed over."""
    for name, ago, pace, note in FOR_SHOW:
        person = Person.objects.filter(
            enterprise__name=name, post=Person.Post.PRINCIPAL, user__isnull=False, until=None
        ).first()
        if person and person.user:
            actor = User.objects.get(pk=person.user.pk)
            visits.walk(person.enterprise, actor, Kind.SELF_INSPECTION, ago, pace=pace, note=note)
    with clock.moved_to(clock.now() - dt.timedelta(days=2)):
        watching.look_at_all()
        _talk(User.objects.get(pk=known.people["李航"].pk))


def _talk(leader: User) -> None:
    """A leader decides on a talk; the carrier answers the next day."""
    place = Enterprise.objects.filter(name=TALKED).first()
    person = place.people.filter(post=Person.Post.PRINCIPAL, user__isnull=False, until=None).first() if place else None
    if place is None or person is None or person.user is None:
        return
    reason = "整张表一秒一项答完，约谈主要负责人，问清是不是到车上看过。"
    review = actions.decide_for_show(place, actor=leader, decision="talk", reason=reason)
    with clock.moved_to(clock.now() + dt.timedelta(days=1)):
        reply = "当天在办公室补填的，没有上车逐项看。已要求发车前逐车检查、拍照。"
        actions.reply_for_show(review, actor=User.objects.get(pk=person.user.pk), reply=reply)
