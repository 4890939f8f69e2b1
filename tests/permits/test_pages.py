"""Permits through their pages: filled in, confirmed and approved; the township sees what burns; the door declares.

Clauses B4b, B4c of docs/requirements.md.
"""

import datetime as dt
import hashlib
import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from anlan.core import clock, replay
from anlan.core.errors import NotNow
from anlan.enterprises import actions as register
from anlan.enterprises.binding import actions as plates
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.contracts import links
from anlan.enterprises.models import Person, PhoneCode
from anlan.enterprises.premises import codes
from anlan.org.models import User
from anlan.permits import actions, gates, phone, showing
from anlan.permits.models import Declaration, Permit
from tests.people import photo
from tests.permits.conftest import MONDAY, WELDER
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


def filled(here, **more) -> dict:
    given = {
        "content": "焊排烟罩支架",
        "place_words": "后厨",
        "begins_at": "2026-11-23T22:00",
        "ends_at": "2026-11-23T23:30",
        "worker": here.welder.pk,
        "guardian": here.guardian.pk,
        "equipment": [here.set.pk],
        "opens": "08:00",
        "shuts": "21:30",
    }
    return given | more


def test_from_the_form_to_the_paper_and_onto_the_townships_list(client, site, world):
    here = site("好又多超市", crowded=True)
    client.force_login(here.boss)
    new = client.get(reverse("permits:new"), follow=True)
    assert "61号令" in text(new)
    address = new.redirect_chain[-1][0]
    for wrong, words in (
        ({"ends_at": "2026-11-23T21:00"}, "结束时间应晚于开始时间"),
        ({"begins_at": "2026-11-20T09:00", "ends_at": "2026-11-20T10:00"}, "作业时间已经过去"),
        ({"guardian": here.welder.pk}, "监护人不能是作业人自己"),
        ({"wind": "99"}, "17"),
        ({"begins_at": "0001-01-01T00:00"}, "已经过去"),
    ):
        answer = client.post(address, filled(here, **wrong))
        assert answer.status_code == 422 or "已经过去" in text(answer), wrong
        assert words in text(answer)
    assert not Permit.objects.exists()
    page = client.post(address, filled(here), follow=True)
    permit = Permit.objects.get()
    assert "安全措施还有 8 条没有现场确认" in text(page)
    assert "已落实" in text(page)
    for one in gates.measures_of(permit):
        client.post(reverse("permits:tick", args=[permit.pk, one.code]), {"concerns": "yes"})
    page = client.get(permit.get_absolute_url())
    assert "条件都齐了" in text(page)
    assert f"/field/#/permit/{permit.pk}" in text(page)
    approve = reverse("permits:approve", args=[permit.pk])
    assert client.post(approve, {"checked": "on"}).status_code == 422
    taken = SimpleUploadedFile("现场.jpg", photo().read())
    assert client.post(approve, {"checked": "on", "photos": taken}).status_code == 302
    assert client.get(reverse("permits:print", args=[permit.pk])).content[:5] == b"%PDF-"
    for with_plate in (False, True):
        if with_plate:
            plates.issue_code(here.enterprise, actor=world.people["林巡"])
        notice = PdfReader(io.BytesIO(client.get(reverse("permits:notice", args=[permit.pk])).content))
        said = "".join(notice.pages[0].extract_text().split())
        assert ("这里要动火，请看清时间和地点" in said, "一条也不能有" in said) == (True, False)
        assert ("扫码看还剩多少时间" in said) is with_plate
    stop = reverse("permits:step", args=[permit.pk, "stop"])
    assert client.post(stop, {"reason": ""}).status_code == 422
    assert client.post(reverse("permits:step", args=[permit.pk, "approve"]), {}).status_code == 404

    client.force_login(world.people["林巡"])
    listed = client.get(reverse("permits:list") + "?day=today")
    assert permit.number in text(listed)
    assert "作业中" in text(listed)
    assert permit.number not in text(client.get(reverse("permits:list") + "?standing=lapsed"))
    sheet = load_workbook(io.BytesIO(b"".join(client.get(reverse("permits:export") + "?day=now").streaming_content)))
    assert sheet.active["A2"].value == permit.number
    assert "只能" in text(client.post(reverse("permits:override", args=[permit.pk]), {}))
    assert client.get(reverse("permits:fill", args=[here.enterprise.pk])).status_code == 403
    client.force_login(world.people["郑邻"])
    assert client.get(permit.get_absolute_url()).status_code == 404
    client.force_login(world.people["系统员"])
    assert client.get(reverse("permits:list")).status_code == 403


def test_the_paper_says_who_keeps_which_copy(client, site):
    there = site("顺达化工", industry="weihua")
    client.force_login(there.boss)
    for level, last in (("second", "所在单位"), ("first", "安全管理部门")):
        made = there.draft(level=level)
        read = PdfReader(io.BytesIO(client.get(reverse("permits:print", args=[made.pk])).content))
        words = "".join(read.pages[0].extract_text().split())
        assert f"□监护人□作业单位□{last}" in words


