"""When gaps are looked for: each day for all, and for one enterprise whenever its file changes."""

import datetime as dt

from anlan.core import hooks, journal
from anlan.core.events import Event
from anlan.enterprises.gaps import actions
from anlan.enterprises.models import (
    ArchiveEvent,
    BuildingEvent,
    CertificateEvent,
    ContractEvent,
    ContractorEvent,
    DrillEvent,
    DutyListEvent,
    EmergencyPlanEvent,
    EngagementEvent,
    Enterprise,
    EnterpriseEvent,
    PersonEvent,
    PostSurveyEvent,
    SpendingEvent,
    StandardizationEvent,
    TrainingEvent,
)

NAME = "enterprises.gaps"
CHUNK = 500
MOVING = {"record", "change", "restore", "add_person", "change_person", "end_person"}
OF_ITS_FILE = (
    DutyListEvent,
    PostSurveyEvent,
    ContractEvent,
    DrillEvent,
    EmergencyPlanEvent,
    TrainingEvent,
    SpendingEvent,
    StandardizationEvent,
    EngagementEvent,
    ArchiveEvent,
)
SIGNING = {"enterprises.sign_duties", "enterprises.record_paper"}


def look_at_all(day: dt.date | None = None) -> int:
    """Look at every enterprise; returns how many gaps were found or filled."""
    ids = list(actions.watched().order_by("pk").values_list("pk", flat=True))
    parts = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    return sum(actions.look(Enterprise.objects.filter(pk__in=part)) for part in parts)


def follow(event: Event) -> None:
    """Look at the enterprise an event is about."""
    if isinstance(event, EnterpriseEvent) and event.action.removeprefix("enterprises.") in MOVING:
        actions.look(Enterprise.objects.filter(pk=event.subject_id))
    elif isinstance(event, OF_ITS_FILE) or (isinstance(event, PersonEvent) and event.action in SIGNING):
        actions.look(Enterprise.objects.filter(pk=event.subject.enterprise_id))
    elif isinstance(event, CertificateEvent):
        actions.look(Enterprise.objects.filter(people=event.subject.person_id))
    elif isinstance(event, BuildingEvent):
        actions.look(Enterprise.objects.filter(tenancies__building=event.subject_id).distinct())
    elif isinstance(event, ContractorEvent):
        actions.look(Enterprise.objects.filter(contracts__contractor=event.subject_id).distinct())


def register() -> None:
    """Let the worker call."""
    journal.listen(NAME, follow)
    hooks.daily.register(NAME, look_at_all)
