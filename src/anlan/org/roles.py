"""Roles, and the table of what each may do; rooms add their lines, nobody else names a role."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import TextChoices


class Role(TextChoices):
    """What a grant makes of a person at an office."""

    LEADER = "leader", "乡镇领导"
    OFFICE_HEAD = "office_head", "站所负责人"
    OFFICER = "officer", "工作人员"
    VILLAGE_SECRETARY = "village_secretary", "村支书"
    VILLAGE_ASSISTANT = "village_assistant", "村安全协管员"
    EXPERT = "expert", "专家"
    DISCIPLINE = "discipline", "纪检监督"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员（三员）"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


OFFICIALS = frozenset({Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER})
VILLAGERS = frozenset({Role.VILLAGE_SECRETARY, Role.VILLAGE_ASSISTANT})
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
READERS = OFFICIALS | VILLAGERS | {Role.EXPERT, Role.DISCIPLINE}

_allowed: dict[str, frozenset[Role]] = {}
_words: dict[str, str] = {}


def permit(table: Mapping[str, Iterable[Role]], words: Mapping[str, str] | None = None) -> None:
    """Add a room's lines: permission `<room>.<what>` → the roles that have it. Called in `AppConfig.ready()`.

    `words` says each permission as people say it, for the page 谁能做什么.
    """
    _allowed.update({permission: frozenset(holders) for permission, holders in table.items()})
    _words.update(words or {})


def in_words(permission: str) -> str:
    """A permission as people say it; its own name where the room gave no words."""
    return _words.get(permission, permission)


def may(role: str, permission: str) -> bool:
    """Whether a role has a permission. Raises KeyError for a permission no room declared: a typo must not mean no."""
    return role in _allowed[permission]


def holders(permission: str) -> frozenset[Role]:
    """The roles that have a permission."""
    return _allowed[permission]


def names() -> set[str]:
    """Every permission any room declared."""
    return set(_allowed)


def table() -> dict[str, dict[str, frozenset[Role]]]:
    """Everything, by room: what the page 谁能做什么 prints."""
    rooms: dict[str, dict[str, frozenset[Role]]] = defaultdict(dict)
    for permission in sorted(_allowed):
        rooms[permission.split(".")[0]][permission] = _allowed[permission]
    return dict(rooms)
