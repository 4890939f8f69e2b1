"""Tables of campaigns made from notices."""

from anlan.campaigns.plans.models.campaign import Campaign, CampaignEvent, ClauseAnswer
from anlan.campaigns.plans.models.pieces import Doubt, Duty, Outcome, Piece, Stage
from anlan.campaigns.plans.models.scan import Scan, ScanEvent

__all__ = [
    "Campaign",
    "CampaignEvent",
    "ClauseAnswer",
    "Doubt",
    "Duty",
    "Outcome",
    "Piece",
    "Scan",
    "ScanEvent",
    "Stage",
]
