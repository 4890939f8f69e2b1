"""The outbox played on the server: once each, in order, with a receipt; what cannot be done is said, never dropped."""

import base64
import datetime as dt
import itertools
import json
import os
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.core import clock, hooks, replay
from anlan.core.models import Receipt
from anlan.core.verify import verify
from anlan.enterprises import actions as enterprises
from anlan.files import incoming
from anlan.files.models import StoredFile, Use
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections import actions as inspections
from anlan.inspections import merging
from anlan.inspections.models import Signature, State, Visit
from anlan.org.models import Notice
from anlan.standards.models import Criterion
from tests.field.phones import Phone, states, visit_id
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db


def whole_visit(phone: Phone, team, checklist) -> list[dict]:
    """A visit from the title page to the last signature: one 否 with a photo and its hazard, one 是."""
    first, second = [str(item["criterion"]) for item in checklist.items]
    photo, drawn = phone.uploads(picture(91).read()), phone.uploads(picture(92, "签名.png").read())
    begin = phone.begins(team.factory, checklist=checklist.digest, outsiders=[["蒋工", "粉尘专家"]])
    thread = begin["client_id"]
    signer = {"name": "陈安", "position": "主要负责人"}
    return [
        begin,
        phone.write("inspections.answer", thread=thread, item=first, value="yes", seen=""),
        phone.write("inspections.answer", thread=thread, item=second, value="no", seen="", files=[photo]),
        phone.write(
            "inspections.record_hazard",
            thread=thread,
            item=second,
            description="通道堆满木托盘",
            responsible_name=" 陈安 ",
            files=[photo],
        ),
        phone.write("inspections.sign", thread=thread, role="inspector", files=[drawn]),
        phone.write("inspections.sign", thread=thread, role="companion", companion_name="蒋工", files=[drawn]),
        phone.write("inspections.sign", thread=thread, role="enterprise", files=[drawn], **signer),
        phone.write("inspections.finish", thread=thread),
    ]


def facts() -> dict:
    """What there is, to be compared after every mishap."""
    return {
        "visits": Visit.objects.count(),
        "finished": Visit.objects.filter(state=State.FINISHED).count(),
        "hazards": Hazard.objects.count(),
        "signatures": Signature.objects.count(),
        "receipts": Receipt.objects.count(),
        "steps": sorted(e.action for visit in Visit.objects.all() for e in visit.events.all()),
    }


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


# -- conflicts


def two_phones(phone, team, checklist):
    """A visit led by 林巡 with 周同 along, each with a phone; returns phones, thread, first item."""
    lin, zhou = phone(), phone("周同")
    begin = lin.begins(team.factory, checklist=checklist.digest, companions=[str(zhou.person.pk)])
    lin.sends(begin)
    return lin, zhou, begin["client_id"], str(checklist.items[0]["criterion"])


def test_answers_to_different_items_merge(phone, team, checklist):
    lin, zhou, thread, first = two_phones(phone, team, checklist)
    second = str(checklist.items[1]["criterion"])
    lin.sends(lin.write("inspections.answer", thread=thread, item=first, value="yes", seen=""))
    zhou.sends(zhou.write("inspections.answer", thread=thread, item=second, value="na", seen=""))
    assert dict(Visit.objects.get().answers.values_list("item", "value")) == {first: "yes", second: "na"}


def test_a_clash_stands_twice_until_the_leader_answers_anew(phone, team, checklist, client):
    lin, zhou, thread, item = two_phones(phone, team, checklist)
    early, later = clock.now() - dt.timedelta(hours=2), clock.now() - dt.timedelta(hours=1)
    lin.sends(lin.write("inspections.answer", thread=thread, item=item, value="yes", note="试过", at=later, seen=""))
    zhou.sends(zhou.write("inspections.answer", thread=thread, item=item, value="na", at=early, seen=""))
    visit = Visit.objects.get()
    assert visit.answers.get().value == "yes"
    client.force_login(lin.person)
    page = client.get(f"/inspections/{visit.pk}/review/").content.decode()
    assert "两部手机填得不一样" in page
    assert "林巡" in page
    for words in ("周同", "不涉及", "试过"):
        assert words in client.get(f"/inspections/{visit.pk}/items/1/").content.decode()
    (told,) = lin.client.get("/field/visits/").json()["visits"]
    versions = told["clashes"][item]
    assert sorted(words for _, _, words, _, _ in versions) == ["不涉及", "是"]
    assert "周同答“不涉及”" in Notice.objects.get(user=lin.person, key__startswith="inspections.clash").body
    seen = " ".join(version[0] for version in versions)
    lin.sends(lin.write("inspections.answer", thread=thread, item=item, value="na", seen=seen))
    assert "两部手机填得不一样" not in client.get(f"/inspections/{visit.pk}/review/").content.decode()
    assert lin.client.get("/field/visits/").json()["visits"][0]["clashes"] == {}


