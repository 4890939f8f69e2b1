"""Writing that dust was cleaned away, and striking out an entry that is wrong."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.archives import printing, rules
from anlan.enterprises.archives.kinds import PARTS
from anlan.enterprises.investment.actions.shared import note_files, wrong
from anlan.enterprises.models import Archive, ArchiveEvent, Cleaning, Person
from anlan.enterprises.refusing import require
from anlan.org.models import User


@events.once(ArchiveEvent)
def record_cleaning(
    archive: Archive,
    *,
    on: dt.date,
    shift: str,
    person: Person,
    parts: Iterable[str],
    actor: User,
    note: str = "",
    evidence: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Archive:
    """Put a cleaning on record; `evidence` are sha256 of kept photos, none needed. One event; its gap is filled.

    Raises NotYours, Invalid for a day to come or long past, no part cleaned, or a shift that is on record already.
    """
    require(rules.may_clean(actor, archive))
    made = Cleaning(archive=archive, on=on, shift=shift, person=person, note=note.strip(), recorded_by=actor)
    made.parts, made.files = [name for name in PARTS if name in set(parts)], list(evidence)
    made.recorded_on = clock.today()
    _check(made)
    said = f"{clock.day_words(on)}{made.get_shift_display()}，{person.name}：{printing.parts(made)}"
    data = {"on": on, "shift": shift, "person": person.name, "parts": made.parts, "note": made.note, "reason": said}
    action = "enterprises.record_cleaning"
    event = events.append(archive, action, actor=actor, data=data, files=made.files, client_id=client_id)
    made.save(force_insert=True)
    note_files(made.files, archive, event, actor, "粉尘清扫")
    return archive


def _check(made: Cleaning) -> None:
    today = clock.today()
    if not today - dt.timedelta(days=rules.BACK_DAYS) <= made.on <= today:
        raise wrong("on", f"日期不能晚于今天；补记只补最近 {rules.BACK_DAYS} 天的。")
    if not made.parts:
        raise wrong("parts", "请勾选清扫了哪些部位。")
    if made.person.enterprise_id != made.archive.enterprise_id or made.person.until:
        raise wrong("person", "清扫的人应是本单位现在的人员；名单里没有的，先在企业档案里增加。")
    if made.archive.cleanings.filter(on=made.on, shift=made.shift, struck_why="").exists():
        words = f"{clock.day_words(made.on)}{made.get_shift_display()}的清扫已经登记，不用再登。"
        raise wrong("shift", words)


@events.once(ArchiveEvent)
def strike_cleaning(cleaning: Cleaning, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Archive:
    """Strike out an entry that is wrong; it stays readable and counts no longer. Raises NotYours, NotNow."""
    archive = cleaning.archive
    require(rules.may_clean(actor, archive))
    if not Cleaning.objects.filter(pk=cleaning.pk, struck_why="").update(struck_why=reason.strip()):
        raise NotNow("这一次清扫已经划掉。", code="enterprises.not_now")
    data = {"on": cleaning.on, "shift": cleaning.shift, "reason": f"{cleaning}：{reason.strip()}"}
    events.append(archive, "enterprises.strike_cleaning", actor=actor, data=data, client_id=client_id)
    return archive
