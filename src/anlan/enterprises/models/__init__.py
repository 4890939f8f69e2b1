"""Tables of the register: enterprises and people, their lists, what is made known, what shops choose."""

from anlan.enterprises.models.archives import Archive, ArchiveEvent, Cleaning
from anlan.enterprises.models.binding import BindingList, Receipt, SiteCode
from anlan.enterprises.models.buildings import Building, BuildingEvent, Tenancy
from anlan.enterprises.models.certificates import (
    Certificate,
    CertificateEvent,
    KeyPost,
    PostSurvey,
    PostSurveyEvent,
)
from anlan.enterprises.models.contracts import (
    Contract,
    ContractEvent,
    ContractLink,
    Contractor,
    ContractorEvent,
    ContractSurvey,
    ContractSurveyEvent,
)
from anlan.enterprises.models.examples import Adoption, Practice, PracticeEvent
from anlan.enterprises.models.gaps import Gap, GapEvent
from anlan.enterprises.models.investment import (
    Advice,
    Engagement,
    EngagementEvent,
    Expense,
    ExpertVisit,
    Spending,
    SpendingEvent,
    Standardization,
    StandardizationEvent,
)
from anlan.enterprises.models.learning import (
    Attendance,
    Drill,
    DrillEvent,
    Improvement,
    PlannedDrill,
    PlannedDrillEvent,
    Training,
    TrainingEvent,
)
from anlan.enterprises.models.lessons import Lesson, LessonEvent
from anlan.enterprises.models.lists import ListChange, ListChangeEvent
from anlan.enterprises.models.plans import EmergencyPlan, EmergencyPlanEvent
from anlan.enterprises.models.posts import DutyCheck, DutyList, DutyListEvent, DutySignature
from anlan.enterprises.models.premises import ChosenList, PhoneCode, PhoneCodeEvent
from anlan.enterprises.models.register import Enterprise, EnterpriseEvent, Person, PersonEvent

__all__ = [
    "Adoption",
    "Advice",
    "Archive",
    "ArchiveEvent",
    "Attendance",
    "BindingList",
    "Building",
    "BuildingEvent",
    "Certificate",
    "CertificateEvent",
    "ChosenList",
    "Cleaning",
    "Contract",
    "ContractEvent",
    "ContractLink",
    "ContractSurvey",
    "ContractSurveyEvent",
    "Contractor",
    "ContractorEvent",
    "Drill",
    "DrillEvent",
    "DutyCheck",
    "DutyList",
    "DutyListEvent",
    "DutySignature",
    "EmergencyPlan",
    "EmergencyPlanEvent",
    "Engagement",
    "EngagementEvent",
    "Enterprise",
    "EnterpriseEvent",
    "Expense",
    "ExpertVisit",
    "Gap",
    "GapEvent",
    "Improvement",
    "KeyPost",
    "Lesson",
    "LessonEvent",
    "ListChange",
    "ListChangeEvent",
    "Person",
    "PersonEvent",
    "PhoneCode",
    "PhoneCodeEvent",
    "PlannedDrill",
    "PlannedDrillEvent",
    "PostSurvey",
    "PostSurveyEvent",
    "Practice",
    "PracticeEvent",
    "Receipt",
    "SiteCode",
    "Spending",
    "SpendingEvent",
    "Standardization",
    "StandardizationEvent",
    "Tenancy",
    "Training",
    "TrainingEvent",
]
