"""Posts and people: duties from templates, signed by each, checked yearly; safety staff as the law asks; gaps found.

Clauses B3a, B3b, B3c of docs/requirements.md.
"""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.ids import uuid7
from anlan.enterprises import actions as register
from anlan.enterprises import queries as people
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import DutySignature, Enterprise, Gap, Person, PersonEvent
from anlan.enterprises.posts import actions, queries
from anlan.enterprises.posts.staffing import staffing
from anlan.hazards.models import HazardEvent, Source
from anlan.org.models import Notice
from tests.people import photo

pytestmark = pytest.mark.django_db

WELDER, ASSISTANT = "11010519491231002X", "440524188001010014"


def add(place, name, actor, **facts) -> Person:
    register.add_person(place, name=name, post="employee", actor=actor, **facts)
    return place.people.order_by("-id").first()


def test_a_wrong_check_digit_is_refused_with_a_sentence_and_two_of_one_name_stay_apart(client, hengtong, liu):
    client.force_login(liu)
    form = {
        "name": "王强",
        "post": "employee",
        "employment": "regular",
        "client_id": "0190c3a0-0000-7000-8000-000000000001",
    }
    address = reverse("enterprises:add_person", args=[hengtong.pk])
    answer = client.post(address, {**form, "id_number": "110105194912310021"})
    assert answer.status_code == 422
    assert "身份证号校验位不对，请对照身份证核对。" in answer.content.decode()
    assert not hengtong.people.filter(name="王强").exists()
    welder = add(hengtong, "王强", liu, job="焊工", id_number=WELDER.lower())
    other = add(hengtong, "王强", liu, job="电工", phones=["13837471037"])
    assert [welder.told_apart, other.told_apart] == ["王强（焊工，证号尾 002X）", "王强（电工，手机尾 1037）"]
    with pytest.raises(Invalid, match="已登记在王强（焊工，证号尾 002X）名下"):
        add(hengtong, "王小强", liu, id_number=WELDER)
    register.change_person(hengtong, person=other, name="王强", phones=[], actor=liu, id_number=ASSISTANT)
    page = client.get(reverse("enterprises:detail", args=[hengtong.pk])).content.decode()
    assert "110***********002X" in page
    assert WELDER not in page
    with connection.cursor() as cursor:
        cursor.execute("select id_number from enterprises_person where id_number <> ''")
        assert all(WELDER not in row[0] and ASSISTANT not in row[0] for row in cursor.fetchall())


def test_duties_come_from_templates_are_signed_by_each_and_signed_anew_when_they_change(world, hengtong, liu):
    welder = add(hengtong, "王强", liu, job="焊工", employment="dispatched")
    made = {one.for_whom: one for one in actions.issue_missing(hengtong, actor=liu)}
    assert list(made) == ["主要负责人", "劳务派遣 焊工"]
    assert actions.issue_missing(hengtong, actor=liu) == []
    sources = [item["source"] for item in made["劳务派遣 焊工"].items]
    assert "安全生产法 第二十八条、第六十一条" in sources
    assert "消防法 第二十一条" in sources
    own = queries.own_line(liu, hengtong)
    facts = {"duty_list": own.duty_list, "version": own.duty_list.digest}
    with pytest.raises(NotYours):
        actions.sign_duties(own.person, actor=world.people["林巡"], **facts)
    with pytest.raises(NotNow):
        actions.sign_duties(own.person, actor=liu, duty_list=own.duty_list, version="old")
    actions.sign_duties(own.person, actor=liu, **facts)
    with pytest.raises(Invalid, match="已签过"):
        actions.sign_duties(own.person, actor=liu, **facts)
    with pytest.raises(Invalid, match="不是王强现在岗位的职责"):
        actions.record_paper(welder, duty_list=own.duty_list, signed_on=clock.today(), evidence=["0"], actor=liu)
    assert [one.action for one in PersonEvent.objects.filter(subject=own.person)] == ["enterprises.sign_duties"]
    changed = [*own.duty_list.items, {"text": "每月带队检查", "source": ""}]
    second = actions.issue_duties(hengtong, post="principal", employment="regular", job="", items=changed, actor=liu)
    assert second.version == 2
    assert queries.own_line(liu, hengtong).signature is None
    with pytest.raises(NotNow):
        actions.sign_duties(own.person, actor=liu, **facts)
    assert DutySignature.objects.get().duty_list.version == 1
    with pytest.raises(NotYours, match="由别人考核"):
        actions.check_duties(own.person, outcome="good", note="", actor=liu)
    with pytest.raises(Invalid, match="写明"):
        actions.check_duties(welder, outcome="poor", note=" ", actor=liu)
    actions.check_duties(welder, outcome="good", note="", actor=liu)
    with pytest.raises(Invalid, match="已经考核过"):
        actions.check_duties(welder, outcome="good", note="", actor=liu)