def test_a_hazard_outweighs_a_yes_from_another_phone(phone, team, checklist):
    lin, zhou, thread, item = two_phones(phone, team, checklist)
    zhou.sends(
        zhou.write("inspections.answer", thread=thread, item=item, value="no", seen=""),
        zhou.write("inspections.record_hazard", thread=thread, item=item, description="泄爆口被封死"),
    )
    lin.sends(lin.write("inspections.answer", thread=thread, item=item, value="yes", seen=""))
    assert Visit.objects.get().answers.get().value == "no"


def test_what_comes_after_the_end_is_kept_beside_and_its_hazard_goes_on_the_ledger(phone, team, checklist):
    lin, zhou = phone(), phone("周同")
    actions = whole_visit(lin, team, checklist)
    item = str(checklist.items[0]["criterion"])
    begin = lin.begins(
        team.factory,
        checklist=checklist.digest,
        companions=[str(zhou.person.pk)],
        outsiders=[["蒋工", "粉尘专家"]],
    )
    rest = []
    for told in (json.loads(one["body"]) for one in actions[1:]):
        rest.append(lin.write(told["name"], thread=begin["client_id"], files=told["files"], **told["args"]))
    thread = begin["client_id"]
    assert set(states(lin.sends(begin, *rest))) == {"done"}
    visit = Visit.objects.get()
    before = list(visit.answers.values_list("item", "value")), visit.state, visit.signatures.count()
    photo = zhou.uploads(picture(55).read())
    answers = zhou.sends(
        zhou.write("inspections.answer", thread=thread, item=item, value="no", note="我看着不行", seen=""),
        zhou.write("inspections.record_hazard", thread=thread, item=item, description="泄爆口被封死", files=[photo]),
    )
    assert [one["noted"] for one in answers] == [True, True]
    assert "没有改动" in answers[0]["words"]
    visit.refresh_from_db()
    assert before == (list(visit.answers.values_list("item", "value")), visit.state, visit.signatures.count())
    assert Hazard.objects.filter(description="泄爆口被封死", found_by=zhou.person).count() == 1
    assert Notice.objects.filter(user=lin.person, title__contains="检查结束后又收到").count() == 2
    assert Use.objects.filter(file=photo, room="hazards").exists()
    assert Use.objects.filter(file=photo, purpose="late").exists()
    assert verify().broken == []


def test_a_visit_keeps_the_list_the_phone_took_along(phone, team, checklist):
    lin = phone()
    begin = lin.begins(team.factory, checklist=checklist.digest)
    Criterion.objects.filter(pack__slug="gongmao-checks").update(summary="疏散通道与安全出口是否畅通")
    told = lin.sends(begin)[0]
    assert told["state"] == "done"
    assert "检查表已有更新" in told["words"]
    assert Visit.objects.get().checklist == checklist


def test_a_hazard_closed_meanwhile_is_not_touched_and_the_phone_is_told_by_whom(phone, team):
    ma = phone("马协")
    record = ma.write("hazards.record", enterprise=str(team.factory.pk), source="patrol", description="电箱没有盖")
    ma.sends(record)
    hazard = Hazard.objects.get()
    hazards.fix_at_once(hazard, actor=team.who("吴村"), statement="当场加了盖")
    told = ma.sends(ma.write("hazards.note", hazard=record["client_id"], text="还是没有盖"))[0]
    assert told["state"] == "refused"
    assert "吴村" in told["words"]
    assert "已销号" in told["words"]


