"""The outbox played on the server: once each, in order, with a receipt; what cannot be done is said, never dropped.

Clause G3 of docs/requirements.md.
"""

import datetime as dt
import itertools
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.core import clock, hooks, replay
from anlan.core.models import Receipt
from anlan.core.verify import verify
from anlan.hazards.models import Hazard
from anlan.inspections import actions as inspections
from anlan.inspections import merging
from anlan.inspections.models import Signature, State, Visit
from tests.field.phones import Phone, states, visit_id
from tests.field.stories import facts, whole_visit
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db


def test_a_whole_visit_arrives_and_every_receipt_names_its_files(phone, team, checklist):
    lin = phone()
    actions = whole_visit(lin, team, checklist)
    answers = lin.sends(*actions)
    assert states(answers) == ["done"] * 8
    for action, answer in zip(actions, answers, strict=True):
        assert answer["files"] == json.loads(action["body"])["files"]
    visit = Visit.objects.get(pk=visit_id(answers[0]))
    assert visit.state == State.FINISHED
    hazard = visit.findings.get().hazard
    assert (hazard.description, hazard.responsible_name, hazard.responsible) == ("通道堆满木托盘", "陈安", None)
    assert "编号" in answers[3]["words"]
    assert verify().broken == []


def test_sent_twice_or_three_times_it_is_there_once(phone, team, checklist):
    lin = phone()
    actions = whole_visit(lin, team, checklist)
    first = lin.sends(*actions)
    before = facts()
    assert lin.sends(*actions) == first
    assert lin.sends(*reversed(actions)) == list(reversed(first))
    assert facts() == before


def _killed_all_the_way(phone: Phone, action: dict) -> int:
    """Send an action again and again, dying one statement later each time, until it gets through; how many deaths."""
    for number in range(1, 1000):
        seen = itertools.count(1)

        def dies(execute, sql, params, many, context, seen=seen, number=number):
            # Once: the database undoes by itself what was not committed, and that must not die too.
            if next(seen) == number:
                raise Killed
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(dies):
                phone.sends(action)
        except Killed:
            continue
        return number - 1
    raise AssertionError("never gets through")


class Killed(BaseException):
    """The process is gone: nothing in the program catches this."""


@pytest.mark.slow
def test_killed_before_any_statement_the_next_sending_completes_it(phone, team, checklist):
    """The server dies before each single statement of each action in turn; in the end all is there once."""
    lin = phone()
    deaths = sum(_killed_all_the_way(lin, action) for action in whole_visit(lin, team, checklist))
    assert deaths > 150
    told = facts()
    assert (told["visits"], told["finished"], told["hazards"], told["signatures"], told["receipts"]) == (1, 1, 1, 3, 8)
    assert len(told["steps"]) == 8
    assert verify().broken == []


def test_what_another_request_did_meanwhile_is_answered_with_its_receipt(phone, team, checklist):
    lin = phone()
    begin = lin.begins(team.factory, checklist=checklist.digest)
    late = replay.read(begin, replay.Batch([begin["client_id"]]))
    first = lin.sends(begin)
    receipt = replay.run(late, actor=lin.person)
    assert (str(receipt.pk), str(receipt.subject_id)) == (begin["client_id"], str(visit_id(first[0])))
    assert (Visit.objects.count(), Receipt.objects.count()) == (1, 1)


def test_the_actions_of_a_request_read_what_they_share_once(phone, team, checklist):
    lin = phone()
    begin = lin.begins(team.factory, checklist=checklist.digest)
    lin.sends(begin)
    items = [str(item["criterion"]) for item in checklist.items]

    def answers(count):
        return [
            lin.write(
                "inspections.answer",
                thread=begin["client_id"],
                item=items[number % 2],
                value="yes",
                note=str(number),
                seen="",
            )
            for number in range(count)
        ]

    lin.sends(*answers(2))
    with CaptureQueriesContext(connection) as asked:
        assert states(lin.sends(*answers(6))) == ["done"] * 6
    receipts = [one for one in asked if one["sql"].startswith("SELECT") and 'FROM "core_receipt"' in one["sql"]]
    lists = [one for one in asked if one["sql"].startswith("SELECT") and 'JOIN "standards_checklist"' in one["sql"]]
    assert (len(receipts), len(lists)) == (1, 1)


def test_a_first_answer_costs_five_statements(phone, team, checklist):
    """The event and its place, the visit's head, the answer, the receipt; what is there is asked once for all."""
    lin, items = phone(), [str(item["criterion"]) for item in checklist.items]

    def statements(count):
        begin = lin.begins(team.factory, checklist=checklist.digest)
        one = [lin.write("inspections.answer", thread=begin["client_id"], item=i, value="yes", seen="") for i in items]
        with CaptureQueriesContext(connection) as asked:
            assert states(lin.sends(begin, *one[:count])) == ["done"] * (1 + count)
        return len([each for each in asked if "SAVEPOINT" not in each["sql"]])

    statements(2)
    assert statements(2) - statements(1) == 5


