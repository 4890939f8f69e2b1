"""G4: The spine: one chain per subject, nobody changes it unseen."""

import datetime as dt
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from anlan.core import clock, events, journal
from anlan.core.errors import Invalid, Stale
from anlan.core.models import Position, Seal
from anlan.core.verify import verify
from anlan.org.models import Office, OfficeEvent, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    region = Region.objects.create(code="411003204000", name="桂村乡", level="township")
    subject = Office(name="应急管理办公室", short_name="应急办", kind="department", region=region)
    events.begin(subject, "org.found_office", actor=None, data={"name": subject.name})
    return subject


def rewrite(sql: str, *values: object) -> None:
    """Change the database behind the program's back."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def three_events(office: Office) -> list[OfficeEvent]:
    for name in ("安监办", "应急办"):
        events.append(office, "org.rename", actor=None, changes={"short_name": name}, data={"name": name})
    return list(office.events.all())


def test_every_write_leaves_one_event_chained_to_the_one_before(office):
    first, second, third = three_events(office)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert second.digest == events.digest_of(second, first.digest)
    assert (office.event_count, office.head_digest) == (3, third.digest)
    assert verify().as_json() == {"events": 3, "seals": 0, "broken": []}


def test_two_people_at_once_cannot_fork_the_chain(office):
    same = Office.objects.get(pk=office.pk)
    events.append(office, "org.rename", actor=None, changes={"short_name": "甲"})
    with pytest.raises(Stale), transaction.atomic():
        events.append(same, "org.rename", actor=None, changes={"short_name": "乙"})
    assert Office.objects.get(pk=office.pk).short_name == "甲"
    assert OfficeEvent.objects.count() == 2


def test_an_event_can_be_neither_changed_nor_removed(office):
    event = office.events.get()
    for attempt in (event.save, event.delete, OfficeEvent.objects.all().delete):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(TypeError):
        OfficeEvent.objects.update(action="x")


def test_what_happens_later_than_now_is_refused(office):
    with pytest.raises(Invalid):
        events.append(office, "org.rename", actor=None, happened_at=clock.now() + dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("sql", "number", "words"),
    [
        ("UPDATE org_officeevent SET actor_name = '别人' WHERE number = 2", 2, "内容"),
        ("DELETE FROM org_officeevent WHERE number = 2", 3, "缺第 2 条"),
        ("DELETE FROM org_officeevent WHERE number = 3", 3, "最后的事件"),
        ("UPDATE org_officeevent SET recorded_at = '2020-01-01 00:00:00' WHERE number = 3", 3, "内容"),
        ("UPDATE org_office SET event_count = 2", 3, "链头"),
    ],
)
def test_a_changed_removed_or_back_dated_event_is_named(office, sql, number, words):
    three_events(office)
    rewrite(sql)
    broken = verify().broken
    assert (broken[0].room, broken[0].event) == ("org", number)
    assert words in broken[0].why


def test_an_event_of_which_only_its_key_is_left_has_no_number_in_words(office, capsys):
    three_events(office)
    gone = office.events.get(number=3).pk
    rewrite("DELETE FROM org_officeevent WHERE number = 3")
    with pytest.raises(CommandError):
        call_command("verify")
    assert f"  org {gone} 号事件：总序登记过的事件已不存在（被删除）" in capsys.readouterr().out


def test_swapping_two_events_is_named(office):
    three_events(office)
    for old, new in ((2, 20), (3, 2), (20, 3)):
        rewrite("UPDATE org_officeevent SET number = %s WHERE number = %s", new, old)
    assert verify().broken[0].event == 2


def test_a_history_rewritten_with_fresh_digests_is_found_by_the_seal(office):
    three_events(office)
    journal.place()
    assert isinstance(journal.seal(), Seal)
    previous = ""
    for event in office.events.all():
        event.actor_name = "别人"
        digest = events.digest_of(event, previous)
        rewrite("UPDATE org_officeevent SET actor_name = '别人', digest = %s WHERE number = %s", digest, event.number)
        hexed = event.pk.hex if connection.vendor == "sqlite" else str(event.pk)
        rewrite("UPDATE core_position SET digest = %s WHERE event_id = %s", digest, hexed)
        previous = digest
    rewrite("UPDATE org_office SET head_digest = %s", previous)
    assert [(one.room, one.why) for one in verify().broken] == [("core", "封存与其覆盖的事件不符")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sql", "number", "words"),
    [
        ("DELETE FROM core_seal WHERE number = 1", 1, "被删除"),
        ("DELETE FROM core_seal WHERE number = 2", 2, "被删除"),
        ("DELETE FROM core_seal WHERE number = 3", 3, "被删除"),
        ("UPDATE core_seal SET root = %s WHERE number = 2", 2, "封存与其覆盖的事件不符"),
        ("UPDATE core_seal SET digest = %s WHERE number = 3", 3, "封存本身被改动"),
        ("UPDATE core_seal SET sealed_on = '2020-01-01' WHERE number = 2", 2, "封存本身被改动"),
        ("UPDATE core_seal SET first_position = 3 WHERE number = 3", 3, "封存与其覆盖的事件不符"),
        ("UPDATE core_position SET position = 9 WHERE position = 3", 2, "封存与其覆盖的事件不符"),
    ],
)
def test_a_removed_or_changed_seal_is_named(office, sql, number, words):
    for name in ("安监办", "应急办", "应急管理办"):
        events.append(office, "org.rename", actor=None, changes={"short_name": name})
        journal.place()
        journal.seal()
    assert verify().broken == []
    rewrite(sql, *["f" * 64] * sql.count("%s"))
    assert [(one.room, one.event) for one in verify().broken] == [("core", number)]
    assert words in verify().broken[0].why


def test_positions_follow_one_another_and_listeners_see_each_event_once(office):
    seen: list[int] = []
    journal.listen("test.seen", lambda event: seen.append(event.number))
    try:
        three_events(office)
        assert journal.advance() == 3
        assert journal.advance() == 0
    finally:
        journal._listeners.pop("test.seen")
    assert seen == [1, 2, 3]
    assert list(Position.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3]


def test_a_listener_that_fails_sees_the_event_again(office):
    calls: list[int] = []

    def fail_once(event: OfficeEvent) -> None:
        calls.append(event.number)
        if len(calls) == 1:
            raise ValueError("the network is gone")

    journal.listen("test.fails", fail_once)
    try:
        journal.advance()
        journal.advance()
    finally:
        journal._listeners.pop("test.fails")
    assert calls == [1, 1]


def test_a_repeated_form_acts_once(office):
    @events.once(OfficeEvent)
    def rename(office, *, name, client_id=None):
        events.append(office, "core.rename", actor=None, changes={"short_name": name}, client_id=client_id)
        return office

    number = uuid.uuid4()
    rename(office, name="甲", client_id=number)
    again = rename(Office.objects.get(pk=office.pk), name="甲", client_id=number)
    assert (again.short_name, again.event_count) == ("甲", 2)
