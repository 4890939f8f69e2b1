"""Work in the background: ask the outside model and lay down what it proposes."""

import logging

from anlan.campaigns.plans.actions.proposing import proposals_failed, propose_duties
from anlan.campaigns.plans.models import Campaign
from anlan.campaigns.plans.proposing import asking, understanding
from anlan.org.models import User

log = logging.getLogger("anlan.campaigns")


def propose(pk: str, asked_by: str) -> None:
    """Ask for one draft and put the proposals beside what was read; done twice, the second finds them known."""
    campaign, actor = Campaign.objects.get(pk=pk), User.objects.get(pk=asked_by)
    if not campaign.is_draft or not asking.is_set():
        return
    known = list(campaign.duties.all())
    try:
        answer = asking.ask(campaign.text, [one.quote for one in known])
        found = understanding.understood(campaign, answer, known)
    except (OSError, ValueError) as refused:
        log.warning("proposals for campaign %s failed: %s", pk, refused)
        proposals_failed(campaign, actor=actor)
    else:
        propose_duties(campaign, actor=actor, duties=found.duties, left=found.left)
