"""Telling the managers of an industry's enterprises of a practice that was published: in the next digest."""

from anlan.core import journal
from anlan.core.events import Event
from anlan.enterprises.examples import queries
from anlan.enterprises.models import PracticeEvent
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox
from anlan.org.models import User


def tell(event: Event) -> None:
    """One notice to each manager with an account; an event told twice is one notice."""
    if not isinstance(event, PracticeEvent) or event.action != "enterprises.publish_practice":
        return
    practice = event.subject
    managers = {"enterprise_posts__post__in": MANAGERS, "enterprise_posts__until": None}
    places = queries.reached(practice).values("pk")
    people = User.objects.filter(enterprise_posts__enterprise__in=places, is_active=True, **managers).distinct()
    inbox.tell(
        people,
        key=f"enterprises.practice.{practice.pk}",
        title=f"同行做法：{practice.title}（{practice.enterprise}）"[:120],
        body="看看本单位能不能照着做；做了的登记一句话。",
        url=practice.get_absolute_url(),
    )


def register() -> None:
    """Listen to the journal."""
    journal.listen("enterprises.practices", tell)
