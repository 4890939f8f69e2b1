"""Outsourcing and leasing: one contractor file for the district, what each contract lacks, the principal's survey.

Clause B5 of docs/requirements.md.
"""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.enterprises import actions as register
from anlan.enterprises.contracts import actions, queries, reminding
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import Contract, Contractor, ContractSurvey, Gap
from anlan.org.models import Notice

pytestmark = pytest.mark.django_db


def days(number: int) -> dt.date:
    return clock.today() + dt.timedelta(days=number)


def let(place, contractor, actor, **facts) -> Contract:
    shared = {"kind": "leased_out", "content": "三号库房出租", "starts_on": days(-10), "ends_on": days(300)}
    return actions.record_contract(place, contractor=contractor, actor=actor, **{**shared, **facts})


def names(contract: Contract) -> list[str]:
    found = Contract.objects.select_related("contractor").get(pk=contract.pk)
    return [name for name, _ in queries.lacks(found, clock.today())]


def test_one_contractor_is_kept_once_for_the_district_and_not_retired_mid_contract(world, hengtong, liu):
    tenant = actions.record_contractor(name="顺发物流 仓储", actor=liu)
    with pytest.raises(Invalid, match="已在相关方名册里，全区共用一份"):
        actions.record_contractor(name="顺发物流仓储", actor=world.people["郑邻"])
    with pytest.raises(Invalid, match="2000 年至 2100 年"):
        let(hengtong, tenant, liu, starts_on=dt.date.max, ends_on=dt.date.max)
    contract = let(hengtong, tenant, liu)
    lin = world.people["林巡"]
    with pytest.raises(NotYours):
        actions.retire_contractor(tenant, reason="注销", actor=liu)
    with pytest.raises(NotNow, match="还有 1 份合同没有到期（恒通 板材厂），不能停用"):
        actions.retire_contractor(tenant, reason="注销", actor=lin)
    with pytest.raises(Exception, match="Cannot delete"):
        tenant.delete()
    actions.end_contract(contract, reason="搬走", actor=liu)
    with pytest.raises(NotNow, match="已经到期或终止"):
        actions.end_contract(contract, reason="再来一次", actor=liu)
    actions.retire_contractor(tenant, reason="注销", actor=lin)
    with pytest.raises(Invalid, match="已停用"):
        let(hengtong, tenant, liu)
    assert [one.action for one in tenant.events.all()] == [
        "enterprises.record_contractor",
        "enterprises.retire_contractor",
    ]


def test_what_a_contract_lacks_is_found_told_as_a_gap_and_filled_when_it_is_mended(hengtong, liu):
    tenant = actions.record_contractor(name="顺发物流仓储", actor=liu)
    contract = let(hengtong, tenant, liu, check_days=5)
    assert names(contract) == ["agreement", "coordinator", "shared", "check"]
    while journal.advance():
        pass
    kept = Gap.objects.filter(kind="contract", filled_at=None)
    assert kept.count() == 4
    facts = {"kind": "leased_out", "content": "三号库房", "starts_on": contract.starts_on, "ends_on": contract.ends_on}
    with pytest.raises(Invalid, match="有效期早于签订日期"):
        actions.change_contract(contract, actor=liu, agreement_on=days(-3), agreement_to=days(-4), **facts)
    more = {"coordinator": "周平", "exits": "ours", "fire_system": "shared"}
    actions.change_contract(contract, actor=liu, agreement_on=days(-3), agreement_to=days(20), **more, **facts)
    actions.check_contract(contract, on=days(0), words="消防通道畅通", actor=liu)
    while journal.advance():
        pass
    assert not kept.exists()
    assert reminding.remind() == 1
    assert reminding.remind() == 0
    assert "安全协议" in Notice.objects.get(user=liu, key__startswith="enterprises.contracts").title
    builder = actions.record_contractor(name="安达除尘", actor=liu, qualification="二级", qualified_to=days(-1))
    work = let(hengtong, builder, liu, kind="outsourced", agreement_on=days(-5), coordinator="周平", check_days=90)
    assert names(work) == ["qualification"]
    actions.change_contractor(builder, actor=liu, qualified_to=days(400))
    assert names(work) == []