@pytest.mark.parametrize("ended", [False, True])
def test_what_somebody_else_writes_between_two_actions_of_a_request_is_seen(phone, team, checklist, ended):
    lin, zhou = phone(), team.who("周同")
    first, second = [str(item["criterion"]) for item in checklist.items]

    def meanwhile(actor, message):
        visit = Visit.objects.get()
        if ended:
            inspections.abandon(visit, actor=lin.person, reason="下雨")
        else:
            inspections.answer(visit, item=second, value="no", actor=zhou, answered_at=clock.now(), seen="")
        return replay.Done(visit)

    hooks.replay.register("test.meanwhile", meanwhile)
    begin = lin.begins(team.factory, checklist=checklist.digest, companions=[str(zhou.pk)])
    told = [("inspections.answer", first), ("test.meanwhile", ""), ("inspections.answer", second)]
    rest = [lin.write(name, thread=begin["client_id"], item=item, value="yes", seen="") for name, item in told]
    answers = lin.sends(begin, *rest)
    assert (states(answers), answers[-1]["noted"]) == (["done"] * 4, ended)
    visit = Visit.objects.get()
    assert [one.action.split(".")[1] for one in visit.events.all()][2:] == (
        ["abandon", "late"] if ended else ["answer", "answer"]
    )
    assert set(merging.clashes(visit)) == (set() if ended else {second})
    assert verify().broken == []


def test_an_action_waits_for_its_files_and_for_the_beginning_of_its_visit(phone, team, checklist):
    lin = phone()
    item = str(checklist.items[0]["criterion"])
    begin = lin.begins(team.factory, checklist=checklist.digest)
    content = picture(17).read()
    answer = lin.write(
        "inspections.answer", thread=begin["client_id"], item=item, value="no", seen="", files=["a" * 64]
    )
    assert lin.sends(answer)[0]["missing"] == ["a" * 64]
    sha256 = lin.uploads(content)
    answer = lin.write("inspections.answer", thread=begin["client_id"], item=item, value="no", seen="", files=[sha256])
    assert states(lin.sends(answer)) == ["waiting"]
    assert states(lin.sends(begin, answer)) == ["done", "done"]


def test_a_signature_waits_while_something_of_its_visit_is_not_done(phone, team, checklist):
    lin = phone()
    begin = lin.begins(team.factory, checklist=checklist.digest)
    drawn = lin.uploads(picture(3).read())
    wrong = lin.write("inspections.answer", thread=begin["client_id"], item="nowhere", value="yes", seen="")
    sign = lin.write("inspections.sign", thread=begin["client_id"], role="inspector", files=[drawn])
    assert states(lin.sends(begin, wrong, sign)) == ["done", "refused", "waiting"]
    assert Signature.objects.count() == 0


def test_a_refused_action_says_why_and_the_next_goes_on(phone, team):
    ma = phone("马协")
    kind = ma.begins(team.factory, kind="report_check")
    record = ma.write(
        "hazards.record", enterprise=str(team.factory.pk), source="patrol", description="电箱没有盖", place_words="东墙"
    )
    refused, done = ma.sends(kind, record)
    assert refused["state"] == "refused"
    assert "站所负责人" in refused["words"]
    assert done["state"] == "done"
    assert Hazard.objects.get().found_by == ma.person


def test_another_persons_action_is_not_sent_under_my_name(phone, team):
    lin, zhou = phone(), phone("周同")
    action = lin.begins(team.factory)
    told = zhou.sends(action)[0]
    assert told["state"] == "refused"
    assert "由本人登录后发送" in told["words"]
    lin.sends(action)
    assert zhou.sends(action)[0]["state"] == "refused"


def test_a_damaged_action_is_sent_again_and_a_used_id_with_other_content_refused(phone, team):
    lin = phone()
    action = lin.begins(team.factory)
    assert states(lin.sends(action | {"body": action["body"] + " "})) == ["waiting"]
    lin.sends(action)
    other = lin.begins(team.factory, purpose="冒用编号") | {"client_id": action["client_id"]}
    assert states(lin.sends(other)) == ["refused"]
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"client_id": "x"}, {"body": 3, "digest": ""}, 7, None, "text"])
def test_what_is_no_action_breaks_nothing(phone, sent):
    assert states(phone().sends(sent)) == ["refused"]


def test_an_unknown_step_is_refused_with_the_way_out(phone, team):
    told = phone().sends(phone().write("hazards.delete"))[0]
    assert told["state"] == "refused"
    assert "刷新页面" in told["words"]


def test_who_is_not_logged_in_is_told_so_and_nothing_is_done(client):
    for path in ("/field/hello/", "/field/day/", "/field/replay/", "/field/files/" + "a" * 64 + "/"):
        assert client.get(path).status_code == 401
        assert client.post(path).status_code == 401


def test_a_wrong_phone_clock_is_put_right(phone, team, at):
    at(dt.datetime(2026, 3, 2, 10, 0))
    lin = phone(behind=dt.timedelta(hours=9))
    when = clock.now() - dt.timedelta(hours=3)
    lin.sends(lin.write("inspections.begin", at=when, enterprise=str(team.factory.pk), kind="guidance"))
    assert Visit.objects.get().begun_at == when
    receipt = Receipt.objects.get()
    assert (receipt.skew_ms, receipt.written_at) == (9 * 3_600_000, when - dt.timedelta(hours=9))
