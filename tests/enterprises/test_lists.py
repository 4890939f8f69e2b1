"""Lists by facts: what an enterprise has, what the township shares, what the enterprise keeps for itself."""

import datetime as dt
import io
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.binding import publishing
from anlan.enterprises.lists import actions, queries
from anlan.enterprises.models import Enterprise, ListChange, ListChangeEvent
from anlan.inspections import actions as inspections
from anlan.org import scope
from anlan.org.models import Region
from anlan.standards import checklists
from anlan.standards.checklists import key_of
from anlan.standards.models import Industry

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
OURS = {
    "ask": "冷库外的急停按钮贴有标签。",
    "look": "走到冷库门口看",
    "found": "",
    "fix": "贴上标签",
    "days": 3,
    "basis": "本厂冷库管理制度",
}


def items_of(enterprise, **what):
    return queries.list_of(enterprise, MONDAY, **what).items


def sections_of(enterprise, **what):
    return {one["section"] for one in items_of(enterprise, **what)}


@pytest.fixture
def officer(world):
    """Who may change the register and the shared lists of the township."""
    return world.people["林巡"]


@pytest.fixture
def factory(shipped, hengtong, liu):
    register.change(hengtong, actor=None, industries=[Industry.objects.get(pk="gongmao")])
    return Enterprise.objects.get(pk=hengtong.pk)


@pytest.fixture
def shared(factory):
    return actions.shared(
        Region.objects.get(pk=scope.township_of(factory.region_code)), Industry.objects.get(pk="gongmao")
    )


def arrange(row, actor, *, without=(), order=()):
    before = queries.items_before(row, MONDAY)
    kept = [key_of(one) for one in before if key_of(one) not in without]
    return actions.arrange(row, items=before, kept=kept, order=list(order), actor=actor)


def test_who_never_said_what_they_have_is_asked_everything(factory):
    assert any("粉尘" in one for one in sections_of(factory))
    assert any("液氨" in one for one in sections_of(factory))


def test_what_a_factory_has_not_is_not_asked_and_what_it_has_is_asked_with_the_reason(factory, officer):
    everything = len(items_of(factory))
    register.change(factory, actor=officer, features=["ammonia", "boiler"])
    now = items_of(factory)
    assert not any("粉尘" in one["section"] for one in now)
    assert any("液氨" in one["section"] for one in now)
    boilers = [one for one in now if one["section"].startswith("锅炉")]
    assert boilers
    assert all(one["because"] == ["锅炉"] for one in boilers)
    assert everything != len(now)


def test_items_of_one_place_stand_together_and_the_list_is_narrowed_to_it(client, factory, officer):
    row = actions.own(factory)
    for ask, place in [("急停能按动。", "冷库"), ("吸尘管没有破。", "打磨车间"), ("门里能推开。", "冷库")]:
        row = actions.add_item(row, actor=officer, **{**OURS, "ask": ask}, place=place)
    groups = checklists.sections(items_of(factory, own=True)[-3:])
    assert [(one.name, len(one.items)) for one in groups] == [("冷库", 2), ("打磨车间", 1)]
    client.force_login(officer)
    page = client.get(reverse("enterprises:own_list", args=[factory.pk]), {"place": "冷库"}).content.decode()
    assert ("门里能推开" in page, "吸尘管没有破" in page) == (True, False)


def test_a_criterion_stays_in_a_whole_list_whatever_anybody_says(factory, shared, officer):
    major = next(one for one in items_of(factory) if one["may_be_major"])
    with pytest.raises(Invalid, match="不能从清单里删去"):
        arrange(shared, officer, without=[key_of(major)])
    assert not ListChangeEvent.objects.exists()


def test_an_item_of_the_township_is_asked_by_everybody_and_of_the_factory_only_by_itself(factory, shared, officer):
    actions.add_item(shared, actor=officer, **{**OURS, "ask": "门口有安全告知牌。"})
    actions.add_item(actions.own(factory), actor=officer, **OURS)
    asked = [one["question"] for one in items_of(factory)]
    assert "门口有安全告知牌。" in asked
    assert OURS["ask"] not in asked
    own = [one["question"] for one in items_of(factory, own=True)]
    assert "门口有安全告知牌。" in own
    assert OURS["ask"] in own


def test_an_item_of_an_industry_is_asked_in_its_parts(factory, shared, officer):
    register.change(factory, actor=officer, industries=[Industry.objects.get(pk="gongmao-qinggong")])
    actions.add_item(shared, actor=officer, **OURS)
    assert OURS["ask"] in [one["question"] for one in items_of(Enterprise.objects.get(pk=factory.pk))]


