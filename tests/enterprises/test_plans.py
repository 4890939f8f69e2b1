"""B6: Emergency plans: filed within twenty work days, evaluated every three years, filed anew when revised."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import EmergencyPlan, Enterprise, Gap
from anlan.enterprises.plans import actions, rules

pytestmark = pytest.mark.django_db

ISSUED = dt.date(2026, 10, 9)


@pytest.fixture
def risky(hengtong, at) -> Enterprise:
    at(clock.local(dt.date(2026, 10, 12)))
    Enterprise.objects.filter(pk=hengtong.pk).update(high_risk=True)
    hengtong.refresh_from_db()
    return hengtong


def gaps() -> list[str]:
    watching.look_at_all()
    return list(Gap.objects.filter(kind="plan", filled_at=None).values_list("words", flat=True))


def test_a_plan_is_late_after_twenty_work_days_and_after_three_years_and_again_when_revised(risky, liu, at):
    assert gaps() == ["没有登记生产安全事故应急预案"]
    plan = actions.record_plan(risky, kind="comprehensive", title="综合应急预案", issued_on=ISSUED, actor=liu)
    assert (rules.standing(plan), gaps()) == ("to_file", [])
    last = rules.file_by(plan)
    at(clock.local(last + dt.timedelta(days=1)))
    assert rules.standing(plan) == "unfiled"
    assert gaps() == [f"“综合应急预案”应在 2026年11月{last.day}日前备案，没有备案"]
    filed = {"filed_with": "区应急管理局", "number": "BA-2026-07"}
    with pytest.raises(Invalid):
        actions.file_plan(plan, on=ISSUED - dt.timedelta(days=1), actor=liu, **filed)
    actions.file_plan(plan, on=clock.today(), actor=liu, **filed)
    assert (rules.standing(plan), gaps()) == ("good", [])
    at(clock.local(dt.date(2029, 10, 10)))
    assert (rules.standing(plan), gaps()) == ("stale", ["“综合应急预案”应在 2029年10月9日前评估，没有评估"])
    actions.review_plan(plan, on=clock.today(), words="增加粉尘爆炸一章", actor=liu)
    assert rules.standing(plan) == "good"
    actions.revise_plan(plan, on=clock.today(), words="增加粉尘爆炸一章", actor=liu)
    assert (rules.standing(plan), plan.filed_number) == ("to_file", "")
    actions.end_plan(plan, reason="并入新预案", actor=liu)
    with pytest.raises(NotNow):
        actions.review_plan(plan, on=clock.today(), words="无", actor=liu)


def test_through_the_pages_a_plan_is_entered_filed_and_found(client, risky, liu, world):
    client.force_login(liu)
    new = reverse("enterprises:new_plan", args=[risky.pk])
    form = {"kind": "on_site", "title": "砂光机着火现场处置方案", "issued_on": "2026-10-09"}
    assert client.post(new, form | {"issued_on": "2027-01-01"}).status_code == 422
    assert client.post(new, form).status_code == 302
    assert "同名的预案已经登记" in client.post(new, form).content.decode()
    plan = EmergencyPlan.objects.get()
    told = {"on": "2026-10-12", "filed_with": "区应急管理局", "number": "BA-1"}
    assert client.post(reverse("enterprises:file_plan", args=[plan.pk]), told).status_code == 302
    assert "砂光机着火" in client.get(reverse("enterprises:learning", args=[risky.pk])).content.decode()
    client.force_login(world.people["林巡"])
    listed = reverse("enterprises:plans")
    assert "砂光机着火" in client.get(f"{listed}?filed=yes").content.decode()
    assert "砂光机着火" not in client.get(f"{listed}?filed=no").content.decode()
    assert client.get(plan.get_absolute_url()).status_code == 200
    client.force_login(world.people["郑邻"])
    assert client.get(plan.get_absolute_url()).status_code == 404
