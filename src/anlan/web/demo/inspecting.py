"""Administrative inspections of the demo: cards, what is published, one to be approved, one to be made."""

import datetime as dt

from anlan.core import clock
from anlan.enforcement.inspecting import actions
from anlan.enterprises.models import Enterprise
from anlan.org import actions as org
from anlan.org.models import User
from anlan.web.demo.township import Township

ITEMS = [
    {"name": "事故隐患排查治理和记录情况", "basis": "《安全生产法》第四十一条"},
    {"name": "从业人员安全生产教育和培训情况", "basis": "《安全生产法》第二十八条"},
    {"name": "特种作业人员持证上岗情况", "basis": "《安全生产法》第三十条"},
]
CARDS = {"钱峰": "41100320017", "赵志": "41100320018"}


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    head, officer = (_with_card(User.objects.get(pk=known.people[name].pk), CARDS[name]) for name in CARDS)
    office, today = known.offices["综合执法"], clock.today()
    source = f"桂村乡政务公开栏“行政检查事项”（{today.year}，演示）"
    published_on = dt.date(today.year, 1, 15)
    actions.publish(office, actor=head, year=today.year, items=ITEMS, source=source, published_on=published_on)
    places = list(Enterprise.objects.filter(kind=Enterprise.Kind.ENTERPRISE).order_by("local_code")[:2])
    for number, item in enumerate(ITEMS[:2]):
        asked = actions.ask(
            places[number],
            actor=officer,
            item=item["name"],
            reason="列入本季度检查计划，近期有群众反映",
            planned_on=today + dt.timedelta(days=number),
            lead=officer,
            second=head,
        )
        if number == 0:
            leader = User.objects.get(pk=known.people["李航"].pk)
            actions.approve(asked, actor=leader, decision="同意，两人以上、亮证检查")


def _with_card(user: User, card: str) -> User:
    until = dt.date(clock.today().year + 2, 12, 31)
    kept = {"full_name": user.full_name, "phone": user.phone, "office": user.office, "title": user.title}
    return org.change_person(user, **kept, enforcement_card=card, enforcement_card_until=until)
