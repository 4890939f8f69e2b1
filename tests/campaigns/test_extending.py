"""A campaign that runs longer than its notice said: what recurs goes on, what was asked before stays as it was."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.campaigns.duties import board
from anlan.campaigns.plans import actions
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from tests.campaigns.test_plans import campaign, running, township

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db
FEBRUARY, MARCH = dt.date(2025, 2, 28), dt.date(2025, 3, 31)


def asked(running, words: str) -> list[dt.date]:
    """The last days of the periods of one duty of one subject."""
    row = next(one for one in board.rows_of(running) if words in one.asked.duty.action)
    return [one.due_on for one in row.asked.periods]


def test_what_recurs_goes_on_and_what_was_asked_before_stays(client, running, world, at):
    at(dt.date(2025, 2, 20))
    before = asked(running, "巡查")
    client.force_login(world.people["林巡"])
    told = {"ends_on": MARCH.isoformat(), "reason": "区安委会〔2025〕3号"}
    assert client.post(reverse("campaigns:extend_campaign", args=[running.pk]), told).status_code == 302
    running.refresh_from_db()
    after = asked(running, "巡查")
    past = [day for day in before if day < dt.date(2025, 2, 20)]
    assert after[: len(past)] == past
    assert (max(before), max(after)) == (FEBRUARY, dt.date(2025, 3, 30))  # the last whole week
    assert (running.ends_on, running.stages.order_by("number").last().ends_on) == (MARCH, MARCH)
    assert "区安委会〔2025〕3号" in client.get(running.get_absolute_url()).content.decode()
    assert verify().broken == []


def test_it_is_made_longer_only_with_words_and_while_it_runs(client, campaign, running, world, at):
    lin = world.people["林巡"]
    typed_wrong = dt.date(3025, 3, 31)
    refused = [
        (FEBRUARY, "通知", "要晚于这一天"),
        (MARCH, " ", "写明延长的依据"),
        (typed_wrong, "通知", "最多延长一年"),
    ]
    for day, reason, words in refused:
        with pytest.raises(Invalid, match=words):
            actions.extend_campaign(running, actor=lin, ends_on=day, reason=reason)
    with pytest.raises(NotYours, match="由乡镇领导、站所工作人员办理"):
        actions.extend_campaign(running, actor=world.people["吴村"], ends_on=MARCH, reason="通知")
    at(dt.date(2025, 3, 1))
    with pytest.raises(NotYours, match="行动已结束"):
        actions.extend_campaign(running, actor=lin, ends_on=MARCH, reason="通知")
    client.force_login(lin)
    assert "延长行动" not in client.get(running.get_absolute_url()).content.decode()
