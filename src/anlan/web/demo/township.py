"""The demo's offices, powers and people; each person's account is a login a visitor can try."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.hashers import make_password

from anlan.core import clock
from anlan.org import actions, regions
from anlan.org.models import Grant, Office, Power, Region, User
from anlan.org.roles import Role
from anlan.web.demo.logins import PASSWORD

TOWNSHIP = "411003204000"
DISTRICT = "411003000000"

OFFICES = [
    # name, short name, kind
    ("桂村乡人民政府", "乡政府", Office.Kind.TOWNSHIP),
    ("应急管理办公室", "应急办", Office.Kind.DEPARTMENT),
    ("综合行政执法队", "综合执法", Office.Kind.DEPARTMENT),
    ("经济发展办公室", "经发办", Office.Kind.DEPARTMENT),
    ("村镇建设办公室", "村建办", Office.Kind.DEPARTMENT),
    ("派出所", "派出所", Office.Kind.DEPARTMENT),
    ("市场监督管理所", "市监所", Office.Kind.DEPARTMENT),
    ("农业服务中心", "农服中心", Office.Kind.DEPARTMENT),
    ("中心学校", "中心校", Office.Kind.DEPARTMENT),
    ("卫生院", "卫生院", Office.Kind.DEPARTMENT),
]
SAFETY_OFFICE = "应急办"
DISTRICT_OFFICE = ("建安区应急管理局", "区应急局")

STRIP, WHOLE = Grant.Breadth.STRIP, Grant.Breadth.TERRITORY

STAFF = [
    # login, name, title, office, role, breadth
    ("wangzhen", "王镇", "乡长", "乡政府", Role.LEADER, WHOLE),
    ("lihang", "李航", "分管副乡长", "乡政府", Role.LEADER, WHOLE),
    ("sunlei", "孙磊", "主任", "应急办", Role.OFFICE_HEAD, WHOLE),
    ("linxun", "林巡", "工作人员", "应急办", Role.OFFICER, WHOLE),
    ("zhoutong", "周同", "工作人员", "应急办", Role.OFFICER, WHOLE),
    ("qianfeng", "钱峰", "队长", "综合执法", Role.OFFICE_HEAD, WHOLE),
    ("zhaozhi", "赵志", "队员", "综合执法", Role.OFFICER, WHOLE),
    ("fengjing", "冯静", "主任", "经发办", Role.OFFICE_HEAD, STRIP),
    ("helin", "何林", "科员", "经发办", Role.OFFICER, STRIP),
    ("tangjian", "唐建", "主任", "村建办", Role.OFFICE_HEAD, STRIP),
    ("xujie", "许杰", "科员", "村建办", Role.OFFICER, STRIP),
    ("zhengwu", "郑武", "所长", "派出所", Role.OFFICE_HEAD, STRIP),
    ("jingyu", "景宇", "民警", "派出所", Role.OFFICER, STRIP),
    ("shichang", "石昌", "所长", "市监所", Role.OFFICE_HEAD, STRIP),
    ("pengli", "彭丽", "科员", "市监所", Role.OFFICER, STRIP),
    ("nongqing", "农庆", "主任", "农服中心", Role.OFFICE_HEAD, STRIP),
    ("jiaoyun", "焦芸", "校长", "中心校", Role.OFFICE_HEAD, STRIP),
    ("weimin", "魏敏", "院长", "卫生院", Role.OFFICE_HEAD, STRIP),
    ("guzhuan", "顾专", "特聘专家", "应急办", Role.EXPERT, WHOLE),
    ("jiming", "纪明", "纪委委员", "乡政府", Role.DISCIPLINE, WHOLE),
    ("admin-xitong", "系统管理员", "", "乡政府", Role.SYSTEM_ADMIN, WHOLE),
    ("admin-anquan", "安全管理员", "", "乡政府", Role.SECURITY_ADMIN, WHOLE),
    ("admin-shenji", "审计管理员", "", "乡政府", Role.AUDIT_ADMIN, WHOLE),
]
VILLAGE_STAFF = [
    # village code, secretary (login, name), assistant (login, name)
    ("411003204001", ("guixi", "桂熙"), ("zhangyu", "张玉")),
    ("411003204206", ("wucun", "吴存"), ("maxie", "马协")),
    ("411003204217", ("yangshui", "杨水"), ("liuzhu", "刘助")),
    ("411003204002", ("guidong", "桂栋"), ("chenxiao", "陈晓")),
    ("411003204208", ("shiqiao", "石桥"), ("yangyi", "杨艺")),
    ("411003204212", ("lvzhuang", "吕壮"), ("lvxin", "吕欣")),
]


@cache
def hashed() -> str:
    """The demo's one password, hashed once: hashing is slow on purpose, and there are ninety accounts."""
    return make_password(PASSWORD)


