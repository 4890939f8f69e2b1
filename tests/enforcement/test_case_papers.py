"""The papers of a penalty, from the case's record."""

import pytest
from django.urls import reverse

from anlan.core.errors import NotNow
from anlan.enforcement.cases import actions, papers
from anlan.files.presses import tags
from tests.enforcement.test_cases import begun, hazard, noticed, power, step, team, who

__all__ = ["begun", "hazard", "power", "team"]
pytestmark = pytest.mark.django_db


def words_of(case, code) -> str:
    return "\n".join(tags.lines(papers.written(case, code)))


def test_filing_notice_and_decision_say_what_the_case_holds(team, hazard, client):
    case = noticed(team, hazard, offers=True)
    assert [code for code, _ in papers.ready(case)] == ["case_filing", "penalty_notice"]
    filing, notice = words_of(case, "case_filing"), words_of(case, "penalty_notice")
    held = [case.filing_number, "重大事故隐患不报告", "钱执", "赵执（41100320001", "除尘器泄爆片被铁皮封死"]
    assert [words for words in held if words not in filing] == []
    held = [
        "查明属实",
        "现场照片三张",
        "罚款 30000 元",
        "第四十四条、第四十五条",
        "要求听证",
        "陈安当场签收",
    ]
    assert [words for words in held if words not in notice] == []
    with pytest.raises(NotNow, match="还没有行政处罚决定书"):
        papers.written(case, "penalty_decision")
    client.force_login(team.people["赵执"])
    page = client.get(case.get_absolute_url()).content.decode()
    assert reverse("enforcement:case_paper", args=[case.pk, "penalty_notice"]) in page
    assert client.get(reverse("enforcement:case_paper", args=[case.pk, "case_filing"])).content[:5] == b"%PDF-"
    assert client.get(reverse("enforcement:case_editable", args=[case.pk, "case_filing"])).content[:2] == b"PK"
    assert client.get(reverse("enforcement:case_paper", args=[case.pk, "nothing"])).status_code == 404
    client.force_login(team.people["郑邻"])
    assert client.get(reverse("enforcement:case_paper", args=[case.pk, "case_filing"])).status_code == 404


def test_the_decision_names_one_review_body_and_hides_no_reason(team, hazard):
    case = noticed(team, hazard)
    step(team, case, "hear_statement", statement="没有陈述申辩", answer="")
    told = {"penalties": ["fine"], "fine": 20_000, "decision": "初次违法，已着手整改"}
    case = step(team, case, "decide_penalty", "钱执", **told)
    text = words_of(case, "penalty_decision")
    held = [case.decision_number, "罚款 20000 元", "初次违法", "没有陈述申辩", "建安区人民政府申请行政复议", "百分之三"]
    assert [words for words in held if words not in text] == []


def test_what_is_decided_on_the_spot_has_its_own_paper(team, power, begun):
    told = {"clause": "101-5", "facts": "没有记录排查情况", "fine": 1000, "receiver": "陈安"}
    case = actions.decide_on_spot(begun, actor=who(team, "赵执"), **told)
    assert [code for code, _ in papers.ready(case)] == ["spot_decision"]
    text = words_of(case, "spot_decision")
    assert [
        words for words in (case.decision_number, "罚款 1000 元", "没有记录排查情况", "陈安") if words not in text
    ] == []
