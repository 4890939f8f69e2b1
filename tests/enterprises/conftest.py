"""An enterprise with its principal, and more of them by the number."""

from collections.abc import Callable

import pytest

from anlan.enterprises import actions, queries
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Region, User
from anlan.standards.models import Industry
from tests.world import PASSWORD, ZHOUGOU


@pytest.fixture
def hengtong(world) -> Enterprise:
    """恒通板材厂 in 周沟, supervised by 综合执法."""
    region = Region.objects.get(code=ZHOUGOU)
    return actions.record(
        name="恒通 板材厂", region=region, actor=world.people["林巡"], strip=world.offices["综合执法"]
    )


@pytest.fixture
def liu(world, hengtong) -> User:
    """Its principal, with an account."""
    actions.add_person(hengtong, name="刘翀", post=Person.Post.PRINCIPAL, phones=["13837471118"], actor=None)
    person = queries.principal_of(hengtong)
    user, _ = actions.open_account(hengtong, person=person, username="liuchong", actor=None, password=PASSWORD)
    return user


@pytest.fixture
def many(world, industries) -> Callable[[int], list[Enterprise]]:
    """So many enterprises in 周沟, each with an industry, an office and a principal."""
    region, industry = Region.objects.get(code=ZHOUGOU), Industry.objects.get(pk="gongmao-jixie")

    def make(count: int) -> list[Enterprise]:
        made = [
            actions.record(
                name=f"机械厂{number}",
                region=region,
                actor=None,
                industries=[industry],
                strip=world.offices["综合执法"],
            )
            for number in range(count)
        ]
        for one in made:
            actions.add_person(one, name="厂长", post="principal", phones=["13837471118"], actor=None)
        return made

    return make
