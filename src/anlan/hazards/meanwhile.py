"""Who was faster: what other people did to a hazard while somebody was writing."""

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
    if last is None:
        return ""
    said = story.said_by(last).replace("\n", "；").rstrip("。")
    return f"{last.actor_name} {moment(last.happened_at)} 先办了“{story.label_of(last)}”{f'：{said}' if said else ''}"
