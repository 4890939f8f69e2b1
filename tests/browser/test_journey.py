"""The main job in a real browser, once at a desk and once on a phone: from an old ledger to the bulletin that counts.

A newcomer imports messy.xlsx; a major hazard is seen, judged, planned, reported, put right, sent back once, accepted on
site, struck off, each step by the person whose step it is; the quarter's bulletin counts it.

Clause B2b of docs/requirements.md.
"""

import datetime as dt
import re
from pathlib import Path

import pytest

from anlan.core import clock, journal
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Office, User
from tests.browser import people
from tests.browser.people import photo
from tests.world import PASSWORD

# On PostgreSQL the same story is walked without a browser: tests/test_journey.py.
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

MESSY = Path(__file__).parent.parent / "data" / "ledgers" / "messy.xlsx"
FACTORY = "恒通板材厂"


@pytest.fixture
def township(transactional_db, world, law):
    """桂村乡 with its people and the criteria; no enterprise and no hazard yet."""
    User.objects.update(must_change_password=False)
    return world


def settle(factory: str) -> None:
    """What the safety office enters about a place the ledger brought: who supervises it, and its people's accounts."""
    place = Enterprise.objects.get(name=factory)
    strip = Office.objects.get(name="综合执法")
    enterprises.set_owner(place, region=place.region, strip=strip, actor=None, reason="乡安委会会议纪要")
    enterprises.add_person(place, name="陈安", post=Person.Post.SAFETY_OFFICER, actor=None)
    for name, username in (("刘翀", "liuchong"), ("陈安", "chenan")):
        person = place.people.get(name=name)
        enterprises.open_account(place, person=person, username=username, actor=None, password=PASSWORD)
    User.objects.update(must_change_password=False)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_from_an_old_ledger_to_the_bulletin(township, open_page, live_server, size):
    seat = people.Seat(open_page(size), live_server.url)

    def at_work(username: str) -> people.Person:
        return people.Person(seat, username)

    # The old ledger comes in; the place it names gets its supervising office and its people.
    lin = at_work("lin")
    lin.logs_in(PASSWORD)
    lin.imports_hazards(MESSY)
    settle(FACTORY)

    # Seen by the village's assistant, judged by an officer.
    ma = at_work("ma")
    hazard = ma.records(FACTORY, "砂光机除尘器的泄爆片被铁皮封死", "砂光车间东侧")
    ma.finds_shut(hazard, "判定级别", "由乡镇或主管单位的工作人员判定")
    lin.judges_major(hazard, "泄爆", "林巡对照应急管理部网站公布的原文比对，一致")

    # The principal plans and reports; both desks say they have it; the workers are told.
    liu = at_work("liuchong")
    liu.takes(
        hazard,
        "报整改方案",
        goals="恢复泄爆、抑爆功能并经验收",
        situation="泄爆片被铁皮封死，多年没有检修",
        harm="可能引发木粉尘爆炸，须停产三天整改",
        responsible_name="刘翀",
        measures="更换泄爆片，恢复抑爆系统并联动试车",
        funds="32000",
        due_on=str(clock.today() + dt.timedelta(days=20)),
        emergency="停机断电、疏散人员，启动粉尘爆炸现场处置方案",
        interim_control="停用 2 号砂光线，专人看守",
    )
    liu.takes(hazard, "报告重大隐患")
    zhao = at_work("zhao")
    zhao.takes(hazard, "收悉报告")
    lin.takes(hazard, "收悉报告")
    liu.takes(hazard, "告知本单位职工", how="班前会宣读，车间门口张贴告知书", photos=photo())

    # Work, the enterprise's own acceptance, submission; sent back once with two reasons; done again.
    liu.takes(hazard, "开始整改")
    liu.takes(hazard, "单位自验", statement="试车三次，泄爆片动作正常", photos=photo())
    chen = at_work("chenan")
    chen.takes(hazard, "提交整改结果", statement="泄爆片已更换", photos=photo())
    chen.finds_shut(hazard, "验收通过", "整改人、自验人不能验收自己的整改")
    zhao.takes(hazard, "退回整改", reasons="抑爆系统没有联动\n没有更换后的合格证")
    chen.opens(hazard)
    chen.sees("抑爆系统没有联动", "没有更换后的合格证")
    liu.takes(hazard, "单位自验", statement="联动试验两次正常，合格证已附", photos=photo())
    chen.takes(hazard, "提交整改结果", statement="抑爆系统已联动，合格证已补", photos=photo())

    # Accepted on site, struck off by somebody else.
    zhao.takes(hazard, "验收通过", statement="到现场联动试验正常，核对合格证", second_officer="林巡", photos=photo())
    zhao.finds_shut(hazard, "销号", "整改、验收、销号须是三个不同的人")
    qian = at_work("qian")
    qian.takes(hazard, "销号")
    qian.sees("已销号")

    # The bulletin is drafted by one, issued by another, and counts it.
    lin.opens("/campaigns/bulletins/")
    lin.press("起草通报")
    lin.sees("统计期")
    wang = at_work("wang")
    wang.opens(lin.page.url)
    wang.press("签发")
    wang.sees("已签发", "其中重大 1")
    seal = journal.latest_seal()
    assert seal is not None
    assert re.search(seal.digest[:12], wang.page.inner_text("main"))
    assert wang.downloads("下载 PDF")[:5] == b"%PDF-"
    assert wang.downloads("下载 docx")[:2] == b"PK"