def test_what_a_township_adds_binds_every_enterprise_of_the_industry(factory, shared, officer):
    publishing.publish_all(MONDAY)
    before = Enterprise.objects.get(pk=factory.pk).binding
    actions.add_item(shared, actor=officer, **OURS)
    publishing.publish_all(MONDAY)
    after = Enterprise.objects.get(pk=factory.pk).binding
    assert after.checklist_id != before.checklist_id
    assert after.item_count == before.item_count + 1


def test_an_own_item_says_that_nothing_major_can_be_judged_by_it(factory, officer):
    actions.add_item(actions.own(factory), actor=officer, **OURS)
    ours = items_of(factory, own=True)[-1]
    assert not ours["may_be_major"]
    assert "不能据以判定重大" in ours["caution"]
    assert ours["finding"] == f"不符合：{OURS['ask']}"


def test_the_order_somebody_gave_holds(factory, officer):
    before = [key_of(one) for one in items_of(factory, own=True)]
    arrange(actions.own(factory), officer, order=before[::-1])
    assert [key_of(one) for one in items_of(factory, own=True)] == before[::-1]
    assert [key_of(one) for one in items_of(factory)] == before


def test_a_post_gets_a_short_list_and_the_whole_list_stays_whole(factory, officer):
    whole = items_of(factory, own=True)
    arrange(actions.own(factory, "employee"), officer, without=[key_of(one) for one in whole[3:]])
    assert len(items_of(factory, post="employee")) == 3
    assert len(items_of(factory, own=True)) == len(whole)


def test_an_item_dropped_is_gone_from_the_list_and_stays_in_lists_that_were_frozen(factory, officer):
    row = actions.add_item(actions.own(factory), actor=officer, **OURS)
    frozen = queries.list_of(factory, MONDAY, own=True)
    actions.drop_item(row, key=row.added[0]["criterion"], actor=officer)
    assert OURS["ask"] not in [one["question"] for one in items_of(factory, own=True)]
    frozen.refresh_from_db()
    assert frozen.items[-1]["question"] == OURS["ask"]
    assert verify().broken == []


def test_a_self_inspection_asks_the_own_list_and_an_official_the_shared_one(factory, officer, liu):
    actions.add_item(actions.own(factory), actor=liu, **OURS)
    own = inspections.begin(factory, kind="self_inspection", actor=liu)
    theirs = inspections.begin(factory, kind="guidance", actor=officer)
    assert OURS["ask"] in [one["question"] for one in own.checklist.items]
    assert OURS["ask"] not in [one["question"] for one in theirs.checklist.items]


def test_a_visit_keeps_the_list_it_began_with(factory, liu):
    visit = inspections.begin(factory, kind="self_inspection", actor=liu)
    actions.add_item(actions.own(factory), actor=liu, **OURS)
    visit.refresh_from_db()
    assert OURS["ask"] not in [one["question"] for one in visit.checklist.items]


def test_the_page_names_the_version_a_check_begun_now_would_keep(client, factory, liu):
    client.force_login(liu)
    before = inspections.begin(factory, kind="self_inspection", actor=liu).checklist.digest[:8]
    assert f'版本 <span class="code">{before}</span>' in client.get(f"/enterprises/{factory.pk}/list/").content.decode()
    actions.add_item(actions.own(factory), actor=liu, **OURS)
    page = client.get(f"/enterprises/{factory.pk}/list/").content.decode()
    after = inspections.begin(factory, kind="self_inspection", actor=liu).checklist.digest[:8]
    assert after != before
    assert f'版本 <span class="code">{after}</span>' in page


def test_strangers_change_nothing_and_officials_of_another_township_neither(factory, shared, world):
    for who in ("郑邻", "纪明"):
        with pytest.raises(NotYours):
            actions.add_item(shared, actor=world.people[who], **OURS)
        with pytest.raises(NotYours):
            actions.add_item(actions.own(factory), actor=world.people[who], **OURS)
    assert not ListChangeEvent.objects.exists()


def test_a_list_sent_twice_is_changed_once(factory, liu):
    key = uuid4()
    first = actions.add_item(actions.own(factory), actor=liu, client_id=key, **OURS)
    actions.add_item(actions.own(factory), actor=liu, client_id=key, **OURS)
    first.refresh_from_db()
    assert len(first.added) == 1


