"""What a handler brings to prove a case."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.core import events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import evidence, lifecycle
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.writing import step
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.hazards.actions.stepping import say
from anlan.org.models import User

PDF = "application/pdf"


@events.once(CaseEvent)
def add_evidence(
    case: Case,
    *,
    actor: User,
    photos: Iterable[str],
    shows: str,
    place: str,
    made_on: dt.date | None = None,
    client_id: uuid.UUID | None = None,
) -> Case:
    """Keep photos and PDFs as evidence of the case: what they show, where and when they were taken or made.

    Raises Invalid without a file, or for one that cannot be bound into the case file.
    """
    lifecycle.check(actor, case, "add_evidence")
    told = {"shows": say(shows, "证明内容", "shows"), "place": say(place, "拍摄（取得）地点", "place")}
    if made_on:
        told["made_on"] = made_on.isoformat()
    kept = list(dict.fromkeys(photos))
    _check(kept)
    event = step(case, "add_evidence", actor=actor, told=told, client_id=client_id, files=kept)
    files.use(
        kept,
        room="enforcement",
        subject_id=case.pk,
        purpose=evidence.PURPOSE,
        event_id=event.pk,
        actor=actor,
        label=str(case)[:60],
    )
    return case


def _check(kept: list[str]) -> None:
    if not kept:
        raise Invalid("还没有照片或者 PDF，请拍照或选文件。", code="enforcement.no_evidence")
    for one in StoredFile.objects.filter(pk__in=kept):
        if not one.is_image and one.media_type != PDF:
            words = f"“{one.name}”装订不进案卷，请另存为 PDF，或者拍照后上传。"
            raise Invalid(words, code="enforcement.evidence_kind")
