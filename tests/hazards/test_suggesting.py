"""What the measure suggests while a hazard is written down or judged is shown, chosen from by a person, and kept.

Clause G2 of docs/requirements.md.
"""

import uuid

import pytest
from django.urls import reverse

from anlan.hazards.models import Hazard
from anlan.standards.models import Criterion

pytestmark = pytest.mark.django_db
WORDS = "打磨间除尘器未设泄爆装置"


@pytest.fixture
def asker(client, world):
    client.force_login(world.people["林巡"])
    return client


def recorded(client, factory, **given):
    form = {"enterprise": factory.pk, "description": WORDS, "source": "patrol", "client_id": uuid.uuid4(), **given}
    answer = client.post(reverse("hazards:new"), form)
    assert answer.status_code == 302
    return Hazard.objects.get()


def test_typing_shows_the_clause_the_words_and_the_verdict(asker, factory, criterion):
    page = asker.post(reverse("hazards:suggested"), {"description": WORDS}).content.decode()
    assert "第十一条(三)" in page
    assert "对上的词：除尘器、未设、泄爆" in page
    assert "符合重大隐患判定条款" in page
    assert f'value="{criterion.pk}"' in page


def test_a_general_hazard_is_told_to_be_none(asker, factory, criterion):
    page = asker.post(reverse("hazards:suggested"), {"description": "灭火器压力不足"}).content.decode()
    assert "不是重大隐患" in page
    assert "seen_as" not in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", ""),
        (" \n", ""),
        ("3", "只有数字、符号或外文"),
        ("🔥", "只有数字、符号或外文"),
        ("尘" * 4000, "最多 3000 字"),
    ],
)
def test_nothing_is_suggested_while_the_words_say_nothing_and_a_sentence_says_why(asker, words, sentence):
    answer = asker.post(reverse("hazards:suggested"), {"description": words})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page if sentence else page.strip() == ""
    assert "seen_as" not in page


@pytest.mark.parametrize("words", ["12345", "🔥🔥", "……！！", "3、4、5"])
def test_a_hazard_that_is_a_number_or_signs_only_is_refused_in_a_sentence_and_kept_on_the_form(asker, factory, words):
    form = {"enterprise": factory.pk, "description": words, "place_words": "打磨间", "source": "patrol"}
    answer = asker.post(reverse("hazards:new"), form | {"client_id": uuid.uuid4()})
    page = answer.content.decode()
    assert (answer.status_code, Hazard.objects.exists()) == (422, False)
    assert "请用文字写清哪里、什么东西、怎么不对。" in page
    assert words in page
    assert "打磨间" in page


def test_more_than_a_form_takes_is_refused_in_words_of_ours(asker, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    asker.raise_request_exception = False
    answer = asker.post(reverse("hazards:new"), "description=" + "a" * 2000, "application/x-www-form-urlencoded")
    assert (answer.status_code, "填写的文字太长" in answer.content.decode()) == (400, True)


def test_without_scripts_a_button_shows_the_same_and_keeps_what_was_typed(asker, factory, criterion):
    form = {"enterprise": factory.pk, "description": WORDS, "source": "patrol", "match": "1"}
    page = asker.post(reverse("hazards:new"), form).content.decode()
    assert "对上的词：除尘器、未设、泄爆" in page
    assert WORDS in page
    assert not Hazard.objects.exists()


def test_the_suggestion_and_the_choice_are_in_the_event_of_recording(asker, factory, criterion):
    data = recorded(asker, factory, seen_as=criterion.pk).events.get().data
    assert [(one["pack"], one["code"], one["because"]) for one in data["suggested"]] == [
        ("gongmao-2023", "第十一条(三)", ["除尘器", "未设", "泄爆"])
    ]
    assert (data["suggested_verdict"], data["chosen"]["code"]) == ("major", "第十一条(三)")


def test_choosing_while_recording_judges_nothing(asker, factory, criterion):
    hazard = recorded(asker, factory, seen_as=criterion.pk)
    assert (hazard.state, hazard.level, hazard.criterion) == ("found", "", None)


def test_the_story_tells_the_suggestion_and_the_choice(asker, factory, criterion):
    hazard = recorded(asker, factory, seen_as=criterion.pk)
    page = asker.get(reverse("hazards:record", args=[hazard.pk])).content.decode()
    assert "符合重大隐患条款；《工贸企业重大事故隐患判定标准》第十一条(三)（对上：除尘器、未设、泄爆）" in page
    assert "本人选的条款" in page


@pytest.mark.parametrize(
    ("words", "told"), [("公交站牌写错字", "没有说到这种情况"), ("除尘系统的泄爆片上有灰", "够不上重大隐患")]
)
def test_the_story_tells_apart_what_no_criterion_speaks_of(asker, factory, criterion, words, told):
    form = {"enterprise": factory.pk, "description": words, "source": "patrol", "client_id": uuid.uuid4()}
    asker.post(reverse("hazards:new"), form)
    hazard = Hazard.objects.get()
    assert told in asker.get(reverse("hazards:record", args=[hazard.pk])).content.decode()
    assert bool(hazard.events.get().data["suggested"]) == ("够不上" in told)


def test_who_judges_sees_the_suggestion_and_what_the_recorder_chose(asker, factory, criterion):
    hazard = recorded(asker, factory, seen_as=criterion.pk)
    page = asker.get(reverse("hazards:step", args=[hazard.pk, "judge"])).content.decode()
    assert "条款提示：" in page
    assert "登记时选的条款" in page
    assert "对上的词：除尘器、未设、泄爆" in page


def test_judging_otherwise_than_suggested_keeps_both(asker, factory, criterion):
    hazard = recorded(asker, factory)
    form = {"level": "general", "client_id": uuid.uuid4()}
    asker.post(reverse("hazards:step", args=[hazard.pk, "judge"]), form)
    data = hazard.events.order_by("number").last().data
    assert (data["level"], data["suggested_verdict"], data["chosen"]) == ("general", "major", None)
    assert [one["code"] for one in data["suggested"]] == ["第十一条(三)"]


def test_a_criterion_that_is_none_is_refused_with_everything_kept(asker, factory):
    form = {"enterprise": factory.pk, "description": WORDS, "source": "patrol", "seen_as": uuid.uuid4()}
    answer = asker.post(reverse("hazards:new"), form)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Criterion.objects.exists()


def test_four_criteria_are_seen_at_once_and_the_chosen_one_is_among_them(asker, factory, criterion):
    for number in range(5):
        criterion.pk, criterion.code, criterion._state.adding = uuid.uuid4(), f"第{number}条", True
        criterion.save()
    hazard, address = recorded(asker, factory), "hazards:step"
    page = asker.get(reverse(address, args=[hazard.pk, "judge"])).content.decode()
    before, _, behind = page.partition("其余 2 条相近的")
    assert (before.count('name="criterion"'), behind.count('name="criterion"')) == (4, 2)
    form = {"level": "major", "criterion": criterion.pk, "client_id": "none", "reason": "x" * 9999}
    again = asker.post(reverse(address, args=[hazard.pk, "judge"]), form)
    assert again.status_code == 422
    assert f'value="{criterion.pk}" checked' in again.content.decode().partition("其余")[0]
