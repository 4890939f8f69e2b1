"""Who may do what with a hazard. Each `may_…` gives an empty string for yes, else the reason in words."""

from anlan.core import clock
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.hazards.models import Hazard, Proposal, Receipt, Source
from anlan.hazards.needs import standing_receipts
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import OFFICIALS, READERS, VILLAGERS, Role

GRANTS = {
    "hazards.read": READERS,
    "hazards.record": OFFICIALS | VILLAGERS | {Role.EXPERT},
    "hazards.fix_at_once": OFFICIALS | VILLAGERS,
    "hazards.judge": OFFICIALS,
    "hazards.acknowledge": {Role.OFFICE_HEAD, Role.OFFICER},
    "hazards.acknowledge_as_leader": {Role.LEADER},
    "hazards.rectify": OFFICIALS | {Role.VILLAGE_SECRETARY},
    "hazards.accept": {Role.OFFICE_HEAD, Role.OFFICER},
    "hazards.accept_general": {Role.OFFICE_HEAD, Role.OFFICER, Role.VILLAGE_SECRETARY},
    "hazards.close": OFFICIALS,
    "hazards.close_general": OFFICIALS | {Role.VILLAGE_SECRETARY},
    "hazards.extend": {Role.OFFICE_HEAD, Role.OFFICER, Role.LEADER},
    "hazards.supervise": {Role.LEADER, Role.OFFICE_HEAD},
    "hazards.void": OFFICIALS | {Role.VILLAGE_SECRETARY},
    "hazards.decide_void": OFFICIALS,
    "hazards.assign": {Role.LEADER, Role.OFFICE_HEAD},
    "hazards.note": OFFICIALS | VILLAGERS,
    "hazards.import": {Role.OFFICE_HEAD, Role.OFFICER},
    "hazards.export": READERS - {Role.EXPERT},
}
WORDS = {
    "hazards.read": "查看隐患台账",
    "hazards.record": "登记隐患",
    "hazards.fix_at_once": "当场整改销号",
    "hazards.judge": "判定级别",
    "hazards.acknowledge": "签收重大隐患报告（主管单位、综合监管）",
    "hazards.acknowledge_as_leader": "签收重大隐患报告（分管领导）",
    "hazards.rectify": "无经营者场所的整改",
    "hazards.accept": "验收重大隐患",
    "hazards.accept_general": "验收一般隐患",
    "hazards.close": "重大隐患销号",
    "hazards.close_general": "一般隐患销号",
    "hazards.extend": "决定延期",
    "hazards.supervise": "挂牌督办和解除",
    "hazards.void": "提出作废",
    "hazards.decide_void": "确认作废",
    "hazards.assign": "分派责任人",
    "hazards.note": "补充说明",
    "hazards.import": "导入隐患台账",
    "hazards.export": "导出隐患台账",
}

YES = ""


def _reason(allowed: bool, words: str) -> str:
    return YES if allowed else words


def fixes(user: User, hazard: Hazard) -> bool:
    """Whether the person speaks for the one who must fix it: the enterprise's managers or whom they named.

    For a place without an operator that is the named government body (rules.md 4.2).
    """
    if hazard.governed_by_id:
        held = scope.covering(user, hazard.place, "hazards.rectify")
        return any(grant.office_id == hazard.governed_by_id for grant in held)
    named = hazard.responsible_id is not None and hazard.responsible.user_id == user.pk  # type: ignore[union-attr]  # asked for before
    return named or post_of(user, hazard.enterprise) in MANAGERS


def supervises(user: User, hazard: Hazard, permission: str) -> bool:
    """Whether the person acts for the hazard's supervising office.

    That is the safety office where there is none, or where the one there is must fix the place itself.
    """
    held = [one for one in scope.covering(user, hazard.place, permission) if one.office_id != hazard.governed_by_id]
    if hazard.strip_id is None or hazard.strip_id == hazard.governed_by_id:
        return any(grant.office.is_safety_office for grant in held)
    return any(grant.office_id == hazard.strip_id for grant in held)


