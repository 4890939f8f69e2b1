"""What officers did on the spot before anybody approved it: told to the head in a day, lifted where not approved."""

import uuid

from anlan.core import clock, events
from anlan.enforcement.documents import clocks, rules
from anlan.enforcement.documents.models import Document, DocumentEvent
from anlan.enforcement.refusing import require
from anlan.enforcement.writing import step
from anlan.hazards.actions.stepping import say
from anlan.org.models import User


@events.once(DocumentEvent)
def report_measure(document: Document, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Document:
    """Put on record that the head was told of it, and when; after twenty-four hours it says so (行政强制法 art. 19)."""
    require(rules.may_report(actor, document))
    document.reported_at = clock.now()
    told = {
        "words": say(words, "向谁、怎样报告，情况紧急的事实", "words"),
        "acted_at": document.acted_at,
        "late": clocks.is_report_late(document),
    }
    changes = {"reported_at": document.reported_at}
    step(document, "report_measure", actor=actor, told=events.plain(told), client_id=client_id, changes=changes)
    return document


@events.once(DocumentEvent)
def lift_measure(document: Document, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Document:
    """Put on record that it was lifted because the head did not approve it (行政强制法 art. 19)."""
    require(rules.may_lift(actor, document))
    told = {"words": say(words, "解除的时间、现场情况和当事人签收", "words")}
    changes = {"lifted_at": clock.now()}
    step(document, "lift_measure", actor=actor, told=told, client_id=client_id, changes=changes)
    return document
