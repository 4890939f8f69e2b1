"""Emergency plans and a building of two tenants: one plan filed, one waiting, a shared part nobody answers for."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.buildings import actions as buildings
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.plans import actions
from anlan.org.models import User
from anlan.web.demo.township import Township

OUTSIDE = "桂村工业园管理处"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    plant = Enterprise.objects.filter(name="恒通板材厂").first()
    principal = plant.people.filter(post=Person.Post.PRINCIPAL, until=None).first() if plant else None
    if plant is None or principal is None or principal.user is None:
        return
    boss = User.objects.get(pk=principal.user_id)
    _plans(plant, boss)
    _building(plant, boss)


def _plans(plant: Enterprise, boss: User) -> None:
    day = clock.today()
    whole = actions.record_plan(
        plant,
        kind="comprehensive",
        title="生产安全事故综合应急预案",
        issued_on=day - dt.timedelta(days=300),
        actor=boss,
    )
    filed = {"filed_with": "建安区应急管理局", "number": "BA-411003-0027"}
    actions.file_plan(whole, on=day - dt.timedelta(days=285), actor=boss, **filed)
    fire = {"title": "砂光机着火现场处置方案", "issued_on": day - dt.timedelta(days=6)}
    actions.record_plan(plant, kind="on_site", actor=boss, **fire)


def _building(plant: Enterprise, boss: User) -> None:
    """A workshop building let to two: the park answers for exits, nobody for the fire lane."""
    facts = {
        "owner": OUTSIDE,
        "manager": OUTSIDE,
        "exits_by": OUTSIDE,
        "fire_system_by": OUTSIDE,
        "power_by": plant.name,
    }
    made = buildings.record_building(plant, name="3 号厂房", floor="一层", actor=boss, **facts)
    near = Enterprise.objects.filter(region=plant.region, kind=Enterprise.Kind.ENTERPRISE).exclude(pk=plant.pk)
    if other := near.order_by("sort_key", "id").first():
        buildings.move_in(made, enterprise=other, floor="二层", actor=boss)
