"""C1: What binds an enterprise: published to it, read by its people version by version, and open at its door."""

import datetime as dt
import io
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises import queries as people
from anlan.enterprises.binding import actions, papers, publishing, queries
from anlan.enterprises.models import Enterprise, Receipt, SiteCode
from anlan.enterprises.premises import actions as premises
from anlan.enterprises.premises.queries import asked_of
from anlan.org import inbox
from anlan.org.models import Notice
from anlan.standards import actions as standards
from anlan.standards.models import Industry

pytestmark = pytest.mark.django_db

NOBODY, OUTSIDER, NEIGHBOUR, READER, VILLAGER, DOER, OWNER = "路人", "何客", "郑邻", "纪明", "马协", "林巡", "刘翀"
WHO = [NOBODY, OUTSIDER, NEIGHBOUR, READER, VILLAGER, DOER, OWNER]
PAGES = {
    # address: status for each of WHO
    "bindings": (302, 200, 200, 200, 200, 200, 200),
    "bindings_export": (302, 200, 200, 200, 200, 200, 200),
    "binding": (302, 404, 404, 200, 200, 200, 200),
    "told": (302, 404, 404, 403, 200, 200, 403),
    "plate": (302, 404, 404, 200, 200, 200, 200),
}
POSTS = {
    "remind": (302, 403, 302, 403, 302, 302, 403),
    "confirm_read": (302, 404, 404, 403, 403, 403, 302),
    "issue_code": (302, 404, 404, 403, 302, 302, 302),
}
WITHOUT_ONE = {"bindings", "bindings_export", "remind"}


@pytest.fixture
def bound(hengtong, liu, write_packs) -> Enterprise:
    """恒通板材厂, of an industry with two criteria, its list published and its plate made."""
    hengtong.refresh_from_db()
    register.change(hengtong, actor=None, industries=[Industry.objects.get(pk="gongmao")])
    hengtong.refresh_from_db()
    publishing.publish(Enterprise.objects.filter(pk=hengtong.pk))
    return hengtong


@pytest.fixture
def write_packs(tmp_path, industries):
    """Two criteria for 工贸 in force; called again it loads another wording of them."""
    folder = tmp_path / "packs"
    folder.mkdir()

    def load(first: str = "安全出口锁闭") -> None:
        text = PACK.format(first=first)
        (folder / "shiyan-2024.yaml").write_text(text, encoding="utf-8")
        assert not standards.load_packs(folder).problems

    load()
    return load


PACK = """
id: shiyan-2024
title: 试验行业重大事故隐患判定标准
doc_number: 试验〔2024〕1号
issuer: 试验部
issued: "2023-01-01"
effective: "2023-02-01"
status: in force
industry: [gongmao]
applies_to: 试验企业
complete: true
official_urls: []
note: 试验用
items:
  - {{code: 第三条(一), section: 管理, summary: {first}, check: 看出口, keywords: [出口], checked_against_text: true}}
  - {{code: 第四条, section: 设备, summary: 除尘器未泄爆, check: 看除尘, keywords: [除尘], checked_against_text: true}}
"""


@pytest.fixture
def visit(client, world, bound, liu):
    """Go to a page of 恒通板材厂 as somebody."""
    actions.issue_code(bound, actor=world.people["林巡"])

    def go(who, name, method="get", data=None):
        client.logout()
        if who != NOBODY:
            client.force_login(liu if who == OWNER else world.people[who])
        address = reverse(f"enterprises:{name}", args=[] if name in WITHOUT_ONE else [bound.pk])
        return getattr(client, method)(address, data)

    return go


@pytest.mark.parametrize("name", PAGES)
def test_every_page_for_everybody(visit, name):
    assert tuple(visit(who, name).status_code for who in WHO) == PAGES[name]


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize("at", range(len(WHO)))
def test_every_step_for_everybody(visit, bound, name, at):
    form = {"client_id": uuid.uuid4(), "version": version_of(bound)}
    assert visit(WHO[at], name, "post", form).status_code == POSTS[name][at]


def version_of(enterprise) -> str:
    return queries.binding_of(enterprise).checklist.digest


def standing(enterprise) -> str:
    return queries.with_standing(Enterprise.objects.filter(pk=enterprise.pk)).get().standing


def confirm(enterprise, user, **more):
    enterprise.refresh_from_db()
    person = people.principal_of(enterprise)
    return actions.confirm_read(
        enterprise, person=person, version=more.pop("version", version_of(enterprise)), actor=user, **more
    )


