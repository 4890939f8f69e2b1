"""Fire rounds: a karaoke hall that goes round every two hours and leaves one out now and then; its inn has no plan."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.models import Enterprise, Person
from anlan.inspections.rounds import actions, slots
from anlan.web.demo.township import Township

DAYS_AGO = 4
LEFT_OUT = {(3, 2), (1, 1), (1, 6)}
"""(days ago, which round of the day) nobody made."""
PROBLEM = {(2, 4): "二楼安全出口内侧堆了两箱酒水"}


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    hall = Enterprise.objects.get(name="桂乐美 KTV")
    boss = hall.people.select_related("user").get(post=Person.Post.PRINCIPAL)
    now, today = clock.now(), clock.today()
    with clock.moved_to(clock.local(today - dt.timedelta(days=DAYS_AGO), 10)):
        facts = {"every_hours": 2, "opens": dt.time(14), "shuts": dt.time(2)}
        plan = actions.set_plan(hall, people=hall.people.filter(until=None), actor=boss.user, **facts)
    for ago in range(DAYS_AGO, -1, -1):
        for number, slot in enumerate(slots.of(plan, today - dt.timedelta(days=ago))):
            at = slot.begins + dt.timedelta(minutes=7 + 3 * number)
            if at < now and (ago, number) not in LEFT_OUT:
                with clock.moved_to(at):
                    actions.record_round(plan, person=boss, actor=boss.user, problem=PROBLEM.get((ago, number), ""))
