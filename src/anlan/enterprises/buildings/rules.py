"""Who keeps a building's sheet: officials and villagers of its place, and the managers of who is in it."""

from anlan.enterprises.models import Building
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.org import scope
from anlan.org.models import User
from anlan.org.scope import Place

LAW = "消防法 第十八条"
SHARED = {
    "exits_by": "安全出口、疏散通道",
    "fire_system_by": "消防设施",
    "fire_lane_by": "消防车通道",
    "power_by": "公共用电",
}


def may_keep(user: User, building: Building) -> str:
    """Empty for yes, else the reason."""
    managed = [place for place, post in posts_of(user).items() if post in MANAGERS]
    inside = building.tenancies.filter(enterprise__in=managed, ended_on=None).exists()
    if inside or scope.covers(user, Place(building.region_id), "enterprises.change"):
        return ""
    return "由楼里单位的负责人、安全管理员或属地工作人员登记。"
