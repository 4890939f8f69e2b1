"""G8: Rows written in bulk are the rows that one by one would have been written."""

import datetime as dt
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.forms.models import model_to_dict

from anlan.core import db
from anlan.core.ids import uuid7
from anlan.core.models import Position
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Region
from tests.world import ZHOUGOU

pytestmark = pytest.mark.django_db


def test_rows_written_in_bulk_read_back_as_they_were_given(world):
    facts = {"region": Region.objects.get(code=ZHOUGOU), "region_code": ZHOUGOU, "strip": world.offices["综合执法"]}
    point = {"longitude": Decimal("113.123456"), "latitude": Decimal("34.1"), "former_names": ["100% 旧名"]}
    places = [
        Enterprise(name=f"第{n}厂", name_key=f"{n}厂", local_code=f"企{n}", features={"n": n}, **facts, **point)
        for n in range(600)
    ]
    people = [Person(enterprise=one, post="employee", name="工", since=dt.date(2026, 3, 2)) for one in places]
    db.insert(places)
    db.insert(people)
    for made in (places, people):
        kept = type(made[0]).objects.in_bulk([one.pk for one in made])
        assert [model_to_dict(kept[one.pk]) for one in made] == [model_to_dict(one) for one in made]
    assert not any(one._state.adding for one in places)


def test_fields_of_many_rows_are_written_at_once():
    rows = [Position(room="test", event_id=uuid7(), digest="a" * 64) for _ in range(3)]
    db.insert(rows)
    first, _, third = Position.objects.order_by("pk")
    db.update(Position, ["position", "room"], [(first.pk, 7, "one"), (third.pk, None, "three")])
    db.update(Position, ["position"], [])
    assert list(Position.objects.order_by("pk").values_list("position", "room")) == [
        (7, "one"),
        (None, "test"),
        (None, "three"),
    ]


def test_a_row_is_changed_only_where_it_still_is_as_expected():
    row = Position(room="test", event_id=uuid7(), digest="a" * 64)
    db.insert([row])
    row = Position.objects.get()
    assert not db.swap(row, {"room": "one"}, {"position": 3})
    assert db.swap(row, {"room": "one", "position": 3}, {"position": None, "room": "test"})
    assert not db.swap(row, {"room": "two"}, {"position": None})
    assert Position.objects.values_list("room", "position").get() == ("one", 3)


@pytest.mark.django_db(transaction=True)
def test_transactions_that_reach_the_disk_together_are_each_their_own_and_waited_for_again_afterwards():
    asked = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}[connection.vendor]
    rows = [Position(room=room, event_id=uuid7(), digest="a" * 64, position=1) for room in ("first", "second")]
    seen = []

    def play():
        with db.flushed_together():
            for row in rows:
                db.insert([row])
                seen.append(cursor.execute(asked).fetchone()[0])

    with connection.cursor() as cursor:
        usual = cursor.execute(asked).fetchone()
        with pytest.raises(IntegrityError):
            play()
        assert cursor.execute(asked).fetchone() == usual
    assert (seen, Position.objects.get().room) in (([1], "first"), (["off"], "first"))


def test_a_key_the_database_gives_is_left_to_it():
    rows = [Position(room="test", event_id=uuid7(), digest="a" * 64) for _ in range(3)]
    db.insert(rows)
    db.insert([])
    assert list(Position.objects.order_by("pk").values_list("event_id", flat=True)) == [one.event_id for one in rows]


@pytest.mark.slow
def test_a_command_before_the_first_migration_says_what_to_run_first(tmp_path):
    assert not db.is_behind()
    given = {name: value for name, value in os.environ.items() if not name.startswith(("ANLAN_", "DJANGO_"))}
    given |= {"ANLAN_HOME": str(tmp_path), "PYTHONPATH": str(Path(db.__file__).parents[2])}
    ended = subprocess.run([sys.executable, "-m", "anlan", "verify"], env=given, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("数据库还没有建好")


def test_light_rows_hold_what_was_named_and_fetch_the_rest(django_assert_num_queries):
    db.insert([Position(room=room, event_id=uuid7(), digest="a" * 64) for room in ("one", "two")])
    with django_assert_num_queries(1):
        first, second = db.light(Position.objects.order_by("room"), ["id", "room"], piece=10)
        assert (first.room, second.room, second._state.adding) == ("one", "two", False)
    assert first.get_deferred_fields() >= {"digest", "event_id"}
    with django_assert_num_queries(1):
        assert second.digest == "a" * 64
    assert first == Position.objects.get(room="one")
