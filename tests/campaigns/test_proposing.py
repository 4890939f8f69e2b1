"""An outside model proposes what was missed: off by default, each proposal a sentence of the notice, people decide."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse

from anlan.campaigns.plans import actions
from anlan.campaigns.plans.models import Duty
from anlan.campaigns.plans.proposing import jobs
from anlan.core.errors import NotYours
from anlan.core.verify import verify
from tests.campaigns.test_plans import campaign, read, township

__all__ = ["campaign", "read", "township"]
pytestmark = pytest.mark.django_db
MEETING = "乡政府召开动员会。"
PROPOSED = [
    {
        "quote": MEETING,
        "subject": "乡政府",
        "action": "召开动员会",
        "rhythm": "once",
        "min_count": 1,
        "due": "2024-11-30",
    },
    {"quote": "各村每天早晚各巡查一次", "subject": "各村", "action": "巡查", "rhythm": "daily"},
    {
        "quote": "各单位要提高认识。",
        "subject": "各单位",
        "action": "提高认识",
        "rhythm": "hourly",
        "min_count": True,
        "due": "不详",
    },
    {"quote": 7, "subject": None},
    "不是一项",
]


class Stub(BaseHTTPRequestHandler):
    """Answers as a chat-completions endpoint does, with the words it was given."""

    def do_POST(self):
        size = int(self.headers["Content-Length"])
        self.server.heard.append((self.path, self.headers.get("Authorization"), json.loads(self.rfile.read(size))))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"content": self.server.says}}]}).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def model(settings):
    """A model at this machine that the environment names."""
    server = HTTPServer(("127.0.0.1", 0), Stub)
    server.heard, server.status = [], 200
    server.says = "```json\n" + json.dumps({"duties": PROPOSED}, ensure_ascii=False) + "\n```"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PROPOSER_URL, settings.PROPOSER_MODEL = f"http://127.0.0.1:{server.server_port}/v1/", "stub-1"
    settings.PROPOSER_KEY = "key"
    yield server
    server.shutdown()
    server.server_close()


def test_without_an_address_nothing_is_offered_nor_asked(campaign, world, client, settings):
    assert (settings.PROPOSER_URL, settings.PROPOSER_MODEL) == ("", "")
    client.force_login(world.people["林巡"])
    assert "请外部模型找漏" not in client.get(campaign.get_absolute_url()).content.decode()
    answer = client.post(reverse("campaigns:ask_proposals", args=[campaign.pk]))
    assert (answer.status_code, "没有配置外部模型" in answer.content.decode()) == (403, True)


def test_what_quotes_the_notice_waits_for_a_person_and_the_rest_is_left(campaign, world, client, model):
    lin, before = world.people["林巡"], campaign.duties.count()
    client.force_login(lin)
    assert "请外部模型找漏" in client.get(campaign.get_absolute_url()).content.decode()
    assert client.post(reverse("campaigns:ask_proposals", args=[campaign.pk])).status_code == 302
    for _ in range(2):
        jobs.propose(str(campaign.pk), str(lin.pk))
    [(path, key, asked), _] = model.heard
    assert (path, key, asked["model"]) == ("/v1/chat/completions", "Bearer key", "stub-1")
    assert campaign.text in asked["messages"][1]["content"]
    made = list(campaign.duties.filter(proposed_by="stub-1"))
    assert campaign.duties.count() == before + len(made)
    assert all(campaign.text[one.start : one.end] == one.quote for one in made)
    assert {one.outcome for one in made} == {""}
    known = {one.quote: one for one in made}
    assert "各村每天早晚各巡查一次" not in known
    vague = known["各单位要提高认识。"]
    assert (vague.rhythm, vague.min_count, vague.due_on, vague.clause) == ("none", None, None, "三")
    page = client.get(campaign.get_absolute_url()).content.decode()
    assert page.count("外部模型建议") == len(made)
    client.post(reverse("campaigns:confirm_pieces", args=[campaign.pk]), {"clause": "三"})
    assert Duty.objects.get(pk=vague.pk).outcome == ""
    client.post(reverse("campaigns:confirm_pieces", args=[campaign.pk]), {"piece": str(vague.pk)})
    assert Duty.objects.get(pk=vague.pk).outcome == "confirmed"
    assert [one.action for one in campaign.events.all()][1:4] == [
        "campaigns.ask_proposals",
        "campaigns.propose_duties",
        "campaigns.propose_duties",
    ]
    assert verify().broken == []


@pytest.mark.parametrize(("status", "says"), [(500, ""), (200, "我想想"), (200, '{"duties": 3}'), (200, "[]")])
def test_an_answer_that_cannot_be_used_is_told_and_changes_nothing(campaign, world, model, status, says):
    model.status, model.says = status, says
    before = campaign.duties.count()
    jobs.propose(str(campaign.pk), str(world.people["林巡"].pk))
    assert campaign.duties.count() == before
    told = campaign.events.last()
    assert (told.action, "没有得到能用的回答" in told.data["reason"]) == ("campaigns.proposals_failed", True)


def test_a_reader_and_a_neighbour_ask_nothing(campaign, world, model):
    for name in ("纪明", "郑邻"):
        with pytest.raises(NotYours):
            actions.ask_proposals(campaign, actor=world.people[name])
    assert model.heard == []
