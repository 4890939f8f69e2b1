"""A scanned notice is read by the worker, page by page, and becomes a draft; whoever uploaded it need not wait."""

import uuid

from django.db import transaction

from anlan.campaigns.plans import rules
from anlan.campaigns.plans.actions.reading import Received, read_plan
from anlan.campaigns.plans.models import Campaign, Scan, ScanEvent
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock, events, jobs
from anlan.files.models import StoredFile
from anlan.org.models import Office, Region, User

JOB = "anlan.campaigns.plans.jobs.read_scan"
State = Scan.State


@events.once(ScanEvent)
def read_scan(
    region: Region, *, actor: User, office: Office, file: StoredFile, pages: int, client_id: uuid.UUID | None = None
) -> Scan:
    """Have the worker read a scan of `pages` pages. One event; a scan that is being read already is given back.

    Raises NotYours without the township.
    """
    require(rules.may_plan(actor, region))
    if running := Scan.objects.filter(region=region, file=file, state=State.READING).first():
        return running
    scan = Scan(region=region, office=office, file=file, file_name=file.name, by=actor, at=clock.now(), pages=pages)
    data = {"name": file.name, "pages": pages}
    events.begin(scan, "campaigns.read_scan", actor=actor, data=data, files=[file.pk], client_id=client_id)
    jobs.enqueue(JOB, scan.pk)
    return scan


def resume_scan(scan: Scan, *, actor: User) -> None:
    """Give the worker a scan again that a restart left in the middle; nothing where it is read."""
    require(rules.may_plan(actor, scan.region))
    if scan.state == State.READING:
        jobs.enqueue(JOB, scan.pk)


def scan_read(scan: Scan, received: Received) -> Campaign:
    """Lay what was read out as a draft. One event on each; raises Stale where another did it, and as `read_plan`."""
    with transaction.atomic():
        campaign = read_plan(scan.region, actor=scan.by, office=scan.office, received=received)
        _end(scan, "campaigns.scan_read", state=State.READ, campaign=campaign)
    return campaign


def scan_failed(scan: Scan, problem: str) -> None:
    """Put on record in a sentence why nothing was read. One event; raises Stale where another did it."""
    _end(scan, "campaigns.scan_failed", state=State.UNREADABLE, problem=problem[:300])


def _end(scan: Scan, action: str, **changes: object) -> None:
    expect = {"state": State.READING}
    data = {name: str(value) for name, value in changes.items()}
    events.append(scan, action, actor=None, changes=changes, expect=expect, data=data)
