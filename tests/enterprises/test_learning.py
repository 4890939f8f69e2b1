"""B4a, B6: Drills and trainings: what counts, who was there, who makes up, the sheet of four hundred, hours due."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook
from pypdf import PdfReader

from anlan.campaigns.duties.proofs import PROOFS
from anlan.core import clock
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises import actions as register
from anlan.enterprises.gaps import watching
from anlan.enterprises.learning import actions, queries, rules
from anlan.enterprises.models import Attendance, Drill, Enterprise, Gap, Person, PlannedDrill, Training

pytestmark = pytest.mark.django_db

IDS = ["11010519491231002X", "440524188001010014"]


def days(number: int) -> dt.date:
    return clock.today() + dt.timedelta(days=number)


def drill(place, actor, **facts) -> Drill:
    usual = {"kind": "evacuation", "scenario": "车间起火", "held_on": days(-1), "minutes": 10, "people": 20}
    return actions.record_drill(place, actor=actor, led_by="刘翀", **{**usual, "routes_known": True, **facts})


def lesson(place, actor, people=(), **facts) -> Training:
    usual = {"kind": "warning", "title": "警示教育", "content": "动火事故", "held_on": days(0), "hours": 2}
    return actions.record_training(place, people=people, actor=actor, **{**usual, **facts})


def sheet(*rows: tuple) -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    for row in [("安全警示教育签到表",), ("序号", "姓名", "身份证号", "成绩"), *rows]:
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("签到表.xlsx", out.getvalue())


def seen(name: str, place: Enterprise) -> list[str]:
    found = PROOFS[name].gather([place.pk], days(-30), days(0))
    return [fact.words for fact in found.get(place.pk, [])]


def test_a_drill_counts_once_evaluated_and_what_it_showed_is_mended_or_a_gap(client, hengtong, liu):
    with pytest.raises(Invalid, match="晚于今天"):
        drill(hengtong, liu, held_on=days(1))
    made = drill(hengtong, liu, routes_known=False)
    assert seen("drill", hengtong) == []
    with pytest.raises(Invalid, match="不知道逃生路线"):
        actions.evaluate_drill(made, evaluation="慢", improvements=[], due_on=None, actor=liu)
    with pytest.raises(Invalid, match="改进期限"):
        actions.evaluate_drill(made, evaluation="慢", improvements=["补讲路线"], due_on=None, actor=liu)
    actions.evaluate_drill(made, evaluation="慢", improvements=["补讲路线"], due_on=days(-1), actor=liu)
    with pytest.raises(NotNow, match="已经评估"):
        actions.evaluate_drill(made, evaluation="慢", improvements=["再写"], due_on=days(1), actor=liu)
    assert seen("drill", hengtong) == ["疏散演练：车间起火"]
    watching.look_at_all()
    assert Gap.objects.get(kind="improvement").words.endswith("到期没有改：补讲路线")
    client.force_login(liu)
    one = made.improvements.get()
    address = reverse("enterprises:mend", args=[hengtong.pk, made.pk, one.pk])
    assert client.post(address, {"words": "班前会讲了"}).status_code == 302
    watching.look_at_all()
    assert Gap.objects.get(kind="improvement").filled_at
    assert "班前会讲了" in client.get(made.get_absolute_url()).content.decode()


def test_who_had_no_drill_in_the_half_year_that_ended_is_a_gap(hengtong, liu, at):
    long_ago = clock.local(dt.date(2025, 1, 2))
    Enterprise.objects.filter(pk=hengtong.pk).update(labour_intensive=True, created_at=long_ago)
    at(dt.date(2027, 7, 2))
    made = drill(hengtong, liu, held_on=dt.date(2027, 7, 1))
    watching.look_at_all()
    gaps = Gap.objects.filter(kind="drill", filled_at=None)
    since = "2027年1月1日至2027年6月30日没有做过有评估的"
    assert sorted(one.words for one in gaps.all()) == [f"{since}应急演练", f"{since}现场处置演练"]
    actions.evaluate_drill(made, evaluation="好", improvements=[], due_on=None, actor=liu)
    watching.look_at_all()
    assert [one.words for one in gaps.all()] == [f"{since}现场处置演练"]
    assert rules.YEARLY.last_period(dt.date(2027, 7, 2)) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    hengtong.refresh_from_db()
    assert [(one.done, bool(one.missed)) for one in queries.kept(hengtong, clock.today())] == [(1, False), (0, True)]
    told = {"on": dt.date(2027, 7, 2), "to": "区应急管理局", "actor": liu}
    assert actions.report_drill(made, **told).reported_to == "区应急管理局"
    with pytest.raises(NotNow):
        actions.report_drill(made, **told)


def test_where_the_public_gathers_everybody_is_taught_of_fire_each_half_year(client, hengtong, liu, at):
    facts = {"crowded": True, "kind": "shop", "created_at": clock.local(dt.date(2025, 1, 2))}
    Enterprise.objects.filter(pk=hengtong.pk).update(**facts)
    hengtong.refresh_from_db()
    register.add_person(hengtong, name="孙服", post="employee", actor=liu)
    Person.objects.filter(enterprise=hengtong).update(since=dt.date(2025, 1, 2))
    at(dt.date(2027, 7, 2))
    boss, waiter = hengtong.people.order_by("post", "id")[:2][::-1]
    lesson(hengtong, liu, [boss], kind="fire", held_on=dt.date(2027, 5, 4))
    watching.look_at_all()
    gap = Gap.objects.get(kind="training")
    assert gap.words == "2027年1月1日至2027年6月30日的消防安全培训，2 人中有 1 人没有参加"
    assert gap.clause.endswith("（公安部令第61号）第三十六条")
    client.force_login(liu)
    page = client.get(gap.get_absolute_url()).content.decode()
    assert "全员消防安全培训，每半年至少一次" in page
    assert "营业期间至少每两小时巡查一次（第二十五条）" in page
    late = lesson(hengtong, liu, [waiter], kind="fire", held_on=dt.date(2027, 7, 1))
    watching.follow(late.events.last())
    gap.refresh_from_db()
    assert gap.filled_at is not None
    first = queries.kept(hengtong, clock.today())[0]
    assert (first.rhythm.name, first.done, first.missed) == ("fire", 1, None)


@pytest.mark.once
def test_a_key_fire_unit_practises_each_half_year_and_teaches_each_year():
    key = Enterprise(fire_key=True)
    assert [one.name for one in rules.rhythms(key)] == ["fire_drill", "on_site"]
    assert rules.fire_training(key) is rules.KEY_TRAINING
    assert rules.patrols(key)[0] == "每日防火巡查（第二十五条）"
    workshop = Enterprise(crowded=True, main_industry_id="gongmao-fangzhi")
    assert rules.fire_training(workshop) is None  # crowded with its own people only
    assert rules.patrols(Enterprise()) == ["每月至少一次防火检查（第二十六条）"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("flags", "names", "reports", "fire"),
    [
        # 88号令 art. 33: all once a year and on site each half year; the named ones each half year, and report it
        ({}, ["yearly", "on_site"], False, None),
        ({"high_risk": True}, ["each", "on_site"], True, None),
        ({"crowded": True, "kind": "shop"}, ["each", "on_site"], True, 6),
        ({"crowded": True, "kind": "school"}, ["each", "on_site"], True, None),
        (
            {"labour_intensive": True},
            ["each", "on_site"],
            False,
            None,
        ),  # by the campaign's notice, which asks no report
        # 61号令 arts. 36, 40
        ({"fire_key": True}, ["fire_drill", "on_site"], False, 12),
        ({"fire_key": True, "crowded": True, "kind": "shop"}, ["fire_drill", "on_site"], True, 6),
    ],
)
def test_drills_and_fire_lessons_have_the_rhythm_of_the_law(flags, names, reports, fire):
    place = Enterprise(**flags)
    taught = rules.fire_training(place)
    assert [one.name for one in rules.rhythms(place)] == names
    assert (rules.must_report(place), taught and taught.months) == (reports, fire)


@pytest.mark.once
@pytest.mark.parametrize(
    ("post", "risky", "first", "later"),
    [
        ("principal", False, 32, 12),
        ("safety_officer", False, 32, 12),
        ("principal", True, 48, 16),
        ("safety_officer", True, 48, 16),
        ("employee", False, 24, 0),
        ("employee", True, 72, 20),
        ("deputy", True, 0, 0),
    ],
)
def test_hours_of_training_are_those_of_the_law(post, risky, first, later):
    place, year = Enterprise(high_risk=risky), 2026
    new, old = (Person(post=post, since=dt.date(since, 3, 1)) for since in (year, year - 1))
    assert [rules.hours_due(place, one, year) for one in (new, old)] == [first, later]


def test_who_took_the_post_half_a_year_ago_was_taught_at_first(hengtong, liu, at):
    at(dt.date(2026, 12, 1))
    register.add_person(hengtong, name="周安", post="safety_officer", actor=liu)
    officer = hengtong.people.get(name="周安")
    lesson(hengtong, liu, [officer], kind="outside", hours=30, held_on=dt.date(2026, 12, 1))
    at(dt.date(2027, 6, 1))
    watching.look_at_all()
    asked = Gap.objects.filter(kind="training", words__contains="周安", filled_at=None)
    assert not asked.exists()
    at(dt.date(2027, 6, 2))
    watching.look_at_all()
    assert asked.get().words == "安全管理员周安任职超过 6 个月，初次安全培训 30 学时，应满 32 学时"
    lesson(hengtong, liu, [officer], kind="outside", hours=2, held_on=dt.date(2027, 6, 2))
    watching.look_at_all()
    assert not asked.exists()


def test_the_warning_lesson_counts_when_nobody_is_missing_from_it(client, hengtong, liu):
    for name, employment in (("李梅", "regular"), ("何佳", "intern"), ("周建", "dispatched")):
        register.add_person(hengtong, name=name, post="employee", employment=employment, actor=liu)
    people = list(hengtong.people.order_by("id"))
    made = lesson(hengtong, liu, people[:2])
    assert [one.name for one in queries.absent(made)] == ["何佳", "周建"]
    assert seen("warning", hengtong) == []
    client.force_login(liu)
    address = reverse("enterprises:make_up", args=[hengtong.pk, made.pk])
    form = {"people": [one.pk for one in people[2:]], "on": clock.today().isoformat()}
    assert client.post(address, {**form, "on": days(-1).isoformat()}).status_code == 422
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 409
    assert seen("warning", hengtong) == ["警示教育，4 人"]
    assert Attendance.objects.filter(made_up=True).count() == 2
    with pytest.raises(Invalid, match="入场教育要写外来人员"):
        lesson(hengtong, liu, kind="entry")
    entry = lesson(hengtong, liu, kind="entry", outsiders=[("马工", "安达除尘")])
    assert "马工（安达除尘）" in client.get(entry.get_absolute_url()).content.decode()


@pytest.mark.slow
def test_a_sheet_of_four_hundred_is_taken_whole_or_refused_line_by_line(client, hengtong, liu):
    made = lesson(hengtong, liu)
    for number in IDS:
        register.add_person(hengtong, name="王强", post="employee", id_number=number, actor=liu)
    crowd = [(number, f"工人{number}", "", "合格") for number in range(1, 399)]
    with pytest.raises(Invalid, match="“王强”有 2 人同名.*证号尾 002X.*请在表里写身份证号"):
        actions.read_attendance(made, upload=sheet(*crowd, (399, "王强", "", "")), enrol=True, actor=liu)
    with pytest.raises(Invalid, match="第 3 行：身份证号校验位不对"):
        actions.read_attendance(made, upload=sheet((1, "王强", "110105194912310021", "")), enrol=True, actor=liu)
    with pytest.raises(Invalid, match="有 398 人没有登记在本单位"):
        actions.read_attendance(made, upload=sheet(*crowd), enrol=False, actor=liu)
    assert not made.attendances.exists()
    both = [(399, "王强", IDS[0], "合格"), (400, "王强", IDS[1], "合格")]
    actions.read_attendance(made, upload=sheet(*crowd, *both), enrol=True, actor=liu)
    assert made.attendances.count() == 400
    client.force_login(liu)
    page = client.get(made.get_absolute_url()).content.decode()
    assert page.split("<summary>全部，共 400 人")[0].count('class="title"') == 20
    assert Person.objects.filter(enterprise=hengtong, name="王强").count() == 2
    assert made.attendances.filter(person__name="王强", result="合格").count() == 2
    actions.read_attendance(made, upload=sheet(*crowd, *both), enrol=True, actor=liu)
    assert made.attendances.count() == 400


def test_hours_due_follow_post_risk_and_year(client, hengtong, liu):
    year = clock.today().year
    chief, worker = Person(post="principal", since=dt.date(year - 1, 5, 1)), Person(post="employee", since=days(0))
    calm, risky = Enterprise(), Enterprise(high_risk=True)
    due = [rules.hours_due(place, one, year) for place in (calm, risky) for one in (chief, worker)]
    assert due == [12, 24, 16, 72]
    person = hengtong.people.get()
    lesson(hengtong, liu, [person], kind="outside", hours=8)
    hours = queries.hours_of(hengtong, [person], year)[0]
    assert (hours.taught, hours.due, hours.missing) == (8, 32, 24)
    client.force_login(liu)
    file = reverse("enterprises:person_file", args=[hengtong.pk, person.pk])
    assert "8 / 32 学时" in client.get(file).content.decode()
    assert client.get(reverse("enterprises:training_file", args=[hengtong.pk])).status_code == 200


def test_through_the_pages_and_the_lists_ask_as_often_for_thirty_as_for_three(client, world, hengtong, liu):
    client.force_login(liu)
    form = {"kind": "special", "scenario": "燃气泄漏", "held_on": days(-1).isoformat(), "minutes": 5, "people": 9}
    new = reverse("enterprises:new_drill", args=[hengtong.pk])
    assert client.post(new, {**form, "led_by": ""}).status_code == 422
    assert client.post(new, {**form, "led_by": "刘翀"}).status_code == 302
    taught = {"kind": "routine", "title": "短课", "content": "一条", "held_on": days(0).isoformat(), "hours": "0.5"}
    new = reverse("enterprises:new_training", args=[hengtong.pk])
    assert client.post(new, {**taught, "hours": "0"}).status_code == 422
    assert client.post(new, {**taught, "people": [hengtong.people.get().pk]}).status_code == 302
    made = Training.objects.get()
    for name in ("any_training", "any_drill"):
        pk = made.pk if name == "any_training" else Drill.objects.get().pk
        assert client.get(reverse(f"enterprises:{name}", args=[pk])).status_code == 200
    for name in ("export_drills", "export_trainings"):
        assert client.get(reverse(f"enterprises:{name}")).status_code == 200
    client.force_login(world.people["何客"])
    assert client.get(made.get_absolute_url()).status_code == 404
    client.force_login(liu)

    def asked(count: int) -> list[int]:
        for _ in range(count):
            drill(hengtong, liu)
            actions.plan_drill(hengtong, kind="special", scenario="停电", led_by="刘翀", planned_on=days(3), actor=liu)
            lesson(hengtong, liu, [hengtong.people.get()], kind="routine")
        found = []
        for name, args in (("drills", []), ("planned_drills", []), ("trainings", []), ("learning", [hengtong.pk])):
            client.get(reverse(f"enterprises:{name}", args=args))
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(f"enterprises:{name}", args=args))
            found.append(len(caught))
        return found

    assert asked(3) == asked(15)


def test_who_came_from_outside_is_a_list_of_its_own(client, world, hengtong, liu):
    made = lesson(hengtong, liu, kind="entry", title="检修进场须知", outsiders=[("周外", "安达除尘")])
    client.force_login(world.people["林巡"])
    page = client.get(reverse("enterprises:outsiders") + "?q=安达").content.decode()
    assert "周外" in page
    answer = client.get(reverse("enterprises:outsider", args=[made.attendances.get().pk]))
    assert answer.url == made.get_absolute_url()
    assert client.get(reverse("enterprises:export_outsiders")).status_code == 200
    client.force_login(world.people["郑邻"])
    assert "周外" not in client.get(reverse("enterprises:outsiders")).content.decode()


def test_the_record_of_a_drill_is_printed_to_be_signed(client, hengtong, liu, world):
    made = drill(hengtong, liu, routes_known=False)
    improving = {"improvements": ["给新来的三人走一遍路线"], "due_on": days(5)}
    actions.evaluate_drill(made, evaluation="三分钟全部撤出", actor=liu, **improving)
    address = reverse("enterprises:drill_paper", args=[hengtong.pk, made.pk])
    client.force_login(world.people["何客"])
    assert client.get(address).status_code == 404
    client.force_login(liu)
    text = PdfReader(io.BytesIO(client.get(address).content)).pages[0].extract_text()
    for words in (
        "车间起火",
        "20 人",
        "还有人不知道",
        "三分钟全部撤出",
        "给新来的三人走一遍路线",
        "没有改好",
        "记录人",
    ):
        assert words in text


def test_a_drill_is_planned_stands_on_the_first_page_when_its_day_comes_and_is_recorded_from_its_plan(
    client, hengtong, liu, world, at
):
    client.force_login(liu)
    plan = reverse("enterprises:plan_drill", args=[hengtong.pk])
    facts = {"kind": "on_site", "scenario": "叉车撞人", "led_by": "刘翀", "script": "报告\n救人"}
    assert client.post(plan, facts | {"planned_on": days(-1)}).status_code == 422
    assert client.post(plan, facts | {"planned_on": days(20)}).status_code == 302
    planned = PlannedDrill.objects.get()
    assert "计划的演练" not in client.get("/").content.decode()
    at(days(14))
    client.logout()
    client.force_login(liu)
    assert "计划的演练：叉车撞人" in client.get("/").content.decode()
    page = client.get(reverse("enterprises:learning", args=[hengtong.pk])).content.decode()
    record = f"{reverse('enterprises:new_drill', args=[hengtong.pk])}?planned={planned.pk}"
    assert record in page
    assert 'value="叉车撞人"' in client.get(record).content.decode()
    held = {"kind": "on_site", "scenario": "叉车撞人", "held_on": clock.today(), "minutes": 9, "people": 8}
    assert client.post(record, held | {"led_by": "刘翀"}).status_code == 302
    made = Drill.objects.get()
    assert (made.planned, queries.to_come(hengtong)) == (planned, [])
    assert "计划的演练" not in client.get("/").content.decode()
    assert client.post(record, held | {"led_by": "刘翀"}).status_code == 409
    assert "报告<br>救人" in client.get(made.get_absolute_url()).content.decode()
    with pytest.raises(NotNow, match="已经做过或者取消"):
        actions.call_off_drill(planned, reason="不做了", actor=liu)
    client.force_login(world.people["何客"])
    assert client.get(plan).status_code == 404


def test_drills_to_come_are_a_list_of_their_own_which_says_whose_day_has_passed(client, hengtong, liu, world, at):
    facts = {"kind": "special", "led_by": "刘翀", "script": "", "actor": liu}
    soon, later, dropped = (
        actions.plan_drill(hengtong, scenario=words, planned_on=days(after), **facts)
        for words, after in (("停电", 3), ("叉车撞人", 30), ("油漆着火", 9))
    )
    actions.call_off_drill(dropped, reason="停产", actor=liu)
    at(days(10))
    client.force_login(world.people["林巡"])
    address = reverse("enterprises:planned_drills")
    page = client.get(address).content.decode()
    assert page.index("停电") < page.index("叉车撞人")
    assert "油漆着火" not in page
    late = client.get(f"{address}?standing=late").content.decode()
    assert ("停电" in late, "叉车撞人" in late) == (True, False)
    one = client.get(reverse("enterprises:planned_drill", args=[soon.pk]))
    assert one.url == soon.get_absolute_url()
    assert client.get(reverse("enterprises:export_planned_drills")).status_code == 200
    client.force_login(world.people["郑邻"])
    assert "叉车撞人" not in client.get(address).content.decode()
    assert client.get(reverse("enterprises:planned_drill", args=[later.pk])).status_code == 404


def test_a_planned_drill_is_called_off_with_its_reason(client, hengtong, liu):
    facts = {"kind": "special", "scenario": "停电", "led_by": "刘翀", "script": "", "planned_on": days(3)}
    planned = actions.plan_drill(hengtong, actor=liu, **facts)
    client.force_login(liu)
    address = reverse("enterprises:call_off_drill", args=[hengtong.pk, planned.pk])
    assert client.post(address, {"reason": "改期到下月"}).status_code == 302
    assert [one.action for one in planned.events.all()] == ["enterprises.plan_drill", "enterprises.call_off_drill"]
    assert queries.to_come(hengtong) == []
    gone = f"{reverse('enterprises:new_drill', args=[hengtong.pk])}?planned=nonsense"
    assert client.get(gone).status_code == 404
