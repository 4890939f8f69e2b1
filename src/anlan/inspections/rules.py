"""Who may make which kind of visit, work on one, and end it. `may_…` gives an empty string for yes, else why not."""

from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import post_of, posts_of
from anlan.inspections.kinds import KINDS, About, Kind, about
from anlan.inspections.models import Visit
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import OFFICIALS, READERS, VILLAGERS, Role

GRANTS = {
    "inspections.read": READERS,
    "inspections.patrol": VILLAGERS,
    "inspections.guidance": OFFICIALS | {Role.EXPERT},
    "inspections.lead_experts": OFFICIALS,
    "inspections.upper_level": {Role.OFFICE_HEAD, Role.OFFICER},
    "inspections.report_check": {Role.OFFICE_HEAD, Role.OFFICER},
    "inspections.administrative": {Role.OFFICE_HEAD, Role.OFFICER},
    "inspections.read_plausibility": {Role.LEADER, Role.OFFICE_HEAD, Role.DISCIPLINE},
    "inspections.settle_tips": {Role.OFFICE_HEAD, Role.OFFICER} | VILLAGERS,
    "inspections.export": READERS - {Role.EXPERT},
}
WORDS = {
    "inspections.read": "查看检查记录",
    "inspections.patrol": "村级巡查",
    "inspections.guidance": "帮扶指导",
    "inspections.lead_experts": "带专家帮扶指导",
    "inspections.upper_level": "登记上级检查",
    "inspections.report_check": "举报核查",
    "inspections.administrative": "行政检查（凭批准）",
    "inspections.read_plausibility": "查看检查过程的事实",
    "inspections.settle_tips": "核实门牌上的报告",
    "inspections.export": "导出检查记录",
}

YES = ""


def may_make(user: User, kind: str) -> str:
    """Whether the person makes visits of this kind anywhere at all: for the page where the kind is chosen."""
    line = about(kind)
    if line.is_own:
        return YES if posts_of(user) else "由单位自己的人员进行，您不在任何单位任职。"
    if not scope.may(user, line.permission):
        return f"由{line.who}进行。"
    if line.kind == Kind.UPPER_LEVEL and not _sits_in_safety_office(scope.grants_of(user)):
        return f"由{line.who}登记。"
    return "先办审批：在“行政检查”里提出，批准后从那里开始。" if line.needs_approval else YES


def may_visit(user: User, kind: str, enterprise: Enterprise, *, approval: str = "") -> str:
    """Whether the person may make a visit of this kind to this enterprise (国办发〔2024〕54号; 安全生产法 art. 75).

    `approval` is the number of the approval that names this visit, where its kind needs one.
    """
    line = about(kind)
    if line.needs_approval and not approval:
        return may_make(user, kind)
    if line.is_own:
        return YES if post_of(user, enterprise) else f"企业自查由“{enterprise.name}”自己的人员进行。"
    held = scope.covering(user, enterprise.place, line.permission)
    if not held:
        return may_make(user, kind) or f"“{enterprise.name}”不在您的辖区或主管范围内，请由{line.who}前往。"
    if line.kind == Kind.UPPER_LEVEL and not _sits_in_safety_office(held):
        return f"由{line.who}登记。"
    return YES


def _sits_in_safety_office(grants: list) -> bool:
    return any(grant.office.is_safety_office for grant in grants)


def needs_an_official(user: User, kind: str, enterprise: Enterprise) -> bool:
    """Whether the person goes only together with an official: experts support, they do not inspect (rules.md R1.6)."""
    return kind == Kind.GUIDANCE and not is_official(user, enterprise)


def is_official(user: User, enterprise: Enterprise) -> bool:
    """Whether the person is an official of the enterprise's place or supervising office."""
    return scope.covers(user, enterprise.place, "inspections.lead_experts")


def may_work_on(user: User, visit: Visit) -> str:
    """Whoever leads the visit or came along with an account writes to it."""
    came = visit.led_by_id == user.pk or visit.companions.filter(user=user, left_out=False).exists()
    return YES if came else f"这次检查由{visit.led_by.full_name}带队，只有带队人和同行人员能填写。"


def may_end(user: User, visit: Visit) -> str:
    """Only who leads the visit finishes or abandons it."""
    return YES if visit.led_by_id == user.pk else f"由带队人{visit.led_by.full_name}完成或中止这次检查。"


def kinds_for(user: User) -> list[tuple[About, str]]:
    """Every kind with the reason why the person cannot make it (empty: can)."""
    return [(line, may_make(user, kind)) for kind, line in KINDS.items()]


def goes_anywhere(user: User) -> bool:
    """Whether the person makes any kind of visit: for the menu."""
    return any(not reason for _, reason in kinds_for(user))


def goes_as(user: User) -> list[Kind]:
    """The kinds of visit a person begins elsewhere by themselves; an administrative one begins from its approval."""
    return [kind for kind in (Kind.PATROL, Kind.GUIDANCE) if not may_make(user, kind)]


def may_export(user: User) -> bool:
    """Whether the person may take the list away as a workbook: officials, villagers, discipline, and the enterprise."""
    return scope.may(user, "inspections.export") or bool(posts_of(user))


def may_read_plausibility(user: User, visit: Visit) -> bool:
    """Whether the person supervises inspectors here, and so reads how the visit was made; never one's own."""
    return visit.led_by_id != user.pk and scope.covers(user, visit.place, "inspections.read_plausibility")
