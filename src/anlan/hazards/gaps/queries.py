"""Reading gaps: those of the enterprises a person sees, with the hazard made of them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Gap
from anlan.enterprises.rules import post_of
from anlan.hazards import rules
from anlan.hazards.actions.recording import place_at
from anlan.hazards.models import Source
from anlan.org.models import User


def visible_to(user: User) -> QuerySet[Gap]:
    """Gaps of the enterprises the person sees, each with its enterprise and hazard."""
    rows = Gap.objects.filter(enterprise__in=enterprises.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region", "enterprise__strip", "recorded__hazard")


def source_for(user: User, gap: Gap) -> Source:
    """How it counts: what its own people confirm they found themselves."""
    return Source.SELF_INSPECTION if post_of(user, gap.enterprise) else Source.SURVEY


def why_not(user: User, gap: Gap) -> str:
    """Why the person cannot put it on the ledger; empty where they can."""
    if gap.filled_at:
        return "缺口已经补上。"
    if hasattr(gap, "recorded"):
        return f"已登记为 {gap.recorded.hazard}。"
    return rules.may_record(user, place_at(gap.enterprise))


def on_ledger(user: User, ids: list[Any]) -> dict[Any, tuple[str, str]]:
    """Gap's id → how it stands on the ledger, in words, and the page where it is recorded."""
    rows = visible_to(user).filter(pk__in=ids)
    said = {one.pk: f"已登记 {one.recorded.hazard}" if hasattr(one, "recorded") else "登记为隐患" for one in rows}
    return {pk: (words, reverse("hazards:gap", args=[pk])) for pk, words in said.items()}


def wording(gap: Gap) -> str:
    """The description as it is proposed."""
    return f"{gap.words}（依据：{gap.clause}）"
