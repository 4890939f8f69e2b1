"""Registering, replacing and ending templates. The only writer of these tables."""

import datetime as dt
import uuid
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enforcement.refusing import require
from anlan.enforcement.templating import linting, queries, rules
from anlan.enforcement.templating.kinds import PaperKind, all_kinds
from anlan.enforcement.templating.models import Template, TemplateEvent
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.files.presses import docx
from anlan.hazards.actions.stepping import say
from anlan.org.models import User

FIRST_DAY = dt.date(2021, 7, 15)
"""The day from which shipped templates hold: the 行政处罚法 of 2021, by which they are worded, came into force."""
SHIPPED = "随产品提供"


def register_shipped() -> int:
    """Register what comes with the product: where a kind has no version, or its last one is ours and ours changed.

    A version somebody uploaded is never replaced. Returns how many were registered.
    """
    latest = {one.kind: one for one in Template.objects.order_by("version")}
    wanted = [kind for code, kind in all_kinds().items() if (last := latest.get(code)) is None or not last.uploaded_by]
    made_by = {row["subject_id"]: row["data"].get("recipe") for row in TemplateEvent.objects.filter(number=1).values()}
    old = [kind for kind in wanted if (last := latest.get(kind.code)) is None or made_by[last.pk] != kind.recipe]
    return sum(_ship(kind, latest.get(kind.code)) for kind in old)


def _ship(kind: PaperKind, last: Template | None) -> bool:
    content = kind.shipped()
    file = files.keep_made(content, name=f"{kind.label}.docx", media_type=docx.MEDIA_TYPE, actor=None)
    if last is not None and last.file_id == file.pk:
        return False
    day = clock.today() if last else FIRST_DAY
    _begin(kind, file, None, valid_from=day, source=SHIPPED, told={"recipe": kind.recipe})
    return True


@events.once(TemplateEvent)
def replace_template(
    kind: PaperKind,
    upload: UploadedFile,
    *,
    actor: User,
    source: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    client_id: uuid.UUID | None = None,
) -> Template:
    """Register an uploaded .docx as the next version of a kind.

    Raises Invalid for one with broken tags, unknown or missing fields or wordings the law has left behind, naming
    each, and for days that do not fit; what is doubtful is kept as warnings.
    """
    require(rules.may_replace(actor))
    _check_days(valid_from, valid_to)
    verdict = linting.look(_read(upload), kind)
    if verdict.faults:
        several = f"有 {len(verdict.faults)} 处要改，逐条列在“模板文件”这一栏，改好后再传"
        words = f"这份模板没有登记：{verdict.faults[0] if len(verdict.faults) == 1 else several}。"
        raise Invalid(words, code="enforcement.template", fields={"file": verdict.faults})
    file = files.keep(upload, actor=actor)
    more: dict[str, Any] = {"valid_from": valid_from, "valid_to": valid_to, "warnings": verdict.warnings}
    return _begin(kind, file, actor, source=say(source, "来源", "source"), client_id=client_id, **more)


def _read(upload: UploadedFile) -> bytes:
    content = upload.read()
    upload.seek(0)
    return bytes(content)


def _check_days(valid_from: dt.date, valid_to: dt.date | None) -> None:
    if valid_from < clock.today():
        words = f"启用日期{clock.day_words(valid_from)}已过；已经出具的文书用当时的版本，请从今天或以后启用。"
        raise Invalid(words, code="enforcement.template_day", fields={"valid_from": [words]})
    if valid_to and valid_to < valid_from:
        words = f"停用日期{clock.day_words(valid_to)}早于启用日期{clock.day_words(valid_from)}。"
        raise Invalid(words, code="enforcement.template_day", fields={"valid_to": [words]})


@transaction.atomic
def _begin(
    kind: PaperKind,
    file: StoredFile,
    actor: User | None,
    *,
    client_id: uuid.UUID | None = None,
    told: dict[str, str] | None = None,
    **fields,
):
    last = queries.versions(kind.code).first()
    template = Template(
        kind=kind.code,
        version=last.version + 1 if last else queries.SHIPPED_VERSION,
        file=file,
        uploaded_by=actor,
        uploaded_at=clock.now(),
        **fields,
    )
    data = {"kind": kind.code, "version": template.version, "file": file.pk, **fields, **(told or {})}
    verb = "enforcement.replace_template"
    event = events.begin(template, verb, actor=actor, data=data, files=[file.pk], client_id=client_id)
    label, purpose = str(template)[:60], "template"
    files.use(
        [file.pk],
        room="enforcement",
        subject_id=template.pk,
        purpose=purpose,
        event_id=event.pk,
        actor=actor,
        label=label,
    )
    return template


@events.once(TemplateEvent)
def end_template(
    template: Template, *, actor: User, valid_to: dt.date, reason: str, client_id: uuid.UUID | None = None
) -> Template:
    """Let a version end on a day, today at the earliest; papers made with it keep it."""
    require(rules.may_replace(actor))
    if template.valid_to and template.valid_to < clock.today():
        raise NotNow(f"{template}已在{clock.day_words(template.valid_to)}停用。", code="enforcement.template_over")
    if valid_to < max(clock.today(), template.valid_from):
        words = f"停用日期{clock.day_words(valid_to)}应在今天或启用日期{clock.day_words(template.valid_from)}之后。"
        raise Invalid(words, code="enforcement.template_day", fields={"valid_to": [words]})
    told = {"valid_to": valid_to, "reason": say(reason, "停用的理由", "reason")}
    changes = {"valid_to": valid_to}
    events.append(template, "enforcement.end_template", actor=actor, changes=changes, data=told, client_id=client_id)
    return template
