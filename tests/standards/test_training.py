"""C2: Training of inspectors: sessions, who came, and a quiz that is the same for the same list and seed."""

import io
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.org import inbox
from anlan.org.models import Region
from anlan.standards.models import Attendance, Industry, TrainingSession
from anlan.standards.training import actions, queries, quiz
from anlan.standards.training.touched import open_sessions
from tests.world import GUICUN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ITEMS = [
    {"code": f"第{place}条", "section": "一" if place < 6 else "二", "summary": f"情形{place}未做到"}
    for place in range(1, 13)
]
NOBODY, OUTSIDER, NEIGHBOUR, READER, INVITED, DOER = "路人", "何客", "郑邻", "纪明", "马协", "林巡"
WHO = [NOBODY, OUTSIDER, NEIGHBOUR, READER, INVITED, DOER]
PAGES = {
    # address: status for each of WHO
    "training": (302, 200, 200, 200, 200, 200),
    "training_export": (302, 200, 200, 200, 200, 200),
    "new_session": (302, 403, 200, 403, 403, 200),
    "session": (302, 404, 404, 200, 200, 200),
    "invite": (302, 404, 404, 403, 403, 200),
    "hold_session": (302, 404, 404, 403, 403, 200),
    "call_off_session": (302, 404, 404, 403, 403, 200),
    "quiz": (302, 404, 404, 409, 409, 409),
    "quiz_result": (302, 404, 404, 409, 409, 409),
    "sign_sheet": (302, 404, 404, 200, 200, 200),
    "training_record": (302, 404, 404, 403, 403, 200),
}
WITHOUT_ONE = {"training", "training_export", "new_session"}


@pytest.fixture
def session(load, world) -> TrainingSession:
    """Today, on twelve items, with 马协 and one person without an account on the list."""
    load(effective="2023-02-01", issued="2023-01-01", items=ITEMS)
    made = actions.plan_session(
        Region.objects.get(code=GUICUN),
        actor=world.people["林巡"],
        office=world.offices["应急办"],
        industries=Industry.objects.filter(pk="gongmao"),
        title="试验培训",
        planned_on=clock.today(),
        place="会议室",
        trainer="顾专",
        audience="协管员",
        questions=6,
        seed=3,
    )
    people, names = [world.people["马协"]], [("张三", "周沟村网格员")]
    return actions.invite(made, actor=world.people["林巡"], people=people, names=names)


def hold(session, world, present=None):
    came = session.attendances.all() if present is None else present
    return actions.hold_session(
        session, actor=world.people["林巡"], held_on=clock.today(), summary="逐条讲解", present=came
    )


def right_answers(session, attempt=0):
    return [one.answer for one in queries.questions_of(session, attempt)]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_for_everybody(client, world, session, name):
    found = []
    for who in WHO:
        client.logout()
        if who != NOBODY:
            client.force_login(world.people[who])
        found.append(
            client.get(reverse(f"standards:{name}", args=[] if name in WITHOUT_ONE else [session.pk])).status_code
        )
    assert tuple(found) == PAGES[name]


@pytest.mark.parametrize(("who", "status"), list(zip(WHO, (302, 404, 404, 409, 302, 409), strict=True)))
def test_signing_in_for_everybody(client, world, session, who, status):
    if who != NOBODY:
        client.force_login(world.people[who])
    form = {"client_id": uuid.uuid4()}
    assert client.post(reverse("standards:sign_in", args=[session.pk]), form).status_code == status


