"""Tables of the ledger."""

from anlan.hazards.models.beside import Extension, Proposal, Receipt, Supervision, UpwardProposal, Urging
from anlan.hazards.models.contracts import OnContract
from anlan.hazards.models.gaps import FromGap
from anlan.hazards.models.hazard import DueBasis, Hazard, HazardEvent, Level, Source, State
from anlan.hazards.models.plan import Plan
from anlan.hazards.models.views import Layout, SavedView

__all__ = [
    "DueBasis",
    "Extension",
    "FromGap",
    "Hazard",
    "HazardEvent",
    "Layout",
    "Level",
    "OnContract",
    "Plan",
    "Proposal",
    "Receipt",
    "SavedView",
    "Source",
    "State",
    "Supervision",
    "UpwardProposal",
    "Urging",
]
