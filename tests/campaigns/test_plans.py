"""C6, E1–E4, G1: A notice becomes a campaign: read, decided piece by piece, put in force, changed from a day on."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anlan.campaigns.plans import actions, coverage, queries, rules
from anlan.campaigns.plans.forms import AmendForm
from anlan.campaigns.plans.models import Campaign
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.files.models import StoredFile
from anlan.org.models import Region
from tests.world import GUICUN

pytestmark = pytest.mark.django_db
PLANS = Path(__file__).parent.parent / "data" / "plans"
MONDAY = dt.date(2024, 11, 25)
SMALL = """关于开展冬季用电安全检查行动的通知
各村、各企业：
一、时间安排
（一）部署阶段（2024年11月25日至11月30日）。乡政府召开动员会。
（二）检查阶段（2024年12月1日至2025年2月28日）。各企业全面自查。
二、任务
（一）企业自查。企业主要负责人每月至少带队检查1次（高危行业企业每月至少2次），12月10日前建立台账。
（二）村级巡查。各村每周巡查一次，6月15日前报送总结。
三、要求
各单位要提高认识。
桂村乡人民政府
2024年11月23日
"""


def upload(words: str = SMALL, name: str = "通知.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode())


@pytest.fixture
def township(world, at) -> Region:
    at(MONDAY)
    return Region.objects.get(code=GUICUN)


@pytest.fixture
def campaign(township, world) -> Campaign:
    """Read by 林巡."""
    return read(township, world, SMALL)


def read(township, world, words: str) -> Campaign:
    actor = world.people["林巡"]
    received = actions.receive(upload(words), actor=actor)
    return actions.read_plan(township, actor=actor, office=world.offices["应急办"], received=received)


def decide_everything(campaign: Campaign, world) -> Campaign:
    actor = world.people["林巡"]
    for doubt in campaign.doubts.all():
        actions.answer_doubt(campaign, actor=actor, doubt=doubt, answer="corrected", reason="已请示区安委办")
    actions.confirm_stages(campaign, actor=actor, stages=campaign.stages.filter(outcome=""))
    for duty in campaign.duties.filter(outcome=""):
        if duty.is_open:
            actions.change_duty(campaign, actor=actor, duty=duty, due_on=dt.date(2025, 2, 20), rhythm=duty.rhythm)
        else:
            actions.confirm_duties(campaign, actor=actor, duties=[duty])
    return campaign


@pytest.fixture
def running(campaign, world) -> Campaign:
    """Decided by 林巡, put in force by 王镇."""
    return actions.issue_plan(decide_everything(campaign, world), actor=world.people["王镇"])


# -- reading


def test_a_notice_is_kept_byte_for_byte_and_laid_out(campaign):
    assert StoredFile.objects.get().pk == campaign.source_id
    assert (campaign.issuer, campaign.dated_on) == ("桂村乡人民政府", dt.date(2024, 11, 23))
    assert [(one.name, one.starts_on, one.ends_on) for one in campaign.stages.all()] == [
        ("部署阶段", dt.date(2024, 11, 25), dt.date(2024, 11, 30)),
        ("检查阶段", dt.date(2024, 12, 1), dt.date(2025, 2, 28)),
    ]
    told = [(one.subject_kind, one.applies_to, one.flags, one.rhythm, one.min_count) for one in campaign.duties.all()]
    assert ("principal", "", [], "monthly", 1) in told
    assert ("principal", "高危行业企业", ["high_risk"], "monthly", 2) in told
    assert [
        one for one in [*campaign.duties.all(), *campaign.stages.all()] if SMALL[one.start : one.end] != one.quote
    ] == []
    assert [event.action for event in campaign.events.all()] == ["campaigns.read_plan"]


def test_a_file_that_cannot_be_read_leaves_nothing(township, world):
    with pytest.raises(Invalid, match="不是能读的文件"):
        actions.receive(upload("\x00\x01\x02" * 50, "图.jpg"), actor=world.people["林巡"])
    assert (StoredFile.objects.count(), Campaign.objects.count()) == (0, 0)


def test_a_village_and_a_neighbour_upload_nothing_for_the_township(township, world):
    received = actions.receive(upload(), actor=None)
    for name in ("吴村", "郑邻", "何客", "纪明"):
        with pytest.raises(NotYours):
            actions.read_plan(township, actor=world.people[name], office=world.offices["应急办"], received=received)


# -- deciding


def test_a_deadline_without_a_year_cannot_be_confirmed_as_it_stands(campaign, world):
    duty = next(one for one in campaign.duties.all() if one.is_open)
    assert (duty.due_written, duty.due_read) == ("6月15日前", "--06-15")
    with pytest.raises(Invalid, match="没有写年份"):
        actions.confirm_duties(campaign, actor=world.people["林巡"], duties=[duty])
    actions.change_duty(campaign, actor=world.people["林巡"], duty=duty, due_on=dt.date(2025, 2, 20), rhythm="once")
    assert (duty.outcome, duty.is_open, duty.decided_by.full_name) == ("changed", False, "林巡")


def test_a_day_no_calendar_has_is_set_by_a_person_and_what_stands_in_a_stage_moves_with_it(township, world):
    text = (
        "桂村乡用电安全工作方案\n各行政村：\n一、阶段安排\n（一）自查阶段（2024年12月1日至12月20日）。各企业开展自查。\n"
        "（二）检查阶段（2024年12月21日至2025年2月28日）。各部门检查。\n二、要求\n各行政村于2月31日前报送总结。\n"
        "桂村乡人民政府\n2024年12月1日\n"
    )
    draft, actor = read(township, world, text), world.people["林巡"]
    report = draft.duties.get(action__contains="报送总结")
    assert (report.is_open, report.open_because) == (True, "日历上没有这一天")
    with pytest.raises(Invalid, match="日历上没有这一天"):
        actions.confirm_duties(draft, actor=actor, duties=[report])
    stage = draft.stages.first()
    actions.change_stage(
        draft, actor=actor, stage=stage, name="自查", starts_on=stage.starts_on, ends_on=dt.date(2024, 12, 10)
    )
    assert draft.duties.get(subject="各企业").due_on == dt.date(2024, 12, 10)


def test_one_file_is_one_draft(township, world):
    received = actions.receive(upload(), actor=world.people["林巡"])
    facts = {"actor": world.people["林巡"], "office": world.offices["应急办"], "received": received}
    first = actions.read_plan(township, **facts)
    with pytest.raises(Invalid, match="这份文件已读成.*先作废那份草稿"):
        actions.read_plan(township, **facts)
    actions.drop_plan(first, actor=world.people["林巡"], reason="重读")
    assert actions.read_plan(township, **facts).pk != first.pk


def test_every_decision_is_kept_with_who_and_when(campaign, world):
    actor, duty, doubt = world.people["林巡"], campaign.duties.first(), campaign.doubts.first()
    actions.drop_duty(campaign, actor=actor, duty=duty, reason="与第三条重复")
    actions.answer_doubt(campaign, actor=actor, doubt=doubt, answer="no_conflict", reason="以区文件为准")
    actions.add_duty(
        campaign,
        actor=actor,
        clause="三",
        subject="各单位",
        action="报告用电情况",
        rhythm="monthly",
        quote="各单位要提高认识",
    )
    duty.refresh_from_db()
    added = campaign.duties.get(outcome="added")
    assert (duty.outcome, duty.reason, duty.decided_by) == ("dropped", "与第三条重复", actor)
    assert (doubt.answer, doubt.decided_by, doubt.decided_at is not None) == ("no_conflict", actor, True)
    assert SMALL[added.start : added.end] == "各单位要提高认识"
    assert [event.action.partition(".")[2] for event in campaign.events.all()] == [
        "read_plan",
        "drop_duty",
        "answer_doubt",
        "add_duty",
    ]
    assert verify().broken == []


def test_a_contradiction_is_not_waved_away_without_words(campaign, world):
    doubt = campaign.doubts.first()
    with pytest.raises(Invalid, match="依据什么"):
        actions.answer_doubt(campaign, actor=world.people["林巡"], doubt=doubt, answer="as_written", reason=" ")
    assert campaign.doubts.first().answer == ""


def test_nothing_is_put_in_force_before_everything_is_decided(campaign, world):
    with pytest.raises(NotYours, match="还有没定的：1 处必须定的矛盾；2 个阶段"):
        actions.issue_plan(campaign, actor=world.people["王镇"])
    decide_everything(campaign, world)
    with pytest.raises(NotYours, match="由乡镇领导下达"):
        actions.issue_plan(campaign, actor=world.people["孙主"])
    actions.issue_plan(campaign, actor=world.people["王镇"])
    assert campaign.standing == "running"
    assert {one.valid_from for one in campaign.duties.all()} == {campaign.starts_on}


def test_who_uploaded_does_not_put_in_force(township, world):
    received = actions.receive(upload(), actor=world.people["王镇"])
    own = actions.read_plan(township, actor=world.people["王镇"], office=world.offices["应急办"], received=received)
    decide_everything(own, world)
    with pytest.raises(NotYours, match="上传人不能自己下达"):
        actions.issue_plan(own, actor=world.people["王镇"])


def test_a_plan_without_dates_waits_for_them(township, world):
    bare = read(township, world, "桂村乡用电安全工作方案\n一、任务\n各村每月检查一次。\n")
    pieces = queries.pieces_of(bare)
    waiting = rules.what_waits(bare, pieces.stages, pieces.duties, pieces.doubts)
    assert waiting[:2] == ["发文日期", "行动起止日期"]
    actions.set_facts(bare, actor=world.people["林巡"], dated_on=MONDAY, starts_on=MONDAY, ends_on=dt.date(2025, 3, 1))
    decide_everything(bare, world)
    assert actions.issue_plan(bare, actor=world.people["王镇"]).is_issued


def test_what_is_in_force_is_not_rewritten(running, world):
    with pytest.raises(NotYours, match="已下达"):
        actions.drop_duty(running, actor=world.people["林巡"], duty=running.duties.first(), reason="不要了")


# -- changing while it runs


@pytest.mark.parametrize(
    ("given", "field"), [({"min_count": "3"}, "min_count"), ({"due_on": "2025-01-20"}, "rhythm"), ({}, "")]
)
def test_a_duty_without_a_period_has_no_number_and_no_last_day(running, given, field):
    duty = next(one for one in running.duties.all() if one.rhythm == "weekly")
    same = {name: getattr(duty, name) for name in ("subject", "subject_kind", "action", "proof_kind")}
    data = {**same, "rhythm": "none", "from_on": "2025-01-01", "reason": "区里电话", **given}
    form = AmendForm(duty, data)
    assert list(form.errors) == ([field] if field else [])


def test_a_changed_duty_is_a_new_version_and_the_old_one_stays_its_basis(client, running, world, at):
    at(dt.date(2024, 12, 16))
    duty = next(one for one in running.duties.all() if one.rhythm == "weekly")
    first_day = dt.date(2025, 1, 1)
    actions.amend_duty(
        running, actor=world.people["林巡"], duty=duty, from_on=first_day, reason="春节前加密", min_count=2
    )
    old, new = running.duties.filter(lineage=duty.lineage).order_by("version")
    assert (old.min_count, old.valid_from, old.valid_to) == (1, running.starts_on, dt.date(2024, 12, 31))
    assert (new.min_count, new.valid_from, new.valid_to, new.quote) == (2, first_day, None, old.quote)
    assert running.events.last().data["changed"] == {"min_count": [1, 2]}
    with pytest.raises(NotNow, match="旧的版本"):
        actions.amend_duty(running, actor=world.people["林巡"], duty=old, from_on=first_day, reason="再改", min_count=3)
    client.force_login(world.people["林巡"])
    stale = client.get(reverse("campaigns:amend_duty", args=[running.pk, old.pk]))
    assert "请打开现行的一版" in stale.content.decode()


def test_what_is_past_is_not_changed(running, world, at):
    at(dt.date(2024, 12, 16))
    duty = next(one for one in running.duties.all() if one.rhythm == "weekly")
    with pytest.raises(Invalid, match="只能从今天或以后起算"):
        actions.end_duty(running, actor=world.people["林巡"], duty=duty, from_on=dt.date(2024, 12, 1), reason="不要了")
    actions.end_duty(running, actor=world.people["林巡"], duty=duty, from_on=dt.date(2024, 12, 20), reason="并入乡级")
    at(dt.date(2024, 12, 20))
    assert duty.pk not in {one.pk for one in queries.in_force(running.duties.all())}


# -- coverage


def test_a_clause_that_nothing_answers_is_bare_until_somebody_says_how(running, world):
    rows = coverage.rows_of(running, queries.pieces_of(running))
    assert {row.label: row.is_answered for row in rows if row.label in ("二(一)", "二(二)", "三")} == {
        "二(一)": True,
        "二(二)": True,
        "三": False,
    }
    actions.answer_clause(running, actor=world.people["林巡"], clause="三", words="在动员会上宣讲")
    rows = coverage.rows_of(running, queries.pieces_of(running))
    assert [row.label for row in rows if not row.is_answered] == []
