"""What lookouts add to lower pages: to a lesson's, to the page of one's work, to what was asked in a time."""

import datetime as dt

from django.urls import reverse

from anlan.campaigns.lookouts import board, queries, rules
from anlan.campaigns.lookouts.models import Lookout
from anlan.core import clock
from anlan.core.hooks import Asked, Note, Task, Work
from anlan.core.steps import Step, step
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises.models import Enterprise, Lesson
from anlan.org import scope
from anlan.org.models import User

NAME = "campaigns.lookouts"
SOON = dt.timedelta(days=3)
RECENT = dt.timedelta(days=30)
SHOWN = 5


def steps(user: User, lesson: Lesson) -> list[Step]:
    """Sending a lesson as a task, for those who do such things."""
    region = queries.township_for(user)
    if region is None:
        return []
    reason, hint = rules.may_send(user, region, lesson), "让同类单位在期限前查同样的隐患，谁查了、谁没查由系统算出。"
    return [step("发举一反三任务", "campaigns:send_lookout", lesson.pk, reason=reason, hint=hint)]


def notes(user: User, lesson: Lesson) -> list[Note]:
    """The tasks a lesson was sent as, as far as the person sees those asked."""
    rows = list(board.shown(queries.visible_to(user).filter(lesson=lesson, called_off="")))
    counts = queries.counts_of(user, rows)
    return [_note(one, counts[one.pk]) for one in rows]


def _note(one: Lookout, counts: queries.Counts) -> Note:
    words = f"举一反三任务，{written(one.due_on)}前：应查 {counts.asked} 家，已查 {counts.done} 家"
    late = f"，逾期未查 {counts.missed} 家" if counts.missed else ""
    return Note(words + late, one.get_absolute_url(), bool(counts.missed))


def work(user: User) -> list[Work]:
    """For the office: lookouts whose day is near or past with some who have not answered."""
    if not scope.may(user, "campaigns.send_lookout"):
        return []
    today = clock.today()
    rows = queries.visible_to(user).filter(called_off="", due_on__range=(today - RECENT, today + SOON))
    listed = list(board.shown(rows).order_by("due_on", "id"))
    counts = queries.counts_of(user, listed)
    waiting = [one for one in listed if counts[one.pk].due or counts[one.pk].missed]
    tasks = [_task(one, counts[one.pk]) for one in waiting[:SHOWN]]
    late = any(counts[one.pk].missed for one in waiting)
    hint = "看谁没查，催办；说没有此类又不对的退回"
    return [Work("举一反三没查完的", hint, tasks, len(waiting), reverse("campaigns:lookouts"), late)]


def _task(one: Lookout, counts: queries.Counts) -> Task:
    return Task(str(one), one.get_absolute_url(), f"还有 {counts.due + counts.missed} 家没有查", one.due_on)


def asked(enterprise: Enterprise, since: dt.date, until: dt.date) -> list[Asked]:
    """What lookouts asked of an enterprise and fell due between two days, for a trace-back."""
    rows = board.shown(
        Lookout.objects.filter(
            region=scope.township_of(enterprise.region_code), called_off="", due_on__range=(since, until)
        )
    )
    listed = list(rows.order_by("due_on", "id"))
    found = board.standings(listed, today=until, among=[enterprise.pk])
    return [
        Asked(
            instance.subject.name,
            f"举一反三：{one}",
            one.due_on,
            instance.standing == "done",
            "；".join(fact.words for fact in instance.facts) or instance.standing.words,
            one.get_absolute_url(),
        )
        for one in listed
        for instance in found[one.pk]
    ]
