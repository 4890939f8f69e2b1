"""One form for each step of a hazard's life; a form turns what was typed into the words of its action."""

from anlan.hazards.forms.accepting import AcceptForm, CloseForm, SendBackForm
from anlan.hazards.forms.fixing import (
    AcknowledgeForm,
    AskExtensionForm,
    DecideExtensionForm,
    FilePlanForm,
    NameResponsibleForm,
    NoteForm,
    ReportForm,
    SelfAcceptForm,
    StartForm,
    SubmitForm,
    TellWorkersForm,
)
from anlan.hazards.forms.judging import (
    DecideForm,
    DoubtForm,
    FixAtOnceForm,
    JudgeForm,
    LinkRecurrenceForm,
    ProposeVoidForm,
    ReasonForm,
    RecordOpinionForm,
    UpgradeForm,
)
from anlan.hazards.forms.parts import StepForm
from anlan.hazards.forms.supervising import (
    AssignForm,
    ListSupervisionForm,
    ProposeSupervisionForm,
    RecordReleaseForm,
    RecordSupervisionForm,
    UrgeForm,
)

FORMS: dict[str, type[StepForm]] = {
    "judge": JudgeForm,
    "doubt": DoubtForm,
    "record_opinion": RecordOpinionForm,
    "fix_at_once": FixAtOnceForm,
    "upgrade": UpgradeForm,
    "propose_downgrade": ReasonForm,
    "decide_downgrade": DecideForm,
    "name_responsible": NameResponsibleForm,
    "file_plan": FilePlanForm,
    "report": ReportForm,
    "acknowledge": AcknowledgeForm,
    "tell_workers": TellWorkersForm,
    "start": StartForm,
    "self_accept": SelfAcceptForm,
    "submit": SubmitForm,
    "send_back": SendBackForm,
    "accept": AcceptForm,
    "close": CloseForm,
    "ask_extension": AskExtensionForm,
    "decide_extension": DecideExtensionForm,
    "list_supervision": ListSupervisionForm,
    "propose_supervision": ProposeSupervisionForm,
    "record_supervision": RecordSupervisionForm,
    "record_release": RecordReleaseForm,
    "urge": UrgeForm,
    "propose_void": ProposeVoidForm,
    "decide_void": DecideForm,
    "assign": AssignForm,
    "link_recurrence": LinkRecurrenceForm,
    "note": NoteForm,
}