def test_what_the_form_did_not_show_stays_in_the_list(factory, officer):
    row = actions.own(factory)
    shown = queries.items_before(row, MONDAY)[:-1]
    arrange_shown = actions.arrange(row, items=shown, kept=[key_of(one) for one in shown], order=[], actor=officer)
    assert arrange_shown.left_out == []
    assert len(items_of(factory, own=True)) == len(shown) + 1


def test_a_clinic_with_welders_is_not_asked_by_the_standard_of_factories(factory, officer):
    register.change(factory, actor=None, industries=[Industry.objects.get(pk="yiliao")])
    place = Enterprise.objects.get(pk=factory.pk)
    register.change(place, actor=officer, features=["special_work", "boiler"])
    facts = queries.facts_of(Enterprise.objects.get(pk=factory.pk))
    packs = {one["pack"] for one in checklists.items_by(facts, MONDAY)}
    assert any(one.startswith("tezhongshebei") for one in packs)
    assert not any(one.startswith("gongmao") for one in packs)


@pytest.mark.parametrize("which", ["shared", "own", "post"])
def test_the_page_saves_what_was_ticked_and_the_order(client, factory, officer, which):
    client.force_login(officer)
    address = {
        "shared": reverse("enterprises:shared_list", args=["gongmao"]),
        "own": reverse("enterprises:own_list", args=[factory.pk]),
        "post": reverse("enterprises:post_list", args=[factory.pk, "employee"]),
    }[which]
    page = client.get(address)
    lines = page.context["lines"]
    keys = [one.key for one in lines]
    sent = {f"place-{key}": number for number, key in enumerate(keys[::-1], 1)}
    answer = client.post(address, {**sent, "keep": keys, "shown": keys, "whole": "1", "client_id": uuid4()})
    assert answer.status_code == 302
    assert [one.key for one in client.get(address).context["lines"]] == keys[::-1]


def test_a_part_of_a_list_is_saved_without_touching_the_rest_and_exported_as_shown(client, factory, shared, officer):
    client.force_login(officer)
    actions.add_item(shared, actor=officer, **OURS)
    key = shared.added[0]["criterion"]
    arrange(shared, officer, order=[key])
    address = reverse("enterprises:shared_list", args=["gongmao"])
    page = client.get(address, {"only": "major", "q": "液氨"})
    keys = [one.key for one in page.context["lines"]]
    assert 0 < len(keys) < page.context["count"]
    client.post(f"{address}?only=major", {"shown": keys, "keep": keys, "client_id": uuid4()})
    assert ListChange.objects.get().order == [key]
    assert client.get(address).context["lines"][0].key == key
    book = client.get(reverse("enterprises:list_workbook", args=["industry", "gongmao"]), {"only": "own"})
    rows = list(load_workbook(io.BytesIO(b"".join(book.streaming_content))).active.iter_rows(values_only=True))
    assert [row[3] for row in rows[1:]] == [OURS["ask"]]
    assert client.get(address, {"standard": "bie-de"}).context["lines"] == []


def test_the_list_of_an_industry_is_shown_at_places_of_its_parts_too(client, factory, officer):
    register.change(factory, actor=officer, industries=[Industry.objects.get(pk="gongmao-qinggong")])
    client.force_login(officer)
    page = client.get(reverse("enterprises:shared_list", args=["gongmao"]))
    assert [one for one, _ in page.context["examples"]] == [factory]


