"""A notice is uploaded: text becomes a draft at once, a scan goes to the worker."""

import uuid
from functools import partial

from django.core.files.uploadedfile import UploadedFile

from anlan.campaigns.plans.actions.reading import Received, read_plan, refuse_known
from anlan.campaigns.plans.actions.scanning import read_scan
from anlan.campaigns.plans.models import Campaign, Scan
from anlan.campaigns.reading import papers
from anlan.campaigns.reading.reader import read_text
from anlan.files import actions as files
from anlan.org.models import Office, Region, User


def take_notice(
    region: Region, *, actor: User, office: Office, upload: UploadedFile, client_id: uuid.UUID | None = None
) -> Campaign | Scan:
    """Keep a notice and read it; outside any transaction, because reading takes its time.

    Raises what `read_plan` and `read_scan` raise, and Invalid with a sentence for a file that cannot be read.
    """
    kept, paper = files.keep_notice(upload, actor=actor, read=partial(papers.read, recognise=None))
    if paper.unread:
        refuse_known(region, kept)
        return read_scan(region, actor=actor, office=office, file=kept, pages=paper.unread, client_id=client_id)
    received = Received(kept, read_text(paper.text), paper.notes)
    return read_plan(region, actor=actor, office=office, received=received, client_id=client_id)
