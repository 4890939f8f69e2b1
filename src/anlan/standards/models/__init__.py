"""Tables of the measure: industries and who supervises them, packs and their items, comparisons, checklists."""

from anlan.standards.models.checklist import Checklist
from anlan.standards.models.industry import Industry, IndustryEvent, IndustryOffice
from anlan.standards.models.pack import Comparison, CriteriaPack, Criterion, PackEvent
from anlan.standards.models.proposal import PackProposal, PackProposalEvent
from anlan.standards.models.training import Attendance, TrainingSession, TrainingSessionEvent

__all__ = [
    "Attendance",
    "Checklist",
    "Comparison",
    "CriteriaPack",
    "Criterion",
    "Industry",
    "IndustryEvent",
    "IndustryOffice",
    "PackEvent",
    "PackProposal",
    "PackProposalEvent",
    "TrainingSession",
    "TrainingSessionEvent",
]
