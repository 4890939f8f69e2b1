"""Who may change what in org: each of the three administrators only their third (GB/T 22239 三员分立)."""

from anlan.core.errors import NotYours
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import READERS, Role

GRANTS = {
    "org.change_regions": {Role.SYSTEM_ADMIN},
    "org.change_offices": {Role.SYSTEM_ADMIN},
    "org.change_calendar": {Role.SYSTEM_ADMIN},
    "org.change_powers": {Role.SECURITY_ADMIN},
    "org.change_people": {Role.SECURITY_ADMIN},
    "org.change_grants": {Role.SECURITY_ADMIN},
    "org.read_audit": {Role.AUDIT_ADMIN},
    "org.read_discards": {Role.LEADER, Role.OFFICE_HEAD, Role.DISCIPLINE},
    "org.read_people": READERS | {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN},
}

WORDS = {
    "org.change_regions": "维护行政区划",
    "org.change_offices": "维护单位",
    "org.change_calendar": "维护工作日历",
    "org.change_powers": "登记单位职权",
    "org.change_people": "开通、锁定、注销账号",
    "org.change_grants": "授予和终止岗位权限",
    "org.read_audit": "查看登录记录和账号变动",
    "org.read_discards": "查看手机上放弃的记录",
    "org.read_people": "查看本辖区人员与单位",
}


def require(actor: User | None, permission: str) -> None:
    """Raise NotYours unless the actor has the permission; no actor means set-up from the command line itself."""
    if actor is not None and not scope.may(actor, permission):
        raise NotYours("这项操作不在您的职责内，请联系相应的管理员。", code=f"{permission}.not_yours")
