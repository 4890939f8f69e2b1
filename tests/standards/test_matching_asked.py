"""How the match of words and criteria is asked, by command, API and page; what is no question; when it is ready."""

import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.core import hooks, warming
from anlan.core.errors import Invalid
from anlan.standards import actions
from anlan.standards.matching import asking, match
from tests.standards.conftest import ITEM

pytestmark = pytest.mark.usefixtures("shipped", "db")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "还没有写看到的情况"),
        ("  \n ", "还没有写看到的情况"),
        ("12345", "没有可以对照的文字"),
        ("🔥🔥", "没有可以对照的文字"),
        ("积尘" * 500_000, "最多 3000 字"),
    ],
)
def test_what_says_nothing_or_too_much_is_told_so(words, sentence):
    with pytest.raises(Invalid, match=sentence):
        match(words)


def test_an_unknown_industry_is_named():
    with pytest.raises(Invalid, match="没有“wu”这个行业代码"):
        match("积尘严重", industry="wu")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_answered_or_refused(text):
    with suppress(Invalid):
        answer = match(text)
        assert [part.verdict for part in answer.parts].count(answer.verdict) >= 1
        assert all(one.score >= 0 for one in answer.candidates)


def test_a_pack_loaded_a_moment_ago_is_matched_at_once(industries, write, folder):
    words = "铜锣湾专用闸机联动失灵"
    assert "shiyan-2024" not in {one.criterion.pack.slug for one in match(words).candidates}
    write(items=[{**ITEM, "summary": "铜锣湾专用闸机联动失灵", "keywords": ["铜锣湾闸机"]}])
    assert not actions.load_packs(folder).problems
    assert match(words).candidates[0].criterion.pack.slug == "shiyan-2024"


def test_the_command_prints_what_the_api_says():
    out = StringIO()
    call_command("match", "中频炉炉坑内有积水；灭火器过期三年", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["verdict"], told["candidates"][0]["pack"], told["candidates"][0]["code"]) == (
        "major",
        "gongmao-2023",
        "第七条(三)",
    )
    assert [part["verdict"] for part in told["parts"]] == ["major", "not_major"]


def test_the_command_refuses_with_the_sentence():
    with pytest.raises(CommandError, match="还没有写"):
        call_command("match", " ")


def test_the_command_reads_long_texts_from_the_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("尘" * 700_000))  # 2 MB, more than a shell hands over as an argument
    with pytest.raises(CommandError, match="有 700000 字，最多 3000 字"):
        call_command("match", "-")
    out = StringIO()
    monkeypatch.setattr("sys.stdin", StringIO("中频炉炉坑内有积水\n"))
    call_command("match", "-", "--json", stdout=out)
    assert json.loads(out.getvalue())["verdict"] == "major"


def test_the_api_answers_a_person_with_criteria(client, world):
    client.force_login(world.people["林巡"])
    words = json.dumps({"text": "喷漆房可燃气体报警器未通电", "top": 1})
    told = client.post("/api/v1/standards/match", words, content_type="application/json").json()
    assert told["verdict"] == "major"
    assert [(one["pack"], one["code"]) for one in told["candidates"]] == [("gongmao-2023", "第十四条")]
    assert told["parts"] == []


def test_a_process_that_was_warmed_answers_its_first_question_from_the_index(shipped, django_assert_num_queries):
    asking._indexed.clear()
    warming.run()
    assert len(asking._indexed) == 1
    with django_assert_num_queries(1):
        assert asking.match("采石场一面坡开采，没留台阶").verdict == "major"


def test_what_cannot_be_warmed_is_left_for_later(monkeypatch, caplog):
    monkeypatch.setattr(hooks, "warm", hooks.Functions())
    done = []
    hooks.warm.register("a", lambda: 1 / 0)
    hooks.warm.register("b", lambda: done.append("b"))
    warming.run()
    assert done == ["b"]
    assert "a could not be made ready" in caplog.text


def test_a_day_that_is_none_is_told_in_a_sentence():
    with pytest.raises(CommandError, match="“2025-02-30”不是日期"):
        call_command("match", "喷漆", "--on", "2025-02-30")
