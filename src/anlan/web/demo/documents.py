"""A rectification order of the demo: an inspection of today, issued and served, its dates on the ledger."""

import datetime as dt

from anlan.core import clock
from anlan.enforcement.documents import actions, drafting, queries
from anlan.enforcement.documents.forms import BASIS
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.inspecting import actions as inspecting
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.inspections import actions as visits
from anlan.org.models import User
from anlan.web.demo.inspecting import ITEMS
from anlan.web.demo.township import Township

FOUND = ("成品库疏散通道堆放纸箱，宽度不足一米", "配电箱没有接地，线路裸露", "灭火器压力不足，未按月检查")


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    head, officer, leader = (User.objects.get(pk=known.people[name].pk) for name in ("钱峰", "赵志", "李航"))
    place = Enterprise.objects.filter(kind=Enterprise.Kind.ENTERPRISE).order_by("local_code")[3]
    day = clock.today()
    found = inspecting.ask(
        place,
        actor=officer,
        item=ITEMS[0]["name"],
        reason="列入本季度检查计划",
        planned_on=day,
        lead=officer,
        second=head,
    )
    inspecting.approve(found, actor=leader, decision="同意")
    inspecting.notify(found, actor=officer, notice_receipt="安全管理员签收，九点二十分")
    inspecting.start(found, actor=officer, unscanned_because="门牌还没有制发")
    assert found.visit is not None
    for words in FOUND:
        visits.record_hazard(found.visit, actor=officer, description=words)
    due = {one: day + dt.timedelta(days=7 * place) for place, one in enumerate(queries.to_order(found), start=1)}
    order = drafting.draft_order(found, actor=officer, due=due, basis=BASIS)
    actions.issue(order, actor=leader, decision="同意签发")
    _papers(found, officer, leader)
    receipt = {"served_at_place": f"{place.name}办公室", "receiver": "张翀", "receiver_post": "安全管理员"}
    actions.serve(order, actor=officer, served_way="direct", **receipt)


def _papers(found: Inspection, officer: User, leader: User) -> None:
    """Evidence kept for seven work days, and a measures decision that waits to be issued."""
    kept = drafting.draft_paper(
        found,
        Kind.PRESERVATION,
        actor=officer,
        items=[{"words": "成品库出入库登记本", "quantity": "2本", "feature": "2026年1月至11月"}],
        facts={"reason": "证据可能灭失或者以后难以取得", "keeping": "就地封存于厂区档案室", "keeper": "张翀"},
        basis="《行政处罚法》第五十六条",
    )
    actions.issue(kept, actor=leader, decision="同意登记保存")
    hazard = queries.to_order(found)[1]
    row = {"hazard": str(hazard.pk), "code": str(hazard), "words": hazard.description}
    items = [{**row, "decision": "责令停止使用该配电箱"}]
    basis = "《安全生产法》第六十五条第一款第三项"
    drafting.draft_paper(found, Kind.MEASURES, actor=officer, items=items, facts={}, basis=basis)
