"""A contractor sees by its link what it has at one enterprise, says what it put right, and sees nothing else."""

import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.certificates import actions as certificates
from anlan.enterprises.contracts import actions, links
from anlan.enterprises.learning import actions as learning
from anlan.enterprises.models import Contract, ContractLink, Gap, Person
from anlan.enterprises.posts import queries as posts
from anlan.enterprises.premises import codes
from anlan.hazards import actions as ledger
from anlan.hazards.contracts import actions as problems
from anlan.hazards.gaps.actions import record_from_gap
from anlan.hazards.models import Hazard, HazardEvent
from anlan.org.models import Notice, Region
from tests.people import photo
from tests.world import SHUIDAOYANG

pytestmark = pytest.mark.django_db
WELDER = "11010519491231002X"


@pytest.fixture(autouse=True)
def today(at) -> None:
    at(dt.date(2026, 11, 23))


@pytest.fixture
def builder(liu):
    return actions.record_contractor(name="安达除尘", actor=liu, qualification="环保工程二级")


@pytest.fixture
def contract(hengtong, liu, builder) -> Contract:
    return let(hengtong, builder, liu, coordinator="周平")


def let(place, contractor, actor, **facts) -> Contract:
    day = clock.today()
    shared = {"kind": "outsourced", "content": "除尘系统改造", "place": "砂光车间", "check_days": 30}
    shared |= {"starts_on": day - dt.timedelta(days=10), "ends_on": day + dt.timedelta(days=60)}
    return actions.record_contract(place, contractor=contractor, actor=actor, **{**shared, **facts})


def page_of(contract: Contract, actor) -> str:
    links.make_link(contract, actor=actor)
    return reverse("contractor:here", args=[links.token_of(links.link_of(contract))])


