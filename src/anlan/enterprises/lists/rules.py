"""Who may change a list: the township's office heads and officers theirs, an enterprise's managers their own."""

from anlan.enterprises.models import Enterprise, ListChange
from anlan.enterprises.rules import MANAGERS, can_change, post_of
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.org.roles import OFFICIALS
from anlan.org.scope import Place

GRANTS = {"enterprises.share_lists": OFFICIALS}
WORDS = {"enterprises.share_lists": "维护本乡各行业的标准检查表"}


def can_share(user: User, region: Region) -> bool:
    """Officials whose grant holds the township's whole territory."""
    held = scope.covering(user, Place(region.code), "enterprises.share_lists")
    return any(grant.breadth == grant.Breadth.TERRITORY for grant in held)


def can_keep_own(user: User, enterprise: Enterprise) -> bool:
    """Its managers; the officials of its place on their behalf."""
    return post_of(user, enterprise) in MANAGERS or can_change(user, enterprise)


def may_change(user: User, row: ListChange) -> str:
    """Empty for yes, else the reason."""
    if row.enterprise is not None:
        return "" if can_keep_own(user, row.enterprise) else "由本单位负责人、安全管理员维护。"
    return "" if row.region is not None and can_share(user, row.region) else "由乡镇工作人员维护。"