def may_record(user: User, hazard: Hazard) -> str:
    """Anyone with standing: officials, villagers and experts of the place, and the enterprise's own people."""
    standing = scope.covers(user, hazard.place, "hazards.record") or post_of(user, hazard.enterprise)
    return _reason(bool(standing), "不是您的辖区，也不是您所在的单位，请告诉当地工作人员。")


def may_judge(user: User, hazard: Hazard) -> str:
    """An official of the place or of the supervising office; the principal may call a hazard of their own major."""
    return YES if _is_principal(user, hazard) else may_judge_officially(user, hazard)


def may_judge_officially(user: User, hazard: Hazard) -> str:
    """An official of the place or of the supervising office: experts and assistants help, they do not judge."""
    return _reason(scope.covers(user, hazard.place, "hazards.judge"), "由乡镇或主管单位的工作人员判定。")


def _is_principal(user: User, hazard: Hazard) -> bool:
    return post_of(user, hazard.enterprise) == Person.Post.PRINCIPAL


def judges_only_major(user: User, hazard: Hazard) -> bool:
    """Whether the person may judge only as the principal: 'major' stands, 'general' is for officials to say."""
    return not scope.covers(user, hazard.place, "hazards.judge")


def may_fix_at_once(user: User, hazard: Hazard) -> str:
    """Officials and villagers who stand there; the enterprise's managers for what they found themselves."""
    own = hazard.source == Source.SELF_INSPECTION and fixes(user, hazard)
    allowed = own or scope.covers(user, hazard.place, "hazards.fix_at_once")
    return _reason(allowed, "由到场的乡镇、村工作人员确认；单位自查发现的由单位自己确认。")


def may_fix(user: User, hazard: Hazard) -> str:
    """Those who must fix it; a place without an operator waits until somebody is named for it."""
    if hazard.governed_by_id is None and hazard.enterprise.kind == Enterprise.Kind.NO_OPERATOR:
        return "这里没有经营者，还没有明确治理主体，请先在单位档案里明确由哪个单位治理。"
    who = f"治理主体（{hazard.governed_by}）" if hazard.governed_by_id else "该单位的负责人或其指定的整改责任人"
    return _reason(fixes(user, hazard), f"由{who}办理。")


def may_name_responsible(user: User, hazard: Hazard) -> str:
    """The enterprise's managers say who of its people is responsible; a place without an operator has none."""
    return _reason(post_of(user, hazard.enterprise) in MANAGERS, "由该单位的负责人或安全管理员指定。")


def may_acknowledge(user: User, hazard: Hazard) -> str:
    """Somebody of a desk that has not acknowledged the report yet."""
    return _reason(bool(desks_of(user, hazard)), "由收报告的两个单位各自收悉；您这边没有待收悉的报告。")


def desks_of(user: User, hazard: Hazard) -> list[Receipt]:
    """The receipts still open that the person may acknowledge."""
    waiting = [one for one in standing_receipts(hazard) if one.acknowledged_at is None]
    return [one for one in waiting if _sits_at(user, one, hazard)]


def _sits_at(user: User, receipt: Receipt, hazard: Hazard) -> bool:
    if receipt.desk == Receipt.Desk.LEADER:
        return scope.covers(user, hazard.place, "hazards.acknowledge_as_leader")
    if receipt.desk in (Receipt.Desk.SUPERVISING, Receipt.Desk.SAFETY):
        held = scope.covering(user, hazard.place, "hazards.acknowledge")
        return any(grant.office_id == receipt.office_id for grant in held)
    return False


def may_accept(user: User, hazard: Hazard) -> str:
    """The supervising office accepts a major hazard, the village or an office a general one; never who fixed it."""
    if user.pk in (hazard.fixed_by_id, hazard.self_accepted_by_id):
        return "整改人、自验人不能验收自己的整改，请换一个人。"
    if _governs(user, hazard):
        return f"{hazard.governed_by}是治理主体，不能验收自己的治理，请由另一个单位验收。"
    if hazard.is_major:
        return _reason(supervises(user, hazard, "hazards.accept"), f"重大隐患由主管单位（{_strip(hazard)}）验收。")
    allowed = scope.covers(user, hazard.place, "hazards.accept_general")
    return _reason(allowed, "一般隐患由所在村或主管单位验收。")