class TestReading:
    def test_the_principal_reads_and_the_enterprise_stands_as_read_with_one_event(self, bound, liu):
        assert standing(bound) == "unread"
        before = bound.event_count
        confirm(bound, liu)
        assert standing(bound) == "read"
        bound.refresh_from_db()
        assert bound.event_count == before + 1
        assert bound.events.last().data["version"] == version_of(bound)
        assert verify().broken == []

    def test_the_same_form_sent_twice_is_one_receipt(self, bound, liu):
        key = uuid.uuid4()
        confirm(bound, liu, client_id=key)
        confirm(bound, liu, client_id=key)
        assert Receipt.objects.count() == 1

    def test_reading_the_same_version_again_is_refused(self, bound, liu):
        confirm(bound, liu)
        with pytest.raises(Invalid, match="已经读过"):
            confirm(bound, liu)

    def test_a_new_version_asks_again_and_keeps_the_old_receipt(self, bound, liu, write_packs):
        confirm(bound, liu)
        write_packs("安全出口锁闭、堵塞")
        publishing.publish_all()
        assert standing(bound) == "new"
        confirm(bound, liu)
        assert standing(bound) == "read"
        assert Receipt.objects.filter(enterprise=bound).values("checklist").distinct().count() == 2

    def test_who_read_an_earlier_version_sees_what_is_new(self, visit, bound, liu, write_packs):
        assert "上一版" not in visit(OWNER, "binding").content.decode()
        confirm(bound, liu)
        write_packs("安全出口锁闭、堵塞")
        publishing.publish_all()
        page = visit(OWNER, "binding").content.decode()
        assert "读过的是上一版，这一版新增 1 条（标“新增”），去掉 1 条" in page
        assert (page.count('<span class="tag blue">新增</span>'), page.count("<li>安全出口锁闭</li>")) == (1, 1)
        assert "新增" not in visit("林巡", "binding").content.decode()
        confirm(bound, liu)
        assert "上一版" not in visit(OWNER, "binding").content.decode()

    def test_a_version_that_was_replaced_while_it_was_read_is_not_confirmed(self, bound, liu, write_packs):
        shown = version_of(bound)
        write_packs("安全出口锁闭、堵塞")
        publishing.publish_all()
        with pytest.raises(NotNow, match="刚刚更新"):
            confirm(bound, liu, version=shown)

    def test_nobody_confirms_for_somebody_else(self, bound, world):
        with pytest.raises(NotYours, match="本人"):
            confirm(bound, world.people["林巡"])

    def test_an_official_puts_on_record_who_was_told_how(self, bound, world):
        confirm(bound, world.people["马协"], how="in_person")
        receipt = Receipt.objects.get()
        assert (receipt.get_how_display(), receipt.recorded_by) == ("当面告知", world.people["马协"])

    def test_the_neighbouring_township_records_nothing_here(self, bound, world):
        with pytest.raises(NotYours):
            confirm(bound, world.people["郑邻"], how="paper")

    def test_when_the_reader_leaves_the_enterprise_has_not_read(self, bound, liu):
        confirm(bound, liu)
        bound.refresh_from_db()
        register.end_person(bound, person_id=people.principal_of(bound).pk, actor=None)
        assert standing(bound) == "unread"


class TestPublishing:
    def test_an_enterprise_without_industry_has_no_list(self, hengtong, write_packs):
        assert publishing.publish(Enterprise.objects.all()) == 0
        assert standing(hengtong) == "none"

    def test_a_standard_that_asks_nothing_of_what_it_has_is_not_called_missing(self, client, hengtong, law, liu):
        hengtong.industries.set(["ranqi"])
        Enterprise.objects.filter(pk=hengtong.pk).update(main_industry="ranqi", features=["gas"])
        client.force_login(liu)
        page = client.get(reverse("enterprises:binding", args=[hengtong.pk])).content.decode()
        assert "没有一条问到本单位填报的设备与工艺" in page
        assert "还没有收录" not in page

    def test_an_industry_without_standard_gives_no_list_to_read(self, hengtong, write_packs):
        register.change(hengtong, actor=None, industries=[Industry.objects.get(pk="weihua")])
        publishing.publish_all()
        assert standing(hengtong) == "none"

    def test_publishing_again_changes_nothing(self, bound):
        assert publishing.publish_all() == 0

    def test_the_worker_publishes_when_facts_change_and_when_a_pack_is_loaded(self, hengtong, write_packs, settings):
        settings.JOBS_IN_PLACE = True
        register.change(hengtong, actor=None, industries=[Industry.objects.get(pk="gongmao")])
        journal.advance(1000)
        assert queries.binding_of(hengtong).item_count == 2

    def test_a_pack_that_begins_on_a_day_to_come_is_published_on_that_day(self, bound, tmp_path):
        folder = tmp_path / "later"
        folder.mkdir()
        day = clock.today() + dt.timedelta(days=30)
        later = PACK.format(first="车间住人").replace("shiyan-2024", "houlai-2024").replace("2023-02-01", str(day))
        (folder / "houlai-2024.yaml").write_text(later, encoding="utf-8")
        assert not standards.load_packs(folder).problems
        assert publishing.publish_all() == 0
        with clock.moved_to(day):
            assert publishing.publish_all(day) == 1

    def test_people_with_accounts_find_a_new_list_in_the_next_digest(self, bound, liu):
        notice = Notice.objects.get(user=liu)
        assert "请阅读" in notice.title
        assert notice.shown_on == clock.today() + dt.timedelta(days=1)