@dataclass
class Township:
    """The offices by short name and the people by name."""

    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)


def build() -> Township:
    """Regions, offices with their powers, and accounts whose password is the demo's."""
    regions.load(regions.DATA / "guicun.csv")
    township = Township()
    for name, short_name, kind in OFFICES:
        _found(township, name, short_name, kind, TOWNSHIP, is_safety_office=short_name == SAFETY_OFFICE)
    _found(township, *DISTRICT_OFFICE, Office.Kind.DISTRICT, DISTRICT)
    _give_powers(township)
    for login, name, title, short_name, role, breadth in STAFF:
        _employ(township, login, name, title, township.offices[short_name], role, breadth)
    for village in Region.objects.filter(level=Region.Level.VILLAGE):
        _found(township, f"{village.name}", village.plain_name, Office.Kind.VILLAGE, village.code)
    for code, secretary, assistant in VILLAGE_STAFF:
        office = township.offices[Region.objects.get(code=code).plain_name]
        _employ(township, *secretary, "村支书", office, Role.VILLAGE_SECRETARY, WHOLE)
        _employ(township, *assistant, "安全协管员", office, Role.VILLAGE_ASSISTANT, WHOLE)
    return township


def _found(township: Township, name: str, short_name: str, kind: str, code: str, **more: bool) -> None:
    region = Region.objects.get(code=code)
    office = actions.found_office(name=name, short_name=short_name, kind=kind, region=region, **more)
    township.offices[short_name] = office


DELEGATED = {
    Power.Kind.INSPECT: ["事故隐患排查治理和记录情况", "从业人员安全生产教育和培训情况", "特种作业人员持证上岗情况"],
    Power.Kind.ORDER: ["责令限期改正检查中发现的事故隐患"],
    Power.Kind.PENALTY: ["生产经营单位未如实记录事故隐患排查治理情况", "未按规定对从业人员进行安全生产教育和培训"],
}


def _give_powers(township: Township) -> None:
    # The safety office of a township has no penalty power of its own; the enforcement team has a delegated list.
    start = dt.date(clock.today().year - 1, 1, 1)
    law = township.offices["综合执法"]
    for kind, items in DELEGATED.items():
        actions.give_power(
            law,
            kind=kind,
            basis="省政府赋权乡镇行政处罚事项目录（演示）",
            valid_from=start,
            is_delegated=True,
            items=items,
        )
    district = township.offices[DISTRICT_OFFICE[1]]
    for every in Power.Kind.values:
        actions.give_power(district, kind=every, basis="安全生产法第六十二条、第六十五条", valid_from=start)


def _employ(township: Township, login: str, name: str, title: str, office: Office, role: Role, breadth: str) -> None:
    user, _ = actions.open_account(
        username=login, full_name=name, phone="", office=office, title=title, password=PASSWORD, hashed=hashed()
    )
    actions.grant(user, role=role, office=office, breadth=breadth, post=title)
    township.people[name] = user
