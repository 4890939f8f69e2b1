"""The pages of a campaign made from a notice: who sees them, what they say before it is put in force, what they ask."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.campaigns.plans import actions, queries, rules
from anlan.campaigns.plans.models import Campaign, Doubt, Duty
from anlan.core.errors import Invalid
from tests.browsing import Browser
from tests.campaigns.test_plans import (
    MONDAY,
    PLANS,
    SMALL,
    campaign,
    decide_everything,
    read,
    running,
    township,
    upload,
)
from tests.world import PASSWORD

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db
AGAIN = SMALL.replace("2024年11月23日", "2024年11月23日\n（此件公开发布）")


def page_of(client, campaign) -> str:
    return client.get(reverse("campaigns:plan", args=[campaign.pk])).content.decode()


def test_a_second_draft_of_the_same_notice_is_told_until_one_is_dropped(client, campaign, township, world):
    client.force_login(world.people["林巡"])
    again = read(township, world, AGAIN)
    assert "同一份通知已有草稿" in page_of(client, again)
    decide_everything(campaign, world)
    actions.issue_plan(campaign, actor=world.people["王镇"])
    assert "同一份通知已有下达的行动" in page_of(client, again)
    assert "同一份通知" not in page_of(client, campaign)
    other = read(township, world, SMALL.replace("冬季用电", "夏季用气"))
    assert "同一份通知" not in page_of(client, other)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (MONDAY, ""),
        (dt.date(2024, 12, 20), "行动从2024年11月23日就开始了"),
        (dt.date(2025, 6, 1), "行动到2025年2月28日已经结束"),
    ],
)
def test_that_a_campaign_began_long_ago_or_is_over_is_told_before_it_is_put_in_force(
    client, campaign, world, at, today, told
):
    at(today)
    client.force_login(world.people["王镇"])
    page = page_of(client, campaign)
    assert told in page
    assert bool(rules.told_before(campaign)) is bool(told)


def test_nobody_keeps_to_a_day_that_no_calendar_has(client, township, world):
    lin = world.people["林巡"]
    draft = read(township, world, SMALL.replace("至2025年2月28日", "至2025年2月31日"))
    doubt = draft.doubts.filter(kind=Doubt.NO_SUCH_DAY).first()
    with pytest.raises(Invalid, match="日历上没有这一天，不能照原文办"):
        actions.answer_doubt(draft, actor=lin, doubt=doubt, answer="as_written", reason="照办")
    client.force_login(lin)
    page = client.get(reverse("campaigns:plan_doubt", args=[draft.pk, doubt.pk])).content.decode()
    assert "就按原文办" not in page
    actions.answer_doubt(draft, actor=lin, doubt=doubt, answer="corrected", reason="按2月28日，已请示")


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
