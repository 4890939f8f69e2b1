"""Who drafts, approves, serves and voids a document. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.core import clock
from anlan.enforcement.documents import signatures
from anlan.enforcement.documents.kinds import Kind, about
from anlan.enforcement.documents.models import Document, DocumentSignature
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.inspecting.rules import lacking
from anlan.enforcement.transfers.rules import acts_for
from anlan.inspections.models import State as VisitState
from anlan.org import scope
from anlan.org.models import Power, User
from anlan.org.roles import Role as Post

State, Role = Document.State, DocumentSignature.Role
GRANTS = {
    "enforcement.read_documents": {Post.LEADER, Post.OFFICE_HEAD, Post.OFFICER, Post.DISCIPLINE},
    "enforcement.draft_document": {Post.OFFICE_HEAD, Post.OFFICER},
    "enforcement.approve_document": {Post.LEADER, Post.OFFICE_HEAD},
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
    """The head of the issuing office or a leader of the place, who did not draft it; a record is its officers' own."""
    if document.state != State.DRAFT:
        return f"这份文书{document.get_state_display()}，不再等待批准。"
    if not about(document.kind).is_approved and document.inspection:
        return may_draft(user, document.inspection)
    if document.acted_at and not document.reported_at:
        return "当场实施的，先由检查人员登记向负责人报告，再补办批准。"
    return _decides(user, document) or ("起草人不能自己签发。" if user.pk == document.drafted_by_id else "")


def may_report(user: User, document: Document) -> str:
    """Its officers, once, of what they did on the spot (行政强制法 art. 19)."""
    if document.acted_at is None:
        return "没有当场实施。"
    if document.reported_at:
        return "已经报告负责人。"
    return _is_officer(user, document)


def may_lift(user: User, document: Document) -> str:
    """Its officers, of what was done on the spot and not approved."""
    if document.acted_at is None or document.state != State.DROPPED:
        return "负责人没有批准的才当场解除。"
    return "已经解除。" if document.lifted_at else _is_officer(user, document)


def _decides(user: User, document: Document) -> str:
    is_head = acts_for(user, document.office, "enforcement.approve_document")
    is_leader = Post.LEADER in {grant.role for grant in scope.grants_of(user)} and scope.covers(
        user, document.enterprise.place, "enforcement.approve_document"
    )
    return "" if is_head or is_leader else f"由{document.office.name}负责人或分管领导签发、作废。"


def may_serve(user: User, document: Document) -> str:
    """Its officers, once it is issued."""
    if document.state != State.ISSUED:
        return "签发之后才送达。"
    if document.served_at:
        return "已经送达。"
    if not about(document.kind).is_served:
        return f"{document.get_kind_display()}存档，不送达。"
    if about(document.kind).by_step:
        return "在案件里登记送达，这里随之记录。"
    return _is_officer(user, document)


def may_void(user: User, document: Document) -> str:
    """Who may issue may void what was issued; the number stays used."""
    if document.state != State.ISSUED:
        return f"这份文书{document.get_state_display()}，不需要作废。"
    if document.inspection_id is None:
        return "案件文书随案件的步骤出具，不单独作废；要更正的，在案件里重新告知、撤销决定或者撤案。"
    if answer := document.answers.filter(state=State.ISSUED).first():
        return f"已经出具{answer.get_kind_display()}，不能作废。"
    return _decides(user, document)


def may_answer(user: User, document: Document, kind: Kind) -> str:
    """What answers another comes only after it, and an opinion only after it was served (rules.md 6.2)."""
    parents = [one.label for one in about(kind).parents]
    if document.kind not in about(kind).parents or document.state != State.ISSUED:
        return f"先有已签发的{'、'.join(str(one) for one in parents)}，才有{kind.label}。"
    if kind == Kind.OPINION and not document.served_at:
        return f"{document.get_kind_display()}还没有送达，不能复查。"
    earlier = set(document.answers.filter(kind=kind).values_list("state", flat=True))
    if State.DRAFT in earlier:
        return f"有一份{kind.label}正在等待批准。"
    if State.ISSUED in earlier and about(kind).is_last:
        return f"已经有一份{kind.label}，同一份文书只能有一次。"
    if kind == Kind.SEALING_EXTENSION and document.due_on and document.due_on < clock.today():
        return f"查封（扣押）期限已在{clock.day_words(document.due_on)}届满，不能再延长，请立即作出处理决定。"
    return may_begin(user, document.inspection, kind) if document.inspection else "只有检查的文书才这样答复。"


def may_begin(user: User, inspection: Inspection, kind: Kind) -> str:
    """Who drafts, with the power of coercion where it is one, and a record only of a visit that is over."""
    if reason := may_draft(user, inspection):
        return reason
    if about(kind).coerces and (lacking := scope.lacks_power(inspection.office, Power.Kind.COERCE)):
        return f"{lacking}，查封、扣押请提请有权单位实施（《行政强制法》第十七条）。"
    if kind == Kind.ORDER and (lacking := scope.lacks_power(inspection.office, Power.Kind.ORDER)):
        return f"{lacking}；请督促当场改正，并报告或移送有权单位。"
    return _may_record(inspection) if kind == Kind.RECORD else ""


def _may_record(inspection: Inspection) -> str:
    if inspection.visit is None or inspection.visit.state != VisitState.FINISHED:
        return "检查还没有完成；在检查记录里答完、签名并完成之后，生成现场检查记录。"
    kept = inspection.documents.filter(kind=Kind.RECORD, state__in=[State.DRAFT, State.ISSUED])
    return "这次检查已经有现场检查记录。" if kept.exists() else ""


def may_sign(user: User, document: Document, role: str) -> str:
    """Each officer for themselves, the party before either; once, on what was issued and not yet scanned."""
    if document.state == State.VOID:
        return "这份文书已作废，不能签名。"
    if document.state != State.ISSUED:
        return "签发之后才签名。"
    if document.scan_id:
        return "已经上传签字后的扫描件。"
    known = set(signatures.of(document))
    party = {Role.UNIT, Role.REFUSED}
    if role in known or (role in party and known & party):
        return "这一栏已经签名。"
    if role not in _wanted(document):
        return "这份文书盖章，打印后上传扫描件。" if not about(document.kind).signers else "这份文书没有这一栏。"
    lines = {Role.LEAD: document.lead_id, Role.SECOND: document.second_id, Role.HEAD: document.decided_by_id}
    if role in lines:
        return "" if lines[Role(role)] == user.pk else "由执法人员、审批人本人登录后签名。"
    return _is_officer(user, document) if role in party else "请选择签名的身份。"


def roles_open_to(user: User, document: Document) -> list[str]:
    """The lines the person may sign, or have signed, now."""
    return [role.value for role in Role if not may_sign(user, document, role)]


def _wanted(document: Document) -> set[str]:
    """The lines of its kind, and with the party's that of its refusal."""
    signers = set(about(document.kind).signers)
    return signers | ({Role.REFUSED.value} if Role.UNIT in signers else set())


def may_scan(user: User, document: Document) -> str:
    """Its officers, of what was issued; a better scan replaces the one before, both are kept."""
    return "签发之后才上传扫描件。" if document.state != State.ISSUED else _is_officer(user, document)


def _is_officer(user: User, document: Document) -> str:
    who = "检查人员" if document.inspection_id else "承办人"
    return "" if user in document.officers else f"由{who}{'、'.join(one.full_name for one in document.officers)}办理。"
