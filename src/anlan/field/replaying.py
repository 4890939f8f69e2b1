"""A phone's outbox, played here: one action, one transaction, one answer each, in the order the phone wrote them."""

import logging
from contextlib import nullcontext
from typing import Any

from anlan.core import db, hooks, replay
from anlan.core.errors import DomainError, Invalid, NotYours, Stale
from anlan.core.models import Receipt
from anlan.files import incoming
from anlan.org.models import User

log = logging.getLogger("anlan.field")

AT_ONCE = 50
"""So many actions one request takes; a phone sends the rest in the next."""
WAITS = {"files.not_kept", "inspections.not_begun", "hazards.not_recorded", "core.digest"}
"""What is no refusal: something else has to come first. Rooms name more in `hooks.phone`."""
SEALING = {"inspections.sign", "inspections.refuse_signature", "inspections.finish"}
"""They stand under what is there: before everything else of the visit has arrived they would say something else."""
BROKEN = "服务器这一步出了问题，已经记录下来；这条留在手机里，稍后自动重发。"


def play(sent: list[dict[str, Any]], *, actor: User) -> list[dict[str, Any]]:
    """Do the actions in their order and say of each what became of it.

    `state`: done (with a receipt that names every file), waiting (something else must arrive first, or the server is
    busy), refused (with the reason; it stays on the phone). Raises Invalid where more than AT_ONCE come.
    """
    if len(sent) > AT_ONCE:
        raise Invalid(f"一次最多发送 {AT_ONCE} 条，请分次发送。", code="field.too_many")
    with db.flushed_together() if len(sent) > 1 else nullcontext():
        return _in_order(sent, actor)


def _in_order(sent: list[dict[str, Any]], actor: User) -> list[dict[str, Any]]:
    batch = replay.Batch(one.get("client_id") for one in sent if isinstance(one, dict))
    answers: list[dict[str, Any]] = []
    open_threads: set[str] = set()
    for one in sent:
        answer, thread = _one(one, actor, open_threads, batch)
        if answer["state"] != "done" and thread:
            open_threads.add(thread)
        answers.append(answer)
    return answers


def _one(sent: dict[str, Any], actor: User, open_threads: set[str], batch: replay.Batch) -> tuple[dict[str, Any], str]:
    client_id = str(sent.get("client_id", "")) if isinstance(sent, dict) else ""
    thread = ""
    try:
        message = replay.read(sent, batch)
        thread = str(message.thread or message.client_id)
        if message.person != str(actor.pk):
            raise NotYours("这条记录是另一个人在这部手机上填写的，请由本人登录后发送。", code="field.not_yours")
        if message.name in SEALING and thread in open_threads:
            return _waiting(client_id, "同一次检查里前面还有没办好的，先等它们。"), thread
        if missing := incoming.missing(list(message.files)):
            return _waiting(client_id, f"还有 {len(missing)} 个文件没有送到。") | {"missing": missing}, thread
        return _done(replay.run(message, actor=actor)), thread
    except Stale as busy:
        return _waiting(client_id, busy.message), thread
    except DomainError as refused:
        state = "waiting" if _waits(refused) else "refused"
        return {"client_id": client_id, "state": state, "code": refused.code, "words": refused.message}, thread
    except Exception:
        # One broken action must not hold up a day's work behind it.
        log.exception("replay of %s failed", client_id)
        return _waiting(client_id, BROKEN) | {"code": "field.broken"}, thread


def _waits(refused: DomainError) -> bool:
    return refused.code in WAITS or any(refused.code in part.waits for _, part in hooks.phone.items())


def _waiting(client_id: str, words: str) -> dict[str, Any]:
    return {"client_id": client_id, "state": "waiting", "code": "field.waiting", "words": words}


def _done(receipt: Receipt) -> dict[str, Any]:
    return {
        "client_id": str(receipt.pk),
        "state": "done",
        "noted": receipt.noted,
        "words": receipt.words,
        "subject": {"room": receipt.room, "id": str(receipt.subject_id)},
        "files": receipt.files,
        "received_at": receipt.recorded_at.isoformat(),
    }
