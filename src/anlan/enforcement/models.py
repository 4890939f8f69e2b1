"""The tables of this room, each subject in its own part."""

from anlan.enforcement.batches.models import Batch, BatchEvent, Entry
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.models import Document, DocumentEvent, DocumentSignature
from anlan.enforcement.drawing.models import Draw, DrawEvent, Interest, InterestEvent
from anlan.enforcement.errands.models import Errand, ErrandEvent, Matter
from anlan.enforcement.exempting.models import Exemption, ExemptionEvent
from anlan.enforcement.forshow.models import Review, ReviewEvent, Sign, SignEvent
from anlan.enforcement.frequency.models import Cap, CapEvent, Objection, ObjectionEvent
from anlan.enforcement.inspecting.models import Inspection, InspectionEvent, Publication, PublicationEvent
from anlan.enforcement.referring.models import Referral, ReferralEvent
from anlan.enforcement.templating.models import Template, TemplateEvent
from anlan.enforcement.tracing.models import Trace, TraceEvent
from anlan.enforcement.transfers.models import Transfer, TransferEvent

__all__ = [
    "Batch",
    "BatchEvent",
    "Cap",
    "CapEvent",
    "Case",
    "CaseEvent",
    "Document",
    "DocumentEvent",
    "DocumentSignature",
    "Draw",
    "DrawEvent",
    "Entry",
    "Errand",
    "ErrandEvent",
    "Exemption",
    "ExemptionEvent",
    "Inspection",
    "InspectionEvent",
    "Interest",
    "InterestEvent",
    "Matter",
    "Objection",
    "ObjectionEvent",
    "Publication",
    "PublicationEvent",
    "Referral",
    "ReferralEvent",
    "Review",
    "ReviewEvent",
    "Sign",
    "SignEvent",
    "Template",
    "TemplateEvent",
    "Trace",
    "TraceEvent",
    "Transfer",
    "TransferEvent",
]