def test_none_is_confirmed_by_the_principal_alone_and_counts(client, world, hengtong, liu):
    register.add_person(hengtong, name="周平", post="safety_officer", actor=liu)
    page = reverse("enterprises:confirm_survey", args=[hengtong.pk])
    client.force_login(world.people["林巡"])
    assert client.get(page).status_code == 403
    with pytest.raises(NotYours, match="主要负责人本人确认"):
        actions.confirm_survey(hengtong, note="", actor=world.people["林巡"])
    client.force_login(liu)
    assert client.post(page, {"note": ""}).status_code == 422
    assert "没有登记外包外租" in client.get(page).content.decode()
    assert client.post(page, {"is_complete": "on"}).status_code == 302
    assert ContractSurvey.objects.get().count == 0
    assert "没有外包外租" in client.get(reverse("enterprises:contracts", args=[hengtong.pk])).content.decode()


def test_through_the_pages_and_the_lists_ask_as_often_for_thirty_as_for_three(client, world, hengtong, liu):
    client.force_login(liu)
    answer = client.post(reverse("enterprises:new_contractor"), {"name": "顺发物流仓储", "credit_code": "12"})
    assert answer.status_code == 422
    client.post(reverse("enterprises:new_contractor"), {"name": "顺发物流仓储"})
    tenant = Contractor.objects.get()
    form = {"contractor": tenant.pk, "kind": "leased_out", "content": "库房", "check_days": "30"}
    new = reverse("enterprises:new_contract", args=[hengtong.pk])
    assert client.post(new, {**form, "starts_on": "2026-05-02", "ends_on": "2026-05-01"}).status_code == 422
    client.post(new, {**form, "starts_on": days(-1).isoformat(), "ends_on": days(90).isoformat()})
    contract = Contract.objects.get()
    for address in (contract.get_absolute_url(), reverse("enterprises:any_contract", args=[contract.pk])):
        assert "没有签安全生产管理协议" in client.get(address).content.decode()
    assert client.get(tenant.get_absolute_url()).status_code == 200
    assert client.get(reverse("enterprises:export_contracts")).status_code == 200
    client.force_login(world.people["何客"])
    assert client.get(contract.get_absolute_url()).status_code == 404
    assert client.get(reverse("enterprises:contractors")).status_code == 403
    client.force_login(liu)

    def asked(count: int) -> list[int]:
        for _ in range(count):
            let(hengtong, tenant, liu)
        found = []
        for name, args in (("contracts_all", []), ("contractors", []), ("contracts", [hengtong.pk])):
            client.get(reverse(f"enterprises:{name}", args=args))
            with CaptureQueriesContext(connection) as made:
                client.get(reverse(f"enterprises:{name}", args=args))
            found.append(len(made))
        return found

    watching.look_at_all()
    assert asked(3) == asked(20)


def test_a_safety_agreement_is_drafted_from_what_is_on_file_and_leaves_open_what_nobody_said(client, hengtong, liu):
    builder = actions.record_contractor(name="安达除尘", actor=liu, qualification="专业承包二级")
    work = let(hengtong, builder, liu, kind="outsourced", content="除尘改造", coordinator="周平", check_days=15)
    rented = let(hengtong, builder, liu, kind="leased_in", content="借用东库", exits="theirs")
    client.force_login(liu)

    def said(contract: Contract) -> str:
        address = reverse("enterprises:contract_agreement", args=[hengtong.pk, contract.pk])
        document = Document(io.BytesIO(client.get(address).content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*cells, *(one.text for one in document.paragraphs)])

    text = said(work)
    assert "甲方（发包方）\n恒通 板材厂\n乙方（承包方）\n安达除尘" in text
    assert "由周平负责；每 15 天检查一次" in text
    assert "专业承包二级" in text
    assert "安全出口由＿＿＿＿＿＿（双方商定后填写）负责" in text
    text = said(rented)
    assert "甲方（出租方）\n安达除尘\n乙方（承租方）\n恒通 板材厂" in text
    assert "安全出口由安达除尘负责；建筑消防设施由＿＿＿＿＿＿（双方商定后填写）负责" in text
    assert "乙方资质" not in text