def test_through_the_pages_a_principal_issues_signs_and_records_paper(client, world, hengtong, liu):
    add(hengtong, "李梅", liu)
    client.force_login(liu)
    posts = reverse("enterprises:posts", args=[hengtong.pk])
    assert "没有签" not in client.get(posts).content.decode()
    client.post(reverse("enterprises:issue_duties", args=[hengtong.pk]))
    own = queries.own_line(liu, hengtong)
    at = [hengtong.pk, own.duty_list.pk]
    assert "我已阅读，签字" in client.get(reverse("enterprises:duty_list", args=at)).content.decode()
    client.post(reverse("enterprises:sign_duties", args=at), {"version": own.duty_list.digest})
    worker = next(one for one in queries.lines(hengtong) if one.person.name == "李梅")
    paper = reverse("enterprises:paper_signature", args=[hengtong.pk, worker.duty_list.pk])
    scan = SimpleUploadedFile("签字.jpg", photo().read())
    form = {"people": [worker.person.pk], "signed_on": clock.today().isoformat()}
    assert client.post(paper, form).status_code == 422
    assert client.post(paper, {**form, "photos": scan}).status_code == 302
    page = client.get(posts).content.decode()
    assert "没有签</span>" not in page
    assert "扫描件" in page
    kept = DutySignature.objects.get(person=worker.person).files[0]
    assert (
        client.get(reverse("enterprises:signature_scan", args=[hengtong.pk, worker.person.pk, kept])).status_code == 200
    )
    sheet = PdfReader(io.BytesIO(client.get(reverse("enterprises:duty_sheet", args=at)).content))
    assert "已签" in sheet.pages[0].extract_text()
    assert client.get(reverse("enterprises:posts_export", args=[hengtong.pk])).status_code == 200
    client.force_login(world.people["何客"])
    assert client.get(posts).status_code == 404


@pytest.mark.parametrize(
    ("facts", "duty", "missing"),
    [
        ({"headcount": 8}, "", "没有专职或者兼职安全生产管理人员"),
        ({"headcount": 8}, "part_time", ""),
        ({"headcount": 100}, "part_time", ""),
        ({"headcount": 101}, "part_time", "没有安全生产管理机构，也没有专职安全生产管理人员"),
        ({"headcount": 101}, "full_time", ""),
        ({"headcount": 5, "kind": "site"}, "part_time", "没有安全生产管理机构，也没有专职安全生产管理人员"),
        (
            {"headcount": 5, "main_industry_id": "weihua"},
            "part_time",
            "没有安全生产管理机构，也没有专职安全生产管理人员",
        ),
        ({"headcount": 6, "main_industry_id": "ranqi", "kind": "shop"}, "part_time", ""),
        (
            {"headcount": 6, "main_industry_id": "ranqi", "high_risk": True},
            "part_time",
            "没有安全生产管理机构，也没有专职安全生产管理人员",
        ),
        ({"headcount": 5, "kind": "site", "safety_department": "安全科"}, "", ""),
        ({"headcount": None}, "", ""),
    ],
)
def test_safety_staff_is_what_article_24_asks(facts, duty, missing):
    place = Enterprise(name="厂", **facts)
    assert staffing(place, [Person(name="刘翀", post="principal", safety_duty=duty)]).missing == missing


@pytest.mark.once
def test_more_people_on_file_than_the_file_says_count_as_they_are():
    people = [Person(name="刘翀", post="principal", safety_duty="part_time"), *[Person(post="employee")] * 100]
    found = staffing(Enterprise(name="厂", headcount=64), people)
    assert (found.because, bool(found.missing)) == ("从业人员 101 人，超过 100 人", True)


def test_a_gap_is_found_once_told_recorded_by_a_person_and_filled_by_itself(client, world, hengtong, liu):
    Enterprise.objects.filter(pk=hengtong.pk).update(headcount=30)
    assert watching.look_at_all() == 2
    assert watching.look_at_all() == 0
    assert set(Gap.objects.values_list("kind", flat=True)) == {"staffing", "duties"}
    while journal.advance():
        pass
    gap = Gap.objects.get(kind="staffing")
    assert Notice.objects.filter(user=liu, key=f"hazards.gap.{gap.pk}").count() == 1
    client.force_login(liu)
    assert gap.words in client.get(reverse("hazards:gaps")).content.decode()
    address = reverse("hazards:record_gap", args=[gap.pk])
    assert "安全生产法 第二十四条" in client.get(address).content.decode()
    assert client.post(address, {"description": "没有安全员（依据：安全生产法 第二十四条）"}).status_code == 302
    event = HazardEvent.objects.get(action="hazards.record")
    assert event.data["gap"] == str(gap.pk)
    assert event.subject.source == Source.SELF_INSPECTION
    assert client.post(address, {"description": "又一次"}).status_code == 409
    person = people.principal_of(hengtong)
    register.change_person(
        hengtong, person=person, name=person.name, phones=person.phones, actor=liu, safety_duty="part_time"
    )
    while journal.advance():
        pass
    gap.refresh_from_db()
    assert gap.filled_at
    assert "已补上" in client.get(reverse("hazards:gap", args=[gap.pk])).content.decode()
    assert [one.action for one in gap.events.all()] == ["enterprises.find_gap", "enterprises.fill_gap"]
    client.force_login(world.people["郑邻"])
    assert client.get(reverse("hazards:gap", args=[gap.pk])).status_code == 404


