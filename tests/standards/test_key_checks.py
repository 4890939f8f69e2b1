"""Key checks a township enters where no standard speaks: asked, never a judgement, kept word by word, its own."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core.errors import NotYours
from anlan.org.roles import Role
from anlan.standards import checklists, queries, rules, wording
from anlan.standards.checklists import Facts
from anlan.standards.handbook import content
from anlan.standards.matching import match
from anlan.standards.models import Industry, PackProposal
from anlan.standards.shelving import actions, difference
from anlan.standards.shelving.key_checks import KeyCheck
from tests.world import GUICUN, NEIGHBOUR

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
CHECKS = [KeyCheck("帐篷与明火保持 3 米以上", "看营位间距"), KeyCheck("是否配备灭火器，可直接判定", "数一数")]


def enter(world, checks=CHECKS, by="林巡") -> PackProposal:
    industry = Industry.objects.get(code="xinyetai")
    return actions.enter_key_checks(
        industry, actor=world.people[by], title="露营地重点检查事项", basis="乡安委会研究确定", checks=checks
    )


def test_key_checks_of_one_s_own_are_asked_and_never_make_a_hazard_major(world, industries, at):
    at(MONDAY)
    actions.put_in_force(enter(world), actor=world.people["孙主"])
    items = list(queries.in_force(MONDAY, ["xinyetai"]))
    assert [one.may_be_major for one in items] == [False, False]
    assert all(not rules.may_carry_judgement(one, MONDAY).allowed for one in items)
    asked = checklists.for_facts(Facts(("xinyetai",)), MONDAY).items
    assert [one["caution"] for one in asked] == ["重点检查事项，不能据以判定重大"] * 2
    assert [one["question"] for one in asked] == ["是否做到：帐篷与明火保持 3 米以上", "是否配备灭火器"]
    assert asked[0]["fix"].startswith("按这一项的要求改到位")


def test_a_key_check_not_done_is_what_a_no_puts_on_record(world, industries, at):
    at(MONDAY)
    actions.put_in_force(enter(world), actor=world.people["孙主"])
    first, second = (wording.question_of(one) for one in queries.in_force(MONDAY, ["xinyetai"]))
    assert (first.no, first.finding) == ("否，没做到", "没有做到：帐篷与明火保持 3 米以上")
    assert (second.no, second.finding) == ("否，没做到", "未配备灭火器")


def test_key_checks_of_a_township_are_its_own_and_a_neighbour_s_stand_beside_them(world, industries, at):
    at(MONDAY)
    actions.put_in_force(enter(world), actor=world.people["孙主"])
    theirs = enter(world, [KeyCheck("营地有夜间值守")], by="郑邻")
    with pytest.raises(NotYours, match="由该乡镇确认"):
        actions.put_in_force(theirs, actor=world.people["孙主"])
    head = world.person("ye", "邻主", Role.OFFICE_HEAD, "邻乡应急办")
    actions.put_in_force(theirs, actor=head)
    asked = [
        [one["question"] for one in checklists.items_by(Facts(("xinyetai",), township=code), MONDAY)]
        for code in (GUICUN, NEIGHBOUR)
    ]
    assert [len(one) for one in asked] == [2, 1]
    assert "营地有夜间值守" in asked[1][0]


def test_key_checks_entered_again_are_a_new_version(world, industries, at):
    at(MONDAY)
    actions.put_in_force(enter(world), actor=world.people["孙主"])
    again = actions.put_in_force(enter(world, CHECKS[:1]), actor=world.people["孙主"])
    assert again.loaded.version == 2
    assert len(list(queries.in_force(MONDAY, ["xinyetai"]))) == 1


def test_key_checks_keep_every_word_that_was_typed(world, industries, at):
    at(MONDAY)
    pack, _ = actions.understood(enter(world).content)
    assert [(one.summary, one.may_be_major) for one in pack.items] == [(one.words, False) for one in CHECKS]


def test_a_key_check_entered_first_is_one_addition_and_the_others_keep_their_codes(world, industries, at):
    at(MONDAY)
    loaded = actions.put_in_force(enter(world), actor=world.people["孙主"]).loaded
    reworded = KeyCheck("帐篷与明火须保持 3 米以上", "看营位间距")
    pack, _ = actions.understood(enter(world, [KeyCheck("电线没有私拉乱接"), CHECKS[1], reworded]).content)
    differs = difference.between(loaded.items.all(), pack)
    assert [(one.words, one.code) for one in differs.changes] == [("改文字", "第1项"), ("新增", "第3项")]
    assert differs.same == 1


@pytest.mark.parametrize("check", ["12345｜看一看", "😀😀"])
def test_a_key_check_without_words_is_refused_by_its_number(client, world, industries, check):
    client.force_login(world.people["林巡"])
    given = {
        "industry": "xinyetai-minsu",
        "title": "重点检查事项",
        "basis": "研究确定",
        "checks": f"帐篷远离明火\n{check}",
    }
    page = client.post(reverse("standards:enter_key_checks"), given).content.decode()
    assert f"第 2 项“{check[:5].rstrip('｜看')}”只有数字、符号或外文" in page
    assert not PackProposal.objects.exists()


def test_the_same_key_check_twice_is_refused_naming_both(client, world, industries):
    client.force_login(world.people["林巡"])
    given = {
        "industry": "xinyetai-minsu",
        "title": "露营地重点检查事项",
        "basis": "乡安委会研究确定",
        "checks": "帐篷远离明火｜看间距\n电线不私拉\n帐篷远离明火｜再看一遍",
    }
    page = client.post(reverse("standards:enter_key_checks"), given).content.decode()
    assert "第 3 项和第 1 项查的是同一件事：帐篷远离明火" in page
    assert "再看一遍" in page
    assert not PackProposal.objects.exists()


def test_what_is_shown_of_key_checks_is_whole_and_says_whose_it_is(client, world, industries, at):
    at(MONDAY)
    found = enter(world)
    client.force_login(world.people["孙主"])
    page = client.get(reverse("standards:proposal", args=[found.pk])).content.decode()
    name = Industry.objects.get(code="xinyetai").name
    assert f"行业 <b>{name}</b>" in page
    assert "检查表和条款提示里就有这些条目" in page
    actions.put_in_force(found, actor=world.people["孙主"])
    found.refresh_from_db()
    page = client.get(reverse("standards:pack", args=[found.slug])).content.decode()
    assert "条款不全" not in page
    assert "其余未见原文" not in page
    assert "官方原文核对" not in page
    assert "按一般隐患处理，不能据以判定重大" in page


def test_a_key_check_is_shown_to_compare_even_where_the_hazard_is_of_a_general_kind(world, industries, at):
    at(MONDAY)
    checks = [KeyCheck("帐篷区配电箱有漏电保护", "按试验钮"), KeyCheck("充电棚内不停放报废电池")]
    actions.put_in_force(enter(world, checks), actor=world.people["孙主"])
    answer = match("帐篷区配电箱没有漏电保护", industry="xinyetai")
    assert (answer.verdict, answer.standing) == ("not_major", "near")
    assert answer.candidates[0].criterion.summary == "帐篷区配电箱有漏电保护"
    answer = match("充电棚里停着报废电池", industry="xinyetai")
    assert (answer.verdict, answer.standing) == ("not_major", "near")


def test_a_handbook_of_key_checks_asks_what_should_be_and_speaks_of_no_comparison(world, industries, at):
    at(MONDAY)
    actions.put_in_force(enter(world), actor=world.people["孙主"])
    book = content.of_industry(Industry.objects.get(code="xinyetai"), MONDAY, printed_by="林巡", township=GUICUN)
    assert "核对" not in dict(book.facts)
    first = book.chapters[0].sections[0][1][0]
    assert first.words == "是否做到：帐篷与明火保持 3 米以上"
    assert "没有做到：帐篷与明火保持 3 米以上。" in dict(first.lines)["算“否”"]
