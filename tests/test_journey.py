"""B2b: The main job, from an empty machine to the bulletin: the first test to read.

A township is set up from nothing; an old ledger comes in; a major hazard is seen, judged, planned, reported, put right,
sent back once, accepted, struck off; the bulletin counts it. Every line is a person at the page made for it.
"""

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from anlan.core import hooks, journal
from anlan.org import regions
from tests.people import Person

LEDGERS = Path(__file__).parent / "data" / "ledgers"
FACTORY = "恒通板材厂"

PLAN = {
    "goals": "恢复泄爆、抑爆功能并经验收",
    "situation": "泄爆片被铁皮封死，多年没有检修",
    "harm": "可能引发木粉尘爆炸，须停产三天整改",
    "responsible_name": "刘翀",
    "measures": "更换泄爆片，恢复抑爆系统并联动试车",
    "funds": "32000",
    "due_on": "2026-12-11",
    "emergency": "停机断电、疏散人员，启动粉尘爆炸现场处置方案",
    "interim_control": "停用 2 号砂光线，专人看守",
}


class Township:
    """The people of the story, by how they are called."""

    def __init__(self) -> None:
        printed = "\n".join(line for _, function in hooks.set_up.items() for line in function())
        first = dict(re.findall(r"^  ([\w-]+)（.*?）：(\S+)$", printed, re.MULTILINE))
        self.system, self.security, self.audit = (Person(name, secret) for name, secret in first.items())

    def found(self) -> None:
        """Regions and offices by the system administrator, accounts and posts by the security administrator."""
        self.system.enters_regions(regions.DATA / "guicun.csv")
        self.system.founds_office("桂村乡人民政府", "桂村乡政府", "乡镇政府", "桂村乡")
        self.system.founds_office("应急管理办公室", "应急办", "乡直单位、站所", "桂村乡", safety=True)
        self.system.founds_office("综合行政执法队", "综合执法", "乡直单位、站所", "桂村乡")
        self.system.founds_office("周沟村委会", "周沟村", "村（居）委会", "周沟村委会")
        account = self.security.opens_account
        self.wang = account("wang", "王镇", "桂村乡人民政府", "乡镇领导")
        self.sun = account("sun", "孙主", "应急管理办公室", "站所负责人")
        self.lin = account("lin", "林巡", "应急管理办公室", "工作人员")
        self.qian = account("qian", "钱执", "综合行政执法队", "站所负责人", "本单位主管的")
        self.zhao = account("zhao", "赵执", "综合行政执法队", "工作人员", "本单位主管的")
        self.ma = account("ma", "马协", "周沟村委会", "村安全协管员")

    def settle_factory(self) -> None:
        """The factory the ledger brought gets its supervising office and its people's accounts."""
        self.sun.settles_owner(FACTORY, "综合执法")
        self.lin.adds_person(FACTORY, "陈安", "安全管理员")
        self.liu = self.lin.gives_account(FACTORY, "刘翀", "liuchong")
        self.chen = self.lin.gives_account(FACTORY, "陈安", "chenan")


@pytest.mark.slow
@pytest.mark.django_db
def test_a_township_from_nothing_to_the_bulletin_that_counts_its_hazard(at):
    at(dt.date(2026, 11, 24))
    town = Township()
    town.found()

    # An old ledger, as offices keep them; the enterprises it names are not on file and are created with it.
    town.lin.imports_hazards(LEDGERS / "messy.xlsx").has("已导入", FACTORY)
    town.settle_factory()
    old = [row[0] for row in rows_of(town.lin.exports("?state=all"))]

    # Seen by the village's assistant, judged by an officer by a criterion in force.
    hazard = town.ma.records(FACTORY, "砂光机除尘器的泄爆片被铁皮封死", "砂光车间东侧")
    town.ma.may_not(hazard, "判定级别", "由乡镇或主管单位的工作人员判定")
    town.lin.judges_major(hazard, search="泄爆", criterion="泄爆")

    # The principal files the plan, reports it; both desks say they have it; the workers are told.
    at(dt.date(2026, 11, 25))
    town.liu.may_not(hazard, "报告重大隐患", "已报整改方案")
    town.liu.files_plan(hazard, **PLAN)
    town.liu.reports(hazard)
    town.zhao.acknowledges(hazard)
    town.lin.acknowledges(hazard)
    town.liu.tells_workers(hazard, "班前会宣读，车间门口张贴告知书")

    # Work, the enterprise's own acceptance, submission; sent back once, done again.
    at(dt.date(2026, 11, 30))
    town.liu.starts(hazard)
    town.liu.may_not(hazard, "提交整改结果", "单位已自验")
    town.liu.accepts_own_work(hazard, "刘翀、陈安试车三次，泄爆片动作正常")
    town.chen.submits(hazard, "泄爆片已更换")
    at(dt.date(2026, 12, 2))
    town.chen.may_not(hazard, "验收通过", "整改人、自验人不能验收自己的整改")
    town.zhao.sends_back(hazard, "抑爆系统没有联动", "没有更换后的合格证")
    at(dt.date(2026, 12, 4))
    town.chen.opens(hazard).has("抑爆系统没有联动", "没有更换后的合格证", "12月11日")
    town.liu.accepts_own_work(hazard, "联动试验两次正常，合格证已附")
    town.chen.submits(hazard, "抑爆系统已联动，合格证已补")

    # Accepted on site by two, struck off by a third.
    at(dt.date(2026, 12, 7))
    town.zhao.accepts(hazard, "到现场联动试验正常，核对合格证", together_with="林巡")
    town.zhao.may_not(hazard, "销号", "整改、验收、销号须是三个不同的人")
    town.qian.closes(hazard)

    # The ledger, the dashboard and the closing file follow.
    code = re.search(r"桂26-\d{4}", town.lin.opens(hazard).words)[0]
    everything = rows_of(town.lin.exports("?state=all"))
    assert sorted(row[0] for row in everything) == sorted([*old, code])
    assert [row[0] for row in rows_of(town.lin.exports("?state=closed&level=major"))] == [code]
    still_open = rows_of(town.lin.exports())
    town.lin.opens("/").has(f"未销号 {len(still_open)}")
    assert town.lin.downloads(town.lin.opens(hazard).link("打印闭环卷"))[:5] == b"%PDF-"

    # The bulletin: drafted by one, issued by another; it counts the hazard and carries the seal.
    bulletin = town.lin.drafts_bulletin()
    town.lin.opens(bulletin).has("由乡镇领导签发")
    issued = town.wang.issues(bulletin)
    issued.has("已签发", f"{len(everything)}发现其中重大 1")
    seal = journal.latest_seal()
    assert seal is not None
    issued.has(seal.digest[:12])
    assert town.wang.downloads(issued.link("下载 PDF"))[:5] == b"%PDF-"
    assert town.wang.downloads(issued.link("下载 docx"))[:2] == b"PK"

    # And every event since the first account stands as it was written.
    journal.advance()
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "异常 0 处" in out.getvalue()


def rows_of(workbook: bytes) -> list[tuple]:
    """The rows of an exported ledger, without its head."""
    return list(load_workbook(io.BytesIO(workbook)).active.iter_rows(min_row=2, values_only=True))
