"""B4d, C4: Special-operation certificates: read with care, dated by law, blocking the day they end; who hired whom."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from anlan.core import journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.certificates import actions, card, queries, reminding
from anlan.enterprises.certificates.kinds import RULE
from anlan.enterprises.certificates.registers import CERTIFICATES, POST
from anlan.enterprises.models import Certificate, Gap, KeyPost, Person
from anlan.files import actions as files
from anlan.files import ocr
from anlan.org.models import Notice
from tests.people import photo

pytestmark = pytest.mark.django_db

WELDER, OTHER = "11010519491231002X", "440524188001010014"
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(at) -> None:
    at(TODAY)


@pytest.fixture
def welder(hengtong, liu) -> Person:
    register.add_person(hengtong, name="王强", post="employee", actor=liu, job="焊工", id_number=WELDER)
    return hengtong.people.get(name="王强")


def record(person, actor, **facts) -> Certificate:
    given = {"kind": "welding", "number": f"T{WELDER}", "issued_on": dt.date(2024, 3, 1), "hired_by": "刘翀"}
    return actions.record_certificate(person, actor=actor, **(given | facts))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"number": "T110105194912310021"}, "number"),
        ({"number": WELDER}, "number"),
        ({"number": "T"}, "number"),
        ({"number": f"T{OTHER}"}, "number"),
        ({"issued_on": dt.date(2026, 11, 24)}, "issued_on"),
        ({"issued_on": dt.date(1, 1, 1)}, "issued_on"),
        ({"reviewed_on": dt.date(2024, 2, 1)}, "reviewed_on"),
        ({"long_service_since": dt.date(2012, 1, 4)}, "long_service_basis"),
        ({"hired_by": " "}, "hired_by"),
        ({"kind": "flying"}, "kind"),
    ],
)
def test_what_no_card_says_is_refused_at_its_field(welder, liu, facts, field):
    with pytest.raises(Invalid) as refused:
        record(welder, liu, **facts)
    assert list(refused.value.fields) == [field]


def test_a_certificate_is_good_for_three_years_six_when_re_examined_or_long_in_service(welder, liu, world, at):
    one = record(welder, liu)
    assert (one.review_on, one.expires_on, one.last_day) == (
        dt.date(2027, 3, 1),
        dt.date(2030, 3, 1),
        dt.date(2027, 3, 1),
    )
    assert one.standing == "unverified"
    with pytest.raises(Invalid, match="已经登记过"):
        record(welder, liu)
    with pytest.raises(NotYours):
        record(welder, world.people["郑邻"])
    actions.verify_certificate(one, outcome="genuine", where="国家查询网", on=TODAY, actor=liu)
    assert one.standing == "valid"
    at(dt.date(2027, 1, 5))
    assert one.standing == "due"
    at(dt.date(2027, 3, 2))
    assert one.standing == "expired"
    assert queries.good_for(welder, ["welding"], dt.date(2027, 3, 2)) == (None, "复审期限 3月1日（周一） 已过")
    assert queries.good_for(welder, ["welding"], dt.date(2027, 3, 1))[0] == one
    with pytest.raises(Invalid):
        actions.review_certificate(one, on=dt.date(2027, 3, 3), actor=liu)
    actions.review_certificate(one, on=dt.date(2027, 2, 20), actor=liu)
    assert (one.standing, one.last_day) == ("valid", dt.date(2030, 3, 1))
    with pytest.raises(NotNow):
        actions.review_certificate(one, on=dt.date(2027, 2, 21), actor=liu)
    actions.verify_certificate(one, outcome="not_found", where="国家查询网", on=dt.date(2027, 3, 2), actor=liu)
    assert queries.good_for(welder, ["welding"], dt.date(2027, 3, 2))[1] == "核验结果是“查无此证”"
    actions.withdraw_certificate(one, reason="假证", actor=liu)
    long = record(
        welder,
        liu,
        issued_on=dt.date(2021, 6, 1),
        long_service_since=dt.date(2012, 1, 4),
        long_service_basis="考核机关同意",
    )
    assert long.last_day == dt.date(2027, 6, 1)
    leap = record(welder, liu, kind="height", issued_on=dt.date(2024, 2, 29))
    assert leap.review_on == dt.date(2027, 2, 28)


@pytest.mark.once
def test_the_figures_are_those_of_order_30():
    named = ("valid_years", "review_years", "long_service_years", "off_post_months", "apply_days")
    assert [RULE[one] for one in named] == [6, 3, 10, 6, 60]
    assert (RULE["review_hours"], RULE["decide_workdays"], RULE["reminders"]) == (8, 20, [90, 60, 30, 7])


def test_managers_and_the_holder_are_reminded_four_times_and_no_more(welder, liu):
    one = record(welder, liu)
    for left in (91, 90, 90, 60, 31, 30, 7, 6):
        reminding.remind(one.last_day - dt.timedelta(days=left))
    told = Notice.objects.filter(user=liu, key__startswith=f"enterprises.certificates.{one.pk}").order_by("pk")
    assert [notice.title.split()[1] for notice in told] == ["90", "60", "30", "7"]
    assert [notice.is_red for notice in told] == [False, False, False, True]


def test_a_day_without_reminding_loses_none_and_a_renewed_card_is_not_reminded_of(welder, liu):
    one = record(welder, liu)
    reminding.remind(one.last_day - dt.timedelta(days=58))
    assert "58 天后" in Notice.objects.get(user=liu, key__endswith=".60").title
    record(welder, liu, issued_on=dt.date(2026, 11, 1))
    assert reminding.remind(one.last_day - dt.timedelta(days=20)) == 0


def test_a_person_without_a_certificate_is_a_gap_that_names_who_hired_them(client, welder, liu, hengtong, world):
    actions.enter_post(hengtong, person=welder, kind="welding", hired_by="刘翀", wants="training", actor=liu)
    with pytest.raises(NotYours):
        actions.confirm_survey(hengtong, actor=world.people["林巡"])
    survey = actions.confirm_survey(hengtong, actor=liu)
    assert (survey.people, survey.without) == (1, 1)
    while journal.advance():
        pass
    gap = Gap.objects.get(kind="certificate", filled_at=None)
    assert gap.words == "王强从事焊接与热切割作业，没有证；刘翀招请"
    record(welder, liu)
    while journal.advance():
        pass
    gap.refresh_from_db()
    assert gap.filled_at
    lin = world.people["林巡"]
    client.force_login(lin)
    page = reverse("enterprises:hand_in_wishes")
    assert "没有登记身份证号" not in client.get(page).content.decode()
    Person.objects.filter(pk=welder.pk).update(id_hash="")
    assert "其中 1 人没有登记身份证号" in client.get(page).content.decode()
    answer = client.post(reverse("enterprises:wishes_batch"))
    row = [cell.value for cell in load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active[2]]
    assert (row[1], row[2], row[4], row[6]) == ("王强", WELDER, "培训", hengtong.name)
    assert welder.events.filter(action="enterprises.see_personal", actor=lin).count() == 1
    client.force_login(liu)
    assert client.post(reverse("enterprises:wishes_batch")).status_code == 403
    assert actions.hand_in(queries.wishes(lin), actor=lin) == 1
    assert actions.hand_in(queries.wishes(lin), actor=lin) == 0
    actions.enter_post(hengtong, person=welder, kind="welding", hired_by="刘翀", actor=liu)
    hengtong.post_survey.refresh_from_db()
    assert hengtong.post_survey.confirmed_at is None


def test_through_the_pages_a_card_is_entered_verified_and_found(client, welder, liu, hengtong, world):
    client.force_login(liu)
    of = reverse("enterprises:certificates_of", args=[hengtong.pk])
    form = {"person": welder.pk, "kind": "welding", "number": f"t {WELDER.lower()}", "issued_on": "2024-03-01"}
    new = reverse("enterprises:new_certificate", args=[hengtong.pk])
    assert client.post(new, form | {"hired_by": ""}).status_code == 422
    assert "证号里的身份证号" in client.post(new, form | {"hired_by": "刘翀", "number": f"T{OTHER}"}).content.decode()
    page = client.post(new, form | {"hired_by": "刘翀"}, follow=True).content.decode()
    assert "T110**********002X" in page
    assert WELDER not in page
    one = Certificate.objects.get()
    told = {"outcome": "genuine", "where": "国家安全生产考试网证书查询", "on": TODAY.isoformat()}
    assert client.post(reverse("enterprises:verify_certificate", args=[one.pk]), told).status_code == 302
    assert (
        client.post(reverse("enterprises:enter_post", args=[hengtong.pk]), form | {"hired_by": "刘翀"}).status_code
        == 302
    )
    assert client.post(reverse("enterprises:confirm_key_posts", args=[hengtong.pk])).status_code == 302
    assert "人员普查已由" in client.get(of).content.decode()
    post = KeyPost.objects.get()
    assert client.post(reverse("enterprises:leave_post", args=[hengtong.pk, post.pk])).status_code == 302
    client.force_login(world.people["林巡"])
    for name in ("certificates", "surveys", "wishes"):
        assert client.get(reverse(f"enterprises:{name}")).status_code == 200
        assert client.get(reverse(f"enterprises:{name}_export")).status_code == 200
    listed = client.get(reverse("enterprises:certificates") + "?standing=valid").content.decode()
    assert "王强" in listed
    assert "王强" not in client.get(reverse("enterprises:certificates") + "?standing=expired").content.decode()
    client.force_login(world.people["郑邻"])
    assert client.get(one.get_absolute_url()).status_code == 404
    assert client.get(of).status_code == 404


class Said:
    """An engine that reads the same from every picture, and what its answer looks like."""

    def __init__(self, *lines: str) -> None:
        self.txts = lines
        self.boxes, self.scores = None, ()

    def __call__(self, image: bytes, **how: bool) -> "Said":
        assert image
        return self


def test_a_photographed_card_proposes_its_fields_and_nothing_it_is_not_sure_of(welder, hengtong, liu):
    lines = ["特种作业操作证", f"证号T{WELDER}", "姓名 王强", "作业类别 焊接与热切割作业", "初领日期2018-03-01"]
    lines += ["有效期限：2024-03-01至2030-02-28", "应复审日期：2027-03-01", "实际复审日期："]
    stored = files.keep(SimpleUploadedFile("证.jpg", photo().read()), actor=liu)
    told = card.read([stored.pk], hengtong, Said(*lines))
    assert told == {
        "number": f"T{WELDER}",
        "kind": "welding",
        "issued_on": dt.date(2024, 3, 1),
        "person": welder.pk,
    }
    register.add_person(hengtong, name="王强", post="employee", actor=liu, job="电工")
    blurred = ["T110105194912310021", "姓名王强", "有效期2024-13-01", "高处作业 低压电工作业"]
    assert card.propose(blurred, hengtong) == {}


def test_a_refused_form_keeps_the_photo_and_says_where_nothing_reads_it(client, welder, liu, hengtong):
    client.force_login(liu)
    new = reverse("enterprises:new_certificate", args=[hengtong.pk])
    form = {
        "person": welder.pk,
        "kind": "welding",
        "number": f"T{OTHER}",
        "issued_on": "2024-03-01",
        "hired_by": "刘翀",
    }
    sent = client.post(new, form | {"photos": SimpleUploadedFile("证.jpg", photo().read())})
    assert sent.status_code == 422
    token = re.search(r'name="kept_photos" value="([^"]+)"', sent.content.decode())[1]
    if not ocr.available():
        assert "没有安装文字识别" in client.post(new, form | {"read": "yes"}).content.decode()
    assert client.post(new, form | {"number": f"T{WELDER}", "kept_photos": token}).status_code == 302
    assert len(Certificate.objects.get().photos) == 1


def test_ten_years_at_the_work_stretch_a_card_on_file_and_fewer_do_not(client, welder, liu):
    one = record(welder, liu)
    client.force_login(liu)
    stretch = reverse("enterprises:stretch_review", args=[one.pk])
    short = client.post(stretch, {"since": "2017-01-05", "basis": "市局同意"})
    assert (short.status_code, "不满 10 年" in short.content.decode()) == (422, True)
    assert client.post(stretch, {"since": "2014-01-05", "basis": "市局同意"}).status_code == 302
    one.refresh_from_db()
    assert (one.last_day, one.long_service_basis) == (dt.date(2030, 3, 1), "2014年1月5日起连续从事，市局同意")
    with pytest.raises(NotNow):
        actions.stretch_review(one, since=dt.date(2014, 1, 5), basis="再来一次", actor=liu)


def test_the_page_of_a_card_nobody_may_work_by_says_what_puts_it_right(client, welder, liu, at):
    card_ = record(welder, liu, issued_on=dt.date(2023, 11, 20))
    client.force_login(liu)
    page = client.get(card_.get_absolute_url()).content.decode()
    assert "到期没有复审，证已失效" in page
    assert reverse("enterprises:new_certificate", args=[welder.enterprise_id]) in page
    record(welder, liu, issued_on=dt.date(2026, 11, 1))
    assert queries.fix(Certificate.objects.get(pk=card_.pk)) == "这一类已有新证在有效期内，这张可以作废。"
    at(dt.date(2033, 1, 1))
    assert "有效期已过，不能再复审" in queries.fix(
        Certificate(**{**_facts(card_), "reviewed_on": dt.date(2026, 11, 1)})
    )


def _facts(one: Certificate) -> dict:
    names = ("person", "kind", "issued_on", "review_on", "expires_on", "long_service")
    return {name: getattr(one, name) for name in names}


def test_more_than_half_a_year_off_the_post_works_again_only_after_a_practical_re_test(client, welder, liu, at):
    one = record(welder, liu)
    client.force_login(liu)
    away = reverse("enterprises:note_post", args=[one.pk])
    assert one.why_not(TODAY) == ""
    day = dt.date(2026, 8, 10)
    assert client.post(away, {"last_worked_on": f"{TODAY + dt.timedelta(days=1)}"}).status_code == 422
    assert client.post(away, {"last_worked_on": f"{day}"}).status_code == 302
    one.refresh_from_db()
    first = one.off_from
    assert first == dt.date(2027, 2, 11)
    assert one.why_not(first - dt.timedelta(days=1)) == ""
    assert "须实际操作考试合格（30号令 第三十二条）" in one.why_not(first)
    assert queries.good_for(welder, ["welding"], first)[0] is None
    at(first)
    client.logout()
    client.force_login(liu)
    answer = client.get(one.get_absolute_url())
    assert (answer.status_code, "先停下这个岗位" in answer.content.decode()) == (200, True), answer.headers
    answer = client.post(away, {"last_worked_on": ""})
    assert (answer.status_code, "返岗请填合格日期" in answer.content.decode()) == (422, True)
    assert client.post(away, {"retested_on": f"{day - dt.timedelta(days=1)}"}).status_code == 422
    assert client.post(away, {"retested_on": f"{first}"}).status_code == 302
    one.refresh_from_db()
    assert (one.last_worked_on, one.off_from, one.why_not(first)) == (None, None, "")
    assert verify().broken == []


def test_the_list_finds_who_is_off_the_post_and_who_left(client, welder, liu, hengtong):
    one = record(welder, liu)

    def found(post: str) -> list[str]:
        return [row.at_post for row in CERTIFICATES.asked(liu, {"post": post})]

    for last, standing in ((None, "on"), (dt.date(2026, 5, 23), "off"), (dt.date(2026, 5, 22), "retest")):
        Certificate.objects.filter(pk=one.pk).update(last_worked_on=last)
        assert {name: found(name) for name in POST} == {name: [name] * (name == standing) for name in POST}
    client.force_login(liu)
    page = client.get(reverse("enterprises:certificates") + "?post=retest").content.decode()
    assert "离岗超半年，须考试" in page
    register.end_person(hengtong, person_id=welder.pk, actor=liu)
    assert (found("retest"), found("gone")) == ([], ["gone"])
