"""Up to five actions of up to three phones, in every order the network can make of them, with losses and repeats.

Clause G3 of docs/requirements.md.
"""

import datetime as dt
from itertools import permutations, product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.core import clock
from anlan.core.ids import uuid7
from anlan.core.models import Receipt
from anlan.core.verify import verify
from anlan.hazards.models import Hazard
from anlan.inspections import merging
from anlan.inspections.models import Visit
from tests.field.phones import Phone

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

NAMES = ["林巡", "周同", "马协"]
STEPS = list(product(range(3), range(2), ["yes", "no", "na", "hazard"]))
"""Who, about which question, says what; a hazard follows a 否 of the same phone."""
story = st.lists(st.sampled_from(STEPS), min_size=1, max_size=5)


def written(phones: list[Phone], thread: str, items: list[str], steps: list) -> list[tuple[Phone, dict]]:
    """The steps as the phones wrote them down, a minute apart; each knows only its own last answer."""
    known: dict[tuple[int, int], str] = {}
    actions = []
    for minute, (who, which, what) in enumerate(steps):
        phone, at = phones[who], clock.now() - dt.timedelta(minutes=60 - minute)
        if what == "hazard":
            told = {"item": items[which], "description": f"第 {minute} 步看到的隐患"}
            action = phone.write("inspections.record_hazard", thread=thread, at=at, **told)
        else:
            told = {"item": items[which], "value": what, "seen": known.get((who, which), "")}
            action = phone.write("inspections.answer", thread=thread, at=at, **told)
            known[who, which] = action["client_id"]
        actions.append((phone, action))
    return actions


def state(visit: Visit) -> dict:
    """What the visit has come to, without what only tells of the way there."""
    return {
        "answers": dict(visit.answers.values_list("item", "value")),
        "clashes": {item: sorted((o.value, str(o.client_id)) for o in g) for item, g in merging.clashes(visit).items()},
        "hazards": sorted(visit.findings.values_list("words", flat=True)),
    }


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=story, data=st.data())
def test_any_order_with_drops_and_repeats_ends_in_the_same_state(phone, team, checklist, steps, data):
    items = [str(item["criterion"]) for item in checklist.items]
    phones = [phone(name) for name in NAMES]
    begin = phones[0].begins(
        team.factory, checklist=checklist.digest, companions=[str(one.person.pk) for one in phones[1:]]
    )
    actions = written(phones, begin["client_id"], items, steps)
    straight = played(phones[0], begin, actions, list(range(len(actions))))
    order = data.draw(st.permutations(range(len(actions))))
    mishaps = data.draw(st.lists(st.sampled_from(range(len(actions))), max_size=4))
    early = data.draw(st.booleans())
    with transaction.atomic():
        mixed = played(phones[0], begin, actions, [*mishaps, *order, *mishaps], begin_late=early)
    assert mixed == straight


@pytest.mark.parametrize("values", ["yes no na yes no", "no no yes yes na", "yes yes yes no yes"])
def test_every_order_of_five_answers_from_three_phones_counts_the_same(values):
    phones = [uuid7() for _ in range(3)]
    for who in product(phones, repeat=5):
        if list(dict.fromkeys(who)) != phones[: len(set(who))]:
            continue  # the same story with the phones' names exchanged
        given = given_by(who, values.split())
        results = {came_to(order) for order in permutations(given)}
        assert len(results) == 1, (who, results)


def given_by(who: tuple, values: list[str]) -> list[merging.Said]:
    """Answers to one item a minute apart; each phone knows only its own last one."""
    begun, known, given = clock.now(), {}, []
    for minute, (by, value) in enumerate(zip(who, values, strict=True)):
        moment, one = begun + dt.timedelta(minutes=minute), uuid7()
        given.append(merging.Said(one, by, "", value, "", moment, known.get(by, "")))
        known[by] = str(one)
    return given


def came_to(order: tuple[merging.Said, ...]) -> tuple:
    """Which answers count and which stands, after arriving so."""
    counted = merging.counting(order)
    stands = [merging.standing(counted, is_found=found).client_id for found in (False, True)]
    return frozenset(one.client_id for one in counted), *stands


def played(first: Phone, begin: dict, actions: list, order: list[int], *, begin_late: bool = False) -> dict:
    """Play on a world of its own: the state after it, then everything undone."""
    mark = transaction.savepoint()
    if begin_late:  # the first try is lost: it comes before the visit exists and has to wait
        who, action = actions[order[0]]
        assert who.sends(action)[0]["state"] == "waiting"
    first.sends(begin)
    for place in order:
        who, action = actions[place]
        assert who.sends(action)[0]["state"] == "done"
    visit = Visit.objects.get()
    assert Receipt.objects.count() == len(actions) + 1
    wanted = sum('"inspections.record_hazard"' in one["body"] for _, one in actions)
    assert Hazard.objects.count() == wanted
    assert visit.event_count == len(actions) + 1
    assert verify().broken == []
    result = state(visit)
    transaction.savepoint_rollback(mark)
    return result
