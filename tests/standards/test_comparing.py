"""Putting on record that an item was compared with the official text."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from anlan.core.errors import Invalid, NotYours
from anlan.standards import actions, checklists, rules, wording
from anlan.standards.models import Comparison, Criterion

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)


def test_an_item_compared_by_an_authorised_person_needs_no_more_confirmation(world, load):
    load(items=[{"checked_against_text": False}])
    item = Criterion.objects.get()
    assert rules.may_carry_judgement(item, DAY).needs_confirmation
    actions.compare(item, actor=world.people["林巡"], outcome="agrees", source="应急管理部网站原件")
    assert rules.may_carry_judgement(item, DAY) == rules.Verdict(True, False, "")
    assert item.pack.events.last().data["source"] == "应急管理部网站原件"


def test_an_item_found_to_differ_carries_nothing_until_it_is_corrected(world, load):
    load(items=[{}])
    item = Criterion.objects.get()
    actions.compare(item, actor=world.people["林巡"], outcome="differs", source="官网原件", note="少了“封堵”")
    verdict = rules.may_carry_judgement(item, DAY)
    assert not verdict.allowed
    assert "林巡于" in verdict.reason
    load(items=[{"summary": "安全出口锁闭、封堵"}])
    assert rules.may_carry_judgement(criterion_now("shiyan-2024"), DAY).allowed


def criterion_now(slug):
    return Criterion.objects.get(pack__slug=slug, pack__withdrawn_at=None)


def test_a_comparison_holds_for_a_later_version_with_the_same_wording(world, load):
    load(items=[{"checked_against_text": False}])
    actions.compare(Criterion.objects.get(), actor=world.people["林巡"], outcome="agrees", source="官网原件")
    load(items=[{"checked_against_text": False, "keywords": ["出口", "锁"]}])
    assert not rules.may_carry_judgement(criterion_now("shiyan-2024"), DAY).needs_confirmation


def caution():
    """What a checklist made today says about the only item there is."""
    [item] = checklists.for_facts(checklists.Facts(("gongmao",)), DAY).items
    return item["caution"]


def test_a_checklist_made_after_a_comparison_says_what_it_showed(world, load):
    load(items=[{"checked_against_text": False}])
    item = Criterion.objects.get()
    assert caution() == "内容尚未与原文核对"
    actions.compare(item, actor=world.people["林巡"], outcome="agrees", source="官网原件")
    assert caution() == wording.caution_of(item) == ""
    actions.compare(item, actor=world.people["林巡"], outcome="differs", source="官网原件", note="少了“封堵”")
    assert caution() == "经核对与原文不一致；更正前不能据以判定重大"


def test_an_item_marked_as_compared_warns_once_somebody_found_it_to_differ(world, load):
    load(title="试验场所重点检查事项")
    actions.compare(
        Criterion.objects.get(), actor=world.people["林巡"], outcome="differs", source="官网原件", note="少了“封堵”"
    )
    assert caution() == "经核对与原文不一致；重点检查事项，不能据以判定重大"


@pytest.mark.parametrize("name", ["王镇", "吴村", "马协", "顾专", "纪明", "何客", "系统员", "安全员", "审计员"])
def test_only_officers_and_heads_put_a_comparison_on_record(world, load, name):
    load()
    with pytest.raises(NotYours):
        actions.compare(Criterion.objects.get(), actor=world.people[name], outcome="agrees", source="官网原件")
    assert not Comparison.objects.exists()


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"source": ""}, "source"), ({"outcome": "maybe"}, "outcome"), ({"outcome": "differs"}, "note")],
)
def test_a_comparison_says_by_what_source_and_what_differs(world, load, fields, name):
    load()
    values = {"outcome": "agrees", "source": "官网原件", **fields}
    with pytest.raises(Invalid) as refused:
        actions.compare(Criterion.objects.get(), actor=world.people["林巡"], **values)
    assert set(refused.value.fields) == {name}


def test_a_comparison_sent_twice_is_one(world, load):
    load()
    item, key = Criterion.objects.get(), uuid4()
    for _ in range(2):
        actions.compare(item, actor=world.people["林巡"], outcome="agrees", source="官网原件", client_id=key)
    assert Comparison.objects.count() == 1


def test_a_reprint_at_loading_is_not_the_official_text_until_somebody_compared_it(client, world, load):
    load(items=[{"checked_against_text": True}])
    item = Criterion.objects.get()
    client.force_login(world.people["林巡"])
    page = reverse("standards:criterion", args=[item.pk])
    assert "只与转载核对，原文待核" in client.get(page).content.decode()
    actions.compare(item, actor=world.people["林巡"], outcome="agrees", source="官网原件")
    told = client.get(page).content.decode()
    assert "已与原文核对" in told
    assert "原文待核" not in told


@pytest.mark.parametrize(
    "summary",
    [
        "违规存放危险品等（转载在此截断，后半部分未见）",
        "推进装置等故障（原文后半部分未见全）",
        "具体情形本包未见原文",
    ],
)
def test_an_item_that_says_it_is_cut_short_agrees_with_nothing(world, load, summary):
    load(items=[{"summary": summary, "checked_against_text": False}])
    item, officer = Criterion.objects.get(), world.people["林巡"]
    with pytest.raises(Invalid, match="没有收全") as refused:
        actions.compare(item, actor=officer, outcome="agrees", source="教育部网站原件")
    assert set(refused.value.fields) == {"outcome"}
    actions.compare(item, actor=officer, outcome="differs", source="教育部网站原件", note="后半句没有收")
    assert not rules.may_carry_judgement(item, DAY).allowed


def test_the_pages_say_which_item_is_cut_short(client, world, load):
    load(items=[{"summary": "实验室内违规存放危险品等（转载在此截断）", "checked_against_text": False}])
    client.force_login(world.people["林巡"])
    item = Criterion.objects.get()
    for page in (reverse("standards:criterion", args=[item.pk]), reverse("standards:pack", args=["shiyan-2024"])):
        assert "条文没有收全" in client.get(page).content.decode()
