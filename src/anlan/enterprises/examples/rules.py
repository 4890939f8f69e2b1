"""Who shows, publishes and takes up a practice. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.enterprises.models import Enterprise, Practice
from anlan.enterprises.rules import MANAGERS, can_change, post_of
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import Role

GRANTS = {"enterprises.publish_practice": {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER}}
WORDS = {"enterprises.publish_practice": "发布、撤下规上企业的示范做法"}


def may_show(user: User, enterprise: Enterprise) -> str:
    """Managers of an above-scale enterprise, and officials of its place on its behalf."""
    if not enterprise.above_scale:
        return "示范做法由规上企业报送；档案里没有标规上的，请乡镇工作人员核实后标上。"
    if enterprise.main_industry_id is None:
        return "先在档案里填主行业，做法才知道发给哪些同行。"
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员报送。"


def may_publish(user: User, practice: Practice) -> str:
    """An official of the place who did not hand it in."""
    if practice.standing != "shown":
        return "已经发布或者撤下。"
    if not scope.covers(user, practice.enterprise.place, "enterprises.publish_practice"):
        return "由乡镇工作人员看过后发布。"
    return "您报送的，由另一人发布。" if practice.shown_by_id == user.pk else ""


def may_end(user: User, practice: Practice) -> str:
    """The official of the place, or who shows it."""
    if practice.ended_at:
        return "已经撤下。"
    publishes = scope.covers(user, practice.enterprise.place, "enterprises.publish_practice")
    return "" if publishes or can_change(user, practice.enterprise) else "由发布的乡镇或者报送的单位撤下。"


def may_adopt(user: User, practice: Practice, enterprise: Enterprise) -> str:
    """Managers of another enterprise of the industry, once."""
    if practice.standing != "published":
        return "做法还没有发布，或者已经撤下。"
    if post_of(user, enterprise) not in MANAGERS or enterprise.pk == practice.enterprise_id:
        return "由同行业其他单位的负责人、安全管理员登记。"
    if practice.adoptions.filter(enterprise=enterprise).exists():
        return f"“{enterprise}”已经登记过照做。"
    return ""
