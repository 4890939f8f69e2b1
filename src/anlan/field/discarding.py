"""What a phone gives up unsent: words, photos and the reason arrive here all the same, for who supervises to see."""

from typing import Any

from anlan.core import hooks
from anlan.core.ids import identifier
from anlan.core.models import Receipt
from anlan.core.replay import Done, Message
from anlan.enterprises import queries as enterprises
from anlan.files import actions as files
from anlan.org import actions as org
from anlan.org.models import User, UserEvent
from anlan.org.scope import Place

NAME = "field.discard"
MOST, LONGEST = 500, 2000
"""Rows of one discard, characters of one value: what a phone writes lies far below."""


def register() -> None:
    """Tell the frame that a phone may send this."""
    hooks.replay.register(NAME, discard)


def discard(actor: User, message: Message) -> Done:
    """Keep it all beside the person who gave it up. Nothing of it is refused: it would never leave the phone."""
    rows = [_row(one) for one in list(message.args.get("rows") or ())[:MOST] if isinstance(one, dict)]
    done = _done_all_the_same(rows)
    user = org.note_discard(
        User.objects.get(pk=actor.pk),
        place=_place(actor, message.args.get("enterprise")),
        reason=str(message.args.get("reason") or "没有写原因")[:300],
        what=_what(rows),
        rows=rows,
        files=list(message.files),
        happened_at=message.at,
        client_id=message.client_id,
        thread=str(message.thread or ""),
    )
    _keep_files(user, message, _what(rows))
    words = f"其中 {done} 条其实已经办好，放弃不改变它们。" if done else ""
    return Done(user, f"放弃的内容和原因已交给督导人员查看。{words}")


def _row(one: dict[str, Any]) -> dict[str, Any]:
    names = ("client_id", "name", "label", "at", "words")
    told = one["args"] if isinstance(one.get("args"), dict) else {}
    said = {str(name)[:60]: _said(value) for name, value in list(told.items())[:60]}
    shas = [str(sha)[:64] for sha in one.get("files") or () if isinstance(sha, str)]
    return {name: str(one.get(name) or "")[:300] for name in names} | {"args": said, "files": shas}


def _said(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) else str(value)[:LONGEST] if value else ""


def _what(rows: list[dict[str, Any]]) -> str:
    first = rows[0]["label"] if rows else ""
    return f"{first or '一条记录'}{f' 等 {len(rows)} 条' if len(rows) > 1 else ''}"


def _done_all_the_same(rows: list[dict[str, Any]]) -> int:
    """Those whose answer the phone never saw."""
    ids = {pk for one in rows if (pk := identifier(one["client_id"]))}
    done = {str(pk) for pk in Receipt.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    for one in rows:
        one["done"] = one["client_id"] in done
    return len(done)


def _place(actor: User, enterprise: Any) -> Place:
    """Of the enterprise it is about, where the person sees it; else of the person's own office, or own enterprise."""
    mine = enterprises.visible_to(actor)
    found = mine.filter(pk=identifier(enterprise)).first()
    if found is None and actor.office is None:
        found = mine.first()
    if found:
        return found.place
    return Place(actor.office.region_id, actor.office_id) if actor.office else Place("")


def _keep_files(user: User, message: Message, what: str) -> None:
    event = UserEvent.objects.get(client_id=message.client_id)
    told: dict[str, Any] = {"room": "field", "subject_id": event.pk, "event_id": event.pk, "purpose": "discarded"}
    files.use(message.files, actor=user, label=f"手机上放弃的{what}"[:60], **told)
