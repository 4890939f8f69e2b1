"""Going to inspect: under which power, by whom, with which card, what is published, how often, and who was told.

Clauses C3a, C4 of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.documents import values
from anlan.enforcement.frequency import actions as frequency
from anlan.enforcement.inspecting import actions, papers, queries, rules
from anlan.enforcement.templating import making
from anlan.enterprises.binding import actions as binding
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import Gap
from anlan.files.presses import tags
from anlan.inspections import actions as visits
from anlan.inspections.kinds import Kind
from anlan.org import actions as org
from anlan.org.models import Power, Region
from anlan.org.roles import Role
from tests.world import GUICUN, STRIP

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)
ITEM = "安全出口和疏散通道情况"


@pytest.fixture
def team(world, factory, at):
    """综合执法 with the power, what it published, a cap of one, and 赵执 and 镕玥 with cards; 钱执 heads it."""
    at(DAY)
    office = world.offices["综合执法"]
    for kind in (Power.Kind.INSPECT, Power.Kind.ORDER):
        org.give_power(office, kind=kind, basis="赋权目录", valid_from=dt.date(2026, 1, 1))
    world.person("rong", "镕玥", Role.OFFICER, "综合执法", **STRIP)
    for name in ("赵执", "镕玥"):
        carries(world.people[name], DAY.replace(year=2028))
    factory.strip = office
    factory.save(update_fields=["strip"])
    rows = [{"name": ITEM, "basis": "《安全生产法》第四十二条"}]
    published = {"year": 2026, "items": rows, "source": "政务公开栏", "published_on": dt.date(2026, 1, 15)}
    actions.publish(office, actor=world.people["钱执"], **published)
    region = Region.objects.get(code=GUICUN)
    frequency.publish_cap(region, actor=world.people["王镇"], year=2026, times=1, basis="年度检查计划")
    return world


def carries(user, until):
    kept = {"full_name": user.full_name, "phone": user.phone, "office": user.office, "title": user.title}
    return org.change_person(user, **kept, enforcement_card="41100320001", enforcement_card_until=until)


def asked(team, factory, **more):
    people = team.people
    facts = {
        "item": ITEM,
        "reason": "年度检查计划",
        "planned_on": DAY,
        "lead": people["赵执"],
        "second": people["镕玥"],
    }
    return actions.ask(factory, actor=people["赵执"], **(facts | more))


def test_from_the_proposal_to_the_visit(team, factory):
    found = asked(team, factory)
    assert "不能自己批准" in rules.may_decide(team.people["赵执"], found)
    actions.approve(found, actor=team.people["钱执"])
    assert found.number == "综合执法检〔2026〕1号"
    assert found.lead_card == "41100320001，有效期至2028年11月24日"
    assert "还没有送达检查通知" in rules.may_begin(team.people["赵执"], found)
    actions.notify(found, actor=team.people["镕玥"], notice_receipt="总经理刘强签收")
    actions.start(found, actor=team.people["赵执"])
    assert found.visit.kind == Kind.ADMINISTRATIVE
    assert found.visit.document_number == found.number
    assert [one.name for one in found.visit.companions.all()] == ["镕玥"]
    assert [event.action.split(".")[1] for event in found.events.all()] == ["ask", "approve", "notify", "start"]


def ready(team, factory, **more):
    """Approved and the enterprise told."""
    found = actions.approve(asked(team, factory, **more), actor=team.people["钱执"])
    return actions.notify(found, actor=team.people["镕玥"], notice_receipt="总经理刘强签收")


def test_what_the_system_holds_of_the_place_is_laid_out_before_one_goes(team, factory, client):
    client.force_login(team.people["赵执"])
    found = asked(team, factory)
    watching.look_at_all()
    page = client.get(found.get_absolute_url()).content.decode()
    assert f"/hazards/?enterprise={factory.pk}" in page
    assert "未销号隐患 0 条" in page
    assert "没有企业自查的记录" in page
    for gap in Gap.objects.filter(enterprise=factory, filled_at=None)[:12]:
        assert gap.words in page
        assert gap.clause in page
    assert Gap.objects.filter(enterprise=factory).exists()


def plate_of(team, factory):
    return binding.issue_code(factory, actor=team.people["孙主"]).site_code.token


def test_the_plate_scanned_at_the_door_stands_on_the_page_and_begins_it(team, factory, client):
    found, door = ready(team, factory), reverse("door:public", args=[plate_of(team, factory)])
    scan = reverse("enforcement:scan_in", args=[factory.site_code.token])
    assert scan not in client.get(door).content.decode()
    for name, sees in {"镕玥": True, "赵执": True, "王镇": False}.items():
        client.force_login(team.people[name])
        assert (scan in client.get(door).content.decode()) == sees, name
    client.force_login(team.people["赵执"])
    assert client.post(scan).headers["Location"] == found.get_absolute_url()
    assert client.post(scan).status_code == 409
    found.refresh_from_db()
    assert [event.actor_name for event in found.events.filter(action="enforcement.scan")] == ["赵执"]
    begin = reverse("enforcement:start_inspection", args=[found.pk])
    assert "没有扫码的原因" not in client.get(begin).content.decode()
    client.post(begin, {"unscanned_because": "手机没电"})
    found = queries.Inspection.objects.get(pk=found.pk)
    assert (found.state, found.unscanned_because) == ("begun", "")
    assert (
        f"{values.instant(found.scanned_at)}扫门牌二维码入企。" in client.get(found.get_absolute_url()).content.decode()
    )
    assert values.of_visit(found)["scanned"] == values.scanned(found)


def test_begun_without_a_scan_it_goes_on_and_says_so(team, factory, client):
    found = ready(team, factory)
    client.force_login(team.people["赵执"])
    begin = reverse("enforcement:start_inspection", args=[found.pk])
    assert "没有扫码的原因" in client.get(begin).content.decode()
    assert client.post(begin, {"unscanned_because": "仓库起火，先到现场"}).status_code == 302
    found = queries.Inspection.objects.get(pk=found.pk)
    assert values.scanned(found) == "开始检查时没有扫码：仓库起火，先到现场。"
    assert "先到现场" in client.get(found.get_absolute_url()).content.decode()
    with pytest.raises(Invalid, match="不是“.*”现用的门牌"):
        actions.scan(found, actor=team.people["赵执"], token="abc")
    with clock.moved_to(clock.now() + dt.timedelta(minutes=30)):
        actions.scan(found, actor=team.people["镕玥"], token=plate_of(team, factory))
    assert "离开前补扫（开始时未扫：仓库起火，先到现场）" in values.scanned(found)


def test_without_a_reason_the_fact_alone_is_on_record(team, factory):
    found = actions.start(ready(team, factory), actor=team.people["赵执"])
    assert values.scanned(found) == "开始检查时没有扫码：没有写明原因。"
    with pytest.raises(NotYours, match="由检查人员"):
        actions.scan(found, actor=team.people["王镇"], token=plate_of(team, factory))


def test_without_an_approval_nobody_inspects(team, factory):
    with pytest.raises(NotYours, match="先办审批"):
        visits.begin(factory, kind=Kind.ADMINISTRATIVE, actor=team.people["赵执"])
    with pytest.raises(NotYours, match="两名持证执法人员"):
        visits.begin(factory, kind=Kind.ADMINISTRATIVE, actor=team.people["马协"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("马协", "村级巡查"),
        ("吴村", "村级巡查"),
        ("顾专", "帮扶指导"),
        ("林巡", "没有登记行政检查权"),
        ("何客", "由有行政检查权"),
    ],
)
def test_who_has_no_power_is_told_what_is_open_instead(team, factory, name, words):
    assert words in rules.may_ask(team.people[name], factory)
    with pytest.raises(NotYours):
        actions.ask(
            factory,
            actor=team.people[name],
            item=ITEM,
            reason="看看",
            planned_on=DAY,
            lead=team.people["赵执"],
            second=team.people["镕玥"],
        )


def test_a_card_that_expired_yesterday_stops_it_at_every_step(team, factory):
    found = asked(team, factory)
    carries(team.people["镕玥"], DAY - dt.timedelta(days=1))
    again = type(found).objects.get(pk=found.pk)
    with pytest.raises(Invalid, match="镕玥的执法证2026年11月23日已到期"):
        actions.approve(again, actor=team.people["钱执"])
    with pytest.raises(Invalid, match="已到期"):
        asked(team, factory, second=type(team.people["镕玥"]).objects.get(username="rong"))


def test_one_officer_a_stranger_or_an_item_nobody_published_is_refused(team, factory):
    with pytest.raises(Invalid, match="两名以上"):
        asked(team, factory, second=team.people["赵执"])
    carries(team.people["林巡"], DAY)
    with pytest.raises(Invalid, match="林巡不是综合执法的人员"):
        asked(team, factory, second=type(team.people["林巡"]).objects.get(username="lin"))
    with pytest.raises(Invalid, match="没有公示的事项不能检查"):
        asked(team, factory, item="账本")


def test_the_cap_holds_unless_one_of_four_cases_is_on_record(team, factory):
    first = asked(team, factory)
    with pytest.raises(Invalid, match="已安排1次，公布的上限1次"):
        asked(team, factory)
    with pytest.raises(Invalid, match="写明超出频次"):
        asked(team, factory, beyond_cap="report")
    asked(team, factory, beyond_cap="report", beyond_words="举报 12350-77")
    assert rules.used(factory, 2026) == 1
    actions.cancel(first, actor=team.people["赵执"], reason="企业停产")
    assert rules.used(factory, 2026) == 0
    assert asked(team, factory).state == "asked"


def test_an_unannounced_plan_is_seen_by_those_named_and_who_looked_is_on_record(team, factory, client):
    found = asked(team, factory, why_unannounced="防止临时停用设备", told=[team.people["钱执"]])
    for name, sees in {"钱执": True, "镕玥": True, "孙主": False, "王镇": False}.items():
        assert queries.visible_to(team.people[name]).filter(pk=found.pk).exists() == sees, name
        client.force_login(team.people[name])
        assert client.get(found.get_absolute_url()).status_code == (200 if sees else 404)
        client.get(found.get_absolute_url())
    assert [event.actor_name for event in queries.looks_at(found)] == ["镕玥", "钱执"]


def test_its_pages_and_papers_open_for_those_they_are_for(team, factory, client):
    client.force_login(team.people["赵执"])
    page = reverse("enforcement:ask_inspection", args=[factory.pk])
    sent = {
        "item": ITEM,
        "reason": "年度检查计划",
        "planned_on": str(DAY),
        "lead": team.people["赵执"].pk,
        "assistants": 2,
    }
    refused = client.post(page, sent | {"second": team.people["赵执"].pk})
    assert refused.status_code == 422
    assert "两名以上" in refused.content.decode()
    found = queries.Inspection.objects.get(pk=client.post(page, sent | {"second": team.people["镕玥"].pk}).url[-37:-1])
    client.force_login(team.people["钱执"])
    client.post(reverse("enforcement:approve_inspection", args=[found.pk]), {"decision": "同意"})
    found.refresh_from_db()
    for name in ("inspection_approval", "inspection_notice"):
        answer = client.get(reverse(f"enforcement:{name}", args=[found.pk]))
        assert answer.content.startswith(b"%PDF"), name
    for name in ("inspections", "publications", "inspections_export"):
        assert client.get(reverse(f"enforcement:{name}")).status_code == 200, name
    tab = client.get(reverse("enforcement:inspections_of", args=[factory.pk])).content.decode()
    assert "已安排 <b>1</b> 次，公布的上限 1 次" in tab
    notice = "".join(tags.lines(papers.written(found, papers.NOTICE)))
    assert [
        words for words in ("镕玥", "五个严禁", "计入年度频次", "申请回避", "2名，事先确定") if words not in notice
    ] == []
    assert making.printed(papers.written(found, papers.APPROVAL), "")[:5] == b"%PDF-"


def test_only_an_office_with_the_power_publishes(team):
    rows = [{"name": ITEM, "basis": "法"}]
    with pytest.raises(NotYours):
        actions.publish(
            team.offices["应急办"],
            actor=team.people["孙主"],
            year=2026,
            items=rows,
            source="公开栏",
            published_on=clock.today(),
        )


def test_a_delegated_list_is_held_to_item_by_item(team, factory):
    Power.objects.filter(kind="inspect").update(is_delegated=True, items=[ITEM])
    rows = [{"name": name, "basis": "法"} for name in (ITEM, "特种设备使用情况")]
    told = {"year": 2026, "items": rows, "source": "公开栏", "published_on": DAY}
    with pytest.raises(Invalid, match="“特种设备使用情况”不在综合执法的下放事项清单里"):
        actions.publish(team.offices["综合执法"], actor=team.people["钱执"], **told)
    assert asked(team, factory).item == ITEM
    Power.objects.filter(kind="inspect").update(items=["其他事项"])
    with pytest.raises(Invalid, match="不能检查；请报告或移送有权单位"):
        asked(team, factory)