class TestASession:
    def test_from_the_plan_to_the_record_each_step_is_one_event(self, session, world):
        ma = world.people["马协"]
        actions.sign_in(session, actor=ma)
        hold(session, world)
        actions.take_quiz(session, actor=ma, answers=right_answers(session))
        steps = [event.action.split(".")[1] for event in session.events.all()]
        assert steps == ["plan_session", "invite", "sign_in", "hold_session", "take_quiz"]
        assert verify().broken == []

    def test_those_invited_find_it_in_the_next_digest(self, session, world):
        assert inbox.waiting_count(world.people["马协"]) == 1

    def test_administrators_are_not_offered_for_the_list(self, session, world):
        offered = set(queries.people_of(session.region))
        assert {world.people["马协"], world.people["林巡"]} <= offered
        assert not offered & {world.people[name] for name in ("系统员", "安全员", "审计员")}

    def test_nobody_stands_on_the_list_twice(self, session, world):
        with pytest.raises(Invalid, match="都已在名单里"):
            actions.invite(
                session, actor=world.people["林巡"], people=[world.people["马协"]], names=[("张三", "周沟村网格员")]
            )
        assert session.attendances.count() == 2

    def test_what_is_no_name_is_refused_and_stays_on_the_form(self, client, session, world):
        client.force_login(world.people["林巡"])
        typed = {"names": "王小二 周沟村\n😀 周沟村", "client_id": uuid.uuid4()}
        answer = client.post(reverse("standards:invite", args=[session.pk]), typed)
        page = answer.content.decode()
        assert "“😀”不是人的姓名，请写本人的姓名" in page
        assert "王小二 周沟村" in page
        assert session.attendances.count() == 2
        with pytest.raises(Invalid, match="不是人的姓名"):
            actions.invite(session, actor=world.people["林巡"], names=[("123", "周沟村")])

    def test_without_anybody_there_it_was_not_held(self, session, world):
        with pytest.raises(Invalid, match="没有人参加"):
            hold(session, world, present=Attendance.objects.none())

    def test_once_held_nothing_is_changed(self, session, world):
        hold(session, world)
        with pytest.raises(NotNow, match="已举办"):
            actions.call_off_session(session, actor=world.people["林巡"], reason="误")

    def test_the_neighbouring_township_arranges_nothing_here(self, session, world):
        hold_as = {"held_on": clock.today(), "summary": "讲", "present": session.attendances.all()}
        with pytest.raises(NotYours):
            actions.hold_session(session, actor=world.people["郑邻"], **hold_as)

    def test_an_industry_with_too_few_items_gives_no_session(self, session, world):
        facts = {"title": "x", "planned_on": clock.today(), "place": "x", "trainer": "x", "audience": "x"}
        with pytest.raises(Invalid, match="出不了5道题。请多选行业。"):
            actions.plan_session(
                session.region,
                actor=world.people["林巡"],
                office=session.office,
                industries=Industry.objects.filter(pk="weihua"),
                questions=5,
                **facts,
            )


