"""Special archives: dust places with their cleaning logs (one late), confined spaces, cylinders, a bus, a let house."""

import datetime as dt
from decimal import Decimal
from typing import Any

from anlan.core import clock
from anlan.enterprises.archives import actions, cleaning
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import Archive, Enterprise, Person
from anlan.org.models import User
from anlan.web.demo.township import Township

BEGAN_DAYS_AGO = 40
DUST = [
    # enterprise, place, where, square metres, what dust, how it is drawn off, every so many days, cleaned days ago
    ("恒通板材厂", "砂光车间", "厂区北侧 2 号车间", 860, "木粉", "干式除尘", 1, range(14, 0, -1)),
    ("鑫达铝制品厂", "抛光车间", "厂区东侧单层厂房", 240, "铝粉", "湿式除尘", 1, range(12, 2, -1)),
    ("鑫达面粉厂", "清理打包间", "主楼一层", 420, "面粉", "干式除尘", 7, (34, 27, 20, 13, 6)),
]
OTHERS: list[tuple[str, str, str, str, str, dict[str, str | int], int | None]] = [
    # enterprise, kind, name, where, amount, facts, runs out in so many days
    (
        "鑫达面粉厂",
        "confined_space",
        "1 号立筒仓",
        "主楼西侧",
        "180",
        {"harm": "缺氧窒息、粮食掩埋、粉尘爆炸", "sign": "已设置", "number": "YX-01"},
        None,
    ),
    (
        "桂香园羊汤馆",
        "cylinders",
        "后厨液化气瓶",
        "后院瓶组间",
        "4",
        {"supplier": "桂村液化气充装站", "alarm": "已安装"},
        210,
    ),
    (
        "老杨家烩面馆",
        "cylinders",
        "灶台液化气瓶",
        "后厨灶台旁",
        "2",
        {"supplier": "桂村液化气充装站", "alarm": "没有安装"},
        -16,
    ),
    (
        "永兴加油站",
        "chemicals",
        "汽油",
        "埋地油罐区",
        "66000",
        {"harm": "易燃液体", "sheet": "有"},
        None,
    ),
    ("顺达客运", "vehicles", "豫K36127", "车站停车场", "", {"use": "客运车"}, 58),
    (
        "桂东自建房出租楼",
        "self_built",
        "临街主楼",
        "幸福路 18 号",
        "620",
        {"floors": 4, "surveyed_on": "2025-05-16", "result": "B 级"},
        None,
    ),
]


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    officer = User.objects.get(pk=known.people["林巡"].pk)
    began = clock.today() - dt.timedelta(days=BEGAN_DAYS_AGO)
    for name, place, where, metres, dust, system, every, cleaned in DUST:
        found = Enterprise.objects.get(name=name)
        facts = {"dust": dust, "system": system}
        with clock.moved_to(clock.local(began)):
            made = _record(found, officer, "dust", place, where, str(metres), facts, every_days=every)
        for ago in cleaned:
            with clock.moved_to(clock.local(clock.today() - dt.timedelta(days=ago), hour=18)):
                _clean(made, _boss(found) or officer)
    for name, kind, place, where, amount, facts_of, left in OTHERS:
        valid_to = clock.today() + dt.timedelta(days=left) if left is not None else None
        found = Enterprise.objects.get(name=name)
        with clock.moved_to(clock.local(began)):
            _record(found, officer, kind, place, where, amount, facts_of, valid_to=valid_to)
    watching.look_at_all()


def _boss(place: Enterprise) -> User | None:
    person = place.people.filter(post=Person.Post.PRINCIPAL, until=None).select_related("user").first()
    return person.user if person else None


def _record(
    place: Enterprise, officer: User, kind: str, name: str, where: str, amount: str, facts: Any, **more: Any
) -> Archive:
    people = place.people.filter(until=None)
    who = people.filter(post=Person.Post.SAFETY_OFFICER).first() or people.get(post=Person.Post.PRINCIPAL)
    said = {"kind": kind, "name": name, "place": where, "facts": facts, "responsible": who, **more}
    size = Decimal(amount) if amount else None
    return actions.record_archive(place, amount=size, actor=_boss(place) or officer, **said)


def _clean(place: Archive, boss: User) -> None:
    parts = ["floor", "machines", "hopper"] if clock.today().weekday() != 4 else ["floor", "machines", "beams", "ducts"]
    more = {"shift": "after", "person": place.responsible, "parts": parts, "actor": boss}
    cleaning.record_cleaning(place, on=clock.today(), **more)
