"""Dust cleaning on the phone: the places one answers for, and a cleaning kept without a network."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from anlan.core import clock, hooks
from anlan.core.errors import Invalid, Missing
from anlan.core.hooks import PhonePart
from anlan.core.ids import identifier
from anlan.core.replay import Done, Message
from anlan.enterprises.archives import cleaning, queries, rules
from anlan.enterprises.archives.actions import MOST_DAYS
from anlan.enterprises.archives.forms import CleaningForm
from anlan.enterprises.archives.kinds import PARTS
from anlan.enterprises.archives.printing import rhythm
from anlan.enterprises.models import Archive, Cleaning, Person
from anlan.enterprises.rules import posts_of
from anlan.org.models import User


def day(user: User) -> dict[str, Any] | None:
    """The dust places the person puts cleanings of on record; None where there is none. The same number of queries."""
    own = list(posts_of(user))
    rows = queries.with_last(Archive.objects.filter(enterprise__in=own, ended_on=None).exclude(every_days=None))
    people = Prefetch("enterprise__people", Person.objects.filter(until=None).order_by("name", "since"))
    since = clock.today() - dt.timedelta(days=2 * MOST_DAYS)
    log = Cleaning.objects.filter(struck_why="", person__until=None, on__gte=since)
    lately = Prefetch("cleanings", log, to_attr="lately")
    rows = rows.select_related("enterprise").prefetch_related(people, lately) if own else rows.none()
    told = [_place(one) for one in rows if not rules.may_clean(user, one)]
    if not told:
        return None
    return {"dust": told, "parts": list(PARTS.items()), "shifts": [list(one) for one in Cleaning.Shift.choices]}


def _place(one: Any) -> dict[str, Any]:
    """A place as its form begins: as it was cleaned last."""
    last = next(iter(one.lately), None)
    due = rules.next_cleaning(one)
    return {
        "id": str(one.pk),
        "name": one.name,
        "place": one.enterprise.name,
        "rhythm": rhythm(one.every_days),
        "due_on": due.isoformat() if due else "",
        "every": one.every_days,
        "last_on": clock.day_words(one.last_on),
        "shift": last.shift if last else Cleaning.Shift.AFTER,
        "parts": last.parts if last else [],
        "person": str(last.person_id if last else one.responsible_id),
        "people": [[str(row.pk), row.told_apart] for row in one.enterprise.people.all()],
    }


def record_cleaning(actor: User, message: Message) -> Done:
    """A cleaning of the day the phone says. Raises Missing for a place not theirs, Invalid in the form's words."""
    found = queries.visible_to(actor).filter(pk=identifier(message.args.get("archive"))).first()
    if found is None:
        raise Missing("没有这处粉尘场所，或者它不属于您的单位。", code="enterprises.no_archive")
    form = CleaningForm({"on": clock.local_date(message.at).isoformat(), **message.args}, archive=found)
    for name, errors in form.errors.items():
        raise Invalid(f"清扫没有记上，{form.fields[name].label}：{errors[0]}", code="enterprises.form")
    given = {name: value for name, value in form.cleaned_data.items() if name != "scan"}
    facts: dict[str, Any] = {**given, "evidence": message.files, "client_id": message.client_id}
    return Done(cleaning.record_cleaning(found, actor=actor, **facts))


def register() -> None:
    """Put it on the phone, and let phones send it."""
    hooks.replay.register("enterprises.record_cleaning", record_cleaning)
    hooks.phone.register("enterprises", PhonePart(day, ("enterprises/field.js",)))
