"""C7: A trace-back tells how administrative inspections were made, and what became of the orders they led to."""

import datetime as dt

import pytest

from anlan.core import clock
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.documents import drafting
from anlan.enforcement.inspecting import actions as inspecting
from anlan.enforcement.tracing import actions, reading
from tests.enforcement.test_documents import RECEIPT, begun, issued, who
from tests.enforcement.test_inspecting import DAY, ITEM, asked, team

__all__ = ["begun", "team"]
pytestmark = pytest.mark.django_db


def test_what_was_approved_and_announced_stands_among_what_was_done_properly(team, factory, at):
    found = asked(team, factory)
    inspecting.approve(found, actor=team.people["钱执"])
    inspecting.notify(found, actor=team.people["镕玥"], notice_receipt="总经理刘强签收")
    inspecting.start(found, actor=team.people["赵执"])
    at(DAY + dt.timedelta(days=1))
    facts = {"trigger": "accident", "what": "出口上锁，疏散受阻", "happened_at": clock.now()}
    trail = reading.of(actions.open_trace(factory, actor=team.people["王镇"], **facts))
    assert "行政检查带队" in trail.section("came").lines[0].words
    told = [one.words for one in trail.section("proper").lines]
    what = f"行政检查（{ITEM}）"
    assert told == [f"{found.number}：经批准{what}", f"{found.number}：事先通知{what}"]
    assert trail.record.broken == []


def told(team, factory, name: str) -> list[str]:
    facts = {"trigger": "accident", "what": "出口上锁，疏散受阻", "happened_at": clock.now()}
    trail = reading.of(actions.open_trace(factory, actor=team.people["王镇"], **facts))
    assert trail.record.broken == []
    return [one.words for one in trail.section(name).lines if "指令书" in one.words]


def test_an_order_nobody_served_or_looked_at_again_is_told_with_its_date(begun, team, factory, at):
    order = issued(begun, team)
    at(DAY + dt.timedelta(days=20))
    name = f"责令限期整改指令书 {order.number}"
    assert told(team, factory, "open") == [
        f"{name}：签发后到发生时没有送达（应在 12月1日（周二） 前）",
        f"{name}：期限 12月8日（周二），到发生时没有复查",
    ]
    assert told(team, factory, "proper") == [f"{name}：钱执签发"]


def test_an_order_served_and_looked_at_again_in_time_stands_among_what_was_done_properly(begun, team, factory, at):
    order = issued(begun, team)
    documents.serve(order, actor=who(team, "赵执"), **RECEIPT)
    at(DAY + dt.timedelta(days=14))
    found = [(True, "已清空"), (True, "已接地"), (True, "已更换")]
    opinion = drafting.draft_opinion(order, actor=who(team, "赵执"), found=found)
    documents.issue(opinion, actor=who(team, "钱执"))
    at(DAY + dt.timedelta(days=20))
    assert told(team, factory, "open") == []
    done = [words.partition("：")[2] for words in told(team, factory, "proper")]
    assert done == ["钱执签发", "送达（刘镕）", "到期后及时复查"]