def test_a_late_step_does_not_undo_what_another_decided_and_meets_both_versions(phone, team):
    ma, wu = phone("马协"), phone("吴村")
    ma.sends(ma.write("hazards.record", enterprise=str(team.factory.pk), source="patrol", description="电箱没有盖"))
    hazard = Hazard.objects.get()
    walk_to_submitted(hazard, team)
    (told,) = wu.client.get("/field/day/").json()["hazards"]
    assert told["said"].startswith("已加盖（陈安")
    late = wu.write("hazards.send_back", hazard=told["id"], reasons=["盖子没有锁"], seen=told["seen"])
    hazards.note(hazard, actor=team.who("马协"), text="路过看了一眼")  # decides nothing, so it stands in nobody's way
    hazards.accept(hazard, actor=team.who("赵执"), statement="到场看过，盖好并上锁")
    (answer,) = wu.sends(late)
    assert answer["state"] == "refused"
    for words in ("赵执", "验收通过", "到场看过，盖好并上锁", "待销号"):
        assert words in answer["words"]
    hazard.refresh_from_db()
    assert hazard.state == "accepted"
    fresh = wu.client.get("/field/day/").json()["hazards"][0]["seen"]
    knowing = wu.write("hazards.send_back", hazard=told["id"], reasons=["盖子没有锁"], seen=fresh)
    assert states(wu.sends(knowing)) == ["done"]


def walk_to_submitted(hazard: Hazard, team) -> None:
    """Judged, planned, put right and submitted by 陈安."""
    chen = team.who("陈安")
    hazards.judge(hazard, actor=team.who("赵执"), level="general")
    plan = {"responsible_name": "陈安", "measures": "配上盖子并上锁", "funds": Decimal(100), "emergency": "断电"}
    hazards.file_plan(hazard, actor=chen, due_on=clock.today(), interim_control="派人看守", **plan)
    hazards.start(hazard, actor=chen)
    hazards.self_accept(hazard, actor=chen, statement="已加盖")
    hazards.submit(hazard, actor=chen, statement="已加盖")


# -- files


def test_a_file_comes_in_pieces_resumes_and_is_kept_once(phone):
    lin, content = phone(), picture(33).read()
    half = len(content) // 2
    assert lin.piece(content, length=half).json() == {"have": half, "complete": False}
    assert lin.piece(content, length=half).json()["have"] == half
    ahead = lin.piece(content, offset=half + 3)
    assert ahead.status_code == 422
    assert ahead.json()["code"] == "files.gap"
    facts = {"taken_at": "2026-03-01T09:30:00", "latitude": 34.03, "longitude": 113.85, "original_sha256": "b" * 64}
    assert lin.piece(content, offset=half - 5, **facts).json()["complete"]
    kept = StoredFile.objects.get()
    assert (kept.latitude, kept.original_sha256) == (34.03, "b" * 64)
    assert lin.piece(content).json()["complete"]
    assert StoredFile.objects.count() == 1


def test_damaged_bytes_are_thrown_away_and_come_again(phone):
    lin, content = phone(), picture(34).read()
    bad = lin.client.post(
        f"/field/files/{'c' * 64}/",
        content,
        content_type="application/octet-stream",
        query_params={"offset": 0, "size": len(content), "name": "a.png"},
    )
    assert bad.status_code == 422
    assert bad.json()["code"] == "files.damaged"
    assert lin.client.get(f"/field/files/{'c' * 64}/").json() == {"have": 0, "complete": False}


def test_pieces_nobody_continues_are_forgotten(phone, settings, at):
    lin, content = phone(), picture(35).read()
    lin.piece(content, length=10)
    (part,) = (settings.ANLAN_HOME / "incoming").glob("*/*.part")
    os.utime(part, (1, 1))
    incoming.forget(clock.today())
    assert not part.exists()


# -- the bundle and the other way