NOBODY, OUTSIDER, NEIGHBOUR, READER, VILLAGER, DOER, OWNER = "路人", "何客", "郑邻", "纪明", "马协", "林巡", "刘翀"
WHO = [NOBODY, OUTSIDER, NEIGHBOUR, READER, VILLAGER, DOER, OWNER]
PAGES = {
    "shared_lists": (302, 200, 200, 200, 200, 200, 200),
    "shared_list": (302, 200, 200, 200, 200, 200, 200),
    "export_shared_lists": (302, 200, 200, 200, 200, 200, 200),
    "list_pdf": (302, 200, 200, 200, 200, 200, 200),
    "list_workbook": (302, 404, 404, 200, 200, 200, 200),
    "own_list": (302, 404, 404, 200, 200, 200, 200),
    "own_list_pdf": (302, 404, 404, 200, 200, 200, 200),
    "features": (302, 404, 404, 403, 200, 200, 200),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_for_everybody(client, world, factory, liu, name):
    places = {"shared_lists": [], "export_shared_lists": [], "shared_list": ["gongmao"], "list_pdf": ["gongmao"]}
    place = {**places, "list_workbook": [factory.pk, "all"]}.get(name, [factory.pk])

    def status(who):
        client.logout()
        if who != NOBODY:
            client.force_login(liu if who == OWNER else world.people[who])
        return client.get(reverse(f"enterprises:{name}", args=place)).status_code

    assert tuple(status(who) for who in WHO) == PAGES[name]


def test_features_are_ticked_on_a_page_and_nothing_ticked_means_none(client, factory, liu):
    client.force_login(liu)
    address = reverse("enterprises:features", args=[factory.pk])
    client.post(address, {"features": ["ammonia"], "client_id": uuid4()})
    assert Enterprise.objects.get(pk=factory.pk).features == ["ammonia"]
    client.post(address, {"client_id": uuid4()})
    assert Enterprise.objects.get(pk=factory.pk).features == []


def codes_of(enterprise, prefix) -> set[str]:
    rows = items_of(Enterprise.objects.get(pk=enterprise.pk))
    return {one["code"] for one in rows if one["pack"].startswith(prefix)}


def test_facts_decide_which_items_are_asked(factory, officer):
    """For every industry whose standard speaks of parts: what one has not, one is not asked."""
    cases = [
        # industry, pack, what it has, a criterion it is asked, one it is not
        ("xiaoyuan", "jiaoyu", "dormitory", "第三条(一)2", "第三条(一)5"),
        ("xiaoyuan", "jiaoyu", "hot_work", "第三条(一)5", "第三条(一)10"),
        ("feimeikuangshan", "feimeikuangshan", "open_pit", "露天(六)", "地下(七)"),
        ("feimeikuangshan", "feimeikuangshan", "tailings", "尾矿库(六)", "露天(六)"),
        ("dianli", "dianli", "power_works", "第十条(六)", "第九条(四)"),
        ("dianli", "dianli", "hot_work", "第十条(七)", "第十条(六)"),
        ("zijianfang", "zijianfang", "changed_use", "第二十三条(一)", "第二十五条(一)"),
        ("ranqi", "chengzhen-ranqi", "gas_cylinders", "第七条(一)", "第六条(一)"),
        ("ranqi", "chengzhen-ranqi", "gas_network", "第四条(一)", "第七条(一)"),
        ("jianzhu", "fangwu-shizheng", "tunnelling", "第十三条(一)", "第五条(一)"),
        ("youzheng", "youzheng", "sorting", "第四条(一)", "第三条(二)"),
        ("yanglao", "yanglao", "canteen", "第五条(二)", ""),
    ]
    for industry, pack, has, asked, not_asked in cases:
        register.change(factory, actor=None, industries=[Industry.objects.get(pk=industry)], features=[has])
        found = codes_of(factory, pack)
        assert asked in found, (industry, has)
        assert not_asked not in found, (industry, has)
    register.change(factory, actor=None, features=[])
    assert "第五条(二)" not in codes_of(factory, "yanglao")
    register.change(
        factory, actor=None, industries=Industry.objects.filter(pk__in=["ranqi", "yanglao"]), features=["gas"]
    )
    assert codes_of(factory, "chengzhen-ranqi") == set(), "a kitchen burns gas, it deals in none"


def test_an_item_of_the_township_is_asked_only_where_the_file_or_the_place_calls_for_it(factory, shared, officer):
    actions.add_item(shared, actor=officer, **{**OURS, "ask": "设专职安全管理员。"}, where="over_100")
    actions.add_item(shared, actor=officer, **{**OURS, "ask": "宿舍夜间有人值守。"}, where="dormitory")

    def asked(**facts):
        register.change(factory, actor=officer, **facts)
        rows = items_of(Enterprise.objects.get(pk=factory.pk))
        return [one["because"][-1] for one in rows if one.get("where")]

    assert asked(headcount=100) == ["学生或员工宿舍、午休室"]
    assert asked(headcount=101, features=["boiler"]) == ["从业人员超过100人"]
    assert asked(headcount=20) == []
    assert asked(features=["dormitory"]) == ["学生或员工宿舍、午休室"]


def test_places_that_differ_in_a_flag_alone_are_bound_by_different_lists(factory, shared, officer):
    actions.add_item(shared, actor=officer, **OURS, where="crowded")
    publishing.publish_all(MONDAY)
    before = Enterprise.objects.get(pk=factory.pk).binding.item_count
    register.change(factory, actor=officer, crowded=True)
    publishing.publish_all(MONDAY)
    assert Enterprise.objects.get(pk=factory.pk).binding.item_count == before + 1
