"""Telling an enterprise's managers of a gap: in the next digest, with the page where it is filled or recorded."""

from django.urls import reverse

from anlan.core import journal
from anlan.core.events import Event
from anlan.enterprises.models import GapEvent
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox
from anlan.org.models import User


def tell(event: Event) -> None:
    """One notice to each manager with an account; an event told twice is one notice."""
    if not isinstance(event, GapEvent) or event.action != "enterprises.find_gap":
        return
    gap = event.subject
    managers = {"enterprise_posts__post__in": MANAGERS, "enterprise_posts__until": None}
    people = User.objects.filter(enterprise_posts__enterprise=gap.enterprise_id, is_active=True, **managers)
    inbox.tell(
        people,
        key=f"hazards.gap.{gap.pk}",
        title=f"“{gap.enterprise.name}”{gap.words}"[:120],
        body=f"依据：{gap.clause}。补上后自动消除；一时补不上的，登记为隐患按期整改。",
        url=reverse("hazards:gap", args=[gap.pk]),
    )


def register() -> None:
    """Listen to the journal."""
    journal.listen("hazards.gaps", tell)
