"""What the administrators do: accounts, grants, offices, powers, regions, the calendar; each leaves its event."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anlan.core import clock, workdays
from anlan.core.ids import uuid7
from anlan.org import inbox, scope
from anlan.org.models import Office, Region, User
from anlan.org.scope import Place
from tests.world import GUICUN, ZHOUGOU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settled(world):
    User.objects.update(must_change_password=False)


@pytest.fixture
def as_(client, world):
    """Act as one of the cast: `as_("安全员").post(…)`."""

    def act(name):
        client.logout()  # a session of yesterday would be idle today
        client.force_login(User.objects.get(pk=world.people[name].pk))
        return client

    return act


def errors(answer):
    return re.findall(r'class="error">(.*?)</p>', answer.content.decode())


NEW = {"username": "feng", "full_name": "冯新", "phone": "13900001111", "office": "应急办（桂村乡）"}


def test_a_new_account_shows_its_first_password_once(as_):
    given = NEW | {"client_id": str(uuid7())}
    first = as_("安全员").post(reverse("org:new_person"), given).content.decode()
    secret = re.search(r'class="secret">(.*?)<', first).group(1)
    feng = User.objects.get(username="feng")
    assert feng.check_password(secret)
    assert feng.must_change_password
    assert feng.office.name == "应急办"
    again = as_("安全员").post(reverse("org:new_person"), given).content.decode()
    assert "这张表已经提交过" in again
    assert secret not in again
    assert User.objects.filter(full_name="冯新").count() == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"username": "LIN"}, "已被使用。"),
        ({"username": "中文名"}, "请用字母开头"),
        ({"phone": "12345"}, "请填写 11 位手机号"),
        ({"office": "不存在的办公室"}, "没有名为“不存在的办公室”的单位"),
        ({"full_name": ""}, "请填写这一项。"),
    ],
)
def test_a_wrong_entry_is_named_at_its_field_and_nothing_is_opened(as_, wrong, reason):
    answer = as_("安全员").post(reverse("org:new_person"), NEW | wrong)
    assert answer.status_code == 422
    assert any(reason in error for error in errors(answer))
    assert not User.objects.filter(username="feng").exists()


def test_a_change_is_an_event_that_shows_old_and_new_and_hides_the_phone(as_, world):
    lin = world.people["林巡"]
    as_("安全员").post(
        reverse("org:change_person", args=[lin.pk]),
        {"full_name": "林巡", "phone": "13900002222", "office": "综合执法", "title": "副主任"},
    )
    event = User.objects.get(pk=lin.pk).events.latest("number")
    assert event.action == "org.change_person"
    assert event.data["changes"] == {
        "phone": ["138****1037", "139****2222"],
        "office": ["应急办", "综合执法"],
        "title": ["", "副主任"],
    }


def test_a_reset_password_is_shown_once_and_ends_the_lock(as_, world):
    lin = world.people["林巡"]
    page = as_("安全员").post(reverse("org:reset_password", args=[lin.pk])).content.decode()
    secret = re.search(r'class="secret">(.*?)<', page).group(1)
    lin = User.objects.get(pk=lin.pk)
    assert lin.check_password(secret)
    assert lin.must_change_password


def test_a_grant_reaches_at_once_and_its_end_takes_it_away_at_once(as_, world):
    he = world.people["何客"]
    given = {"role": "officer", "office": "应急办", "breadth": "territory", "region": f"周沟村委会 {ZHOUGOU}"}
    as_("安全员").post(reverse("org:new_grant", args=[he.pk]), given)
    he = User.objects.get(pk=he.pk)
    assert scope.covers(he, Place(ZHOUGOU))
    assert not scope.covers(he, Place(GUICUN))
    grant = he.grants.get()
    assert grant.granted_by.full_name == "安全员"
    as_("安全员").post(reverse("org:end_grant", args=[he.pk, grant.pk]))
    assert not scope.covers(User.objects.get(pk=he.pk), Place(ZHOUGOU))
    assert as_("安全员").post(reverse("org:end_grant", args=[he.pk, grant.pk])).status_code == 422


def test_an_administrator_takes_no_second_part(as_, world):
    system = world.people["系统员"]
    given = {"role": "officer", "office": "应急办", "breadth": "territory"}
    answer = as_("安全员").post(reverse("org:new_grant", args=[system.pk]), given)
    assert "系统员是管理员，不能兼任业务岗位，请另选一人。" in answer.content.decode()


def test_nobody_locks_or_ends_their_own_account(as_, world):
    own = world.people["安全员"].pk
    for name in ("org:lock_person", "org:end_person"):
        assert as_("安全员").post(reverse(name, args=[own]), {"reason": "试试"}).status_code == 422


def test_a_person_is_found_by_name_or_phone_in_a_state(as_, world):
    client = as_("安全员")
    assert [who.full_name for who in client.get("/people/?q=林").context["page"]] == ["林巡"]
    assert client.get("/people/?state=locked").context["page"].paginator.count == 0
    assert "没有符合条件的人员。" in client.get("/people/?state=locked").content.decode()


def test_an_office_is_founded_renamed_and_dissolved(as_, world):
    client = as_("系统员")
    given = {"name": "退役军人服务站", "short_name": "退役站", "kind": "department", "region": GUICUN}
    client.post(reverse("org:new_office"), given)
    office = Office.objects.get(name="退役军人服务站")
    client.post(reverse("org:change_office", args=[office.pk]), {"name": "退役军人事务站", "short_name": "退役站"})
    client.post(reverse("org:end_office", args=[office.pk]), {"reason": "机构改革"})
    office.refresh_from_db()
    assert (office.name, office.ended_on) == ("退役军人事务站", clock.today())
    assert list(office.events.values_list("action", flat=True)) == [
        "org.found_office",
        "org.change_office",
        "org.end_office",
    ]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"name": "应急办"}, "同一区划内不能重名。"),
        ({"is_safety_office": "on"}, "已有另一个单位。"),
        ({"region": "000000000000"}, "没有名为“000000000000”的区划，请从提示中选择。"),
    ],
)
def test_a_second_office_of_one_name_or_a_second_safety_office_is_refused(as_, given, reason):
    base = {"name": "民政所", "short_name": "民政", "kind": "department", "region": GUICUN}
    answer = as_("系统员").post(reverse("org:new_office"), base | given)
    assert reason in errors(answer)


def test_a_power_has_a_basis_and_its_list_and_ends_today(as_, world):
    office, client = world.offices["综合执法"], as_("安全员")
    given = {"kind": "penalty", "basis": "省政府公告", "is_delegated": "on", "valid_from": "2026-01-01"}
    assert errors(client.post(reverse("org:new_power", args=[office.pk]), given)) == [
        "按下放清单行使的，请逐项填写清单。"
    ]
    client.post(reverse("org:new_power", args=[office.pk]), given | {"items": "占用消防通道\n\n未配灭火器 "})
    power = office.powers.get()
    assert power.items == ["占用消防通道", "未配灭火器"]
    assert scope.has_power(office, "penalty")
    client.post(reverse("org:end_power", args=[office.pk, power.pk]), {"reason": "省政府收回"})
    assert not scope.has_power(office, "penalty")


def csv_file(text):
    return {"sheet": SimpleUploadedFile("区划.csv", text.encode("utf-8-sig"))}


def test_a_table_of_regions_enters_whole_and_twice_changes_nothing(as_):
    text = "code,name,level,short_name\n411003298000,新设镇,乡镇,新\n411003298201,新村村委会,village,\n"
    client = as_("系统员")
    answer = client.post(reverse("org:load_regions"), csv_file(text), follow=True)
    assert "新增 2，改名 0，未变 0" in answer.content.decode()
    assert Region.objects.get(code="411003298201").parent.name == "新设镇"
    answer = client.post(reverse("org:load_regions"), csv_file(text), follow=True)
    assert "新增 0，改名 0，未变 2" in answer.content.decode()


def test_a_table_with_mistakes_names_all_of_them_and_enters_nothing(as_):
    rows = [
        "code,name,level",
        "4110,短,village",
        "411003298000,镇,街道",
        "411003297201,村,village",
        "411003296001,镇,township",
    ]
    rows += ["411003295000,,township", "411003294000,甲镇,乡镇", "411003294000,甲镇,乡镇"]
    page = as_("系统员").post(reverse("org:load_regions"), csv_file("\n".join(rows))).content.decode()
    assert [re.sub(r"<.*?>", "", line) for line in re.findall(r"<li>(第 .*?)</li>", page)] == [
        "第 2 行：区划代码“4110”不是 12 位数字。",
        "第 3 行：层级“街道”无法识别，请用省、市、区县、乡镇、村（社区）、村、社区。",
        "第 4 行：代码“411003297201”的上级“411003297000”不在表中，也没有登记过。",
        "第 5 行：代码“411003296001”与层级“乡镇”不符，后面应全是 0。",
        "第 6 行：代码“411003295000”的名称为空或超过 60 个字。",
        "第 8 行：代码“411003294000”在表中出现了两次。",
    ]
    assert not Region.objects.filter(code="411003294000").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [("编码,名称\n1,2", "缺少列"), ("", "缺少列"), ("code,name,level\n", "表中没有区划"), (b"\xff\xfe\x00", "UTF-8")],
)
def test_a_file_that_is_no_table_of_regions_gets_a_sentence(as_, content, reason):
    data = content if isinstance(content, bytes) else content.encode()
    file = {"sheet": SimpleUploadedFile("区划.csv", data or b"\n")}
    assert reason in as_("系统员").post(reverse("org:load_regions"), file).content.decode()


def test_villages_stand_in_pinyin_order_below_their_township(as_):
    page = as_("林巡").get(f"/regions/?under={GUICUN}").context
    keys = [region.sort_key for region in page["page"]]
    assert len(keys) == 21
    assert keys == sorted(keys)
    assert [region.name for region in page["path"]] == ["河南省", "许昌市", "建安区", "桂村乡"]


def test_a_day_the_district_knows_moves_every_deadline_until_it_is_taken_back(as_):
    monday = dt.date(2026, 11, 30)
    before = workdays.add_workdays(dt.date(2026, 11, 27), 1)
    client = as_("系统员")
    client.post(reverse("org:calendar"), {"day": monday, "is_workday": "no", "note": "防汛停工"})
    during = workdays.add_workdays(dt.date(2026, 11, 27), 1)
    client.post(reverse("org:forget_workday", args=[monday.isoformat()]))
    after = workdays.add_workdays(dt.date(2026, 11, 27), 1)
    assert (before, during, after) == (monday, dt.date(2026, 12, 1), monday)


def test_only_the_system_administrator_enters_days(as_):
    as_("林巡").post(reverse("org:calendar"), {"day": "2026-11-30", "is_workday": "no", "note": "想休息"})
    assert workdays.is_workday(dt.date(2026, 11, 30))


def test_the_inbox_shows_red_at_once_and_the_rest_next_morning_unless_one_asks(as_, world, at):
    lin = User.objects.get(pk=world.people["林巡"].pk)
    at(dt.date(2026, 11, 24))
    inbox.tell([lin], key="a", title="桂26-0312 待签收", is_red=True)
    inbox.tell([lin], key="b", title="桂26-0310 待验收")
    titles = lambda: [one.title for one in as_("林巡").get("/inbox/").context["page"]]  # noqa: E731 (asked twice)
    assert titles() == ["桂26-0312 待签收"]
    as_("林巡").post(reverse("org:digest"), {})
    inbox.tell([User.objects.get(pk=lin.pk)], key="c", title="桂26-0309 已退回")
    assert titles() == ["桂26-0312 待签收", "桂26-0309 已退回"]
    at(dt.date(2026, 11, 25))
    assert len(titles()) == 3


def test_opening_a_notice_reads_it_and_leads_to_its_matter(as_, world):
    lin = User.objects.get(pk=world.people["林巡"].pk)
    inbox.tell([lin], key="a", title="待签收", url="/calendar/", is_red=True)
    notice = lin.notices.get()
    assert as_("周同").get(reverse("org:open_notice", args=[notice.pk])).status_code == 404
    assert as_("林巡").get(reverse("org:open_notice", args=[notice.pk])).url == "/calendar/"
    assert inbox.unread_count(lin) == 0


def test_the_audit_administrator_reads_what_happened_in_words(as_, world):
    lin = world.people["林巡"]
    as_("安全员").post(reverse("org:lock_person", args=[lin.pk]), {"reason": "借调外地"})
    page = as_("审计员").get(reverse("org:account_events")).content.decode()
    first = re.search(r"<tbody><tr>(.*?)</tr>", page, re.S).group(1)
    assert "锁定" in first
    assert "理由：借调外地" in first
    assert "安全员" in first
    assert as_("审计员").get(reverse("org:account_events") + "?kind=offices").status_code == 200
