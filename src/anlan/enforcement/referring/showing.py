"""What referrals add to lower pages: a line at the head of the hazard's record, the page of one's work."""

from django.urls import reverse

from anlan.core.hooks import Note, Task, Work
from anlan.enforcement.referring import clocks, lifecycle, queries
from anlan.enforcement.referring.models import Referral
from anlan.hazards.models import Hazard
from anlan.org import scope
from anlan.org.models import User

NAME = "enforcement.referring"
EACH = 6


def notes(user: User, hazard: Hazard) -> list[Note]:
    """Who holds a referral of the hazard, for officials; an enterprise is not told before the police act."""
    if not scope.may(user, "enforcement.read_referrals"):
        return []
    rows = queries.visible_to(user).filter(hazard=hazard).exclude(state__in=queries.OVER)
    return [Note(f"移送涉嫌犯罪：现由{one.holder}", one.get_absolute_url(), True) for one in rows]


def work(user: User) -> list[Work]:
    """Referrals in which the person has something to do now, each with its nearest clock."""
    if not scope.may(user, "enforcement.read_referrals"):
        return []
    rows = queries.waiting(user)
    tasks = [_task(one, steps) for one, steps in rows[:EACH]]
    late = any(found.is_late for one, _ in rows if (found := clocks.next_clock(one)))
    url = f"{reverse('enforcement:referrals')}?group=open"
    return [
        Work("涉嫌犯罪案件的移送", "三日内决定，二十四小时内送公安，三日内答复", tasks, len(rows), url, is_red=late)
    ]


def _task(referral: Referral, steps: list[str]) -> Task:
    found = clocks.next_clock(referral)
    under = "、".join(lifecycle.STEPS[name].label for name in steps)
    title = f"{referral.number} {referral.party} {referral.crime_words}".strip()
    return Task(title, referral.get_absolute_url(), under, found.due_on if found else None)
