"""Writing certificates of standardization."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.investment import rules
from anlan.enterprises.investment.actions.shared import note_files, wrong
from anlan.enterprises.investment.regimes import LEVELS, STANDARD
from anlan.enterprises.models import Enterprise, Standardization, StandardizationEvent
from anlan.enterprises.refusing import require
from anlan.org.models import User


@events.once(StandardizationEvent)
def record_standardization(
    enterprise: Enterprise,
    *,
    level: str,
    number: str,
    issued_by: str,
    issued_on: dt.date,
    actor: User,
    expires_on: dt.date | None = None,
    evidence: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Standardization:
    """Put a certificate on file; without its last day it holds three years (应急〔2021〕83号). One event.

    Raises NotYours, Invalid for dates that cannot be or a number that is on file.
    """
    require(rules.may_keep(actor, enterprise))
    if level not in LEVELS:
        raise wrong("level", "没有这一等级，请重新选择。")
    if not issued_on.year >= 2000 or issued_on > clock.today():
        raise wrong("issued_on", "公告（发证）日期应在 2000 年以后、不晚于今天，请对照证书核对。")
    until = expires_on or clock.years_after(issued_on, STANDARD["valid_years"])
    if not issued_on < until <= clock.years_after(issued_on, 10):
        raise wrong("expires_on", "有效期至应在发证之后十年之内，请对照证书核对。")
    if enterprise.standardizations.filter(number=number.strip(), ended_on=None).exists():
        raise wrong("number", "这个编号的证书已经登记过，不用再登。")
    made = Standardization(enterprise=enterprise, level=level, number=number.strip(), issued_by=issued_by.strip())
    made.issued_on, made.expires_on, made.files = issued_on, until, list(evidence)
    data = {"enterprise": enterprise.name, "level": LEVELS[level], "number": made.number, "expires_on": until}
    action = "enterprises.record_standardization"
    event = events.begin(made, action, actor=actor, data=data, files=made.files, client_id=client_id)
    note_files(made.files, made, event, actor, "标准化证书")
    return made


@events.once(StandardizationEvent)
def end_standardization(
    one: Standardization, *, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> Standardization:
    """Take a certificate off: revoked, replaced, entered by mistake; the record stays. Raises NotYours, NotNow."""
    require(rules.may_keep(actor, one.enterprise))
    if one.ended_on:
        raise NotNow("这张证书已经停用。", code="enterprises.not_now")
    changes, data = {"ended_on": clock.today()}, {"reason": reason.strip()}
    action = "enterprises.end_standardization"
    events.append(one, action, actor=actor, changes=changes, expect={"ended_on": None}, data=data, client_id=client_id)
    return one
