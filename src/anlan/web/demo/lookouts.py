"""Two lessons of the demo sent as tasks: one that runs, with answers of every kind, and one whose day is past."""

import datetime as dt
from collections.abc import Iterable

from anlan.campaigns.lookouts import actions, board
from anlan.campaigns.lookouts.models import Lookout
from anlan.core import clock
from anlan.enterprises.lessons import actions as lessons
from anlan.enterprises.models import Enterprise, Lesson, Person
from anlan.inspections.kinds import Kind
from anlan.org.models import Region, User
from anlan.standards import queries as standards
from anlan.standards.models import Criterion, Industry
from anlan.standards.wording import is_asked
from anlan.web.demo import visits
from anlan.web.demo.township import TOWNSHIP, Township

WRITTEN = {
    "title": "外县一厂动火引燃除尘管道",
    "clause": "安全生产法 第四十三条",
    "body": "外县一家木器厂在除尘管道旁切割铁件，没有办作业票，管道里的积尘没有清，火星被吸进管道，引起燃爆。\n\n"
    "除尘系统没有泄爆、隔爆，火从一台设备窜到另一台。再往前看，动火没有人审批，也没有人监护。\n\n"
    "各单位今天就去看一眼：除尘系统的泄爆、隔爆装好没有，管道里的积尘清了没有，动火办票没有。",
    "minutes": 5,
}
DUST, EXITS = "泄爆", "安全出口"
NONE = "本单位不加工，没有除尘系统，也不动火。"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    officer = User.objects.get(pk=known.people["林巡"].pk)
    with clock.moved_to(clock.today() - dt.timedelta(days=20)):
        exits = Lesson.objects.get(slug="exits")
        over = _send(exits, EXITS, ["wenlv", "xiaofang", "xiaoyuan"], 15, "查完把出口的门试着推一遍。", officer)
    _answer(over, done=2, days_ago=9)
    with clock.moved_to(clock.today() - dt.timedelta(days=6)):
        dust = lessons.write_lesson(actor=officer, **WRITTEN)
        runs = _send(dust, DUST, ["gongmao"], 10, "查完拍一张除尘管道的照片留着。", officer)
    *_, last = _answer(runs, done=2, days_ago=3)
    actions.say_none(runs, enterprise=last, reason=NONE, actor=_principal(last))


def _send(lesson: Lesson, words: str, industries: list[str], days: int, asked: str, officer: User) -> Lookout:
    return actions.send_lookout(
        lesson,
        region=Region.objects.get(code=TOWNSHIP),
        criteria=_criteria(words, industries)[:3],
        industries=Industry.objects.filter(pk__in=industries),
        due_on=clock.today() + dt.timedelta(days=days),
        words=asked,
        actor=officer,
    )


def _criteria(words: str, industries: Iterable[str]) -> list[Criterion]:
    rows = standards.in_force(clock.today(), industries).filter(summary__contains=words, refers_to=[])
    return [one for one in rows if is_asked(one)]


def _answer(lookout: Lookout, done: int, days_ago: int) -> list[Enterprise]:
    """The first who are asked and have a principal with an account check; returns them and the next one."""
    asked = board.standings(board.shown(Lookout.objects.filter(pk=lookout.pk)))[lookout.pk]
    rows = Enterprise.objects.filter(pk__in=[one.subject.key for one in asked if one.missing])
    led = rows.filter(people__post=Person.Post.PRINCIPAL, people__until=None, people__user__isnull=False)
    places = list(led.order_by("sort_key", "id").distinct())[: done + 1]
    for place in places[:done]:
        visits.walk(place, _principal(place), Kind.SELF_INSPECTION, days_ago, checklist=lookout.checklist)
    return places


def _principal(place: Enterprise) -> User:
    person = place.people.get(post=Person.Post.PRINCIPAL, until=None)
    return User.objects.get(pk=person.user_id)
