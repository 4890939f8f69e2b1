"""Texts to a phone: handed to the gateway the district names, or to whatever a room registered in hooks.messages."""

import json
import urllib.request
from typing import Any

from django.conf import settings

from anlan.core import hooks

PATIENCE_SECONDS = 10
SCHEMES = ("http://", "https://")


def is_possible() -> bool:
    """Whether any way to a phone is set up; pages say so truthfully."""
    return bool(_ways())


def send(phone: str, text: str) -> None:
    """Hand one text to the first way there is. Raises OSError where it did not take it, or where there is none."""
    ways = _ways()
    if not ways:
        raise OSError("no way to a phone is set up")
    ways[0](phone, text)


def _ways() -> list[Any]:
    gateway = [post] if settings.SMS_URL else []
    return [function for _, function in hooks.messages.items()] + gateway


def post(phone: str, text: str) -> None:
    """POST {"phone": …, "text": …} to ANLAN_SMS_URL; any answer of 200 to 299 means taken.

    ANLAN_SMS_TOKEN goes along as a bearer token. Raises OSError for everything else.
    """
    if not settings.SMS_URL.startswith(SCHEMES):
        raise OSError("ANLAN_SMS_URL is no http address")
    head = {"Content-Type": "application/json; charset=utf-8"}
    if settings.SMS_TOKEN:
        head["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    body = json.dumps({"phone": phone, "text": text}, ensure_ascii=False).encode()
    request = urllib.request.Request(settings.SMS_URL, data=body, headers=head, method="POST")
    # An answer of 4xx or 5xx raises HTTPError, which is an OSError.
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS):
        pass
