"""The yardstick of docs/matching.md: likeness to the criteria's own words, knowing nothing of the field."""

import json

import pytest
from django.core.management import call_command

from anlan.standards.matching.answers import Verdict
from anlan.standards.matching.baseline import plainly

pytestmark = [pytest.mark.usefixtures("shipped", "db"), pytest.mark.slow]

SET = """\
gongmao | gongmao-2023:第十二条(二) | 快速冻结装置未设在单独作业间内
xiaofang | gb35181-2025:~第6章 | 消防车道被堵
gongmao | - | 食堂灯坏了
"""


def test_it_finds_a_criterion_by_its_own_words_and_never_judges():
    told = plainly("快速冻结装置未设在单独作业间内", top=1)
    assert [one.criterion.code for one in told.candidates] == ["第十二条(二)"]
    assert told.verdict == Verdict.NOT_MAJOR


def test_the_industry_narrows_it():
    packs = {one.criterion.pack.slug for one in plainly("未持证上岗", industry="meikuang", top=20).candidates}
    assert "meikuang-2026" in packs
    assert "gongmao-2023" not in packs


def test_the_bench_counts_what_it_finds_apart_where_only_topics_are_known(tmp_path, capsys):
    (tmp_path / "some.txt").write_text(SET, "utf-8")
    call_command("bench", "match-labelled", descriptions=tmp_path, plain=True)
    told = json.loads(capsys.readouterr().out)
    assert [(one["cited"], one["worded"], one["worded_first"], one["not_major"]) for one in told] == [(2, 1, 1, 1)] * 2
    assert [one["falsely_major"] for one in told] == [0, 0]
