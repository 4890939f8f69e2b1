"""Who reads and replaces templates. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import Role

GRANTS = {
    "enforcement.read_templates": {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER, Role.DISCIPLINE, Role.SYSTEM_ADMIN},
    "enforcement.replace_template": {Role.OFFICE_HEAD, Role.SYSTEM_ADMIN},
}
WORDS = {
    "enforcement.read_templates": "查看文书模板",
    "enforcement.replace_template": "上传、停用文书模板",
}


def may_replace(user: User) -> str:
    """The head of an office or the system's administrator."""
    allowed = scope.may(user, "enforcement.replace_template")
    return "" if allowed else "由站所负责人或系统管理员上传、停用模板。"
