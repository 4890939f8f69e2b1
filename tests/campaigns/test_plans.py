"""C6, E1–E4, G1: A notice becomes a campaign: read, decided piece by piece, put in force, changed from a day on."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.campaigns.plans import actions, coverage, queries, rules
from anlan.campaigns.plans.forms import AmendForm
from anlan.campaigns.plans.models import Campaign, Doubt, Duty
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.files.models import StoredFile
from anlan.org.models import Region
from tests.browsing import Browser
from tests.world import GUICUN, PASSWORD

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


# -- pages


def test_the_text_is_cut_where_sentences_begin_and_nothing_is_lost(campaign):
    lines = queries.lines_of(campaign, queries.pieces_of(campaign).everything)
    assert "\n".join("".join(bit.words for bit in line.bits) for line in lines) == SMALL.strip()
    marked = {mark for line in lines for bit in line.bits for mark in bit.marks.split()}
    assert marked == {queries.mark_of(one) for one in queries.pieces_of(campaign).everything if one.end}


def test_an_official_uploads_decides_and_a_leader_puts_in_force_without_script(township, world):
    lin, wang = Browser("lin", PASSWORD), Browser("wang", PASSWORD)
    page = lin.opens(lin.opens(reverse("campaigns:plans")).link("上传通知"))
    page.form("上传并读取").names.add("file")
    page = lin.sends(page, "上传并读取", file=upload())
    page.has("冬季用电安全检查行动", "6月15日前", "年份未定", "下达前还要定")
    address = page.address.split("#")[0]
    page = lin.sends(
        lin.opens(page.link("定这一处")), "记下决定", answer="按更正后的办", reason="电话请示区安委办，按2月20日办"
    )
    campaign = Campaign.objects.get()
    for one in campaign.duties.all():
        if one.is_open:
            edit = lin.opens(reverse("campaigns:plan_duty", args=[campaign.pk, one.pk]))
            lin.sends(edit, "保存", due_on="2025-02-20").has("职责已改")
    while ">确认</button>" in (page := lin.opens(address)).html:
        lin.sends(page, "确认")
    page.has("由乡镇领导下达")
    wang.sends(wang.opens(address), "下达").has("已下达", "进行中")
    assert {one.decided_by.full_name for one in campaign.duties.all()} == {"林巡"}


@pytest.mark.parametrize(
    ("name", "status"),
    [("林巡", 200), ("王镇", 200), ("吴村", 404), ("纪明", 404), ("郑邻", 404), ("何客", 403), ("系统员", 403)],
)
def test_a_draft_is_seen_by_those_who_decide_it(client, campaign, world, name, status):
    client.force_login(world.people[name])
    for page in ("plan", "plan_coverage", "plan_source"):
        assert client.get(reverse(f"campaigns:{page}", args=[campaign.pk])).status_code == status


@pytest.mark.parametrize(("name", "status"), [("吴村", 200), ("纪明", 200), ("郑邻", 404), ("何客", 403)])
def test_what_is_in_force_is_seen_by_all_readers_of_the_township(client, running, world, name, status):
    client.force_login(world.people[name])
    assert client.get(reverse("campaigns:plan", args=[running.pk])).status_code == status


PIECES = ["plan_duty", "drop_duty", "amend_duty", "end_duty"]


@pytest.mark.parametrize("name", ["吴村", "纪明", "何客", "郑邻"])
def test_who_may_not_decide_meets_a_closed_door(client, running, world, name):
    client.force_login(world.people[name])
    duty = running.duties.first()
    for page in PIECES:
        assert client.post(reverse(f"campaigns:{page}", args=[running.pk, duty.pk])).status_code in (403, 404)
    for page in ("confirm_pieces", "issue_plan", "drop_plan", "plan_facts", "new_duty", "new_stage"):
        assert client.post(reverse(f"campaigns:{page}", args=[running.pk])).status_code in (403, 404)


def test_a_page_asks_as_often_for_many_duties_as_for_few(client, campaign, township, world):
    client.force_login(world.people["林巡"])
    big = read(township, world, (PLANS / "guicun.txt").read_text("utf-8"))
    for page in ("plan", "plan_coverage"):
        counts = []
        for one in (campaign, big):
            address = reverse(f"campaigns:{page}", args=[one.pk])
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
        assert counts[0] == counts[1]


def test_a_duty_on_a_subject_nobody_is_is_marked_before_it_is_put_in_force(client, campaign, world):
    Duty.objects.filter(campaign=campaign).update(subject="游船公会", subject_kind="other")
    client.force_login(world.people["林巡"])
    assert "没有对应的对象" in client.get(campaign.get_absolute_url()).content.decode()


def test_the_territory_of_a_notice_is_shown_and_set(client, campaign, world):
    client.force_login(world.people["林巡"])
    days = {name: getattr(campaign, name) for name in ("dated_on", "starts_on", "ends_on")}
    form = {"title": campaign.title, "industries": "工贸", "territories": "周沟村\n\n水道杨村", **days}
    assert client.post(reverse("campaigns:plan_facts", args=[campaign.pk]), form).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.industries, campaign.territories) == (["工贸"], ["周沟村", "水道杨村"])
    assert "周沟村、水道杨村" in client.get(campaign.get_absolute_url()).content.decode()


def test_the_list_filters_and_exports(client, running, world):
    client.force_login(world.people["林巡"])
    address = reverse("campaigns:plans")
    assert "冬季用电安全检查行动" in client.get(address, {"state": "running", "q": "用电"}).content.decode()
    assert "冬季用电安全检查行动" not in client.get(address, {"state": "draft"}).content.decode()
    assert client.get(reverse("campaigns:plans_export")).status_code == 200


def test_a_form_sent_twice_decides_once(client, campaign, world):
    client.force_login(world.people["林巡"])
    doubt = Doubt.objects.filter(campaign=campaign)[0]
    sent = {"answer": "corrected", "reason": "已请示", "client_id": "01890000-0000-7000-8000-000000000001"}
    for _ in range(2):
        assert client.post(reverse("campaigns:plan_doubt", args=[campaign.pk, doubt.pk]), sent).status_code == 302
    assert campaign.events.filter(action="campaigns.answer_doubt").count() == 1
    assert Duty.objects.filter(campaign=campaign, outcome="").exists()


def test_a_piece_is_confirmed_in_place_and_without_a_script_by_a_page(campaign, world, client):
    client.force_login(world.people["林巡"])
    duty, other = [one for one in campaign.duties.all() if not one.is_open][:2]
    address = reverse("campaigns:confirm_pieces", args=[campaign.pk])
    sent = {"piece": str(duty.pk), "client_id": str(uuid.uuid4())}
    answer = client.post(address, sent, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.lstrip().startswith('<div class="draft" id="draft">')
    assert (page.count(f'id="d{duty.number}"'), "通知原文" in page, "确认" in page) == (1, False, True)
    assert campaign.duties.get(pk=duty.pk).outcome == "confirmed"
    answer = client.post(address, {"piece": str(other.pk)})
    assert answer.headers["Location"] == f"{campaign.get_absolute_url()}#d{other.number}"
    answer = client.post(address, {"piece": str(duty.pk)}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (404, "none")
