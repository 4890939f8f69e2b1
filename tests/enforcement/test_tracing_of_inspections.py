"""A trace-back tells of administrative inspections that they were approved and announced before they were made."""

import datetime as dt

import pytest

from anlan.core import clock
from anlan.enforcement.inspecting import actions as inspecting
from anlan.enforcement.tracing import actions, reading
from tests.enforcement.test_inspecting import DAY, ITEM, asked, team

__all__ = ["team"]
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
