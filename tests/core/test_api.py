"""The API: described as it is, for who is logged in, with one shape of errors."""

import json
from pathlib import Path

import pytest
from django.test import Client

SNAPSHOT = Path(__file__).parents[2] / "docs" / "openapi.json"
MATCH = "/api/v1/standards/match"

pytestmark = pytest.mark.django_db


def asked(client, **words):
    return client.post(MATCH, json.dumps(words), content_type="application/json")


def test_the_committed_description_is_that_of_the_code(client, world):
    """Else run `make tables`."""
    client.force_login(world.people["林巡"])
    assert client.get("/api/openapi.json").json() == json.loads(SNAPSHOT.read_text("utf-8"))


def test_a_stranger_is_told_so_in_json(client):
    answer = asked(client, text="积尘严重")
    assert (answer.status_code, answer.json()) == (401, {"code": "core.login", "message": "请先登录。"})


def test_without_the_token_of_the_session_nothing_is_taken(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["林巡"])
    assert asked(client, text="积尘严重").status_code == 403


def test_a_missing_field_is_named(client, world):
    client.force_login(world.people["林巡"])
    answer = asked(client, industry="gongmao")
    assert (answer.status_code, answer.json()["code"]) == (422, "core.invalid")
    assert "asked.text" in answer.json()["message"]


def test_what_is_no_json_is_told_so(client, world):
    client.force_login(world.people["林巡"])
    answer = client.post(MATCH, "{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "core.unread")


def test_a_refusal_of_the_domain_has_its_code_and_sentence(client, world):
    client.force_login(world.people["林巡"])
    answer = asked(client, text="123")
    assert (answer.status_code, answer.json()["code"]) == (422, "standards.nothing_said")
    assert answer.json()["message"].endswith("。")


def test_two_megabytes_are_refused_with_a_sentence(client, world):
    client.force_login(world.people["林巡"])
    answer = asked(client, text="尘" * 700_000)
    assert answer.status_code in (400, 413, 422)
    assert answer.json()["message"].endswith("。")
