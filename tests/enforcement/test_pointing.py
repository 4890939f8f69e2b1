"""From an item of a standard to the clauses by which it may be punished."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.enforcement.cases.pointing import clauses_for, first_for
from anlan.standards.models import Criterion

DAY = dt.date(2026, 11, 27)


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("特种作业人员未按照规定经专门的安全作业培训并取得相应资格，上岗作业的", "97-7"),
        ("未对承包单位、承租单位的安全生产工作统一协调、管理，或者未定期进行安全检查的", "103-2"),
        ("餐饮场所使用燃气未安装可燃气体报警装置", "99-8"),
        ("安全出口被杂物堵塞", "105"),
        ("未建立事故隐患排查治理制度", "101-5"),
        ("未制定生产安全事故应急救援预案", "97-6"),
        ("喷漆室未设置固定式可燃气体浓度监测报警装置", ""),
        ("除尘器泄爆口被封堵", ""),
    ],
)
def test_an_item_leads_to_the_clause_its_words_name(words, code):
    assert first_for(words, DAY) == code


@pytest.mark.once
def test_not_removing_a_hazard_stands_last_and_no_clause_before_it_was_law():
    assert [one.code for one in clauses_for("除尘器泄爆口被封堵", DAY)] == ["102", "102p"]
    assert clauses_for("安全出口被杂物堵塞", dt.date(2021, 8, 31)) == []


@pytest.mark.django_db
def test_everybody_reads_beforehand_at_the_criterion_how_it_is_punished(client, world, criterion):
    Criterion.objects.filter(pk=criterion.pk).update(summary="特种作业人员未取得相应资格，上岗作业的")
    client.force_login(world.people["周同"])
    assert (
        reverse("enforcement:penalties_by", args=[criterion.pk])
        in client.get(reverse("standards:criterion", args=[criterion.pk])).content.decode()
    )
    page = client.get(reverse("enforcement:penalties_by", args=[criterion.pk])).content.decode()
    assert "特种作业人员无证上岗" in page
    assert "第九十七条第七项" in page
    assert "2021-09-01 起施行" in page
    assert "由执法人员决定" in page
