"""Who keeps, verifies and counts certificates. `may_…` gives an empty string for yes, else why not."""

from anlan.enterprises.models import Certificate, Enterprise, Person
from anlan.enterprises.rules import can_change, post_of
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import READERS, Role

GRANTS = {
    "enterprises.read_certificates": READERS,
    "enterprises.hand_in_certificates": {Role.OFFICE_HEAD, Role.OFFICER},
}
WORDS = {
    "enterprises.read_certificates": "查看特种作业证",
    "enterprises.hand_in_certificates": "汇总报送培训考试名单",
}


def may_keep(user: User, enterprise: Enterprise) -> str:
    """The enterprise's managers, and officials and villagers of its place."""
    return "" if can_change(user, enterprise) else f"由“{enterprise.name}”的负责人、安全管理员或属地工作人员登记。"


def may_verify(user: User, certificate: Certificate) -> str:
    """Whoever keeps it, but nobody verifies their own."""
    if certificate.person.user_id == user.pk:
        return "本人的证由别人核验。"
    return may_keep(user, certificate.person.enterprise)


def may_confirm(user: User, enterprise: Enterprise) -> str:
    """The survey is confirmed by the principal in person."""
    return "" if post_of(user, enterprise) == Person.Post.PRINCIPAL else "由主要负责人本人确认。"


def may_hand_in(user: User) -> str:
    """Who sends the township's list to the district."""
    return "" if scope.may(user, "enterprises.hand_in_certificates") else "由乡镇工作人员汇总报送。"
