"""Who was first: what was done to a hazard while somebody was writing, or before somebody went back."""

from django.db.models import F, QuerySet

from anlan.core.templatetags.anlan import moment
from anlan.hazards import story
from anlan.hazards.models import Hazard, HazardEvent
from anlan.org.models import User


def moved_by_others(hazard: Hazard, actor: User) -> QuerySet[HazardEvent]:
    """The steps other people took, the latest first."""
    return hazard.events.exclude(actor=actor).exclude(from_state=F("to_state")).order_by("-number")


def faster(hazard: Hazard, actor: User) -> str:
    """Who moved it last and what they said, or "" where nobody else did: 林巡 11月28日 03:31 先办了“验收通过”：……"""
    last = moved_by_others(hazard, actor).first()
    return f"{last.actor_name} {moment(last.happened_at)} 先办了{_done(last)}" if last else ""


def first(hazard: Hazard, actor: User) -> str:
    """Who moved it last, be it the actor: 您 11月28日 03:31 已经办了“验收通过”：……; "" where nobody did."""
    last = hazard.events.exclude(from_state=F("to_state")).order_by("-number").first()
    if last is None or last.actor_id != actor.pk:
        return faster(hazard, actor)
    return f"您 {moment(last.happened_at)} 已经办了{_done(last)}"


def _done(event: HazardEvent) -> str:
    said = story.said_by(event).replace("\n", "；").rstrip("。")
    return f"“{story.label_of(event)}”{f'：{said}' if said else ''}"