class TestTheQuiz:
    def test_the_same_list_and_seed_ask_the_same(self, session):
        items, digest = session.checklist.items, session.checklist.digest
        assert quiz.made(items, digest, 3, 6) == quiz.made(items, digest, 3, 6)
        assert quiz.made(items, digest, 3, 6) != quiz.made(items, digest, 4, 6)

    def test_each_answer_is_among_its_choices_and_explained_by_a_clause(self, session):
        items, digest = session.checklist.items, session.checklist.digest
        codes = {item["code"] for item in items}
        for one in (one for seed in range(20) for one in quiz.made(items, digest, seed, 10)):
            assert one.answer in one.choices
            assert len(set(one.choices)) == len(one.choices)
            assert any(code in one.why for code in codes)

    def test_what_is_called_true_is_what_the_clause_says(self, session):
        items, digest = session.checklist.items, session.checklist.digest
        said = {item["code"]: item["statement"] for item in items}
        for one in (one for seed in range(20) for one in quiz.made(items, digest, seed, 10)):
            code, _, words = one.text.rpartition("》")[2].partition("说的是：")
            if words:
                assert (said[code] == words.rstrip("。")) == (one.answer == quiz.TRUE)

    def test_no_question_tells_the_answer_of_another(self, session):
        items, digest = session.checklist.items, session.checklist.digest
        for questions in (quiz.made(items, digest, seed, 6) for seed in range(40)):
            for one in questions:
                words = one.text.partition("说的是：")[2].rstrip("。")
                others = [other.why.partition("：")[2] for other in questions if other is not one]
                assert words not in others

    @pytest.mark.parametrize(("count", "needed"), [(5, 4), (6, 5), (8, 7), (10, 8)])
    def test_four_fifths_must_be_right(self, count, needed):
        assert quiz.enough(count) == needed

    def test_who_fails_answers_other_questions_and_passes_once(self, session, world):
        ma = world.people["马协"]
        hold(session, world)
        first = right_answers(session)
        actions.take_quiz(session, actor=ma, answers=["", "", *first[2:]])
        own = queries.own_of(ma, session)
        assert (own.quiz, own.attempts) == ("还没通过", 1)
        assert queries.questions_of(session, 1) != queries.questions_of(session, 0)
        actions.take_quiz(session, actor=ma, answers=right_answers(session, 1))
        assert queries.own_of(ma, session).quiz == "通过"
        with pytest.raises(NotNow, match="已通过"):
            actions.take_quiz(session, actor=ma, answers=first)

    def test_nobody_answers_who_was_not_there(self, session, world):
        with pytest.raises(NotNow, match="签到后"):
            actions.take_quiz(session, actor=world.people["马协"], answers=[])

    def test_it_is_answered_and_explained_on_the_page(self, client, session, world):
        hold(session, world)
        client.force_login(world.people["马协"])
        address = reverse("standards:quiz", args=[session.pk])
        assert client.get(address).status_code == 200
        form = {f"answer_{place}": said for place, said in enumerate(right_answers(session))}
        assert client.post(address, {"attempt": 0, "client_id": uuid.uuid4()}).status_code == 422
        answer = client.post(address, {**form, "attempt": 0, "client_id": uuid.uuid4()}, follow=True)
        assert "已通过" in answer.content.decode()
        assert session.checklist.items[0]["doc_number"] in answer.content.decode()


class TestPapersAndLists:
    def test_the_sheet_to_sign_names_everybody_on_the_list(self, client, session, world):
        client.force_login(world.people["林巡"])
        content = client.get(reverse("standards:sign_sheet", args=[session.pk])).content
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        assert all(words in text for words in ("培训签到表", "马协", "张三", "周沟村网格员"))

    def test_the_record_says_who_came(self, client, session, world):
        hold(session, world, present=session.attendances.filter(name="张三"))
        client.force_login(world.people["林巡"])
        document = Document(io.BytesIO(client.get(reverse("standards:training_record", args=[session.pk])).content))
        rows = {row.cells[1].text: row.cells[3].text for row in document.tables[1].rows}
        assert (rows["张三"], rows["马协"]) == ("到", "未到")

    def test_others_do_not_see_who_passed(self, client, session, world):
        hold(session, world)
        client.force_login(world.people["纪明"])
        assert "测验</th>" not in client.get(session.get_absolute_url()).content.decode()

    def test_the_list_is_exported_as_it_is_narrowed(self, client, session, world):
        client.force_login(world.people["林巡"])
        for standing, rows in (("planned", 2), ("held", 1)):
            answer = client.get(reverse("standards:training_export"), {"standing": standing})
            sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
            assert sheet.max_row == rows

    def test_it_asks_the_same_number_of_questions_for_3_people_and_for_30(self, client, session, world):
        client.force_login(world.people["林巡"])
        few = questions(client, session.get_absolute_url())
        actions.invite(session, actor=world.people["林巡"], names=[(f"村民{n}", "周沟村") for n in range(28)])
        assert questions(client, session.get_absolute_url()) == few


def questions(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_planned_session_hangs_on_the_standard_it_teaches(client, session, world):
    told = open_sessions(world.people["林巡"], "shiyan-2024", [])
    assert (told.number, open_sessions(None, "shiyan-2024", []).number) == (1, 1)
    client.force_login(world.people["林巡"])
    assert list(client.get(told.url).context["page"].object_list) == [session]
    assert open_sessions(None, "bie-de", []).number == 0