def test_equipment_is_registered_checked_and_listed(client, site, world):
    here = site("恒通木业")
    client.force_login(here.boss)
    new = reverse("permits:register_equipment", args=[here.enterprise.pk])
    assert client.post(new, {"kind": "gas", "name": "气割", "tag": "HJ-01"}).status_code == 422
    assert client.post(new, {"kind": "gas", "name": "气割", "tag": "QG-02"}).status_code == 302
    made = here.enterprise.special_equipment.get(tag="QG-02")
    check = reverse("permits:check_equipment", args=[made.pk])
    assert client.post(check, {"on": "9999-12-31", "by": "安", "result": "good"}).status_code == 422
    assert client.post(check, {"on": "2026-11-20", "by": "安", "result": "faulty"}).status_code == 422
    assert client.post(check, {"on": "2026-11-20", "by": "安", "result": "faulty", "fault": "漏气"}).status_code == 302
    assert "不能：检查结果是“带病，停用待修”" in text(client.get(made.get_absolute_url()))
    client.force_login(world.people["林巡"])
    assert "QG-02" in text(client.get(reverse("permits:sets") + "?standing=faulty"))
    assert "HJ-01" not in text(client.get(reverse("permits:sets") + "?standing=faulty"))
    assert client.get(reverse("permits:sets_export")).status_code == 200


def test_a_small_job_is_declared_at_the_door_without_a_password_and_the_village_guides(client, site, world, at):
    here = site("周沟五金店", kind="shop", headcount=3)
    token = plates.issue_code(here.enterprise, actor=world.people["林巡"]).site_code.token
    now = reverse("permits_door:now", args=[token])
    assert "现在没有批准的动火等作业" in text(client.get(now))
    declare = reverse("permits_door:declare", args=[token])
    assert client.get(declare).status_code == 302
    assert client.post(reverse("permits_door:close", args=[token, uuid.uuid4()])).status_code == 403
    client.post(reverse("permits_door:phone", args=[token]), {"phone": "13837471118"})
    code = PhoneCode.objects.get()
    client.post(reverse("permits_door:code", args=[token]), {"code": codes.digits(code)})
    job = {
        "kind": "welding",
        "what": "门口焊货架",
        "begins_at": "2026-11-23T10:00",
        "ends_at": "2026-11-23T12:00",
        "worker_name": "游焊",
        "certificate_number": f"T{WELDER}",
        "certificate_until": "2027-01-01",
        "guardian_name": "刘厂长",
    }
    for wrong, words in (
        ({"certificate_number": ""}, "没有证的不能干"),
        ({"certificate_number": "T110105194912310021"}, "校验位不对"),
        ({"certificate_until": "2026-11-22"}, "干活那天已经失效"),
        ({"guardian_name": "游焊"}, "看护人不能是干活的人自己"),
        ({"ends_at": "2026-11-25T12:00"}, "最长 24 小时"),
    ):
        answer = client.post(declare, job | wrong)
        assert answer.status_code == 422, wrong
        assert words in text(answer)
    assert client.post(declare, job).status_code == 302
    declared = Declaration.objects.get()
    public = text(client.get(now))
    assert "门口焊货架" in public
    assert "游焊" not in public
    village = world.people["马协"]
    actions.advise(declared, advice="清走门口纸箱，旁边放两具灭火器", actor=village)
    assert "清走门口纸箱" in text(client.get(now))
    client.force_login(village)
    assert "门口焊货架" in text(client.get(reverse("permits:declarations") + "?day=today"))
    assert "游焊" in text(client.get(declared.get_absolute_url()))
    client.logout()
    at(clock.local(MONDAY, 12, 1))
    declared.refresh_from_db()
    assert declared.standing == "lapsed"


def message(name, here, permit, moment, files=(), **args):
    body = {
        "name": name,
        "phone": str(uuid.uuid4()),
        "at": moment.isoformat(),
        "args": {"permit": str(permit.pk)} | args,
    }
    written = json.dumps(body | {"files": list(files)})
    sent = {"client_id": str(uuid.uuid4()), "digest": hashlib.sha256(written.encode()).hexdigest(), "body": written}
    return replay.run(replay.read(sent), actor=here.boss)


def test_what_a_phone_kept_on_site_is_played_once_and_judged_by_the_gates(site, at):
    here = site("恒通木业")
    permit = here.draft()
    at(clock.local(MONDAY, 9, 40))
    early = clock.local(MONDAY, 9, 10)
    for one in gates.measures_of(permit):
        message("permits.tick", here, permit, early, code=one.code)
    permit.refresh_from_db()
    assert {one.at for one in permit.ticks.all()} == {early}
    message("permits.approve", here, permit, early, files=[here.photo()])
    permit.refresh_from_db()
    assert (permit.state, permit.approved_at) == ("open", early)
    message("permits.step", here, permit, early + dt.timedelta(minutes=5), step="stop", reason="冒烟")
    permit.refresh_from_db()
    assert permit.state == "stopped"
    with pytest.raises(NotNow):
        message("permits.step", here, permit, early, step="finish")