class TestReminding:
    def test_the_unread_are_reminded_once_a_day_however_often_one_asks(self, bound, liu, world):
        rows = Enterprise.objects.all()
        first = actions.remind(rows, actor=world.people["林巡"])
        again = actions.remind(rows, actor=world.people["林巡"])
        assert (first.enterprises, first.people, again.people) == (1, 1, 0)

    def test_those_who_have_read_are_left_in_peace(self, bound, liu, world):
        confirm(bound, liu)
        assert actions.remind(Enterprise.objects.all(), actor=world.people["林巡"]).enterprises == 0

    def test_a_reminder_waits_for_the_morning(self, bound, liu, world):
        Notice.objects.all().delete()
        actions.remind(Enterprise.objects.all(), actor=world.people["林巡"])
        assert inbox.shown_to(liu).count() == 0
        assert inbox.waiting_count(liu) == 1


class TestTheTable:
    def test_it_is_narrowed_by_reading_and_exported_as_seen(self, client, bound, liu, world):
        confirm(bound, liu)
        client.force_login(world.people["林巡"])
        assert "恒通" in client.get(reverse("enterprises:bindings"), {"read": "read"}).content.decode()
        assert "恒通" not in client.get(reverse("enterprises:bindings"), {"read": "unread"}).content.decode()
        answer = client.get(reverse("enterprises:bindings_export"), {"read": "read"})
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        row = [cell.value for cell in sheet[sheet.max_row]]
        assert row[6:8] == ["已读", 2]
        assert "刘翀（主要负责人" in row[10]

    @pytest.mark.parametrize("name", ["bindings", "bindings_export"])
    def test_it_asks_the_same_number_of_questions_for_3_rows_and_for_30(self, client, world, many, write_packs, name):
        client.force_login(world.people["林巡"])
        many(3)
        publishing.publish_all()
        client.get(reverse("enterprises:bindings"))
        few = questions(client, name)
        many(27)
        publishing.publish_all()
        assert questions(client, name) == few


def questions(client, name) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(reverse(f"enterprises:{name}"))
        if answer.streaming:
            b"".join(answer.streaming_content)
    return len(asked)


