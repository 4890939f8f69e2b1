"""Drafting, approving and taking back a batch. The only writer of its tables."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.batches import candidates, privacy, rules
from anlan.enforcement.batches.models import Batch, BatchEvent, Entry
from anlan.enforcement.refusing import require
from anlan.enforcement.writing import step
from anlan.enterprises.models import Enterprise
from anlan.files import numbering
from anlan.hazards.actions.stepping import say
from anlan.org import queries as org
from anlan.org.models import Region, User

State = Batch.State
SERIES = {"notice": "通报", "talk": "约谈", "discipline": "惩戒", "stop": "停产", "cases": "案例"}


@events.once(BatchEvent)
def draft_batch(
    region: Region,
    *,
    actor: User,
    kind: str,
    title: str,
    basis: str,
    first_day: dt.date,
    last_day: dt.date,
    client_id: uuid.UUID | None = None,
) -> Batch:
    """Begin a list or a batch of cases of a period. Raises NotYours outside one's township, Invalid otherwise."""
    if not org.townships_with(actor, "enforcement.draft_batch").filter(pk=region.pk).exists() or actor.office is None:
        raise NotYours("由本乡站所工作人员起草。", code="enforcement.refused")
    if kind not in Batch.Kind.values:
        raise Invalid("请选择类别。", code="enforcement.kind", fields={"kind": ["请选择。"]})
    if last_day < first_day:
        words = "截止日期早于起始日期。"
        raise Invalid(words, code="enforcement.period", fields={"last_day": [words]})
    batch = Batch(
        kind=kind,
        region=region,
        office=actor.office,
        title=say(title, "标题", "title"),
        basis=say(basis, "依据", "basis"),
        first_day=first_day,
        last_day=last_day,
        drafted_by=actor,
        drafted_at=clock.now(),
    )
    data = {"kind": kind, "title": title, "basis": basis, "first_day": first_day, "last_day": last_day}
    events.begin(batch, "enforcement.draft_batch", actor=actor, data=data, to_state=batch.state, client_id=client_id)
    return batch


@events.once(BatchEvent)
def enter(batch: Batch, *, actor: User, keys: Iterable[str], client_id: uuid.UUID | None = None) -> Batch:
    """Put candidates, by their keys, onto the batch with the facts the system has; cases without personal data."""
    require(rules.may_draft(actor, batch))
    wanted = set(keys)
    chosen = [one for one in candidates.of(batch) if one.key in wanted]
    if not chosen:
        raise Invalid("请至少勾选一条。", code="enforcement.nothing")
    step(
        batch,
        "enter",
        actor=actor,
        told={"entered": [str(one.hazard or one.enterprise) for one in chosen]},
        client_id=client_id,
    )
    for one in chosen:
        Entry.objects.create(
            batch=batch,
            enterprise=one.enterprise,
            hazard=one.hazard,
            heading=one.heading[:120],
            words=one.words,
        )
    return batch


@events.once(BatchEvent)
def enter_enterprise(
    batch: Batch, *, actor: User, enterprise: Enterprise, words: str, client_id: uuid.UUID | None = None
) -> Batch:
    """Put an enterprise onto the batch by hand, with the reason."""
    require(rules.may_draft(actor, batch))
    why = say(words, "事由", "words")
    if not enterprise.region_code.startswith(batch.region.prefix):
        raise Invalid(f"{enterprise.name}不在{batch.region}。", code="enforcement.elsewhere")
    if batch.entries.filter(enterprise=enterprise, hazard=None, left_out=False).exists():
        raise Invalid(f"{enterprise.name}已在名单里。", code="enforcement.listed", fields={"enterprise": ["已列入。"]})
    step(
        batch, "enter_enterprise", actor=actor, told={"entered": [enterprise.name], "reason": why}, client_id=client_id
    )
    Entry.objects.create(batch=batch, enterprise=enterprise, heading=enterprise.name[:120], words=why)
    return batch


@events.once(BatchEvent)
def reword(
    batch: Batch, *, actor: User, entry: Entry, heading: str, words: str, client_id: uuid.UUID | None = None
) -> Batch:
    """Change the wording of an entry; old and new stay in the event."""
    require(rules.may_draft(actor, batch))
    told = {"before": [entry.heading, entry.words], "heading": say(heading, "题目", "heading")}
    told["words"] = say(words, "事由", "words")
    step(batch, "reword", actor=actor, told=told, client_id=client_id)
    Entry.objects.filter(pk=entry.pk).update(heading=told["heading"], words=told["words"])
    return batch


@events.once(BatchEvent)
def leave_out(batch: Batch, *, actor: User, entry: Entry, reason: str, client_id: uuid.UUID | None = None) -> Batch:
    """Take an entry off the draft, with the reason; it stays on record."""
    require(rules.may_draft(actor, batch))
    told = {"left_out": entry.heading, "reason": say(reason, "移出的理由", "reason")}
    step(batch, "leave_out", actor=actor, told=told, client_id=client_id)
    Entry.objects.filter(pk=entry.pk).update(left_out=True)
    return batch


@events.once(BatchEvent)
def approve(batch: Batch, *, actor: User, client_id: uuid.UUID | None = None) -> Batch:
    """Approve wording and names; cases are public from now on.

    Raises Invalid for an empty batch, and for cases in which personal data still stands, naming each.
    """
    require(rules.may_approve(actor, batch))
    entries = list(batch.entries.filter(left_out=False).select_related("enterprise"))
    if not entries:
        raise Invalid("名单还是空的，没有可以批准的内容。", code="enforcement.nothing")
    _refuse_personal_data(batch, entries)
    moment = clock.now()
    prefix = f"{batch.region.short_name or batch.region.name}{SERIES[batch.kind]}"
    number = numbering.take(batch.office, f"batch.{batch.kind}", moment.year, prefix=prefix)
    changes = {"state": State.APPROVED, "number": number, "approved_by": actor, "approved_at": moment}
    told = {"number": number, "entries": [[one.heading, one.words] for one in entries]}
    step(batch, "approve", actor=actor, told=told, client_id=client_id, changes=changes)
    return batch


def _refuse_personal_data(batch: Batch, entries: list[Entry]) -> None:
    if not batch.is_of_cases:
        return
    found = []
    for one in entries:
        left = privacy.left_in(f"{one.heading}\n{one.words}", privacy.names_of(one.enterprise))
        found += [f"“{one.heading}”里还有{what}" for what in left]
    if found:
        raise Invalid(f"典型案例不能含个人信息：{'；'.join(found)}。请改写后再批准。", code="enforcement.personal")


@events.once(BatchEvent)
def take_back(batch: Batch, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Batch:
    """Take it off the public page, or out of force, with the reason (处罚法 art. 48 asks for it in three work days)."""
    require(rules.may_take_back(actor, batch))
    told = {"number": batch.number, "reason": say(reason, "撤下的理由", "reason")}
    step(
        batch,
        "take_back",
        actor=actor,
        told=told,
        client_id=client_id,
        changes={"state": State.TAKEN_BACK, "taken_back_at": clock.now()},
    )
    return batch
