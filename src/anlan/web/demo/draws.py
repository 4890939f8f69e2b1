"""A draw of the demo: places of industry and trade, officials of two offices, one who keeps away; visits planned."""

import datetime as dt

from anlan.core import clock, workdays
from anlan.enforcement.drawing import actions
from anlan.enforcement.drawing.population import Rule
from anlan.enterprises.models import Enterprise
from anlan.inspections.kinds import Kind
from anlan.org.models import Office, Region, User
from anlan.web.demo.township import TOWNSHIP, Township

KEPT_AWAY = "茂武张木材加工厂"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    leader = User.objects.get(pk=known.people["李航"].pk)
    officer = User.objects.get(pk=known.people["林巡"].pk)
    place = Enterprise.objects.get(name=KEPT_AWAY)
    actions.declare_interest(place, why="与该厂主要负责人是近亲属", actor=officer)
    offices = Office.objects.filter(pk__in=[known.offices[name].pk for name in ("应急办", "综合执法")])
    drawn = actions.make_draw(
        Region.objects.get(code=TOWNSHIP),
        actor=leader,
        office=known.offices["应急办"],
        title="冬季工贸企业双随机抽查",
        kind=Kind.GUIDANCE,
        rule=Rule(industries=("gongmao",), rest_days=30),
        offices=offices,
        wanted=5,
        seed="20261128-0417",
    )
    first = workdays.add_workdays(clock.today() + dt.timedelta(days=1), 1)
    actions.plan_draw(drawn, first_on=first, a_day=2, what="动火审批、除尘系统、安全出口", actor=leader)
