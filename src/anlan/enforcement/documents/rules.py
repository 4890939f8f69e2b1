"""Who drafts, approves, serves and voids a document. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.core import clock
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.inspecting.rules import lacking
from anlan.enforcement.transfers.rules import acts_for
from anlan.org import scope
from anlan.org.models import Power, User
from anlan.org.roles import Role

State = Document.State
GRANTS = {
    "enforcement.read_documents": {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER, Role.DISCIPLINE},
    "enforcement.draft_document": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.approve_document": {Role.LEADER, Role.OFFICE_HEAD},
}
WORDS = {
    "enforcement.read_documents": "查看执法文书",
    "enforcement.draft_document": "起草执法文书、登记送达",
    "enforcement.approve_document": "签发、作废执法文书",
}


def may_draft(user: User, inspection: Inspection) -> str:
    """One of its two officers, both with cards that hold today, of an office that holds the power of inspection."""
    if inspection.state != Inspection.State.BEGUN:
        return f"这次检查{inspection.get_state_display()}，实施之后才有文书。"
    if user.pk not in (inspection.lead_id, inspection.second_id):
        return f"由检查人员{'、'.join(one.full_name for one in inspection.officers)}起草。"
    if not scope.has_power(inspection.office, Power.Kind.INSPECT):
        return f"{inspection.office.name}现在没有行政检查权，不能下达指令，请报告有权单位。"
    faults = lacking(inspection.officers, inspection.office, clock.today())
    return f"{'；'.join(faults)}，不能出具文书，请先更新执法证。" if faults else ""


def may_decide(user: User, document: Document) -> str:
    """The head of the issuing office or a leader of the place, who did not draft it."""
    if document.state != State.DRAFT:
        return f"这份文书{document.get_state_display()}，不再等待批准。"
    return _decides(user, document) or ("起草人不能自己签发。" if user.pk == document.drafted_by_id else "")


def _decides(user: User, document: Document) -> str:
    is_head = acts_for(user, document.office, "enforcement.approve_document")
    is_leader = Role.LEADER in {grant.role for grant in scope.grants_of(user)} and scope.covers(
        user, document.inspection.enterprise.place, "enforcement.approve_document"
    )
    return "" if is_head or is_leader else f"由{document.office.name}负责人或分管领导签发、作废。"


def may_serve(user: User, document: Document) -> str:
    """Its officers, once it is issued."""
    if document.state != State.ISSUED:
        return "签发之后才送达。"
    if document.served_at:
        return "已经送达。"
    inspection = document.inspection
    return "" if user.pk in (inspection.lead_id, inspection.second_id) else "由检查人员送达。"


def may_void(user: User, document: Document) -> str:
    """Who may issue may void what was issued; the number stays used."""
    if document.state != State.ISSUED:
        return f"这份文书{document.get_state_display()}，不需要作废。"
    if document.opinions.filter(state=State.ISSUED).exists():
        return "已经出具复查意见书，不能作废。"
    return _decides(user, document)


def may_review(user: User, document: Document) -> str:
    """An opinion comes only after an order that was served (rules.md 6.2)."""
    if document.kind != Document.Kind.ORDER or document.state != State.ISSUED:
        return "先有已签发的责令限期整改指令书，才有复查意见书。"
    if not document.served_at:
        return "指令书还没有送达，不能复查。"
    if document.opinions.filter(state=State.DRAFT).exists():
        return "有一份复查意见书正在等待批准。"
    return may_draft(user, document.inspection)