def test_lists_ask_as_often_for_thirty_as_for_three(client, site, world):
    here = site("恒通木业")
    client.force_login(world.people["林巡"])

    def asked(count: int) -> int:
        for number in range(count):
            here.draft(place_words=f"车间{Permit.objects.count()}-{number}")
        client.get(reverse("permits:list"))
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("permits:list"))
        return len(made)

    assert asked(3) == asked(20)


def test_the_phones_day_asks_as_often_for_many_permits_and_tells_only_ones_own(site, world):
    here, there = site("恒通木业"), site("顺达化工", industry="weihua")

    def asked(count: int) -> int:
        for _ in range(count):
            here.draft(place_words=f"车间{Permit.objects.count()}", guardian=None, coordinator="安全员")
        user = User.objects.get(pk=here.boss.pk)
        with CaptureQueriesContext(connection) as made:
            day = phone.day(user)
        assert len(day["permits"]) == Permit.objects.filter(enterprise=here.enterprise).count()
        return len(made)

    there.draft()
    assert asked(2) == asked(6)
    told = phone.day(here.boss)["permits"][0]
    assert (told["gates"], told["why_not"]["approve"]) == (["没有监护人"], "")
    assert [row["done"] for row in told["measures"]] == [""] * 7
    assert phone.day(world.people["林巡"]) is None


def test_a_contractor_sees_open_work_of_its_people_behind_its_link(client, site):
    one = site("恒通木业")
    day = clock.today()
    builder = contracts.record_contractor(name="安达除尘", actor=one.boss)
    facts = {"kind": "outsourced", "content": "改造", "starts_on": day, "ends_on": day, "check_days": 30}
    contract = contracts.record_contract(one.enterprise, contractor=builder, actor=one.boss, **facts)
    links.make_link(contract, actor=one.boss)
    page = reverse("contractor:here", args=[links.token_of(links.link_of(contract))])
    permit = actions.approve(one.ready(), photos=[one.photo()], actor=one.boss)
    assert permit.number not in client.get(page).content.decode()
    Person.objects.filter(pk=one.welder.pk).update(contractor=builder)
    html = client.get(page).content.decode()
    assert "作业人 王焊，监护人 李监" in html
    assert permit.number in html


def test_a_permit_stands_on_the_first_page_of_whoever_it_names_and_of_managers_until_closed(site, client, at):
    here = site("恒通木业")
    for person, login in ((here.welder, "hanwang"), (here.guardian, "lijian")):
        register.open_account(here.enterprise, person=person, username=login, actor=None, password=PASSWORD)
        person.refresh_from_db()
    register.add_person(here.enterprise, name="何工", post="employee", actor=here.boss)
    other = here.enterprise.people.get(name="何工")
    register.open_account(here.enterprise, person=other, username="hegong", actor=None, password=PASSWORD)
    other.refresh_from_db()
    permit = here.ready()

    def told(user) -> list[tuple[str, bool]]:
        return [(one.what, one.is_late) for one in showing.due(User.objects.get(pk=user.pk))]

    waits = [("动火作业，二车间南墙：待批准", False)]
    names = (here.boss, here.officer, here.welder.user, here.guardian.user, other.user)
    assert [told(user) for user in names] == [waits, waits, waits, waits, []]
    client.force_login(here.guardian.user)
    assert f'href="{permit.get_absolute_url()}">去现场办' in client.get("/").content.decode()
    actions.approve(permit, photos=[here.photo()], actor=here.boss)
    assert told(here.guardian.user) == [("动火作业，二车间南墙：作业中，还剩 2 小时 30 分", False)]
    at(clock.local(MONDAY, 11, 31))
    assert told(here.guardian.user) == [("动火作业，二车间南墙：到期没验收", True)]
    actions.step(permit, name="finish", actor=here.boss)
    at(clock.local(MONDAY, 12, 5))
    permit.refresh_from_db()
    actions.step(permit, name="close", actor=here.guardian.user)
    assert told(here.guardian.user) == []


def test_the_clock_at_the_door_runs_on_while_work_goes_on(client, site, world, at):
    here = site("恒通木业")
    token = plates.issue_code(here.enterprise, actor=world.people["林巡"]).site_code.token
    now = reverse("permits_door:now", args=[token])
    assert 'http-equiv="refresh"' not in text(client.get(now))
    actions.approve(here.ready(), photos=[here.photo()], actor=here.boss)
    page = text(client.get(now))
    assert '<meta http-equiv="refresh" content="60">' in page
    assert "还剩 2 小时 30 分" in page
    at(clock.local(MONDAY, 10, 1))
    assert "还剩 1 小时 29 分" in text(client.get(now))
