"""Who may draft and issue a bulletin."""

from anlan.campaigns.models import Bulletin
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.org.roles import OFFICIALS, READERS, Role
from anlan.org.scope import Place

GRANTS = {
    "campaigns.read": READERS,
    "campaigns.draft": OFFICIALS,
    "campaigns.issue": {Role.LEADER},
}
DROPPED = "这份草稿已作废。"
WORDS = {
    "campaigns.read": "查看通报",
    "campaigns.draft": "起草通报",
    "campaigns.issue": "印发通报",
}


def can_draft(user: User, region: Region) -> bool:
    """Officials whose grant holds the township's whole territory."""
    held = scope.covering(user, Place(region.code), "campaigns.draft")
    return any(grant.breadth == grant.Breadth.TERRITORY for grant in held)


def may_edit(user: User, bulletin: Bulletin) -> str:
    """Empty for yes, else the reason: drafters, while it is a draft."""
    if bulletin.is_issued:
        return "已签发的通报不能再改；确有错误的，另发更正。"
    if bulletin.dropped:
        return DROPPED
    return "" if can_draft(user, bulletin.region) else "由乡镇工作人员起草、修改。"


def may_issue(user: User, bulletin: Bulletin) -> str:
    """Empty for yes, else the reason: a township leader who did not draft it signs and issues."""
    if bulletin.is_issued:
        return "已签发。"
    if bulletin.dropped:
        return DROPPED
    if not scope.covers(user, Place(bulletin.region_id), "campaigns.issue"):
        return "由乡镇领导签发。"
    return "起草人不能自己签发，请另一位领导签发。" if bulletin.drafted_by_id == user.pk else ""
