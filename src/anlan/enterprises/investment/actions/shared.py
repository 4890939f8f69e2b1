"""What all writing here shares: refusing a field, keeping scans with their event."""

from typing import Any

from anlan.core.errors import Invalid
from anlan.core.events import Chained, Event
from anlan.files import actions as files
from anlan.org.models import User


def wrong(field: str, words: str) -> Invalid:
    """A refusal that stands at its field."""
    return Invalid(words, code=f"enterprises.{field}", fields={field: [words]})


def note_files(names: list[str], subject: Chained, event: Event, actor: User, purpose: str) -> None:
    """Say what kept files are evidence of."""
    if names:
        noted: dict[str, Any] = {"room": "enterprises", "subject_id": subject.pk, "event_id": event.pk}
        files.use(names, actor=actor, purpose=purpose, label=str(subject), **noted)
