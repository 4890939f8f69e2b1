"""Small jobs: declared in a minute, advised by the village, over."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.core.ids import uuid7
from anlan.enterprises.models import Enterprise
from anlan.files.sheets.credit_code import read_id_number
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User
from anlan.permits import rules
from anlan.permits.actions.checking import require, say, wrong
from anlan.permits.models import Declaration, DeclarationEvent

LONGEST = dt.timedelta(hours=24)
CARDED = {Declaration.Kind.WELDING, Declaration.Kind.POWER, Declaration.Kind.HEIGHT}


@events.once(DeclarationEvent)
def declare(
    enterprise: Enterprise,
    *,
    kind: str,
    what: str,
    begins_at: dt.datetime,
    ends_at: dt.datetime,
    worker_name: str,
    guardian_name: str,
    actor: User,
    certificate_number: str = "",
    certificate_until: dt.date | None = None,
    pk: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Declaration:
    """Say that a small job will be done. One event. Not an approval; the law's own gates hold all the same.

    `pk` is the id a phone named it by, `at` when it did. Raises NotYours for strangers to the place, Invalid for
    impossible times, a worker without a valid certificate, or a guardian who does the work.
    """
    require(rules.may_fill(actor, enterprise))
    _check_times(begins_at, ends_at, at or clock.now())
    worker, guardian = say("worker_name", worker_name, "谁来干活"), say("guardian_name", guardian_name, "谁在现场看护")
    if worker == guardian:
        raise wrong("guardian_name", "看护人不能是干活的人自己，请另找一人看着。")
    facts: dict[str, Any] = {"kind": kind, "what": say("what", what, "在哪里、干什么"), "worker_name": worker}
    facts |= {"guardian_name": guardian, "begins_at": begins_at, "ends_at": ends_at}
    made = Declaration(id=pk or uuid7(), enterprise=enterprise, declared_by=actor, **facts)
    if kind in CARDED:
        made.certificate_number = _number(certificate_number)
        made.certificate_until = _good(certificate_until, ends_at)
    data = facts | {"enterprise": enterprise.name, "certificate_until": made.certificate_until}
    events.begin(made, "permits.declare", actor=actor, data=data, happened_at=at, client_id=client_id)
    return made


def _check_times(begins: dt.datetime, ends: dt.datetime, moment: dt.datetime) -> None:
    if ends <= begins:
        raise wrong("ends_at", "结束时间应晚于开始时间。")
    if ends - begins > LONGEST:
        raise wrong("ends_at", "一次申报最长 24 小时，超过的分天申报。")
    if ends <= moment or not moment - LONGEST <= begins <= moment + dt.timedelta(days=7):
        raise wrong("begins_at", "时间已经过去，或在 7 天以后，请核对。")


def _number(raw: str) -> str:
    written = "".join(str(raw).split()).upper()
    if not written:
        raise wrong("certificate_number", "这类活要持特种作业证干。没有证的不能干，请换有证的人。")
    try:
        number = read_id_number(written.removeprefix("T"))
    except Unclean as problem:
        raise wrong("certificate_number", f"证号 T 后面应是身份证号：{problem}，请对照证件核对。") from problem
    if not number:
        raise wrong("certificate_number", "证号不完整，请对照证件填写。")
    return f"T{number}"


def _good(until: dt.date | None, ends: dt.datetime) -> dt.date:
    if until is None:
        raise wrong("certificate_until", "请填证件有效期止（或应复审日期，取早的）。")
    if until < clock.local_date(ends):
        raise wrong("certificate_until", f"证件 {clock.day_words(until)} 到期，干活那天已经失效。请换证件有效的人。")
    return until


@events.once(DeclarationEvent)
def advise(declaration: Declaration, *, advice: str, actor: User, client_id: uuid.UUID | None = None) -> Declaration:
    """Tell the place what to mind; it approves nothing. Raises NotYours, NotNow where it is over."""
    require(rules.may_advise(actor, declaration))
    if declaration.closed_at:
        raise NotNow("这项作业已经收工。", code="permits.not_now")
    changes = {"advice": say("advice", advice, "指导意见"), "advised_by": actor}
    data = {"advice": changes["advice"]}
    events.append(declaration, "permits.advise", actor=actor, changes=changes, data=data, client_id=client_id)
    return declaration


@events.once(DeclarationEvent)
def close_declaration(
    declaration: Declaration, *, actor: User, at: dt.datetime | None = None, client_id: uuid.UUID | None = None
) -> Declaration:
    """Say that the job is over and the place was looked at for embers. Raises NotYours, NotNow where said already."""
    require(rules.may_fill(actor, declaration.enterprise))
    if declaration.closed_at:
        raise NotNow("已经收工，不用再报。", code="permits.not_now")
    told: dict[str, Any] = {"changes": {"closed_at": at or clock.now()}, "data": {}, "happened_at": at}
    events.append(declaration, "permits.close_declaration", actor=actor, client_id=client_id, **told)
    return declaration
