"""The demo: the notice's township at every stage, honest chains, safe to load again."""

import pytest

from anlan.core import clock
from anlan.core.verify import verify
from anlan.enforcement.tracing import paper, reading
from anlan.enforcement.tracing.models import Trace
from anlan.enterprises.archives.queries import with_last
from anlan.enterprises.archives.rules import standing
from anlan.enterprises.lists import queries as lists
from anlan.enterprises.models import Archive, Enterprise
from anlan.files.presses import pdf
from anlan.hazards.models import Hazard, State
from anlan.web.demo.lists import FOR_ALL
from anlan.web.management.commands import demo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_demo_shows_every_stage_and_loads_once(demo_township):
    assert demo_township is True
    hazards = Hazard.objects.count()
    assert demo.load() is False
    assert Hazard.objects.count() == hazards
    assert set(Hazard.objects.values_list("state", flat=True)) == set(State.values)
    assert verify().broken == []
    marks = {standing(one) for one in with_last(Archive.objects.all())}
    assert marks == {"late", "due", "expired", "good"}
    workshops_only()
    drill()


def workshops_only() -> None:
    """What the township asks at workshops is asked of no restaurant, though both stand under 工贸."""
    own = {name: lists.list_of(Enterprise.objects.get(name=name), clock.today()) for name in ("宏源饭店", "恒通板材厂")}
    asked = {name: listed.items if listed else [] for name, listed in own.items()}
    asks = {name: any(FOR_ALL["ask"] == one["question"] for one in items) for name, items in asked.items()}
    assert asks == {"宏源饭店": False, "恒通板材厂": True}


def drill() -> None:
    """A fire at 鑫达: who looked, what was signed as fine, what was known and not followed up, what was done."""
    trace = Trace.objects.get()
    trail = reading.of(trace)
    came = [one.words for one in trail.section("came").lines]
    assert [one.partition("带队")[0] for one in came] == ["帮扶指导", "企业自查"]
    assert all("版本" in one for one in came)
    fine = [one for one in trail.section("fine").lines if "泄爆" in one.words]
    assert [(one.who.partition("（")[0], one.is_related) for one in fine] == [("周同", True), ("陈安", True)]
    assert all("签名" in one.words for one in fine)
    known = trail.section("open").lines
    assert any("前应报整改方案，到发生时没有报" in one.words and one.is_related for one in known)
    merits = [one.words for one in trail.section("proper").lines]
    assert any("发现并登记" in one for one in merits)
    assert any("双方签名" in one for one in merits)
    told = [one for section in trail.sections for one in section.lines if section.name != "missed" and one.proof]
    assert [one.words for one in told if not (one.proof.position and one.proof.seal)] == []
    assert {one.full_name for one in trace.asked.all()} >= {"周同", "林巡"}
    assert trail.record.broken == []
    assert pdf.dossier(paper.of(trace, trail, "孙磊")).startswith(b"%PDF-")
