"""What exemptions add to lower pages: a tab and a line on the hazard's record, the page of one's work."""

from django.urls import reverse

from anlan.core.hooks import Note, Tab, Task, Work
from anlan.core.templatetags.anlan import moment
from anlan.enforcement.exempting import queries, rules
from anlan.hazards.models import Hazard
from anlan.org.models import User

NAME = "enforcement.exempting"
HAZARD_TAB = Tab("自查自报认定", "enforcement:card_of", order=55, shown=rules.sees)


def notes(user: User, hazard: Hazard) -> list[Note]:
    """What was decided: everybody who sees the record sees it."""
    found = queries.of_hazard(hazard) if hazard.is_major else None
    if found is None:
        return []
    words = "自查自报，不予处罚" if found.granted else "不适用自查自报不予处罚"
    url = found.get_absolute_url() if rules.sees(user, hazard) else ""
    return [Note(f"{words}（{found.decided_by.full_name} {moment(found.decided_at)} 认定）", url)]


def work(user: User) -> list[Work]:
    """Self-reported major hazards an authority met with, which wait to be decided on."""
    rows = queries.to_decide(user)
    tasks = [
        Task(f"{one} {one.enterprise.name}：{one.description}", reverse("enforcement:card_of", args=[one.pk]), "", None)
        for one in rows
    ]
    hint = "企业自查自报、检查又查到的重大隐患，认定是否不予处罚"
    return [Work("待认定的自查自报", hint, tasks[:6], len(tasks), reverse("enforcement:exemptions"))]