def test_posts_ask_as_often_for_thirty_people_as_for_three(client, hengtong, liu):
    client.force_login(liu)

    def asked(count: int) -> int:
        for number in range(count):
            add(hengtong, f"工人{number}", liu, job="普工")
        actions.issue_missing(hengtong, actor=liu)
        client.get(reverse("enterprises:posts", args=[hengtong.pk]))
        with CaptureQueriesContext(
            connection,
        ) as made:
            client.get(reverse("enterprises:posts", args=[hengtong.pk]))
        return len(made)

    assert asked(3) == asked(27) == asked(27)
    page = client.get(reverse("enterprises:posts", args=[hengtong.pk])).content.decode()
    assert "其余的人，共 58 人" in page
    assert page.count("考核</a>") + page.count("没有考核") == 58


def test_somebody_moves_to_another_post_by_hand_but_no_principal_does(client, hengtong, liu):
    register.add_person(hengtong, name="王强", post="employee", actor=liu, since=clock.today() - dt.timedelta(days=400))
    person = hengtong.people.get(name="王强")
    client.force_login(liu)
    address = reverse("enterprises:change_person", args=[hengtong.pk, person.pk])
    assert 'name="post"' in client.get(address).content.decode()
    before = hengtong.events.count()
    assert client.post(address, {"name": "王强", "post": "safety_officer", "client_id": uuid7()}).status_code == 302
    hengtong.refresh_from_db()
    person.refresh_from_db()
    assert (person.post, person.in_post_since, hengtong.event_count) == ("safety_officer", clock.today(), before + 1)
    page = client.get(reverse("enterprises:detail", args=[hengtong.pk])).content.decode()
    assert "换到现岗位" in page
    principal = people.principal_of(hengtong)
    own = reverse("enterprises:change_person", args=[hengtong.pk, principal.pk])
    assert 'name="post"' not in client.get(own).content.decode()
    for who, post in ((person, "principal"), (principal, "employee")):
        with pytest.raises(Invalid, match="主要负责人换人"):
            register.change_person(hengtong, person=who, name=who.name, phones=[], actor=liu, post=post)


def test_the_title_of_an_account_follows_its_person_unless_it_has_words_of_its_own(hengtong, liu):
    accounts = {}
    for name in ("周平", "王强"):
        person = add(hengtong, name, liu)
        accounts[name], _ = register.open_account(hengtong, person=person, username=name, actor=None)
    type(liu).objects.filter(username="王强").update(title="车间主任")
    for name in accounts:
        person = hengtong.people.get(name=name)
        register.change_person(hengtong, person=person, name=name, phones=[], actor=liu, post="safety_officer")
        accounts[name].refresh_from_db()
    assert [one.title for one in accounts.values()] == ["安全管理员", "车间主任"]
    events = [list(one.events.filter(action="org.change_person")) for one in accounts.values()]
    assert [[event.data["changes"] for event in told] for told in events] == [
        [{"title": ["从业人员", "安全管理员"]}],
        [],
    ]


def test_nobody_gives_a_post_to_lead_to_themselves_and_a_safety_officer_gives_none_to_an_account(hengtong, liu):
    accounts = {}
    for name, post in (("周平", "safety_officer"), ("王强", "employee")):
        register.add_person(hengtong, name=name, post=post, actor=liu)
        person = hengtong.people.get(name=name)
        accounts[name], _ = register.open_account(hengtong, person=person, username=f"u{post}", actor=None)
    officer, worker = (hengtong.people.get(name=name) for name in ("周平", "王强"))

    def move(person: Person, post: str, actor) -> None:
        register.change_person(hengtong, person=person, name=person.name, phones=[], actor=actor, post=post)

    for person in (officer, worker):
        with pytest.raises(NotYours, match="改任分管负责人由主要负责人、分管负责人或工作人员办理"):
            move(person, "deputy", accounts["周平"])
    move(worker, "deputy", liu)
    worker.refresh_from_db()
    assert worker.post == "deputy"
    move(officer, "employee", accounts["周平"])
    register.add_person(hengtong, name="无账号", post="employee", actor=liu)
    move(hengtong.people.get(name="无账号"), "safety_officer", liu)
