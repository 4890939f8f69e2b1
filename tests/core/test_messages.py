"""A text on its way to a phone: what the gateway is handed, and what is said where it does not take it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from anlan.core import hooks, messages


@pytest.fixture
def gateway(settings):
    """A gateway on this machine that keeps what it is handed and answers as it is told."""
    taken = []

    class Handler(BaseHTTPRequestHandler):
        answer = 200

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append((self.path, dict(self.headers), json.loads(body)))
            self.send_response(self.answer)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    yield Handler, taken
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_gateway_gets_phone_and_text_as_json_with_its_token(gateway, settings):
    settings.SMS_TOKEN = "s3cret"
    messages.send("13900001111", "验证码 123456")
    (path, head, body) = gateway[1][0]
    assert (path, body) == ("/send", {"phone": "13900001111", "text": "验证码 123456"})
    assert head["Authorization"] == "Bearer s3cret"
    assert head["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("answer", [400, 403, 500])
def test_a_gateway_that_refuses_is_an_error(gateway, answer):
    gateway[0].answer = answer
    with pytest.raises(OSError, match=str(answer)):
        messages.send("13900001111", "验证码")


def test_without_a_gateway_nothing_is_possible_and_nothing_is_said_to_be_sent(settings):
    settings.SMS_URL = ""
    assert not messages.is_possible()
    with pytest.raises(OSError, match="no way"):
        messages.send("13900001111", "验证码")


def test_an_address_that_is_none_is_an_error_and_no_file_is_read(settings):
    settings.SMS_URL = "file:///etc/passwd"
    with pytest.raises(OSError, match="no http"):
        messages.send("13900001111", "验证码")


def test_what_a_room_registers_comes_before_the_gateway(gateway, monkeypatch):
    sent = []
    monkeypatch.setattr(hooks, "messages", hooks.Functions())
    hooks.messages.register("own", lambda phone, text: sent.append(phone))
    messages.send("13900001111", "验证码")
    assert (sent, gateway[1]) == (["13900001111"], [])