def told(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def test_the_page_shows_contract_checks_problems_and_people_and_asks_for_no_login(client, contract, builder, liu):
    place = contract.enterprise
    actions.check_contract(contract, on=clock.today(), words="动火没有清理粉尘", actor=liu)
    register.add_person(
        place,
        name="马工",
        post="employee",
        actor=liu,
        job="焊工",
        contractor=builder,
        id_number=WELDER,
        phones=["13837470001"],
    )
    person = place.people.get(name="马工")
    certificates.enter_post(place, person=person, kind="welding", hired_by="安达", actor=liu)
    facts = {"kind": "entry", "title": "入场教育", "content": "讲粉尘", "held_on": clock.today(), "hours": 1}
    learning.record_training(place, people=[], outsiders=[("老孙", "安达 除尘"), ("外人", "别家")], actor=liu, **facts)
    problems.record_on_contract(contract, description="焊机接地线断开", actor=liu)
    html = told(client, page_of(contract, liu))
    for words in ("除尘系统改造", "没有签安全生产管理协议", "动火没有清理粉尘", "焊机接地线断开", "周平", "老孙"):
        assert words in html, words
    assert "没有入场教育记录；焊接与热切割作业：没有证" in html
    for private in ("外人", WELDER, WELDER[:6], "13837470001", "1383747"):
        assert private not in html
    certificates.record_certificate(
        person, kind="welding", number=f"T{WELDER}", issued_on=dt.date(2026, 1, 1), hired_by="安达", actor=liu
    )
    learning.record_training(place, people=[person], outsiders=[], actor=liu, **facts)
    html = told(client, page_of(contract, liu))
    assert "齐全</span></li>" in html
    gaps = Gap.objects.filter(kind="outsider")
    while journal.advance():
        pass
    assert not gaps.exists()
    assert WELDER[:6] not in html


def test_what_is_of_others_is_never_there(client, world, hengtong, contract, builder, liu, many):
    [other] = many(1)
    lin = world.people["林巡"]
    tenant = actions.record_contractor(name="顺发物流", actor=liu)
    mine = problems.record_on_contract(contract, description="焊机接地线断开", actor=liu)
    theirs = let(hengtong, tenant, liu, content="三号库房")
    theirs_found = problems.record_on_contract(theirs, description="库房堵了通道", actor=liu)
    elsewhere = let(other, builder, lin, content="别处的改造")
    far = problems.record_on_contract(elsewhere, description="别处的隐患", actor=lin)
    plain = ledger.record(hengtong, description="车间灭火器过期", source="patrol", actor=lin)
    page = page_of(contract, liu)
    html = told(client, page)
    assert "焊机接地线断开" in html
    for words in ("库房", "顺发", "别处", "灭火器", other.name):
        assert words not in html
    assert "焊机接地线断开" in told(client, f"{page}problems/{mine.pk}/")
    for one in (theirs_found, far, plain):
        for method in (client.get, client.post):
            assert method(f"{page}problems/{one.pk}/").status_code == 404
    assert "别处的隐患" in told(client, page_of(elsewhere, lin))
    for address in ("/", reverse("hazards:record", args=[mine.pk]), contract.get_absolute_url()):
        assert "/login" in client.get(address).url


def test_a_link_is_only_its_makers_to_show_and_ends_with_the_contract(client, world, contract, liu, at):
    link_page = reverse("enterprises:contract_link", args=[contract.enterprise_id, contract.pk])
    client.force_login(liu)
    assert "生成链接" in told(client, link_page)
    assert client.get(f"{link_page}print/").status_code == 409
    assert client.post(f"{link_page}make/").status_code == 302
    address = reverse("contractor:here", args=[links.token_of(links.link_of(contract))])
    assert address in told(client, link_page)
    assert client.get(f"{link_page}print/").content[:5] == b"%PDF-"
    token = address.split("/")[2]
    assert len(token) == 26
    assert token not in str(list(ContractLink.objects.values())) + str([one.data for one in contract.events.all()])
    stranger = Client()
    assert stranger.get(address).status_code == 200
    assert "对，或者已经作废" in told(stranger, reverse("contractor:here", args=["a" * 26]), 404)
    client.force_login(world.people["何客"])
    assert client.get(link_page).status_code == 404
    client.force_login(world.people["纪明"])
    assert client.get(link_page).status_code == 403
    assert client.post(f"{link_page}make/").status_code == 403
    with pytest.raises(NotYours):
        links.end_link(contract, actor=world.people["郑邻"])
    contract.refresh_from_db()
    links.make_link(contract, actor=liu)
    assert "停用了这个链接" in told(stranger, address, 409)
    links.end_link(contract, actor=liu)
    with pytest.raises(NotNow, match="没有在用的链接"):
        links.end_link(contract, actor=liu)
    last = page_of(contract, liu)
    actions.end_contract(contract, reason="干完了", actor=liu)
    assert "提前终止，链接随合同失效" in told(stranger, last, 409)
    with pytest.raises(NotNow):
        links.make_link(contract, actor=liu)
    Contract.objects.filter(pk=contract.pk).update(ended_on=None)
    assert stranger.get(last).status_code == 200
    at(contract.ends_on + dt.timedelta(days=1))
    assert "已经到期，链接随合同失效" in told(stranger, last, 409)
    assert verify().broken == []


def test_what_the_contractor_says_is_evidence_and_moves_nothing(client, contract, liu, world):
    hazard = problems.record_on_contract(contract, description="焊机接地线断开", actor=liu, client_id=contract.pk)
    again = problems.record_on_contract(contract, description="焊机接地线断开", actor=liu, client_id=contract.pk)
    assert (again.pk, Hazard.objects.count()) == (hazard.pk, 1)
    page = page_of(contract, liu)
    address = f"{page}problems/{hazard.pk}/"
    assert client.post(address, {"words": "接好了"}).status_code == 422
    assert client.post(address, {"words": " ", "photos": [photo()]}).status_code == 422
    kept = client.post(address, {"words": "", "photos": [photo()]}).content.decode()
    assert "已上传 现场" in kept
    answer = client.post(address, {"words": "接地线换了新的", "photos": [photo()]})
    assert (answer.status_code, answer.url) == (302, page)
    hazard.refresh_from_db()
    assert (hazard.state, hazard.fixed_by) == ("found", None)
    assert "已说改好，等对方核实" in told(client, page)
    while journal.advance():
        pass
    notice = Notice.objects.get(user=liu, title__contains="安达除尘说已整改")
    assert notice.url == reverse("hazards:record", args=[hazard.pk])
    client.force_login(liu)
    record = told(client, notice.url)
    assert "安达除尘：接地线换了新的（凭链接填写，待本单位核实）" in record
    event = HazardEvent.objects.get(subject=hazard, action="hazards.say_mended")
    assert reverse("hazards:file", args=[hazard.pk, event.files[0]]) in record
    assert "安达除尘" in told(client, contract.get_absolute_url())
    assert "接地线换了新的" in told(client, reverse("hazards:of_contract", args=[contract.pk]))
    Hazard.objects.filter(pk=hazard.pk).update(state="rectifying", level="general", self_accepted_at=clock.now())
    step = reverse("hazards:step", args=[hazard.pk, "submit"])
    form = told(client, step)
    [token] = re.findall(r'name="kept_photos" value="([^"]+)"> 用相关方', form)
    assert client.post(step, {"statement": "到现场看过，接地线已换", "kept_photos": token}).status_code == 302
    hazard.refresh_from_db()
    assert (hazard.state, hazard.fixed_by) == ("submitted", liu)
    assert hazard.events.get(action="hazards.submit").files == event.files
    assert "整改结果已经提交" in told(Client(), address)
    Hazard.objects.filter(pk=hazard.pk).update(state="rectifying")
    hazard.refresh_from_db()
    stranger = Client()
    assert stranger.get(f"{address}files/{event.files[0]}/").status_code == 404
    for _ in range(5):
        problems.say_mended(hazard, contract=contract, words="又看了一遍", photos=event.files)
        hazard.refresh_from_db()
    with pytest.raises(Invalid, match="一小时内说得太多"):
        problems.say_mended(hazard, contract=contract, words="又看了一遍", photos=event.files)
    Hazard.objects.filter(pk=hazard.pk).update(state="void")
    assert stranger.get(address).status_code == 404
    assert verify().broken == []


def test_a_photo_of_how_it_was_found_is_seen_behind_the_link_and_nowhere_else(client, contract, liu, world):
    client.force_login(liu)
    record = reverse("hazards:record_on_contract", args=[contract.pk])
    assert client.post(record, {"description": "无"}).status_code == 422
    client.post(record, {"description": "焊机接地线断开", "photos": [photo()]})
    hazard = Hazard.objects.get()
    assert (hazard.place_words, hazard.source) == ("砂光车间", "self_inspection")
    address = f"{page_of(contract, liu)}problems/{hazard.pk}/"
    stranger, sha256 = Client(), hazard.events.get(number=1).files[0]
    assert f"files/{sha256}/" in told(stranger, address)
    assert stranger.get(f"{address}files/{sha256}/").status_code == 200
    assert stranger.get(f"{address}files/{'a' * 64}/").status_code == 404
    client.force_login(world.people["纪明"])
    assert client.get(record).status_code == 403
    actions.end_contract(contract, reason="干完了", actor=liu)
    with pytest.raises(NotNow, match="从台账直接登记"):
        problems.record_on_contract(contract, description="还有一处", actor=liu)


def test_a_hazard_made_of_a_gap_of_the_contract_is_there_too(client, contract, liu):
    while journal.advance():
        pass
    gap = Gap.objects.get(kind="contract", about=f"{contract.pk}:agreement")
    hazard = record_from_gap(gap, description="没有签安全协议", actor=liu)
    page = page_of(contract, liu)
    assert hazard.code in told(client, page)
    assert client.get(f"{page}problems/{hazard.pk}/").status_code == 200


def test_people_of_a_contractor_lead_nothing_sign_nothing_and_have_no_account(hengtong, contract, builder, liu):
    with pytest.raises(Invalid, match="只能登记为从业人员"):
        register.add_person(hengtong, name="马总", post="principal", actor=liu, contractor=builder)
    register.add_person(
        hengtong, name="马工", post="employee", actor=liu, job="焊工", contractor=builder, phones=["13837470001"]
    )
    person = Person.objects.get(name="马工")
    assert person.told_apart == "马工（安达除尘 焊工，手机尾 0001）"
    while journal.advance():
        pass
    gap = Gap.objects.get(kind="outsider")
    assert (gap.words, gap.clause) == ("“安达除尘”的马工没有入场教育记录", "河南省安全生产条例 第二十八条")
    facts = {"kind": "entry", "title": "入场教育", "content": "讲粉尘", "held_on": clock.today(), "hours": 1}
    learning.record_training(hengtong, people=[], outsiders=[("马工", "安达 除尘")], actor=liu, **facts)
    while journal.advance():
        pass
    gap.refresh_from_db()
    assert gap.filled_at
    assert [one.name for one in posts.in_office(hengtong)] == ["刘翀"]
    assert posts.unsigned([hengtong.pk])[hengtong.pk][0] == 1
    assert codes.holders(hengtong, codes.hashed("13837470001")) == []
    with pytest.raises(Invalid, match="不开本单位的账号"):
        register.open_account(hengtong, person=person, username="magong", actor=None)
    principal = hengtong.people.get(name="刘翀")
    hengtong.refresh_from_db()
    with pytest.raises(Invalid, match="不能改成相关方的人"):
        register.change_person(hengtong, person=principal, name="刘翀", phones=[], actor=liu, contractor=builder)


def test_the_form_of_a_person_offers_those_with_a_contract_here(client, hengtong, contract, builder, liu, world):
    other = actions.record_contractor(name="顺发物流", actor=liu)
    client.force_login(liu)
    html = told(client, reverse("enterprises:add_person", args=[hengtong.pk]))
    assert str(builder.pk) in html
    assert str(other.pk) not in html
    given = {"name": "马工", "post": "employee", "employment": "regular", "contractor": builder.pk}
    client.post(reverse("enterprises:add_person", args=[hengtong.pk]), given | {"client_id": f"{contract.pk}"})
    person = Person.objects.get(name="马工")
    assert person.contractor == builder
    change = reverse("enterprises:change_person", args=[hengtong.pk, person.pk])
    client.post(change, given | {"contractor": "", "client_id": f"{builder.pk}"})
    person.refresh_from_db()
    assert person.contractor is None
    region = Region.objects.get(code=SHUIDAOYANG)
    lone = register.record(name="没有合同的店", region=region, actor=world.people["林巡"])
    client.force_login(world.people["林巡"])
    assert "来自哪家相关方" not in told(client, reverse("enterprises:add_person", args=[lone.pk]))


def test_the_page_asks_as_often_for_thirty_as_for_three(client, contract, builder, liu, hengtong):
    page = page_of(contract, liu)

    def asked(count: int) -> int:
        for number in range(count):
            register.add_person(hengtong, name=f"工人{number}", post="employee", actor=liu, contractor=builder)
            problems.record_on_contract(contract, description=f"第{number}处接地线断开", actor=liu)
            hengtong.refresh_from_db()
        client.get(page)
        with CaptureQueriesContext(connection) as made:
            client.get(page)
        return len(made)

    assert asked(3) == asked(12)


def test_the_sheet_to_hand_over_says_what_one_finds_and_that_names_stand_there(client, contract, liu):
    links.make_link(contract, actor=liu)
    client.force_login(liu)
    sheet = client.get(reverse("enterprises:contract_link_sheet", args=[contract.enterprise_id, contract.pk]))
    words = PdfReader(io.BytesIO(sheet.content)).pages[0].extract_text()
    assert [one in words for one in ("没有公布的清单", "没有个人信息", "要整改的隐患", "请勿转给")] == [
        False,
        False,
        True,
        True,
    ]


def test_ending_a_contract_names_who_of_the_other_side_is_still_here(client, contract, builder, liu):
    register.add_person(contract.enterprise, name="马工", post="employee", actor=liu, contractor=builder)
    client.force_login(liu)
    address = reverse("enterprises:end_contract", args=[contract.enterprise_id, contract.pk])
    assert "对方在这里的 1 人（马工）不会自动离任" in told(client, address)
