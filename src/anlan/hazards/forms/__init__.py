"""Forms of the ledger: one for each step, one for recording."""

from anlan.hazards.forms.parts import StepForm
from anlan.hazards.forms.recording import RecordForm
from anlan.hazards.forms.steps import FORMS

__all__ = ["FORMS", "RecordForm", "StepForm"]
