"""The whole demo in order: township, criteria, enterprises, hazards; safe to run again."""

import datetime as dt
import random

from django.db import transaction

from anlan.core import clock, journal
from anlan.enforcement.templating import actions as templating
from anlan.enterprises.lessons import actions as lessons
from anlan.enterprises.models import Enterprise
from anlan.hazards import actions, bulk
from anlan.hazards.models import Hazard, Level
from anlan.org.models import User
from anlan.standards import actions as standards
from anlan.web.demo import (
    archives,
    assigning,
    batches,
    campaign,
    cases,
    certificates,
    documents,
    draws,
    enterprises,
    errands,
    examples,
    exemptions,
    forshow,
    frequency,
    inspecting,
    investment,
    lists,
    lookouts,
    permits,
    plans,
    posts,
    publicity,
    rounds,
    selfchecks,
    steering,
    stories,
    tips,
    township,
    traces,
    transfers,
    visits,
)
from anlan.web.demo.township import Township
from anlan.web.populate.lives import Teller
from anlan.web.populate.people import cast, criteria

BEGAN_DAYS_AGO = 400
PAST_DAYS, PAST_HAZARDS = (105, 395), 180


@transaction.atomic
def build() -> None:
    """Load the demo; everything happened through the same actions as in real life."""
    began = clock.today() - dt.timedelta(days=BEGAN_DAYS_AGO)
    with clock.moved_to(began):
        standards.load_industries()
        standards.load_shipped()
        templating.register_shipped()
        lessons.ship()
        known = township.build()
        enterprises.arrange(known)
        places = enterprises.build(known)
    _past(list(places.values()))
    rows = sorted(enterprises.rows("demo_hazards.csv"), key=lambda row: -int(row["ago"]))
    hazards = [stories.tell(row, places[row["enterprise"]], known) for row in rows]
    _supervise(known, hazards)
    _link_what_came_back(known)
    campaign.build(known)
    steering.build(known)
    lists.build(known)
    publicity.build(known)
    transfers.build(known)
    inspecting.build(known)
    documents.build(known)
    visits.build(known)
    selfchecks.build(known)
    tips.build(known)
    certificates.build(known)
    posts.build(known)
    plans.build(known)
    lookouts.build(known)
    assigning.build(known)
    investment.build(known)
    archives.build(known)
    rounds.build(known)
    examples.build(known)
    permits.build(known)
    traces.build(known)
    batches.build(known)
    frequency.build(known)
    errands.build(known)
    draws.build(known)
    exemptions.build(known)
    cases.build(known)
    forshow.build(known)
    while journal.place():
        pass
    journal.start_listening_now()
    journal.seal()


def _past(places: list[Enterprise]) -> None:
    """Older hazards, all struck off by now, so that trend and rates have something to stand on."""
    run = [one for one in places if one.kind != Enterprise.Kind.NO_OPERATOR]
    told = Teller(random.Random(1), run, cast(), criteria(), days=PAST_DAYS, still_open=0)
    bulk.write(told.lives(PAST_HAZARDS))


def _supervise(known: Township, hazards: list[Hazard]) -> None:
    leader = User.objects.get(pk=known.people["李航"].pk)
    late = [
        one for one in hazards if one.is_open and one.level == Level.MAJOR and one.due_on and one.due_on < clock.today()
    ]
    for hazard in late[:2]:
        actions.list_supervision(
            hazard,
            actor=leader,
            reason="重大隐患到期未改，久拖不决",
            due_on=clock.today() + dt.timedelta(days=7),
            leader=leader,
        )
    if late:
        listed = Hazard.objects.get(pk=late[0].pk)
        actions.propose_supervision(listed, actor=leader, level="district", reason="整改资金需区级协调，久拖不决")


def _link_what_came_back(known: Township) -> None:
    judge = User.objects.get(pk=known.people["林巡"].pk)
    rows = Hazard.objects.filter(description__startswith="液化气瓶与明火距离不足一米", enterprise__name="桂香园羊汤馆")
    rows = rows.order_by("-found_at")
    after, before = rows[0], rows[1]
    actions.link_recurrence(after, actor=judge, previous=before)
