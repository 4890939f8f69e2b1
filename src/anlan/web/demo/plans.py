"""Emergency plans of a factory, one filed; and a building of three tenants in which one shared part has nobody."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.buildings import actions as buildings
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.plans import actions
from anlan.org.models import User
from anlan.web.demo.township import Township

OWNER = "桂东商业楼业主 杜敏"
TENANTS = [("宏源饭店", "一层"), ("好运来宾馆", "二、三层"), ("桂乐美 KTV", "四层")]


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    _plans(Enterprise.objects.get(name="恒通板材厂"))
    _building([(Enterprise.objects.get(name=name), floor) for name, floor in TENANTS])


def _boss(place: Enterprise) -> User:
    return User.objects.get(pk=place.people.get(post=Person.Post.PRINCIPAL, until=None).user_id)


def _plans(plant: Enterprise) -> None:
    day, boss = clock.today(), _boss(plant)
    whole = {"title": "生产安全事故综合应急预案", "issued_on": day - dt.timedelta(days=300)}
    made = actions.record_plan(plant, kind="comprehensive", actor=boss, **whole)
    filed = {"filed_with": "建安区应急管理局", "number": "BA-411003-0027"}
    actions.file_plan(made, on=day - dt.timedelta(days=285), actor=boss, **filed)
    fire = {"title": "砂光机着火现场处置方案", "issued_on": day - dt.timedelta(days=6)}
    actions.record_plan(plant, kind="on_site", actor=boss, **fire)


def _building(tenants: list[tuple[Enterprise, str]]) -> None:
    (first, floor), *others = tenants
    boss = _boss(first)
    facts = {"owner": OWNER, "manager": OWNER, "exits_by": OWNER, "fire_system_by": OWNER, "power_by": first.name}
    made = buildings.record_building(first, name="桂东商业楼", floor=floor, actor=boss, **facts)
    for place, where in others:
        buildings.move_in(made, enterprise=place, floor=where, actor=boss)
