"""Telling inspectors that they were drawn: in the next digest, without naming places on the screen of a phone."""

from anlan.core import journal
from anlan.core.events import Event
from anlan.enforcement.drawing.models import DrawEvent
from anlan.org import inbox
from anlan.org.models import User

NAME = "enforcement.draws"


def tell(event: Event) -> None:
    """One notice to each inspector drawn; an event told twice is one notice."""
    if not isinstance(event, DrawEvent) or event.action != "enforcement.make_draw":
        return
    draw = event.subject
    numbers = {number for one in draw.chosen for number in one["people"]}
    people = User.objects.filter(pk__in=[draw.inspector(number)["id"] for number in numbers])
    inbox.tell(
        people,
        key=f"{NAME}.{draw.pk}",
        title=f"您被抽中：{draw.title}"[:120],
        body="打开看抽中的单位和同去的人；要回避的，先申报回避，请抽取人重抽。",
        url=draw.get_absolute_url(),
    )


def register() -> None:
    """Listen to the journal."""
    journal.listen(NAME, tell)