def _governs(user: User, hazard: Hazard) -> bool:
    return hazard.governed_by_id is not None and hazard.governed_by_id in scope.offices_of(user)


def may_send_back(user: User, hazard: Hazard) -> str:
    """Whoever may accept or close."""
    return YES if not may_accept(user, hazard) or not may_close(user, hazard) else "由有权验收或销号的人退回。"


def may_close(user: User, hazard: Hazard) -> str:
    """Another person of the supervising office or the leader closes a major hazard, neither of the two who accepted it.

    A government body that fixed a place itself does not close it; the leader above it may.
    """
    leads = scope.covers(user, hazard.place, "hazards.acknowledge_as_leader")
    if hazard.is_major:
        if user.pk in (hazard.fixed_by_id, hazard.accepted_by_id, hazard.accepted_with_id, hazard.self_accepted_by_id):
            return "整改、验收、销号须是三个不同的人，请由本单位另一人或分管领导销号。"
        allowed = leads or supervises(user, hazard, "hazards.close")
        return _reason(allowed, f"由主管单位（{_strip(hazard)}）另一人或分管领导销号。")
    if user.pk == hazard.fixed_by_id:
        return "整改人不能给自己的整改销号。"
    if _governs(user, hazard) and not leads:
        return f"{hazard.governed_by}是治理主体，不能给自己的治理销号，请由另一个单位或分管领导销号。"
    return _reason(scope.covers(user, hazard.place, "hazards.close_general"), "由所在村或主管单位销号。")


def may_extend(user: User, hazard: Hazard) -> str:
    """Only the office that acknowledged the plan (a general hazard's supervising office, or its village's township)."""
    if not hazard.is_major:
        return _reason(scope.covers(user, hazard.place, "hazards.extend"), "由主管单位或乡镇决定。")
    return _reason(supervises(user, hazard, "hazards.extend"), f"由收悉方案的主管单位（{_strip(hazard)}）决定。")


def may_supervise(user: User, hazard: Hazard) -> str:
    """Township leaders and heads list a hazard for supervision."""
    return _reason(scope.covers(user, hazard.place, "hazards.supervise"), "由乡镇领导或站所负责人挂牌督办。")


def may_propose_void(user: User, hazard: Hazard) -> str:
    """Officials and the village secretary."""
    return _reason(scope.covers(user, hazard.place, "hazards.void"), "由乡镇工作人员或村支书提出。")


def may_decide_void(user: User, hazard: Hazard) -> str:
    """Another official than the one who proposed it."""
    return _second(user, hazard, Proposal.Kind.VOID, "hazards.decide_void")


def may_decide_downgrade(user: User, hazard: Hazard) -> str:
    """Another judge than the one who proposed it."""
    return _second(user, hazard, Proposal.Kind.DOWNGRADE, "hazards.judge")


def _second(user: User, hazard: Hazard, kind: str, permission: str) -> str:
    waiting = waiting_proposal(hazard, kind)
    if waiting and waiting.proposed_by_id == user.pk:
        return "提出人不能自己确认，请由另一人办理。"
    return _reason(scope.covers(user, hazard.place, permission), "由乡镇或主管单位的另一名工作人员确认。")


def waiting_proposal(hazard: Hazard, kind: str) -> Proposal | None:
    """The undecided proposal of a kind."""
    return next((one for one in hazard.proposals.all() if one.kind == kind and one.agreed is None), None)


def may_assign(user: User, hazard: Hazard) -> str:
    """Leaders and heads say who of the office handles it."""
    return _reason(scope.covers(user, hazard.place, "hazards.assign"), "由站所负责人或乡镇领导分派。")


def may_note(user: User, hazard: Hazard) -> str:
    """Anyone who may record here, and those who fix it."""
    return YES if fixes(user, hazard) else may_record(user, hazard)


def is_overdue(hazard: Hazard) -> bool:
    """Whether the date that binds now has passed."""
    due_on = hazard.next_due_on
    return due_on is not None and due_on < clock.today()


def _strip(hazard: Hazard) -> str:
    return hazard.strip.name if hazard.strip else "应急管理办公室"
