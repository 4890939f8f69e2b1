"""A1: Industries, and which office supervises them where."""

import pytest

from anlan.core.errors import Invalid, NotYours
from anlan.standards import actions, queries
from anlan.standards.models import Industry

pytestmark = pytest.mark.django_db


def test_the_nearest_region_names_the_supervising_office(world, industries):
    village, township = "411003204206", world.offices["应急办"].region
    gongmao, jixie = Industry.objects.get(pk="gongmao"), Industry.objects.get(pk="gongmao-jixie")
    assert queries.supervising_office("gongmao-jixie", village) is None
    actions.assign_office(gongmao, region=township.parent, office=world.offices["综合执法"], actor=None)
    assert queries.supervising_office("gongmao-jixie", village) == world.offices["综合执法"]
    actions.assign_office(gongmao, region=township, office=world.offices["应急办"], actor=world.people["孙主"])
    assert queries.supervising_office("gongmao-jixie", village) == world.offices["应急办"]
    assert queries.supervising_office("gongmao", "411003299001") == world.offices["综合执法"]
    actions.assign_office(jixie, region=township.parent, office=world.offices["综合执法"], actor=None)
    assert queries.supervising_office("gongmao-jixie", village) == world.offices["综合执法"]
    assert queries.supervising_office("meiyou", village) is None


def test_assigning_is_an_event_and_taking_away_another(world, industries):
    gongmao, region = Industry.objects.get(pk="gongmao"), world.offices["应急办"].region
    head = world.people["孙主"]
    for office in (world.offices["应急办"], world.offices["应急办"], None, None):
        gongmao = actions.assign_office(gongmao, region=region, office=office, actor=head)
    assert [one.data.get("after") for one in gongmao.events.all()] == [None, "应急办", None]
    assert not gongmao.offices.exists()


@pytest.mark.parametrize("name", ["林巡", "钱执", "吴村", "郑邻", "纪明", "系统员"])
def test_nobody_else_arranges_industries(world, industries, name):
    gongmao, region = Industry.objects.get(pk="gongmao"), world.offices["应急办"].region
    with pytest.raises(NotYours):
        actions.assign_office(gongmao, region=region, office=world.offices["应急办"], actor=world.people[name])
    with pytest.raises(NotYours):
        actions.change_industry(gongmao, name="别的", actor=world.people[name])
    with pytest.raises(NotYours):
        actions.add_industry(code="xin", name="新行业", actor=world.people[name])


@pytest.mark.parametrize("name", ["孙主", "王镇"])
def test_leaders_and_the_head_with_the_territory_edit_the_list(world, industries, name):
    person = world.people[name]
    parent = Industry.objects.get(pk="xinyetai")
    new = actions.add_industry(code="xinyetai-qiuji", name="直播基地", parent=parent, new_form=True, actor=person)
    changed = actions.change_industry(new, note="镇东产业园", active=True, actor=person)
    assert [one.action for one in changed.events.all()] == ["standards.add_industry", "standards.change_industry"]
    with pytest.raises(Invalid):
        actions.change_industry(new, name="工贸", actor=person)
    with pytest.raises(Invalid):
        actions.change_industry(new, parent=new, actor=person)
    with pytest.raises(Invalid):
        actions.change_industry(parent, parent=Industry.objects.get(pk="gongmao"), actor=person)
