"""B4b: Open work that has to stop is told at once to those who can stop it, once for each halt, with the way on."""

from decimal import Decimal

import pytest

from anlan.core import clock, hooks, journal
from anlan.enterprises import actions as register
from anlan.enterprises.certificates import actions as certificates
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.models import CertificateEvent, ContractEvent, EnterpriseEvent
from anlan.org.models import Notice
from anlan.permits import actions, clocks, halting, queries
from anlan.permits.models import Permit, PermitEvent, State
from tests.permits.conftest import MONDAY
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(site):
    """A joinery whose guardian has an account too; the boss approves."""
    made = site("恒通木业")
    facts = {"person": made.guardian, "username": "lijian", "actor": None, "password": PASSWORD}
    register.open_account(made.enterprise, **facts)
    return made


def opened(here, **more) -> Permit:
    permit = here.ready(**more)
    return actions.approve(permit, photos=[here.photo()], actor=here.boss)


def told() -> list[tuple[str, str]]:
    """Who was told, and how the reason ends, in order."""
    rows = Notice.objects.filter(key__startswith=halting.NAME, is_red=True, shown_on=clock.today())
    return sorted((one.user.full_name, one.title.split("，", 1)[1]) for one in rows.select_related("user"))


def check(here, result: str) -> None:
    fault = "" if result == "good" else "漏电"
    actions.check_equipment(here.set, on=MONDAY, by="安全员", result=result, fault=fault, actor=here.officer)


def test_a_set_found_faulty_is_told_at_once_and_again_only_after_it_was_repaired(here):
    permit = opened(here)
    journal.place(10_000)
    journal.start_listening_now()
    check(here, "faulty")
    journal.advance()
    why = "HJ-01 ZX7-315不能用：检查结果是“带病，停用待修”"
    expected = [(name, why) for name in sorted(["李监", "刘厂长", "安全员"])]
    assert told() == expected
    notice = Notice.objects.filter(key__startswith=halting.NAME).first()
    assert (notice.title, notice.url) == (f"{permit}：立即停止作业，{why}", permit.get_absolute_url())
    assert notice.body == f"恒通木业二车间南墙，焊排气管支架。{clocks.halt(permit).way}"
    assert "先中断；设备修好、检查合格并登记后再恢复" in notice.body
    assert dict(hooks.minutely.items())[halting.NAME]() == 0
    check(here, "good")
    check(here, "faulty")
    journal.advance()
    assert told() == sorted(expected * 2)


def test_the_guardian_opens_the_message_and_the_page_says_the_same_way_on(here, client):
    opened(here)
    check(here, "faulty")
    assert halting.look() == 3
    here.guardian.refresh_from_db()
    client.force_login(here.guardian.user)
    inbox = client.get("/inbox/").content.decode()
    assert "立即停止作业，HJ-01 ZX7-315不能用" in inbox
    page = client.get(Notice.objects.get(user=here.guardian.user).url)
    assert page.context["steps"][0].label == "中断作业"
    assert (
        "<b>立即停止作业：HJ-01 ZX7-315不能用：检查结果是“带病，停用待修”。</b> 先中断；设备修好"
        in page.content.decode()
    )


def test_whoever_left_is_not_told_and_the_others_are(here):
    opened(here)
    register.end_person(here.enterprise, person_id=here.guardian.pk, actor=here.boss)
    halting.follow(EnterpriseEvent.objects.get(action="enterprises.end_person"))
    why = "监护人李监已不在本单位"
    assert told() == [(name, why) for name in sorted(["刘厂长", "安全员"])]
    assert Notice.objects.filter(body__contains="叫停这张票，换监护人另办一张").count() == 2


def test_work_halts_when_the_contract_of_who_guards_it_ends_and_goes_on_when_it_is_renewed(here, at):
    ma = here.outsider(ends_on=MONDAY)
    permit = opened(here, guardian=ma, ends_at=clock.local(MONDAY, 17, 0))
    contract = ma.contractor.contracts.get()
    contracts.end_contract(contract, reason="换人做", actor=here.boss)
    halting.follow(ContractEvent.objects.get(action="enterprises.end_contract"))
    why = "监护人马工从“安达除尘”来，与它的合同2026年11月23日提前终止"
    assert told() == [(name, why) for name in sorted(["刘厂长", "安全员"])]
    assert Notice.objects.filter(body__contains="合同续签、登记好再恢复，要换监护人的叫停").count() == 2
    assert list(Permit.objects.filter(queries.halted())) == [permit]
    facts = {"kind": "outsourced", "content": "清灰", "starts_on": MONDAY, "ends_on": MONDAY}
    contracts.record_contract(here.enterprise, contractor=ma.contractor, actor=here.boss, **facts)
    assert clocks.halt(Permit.objects.get(pk=permit.pk)) is None


def test_a_certificate_taken_off_is_told_with_why_and_whom(here):
    opened(here)
    certificates.withdraw_certificate(here.welder.certificates.get(), reason="登记错了", actor=here.boss)
    halting.follow(CertificateEvent.objects.get(action="enterprises.withdraw_certificate"))
    assert {why for _, why in told()} == {"王焊没有有效的焊接与热切割作业证：没有登记这一类的特种作业操作证"}


def test_a_gas_test_that_is_overdue_is_told_by_the_clock_once_each_time(site, at):
    here = site("顺达化工", industry="weihua")
    permit = here.ready(kind="confined_space", level="only", equipment=[], ends_at=clock.local(MONDAY, 17, 0))

    def sample(reading: str = "0.1", actor=here.boss) -> None:
        facts = {"point": "人孔", "analyst": "陈化验", "actor": actor}
        for gas, read, lel in (("combustible", reading, Decimal("2.5")), ("oxygen", "20.9", None)):
            if permit.state != State.STOPPED:
                actions.record_gas(permit, gas=gas, reading=Decimal(read), lel=lel, **facts)

    sample()
    actions.approve(permit, photos=[here.photo()], actor=here.officer)
    assert halting.look() == 0
    at(clock.local(MONDAY, 11, 1))
    late = ("安全员", "超过 120 分钟没有气体检测记录")
    assert (halting.look(), halting.look(), told()) == (1, 0, [late])
    sample()
    assert halting.look() == 0
    at(clock.local(MONDAY, 13, 2))
    assert (halting.look(), told()) == (1, [late, late])
    sample("0.5")
    halting.follow(PermitEvent.objects.filter(to_state=State.STOPPED).get())
    assert any(why.startswith("气体检测不合格：可燃气体 0.5%") for _, why in told())
    assert Notice.objects.filter(body__contains="检测合格后另办一张票").count() == 1


def test_where_none_of_them_has_an_account_those_in_charge_are_told(here):
    permit = opened(here)
    here.enterprise.people.filter(name__in=["安全员", "李监"]).update(until=MONDAY)
    Permit.objects.filter(pk=permit.pk).update(approved_by=here.officer)
    assert halting.look() == 1
    assert [name for name, _ in told()] == ["刘厂长"]


def test_what_runs_out_is_told_in_the_minute_it_does(here, at):
    opened(here)
    paused = opened(here, place_words="油漆库", guardian=here.enterprise.people.get(name="安全员"))
    actions.step(paused, name="pause", actor=here.boss)
    at(clock.local(MONDAY, 11, 30))
    assert (halting.look(), halting.look()) == (3, 0)
    assert {why for _, why in told()} == {"作业票 11月23日 11:30 到期，自动失效"}
    assert Notice.objects.filter(body__contains="没干完的另办一张票再干").count() == 3
