"""B7: Above-scale enterprises as examples: shown, published by another to the industry, taken up, taken down."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core import journal
from anlan.core.errors import Invalid, NotYours, Stale
from anlan.enterprises import actions as register
from anlan.enterprises.examples import actions, queries, registers
from anlan.enterprises.models import Adoption, Practice
from anlan.org.models import Notice
from anlan.standards.models import Industry
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
HOW = {"title": "每班清灰，挂牌拍照", "words": "每班下班前十五分钟停机清灰，清完翻牌、拍照，班组长早会抽一张对照现场。"}


@pytest.fixture
def works(many):
    """Three factories of machinery, the first above scale with 林厂 as principal, the second with 吕厂."""
    rows = many(3)
    register.change(rows[0], actor=None, above_scale=True)
    for place, username in zip(rows, ("lin-chang", "lu-chang", "he-chang"), strict=True):
        register.open_account(place, person=place.people.get(), username=username, actor=None, password=PASSWORD)
    return rows


def boss(place):
    return place.people.get().user


def test_it_is_shown_published_by_another_reaches_its_industry_and_is_taken_up_once(world, works, hengtong, liu):
    first, second, third = works
    with pytest.raises(NotYours, match="由规上企业报送"):
        actions.show_practice(second, actor=boss(second), **HOW)
    with pytest.raises(Invalid, match="不少于 20 个字"):
        actions.show_practice(first, actor=boss(first), title="清灰", words="勤清灰")
    made = actions.show_practice(first, actor=world.people["林巡"], **HOW)
    with pytest.raises(NotYours, match="由另一人发布"):
        actions.publish_practice(made, actor=world.people["林巡"])
    with pytest.raises(NotYours):
        actions.publish_practice(made, actor=boss(first))
    assert not queries.visible_to(boss(second)).exists()
    actions.publish_practice(made, actor=world.people["周同"])
    while journal.advance():
        pass
    told = Notice.objects.filter(key__startswith="enterprises.practice.")
    assert {one.user_id for one in told} == {boss(second).pk, boss(third).pk}
    assert [one.pk for one in queries.visible_to(boss(second))] == [made.pk]
    assert not queries.visible_to(liu).exists()
    actions.adopt_practice(made, enterprise=second, words="两个工位照做", actor=boss(second))
    for place in (first, second):
        with pytest.raises(NotYours):
            actions.adopt_practice(made, enterprise=place, words="再来一次", actor=boss(place))
    with pytest.raises(Stale, match="不是发给"):
        actions.adopt_practice(made, enterprise=hengtong, words="也做", actor=liu)
    row = queries.above_scale(world.people["林巡"]).get()
    assert (row.pk, row.shows, row.followers) == (first.pk, 1, 1)
    actions.end_practice(made, reason="设备换了", actor=boss(first))
    assert not queries.visible_to(boss(third)).exists()
    assert queries.above_scale(world.people["林巡"]).get().shows == 0
    assert [one.action.partition(".")[2] for one in made.events.all()] == [
        "show_practice",
        "publish_practice",
        "adopt_practice",
        "end_practice",
    ]


def test_a_part_of_an_industry_reaches_the_whole_and_its_other_parts(works, hengtong, liu):
    register.change(hengtong, actor=None, industries=[Industry.objects.get(pk="gongmao-qinggong")])
    made = actions.show_practice(works[0], actor=boss(works[0]), **HOW)
    assert set(queries.reached(made)) == {works[1], works[2], hengtong}
    assert queries.may_adopt_at(liu, made) == [hengtong]


@pytest.mark.once
def test_on_the_pages(client, world, works):
    first, second, _ = works
    client.force_login(boss(first))
    new = reverse("enterprises:new_practice", args=[first.pk])
    assert client.post(new, {**HOW, "words": "短"}).status_code == 422
    client.post(new, {**HOW, "effect": "半年没有再查出"})
    page = Practice.objects.get().get_absolute_url()
    client.force_login(world.people["林巡"])
    assert "发给同行业 2 家单位" in client.get(page).content.decode()
    assert client.post(reverse("enterprises:publish_practice", args=[Practice.objects.get().pk])).url == page
    client.force_login(boss(second))
    adopt = reverse("enterprises:adopt_practice", args=[Practice.objects.get().pk])
    assert client.post(adopt, {"enterprise": first.pk, "words": "照做"}).status_code == 422
    assert client.post(adopt, {"enterprise": second.pk, "words": "照做"}).url == page
    assert Adoption.objects.get().enterprise == second
    for name in ("practices", "above_scale"):
        assert client.get(reverse(f"enterprises:{name}")).status_code == 200
        assert client.get(reverse(f"enterprises:export_{name}")).status_code == 200
    assert "每班清灰" in client.get(reverse("enterprises:practices_of", args=[second.pk])).content.decode()
    client.force_login(world.people["何客"])
    assert client.get(page).status_code == 404


@pytest.mark.once
def test_the_list_of_above_scale_ones_takes_as_many_queries_for_six_as_for_two(world, many, client):
    client.force_login(world.people["林巡"])
    client.get(reverse("enterprises:above_scale"))
    counts = []
    for number in (2, 4):
        for one in many(number):
            register.change(one, actor=None, above_scale=True)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("enterprises:above_scale"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    for value in ("plan", "level", "gap"):
        registers.ABOVE_SCALE.asked(world.people["林巡"], {"behind": value}).count()
