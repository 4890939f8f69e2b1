"""B2d: Who hears of what: red at once, the rest in one digest a day, nobody of their own step, nothing twice."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from anlan.core import clock, hooks, journal, worker
from anlan.files.presses import pdf
from anlan.files.presses.document import Paragraph
from anlan.hazards import actions, ladder, listeners, notice
from anlan.hazards.lifecycle import STEPS
from anlan.hazards.models import Hazard
from anlan.org import inbox
from anlan.org.models import Notice
from tests.hazards.conftest import PLAN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday(at) -> None:
    at(MONDAY)


def told(words: str) -> dict[str, bool]:
    """Who has a notice with these words in its title, and whether it is red."""
    journal.advance()
    return {one.user.full_name: one.is_red for one in Notice.objects.filter(title__contains=words)}


def test_a_major_judgement_reaches_enterprise_office_and_leader_at_once(tell):
    hazard = tell.to("judged")
    assert told("判定为重大隐患") == dict.fromkeys(["陈安", "郅明", "赵执", "钱执", "王镇"], True)
    notice = Notice.objects.filter(user=tell.who("陈安"), is_red=True).get()
    assert notice.title == "桂26-0001：判定为重大隐患"
    assert notice.body == "恒通板材厂：除尘器泄爆片被铁皮封死 请在2026年11月26日前报整改方案。"
    assert notice.url == f"/hazards/{hazard.pk}/"
    assert list(inbox.shown_to(tell.who("陈安"))) == [notice]


def test_a_general_judgement_alarms_nobody(tell):
    tell.to("judged", major=False)
    assert told("重大") == {}


def test_what_is_not_red_waits_for_the_mornings_digest(tell, at):
    tell.to("submitted", major=False)
    assert set(told("待验收").values()) == {False}
    village = tell.who("吴村")
    assert not inbox.shown_to(village).exists()
    at(MONDAY + dt.timedelta(days=1))
    assert inbox.shown_to(village).filter(title__contains="待验收").count() == 1


def test_a_report_goes_to_both_desks_at_once(tell):
    hazard = tell.to("judged")
    actions.file_plan(hazard, actor=tell.who("陈安"), due_on=MONDAY + dt.timedelta(days=9), **PLAN)
    actions.report(Hazard.objects.get(pk=hazard.pk), actor=tell.who("陈安"))
    reached = told("报告待收悉")
    assert {"赵执", "钱执", "林巡", "周同", "孙主", "王镇"} <= set(reached)
    assert "郑邻" not in reached
    assert set(reached.values()) == {True}


def test_sent_back_is_red_and_says_why(tell):
    hazard = tell.to("submitted")
    actions.send_back(hazard, actor=tell.who("赵执"), reasons=["抑爆未联动", "缺检测报告"])
    assert told("退回整改") == {"陈安": True, "郅明": True}
    assert "1. 抑爆未联动 2. 缺检测报告" in Notice.objects.filter(title__contains="退回").first().body


def test_nobody_hears_of_their_own_step(tell):
    tell.to("closed")
    journal.advance()
    own = Notice.objects.filter(user=tell.who("林巡"), title__contains="判定为重大隐患")
    assert not own.exists()


def test_an_event_seen_twice_is_told_once(tell):
    hazard = tell.to("judged")
    journal.advance()
    before = Notice.objects.count()
    for event in hazard.events.all():
        listeners.tell(event)
    assert Notice.objects.count() == before


def test_every_telling_belongs_to_a_step(tell):
    assert set(listeners.TELLINGS) <= {"record", "say_mended", *STEPS}  # a contractor's word moves nothing


def climb(day: dt.date) -> set[tuple[str, str, bool]]:
    """Let the worker do that day's work; who was told what by it, and whether at once."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with clock.moved_to(day):
        worker.once_a_day(f"daily.{ladder.NAME}", day, hooks.daily.get(ladder.NAME))
    fresh = Notice.objects.exclude(pk__in=before)
    return {(one.user.full_name, one.title, one.is_red) for one in fresh}


def test_the_ladder_climbs_from_the_enterprise_to_the_leader(tell):
    hazard = tell.to("planned")
    Hazard.objects.filter(pk=hazard.pk).update(due_on=dt.date(2026, 12, 4))  # a Friday
    at_enterprise = [(name, "桂26-0001 三个工作日内到期", False) for name in ("陈安", "郅明")]
    late = [(name, "桂26-0001 已逾期", True) for name in ("陈安", "郅明", "赵执", "钱执")]
    days = {
        dt.date(2026, 11, 30): [],
        dt.date(2026, 12, 1): at_enterprise,
        dt.date(2026, 12, 4): [],
        dt.date(2026, 12, 5): [],
        dt.date(2026, 12, 7): late,
        dt.date(2026, 12, 8): [],
        dt.date(2026, 12, 9): [("钱执", "桂26-0001 逾期满 3 个工作日", True)],
        dt.date(2026, 12, 15): [("王镇", "桂26-0001 逾期满 7 个工作日", True)],
        dt.date(2026, 12, 16): [],
    }
    assert {day: climb(day) for day in days} == {day: set(expected) for day, expected in days.items()}


def test_many_late_hazards_are_one_notice(tell):
    for _ in range(7):
        hazard = tell.to("judged", major=False)
        Hazard.objects.filter(pk=hazard.pk).update(due_on=dt.date(2026, 12, 4))
    climb(dt.date(2026, 12, 4))
    assert ("陈安", "7 条隐患已逾期", True) in climb(dt.date(2026, 12, 7))
    notice = Notice.objects.get(user=tell.who("陈安"), title__contains="7 条隐患已逾期")
    assert notice.body.endswith("（恒通板材厂）等 7 条")
    assert notice.url == "/hazards/?due=overdue"


def test_closed_in_time_is_never_late(tell):
    hazard = tell.to("closed")
    Hazard.objects.filter(pk=hazard.pk).update(due_on=dt.date(2026, 12, 4))
    assert climb(dt.date(2026, 12, 7)) == set()


def test_the_notice_to_the_workers_is_one_page_in_whole_sentences_without_a_red_head(tell):
    paper = notice.of(tell.to("planned"))
    pages = PdfReader(io.BytesIO(pdf.official(paper))).pages
    assert (len(pages), paper.issuer, paper.signed_by) == (1, "", "恒通板材厂")
    paragraphs = [block.text for block in paper.body if isinstance(block, Paragraph)]
    assert [text[-1] for text in paragraphs] == ["。"] * len(paragraphs)
