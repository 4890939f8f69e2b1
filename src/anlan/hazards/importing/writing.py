"""Writing what was planned: the places that were offered, the hazards in bulk; and taking it back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from anlan.core import clock
from anlan.core.errors import DomainError
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise, EnterpriseEvent
from anlan.enterprises.queries import same_identity
from anlan.files.importing import Plan
from anlan.files.models import ImportRow, ImportRun
from anlan.hazards import actions, bulk
from anlan.hazards.actions.acceptance import periods_of_closing
from anlan.hazards.models import DueBasis, Hazard, State
from anlan.org.models import Region, User
from anlan.standards.models import Industry


def write(
    plans: Sequence[Plan], industries: Mapping[str, Industry], *, actor: User, run: ImportRun
) -> list[Hazard | DomainError]:
    """Write a chunk; for each plan the hazard, or the error that kept its place from being recorded."""
    made: dict[str, Enterprise | DomainError] = {}
    lives: list[bulk.Life] = []
    results: list[Hazard | DomainError] = []
    for plan in plans:
        place = plan.carried["enterprise"] or _offered(plan, made, industries, actor, run)
        if isinstance(place, DomainError):
            results.append(place)
        else:
            lives.append(_life(plan, place, actor, run))
            results.append(lives[-1].hazard)
    bulk.write(lives)
    return results


def _offered(
    plan: Plan,
    made: dict[str, Enterprise | DomainError],
    industries: Mapping[str, Industry],
    actor: User,
    run: ImportRun,
) -> Enterprise | DomainError:
    offer = plan.carried["offer"]
    if offer not in made:
        try:
            made[offer] = _record(plan, industries, actor, run)
        except DomainError as error:
            made[offer] = error
    return made[offer]


def _record(plan: Plan, industries: Mapping[str, Industry], actor: User, run: ImportRun) -> Enterprise:
    line = plan.carried["line"]
    if there := same_identity(line.name, line.region_code, line.credit_code):
        return there
    return enterprises.record(
        name=line.name,
        region=Region.objects.get(code=line.region_code),
        actor=actor,
        credit_code=line.credit_code,
        kind=plan.carried["kind"],
        industries=[industries[code] for code in line.industries],
        people=line.people,
        source={"import": str(run.pk), "file": run.file_name},
    )


def _life(plan: Plan, place: Enterprise, actor: User, run: ImportRun) -> bulk.Life:
    said, now = plan.values, clock.now()
    found_at = _start_of(said["found_on"]) if said["found_on"] else now
    where = {name: plan.carried[name] for name in ("sheet", "row")}
    told = {
        "ledger": {"import": str(run.pk), "file": run.file_name, **where},
        "claimed": {name: said[name] for name in ("state", "level", "progress", "ended_on")},
        "measures": said["measures"],
        "note": said["note"],
    }  # fmt: skip
    return bulk.Life(
        place,
        actor=actor,
        at=found_at,
        recorded_at=now,
        description=said["description"],
        source=said["source"],
        opening="hazards.import",
        told=told,
        legacy=True,
        found_by=None,
        finder_name=said["finder_name"],
        finder_office=said["finder_office"],
        place_words=said["place_words"],
        responsible_name=said["responsible_name"],
        **_claimed(said, found_at),
    )


def _claimed(said: dict[str, Any], found_at: dt.datetime) -> dict[str, Any]:
    facts: dict[str, Any] = {"state": State(said["state"]), "level": said["level"]}
    if said["due_on"]:
        facts |= {"due_on": dt.date.fromisoformat(said["due_on"]), "due_basis": DueBasis.LEDGER}
    if said["state"] == State.CLOSED:
        # Where the ledger names no day of its end, the day it was found: no later period may count it as its own.
        ended_at = _start_of(said["ended_on"]) if said["ended_on"] else found_at
        facts |= {"closed_at": ended_at, **periods_of_closing(ended_at)}
    return facts


def _start_of(day: str) -> dt.datetime:
    return clock.local(dt.date.fromisoformat(day), 0)


def take_back(row: ImportRow, *, actor: User) -> None:
    """Void an applied row's hazard, and withdraw its place where this run recorded it and nothing else needs it."""
    source = {"undo": str(row.run_id)}
    found = Hazard.objects.filter(pk__in=[row.subject_id]).get()
    hazard = actions.take_back(found, actor=actor, source=source)
    place = hazard.enterprise
    if _recorded_by(place, row) and not _is_needed(place):
        enterprises.withdraw(place, actor=actor, run=row.run_id)


def _recorded_by(place: Enterprise, row: ImportRow) -> bool:
    first = EnterpriseEvent.objects.filter(subject=place, number=1).first()
    untouched = place.event_count == 1 and place.status != Enterprise.Status.WITHDRAWN
    return untouched and first is not None and first.data.get("source", {}).get("import") == str(row.run_id)


def _is_needed(place: Enterprise) -> bool:
    if Hazard.objects.filter(enterprise=place).exclude(state=State.VOID).exists():
        return True
    above = [one for one in Enterprise._meta.related_objects if one.related_model._meta.app_label not in OWN]
    return any(one.related_model._base_manager.filter(**{one.field.name: place}).exists() for one in above)


OWN = ("enterprises", "hazards")
