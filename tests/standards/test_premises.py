"""C6: The monthly lists of small premises: in everyday words, each with a way out, frozen like every list."""

import datetime as dt
import re

import pytest

from anlan.core.errors import Invalid
from anlan.standards import actions, premises
from anlan.standards.models import Checklist, Industry

DAY = dt.date(2026, 3, 2)
OFFICIAL = re.compile(r"责令|依法|落实|隐患|主体责任|应当|台账|整改")


def every_question():
    return {one.slug: one for listed in premises.lists().values() for one in listed.questions}


def test_there_is_a_list_for_each_sort_of_small_premises():
    assert len(premises.lists()) == 13
    assert {len(one.questions) for one in premises.lists().values()} <= set(range(8, 16))


def test_every_question_is_used_and_says_what_to_look_at_what_is_wrong_and_what_to_do():
    assert set(every_question()) == set(premises.tables.read(premises.DATA / "questions.yaml"))
    for one in every_question().values():
        assert one.ask.endswith("？"), one.slug
        assert len(one.ask) <= 45, one.ask
        assert len(one.key) <= 36, one.key  # what an answer can be filed under
        assert "《" in one.law, one.slug
        assert not one.found.endswith("。"), one.found


def test_no_question_speaks_as_an_official_does():
    assert [one.ask for one in every_question().values() if OFFICIAL.search(one.ask)] == []


@pytest.mark.parametrize(
    ("name", "kind", "industries", "expected"),
    [
        ("桂香园羊汤馆", "shop", ["ranqi"], ["canyin-yehuaqi"]),
        ("好运来宾馆", "shop", [], ["binguan-minsu"]),
        ("张记杂货", "shop", [], ["baihuo"]),
        ("无名的房子", "self_built", ["zijianfang"], ["chuzu"]),
        ("甲楼", "enterprise", ["xinyetai-chongdian"], ["diandongche"]),
        ("无名厂", "enterprise", ["gongmao"], []),
    ],
)
def test_the_file_of_a_place_proposes_its_lists(name, kind, industries, expected):
    assert premises.proposed(kind=kind, industries=industries, name=name) == expected


@pytest.mark.django_db
def test_two_lists_make_one_with_each_question_once_and_the_same_content_is_the_same_row():
    made = premises.freeze(["binguan-minsu", "canyin-yehuaqi"], DAY)
    keys = [item["criterion"] for item in made.items]
    assert len(keys) == len(set(keys)) == 28
    exit_door = next(item for item in made.items if item["criterion"] == "premises:chukou")
    assert exit_door["because"] == ["餐饮用气（瓶装液化气）", "宾馆、民宿"]
    assert made.title == "餐饮用气（瓶装液化气）、宾馆、民宿每月自查表"
    assert premises.freeze(["canyin-yehuaqi", "binguan-minsu"], dt.date(2026, 4, 1)).pk == made.pk
    assert Checklist.objects.count() == 1


@pytest.mark.django_db
def test_a_criterion_in_force_stands_behind_its_question_and_without_it_the_law_does():
    actions.load_industries()
    before = {item["criterion"]: item for item in premises.freeze(["jiagong"], DAY).items}
    assert before["premises:fenchen"]["may_be_major"] is False
    assert before["premises:fenchen"]["caution"] == premises.NOT_MAJOR
    actions.load_shipped()
    after = {item["criterion"]: item for item in premises.freeze(["jiagong"], DAY).items}
    assert Industry.objects.filter(code="gongmao").exists()
    assert after["premises:fenchen"]["pack"] == "gongmao-2023"
    assert after["premises:fenchen"]["code"] == "第十一条(十)"
    assert after["premises:fenchen"]["may_be_major"] is True
    assert after["premises:jiting"]["based_on"] == ""


@pytest.mark.django_db
def test_every_criterion_a_question_names_is_one_that_ships(law):
    named = {one.criterion for one in every_question().values() if one.criterion}
    found = premises._criteria(every_question().values(), DAY)
    assert set(found) == named


@pytest.mark.django_db
def test_an_unknown_list_and_an_empty_choice_are_refused_with_a_sentence():
    with pytest.raises(Invalid, match="没有名为“nonsense”的自查清单"):
        premises.freeze(["nonsense"], DAY)
    with pytest.raises(Invalid, match="还没有选自查清单"):
        premises.freeze([], DAY)


QUESTION = """{slug}:
  part: 逃生
  ask: 门开吗？
  look: 推
  found: 门锁
  fix: 开
  days: {days}
  law: 《消防法》
{more}"""


@pytest.mark.parametrize(
    ("days", "more", "listed", "words"),
    [
        ("soon", "", "[q]", "questions.yaml 的“q”：days 应为"),
        ("1", "  colour: red\n", "[q]", "questions.yaml 的“q”：有不认识的字段"),
        ("1", "", "[other]", "lists.yaml 的“l”：questions 里没有“other”"),
        ("1", "", "[q, q]", "lists.yaml 的“l”：questions 应为 8 到 15 个"),
    ],
)
def test_data_that_cannot_be_used_is_refused_naming_file_entry_and_field(tmp_path, days, more, listed, words):
    (tmp_path / "questions.yaml").write_text(QUESTION.format(slug="q", days=days, more=more), encoding="utf-8")
    lists = f"- {{slug: l, name: 甲, tick: 甲, questions: {listed}}}"
    (tmp_path / "lists.yaml").write_text(lists, encoding="utf-8")
    with pytest.raises(Invalid, match=words):
        premises.read(tmp_path)
