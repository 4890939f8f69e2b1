"""How the demo makes its standards known: lists published, some read, some told; plates; training held and planned."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.binding import actions, publishing, queries
from anlan.enterprises.models import Enterprise, Person, Receipt
from anlan.org.models import Region, User
from anlan.standards.models import Industry, TrainingSession
from anlan.standards.training import actions as training
from anlan.standards.training import queries as trained
from anlan.web.demo.township import TOWNSHIP, Township

READ_BY_THEMSELVES, TOLD, PLATES = 14, 6, 10


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    with clock.moved_to(clock.today() - dt.timedelta(days=30)):
        publishing.publish_all()
    officer = User.objects.get(pk=known.people["林巡"].pk)
    bound = list(Enterprise.objects.filter(binding__isnull=False).order_by("sort_key", "id"))
    for place, one in enumerate(bound[: READ_BY_THEMSELVES + TOLD]):
        _read(one, officer, told=place >= READ_BY_THEMSELVES, days_ago=28 - place)
    with clock.moved_to(clock.today() - dt.timedelta(days=8)):
        for one in bound[:PLATES]:
            one.refresh_from_db()
            actions.issue_code(one, actor=officer)
    _train(known, officer)


def _read(enterprise: Enterprise, officer: User, *, told: bool, days_ago: int) -> None:
    binding = queries.binding_of(enterprise)
    person = enterprise.people.filter(until=None, user__isnull=False, post=Person.Post.PRINCIPAL).first()
    if binding is None or person is None or person.user is None:
        return
    with clock.moved_to(clock.today() - dt.timedelta(days=days_ago)):
        actions.confirm_read(
            enterprise,
            person=person,
            version=binding.checklist.digest,
            actor=officer if told else person.user,
            how=Receipt.How.IN_PERSON if told else Receipt.How.ONLINE,
        )


def _train(known: Township, officer: User) -> None:
    """One session held, whose people took the quiz, and one to come."""
    people = [User.objects.get(pk=known.people[name].pk) for name in ("马协", "周同", "林巡", "唐建")]
    with clock.moved_to(clock.today() - dt.timedelta(days=20)):
        held = _session(known, officer, "餐饮燃气安全检查培训", "ranqi", 8, "唐建")
        training.invite(held, actor=officer, people=people, names=[("张三", "周沟村网格员"), ("李四", "大安村网格员")])
    with clock.moved_to(held.planned_on):
        present = held.attendances.exclude(name="李四")
        summary = "逐条讲解燃气经营和用户端的判定条款，现场认阀门、软管、报警器；讲清“否”怎么登记、拿不准怎么记存疑。"
        training.hold_session(held, actor=officer, held_on=held.planned_on, summary=summary, present=present)
    for place, one in enumerate(people[:3]):
        answers = [question.answer for question in trained.questions_of(held, 0)]
        wrong = [""] * 3 + answers[3:]
        training.take_quiz(held, actor=one, answers=wrong if place == 2 else answers)
    planned = _session(known, officer, "木业粉尘、有限空间检查培训", "gongmao", 5, "蒋工")
    training.invite(planned, actor=officer, people=people)


def _session(known: Township, officer: User, title: str, industry: str, days: int, trainer: str) -> TrainingSession:
    return training.plan_session(
        Region.objects.get(code=TOWNSHIP),
        actor=officer,
        office=known.offices["应急办"],
        industries=Industry.objects.filter(pk=industry),
        title=title,
        planned_on=clock.today() + dt.timedelta(days=days),
        place="乡政府三楼会议室",
        trainer=trainer,
        audience="各村安全协管员、站所检查人员",
        questions=6,
        seed=1,
    )
