"""Shops of the demo at their doors: lists chosen, most of this month's self-checks done, one half done, some not."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.binding import actions as plates
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import actions, codes, queries
from anlan.enterprises.premises.sessions import Standing
from anlan.inspections import actions as visits
from anlan.inspections.items import walk
from anlan.inspections.selfcheck import acting
from anlan.org.models import User
from anlan.web.demo.township import Township

DONE = [
    # place, days ago, numbers of the questions that were not fine
    ("桂香园羊汤馆", 6, (7,)),
    ("宏源饭店", 5, ()),
    ("好运来宾馆", 4, (5, 10)),
    ("夕阳红敬老院", 3, ()),
    ("大安电动车充电点", 2, (8,)),
    ("东杜农资店", 1, ()),
]
PACE = 9
"""Seconds a shopkeeper takes for a question."""
HALF_DONE = "老杨家烩面馆"
PLATES_ONLY = ["阳光棋牌室", "于寨民宿", "桂东自建房出租楼", "于寨快递驿站"]


def build(known: Township) -> None:
    """Everything through the same actions as at a real door."""
    officer = User.objects.get(pk=known.people["林巡"].pk)
    with clock.moved_to(clock.today() - dt.timedelta(days=7)):
        for name in [*(row[0] for row in DONE), HALF_DONE, *PLATES_ONLY]:
            if place := Enterprise.objects.filter(name=name).first():
                plates.issue_code(place, actor=officer)
    for name, ago, wrong in DONE:
        _check(name, ago, wrong)
    _check(HALF_DONE, 1, (), answered=5)


def _check(name: str, ago: int, wrong: tuple[int, ...], answered: int | None = None) -> None:
    place = Enterprise.objects.filter(name=name).first()
    person = place.people.filter(until=None).first() if place else None
    if place is None or person is None:
        return
    first = clock.local(clock.today().replace(day=1), 0) + dt.timedelta(minutes=1)
    with clock.moved_to(max(first, clock.now() - dt.timedelta(days=ago))):
        code = codes.ask(place, phone=person.phones[0], address="127.0.0.1")
        codes.enter(code, given=codes.digits(code))
        standing = Standing(place, person, User.objects.get(pk=codes.account_of(person).pk), str(code.pk))
        actions.choose_lists(place, slugs=queries.proposed(place), actor=standing.user)
        visit = acting.begin(standing)
        begun = clock.now()
        for line in walk(visit).lines[:answered]:
            value = "no" if line.number in wrong else "yes"
            with clock.moved_to(begun + dt.timedelta(seconds=PACE * line.number)):
                visits.answer(visit, item=line.key, value=value, actor=standing.user)
                if value == "no":
                    acting.settle(visit, line, actor=standing.user, before=[], after=[], is_fixed=False)
        if answered is None:
            with clock.moved_to(begun + dt.timedelta(seconds=PACE * (len(visit.items) + 1))):
                acting.finish(visit, standing, name=person.name, image=None)
