"""The demo's lists: what some enterprises have, what the township adds to its shared list, what one factory keeps."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises import actions as register
from anlan.enterprises.lists import actions, queries
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Region, User
from anlan.standards.checklists import key_of
from anlan.standards.models import Industry
from anlan.web.demo.township import TOWNSHIP, Township

HAVE = {
    "鑫达铝制品厂": ["dust", "smelting", "melting", "gas_burner", "contracting", "pressure_vessel", "crane"],
    "恒通板材厂": ["dust", "special_work", "boiler", "forklift"],
    "鑫达面粉厂": ["dust", "confined_space"],
    "茂武张木材加工厂": ["dust"],
    "宏源饭店": ["gas"],
    "桂香园羊汤馆": ["gas"],
    "老杨家烩面馆": ["gas"],
    "桂村液化气充装站": ["gas_station", "gas_cylinders", "cylinder_filling", "pressure_vessel"],
}
FOR_ALL = {
    "ask": "粉尘车间门口的安全告知牌写有本岗位的危险和处置办法。",
    "look": "看牌子在不在、字清不清，问一名工人牌子上写的什么。",
    "found": "粉尘车间门口没有安全告知牌，或工人说不出本岗位的危险",
    "fix": "补做告知牌，给工人讲一遍。",
    "days": 5,
    "basis": "《安全生产法》第三十五条",
    "where": "dust",  # the list of 工贸 is that of restaurants and markets too
}
FOR_ITSELF = {
    "ask": "热压机班后断电，油温降到60℃以下人才离开。",
    "look": "看电柜开关和油温表，查当班交接记录。",
    "found": "热压机班后没有断电，或油温未降即离开",
    "fix": "当班补做，写进交接班记录。",
    "days": 0,
    "basis": "本厂热压岗位操作规程",
}
SHORT = 6


def build(known: Township) -> None:
    """Everything through the same actions as in real life, before any list is published."""
    officer = User.objects.get(pk=known.people["林巡"].pk)
    with clock.moved_to(clock.today() - dt.timedelta(days=45)):
        for name, features in HAVE.items():
            register.change(Enterprise.objects.get(name=name), actor=officer, features=features)
        region, industry = Region.objects.get(code=TOWNSHIP), Industry.objects.get(pk="gongmao")
        actions.add_item(actions.shared(region, industry), actor=officer, **FOR_ALL)
        _keep_own(Enterprise.objects.get(name="恒通板材厂"), User.objects.get(pk=known.people["刘翀"].pk))


def _keep_own(factory: Enterprise, principal: User) -> None:
    """Its own item, and a short list for those who work there."""
    actions.add_item(actions.own(factory), actor=principal, **FOR_ITSELF)
    short = actions.own(factory, Person.Post.EMPLOYEE)
    items = queries.items_before(short, clock.today())
    kept = [key_of(one) for one in items[:SHORT] + items[-1:]]
    actions.arrange(short, items=items, kept=kept, order=[], actor=principal)
