"""What cases add to lower pages: a tab of the enterprise and of the hazard, the page of one's work."""

from django.urls import reverse

from anlan.core.hooks import Tab, Task, Work
from anlan.enforcement.cases import queries
from anlan.enforcement.cases.models import Case
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.org import scope
from anlan.org.models import User

NAME = "enforcement.cases"
EACH = 6


def _reads(user: User, record: Enterprise | Hazard) -> bool:
    return scope.may(user, "enforcement.read_cases")


ENTERPRISE_TAB = Tab(
    "处罚",
    "enforcement:penalties_of",
    order=65,
    shown=_reads,
    count=lambda user, enterprise: queries.visible_to(user).filter(enterprise=enterprise).count(),
)
HAZARD_TAB = Tab(
    "处罚案件",
    "enforcement:penalties_over",
    order=58,
    shown=_reads,
    count=lambda user, hazard: queries.visible_to(user).filter(hazard=hazard).count(),
)

CRITERION_TAB = Tab("违反了怎么罚", "enforcement:penalties_by", order=50)


def work(user: User) -> list[Work]:
    """What waits for the person's approval, and the person's own cases with their nearest clock."""
    if not scope.may(user, "enforcement.read_cases"):
        return []
    asked = queries.to_approve(user)
    mine = queries.to_handle(user)
    url = reverse("enforcement:penalty_cases")
    approving = [_task(one) for one in asked[:EACH]]
    handling = [
        Task(
            _title(one),
            one.get_absolute_url(),
            next_.label if next_ else one.get_state_display(),
            next_.due_on if next_ else None,
        )
        for one, next_ in mine[:EACH]
    ]
    return [
        Work("待审批的处罚案件", "提请受理、立案、结案", approving, len(asked), f"{url}?group=open"),
        Work("承办的处罚案件", "按最近的期限排列", handling, len(mine), f"{url}?group=open"),
    ]


def _title(case: Case) -> str:
    return f"{case.filing_number or case.decision_number} {case.party} {case.cause}".strip()


def _task(case: Case) -> Task:
    return Task(_title(case), case.get_absolute_url(), case.get_state_display(), case.due_on)
