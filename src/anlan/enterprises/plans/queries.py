"""Reading emergency plans, and what enterprises lack of them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.models import EmergencyPlan, Enterprise
from anlan.enterprises.plans import rules
from anlan.org.models import User


def visible_to(user: User) -> QuerySet[EmergencyPlan]:
    """Plans of the enterprises the person sees."""
    rows = EmergencyPlan.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region")


def lacking(rows: Sequence[Enterprise], day: dt.date) -> Iterator[tuple[Any, str, str, str]]:
    """(enterprise, words, clause, about): no plan at all, filing late, evaluation late; one query for any number."""
    asked = {one.pk: one for one in rows if rules.must_review(one)}
    having = set()
    for plan in EmergencyPlan.objects.filter(enterprise__in=asked, ended_on=None):
        plan.enterprise = asked[plan.enterprise_id]
        having.add(plan.enterprise_id)
        if words := _late(plan, day):
            yield plan.enterprise_id, *words, str(plan.pk)
    for pk, one in asked.items():
        if pk not in having and rules.must_file(one):
            yield pk, "没有登记生产安全事故应急预案", rules.HAVING, ""


def _late(plan: EmergencyPlan, day: dt.date) -> tuple[str, str] | None:
    if plan.filed_on is None and rules.must_file(plan.enterprise) and rules.file_by(plan) < day:
        return f"“{plan}”应在 {clock.day_words(rules.file_by(plan))}前备案，没有备案", rules.FILING
    if rules.review_by(plan) < day:
        return f"“{plan}”应在 {clock.day_words(rules.review_by(plan))}前评估，没有评估", rules.REVIEW
    return None
