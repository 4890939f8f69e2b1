"""What dangerous work asks of a person, for their own pages; and who is told when a permit ran out unclosed."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from anlan.core import clock, hooks
from anlan.core.hooks import Task, Work
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.org import inbox, scope
from anlan.org.models import User
from anlan.permits import clocks, queries
from anlan.permits.models import Declaration, Permit, State
from anlan.permits.registers import STANDING, left, span

NAME, EACH = "permits", 6
GRACE = dt.timedelta(minutes=30)
"""So long after its end a permit may stand unclosed before managers and officials are told: the time of the watch.

Who is on site is told in the minute it ends (`halting`).
"""
RECENT = dt.timedelta(days=2)


def work(user: User) -> list[Work]:
    """Permits of one's own enterprise that ran out or wait to be closed; for officials, small jobs nobody looked at."""
    found = []
    if own := list(posts_of(user)):
        rows = queries.visible_to(user).filter(enterprise__in=own).order_by("ends_at")
        hint = "时间已到，自动失效：停下来，看守、验收，或另办新票"
        found.append(_permits("到期没验收的作业票", hint, rows.filter(queries.lapsed()), "lapsed", red=True))
        hint = "人、证、设备或气体检测不合格：先停，补好再干，或叫停另办"
        found.append(_permits("条件失效、要停下的作业票", hint, rows.filter(queries.halted()), "halted", red=True))
        drafted = queries.concerning(user).filter(state=State.DRAFTED)
        hint = "到现场逐条确认措施，条件齐了批准"
        found.append(_permits("等现场确认、批准的作业票", hint, drafted, "drafted"))
        watched = rows.filter(state=State.WATCHED)
        found.append(_permits("看守中的作业票", "看守期满、没有余火后验收", watched, "watched"))
    if scope.may(user, "permits.advise"):
        found.append(_declared(queries.declarations(user)))
    return found


TO_DO = {
    # where a permit stands → what to do, what the button says
    "drafted": ("到现场逐条确认措施，条件齐了批准。", "去现场办"),
    "open": ("干完报作业结束，看守后验收。", "去看"),
    "paused": ("条件具备了再恢复；不干了的报作业结束。", "去看"),
    "watched": ("看守期满、没有余火，现场清理完后验收。", "去验收"),
    "lapsed": (clocks.ANEW, "去办"),
}


@dataclass(frozen=True)
class Due:
    """A permit that is a person's to see to: where, how it stands, what to do, the button; `is_late`: it must stop."""

    permit: Permit
    what: str
    how: str
    verb: str
    is_late: bool


def due(user: User) -> list[Due]:
    """Each permit to come or going on that names the person, or that they answer for as a manager."""
    return [_due(one) for one in queries.concerning(user)]


def _due(one: Permit) -> Due:
    standing, halt = clocks.standing(one), clocks.halt(one)
    how, verb = TO_DO.get(standing, ("", "去办"))
    rest = f"，{left(one)}" if standing == "open" else ""
    words = f"立即停止作业，{halt.words}" if halt else f"{STANDING[standing][0]}{rest}"
    what = f"{one.about.label}，{one.place_words}：{words}"
    return Due(one, what, f"{span(one)}。{halt.way if halt else how}", verb, standing in ("lapsed", "halted"))


def _permits(label: str, hint: str, rows: QuerySet[Permit], standing: str, *, red: bool = False) -> Work:
    first = list(rows[:EACH])
    tasks = [Task(f"{one} {one.place_words}", one.get_absolute_url(), one.enterprise.name, None) for one in first]
    count = rows.count() if len(first) == EACH else len(first)
    return Work(label, hint, tasks, count, f"{reverse('permits:list')}?standing={standing}", red)


def _declared(rows: QuerySet[Declaration]) -> Work:
    begin = clock.local(clock.today(), 0)
    today = {"begins_at__lt": begin + dt.timedelta(days=1), "ends_at__gt": clock.now()}
    rows = rows.filter(closed_at=None, advice="", **today).order_by("begins_at")
    first = list(rows[:EACH])
    tasks = [Task(one.what, one.get_absolute_url(), one.enterprise.name, None) for one in first]
    count = rows.count() if len(first) == EACH else len(first)
    address = f"{reverse('permits:declarations')}?day=today"
    return Work("今天申报的小型作业", "看一眼，该提醒的提醒一句；这不是审批", tasks, count, address)


def remind(day: dt.date | None = None) -> int:
    """Tell an enterprise's managers and the officials of its place of permits that ran out unclosed; once for each.

    Safe to repeat. Returns how many notices are new.
    """
    rows = Permit.objects.filter(queries.lapsed(), ends_at__lte=clock.now() - GRACE).select_related("enterprise")
    return sum(_tell(one) for one in rows)


def remind_soon() -> int:
    """The same within the minute it falls due, of what ran out lately; who became responsible since, the day tells."""
    rows = Permit.objects.filter(queries.lapsed(), ends_at__gt=clock.now() - RECENT, ends_at__lte=clock.now() - GRACE)
    return sum(_tell(one) for one in rows.select_related("enterprise"))


def _tell(one: Permit) -> int:
    managers = User.objects.filter(
        enterprise_posts__enterprise=one.enterprise_id,
        enterprise_posts__post__in=MANAGERS,
        enterprise_posts__until=None,
        is_active=True,
    )
    people = [*managers, *scope.people_with("permits.advise", one.enterprise.place)]
    title = f"{one.enterprise.name}的作业票 {one} 已到期，没有验收"[:120]
    body = f"{one.place_words}，{one.content}。请核实是否停工、有没有余火，然后验收。"
    told = {"title": title, "body": body, "url": one.get_absolute_url()}
    return inbox.tell(people, key=f"{NAME}.lapsed.{one.pk}", is_red=True, **told)


def register() -> None:
    """Put it on the page of one's work, and let the worker look each minute at what ran out lately, each day at all."""
    hooks.work.register(NAME, work)
    hooks.minutely.register(f"{NAME}.lapsed", remind_soon)
    hooks.daily.register(NAME, remind)
