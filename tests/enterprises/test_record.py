"""The register's writes: who may enter what, one event each, nothing twice."""

import uuid

import pytest

from anlan.core import search
from anlan.core.errors import Invalid, NotYours, Stale
from anlan.core.verify import verify
from anlan.enterprises import actions, queries, rules
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Region
from tests.world import NEIGHBOUR, ZHOUGOU

pytestmark = pytest.mark.django_db


def test_an_enterprise_is_found_by_two_characters(hengtong):
    assert list(search.matching("enterprises", "板材")) == [hengtong.pk]


def test_a_record_outside_ones_territory_is_refused(world):
    with pytest.raises(NotYours):
        actions.record(name="邻厂", region=Region.objects.get(code=NEIGHBOUR), actor=world.people["林巡"])


def test_the_same_form_twice_makes_one_enterprise(world):
    form, region = uuid.uuid4(), Region.objects.get(code=ZHOUGOU)
    first = actions.record(name="甲厂", region=region, actor=world.people["林巡"], client_id=form)
    again = actions.record(name="甲厂", region=region, actor=world.people["林巡"], client_id=form)
    assert (first.pk, Enterprise.objects.count()) == (again.pk, 1)


def test_a_wrong_or_taken_credit_code_is_refused(world, hengtong):
    with pytest.raises(Invalid, match="校验位"):
        actions.change(hengtong, actor=None, credit_code="91411003MA0000000A")
    good = "91350100M000100Y43"
    actions.change(hengtong, actor=None, credit_code=good)
    with pytest.raises(Invalid, match="恒通"):
        actions.record(name="乙厂", region=hengtong.region, actor=None, credit_code=good)


def test_the_second_of_two_who_change_at_once_is_told(world, hengtong):
    seen_before = Enterprise.objects.get(pk=hengtong.pk)
    actions.change(hengtong, actor=world.people["林巡"], headcount=64)
    with pytest.raises(Stale):
        actions.change(seen_before, actor=world.people["周同"], headcount=60)
    assert hengtong.events.get(number=2).data == {"changes": {"headcount": [None, 64]}}


def test_officials_see_what_lies_in_their_block_or_strip(world, hengtong):
    seen = {name for name, user in world.people.items() if queries.visible_to(user).exists()}
    assert seen == {"林巡", "周同", "孙主", "赵执", "钱执", "王镇", "吴村", "马协", "顾专", "纪明"}


def test_the_principal_sees_and_changes_their_own_enterprise_only(world, hengtong):
    actions.add_person(
        hengtong, name="刘翀", post=Person.Post.PRINCIPAL, phones=["13837471118"], actor=world.people["林巡"]
    )
    person = queries.principal_of(hengtong)
    user, password = actions.open_account(hengtong, person=person, username="liuchong", actor=world.people["林巡"])
    assert user.check_password(password)
    assert list(queries.visible_to(user)) == [hengtong]
    assert rules.post_of(user, hengtong) == Person.Post.PRINCIPAL
    actions.change(hengtong, actor=user, headcount=65)
    assert verify().broken == []
