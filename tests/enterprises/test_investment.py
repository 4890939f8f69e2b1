"""Money for safety against the rule, the standardization level until it ends, and what engaged experts advised.

Clauses B1, B3d of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.campaigns.duties import seeing
from anlan.campaigns.plans.models import Duty
from anlan.core import journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.enterprises.gaps import finders, watching
from anlan.enterprises.investment import actions, queries, regimes, registers, reminding
from anlan.enterprises.models import Advice, Engagement, Expense, Gap, Spending, Standardization
from anlan.hazards.gaps import views as gap_views
from anlan.hazards.gaps.actions import record_from_gap
from anlan.hazards.models.gaps import FromGap
from anlan.org.models import Notice

YEAR = dt.date(2024, 5, 6)
PURPOSES = {"purposes": "除尘改造、劳保"}


@pytest.fixture
def day(at) -> dt.date:
    at(YEAR)
    return YEAR


def gaps(kind: str) -> list[str]:
    while journal.advance():
        pass
    return list(
        Gap.objects.filter(kind=kind, filled_at=None).order_by("found_at", "id").values_list("words", flat=True)
    )


@pytest.mark.parametrize(
    ("name", "base", "required"),
    [
        ("dangerous", 10_000_000, 450_000),
        ("dangerous", 30_000_000, 450_000 + 450_000),
        ("machinery", 150_000_000, 235_000 + 1_125_000 + 125_000),
        ("freight", 4_000_000, 40_000),
        ("metallurgy", 1, 0),
    ],
)
def test_each_part_of_the_base_has_its_own_rate(name, base, required):
    assert regimes.REGIMES[name].required(base) == required


@pytest.mark.django_db
def test_a_plan_below_the_rule_is_a_gap_until_it_is_raised_and_a_year_not_spent_is_explained(day, hengtong, liu, at):
    facts = {"planned": 100_000, "regime": "metallurgy", "actor": liu, **PURPOSES}
    with pytest.raises(Invalid, match="请填写上年度营业收入"):
        actions.plan_spending(hengtong, year=2024, **facts)
    with pytest.raises(Invalid, match="只能做 2023 至 2025 年"):
        actions.plan_spending(hengtong, year=2030, base=1, **facts)
    year = actions.plan_spending(hengtong, year=2024, base=10_000_000, **facts)
    assert gaps("spending") == ["2024 年计划投入 100,000 元，按规定应不少于 300,000 元"]
    with pytest.raises(Invalid, match="要改请写明原因"):
        actions.plan_spending(hengtong, year=2024, base=10_000_000, **{**facts, "planned": 310_000})
    more = {**facts, "planned": 310_000, "reason": "补足"}
    actions.plan_spending(hengtong, year=2024, base=10_000_000, **more)
    assert gaps("spending") == []
    year.refresh_from_db()
    with pytest.raises(Invalid, match="2024 年之内、不晚于今天"):
        actions.record_expense(year, on=day.replace(year=2023), use="training", amount=1, words="课", actor=liu)
    for amount in (90_000, 30_000):
        actions.record_expense(year, on=day, use="equipment", amount=amount, words="泄爆口", actor=liu)
        year.refresh_from_db()
    wrong = Expense.objects.get(amount=30_000)
    actions.strike_expense(wrong, reason="登记了两次", actor=liu)
    with pytest.raises(NotNow, match="已经划掉"):
        actions.strike_expense(wrong, reason="登记了两次", actor=liu)
    assert queries.spendings(hengtong).get().spent == 90_000
    year.refresh_from_db()
    with pytest.raises(NotNow, match="还没有结束"):
        actions.carry_over(year, words="转入明年", actor=liu)
    at(dt.date(2025, 1, 3))
    watching.look_at_all()
    assert gaps("spending") == ["2024 年计划投入 310,000 元，实际支出 90,000 元，结余去向没有说明"]
    actions.carry_over(year, words="转入 2025 年使用", actor=liu)
    assert gaps("spending") == []


@pytest.mark.django_db
def test_who_extracts_money_by_law_is_asked_for_a_plan_after_march_and_an_unchecked_rate_holds_nobody(world, at, many):
    at(dt.date(2024, 3, 31))
    works = many(1)[0]
    watching.look_at_all()
    assert gaps("spending") == []
    at(dt.date(2024, 4, 1))
    watching.look_at_all()
    assert gaps("spending") == ["没有 2024 年安全生产费用提取和使用计划"]
    assert Gap.objects.get(kind="spending").enterprise == works
    facts = {"planned": 1, "regime": "machinery", "base": 10_000_000, "actor": world.people["林巡"], **PURPOSES}
    made = actions.plan_spending(works, year=2024, **facts)
    assert made.required == 235_000
    assert gaps("spending") == []


@pytest.mark.django_db
def test_a_level_is_reminded_of_four_times_and_ended_it_is_a_gap_until_renewed(day, hengtong, liu, at):
    begun = dt.date(2021, 6, 1)
    level = {"level": "third", "number": "AQBⅢ42", "issued_by": "许昌市应急管理局", "actor": liu}
    with pytest.raises(Invalid, match="不晚于今天"):
        actions.record_standardization(hengtong, **{**level, "issued_on": day + dt.timedelta(days=1)})
    actions.record_standardization(hengtong, **level, issued_on=begun)
    with pytest.raises(Invalid, match="已经登记过"):
        actions.record_standardization(hengtong, **level, issued_on=begun)
    told = []
    for on in (dt.date(2024, 3, 3), dt.date(2024, 4, 2), day, day, dt.date(2024, 5, 31)):
        at(on)
        told.append(reminding.remind())
    assert told == [1, 1, 1, 0, 1]
    assert list(Notice.objects.filter(key__startswith=reminding.NAME).values_list("is_red", flat=True)).count(True) == 1
    at(dt.date(2024, 6, 2))
    watching.look_at_all()
    assert gaps("standardization") == ["安全生产标准化三级证书 2024年6月1日 到期，没有续评"]
    renewed = {**level, "level": "second", "number": "AQBⅡ7", "issued_on": dt.date(2024, 6, 2)}
    actions.record_standardization(hengtong, **renewed)
    assert gaps("standardization") == []
    assert reminding.remind() == 0


@pytest.mark.django_db
def test_what_an_expert_advised_is_a_gap_with_its_clause_a_hazard_is_recorded_from_it_and_done_it_is_filled(
    day, world, hengtong, liu
):
    begun = {"starts_on": day, "ends_on": day + dt.timedelta(days=30)}
    engaged = actions.engage(hengtong, name="郭守正", task="查粉尘", actor=liu, **begun)
    visit = {"on": day, "looked_at": "砂光车间", "actor": liu}
    with pytest.raises(Invalid, match="没有写依据"):
        actions.record_visit(engaged, advice=[("急停被遮挡", "")], **visit)
    with pytest.raises(Invalid, match="聘期"):
        actions.record_visit(engaged, advice=[], **{**visit, "on": day - dt.timedelta(days=1)})
    found = [("没有锁气卸灰", "判定标准 第十一条"), ("急停被遮挡", "安全生产法 第三十六条")]
    actions.record_visit(engaged, advice=found, **visit)
    assert gaps("advice") == ["郭守正指出：没有锁气卸灰", "郭守正指出：急停被遮挡"]
    gap = Gap.objects.get(words__endswith="没有锁气卸灰")
    assert gap.clause == "判定标准 第十一条"
    hazard = record_from_gap(gap, description="没有锁气卸灰", actor=liu)
    assert FromGap.objects.get().hazard == hazard
    with pytest.raises(NotYours):
        actions.follow_advice(Advice.objects.first(), words="移走", actor=world.people["何客"])
    for one in Advice.objects.all():
        actions.follow_advice(one, words="改好", actor=liu)
    assert gaps("advice") == []
    assert [one.came for one in queries.engagements(liu)] == [1]
    assert [(one.advised, one.waiting) for one in queries.engagements(liu)] == [(2, 0)]


@pytest.mark.django_db
def test_duties_of_a_campaign_are_seen_from_these_records(day, hengtong, liu):
    said = {
        "spending": "保障安全生产投入，改善安全生产条件",
        "standardization": "加强安全生产标准化建设",
        "expert": "根据需要聘请行业领域安全生产专家强化技术指导",
        "training": "组织开展全员安全教育培训",
    }
    proofs = {name: seeing.proof_of(Duty(subject_kind="principal", action=words)) for name, words in said.items()}
    assert {name: proof and proof.name for name, proof in proofs.items()} == {name: name for name in said}
    hired = "严禁聘用未经安全培训合格的人员"
    assert seeing.proof_of(Duty(subject_kind="principal", action=hired)) is None
    actions.plan_spending(hengtong, year=2024, planned=5_000, actor=liu, **PURPOSES)
    level = {"level": "small", "number": "1", "issued_by": "县应急管理局", "issued_on": dt.date(2023, 1, 1)}
    actions.record_standardization(hengtong, actor=liu, **level)
    engaged = actions.engage(hengtong, name="郭守正", task="查粉尘", actor=liu, starts_on=day, ends_on=day)
    actions.record_visit(engaged, on=day, looked_at="砂光车间", advice=[], actor=liu)

    def seen(name: str) -> list[tuple[dt.date, str]]:
        facts = proofs[name].gather([hengtong.pk], dt.date(2024, 5, 1), day)
        return [(fact.on, fact.words) for fact in facts.get(hengtong.pk, [])]

    assert {name: seen(name) for name in said} == {
        "spending": [(day, "2024 年安全投入计划 5,000 元")],
        "standardization": [(dt.date(2024, 5, 1), "安全生产标准化小微")],
        "expert": [(day, "聘请的专家郭守正检查：砂光车间")],
        "training": [],
    }


@pytest.mark.django_db
@pytest.mark.once
def test_the_principal_does_it_all_on_pages_and_a_stranger_sees_none(day, client, world, hengtong, liu):
    client.force_login(liu)
    at = [hengtong.pk]
    overview = reverse("enterprises:investment", args=at)
    assert "还没有填 2024 年的计划" in client.get(overview).content.decode()
    plan = {"year": "2024", "planned": "60000", "purposes": "劳保", "regime": "", "base": ""}
    assert client.post(reverse("enterprises:plan_spending", args=at), {**plan, "planned": "-1"}).status_code == 422
    assert client.post(reverse("enterprises:plan_spending", args=at), plan).url == overview
    year = Spending.objects.get()
    scan = SimpleUploadedFile("发票.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    spent = {"on": "2024-05-01", "use": "training", "amount": "1200", "words": "讲课费", "scan": scan}
    client.post(reverse("enterprises:expense", args=[*at, 2024]), spent)
    page = client.get(year.get_absolute_url()).content.decode()
    assert "讲课费" in page
    assert "占计划 2%" in page
    receipt = reverse("enterprises:investment_scan", args=[*at, Expense.objects.get().files[0]])
    assert client.get(receipt).status_code == 200
    level = {"level": "third", "number": "7", "issued_by": "许昌市应急管理局", "issued_on": "2022-01-01"}
    client.post(reverse("enterprises:new_standardization", args=at), level)
    expert = {"name": "郭守正", "task": "查粉尘", "starts_on": "2024-05-01", "ends_on": "2024-12-31"}
    client.post(reverse("enterprises:engage", args=at), expert)
    engaged = Engagement.objects.get()
    visit = {"on": "2024-05-06", "looked_at": "砂光车间", "advice": "急停被遮挡|安全生产法 第三十六条\n\n"}
    client.post(reverse("enterprises:expert_visit", args=[engaged.pk]), visit)
    assert gaps("advice") == ["郭守正指出：急停被遮挡"]
    assert "登记为隐患" in client.get(engaged.get_absolute_url()).content.decode()
    mine = [
        overview,
        year.get_absolute_url(),
        engaged.get_absolute_url(),
        Standardization.objects.get().get_absolute_url(),
    ]
    for name in ("investments", "standardizations", "experts"):
        assert "恒通" in client.get(reverse(f"enterprises:{name}")).content.decode()
        assert client.get(reverse(f"enterprises:export_{name}")).status_code == 200
    assert [client.get(address).status_code for address in mine] == [200] * 4
    client.force_login(world.people["何客"])
    assert [client.get(address).status_code for address in [*mine, receipt]] == [404] * 5


@pytest.mark.django_db
@pytest.mark.once
def test_the_list_asks_as_often_for_thirty_as_for_three(day, client, world, many):
    client.force_login(world.people["林巡"])
    client.get(reverse("enterprises:investments"))
    counts = []
    for number in (3, 27):
        for one in many(number):
            actions.plan_spending(one, year=2024, planned=9, actor=world.people["林巡"], **PURPOSES)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("enterprises:investments")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_list_narrows_as_it_marks(at, world, many, hengtong):
    at(YEAR)
    works = many(3)
    actions.plan_spending(works[0], year=2024, planned=9, actor=world.people["林巡"], **PURPOSES)
    facts = {"regime": "metallurgy", "base": 10_000_000, "actor": world.people["林巡"], **PURPOSES}
    actions.plan_spending(works[1], year=2024, planned=9, **facts)
    lin = world.people["林巡"]
    marked = {one.pk: registers.funded(one) for one in queries.places(lin)}
    assert sorted(marked.values()) == ["missing", "none", "planned", "short"]
    for value in registers.FUNDED:
        found = registers.PLACES.asked(lin, {"standing": value})
        assert {one.pk for one in found} == {pk for pk, mark in marked.items() if mark == value}


def test_every_kind_of_gap_stands_in_one_part_of_the_file():
    kinds = [kind for area in gap_views.AREAS for kind in gap_views.kinds_in(area)]
    assert sorted(kinds) == sorted(finders.FINDERS)


def test_every_rate_says_with_which_text_it_was_compared_and_none_from_memory_is_held_against_anybody():
    for one in regimes.REGIMES.values():
        assert one.is_compared == ("核对一致" in one.compared), one.name
