"""Building the populated world: the demo's township first, then enterprises and hazards in batches."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from anlan.core import counters, db, journal
from anlan.enterprises import bulk as register
from anlan.enterprises.models import Enterprise
from anlan.enterprises.names import name_key
from anlan.hazards import bulk
from anlan.hazards.models import Hazard
from anlan.org.models import Region
from anlan.org.names import sort_key
from anlan.standards.models import Industry, IndustryOffice
from anlan.web.demo import world as demo
from anlan.web.demo.township import TOWNSHIP
from anlan.web.populate import words
from anlan.web.populate.lives import Teller
from anlan.web.populate.people import cast, criteria

BATCH = 2000
HAZARDS_PER_ENTERPRISE = 50
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Built:
    """How much a run added."""

    enterprises: int
    hazards: int
    events: int


def populate(hazards: int, *, seed: int = 1, progress: Progress = lambda done, total: None) -> Built:
    """Bring the instance to this many hazards (never fewer than there are), with one enterprise for every fifty.

    The same seed on an empty instance gives the same words; times are reckoned back from now.
    """
    demo.build()
    chance = random.Random(seed)
    missing = max(0, hazards - Hazard.objects.count())
    places = _enterprises(chance, missing // HAZARDS_PER_ENTERPRISE)
    events = _hazards(chance, places, missing, progress) if missing else 0
    journal.start_listening_now()
    journal.seal()
    db.refresh_statistics()
    return Built(len(places), missing, events)


def _enterprises(chance: random.Random, count: int) -> list[Enterprise]:
    villages = list(Region.objects.filter(code__startswith=TOWNSHIP[:9], level=Region.Level.VILLAGE))
    industries = list(Industry.objects.filter(parent=None, active=True))
    offices = {row.industry_id: row.office for row in _offices()}
    first = counters.take_many(f"enterprises.{TOWNSHIP[:9]}", count) if count else 0
    made = []
    for number in range(first, first + count):
        region, industry = chance.choice(villages), chance.choice(industries)
        name = words.enterprise(chance, number)
        made.append(
            Enterprise(
                name=name,
                name_key=name_key(name),
                sort_key=sort_key(name),
                region=region,
                region_code=region.code,
                main_industry=industry,
                strip=offices.get(industry.pk),
                local_code=f"桂企{number:05d}",
                headcount=chance.randint(2, 300),
                high_risk=chance.random() < 0.1,
            )
        )
    register.write(made)
    return made


def _offices() -> list:
    return list(IndustryOffice.objects.filter(region_id=TOWNSHIP).select_related("office"))


def _hazards(chance: random.Random, places: list[Enterprise], count: int, progress: Progress) -> int:
    known = places or list(Enterprise.objects.select_related("region", "strip", "governed_by"))
    told = Teller(chance, known, cast(), criteria()).lives(count)
    done = events = 0
    while batch := list(islice(told, BATCH)):
        events += bulk.write(batch, placed=True)
        done += len(batch)
        progress(done, count)
    return events