def test_the_bundle_holds_the_day_and_is_not_sent_twice(phone, team, checklist):
    lin = phone()
    answer = lin.client.get("/field/day/")
    told = answer.json()
    (place,) = told["enterprises"]
    assert place["list"] == checklist.digest
    assert "guidance" in place["kinds"]
    assert [one["question"] for one in told["checklists"][checklist.digest]["items"]]
    assert int(answer["X-Size"]) == len(answer.content)
    assert lin.client.get("/field/day/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_principal_checks_and_a_village_accepts_without_a_network(phone, team, checklist):
    chen, wu = phone("陈安"), phone("吴村")
    day = chen.client.get("/field/day/").json()
    (place,) = day["enterprises"]
    assert ([one["kind"] for one in day["kinds"]], place["kinds"]) == (["self_inspection"], ["self_inspection"])
    items = [str(item["criterion"]) for item in day["checklists"][place["list"]]["items"]]
    begin = chen.begins(team.factory, kind="self_inspection", checklist=place["list"])
    thread, signed = begin["client_id"], chen.uploads(picture(93, "签名.png").read())
    answers = [chen.write("inspections.answer", thread=thread, item=one, value="yes", seen="") for one in items[:-1]]
    wrong = chen.write("inspections.answer", thread=thread, item=items[-1], value="no", seen="")
    found = chen.write("inspections.record_hazard", thread=thread, item=items[-1], description="通道堆满木托盘")
    sign = chen.write("inspections.sign", thread=thread, role="inspector", files=[signed])
    rest = [begin, *answers, wrong, found, sign, chen.write("inspections.finish", thread=thread)]
    assert states(chen.sends(*rest)) == ["done"] * len(rest)
    hazard = Hazard.objects.get()
    hazards.judge(hazard, actor=team.who("赵执"), level="general")
    plan = {"responsible_name": "陈安", "measures": "清走并画线", "funds": Decimal(100), "emergency": "停工"}
    hazards.file_plan(hazard, actor=chen.person, due_on=clock.today(), interim_control="派人看守", **plan)
    hazards.start(hazard, actor=chen.person)
    (told,) = chen.client.get("/field/day/").json()["hazards"]
    assert told["steps"] == ["self_accept", "submit", "note"]
    fixed = [
        chen.write(f"hazards.{name}", hazard=told["id"], statement="木托盘已清走") for name in ("self_accept", "submit")
    ]
    assert states(chen.sends(*fixed)) == ["done", "done"]
    assert wu.client.get("/field/day/").json()["hazards"][0]["steps"] == ["accept", "send_back", "note"]
    late = chen.write("hazards.note", hazard=told["id"], text="补一张照片")
    accepted = wu.write("hazards.accept", hazard=told["id"], statement="到现场看过，通道畅通")
    assert states(wu.sends(accepted)) == ["done"]
    assert states(chen.sends(late, fixed[1])) == ["done", "done"]
    hazard.refresh_from_db()
    assert hazard.state == "accepted"


def test_the_bundle_shows_nobody_what_is_not_theirs(phone, team):
    assert phone("郑邻").client.get("/field/day/").json()["enterprises"] == []


def test_the_bundle_takes_no_more_queries_for_more_places(phone, team, django_assert_max_num_queries):
    lin = phone()
    lin.client.get("/field/day/")
    hazards.record(team.factory, actor=team.who("林巡"), description="配电箱没有盖", source="guidance")
    with django_assert_max_num_queries(60) as few:
        lin.client.get("/field/day/")
    for number in range(12):
        enterprises.record(
            name=f"新厂{number}", region=team.factory.region, actor=None, industries=list(team.factory.industries.all())
        )
    for number in range(6):
        hazards.record(team.factory, actor=team.who("林巡"), description=f"第 {number} 处没有盖", source="guidance")
    with django_assert_max_num_queries(len(few)):
        lin.client.get("/field/day/")


def test_an_export_is_handed_in_by_another_way(phone, team, checklist):
    lin = phone()
    content = picture(71).read()
    actions = whole_visit(lin, team, checklist)[:2]
    export = {
        "anlan": "field-export",
        "actions": actions,
        "files": [{"name": "a.png", "latitude": 34.03, "longitude": 113.85, "original_sha256": "b" * 64}],
    }
    export["files"][0]["content"] = base64.b64encode(content).decode()
    for _ in range(2):
        upload = SimpleUploadedFile("导出.json", json.dumps(export).encode())
        page = lin.client.post("/field/hand-in/", {"export": upload})
        assert page.status_code == 200
        assert "共 2 条，已办 2 条" in page.content.decode()
    assert Visit.objects.count() == 1
    kept = StoredFile.objects.get(name="a.png")
    assert (kept.latitude, kept.original_sha256) == (34.03, "b" * 64)
    bad = lin.client.post("/field/hand-in/", {"export": SimpleUploadedFile("x.json", b"{}")})
    assert bad.status_code == 422
    assert "重新导出" in bad.content.decode()
