"""Issuing, serving and voiding documents; with `drafting` the only writer of these tables."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.documents import clocks, queries, rules, values
from anlan.enforcement.documents.kinds import Kind, about
from anlan.enforcement.documents.models import Document, DocumentEvent
from anlan.enforcement.refusing import require
from anlan.enforcement.templating import queries as templates
from anlan.enforcement.writing import step
from anlan.files import numbering
from anlan.hazards import actions as hazards
from anlan.hazards.actions.stepping import ahead, say
from anlan.hazards.models import Hazard
from anlan.org.models import User

State = Document.State


@events.once(DocumentEvent)
def issue(document: Document, *, actor: User, decision: str = "", client_id: uuid.UUID | None = None) -> Document:
    """Approve it: it gets its number, and an order's dates bind. A draft nobody approved never had a number.

    What it says is frozen. Raises NotNow for an order on a hazard that is over by now, and where no template of its
    kind holds; the number is then not used.
    """
    require(rules.may_decide(actor, document))
    template = templates.required(document.kind)
    with transaction.atomic():
        number = _number(document) if about(document.kind).sign else ""
        document.number, document.decided_at = number, clock.now()
        document.due_on = clocks.due_on(document)
        changes = {"state": State.ISSUED, "number": number, "decided_by": actor, "decided_at": document.decided_at}
        changes |= {"decision": decision.strip(), "said": values.of(document), "due_on": document.due_on}
        told = {"number": number, "template": str(template), "template_file": template.file_id}
        step(document, "issue", actor=actor, told=told, client_id=client_id, changes=changes)
        if document.kind == Kind.ORDER:
            _bind(document, actor)
    return document


def _number(document: Document) -> str:
    office = document.office
    prefix = f"（{numbering.named_by(office)}）应急{about(document.kind).sign}"
    return numbering.take(office, f"enforcement.{document.kind}", clock.today().year, prefix=prefix)


def _bind(document: Document, actor: User) -> None:
    rows = {str(one.pk): one for one in Hazard.objects.filter(pk__in=[item["hazard"] for item in document.items])}
    for item in document.items:
        due_on = dt.date.fromisoformat(item["due_on"])
        ahead(due_on, f"{item['code']}的整改期限")
        hazards.bind_by_order(rows[item["hazard"]], actor=actor, due_on=due_on, number=document.number)


def make_out(kind: Kind, *, actor: User, number: str, said: dict[str, Any], **of: Any) -> Document:
    """Make out a paper that a step of its case decided: issued at once, what it says frozen; call it in that step.

    `of` are its fields: case, enterprise, office, region_code, lead, second and their cards. Raises NotNow where no
    template of its kind holds; the step is then not taken.
    """
    template = templates.required(kind)
    now = clock.now()
    frozen = events.plain(said)
    document = Document(kind=kind, state=State.ISSUED, number=number, said=frozen, basis=said.get("basis", ""), **of)
    document.drafted_by = document.decided_by = actor
    document.drafted_at = document.decided_at = now
    told = {"kind": kind.value, "number": number, "said": frozen, "enterprise": document.enterprise.name}
    told |= {"template": str(template), "template_file": template.file_id}
    events.begin(document, "enforcement.make_out", actor=actor, data=told, to_state=State.ISSUED)
    return document


def record_service(document: Document, *, actor: User, **receipt: str) -> None:
    """Put on the paper how a step of its case served it; `receipt` are the fields of a service receipt."""
    changes = {name: value for name, value in receipt.items() if value} | {"served_at": clock.now()}
    step(document, "record_service", actor=actor, told=events.plain(changes), client_id=None, changes=changes)


@events.once(DocumentEvent)
def drop(document: Document, *, actor: User, decision: str, client_id: uuid.UUID | None = None) -> Document:
    """Do not issue it, with the reason; it never gets a number."""
    require(rules.may_decide(actor, document))
    words = say(decision, "不签发的理由", "decision")
    changes = {"state": State.DROPPED, "decided_by": actor, "decided_at": clock.now(), "decision": words}
    step(document, "drop", actor=actor, told={"reason": words}, client_id=client_id, changes=changes)
    return document


@events.once(DocumentEvent)
def serve(
    document: Document,
    *,
    actor: User,
    served_way: str,
    served_at_place: str,
    receiver: str = "",
    receiver_post: str = "",
    refusal: str = "",
    witness: str = "",
    served_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Document:
    """Put the service receipt on record: who signed, or how it was refused, left there, and before which witness.

    `served_at` is when, where a phone without a network kept it. Raises Invalid for neither, for both,
    and for a refusal that was not left with a witness (行政处罚法 art. 61).
    """
    require(rules.may_serve(actor, document))
    check_receipt(served_way, receiver.strip(), refusal.strip(), witness.strip())
    changes = {
        "served_at": served_at or clock.now(),
        "served_way": served_way,
        "served_at_place": say(served_at_place, "送达地点", "served_at_place"),
        "receiver": receiver.strip(),
        "receiver_post": receiver_post.strip(),
        "refusal": refusal.strip(),
        "witness": witness.strip(),
    }
    told = {name: value for name, value in changes.items() if value} | {"reason": refusal.strip()}
    step(document, "serve", actor=actor, told=told, client_id=client_id, changes=changes, happened_at=served_at)
    return document


def check_receipt(way: str, receiver: str, refusal: str, witness: str) -> None:
    if bool(receiver) == bool(refusal):
        words = "写签收人，或写拒收情况，两者写一个。"
        raise Invalid(words, code="enforcement.receipt", fields={"receiver": [words]})
    if refusal and (not witness or way != Document.Way.LEFT):
        words = "拒收的，选“留置送达”，并写明见证人。"
        raise Invalid(words, code="enforcement.witness", fields={"witness": [words]})


@events.once(DocumentEvent)
def void(
    document: Document, *, actor: User, reason: str, dates: str = "", client_id: uuid.UUID | None = None
) -> Document:
    """Void an issued document with the reason; its number stays used and is never given again.

    `dates` says what becomes of the dates an order set: kept, or given back to what held before. Raises Invalid where
    that is not said though some still bind.
    """
    require(rules.may_void(actor, document))
    words = say(reason, "作废理由", "reason")
    bound = queries.still_bound(document)
    if bound and dates not in dict(queries.DATES):
        said = f"这份指令书定的期限还在 {len(bound)} 条隐患上，请选明怎样处理。"
        raise Invalid(said, code="enforcement.dates", fields={"dates": [said]})
    changes = {"state": State.VOID, "void_reason": words}
    told = {"reason": words, "number": document.number, "dates": dates, "hazards": [str(one) for one in bound]}
    step(document, "void", actor=actor, told=told, client_id=client_id, changes=changes)
    for hazard in bound if dates == queries.GIVE_BACK else []:
        hazards.release_from_order(hazard, actor=actor, number=document.number, reason=words)
    return document
