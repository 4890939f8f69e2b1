"""A small township for tests: few offices, a cast whose names say who acts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.test import Client

from anlan.org import actions, regions
from anlan.org.models import Grant, Office, Region, User
from anlan.org.roles import Role

GUICUN = "411003204000"
ZHOUGOU = "411003204206"
SHUIDAOYANG = "411003204217"
NEIGHBOUR = "411003299000"
FOUNDED = dt.date(2024, 1, 2)
"""The day the test township begins; tests may move the clock to any later day."""
PASSWORD = "shui-mian-ping-jing"  # the tests' own


@dataclass
class World:
    """Regions, offices and the cast by name; `people["林巡"]` or `world.lin`."""

    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def office(self, name: str, kind: str, code: str = GUICUN, **more: object) -> Office:
        """Found an office."""
        region = Region.objects.get(code=code)
        self.offices[name] = actions.found_office(name=name, short_name=name, kind=kind, region=region, **more)
        return self.offices[name]

    def person(self, username: str, name: str, role: Role | None, office: str, **more: object) -> User:
        """Open an account with one grant (none where role is None)."""
        user, _ = actions.open_account(
            username=username, full_name=name, phone="13837471037", office=self.offices.get(office), password=PASSWORD
        )
        if role is not None:
            actions.grant(user, role=role, office=self.offices[office], **more)
        self.people[name] = user
        return user


STRIP = {"breadth": Grant.Breadth.STRIP}

CAST = [
    # username, name, role, office, more
    ("lin", "林巡", Role.OFFICER, "应急办", {}),
    ("zhou", "周同", Role.OFFICER, "应急办", {}),
    ("sun", "孙主", Role.OFFICE_HEAD, "应急办", {}),
    ("zhao", "赵执", Role.OFFICER, "综合执法", STRIP),
    ("qian", "钱执", Role.OFFICE_HEAD, "综合执法", STRIP),
    ("wang", "王镇", Role.LEADER, "桂村乡人民政府", {}),
    ("wu", "吴村", Role.VILLAGE_SECRETARY, "周沟村委会", {}),
    ("ma", "马协", Role.VILLAGE_ASSISTANT, "周沟村委会", {}),
    ("gu", "顾专", Role.EXPERT, "应急办", {}),
    ("ji", "纪明", Role.DISCIPLINE, "桂村乡人民政府", {}),
    ("zheng", "郑邻", Role.OFFICER, "邻乡应急办", {}),
    ("he", "何客", None, "", {}),
    ("system", "系统员", Role.SYSTEM_ADMIN, "桂村乡人民政府", {}),
    ("security", "安全员", Role.SECURITY_ADMIN, "桂村乡人民政府", {}),
    ("audit", "审计员", Role.AUDIT_ADMIN, "桂村乡人民政府", {}),
]


def build() -> World:
    """桂村乡 with its 21 villages, a neighbouring township, the offices and the cast."""
    world = World()
    regions.load(regions.DATA / "guicun.csv")
    district = Region.objects.get(code="411003000000")
    actions.set_region(NEIGHBOUR, name="邻乡", level="township", parent=district, short_name="邻")
    world.office("桂村乡人民政府", "township")
    world.office("应急办", "department", is_safety_office=True)
    world.office("综合执法", "department")
    world.office("周沟村委会", "village", ZHOUGOU)
    world.office("邻乡应急办", "department", NEIGHBOUR, is_safety_office=True)
    for username, name, role, office, more in CAST:
        world.person(username, name, role, office, **more)
    return world


def statuses(client: Client, world: World, names: Iterable[str], pages: Iterable[str]) -> dict[str, list[int]]:
    """What each of these people is answered on each page."""
    told = {}
    for name in names:
        client.force_login(world.people[name])
        told[name] = [client.get(page).status_code for page in pages]
    return told
