"""One question to an endpoint that speaks OpenAI's chat completions; the only place where a notice leaves the house."""

import json
import urllib.request
from typing import Any

from django.conf import settings

PATIENCE_SECONDS = 120
MOST_TEXT = 60_000
MOST_ANSWER = 1_000_000
SCHEMES = ("http://", "https://")
TASK = """你从政府通知里找出“谁要做什么”的职责。只找下面“已读出”之外漏掉的，没有就回 {"duties": []}。
每项的 quote 必须是通知里一字不差的一句原文，找不到原句的不要写；不要推测通知没写的内容。
只回 JSON：{"duties": [{"quote": "…", "subject": "谁", "applies_to": "只适用于哪一类，没有留空", "action": "做什么",
"rhythm": "once|daily|weekly|monthly|quarterly|half_yearly|yearly|per_stage|on_event|as_needed|none",
"min_count": 至少几次或 null, "due": "YYYY-MM-DD 或 null", "proof": "以什么为证，没有留空"}]}"""


def is_set() -> bool:
    """Whether an endpoint is named; without one nothing is asked and no page speaks of it."""
    return bool(settings.PROPOSER_URL and settings.PROPOSER_MODEL)


def ask(text: str, known: list[str]) -> str:
    """The endpoint's answer in its own words; `known` are the sentences that were read already.

    Raises OSError where it does not answer or answers with an error, ValueError where its answer is no completion.
    """
    told = "通知原文：\n" + text[:MOST_TEXT] + "\n\n已读出：\n" + "\n".join(known)
    body = {
        "model": settings.PROPOSER_MODEL,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [{"role": "system", "content": TASK}, {"role": "user", "content": told}],
    }
    answer = _post(f"{settings.PROPOSER_URL.rstrip('/')}/chat/completions", body)
    try:
        return str(answer["choices"][0]["message"]["content"])
    except (KeyError, IndexError, TypeError) as unlike:
        raise ValueError("no completion in the answer") from unlike


def _post(address: str, body: dict[str, Any]) -> Any:
    if not address.startswith(SCHEMES):
        raise OSError("ANLAN_PROPOSER_URL is no http address")
    head = {"Content-Type": "application/json"}
    if settings.PROPOSER_KEY:
        head["Authorization"] = f"Bearer {settings.PROPOSER_KEY}"
    request = urllib.request.Request(address, json.dumps(body).encode(), head, method="POST")
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
        return json.loads(response.read(MOST_ANSWER))
