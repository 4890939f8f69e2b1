"""A phone as the server meets it: it writes actions down and sends them when it likes, as often as it likes."""

import datetime as dt
import hashlib
import json
import uuid
from typing import Any

from django.test import Client

from anlan.core import clock
from anlan.core.ids import uuid7
from anlan.org.models import User


class Phone:
    """One person's phone with its outbox; `behind` is how far its clock is behind ours."""

    def __init__(self, person: User, *, behind: dt.timedelta = dt.timedelta(0)) -> None:
        self.person, self.behind, self.id = person, behind, uuid7()
        self.client = Client()
        self.client.force_login(person)

    def write(
        self, step: str, *, thread: Any = "", files: list[str] | None = None, at: Any = None, **args: Any
    ) -> dict:
        """An action as the phone keeps it."""
        body = {
            "name": step,
            "args": args,
            "thread": str(thread),
            "files": files or [],
            "at": ((at or clock.now()) - self.behind).isoformat(),
            "skew_ms": int(self.behind / dt.timedelta(milliseconds=1)),
            "phone": str(self.id),
            "person": str(self.person.pk),
        }
        text = json.dumps(body, ensure_ascii=False)
        return {"client_id": str(uuid7()), "body": text, "digest": hashlib.sha256(text.encode()).hexdigest()}

    def body_of(self, action: dict) -> dict[str, Any]:
        """What an action says, as a phone that gives it up tells it."""
        body = json.loads(action["body"])
        return {name: body[name] for name in ("name", "args", "at", "files")}

    def sends(self, *actions: dict) -> list[dict[str, Any]]:
        """What the server says of each action."""
        answer = self.client.post("/field/replay/", json.dumps({"actions": actions}), content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()["answers"]

    def piece(self, content: bytes, *, offset: int = 0, length: int | None = None, **facts: Any) -> Any:
        """A piece of a file."""
        sha256 = hashlib.sha256(content).hexdigest()
        told = {"offset": offset, "size": len(content), "name": "现场.png", **facts}
        part = content[offset : offset + (length or len(content))]
        return self.client.post(
            f"/field/files/{sha256}/", part, content_type="application/octet-stream", query_params=told
        )

    def uploads(self, content: bytes) -> str:
        """A whole file; its name."""
        assert self.piece(content).json()["complete"]
        return hashlib.sha256(content).hexdigest()

    def begins(self, enterprise: Any, *, kind: str = "guidance", checklist: str = "", **more: Any) -> dict:
        """The beginning of a visit."""
        return self.write("inspections.begin", enterprise=str(enterprise.pk), kind=kind, checklist=checklist, **more)


def states(answers: list[dict[str, Any]]) -> list[str]:
    """What became of each."""
    return [one["state"] for one in answers]


def visit_id(answer: dict[str, Any]) -> uuid.UUID:
    """The record a receipt names."""
    return uuid.UUID(answer["subject"]["id"])