class TestTheDoor:
    def test_whoever_scans_the_code_sees_the_list_and_nobody_s_name_or_number(self, client, bound, world):
        actions.issue_code(bound, actor=world.people["林巡"])
        page = client.get(reverse("door:public", args=[SiteCode.objects.get().token]))
        text = page.content.decode()
        assert page.status_code == 200
        assert "安全出口锁闭" in text
        assert "第三条(一)" in text
        assert not any(word in text for word in ("刘翀", "1383", "1118", bound.local_code))

    def test_at_small_premises_the_page_holds_the_everyday_questions_the_plate_begins(self, client, hengtong, world):
        Enterprise.objects.filter(pk=hengtong.pk).update(kind=Enterprise.Kind.SHOP, main_industry=None)
        shop = Enterprise.objects.select_related("region").get(pk=hengtong.pk)
        premises.choose_lists(shop, slugs=["canyin-yehuaqi"], actor=world.people["林巡"])
        actions.issue_code(shop, actor=world.people["林巡"])
        text = client.get(reverse("door:public", args=[SiteCode.objects.get().token])).content.decode()
        assert "暂时没有公布" not in text
        assert all(one["finding"] in text for one in asked_of(shop))

    def test_a_renewed_code_makes_the_old_plate_void(self, client, bound, world):
        actions.issue_code(bound, actor=world.people["林巡"])
        old = SiteCode.objects.get().token
        bound.refresh_from_db()
        actions.issue_code(bound, actor=world.people["林巡"], renew=True)
        page = client.get(reverse("door:public", args=[old]))
        assert page.status_code == 404
        assert "换发" in page.content.decode()
        assert client.get(reverse("door:public", args=[SiteCode.objects.get().token])).status_code == 200

    @pytest.mark.parametrize("token", ["%00", "no such", "９９", "a" * 300])
    def test_what_is_no_code_is_told_so(self, client, bound, token):
        assert client.get(f"/s/{token}/").status_code == 404

    def test_a_second_issue_keeps_the_code_and_writes_nothing(self, bound, world):
        actions.issue_code(bound, actor=world.people["林巡"])
        token, count = SiteCode.objects.get().token, bound.event_count
        actions.issue_code(bound, actor=world.people["林巡"])
        assert (SiteCode.objects.get().token, bound.event_count) == (token, count)

    def test_the_plate_is_one_page_with_the_name(self, client, bound, world):
        actions.issue_code(bound, actor=world.people["林巡"])
        client.force_login(world.people["林巡"])
        content = client.get(reverse("enterprises:plate", args=[bound.pk])).content
        [page] = PdfReader(io.BytesIO(content)).pages
        assert "恒通 板材厂" in page.extract_text()
        assert "安全出口锁闭" in page.extract_text()
        assert "每月自查一次" not in page.extract_text()

    def test_the_plates_of_a_village_are_one_file_a_page_each_and_who_has_no_code_gets_one(self, client, bound, world):
        shop = register.record(name="张记小吃", region=bound.region, actor=None, kind="shop")
        address = f"{reverse('enterprises:plates')}?village={bound.region_code}"
        client.force_login(world.people["纪明"])
        assert client.post(address).status_code == 422
        client.force_login(world.people["林巡"])
        pages = PdfReader(io.BytesIO(client.post(address).content)).pages
        assert "恒通" in pages[0].extract_text()
        assert "张记小吃" in pages[1].extract_text()
        assert set(SiteCode.objects.values_list("enterprise", flat=True)) == {bound.pk, shop.pk}
        answer = client.post(f"{address}&read=bie-de")
        assert (answer.status_code, "没有可以打印的门牌" in answer.content.decode()) == (422, True)

    def test_the_plate_of_small_premises_reminds_of_the_monthly_self_check(self, client, bound, world):
        Enterprise.objects.filter(pk=bound.pk).update(kind=Enterprise.Kind.SHOP)
        actions.issue_code(bound, actor=world.people["林巡"])
        client.force_login(world.people["林巡"])
        [page] = PdfReader(io.BytesIO(client.get(reverse("enterprises:plate", args=[bound.pk])).content)).pages
        assert "每月自查一次：扫码，点“本月自查”" in page.extract_text()

    def test_the_plate_of_small_premises_goes_on_with_everyday_questions(self, client, bound, world):
        Enterprise.objects.filter(pk=bound.pk).update(kind=Enterprise.Kind.SHOP)
        shop = Enterprise.objects.select_related("region").get(pk=bound.pk)
        premises.choose_lists(shop, slugs=["canyin-yehuaqi"], actor=world.people["林巡"])
        poster = papers._poster(shop, None, "https://anlan.example/s/abc/")  # before anything is published to it
        assert len(poster.items) == 10
        assert poster.items[0].words == asked_of(shop)[0]["finding"]

    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            ("教发厅函〔2024〕20号（据公开转载，须到教育部网站核）", "教发厅函〔2024〕20号 第三条"),
            ("安监总管三〔2017〕121号（烟花爆竹部分）", "安监总管三〔2017〕121号（烟花爆竹部分） 第三条"),
            ("", "指南 第三条"),
        ],
    )
    def test_where_a_number_was_seen_is_not_said_at_a_door(self, number, shown):
        assert papers._source({"doc_number": number, "code": "第三条", "pack_title": "指南"}) == shown

    def test_ten_items_stand_on_the_poster_the_heavy_ones_first(self):
        words = {"pack_title": "甲", "lead": "对照检查", "statement": "未设置"}
        items = [words | {"section": str(n % 4), "may_be_major": n % 3 == 0, "n": n} for n in range(40)]
        ten = queries.important(sorted(items, key=lambda item: item["section"]))
        assert len(ten) == 10
        assert all(item["may_be_major"] for item in ten)
        assert len({item["section"] for item in ten}) == 4

    def test_half_a_clause_does_not_hang_at_a_door(self):
        words = {"pack_title": "甲", "section": "一", "may_be_major": True, "lead": "对照检查"}
        cut = words | {"statement": "实验室内违规存放易燃易爆危险品等（转载在此截断，后半部分未见）"}
        of_others = words | {"statement": "本标准所列情形中直接关系生产安全的监控、报警装置失效"}
        whole = words | {"statement": "锁闭、遮挡安全出口"}
        assert queries.important([cut, of_others, whole]) == [whole]
