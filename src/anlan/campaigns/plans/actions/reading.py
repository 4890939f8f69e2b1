"""A notice comes in: kept byte for byte, read, laid out as a draft."""

import uuid
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from anlan.campaigns.plans import drafting, rules
from anlan.campaigns.plans.models import Campaign, CampaignEvent, Doubt, Duty, Stage
from anlan.campaigns.reading import papers
from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.reader import read_text
from anlan.campaigns.steering.actions.checking import require
from anlan.core import events
from anlan.core.errors import Invalid
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.org.models import Office, Region, User


@dataclass(frozen=True)
class Received:
    """A notice kept and read."""

    file: StoredFile
    draft: Draft
    notes: tuple[str, ...] = ()


def receive(upload: UploadedFile, *, actor: User | None) -> Received:
    """Keep a notice and read it; outside any transaction, because reading takes its time.

    Raises Invalid with a sentence for a file that cannot be read.
    """
    kept, paper = files.keep_notice(upload, actor=actor, read=papers.read)
    return Received(kept, read_text(paper.text), paper.notes)


def refuse_known(region: Region, file: StoredFile) -> None:
    """Raises Invalid where a file is a campaign of the township already."""
    if known := Campaign.objects.filter(region=region, source=file, dropped_at=None).first():
        again = "要重新读取，先作废那份草稿。" if known.is_draft else ""
        told = f"这份文件已读成“{known.title}”，请打开那一份。{again}"
        link = ("打开那一份", known.get_absolute_url())
        raise Invalid(told, code="campaigns.read_before", fields={"file": ["这份文件已经上传过。"]}, link=link)


@events.once(CampaignEvent)
def read_plan(
    region: Region, *, actor: User, office: Office, received: Received, client_id: uuid.UUID | None = None
) -> Campaign:
    """Lay a notice out as a draft campaign of a township; nothing of it binds anybody yet.

    Raises NotYours without the township, Invalid where the same file is a campaign of it already.
    """
    require(rules.may_plan(actor, region))
    refuse_known(region, received.file)
    draft = received.draft
    campaign = drafting.campaign_of(draft)
    campaign.region, campaign.office, campaign.read_by, campaign.source = region, office, actor, received.file
    campaign.notes = [*received.notes, *campaign.notes]
    stages = drafting.stages_of(draft, campaign)
    duties, doubts = drafting.duties_of(draft, campaign, stages), drafting.doubts_of(draft, campaign)
    data = {"title": campaign.title, "stages": len(stages), "duties": len(duties), "doubts": len(doubts)}
    files_read = [received.file.sha256]
    events.begin(campaign, "campaigns.read_plan", actor=actor, data=data, files=files_read, client_id=client_id)
    Stage.objects.bulk_create(stages)
    Duty.objects.bulk_create(duties)
    Doubt.objects.bulk_create(doubts)
    return campaign
